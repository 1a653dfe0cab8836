#include "host/host_image.h"

#include "base/digest.h"
#include "base/fd.h"
#include "host/host_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The largest debug build of a plugin seen has 2 MB; a bound keeps a wrong path (a disk image) from filling memory. */
enum { IMAGE_MOST = 64 * 1024 * 1024, BLOCK = 64 * 1024 };

static void too_large(struct buffer *refused)
{
	buffer_format(refused, "is larger than %d MB", IMAGE_MOST / 1024 / 1024);
}

static bool check_file(const char *path, const struct stat *info, struct buffer *refused)
{
	if (!file_check(path, FILE_MADE, info, refused))
		return false;
	if (info->st_size == 0)
		buffer_format(refused, "is empty");
	else if (info->st_size > IMAGE_MOST)
		too_large(refused);
	return refused->length == 0;
}

/* Copies and hashes in one go; counts what it reads, as the file may grow meanwhile. -1: our copy failed, which is not the file's fault. */
static int copy(int from, int to, char sha256[65], struct buffer *refused, struct error *err)
{
	static unsigned char block[BLOCK];
	unsigned char hash[DIGEST_SIZE];
	struct digest *digest = digest_new();
	size_t copied = 0;
	int result = 0;
	ssize_t n;

	while (result == 0 && !refused->length && (n = read(from, block, sizeof block)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			buffer_format(refused, "cannot be read: %s", strerror(errno));
		} else if ((copied += (size_t)n) > IMAGE_MOST) {
			too_large(refused);
		} else {
			digest_add(digest, block, (size_t)n);
			if (!fd_write(to, block, (size_t)n))
				result = error_system(err, errno, "cannot copy a plugin");
		}
	}
	digest_end(digest, hash);
	digest_free(digest);
	if (!refused->length)
		digest_hex(hash, sizeof hash, sha256);
	return result;
}

static int look_inside(struct image *image, struct buffer *refused, struct error *err)
{
	struct text bytes;

	if (!fd_seal(image->fd))
		return error_system(err, errno, "cannot seal the copy of a plugin");
	if (lseek(image->fd, 0, SEEK_END) == 0) { /* it was not, a moment ago */
		buffer_string(refused, "is empty");
		return 0;
	}
	if (!fd_map(image->fd, &bytes))
		return error_system(err, errno, "cannot map the copy of a plugin");
	image_check((const unsigned char *)bytes.data, bytes.length, &image->libraries, refused);
	fd_unmap(bytes);
	return 0;
}

static int copy_file(const char *path, int file, struct image *image, struct buffer *refused, struct error *err)
{
	struct stat info;

	if (fstat(file, &info) != 0) {
		buffer_format(refused, "cannot be looked at: %s", strerror(errno));
		return 0;
	}
	if (!check_file(path, &info, refused))
		return 0;
	image->fd = fd_memory("keur-plugin");
	if (image->fd < 0)
		return error_system(err, errno, "cannot create memory for a plugin");
	if (copy(file, image->fd, image->sha256, refused, err) != 0)
		return -1;
	return refused->length ? 0 : look_inside(image, refused, err);
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

/* Read piece by piece: what is not sealed is not mapped, as somebody might cut it off. */
static bool same_bytes(int file, int image)
{
	unsigned char piece[4096];
	struct text sealed;
	size_t at = 0;
	ssize_t n;

	if (!fd_map(image, &sealed))
		return false;
	while ((n = read(file, piece, sizeof piece)) > 0) {
		if ((size_t)n > sealed.length - at || memcmp(sealed.data + at, piece, (size_t)n) != 0)
			break;
		at += (size_t)n;
	}
	fd_unmap(sealed);
	return n == 0 && at == sealed.length;
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
