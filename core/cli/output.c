#include "cli/output.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What output_abandon has to remove: set while a temporary file exists. Plain reads and writes, as a signal handler may look. */
static volatile int working_directory = -1;
static char working_file[64];

void output_abandon(void)
{
	if (working_directory >= 0)
		unlinkat(working_directory, working_file, 0);
	working_directory = -1;
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
	return 0;
}

int output_begin(struct output *output, const char *file, struct error *err)
{
	int fd;

	snprintf(output->temporary, sizeof output->temporary, ".keur-%ld-%.40s", (long)getpid(), file);
	output->final = file;
	unlinkat(output->directory, output->temporary, 0);
	fd = openat(output->directory, output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return error_system(err, errno, "cannot create %s in %s", file, output->name);
	memcpy(working_file, output->temporary, sizeof working_file);
	working_directory = output->directory;
	out_start(output->out, fd);
	return 0;
}

int output_done(struct output *output, struct error *err)
{
	int fd = output->out->fd, result = out_end(output->out, output->final, err);

	if (result == 0 && fsync(fd) != 0)
		result = error_system(err, errno, "cannot write %s", output->final);
	if (close(fd) != 0 && result == 0)
		result = error_system(err, errno, "cannot write %s", output->final);
	if (result == 0 && renameat(output->directory, output->temporary, output->directory, output->final) != 0)
		result = error_system(err, errno, "cannot rename to %s in %s", output->final, output->name);
	if (result != 0)
		output_abandon();
	working_directory = -1;
	return result;
}

void output_close(struct output *output)
{
	output_abandon();
	if (output->directory >= 0) {
		fsync(output->directory);
		close(output->directory);
	}
	free(output->out);
	output->directory = -1;
	output->out = NULL;
}
