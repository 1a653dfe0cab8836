#include "report/screen.h"

#include "base/number.h"
#include "report/escape.h"
#include "report/words.h"

#include <stdio.h>

enum { WIDTH_WANTED = 100, WIDTH_LEAST = 40, GAP_MOST = 3 };

/* 256-colour codes: the sixteen basic ones have no orange, and every terminal in use knows these. Text on a field is black or white, whichever
 * reads better on it. */
static const char *const code[PAINTS] = {
	[PAINT_BOLD] = "\033[1m",
	[PAINT_DIM] = "\033[2m",
	[PAINT_ALARM] = "\033[1;38;5;231;48;5;160m",
	[PAINT_LEVEL + 1] = "\033[38;5;35m",
	[PAINT_LEVEL + 2] = "\033[38;5;106m",
	[PAINT_LEVEL + 3] = "\033[38;5;178m",
	[PAINT_LEVEL + 4] = "\033[1;38;5;208m",
	[PAINT_LEVEL + 5] = "\033[1;38;5;203m",
	[PAINT_CELL + 1] = "\033[38;5;231;48;5;29m",
	[PAINT_CELL + 2] = "\033[38;5;16;48;5;107m",
	[PAINT_CELL + 3] = "\033[38;5;16;48;5;221m",
	[PAINT_CELL + 4] = "\033[38;5;16;48;5;208m",
	[PAINT_CELL + 5] = "\033[38;5;231;48;5;160m",
};
static const char reset[] = "\033[0m";

const char *screen_level(unsigned level)
{
	return say_as("level", words_level[level <= LEVELS ? level : 0]);
}

void screen_start(struct screen *screen, const struct report_style *style, struct out *out)
{
	*screen = (struct screen){ .out = out, .colour = style->colour, .width = style->width ? style->width : WIDTH_WANTED };
	if (screen->width < WIDTH_LEAST)
		screen->width = WIDTH_LEAST;
}

void screen_finish(struct screen *screen)
{
	buffer_free(&screen->word);
	buffer_free(&screen->shown);
}

static void blanks(struct screen *screen, unsigned count)
{
	screen->column += count;
	while (count--)
		out_char(screen->out, ' ');
}

static void put_word(struct screen *screen)
{
	if (!screen->word_width)
		return;
	if (screen->column + screen->blanks + screen->word_width > screen->width && screen->column > screen->hang) {
		out_char(screen->out, '\n');
		screen->column = 0;
		blanks(screen, screen->hang);
	} else {
		blanks(screen, screen->blanks);
	}
	out_text(screen->out, buffer_view(&screen->word));
	screen->column += screen->word_width;
	screen->blanks = 0;
	screen->word_width = 0;
	buffer_clear(&screen->word);
}

void screen_line(struct screen *screen, unsigned indent, unsigned hang)
{
	screen->column = 0;
	screen->blanks = indent;
	screen->hang = hang;
}

static void add_piece(struct screen *screen, enum paint paint, struct text piece)
{
	bool painted = screen->colour && code[paint];

	if (painted)
		buffer_string(&screen->word, code[paint]);
	buffer_text(&screen->word, piece);
	if (painted)
		buffer_string(&screen->word, reset);
	screen->word_width += (unsigned)escape_width(piece);
}

/* A list that no line has room for may break after each of its members. Its width is counted once: a name may be one long list. */
static void add_word(struct screen *screen, enum paint paint, struct text word)
{
	size_t width = escape_width(word);
	const char *bar;

	while (width + screen->hang > screen->width && (bar = memchr(word.data, '|', word.length))) {
		size_t part = (size_t)(bar - word.data) + 1;

		width += screen->word_width;
		add_piece(screen, paint, (struct text){ word.data, part });
		width -= screen->word_width;
		put_word(screen);
		word.data += part;
		word.length -= part;
	}
	if (word.length)
		add_piece(screen, paint, word);
}

/* keur's own, between two columns; what else has runs of blanks is a name that wants to stand elsewhere. */
static bool is_gap(struct text text)
{
	return text.length <= GAP_MOST && strspn(text.data, " ") >= text.length;
}

void screen_text(struct screen *screen, enum paint paint, struct text text)
{
	size_t at = 0, start;

	buffer_clear(&screen->shown);
	if (is_gap(text))
		buffer_text(&screen->shown, text);
	else
		escape_words(&screen->shown, text, 2);
	text = buffer_view(&screen->shown);
	while (at < text.length) {
		if (text.data[at] == ' ') {
			put_word(screen);
			screen->blanks++;
			at++;
			continue;
		}
		for (start = at; at < text.length && text.data[at] != ' ';)
			at++;
		add_word(screen, paint, (struct text){ text.data + start, at - start });
	}
}

void screen_say(struct screen *screen, enum paint paint, const char *string)
{
	screen_text(screen, paint, text_of(string ? string : ""));
}

void screen_number(struct screen *screen, enum paint paint, uint64_t number)
{
	char text[NUMBER_SIZE + 8];

	language_number(number, text);
	screen_say(screen, paint, text);
}

void screen_tell(struct screen *screen, enum paint paint, const char *sentence, const struct told *told, size_t count)
{
	screen_tell_on(screen, paint, &sentence, told, count);
}

void screen_tell_on(struct screen *screen, enum paint paint, const char **sentence, const struct told *told, size_t count)
{
	struct text piece;
	bool slot;
	size_t i;

	while (language_piece(sentence, &piece, &slot)) {
		for (i = 0; slot && i < count && !text_is(piece, told[i].name); i++)
			;
		if (slot && i == count)
			return;
		if (!slot)
			screen_text(screen, paint, piece);
		else if (told[i].counts)
			screen_number(screen, told[i].paint, told[i].number);
		else
			screen_text(screen, told[i].paint, told[i].text);
	}
}

void screen_count(struct screen *screen, enum paint paint, const char *what, uint64_t number)
{
	char text[NUMBER_SIZE + 8];

	language_number(number, text);
	buffer_clear(&screen->shown);
	buffer_string(&screen->shown, what);
	buffer_string(&screen->shown, " ");
	buffer_string(&screen->shown, text);
	add_piece(screen, paint, buffer_view(&screen->shown));
}

void screen_more(struct screen *screen, uint64_t more, const char *file)
{
	if (!file) {
		screen_say(screen, PAINT_DIM, " ");
		TELL(screen, PAINT_DIM, say("and {count} more"), TOLD_NUMBER("count", PAINT_DIM, more));
		return;
	}
	TELL(screen, PAINT_DIM, say("and {count} more, see {file}"), TOLD_NUMBER("count", PAINT_DIM, more), TOLD_WORD("file", PAINT_DIM, file));
}

void screen_plain_number(struct screen *screen, enum paint paint, uint64_t number)
{
	char text[NUMBER_SIZE];

	snprintf(text, sizeof text, "%llu", (unsigned long long)number);
	screen_say(screen, paint, text);
}

void screen_to(struct screen *screen, unsigned column)
{
	put_word(screen);
	screen->blanks = column > screen->column ? column - screen->column : 2;
}

void screen_end(struct screen *screen)
{
	put_word(screen);
	out_char(screen->out, '\n');
	screen->column = 0;
	screen->blanks = 0;
}

void screen_heading(struct screen *screen, const char *heading)
{
	out_char(screen->out, '\n');
	screen_line(screen, 0, 0);
	screen_say(screen, PAINT_BOLD, heading);
	screen_end(screen);
}

void screen_fixed(struct screen *screen, enum paint paint, const char *text)
{
	bool painted = screen->colour && code[paint];

	put_word(screen);
	blanks(screen, screen->blanks);
	screen->blanks = 0;
	if (painted)
		out_string(screen->out, code[paint]);
	out_string(screen->out, text);
	if (painted)
		out_string(screen->out, reset);
	screen->column += (unsigned)escape_width(text_of(text));
}

void screen_repeat(struct screen *screen, const char *piece, unsigned times)
{
	while (times--)
		screen_fixed(screen, PAINT_PLAIN, piece);
}
