#include "base/region.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* Address space set aside, not memory: 10 million components need about 4 GiB. Much more than this and valgrind cannot reserve it. */
#define REGION_RESERVED ((size_t)1 << 35)
/* Where the address space of a process is limited, what is to be had, down to this. */
#define REGION_LEAST ((size_t)1 << 26)
#define REGION_STEP ((size_t)1 << 20)

int region_open(struct region *region, struct error *err)
{
	*region = (struct region){ .fd = -1 };
	region->fd = memfd_create("keur-model", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (region->fd < 0)
		return error_system(err, errno, "cannot create shared memory");
	/* Addresses only; the file is mapped over them piece by piece as it grows. */
	region->mapped = REGION_RESERVED;
	do
		region->base = mmap(NULL, region->mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	while (region->base == MAP_FAILED && (region->mapped /= 2) >= REGION_LEAST);
	if (region->base == MAP_FAILED) {
		error_system(err, errno, "cannot reserve address space");
		region->base = NULL;
		region_close(region);
		return -1;
	}
	region->used = 64; /* so that offset 0 can mean "nothing" */
	return 0;
}

/* In growing steps, so that a large model takes few mappings. */
static void commit(struct region *region, size_t end)
{
	size_t grown = end + region->committed / 4;

	grown = (grown + REGION_STEP - 1) & ~(REGION_STEP - 1);
	if (grown > region->mapped)
		grown = region->mapped;
	if (end > grown || ftruncate(region->fd, (off_t)grown) != 0
		|| mmap(region->base + region->committed, grown - region->committed, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
			   region->fd, (off_t)region->committed)
			== MAP_FAILED)
		mem_fail();
	region->committed = grown;
}

void *region_alloc(struct region *region, size_t count, size_t size)
{
	size_t bytes, end;
	void *p;

	if (__builtin_mul_overflow(count, size, &bytes) || bytes > region->mapped - region->used)
		mem_fail();
	end = region->used + ((bytes + 15u) & ~(size_t)15u);
	if (end > region->committed)
		commit(region, end);
	p = region->base + region->used;
	region->used = end;
	return p;
}

int region_seal(struct region *region, struct error *err)
{
	/* FUTURE_WRITE rather than WRITE: the one writable mapping, ours, is turned read-only in place, so no pointer moves. */
	const int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL;

	if (mprotect(region->base, region->committed, PROT_READ) != 0 || fcntl(region->fd, F_ADD_SEALS, seals) != 0)
		return error_system(err, errno, "cannot seal the model");
	return 0;
}

int region_map(struct region *region, int fd, struct error *err)
{
	const int needed = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE;
	int seals = fcntl(fd, F_GET_SEALS);
	off_t size;

	*region = (struct region){ .fd = fd };
	if (seals < 0 || (seals & needed) != needed)
		return error_set(err, ERROR_IO, "the model that was handed over is not sealed");
	size = lseek(fd, 0, SEEK_END); /* fstat is one of the things that workers may not do */
	if (size <= 0)
		return error_system(err, errno, "cannot read the size of the model");
	region->base = mmap(NULL, (size_t)size, PROT_READ, MAP_SHARED, fd, 0);
	if (region->base == MAP_FAILED) {
		region->base = NULL;
		return error_system(err, errno, "cannot map the model");
	}
	region->used = region->committed = region->mapped = (size_t)size;
	return 0;
}

void region_close(struct region *region)
{
	if (region->base)
		munmap(region->base, region->mapped);
	if (region->fd >= 0)
		close(region->fd);
	*region = (struct region){ .fd = -1 };
}
