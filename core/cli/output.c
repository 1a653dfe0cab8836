#include "cli/output.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

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

int output_open(struct output *output, const char *directory, struct error *err)
{
	*output = (struct output){ .directory = -1, .name = directory };
	if (mkdir(directory, 0700) != 0 && errno != EEXIST)
		return error_system(err, errno, "cannot create directory %s", directory);
	output->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (output->directory < 0)
		return error_system(err, errno, "cannot open directory %s", directory);
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

int output_commit(struct output *output, struct error *err)
{
	unsigned i;

	for (i = 0; i < output->files; i++)
		if (renameat(output->directory, working_file[i], output->directory, output->final[i]) != 0)
			return error_system(err, errno, "cannot rename to %s in %s", output->final[i], output->name);
	working_files = output->files = 0;
	return fsync(output->directory) == 0 ? 0 : error_system(err, errno, "cannot sync directory %s", output->name);
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
