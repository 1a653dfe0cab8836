#include "cli/overwrite.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEAD = 4 * 1024 }; /* bytes that are looked at */

/* The first bytes of a file. -1 with errno: it cannot be read. */
static int read_head(int directory, const char *file, struct buffer *head)
{
	int fd = openat(directory, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	char *room;
	ssize_t n = 1;

	if (fd < 0)
		return -1;
	room = mem_alloc(HEAD);
	while (n > 0 && head->length < HEAD) {
		n = read(fd, room, HEAD - head->length);
		if (n > 0)
			buffer_add(head, room, (size_t)n);
	}
	free(room);
	close(fd);
	return n < 0 ? -1 : 0;
}

static bool begins(struct text head, struct text with)
{
	return head.length >= with.length && memcmp(head.data, with.data, with.length) == 0;
}

static bool is_of(struct text head, const struct format *in)
{
	return begins(head, in->begins) && (!in->holds.length || memmem(head.data, head.length, in->holds.data, in->holds.length));
}

/* A table of this version has this very header. One of another version has at least the same first column, and its result beside it. What keur reads has
 * another one: `component.id`. */
static bool is_table(struct text head, const struct cells_table *table, bool has_result)
{
	struct buffer header = { 0 };
	bool is;
	size_t i;

	for (i = 0; i < table->fields; i++)
		buffer_format(&header, "%s%c", table->field[i].name, i + 1 < table->fields ? ',' : '\n');
	is = begins(head, buffer_view(&header));
	buffer_clear(&header);
	buffer_format(&header, "%s,", table->field[0].name);
	is = is || (has_result && begins(head, buffer_view(&header)));
	buffer_free(&header);
	return is;
}

void overwrite_start(struct overwrite *over, int directory, const char *name)
{
	struct buffer head = { 0 };

	*over = (struct overwrite){ .directory = directory, .name = name };
	over->has_result = read_head(directory, format[FORMAT_JSON].file, &head) == 0 && is_of(buffer_view(&head), &format[FORMAT_JSON]);
	buffer_free(&head);
}

void overwrite_reads(struct overwrite *over, const char *path)
{
	struct stat file;

	if (!path || stat(path, &file) != 0)
		return;
	over->read = mem_resize(over->read, over->files + 1, sizeof *over->read);
	over->read[over->files++] = file;
}

static bool is_read(const struct overwrite *over, const char *file)
{
	struct stat target; /* of a link: where it leads */
	size_t i;

	if (fstatat(over->directory, file, &target, 0) != 0)
		return false;
	for (i = 0; i < over->files; i++)
		if (fd_same_file(&target, &over->read[i]))
			return true;
	return false;
}

int overwrite_may(const struct overwrite *over, const char *file, const struct format *in, const struct cells_table *table, struct error *err)
{
	struct buffer head = { 0 };
	struct stat there;
	int done = 0;

	if (fstatat(over->directory, file, &there, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : error_system(err, errno, "cannot look at %s in %s", file, over->name);
	if (is_read(over, file))
		return error_set(err, ERROR_IO, "%s/%s is read by this run, which would write over it: give another directory with --output", over->name, file);
	if (S_ISDIR(there.st_mode))
		return error_system(err, EISDIR, "cannot write %s in %s", file, over->name);
	if (!S_ISREG(there.st_mode))
		done = -1;
	else if (read_head(over->directory, file, &head) != 0)
		return error_system(err, errno, "cannot look at %s in %s", file, over->name);
	else if (head.length && !(table ? is_table(buffer_view(&head), table, over->has_result) : is_of(buffer_view(&head), in)))
		done = -1;
	buffer_free(&head);
	return done == 0 ? 0 : error_set(err, ERROR_IO, "%s/%s is there already and is no result of keur: move it away, or give another directory with --output",
		over->name, file);
}

void overwrite_end(struct overwrite *over)
{
	free(over->read);
	*over = (struct overwrite){ .directory = -1 };
}
