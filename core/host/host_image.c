#include "host/host_image.h"

#include "base/digest.h"
#include "host/host_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The largest debug build of a plugin seen has 2 MB; a bound keeps a wrong path (a disk image) from filling memory. */
enum { IMAGE_MOST = 64 * 1024 * 1024, BLOCK = 64 * 1024 };

static bool check_file(const char *path, const struct stat *info, struct buffer *refused)
{
	if (!file_check(path, info, refused))
		return false;
	if (info->st_size == 0)
		buffer_format(refused, "is empty");
	else if (info->st_size > IMAGE_MOST)
		buffer_format(refused, "is larger than %d MB", IMAGE_MOST / 1024 / 1024);
	return refused->length == 0;
}

static int write_all(int fd, const unsigned char *data, size_t length)
{
	while (length) {
		ssize_t n = write(fd, data, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		data += n;
		length -= (size_t)n;
	}
	return 0;
}

/* Copies and hashes in one go; counts what it reads, as the file may grow meanwhile. */
static int copy(int from, int to, char sha256[65], struct error *err)
{
	static unsigned char block[BLOCK];
	unsigned char hash[DIGEST_SIZE];
	struct digest *digest = digest_new();
	size_t copied = 0;
	int result = 0;

	for (;;) {
		ssize_t n = read(from, block, sizeof block);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || (copied += (size_t)n) > IMAGE_MOST) {
			result = error_system(err, n < 0 ? errno : EFBIG, "cannot read a plugin");
			break;
		}
		if (n == 0)
			break;
		digest_add(digest, block, (size_t)n);
		if (write_all(to, block, (size_t)n) != 0) {
			result = error_system(err, errno, "cannot copy a plugin");
			break;
		}
	}
	digest_end(digest, hash);
	digest_free(digest);
	digest_hex(hash, sizeof hash, sha256);
	return result;
}

static int look_inside(struct image *image, struct buffer *refused, struct error *err)
{
	struct stat info;
	void *bytes;

	if (fcntl(image->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0 || fstat(image->fd, &info) != 0)
		return error_system(err, errno, "cannot seal the copy of a plugin");
	if (info.st_size == 0) {
		buffer_string(refused, "is empty");
		return 0;
	}
	bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, image->fd, 0);
	if (bytes == MAP_FAILED)
		return error_system(err, errno, "cannot map the copy of a plugin");
	image_check(bytes, (size_t)info.st_size, &image->libraries, refused);
	munmap(bytes, (size_t)info.st_size);
	return 0;
}

static int copy_file(const char *path, int file, struct image *image, struct buffer *refused, struct error *err)
{
	struct stat info;

	if (fstat(file, &info) != 0)
		return error_system(err, errno, "cannot look at %s", path);
	if (!check_file(path, &info, refused))
		return 0;
	image->fd = memfd_create("keur-plugin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (image->fd < 0)
		return error_system(err, errno, "cannot create memory for a plugin");
	if (copy(file, image->fd, image->sha256, err) != 0)
		return -1;
	return look_inside(image, refused, err);
}

int image_open(const char *path, struct image *image, struct buffer *refused, struct error *err)
{
	int file, result;

	*image = (struct image){ .fd = -1 };
	file = file_open(AT_FDCWD, path, refused);
	if (file < 0)
		return 0;
	result = copy_file(path, file, image, refused, err);
	close(file);
	if ((result != 0 || refused->length) && image->fd >= 0) {
		close(image->fd);
		image->fd = -1;
	}
	return result;
}

static bool same_bytes(int a, int b)
{
	struct stat a_info, b_info;
	void *a_bytes, *b_bytes;
	size_t length;
	bool same;

	if (fstat(a, &a_info) != 0 || fstat(b, &b_info) != 0 || a_info.st_size != b_info.st_size || a_info.st_size <= 0)
		return false;
	length = (size_t)a_info.st_size;
	a_bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, a, 0);
	b_bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, b, 0);
	same = a_bytes != MAP_FAILED && b_bytes != MAP_FAILED && memcmp(a_bytes, b_bytes, length) == 0;
	if (a_bytes != MAP_FAILED)
		munmap(a_bytes, length);
	if (b_bytes != MAP_FAILED)
		munmap(b_bytes, length);
	return same;
}

int image_by_name(const char *path, int image)
{
	struct buffer refused = { 0 };
	int file = file_open(AT_FDCWD, path, &refused);
	struct stat info;

	if (file >= 0 && (fstat(file, &info) != 0 || !check_file(path, &info, &refused) || !same_bytes(file, image))) {
		close(file);
		file = -1;
	}
	buffer_free(&refused);
	return file;
}
