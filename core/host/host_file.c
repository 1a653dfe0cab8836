#include "host/host_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

const char *file_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool owner_right(const struct stat *info)
{
	return info->st_uid == 0 || info->st_uid == geteuid();
}

/* Who may write it beside its owner and should not. */
static bool others_write(enum file_kind kind, const struct stat *info)
{
	bool own_group = info->st_uid == geteuid() && info->st_gid == getegid();

	return info->st_mode & (kind == FILE_MADE && own_group ? S_IWOTH : S_IWGRP | S_IWOTH);
}

static void advise_chmod(const char *path, struct buffer *refused)
{
	buffer_string(refused, "can be written by others than its owner; to mend it: chmod go-w ");
	buffer_shell(refused, path);
}

bool file_check(const char *path, enum file_kind kind, const struct stat *info, struct buffer *refused)
{
	if (!S_ISREG(info->st_mode))
		buffer_format(refused, "is not a regular file");
	else if (!owner_right(info))
		buffer_format(refused, "belongs to user %u, not to you or root: copy it to a place of your own and look at it first",
			(unsigned)info->st_uid);
	else if (others_write(kind, info))
		advise_chmod(path, refused);
	else
		return true;
	return false;
}

int file_open(int directory, const char *path, struct buffer *refused)
{
	int fd = openat(directory, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY), problem = errno;

	if (fd >= 0)
		return fd;
	if (problem == ELOOP)
		buffer_format(refused, "is a symbolic link: name the file itself");
	else
		buffer_format(refused, "cannot be opened: %s", strerror(problem));
	errno = problem;
	return -1;
}

static void check_directory(const char *name, const struct stat *info, struct buffer *refused)
{
	if (!owner_right(info)) {
		buffer_format(refused, "its directory %s belongs to user %u, not to you or root: keep it in a directory of your own", name,
			(unsigned)info->st_uid);
	} else if (others_write(FILE_TRUST, info) && (info->st_mode & S_ISVTX)) {
		buffer_format(refused, "its directory %s is one where others keep files too: keep it in a directory of your own", name);
	} else if (others_write(FILE_TRUST, info)) {
		buffer_string(refused, "its directory ");
		advise_chmod(name, refused);
	}
}

int file_directory(const char *path, struct buffer *refused)
{
	const char *base = file_base(path);
	struct buffer name = { 0 };
	struct stat info;
	int fd, problem;

	/* "/file" lies in "/", "file" in "." */
	buffer_add(&name, base == path ? "." : path, base == path || base == path + 1 ? 1 : (size_t)(base - path) - 1);
	fd = open(name.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	problem = errno;
	if (fd < 0)
		buffer_format(refused, "its directory %s cannot be opened: %s", name.data, strerror(problem));
	else if (fstat(fd, &info) != 0)
		buffer_format(refused, "its directory %s cannot be looked at: %s", name.data, strerror(errno));
	else
		check_directory(name.data, &info, refused);
	if (refused->length && fd >= 0) {
		close(fd);
		fd = -1;
		problem = EPERM;
	}
	buffer_free(&name);
	errno = problem;
	return fd;
}

bool file_read(int file, size_t most, struct buffer *out, struct buffer *refused)
{
	char block[4096];

	for (;;) {
		ssize_t n = read(file, block, sizeof block);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			return true;
		if (n < 0) {
			buffer_format(refused, "cannot be read: %s", strerror(errno));
			return false;
		}
		if ((size_t)n > most - out->length) {
			buffer_format(refused, "is larger than %zu KB", most / 1024);
			return false;
		}
		buffer_add(out, block, (size_t)n);
	}
}

static bool take(int file, const char *path, size_t most, struct buffer *out, struct buffer *refused)
{
	struct stat info;

	if (fstat(file, &info) == 0)
		return file_check(path, FILE_TRUST, &info, refused) && file_read(file, most, out, refused);
	buffer_format(refused, "cannot be looked at: %s", strerror(errno));
	return false;
}

int file_take(const char *path, size_t most, struct buffer *out, struct error *err)
{
	struct buffer refused = { 0 };
	int directory = file_directory(path, &refused), file = -1, result = 0;

	if (directory >= 0)
		file = file_open(directory, file_base(path), &refused);
	if (file < 0)
		result = errno == ENOENT ? 0 : -1;
	else
		result = take(file, path, most, out, &refused) ? 1 : -1;
	if (result < 0)
		error_set(err, ERROR_INPUT, "%s: %s", path, refused.data);
	if (file >= 0)
		close(file);
	if (directory >= 0)
		close(directory);
	buffer_free(&refused);
	return result;
}
