#include "syntax/window.h"

#include "base/character.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

void window_start(struct window *window, struct source *source, const char *format, struct messages *messages)
{
	*window = (struct window){ .source = source, .messages = messages, .format = format };
}

static int refuse_bytes(struct window *window)
{
	unsigned char byte = (unsigned char)window->data[window->end];
	uint32_t line = 0, column = 0;
	struct place at;

	if (source_locate(window->source, window->base + window->end, &line, &column))
		line = column = 0;
	at = source_place(window->source, line, column);
	if (byte == 0)
		messages_add(window->messages, SEVERITY_ERROR, at,
			"the byte 0x00 stands here, so this is a binary file or UTF-16, not %s; save it as UTF-8 text", window->format);
	else
		messages_add(window->messages, SEVERITY_ERROR, at,
			"the byte 0x%02X is not valid UTF-8 here, so this is not %s; save the file as UTF-8 text (a file in ISO 8859-1 is"
			" converted by: iconv -f ISO-8859-1 -t UTF-8)", byte, window->format);
	return -1;
}

/* 1 after a byte order mark of UTF-8 was passed over or when there is none, -1 when the file cannot be UTF-8 text. */
static int start_of_file(struct window *window)
{
	const unsigned char *s = (const unsigned char *)window->data;
	struct place start = source_place(window->source, 1, 1);

	if (window->filled >= 2 && ((s[0] == 0xFE && s[1] == 0xFF) || (s[0] == 0xFF && s[1] == 0xFE)
		|| (!s[0] && s[1] >= ' ' && s[1] < 0x7F) || (s[0] >= '\t' && s[0] < 0x7F && !s[1]))) {
		messages_add(window->messages, SEVERITY_ERROR, start,
			"the file is written in UTF-16 or UTF-32; %s is read as UTF-8 only, save it as that", window->format);
		return -1;
	}
	if (window->filled >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF)
		window->at = window->end = window->skipped = 3;
	return 1;
}

static bool ascii_block(const char *s)
{
	uint64_t four[4];

	memcpy(four, s, sizeof four);
	return ((four[0] | four[1] | four[2] | four[3]) & 0x8080808080808080u) == 0;
}

/* As utf8_valid_prefix, faster where the text is ASCII, which most of an inventory is. */
static size_t valid_prefix(const char *s, size_t length)
{
	size_t at = 0, step;

	do {
		while (length - at >= 32 && ascii_block(s + at))
			at += 32;
		/* When the end of these bytes cuts a character, the next round begins with it. */
		step = utf8_valid_prefix(s + at, length - at < 64 ? length - at : 64);
		at += step;
	} while (step);
	return at;
}

static void count_turns(struct window *window, const char *data, size_t length)
{
	const char *at = data, *end = data + length;

	while ((at = character_turn(at, (size_t)(end - at)))) {
		if (!window->turns++) {
			window->first_turn = window->base + (uint64_t)(at - window->data);
			window->turn = character_next(at, 3).code;
		}
		at += 3;
	}
}

/* Reads the file again, which is at its end. */
static void tell_turns(struct window *window)
{
	uint64_t read = window->source->read;
	uint32_t line = 0, column = 0;
	char more[40] = "";

	if (!window->turns || window->turns == WINDOW_TURNS_TOLD)
		return;
	if (source_locate(window->source, window->first_turn, &line, &column))
		line = column = 0;
	window->source->read = read;
	if (window->turns > 1)
		snprintf(more, sizeof more, " (the first of %llu)", (unsigned long long)window->turns);
	messages_add(window->messages, SEVERITY_WARNING, source_place(window->source, line, column),
		"the character U+%04X stands here%s, which turns what follows around, so that people read this line otherwise than keur does; take it out",
		(unsigned)window->turn, more);
}

static void check(struct window *window)
{
	char *from = window->data + window->end;
	size_t fresh = window->filled - window->end;
	size_t valid = valid_prefix(from, fresh);
	char *nul = memchr(from, 0, valid);

	if (nul)
		valid = (size_t)(nul - from);
	if (window->turns != WINDOW_TURNS_TOLD)
		count_turns(window, from, valid);
	window->end += valid;
	/* Up to three bytes may be the beginning of a character whose rest is in the next chunk. */
	window->bad = nul || fresh - valid > 3;
}

static int read_on(struct window *window, size_t keep)
{
	size_t before;

	if (window->bad)
		return refuse_bytes(window);
	if (window->ended)
		return 0;
	if (keep) {
		memmove(window->data, window->data + keep, window->filled - keep);
		window->at -= keep;
		window->end -= keep;
		window->filled -= keep;
		window->base += keep;
	}
	before = window->end;
	while (window->end == before) {
		bool first = window->source->read == 0;
		struct error err;
		ptrdiff_t got;

		mem_reserve(&window->data, &window->capacity, window->filled + SOURCE_CHUNK, 1);
		got = source_read(window->source, window->data + window->filled, SOURCE_CHUNK, &err);
		if (got < 0) {
			messages_add(window->messages, SEVERITY_ERROR, source_place(window->source, 0, 0), "%s", err.text);
			return -1;
		}
		if (got == 0) {
			window->ended = true;
			if (window->source->read == window->skipped) {
				messages_add(window->messages, SEVERITY_ERROR, source_place(window->source, 1, 1),
					"the file is empty; %s was expected", window->format);
				return -1;
			}
			window->bad = window->end < window->filled;
			if (!window->bad)
				tell_turns(window);
			return window->bad ? refuse_bytes(window) : 0;
		}
		window->filled += (size_t)got;
		if (first && start_of_file(window) < 0)
			return -1;
		if (first)
			before = window->end;
		check(window);
		if (window->bad && window->end == before)
			return refuse_bytes(window);
	}
	return 1;
}

int window_more(struct window *window, size_t keep)
{
	int rc = window->failed ? -1 : read_on(window, keep);

	window->failed = rc < 0;
	return rc;
}

void window_free(struct window *window)
{
	free(window->data);
	*window = (struct window){ 0 };
}
