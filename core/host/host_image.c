#include "host/host_image.h"

#include "base/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The largest debug build of a plugin seen has 2 MB; a bound keeps a wrong path (a disk image) from filling memory. */
enum { IMAGE_MOST = 64 * 1024 * 1024, BLOCK = 64 * 1024 };

static bool owner_right(const struct stat *info)
{
	return info->st_uid == 0 || info->st_uid == geteuid();
}

/* Everything here is asked of the open file, so that nothing can be exchanged between question and use. */
static bool check_file(const char *path, const struct stat *info, struct buffer *refused)
{
	if (!S_ISREG(info->st_mode))
		buffer_format(refused, "is not a regular file");
	else if (!owner_right(info))
		buffer_format(refused, "belongs to user %u, not to you or root: copy it to a place of your own and look at it first",
			(unsigned)info->st_uid);
	else if (info->st_mode & (S_IWGRP | S_IWOTH))
		buffer_format(refused, "can be written by others than its owner; to mend it: chmod go-w %s", path);
	else if (info->st_size == 0)
		buffer_format(refused, "is empty");
	else if (info->st_size > IMAGE_MOST)
		buffer_format(refused, "is larger than %d MB", IMAGE_MOST / 1024 / 1024);
	return refused->length == 0;
}

static int open_file(const char *path, struct buffer *refused)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);

	if (fd >= 0)
		return fd;
	if (errno == ELOOP)
		buffer_format(refused, "is a symbolic link: name the file itself");
	else
		buffer_format(refused, "cannot be opened: %s", strerror(errno));
	return -1;
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

static int look_inside(int image, struct buffer *refused, struct error *err)
{
	struct stat info;
	void *bytes;

	if (fcntl(image, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0 || fstat(image, &info) != 0)
		return error_system(err, errno, "cannot seal the copy of a plugin");
	if (info.st_size == 0) {
		buffer_string(refused, "is empty");
		return 0;
	}
	bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, image, 0);
	if (bytes == MAP_FAILED)
		return error_system(err, errno, "cannot map the copy of a plugin");
	image_check(bytes, (size_t)info.st_size, refused);
	munmap(bytes, (size_t)info.st_size);
	return 0;
}

int image_open(const char *path, int *image, char sha256[65], struct buffer *refused, struct error *err)
{
	struct stat info;
	int fd, result;

	*image = -1;
	fd = open_file(path, refused);
	if (fd < 0)
		return 0;
	if (fstat(fd, &info) != 0) {
		result = error_system(err, errno, "cannot look at %s", path);
		close(fd);
		return result;
	}
	if (!check_file(path, &info, refused)) {
		close(fd);
		return 0;
	}
	*image = memfd_create("keur-plugin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	result = *image < 0 ? error_system(err, errno, "cannot create memory for a plugin") : copy(fd, *image, sha256, err);
	close(fd);
	if (result == 0)
		result = look_inside(*image, refused, err);
	if ((result != 0 || refused->length) && *image >= 0) {
		close(*image);
		*image = -1;
	}
	return result;
}
