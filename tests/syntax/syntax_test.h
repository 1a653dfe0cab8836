/* What the tests of the readers share: files in memory, events as one line of text, messages as printed. */
#ifndef KEUR_TESTS_SYNTAX_TEST_H
#define KEUR_TESTS_SYNTAX_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/messages.h"
#include "syntax/source.h"
#include "syntax/tree.h"

/* One reading of one file. */
struct run {
	struct messages messages;
	struct source source;
	struct buffer events;
	struct buffer printed; /* the messages; the file is called f */
	int rc;
	unsigned calls, stop_at; /* the handler stops at this call; 0: never */
	bool places;             /* events carry line.column */
};

typedef int (*read_fn)(struct run *run);

static inline int run_tick(struct run *run)
{
	return ++run->calls == run->stop_at;
}

static inline void run_place(struct run *run, struct mark at)
{
	if (run->places)
		buffer_format(&run->events, "@%u.%u", at.line, at.column);
}

/* A file in memory with these bytes, as a path. */
static inline int memory_file(const void *data, size_t length, char path[64])
{
	int fd = memfd_create("f", MFD_CLOEXEC);
	size_t at = 0;

	assert_true(fd >= 0);
	while (at < length) {
		ssize_t put = write(fd, (const char *)data + at, length - at);

		assert_true(put > 0);
		at += (size_t)put;
	}
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

static inline void run_path(struct run *run, const char *path, read_fn read_file)
{
	struct error err = { 0 };

	assert_int_equal(source_open(&run->source, path, "f", &run->messages, &err), 0);
	run->rc = read_file(run);
	source_close(&run->source);
	messages_print(&run->messages, &run->printed);
	/* A reader that fails says why, and one that succeeds has no error to tell. */
	if (!run->stop_at)
		assert_int_equal(run->rc < 0, run->messages.errors > 0);
}

static inline void run_bytes(struct run *run, const void *data, size_t length, read_fn read_file)
{
	char path[64];
	int fd = memory_file(data, length, path);

	run_path(run, path, read_file);
	close(fd);
}

static inline void run_free(struct run *run)
{
	messages_free(&run->messages);
	buffer_free(&run->events);
	buffer_free(&run->printed);
}

static inline void check_events(read_fn read_file, const char *text, const char *events)
{
	struct run run = { 0 };

	run_bytes(&run, text, strlen(text), read_file);
	assert_string_equal(buffer_view(&run.printed).data, "");
	assert_int_equal(run.rc, 0);
	assert_string_equal(buffer_view(&run.events).data, events);
	run_free(&run);
}

/* The first message begins with "f:LINE:COLUMN: error: " plus words. */
static inline void check_refused_bytes(read_fn read_file, const void *data, size_t length, const char *place, const char *words)
{
	struct run run = { 0 };
	char start[64];

	run_bytes(&run, data, length, read_file);
	snprintf(start, sizeof start, "f:%s: error: ", place);
	if (run.rc != -1 || strncmp(buffer_view(&run.printed).data, start, strlen(start)) || !strstr(run.printed.data, words))
		fail_msg("expected %s ... %s, got %d: %s", start, words, run.rc, buffer_view(&run.printed).data);
	run_free(&run);
}

/* What was read is read, and the one thing said of it is a warning at this place with these words. */
static inline void check_warned(read_fn read_file, const char *text, const char *place, const char *words)
{
	struct run run = { 0 };
	char start[64];

	run_bytes(&run, text, strlen(text), read_file);
	snprintf(start, sizeof start, "f:%s: warning: ", place);
	if (run.rc != 0 || run.messages.groups != 1 || strncmp(run.printed.data, start, strlen(start)) || !strstr(run.printed.data, words))
		fail_msg("expected %s ... %s, got %d: %s", start, words, run.rc, buffer_view(&run.printed).data);
	run_free(&run);
}

static inline void check_refused(read_fn read_file, const char *text, const char *place, const char *words)
{
	check_refused_bytes(read_file, text, strlen(text), place, words);
}

static inline uint64_t xorshift(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Flips, inserts, repeats and cuts; the reader must end and say something sensible about each. */
static inline void check_mutations(read_fn read_file, const char *text, unsigned rounds, uint64_t seed)
{
	static const char spice[] = "\"'{}[]<>&;:,-|*!%#\\\t\n\r \xEF\xBB\xBF\xC3\x80/?=";
	size_t length = strlen(text);
	unsigned round, i;

	for (round = 0; round < rounds; round++) {
		char copy[8192];
		size_t used = length;
		struct run run = { 0 };
		unsigned changes = 1 + (unsigned)(xorshift(&seed) % 4);

		assert_true(length < sizeof copy - 64);
		memcpy(copy, text, length);
		for (i = 0; i < changes; i++) {
			size_t at = (size_t)(xorshift(&seed) % used);

			switch (xorshift(&seed) % 4) {
			case 0:
				copy[at] = (char)(copy[at] ^ (1 << xorshift(&seed) % 8));
				break;
			case 1:
				copy[at] = spice[xorshift(&seed) % (sizeof spice - 1)];
				break;
			case 2:
				memmove(copy + at + 1, copy + at, used - at);
				copy[at] = spice[xorshift(&seed) % (sizeof spice - 1)];
				used++;
				break;
			default:
				if (xorshift(&seed) % 8 == 0 && at)
					used = at;
				break;
			}
		}
		run_bytes(&run, copy, used, read_file);
		assert_int_equal(utf8_valid_prefix(buffer_view(&run.events).data, run.events.length), run.events.length);
		assert_int_equal(utf8_valid_prefix(buffer_view(&run.printed).data, run.printed.length), run.printed.length);
		run_free(&run);
	}
}

/* Every sample whose name ends so; none when the samples are not beside the source. */
static read_fn sample_reader;
static const char *sample_ending;
static unsigned samples_read, samples_refused;

static inline int sample_visit(const char *path, const struct stat *st, int type, struct FTW *where)
{
	size_t length = strlen(path), ending = strlen(sample_ending);
	struct run run = { 0 };

	(void)st;
	(void)where;
	if (type != FTW_F || length < ending || strcmp(path + length - ending, sample_ending) != 0)
		return 0;
	run_path(&run, path, sample_reader);
	samples_read++;
	if (run.rc) {
		samples_refused++;
		print_message("%s: %s", path, buffer_view(&run.printed).data);
	}
	run_free(&run);
	return 0;
}

static inline void check_samples(const char *ending, read_fn read_file, unsigned refused)
{
	sample_reader = read_file;
	sample_ending = ending;
	samples_read = samples_refused = 0;
	if (nftw(KEUR_SOURCE_DIR "/../shared/samples", sample_visit, 16, FTW_PHYS) || !samples_read)
		skip();
	assert_int_equal(samples_refused, refused);
}

/* A tree as text: {key=value ...} and [value ...]; kinds: plain as it is, 'quoted', #number, ?boolean, ~ for null. */
static inline int tree_map_begin(void *self, struct mark at)
{
	struct run *run = self;

	buffer_string(&run->events, "{");
	run_place(run, at);
	return run_tick(run);
}

static inline int tree_map_end(void *self, struct mark at)
{
	struct run *run = self;

	buffer_string(&run->events, "}");
	run_place(run, at);
	return run_tick(run);
}

static inline int tree_list_begin(void *self, struct mark at)
{
	struct run *run = self;

	buffer_string(&run->events, "[");
	run_place(run, at);
	return run_tick(run);
}

static inline int tree_list_end(void *self, struct mark at)
{
	struct run *run = self;

	buffer_string(&run->events, "]");
	run_place(run, at);
	return run_tick(run);
}

static inline int tree_key(void *self, struct text key, struct mark at)
{
	struct run *run = self;

	buffer_text(&run->events, key);
	run_place(run, at);
	buffer_string(&run->events, "=");
	return run_tick(run);
}

static inline int tree_scalar(void *self, struct text value, enum scalar_kind kind, struct mark at)
{
	static const char *const before[] = { "", "'", "#", "?", "~" }, *const after[] = { ";", "';", ";", ";", ";" };
	struct run *run = self;

	buffer_string(&run->events, before[kind]);
	if (kind != SCALAR_NULL)
		buffer_text(&run->events, value);
	run_place(run, at);
	buffer_string(&run->events, after[kind]);
	return run_tick(run);
}

static inline int tree_include(void *self, struct text path, struct mark at)
{
	struct run *run = self;

	buffer_string(&run->events, "<");
	buffer_text(&run->events, path);
	run_place(run, at);
	buffer_string(&run->events, ">");
	return run_tick(run);
}

static const struct tree_handler tree_events = {
	tree_map_begin, tree_map_end, tree_list_begin, tree_list_end, tree_key, tree_scalar, tree_include,
};

/* Every stop of the handler ends the reading at once and without a message. */
static inline void check_stops(read_fn read_file, const char *text)
{
	struct run whole = { 0 };
	unsigned i;

	run_bytes(&whole, text, strlen(text), read_file);
	assert_int_equal(whole.rc, 0);
	for (i = 1; i <= whole.calls; i++) {
		struct run run = { .stop_at = i };

		run_bytes(&run, text, strlen(text), read_file);
		assert_int_equal(run.rc, -1);
		assert_int_equal(run.calls, i);
		assert_int_equal(run.messages.errors, 0);
		run_free(&run);
	}
	run_free(&whole);
}

/* What every text reader says about files that are no text. */
static inline void check_no_text(read_fn read_file, const char *format)
{
	char words[64];

	snprintf(words, sizeof words, "the file is empty; %s was expected", format);
	check_refused(read_file, "", "1:1", words);
	check_refused(read_file, "\xEF\xBB\xBF", "1:1", format);
	check_refused_bytes(read_file, "\xFF\xFE{\0}\0", 6, "1:1", "UTF-16");
	check_refused_bytes(read_file, "\xFE\xFF\0{\0}", 6, "1:1", "UTF-16");
	check_refused_bytes(read_file, "{\0}\0", 4, "1:1", "UTF-16");
	check_refused_bytes(read_file, "\0\0\0\1", 4, "1:1", "byte 0x00");
	check_refused_bytes(read_file, "\x89PNG", 4, "1:1", "byte 0x89 is not valid UTF-8");
}

#endif
