#include "cli/output.h"

#include "base/fd.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIST = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

/* What output_abandon has to remove. Plain reads and writes, as a signal handler may look: a name is here before its file is. */
static volatile int working_directory = -1;
static volatile unsigned working_files;
static char working_file[OUTPUT_FILES][OUTPUT_NAME];

void output_abandon(void)
{
	unsigned i;

	if (working_directory >= 0)
		for (i = 0; i < working_files; i++)
			unlinkat(working_directory, working_file[i], 0);
	working_files = 0;
}

/* Each step on the way on its own: mkdir would follow links. */
static int make_beneath(const char *directory)
{
	size_t length = strlen(directory), above;
	char *whole, *parent;
	int at, fd = -1, why;

	while (length > 1 && directory[length - 1] == '/')
		length--;
	for (above = length; above && directory[above - 1] != '/';)
		above--;
	whole = mem_copy_string(directory, length);
	parent = mem_copy_string(above ? directory : ".", above ? above : 1);
	at = fd_open_beneath(AT_FDCWD, parent, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (at >= 0 && (mkdirat(at, whole + above, 0700) == 0 || errno == EEXIST))
		fd = fd_open_beneath(AT_FDCWD, whole, LIST);
	why = errno;
	if (at >= 0)
		close(at);
	free(whole);
	free(parent);
	errno = why;
	return fd;
}

/* ".keur-PID-..." of a process that is no more. */
static bool is_left(int directory, const char *name)
{
	static const char mine[] = ".keur-";
	struct stat info;
	char *end;
	long pid;

	if (strncmp(name, mine, sizeof mine - 1) != 0)
		return false;
	pid = strtol(name + sizeof mine - 1, &end, 10);
	return pid > 0 && *end == '-' && kill((pid_t)pid, 0) != 0 && errno == ESRCH && fstatat(directory, name, &info, AT_SYMLINK_NOFOLLOW) == 0
		&& S_ISREG(info.st_mode) && info.st_uid == geteuid();
}

/* The lock says that no other run is at work here, also where that one's number means nothing, as in a container. It goes with the descriptor. */
static void remove_left(int directory)
{
	DIR *list = NULL;
	struct dirent *entry;
	int fd;

	if (flock(directory, LOCK_EX | LOCK_NB) != 0)
		return;
	fd = openat(directory, ".", LIST);
	if (fd >= 0 && !(list = fdopendir(fd)))
		close(fd);
	while (list && (entry = readdir(list)))
		if (is_left(directory, entry->d_name))
			unlinkat(directory, entry->d_name, 0);
	if (list)
		closedir(list);
}

static int cannot_open(const char *directory, struct error *err)
{
	if (errno == EXDEV)
		return error_set(err, ERROR_USAGE, "the output directory %s of keur.yaml leads out of the directory of keur.yaml, which may have come with a"
			" stranger's inventory: give --output on the command line", directory);
	return error_system(err, errno, "cannot open directory %s", directory);
}

int output_look(const char *directory, bool beneath, int *fd, struct error *err)
{
	*fd = beneath ? fd_open_beneath(AT_FDCWD, directory, LIST) : open(directory, LIST);
	return *fd >= 0 || errno == ENOENT ? 0 : cannot_open(directory, err);
}

int output_open(struct output *output, const char *directory, bool beneath, struct error *err)
{
	*output = (struct output){ .directory = -1, .name = directory };
	if (!beneath && mkdir(directory, 0700) != 0 && errno != EEXIST)
		return error_system(err, errno, "cannot create directory %s", directory);
	output->directory = beneath ? make_beneath(directory) : open(directory, LIST);
	if (output->directory < 0)
		return cannot_open(directory, err);
	remove_left(output->directory);
	output->out = mem_alloc(sizeof *output->out);
	working_files = 0;
	working_directory = output->directory;
	return 0;
}

int output_begin(struct output *output, const char *file, struct error *err)
{
	char *temporary = working_file[output->files];
	struct stat info;
	int fd;

	if (output->files == OUTPUT_FILES || strlen(file) >= OUTPUT_NAME / 2)
		return error_set(err, ERROR_IO, "cannot write %s in %s: too many files, or too long a name", file, output->name);
	/* What no file can be renamed to is better found now than when the others have their names already. */
	if (fstatat(output->directory, file, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode))
		return error_system(err, EISDIR, "cannot write %s in %s", file, output->name);
	snprintf(output->final[output->files], OUTPUT_NAME, "%s", file);
	snprintf(temporary, OUTPUT_NAME, ".keur-%ld-%.31s", (long)getpid(), file);
	unlinkat(output->directory, temporary, 0);
	working_files = ++output->files;
	fd = openat(output->directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return error_system(err, errno, "cannot create %s in %s", file, output->name);
	out_start(output->out, fd);
	return 0;
}

int output_done(struct output *output, struct error *err)
{
	const char *file = output->final[output->files - 1];
	int fd = output->out->fd, result = out_end(output->out, file, err);

	if (result == 0 && fsync(fd) != 0)
		result = error_system(err, errno, "cannot write %s", file);
	if (close(fd) != 0 && result == 0)
		result = error_system(err, errno, "cannot write %s", file);
	return result;
}

/* A file gets its name; what had it before gets the temporary one. *swapped: there was such a file. */
static int swap_in(const struct output *output, unsigned i, bool *swapped)
{
	const char *temporary = working_file[i], *final = output->final[i];
	int at = output->directory;

	*swapped = true;
	if (renameat2(at, temporary, at, final, RENAME_EXCHANGE) == 0)
		return 0;
	*swapped = false;
	/* Nothing there to swap with, or a file system that cannot: there a rename is for good. */
	return errno == ENOENT || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP ? renameat(at, temporary, at, final) : -1;
}

/* Of the first `files`: old content goes back, what was not there goes. */
static void swap_back(const struct output *output, const bool *swapped, const bool *was_there, unsigned files)
{
	int at = output->directory;

	while (files--)
		if (swapped[files])
			renameat2(at, working_file[files], at, output->final[files], RENAME_EXCHANGE);
		else if (!was_there[files])
			unlinkat(at, output->final[files], 0);
}

int output_commit(struct output *output, struct error *err)
{
	bool swapped[OUTPUT_FILES], was_there[OUTPUT_FILES];
	sigset_t all, before;
	struct stat info;
	int done = 0;
	unsigned i;

	/* Half of it is nothing that a signal may leave behind. */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	for (i = 0; done == 0 && i < output->files; i++) {
		was_there[i] = fstatat(output->directory, output->final[i], &info, AT_SYMLINK_NOFOLLOW) == 0;
		if (swap_in(output, i, &swapped[i]) == 0)
			continue;
		done = error_system(err, errno, "cannot rename to %s in %s", output->final[i], output->name);
		swap_back(output, swapped, was_there, i);
	}
	if (done == 0 && fsync(output->directory) != 0)
		done = error_system(err, errno, "cannot sync directory %s", output->name);
	output_abandon(); /* new files that got no name, or the old ones */
	output->files = 0;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return done;
}

void output_close(struct output *output)
{
	output_abandon();
	working_directory = -1;
	if (output->directory >= 0)
		close(output->directory);
	free(output->out);
	output->directory = -1;
	output->out = NULL;
}
