/* Text for a terminal or a pipe: words wrapped at the width, hanging indents, colours where they are wanted. Everything that comes from an
 * inventory passes through escape_words on its way. Knows nothing of results. */
#ifndef KEUR_REPORT_SCREEN_H
#define KEUR_REPORT_SCREEN_H

#include "base/language.h"
#include "report/report.h"

enum paint {
	PAINT_PLAIN,
	PAINT_BOLD,
	PAINT_DIM,
	PAINT_ALARM,                      /* what nobody may overlook */
	PAINT_LEVEL,                      /* + level 1 to 5: words */
	PAINT_CELL = PAINT_LEVEL + LEVELS + 1, /* + level 1 to 5: a field of the matrix */
	PAINTS = PAINT_CELL + LEVELS + 1
};

struct screen {
	struct out *out;
	unsigned width;
	bool colour;
	unsigned column;      /* where the line stands */
	unsigned hang;        /* indent of continued lines */
	unsigned blanks;      /* before the word that is being collected */
	struct buffer word;   /* with its colour codes */
	unsigned word_width;  /* columns */
	struct buffer shown;  /* scratch */
};

void screen_start(struct screen *screen, const struct report_style *style, struct out *out);
void screen_finish(struct screen *screen);

/* Starts a line `indent` columns in; continued lines start `hang` columns in. */
void screen_line(struct screen *screen, unsigned indent, unsigned hang);
/* Adds text, runs of blanks as two at most; may break the line at any blank, and in words longer than a line after `|`. */
void screen_text(struct screen *screen, enum paint paint, struct text text);
void screen_say(struct screen *screen, enum paint paint, const char *string);
void screen_count(struct screen *screen, enum paint paint, const char *what, uint64_t number); /* "security element 3", never broken */
void screen_more(struct screen *screen, uint64_t more, const char *file); /* "and 12 more, see components.csv"; NULL: " and 12 more" */
void screen_number(struct screen *screen, enum paint paint, uint64_t number); /* 4,200 */
void screen_plain_number(struct screen *screen, enum paint paint, uint64_t number); /* 4200, as in file:4200 */
/* A whole sentence, "{count} parts of {supplier}", in its paint; what stands in braces in its own. Text of strangers goes in as a value only. */
struct told {
	const char *name;
	enum paint paint;
	struct text text;
	uint64_t number;
	bool counts; /* it is the number: 4,200 */
};
void screen_tell(struct screen *screen, enum paint paint, const char *sentence, const struct told *told, size_t count);
#define TELL(screen, paint, sentence, ...) \
	screen_tell(screen, paint, sentence, (const struct told[]){ __VA_ARGS__ }, sizeof((const struct told[]){ __VA_ARGS__ }) / sizeof(struct told))
/* Says of it what comes before a place that is none of those told, for what is more than a word to say; then what follows. */
void screen_tell_on(struct screen *screen, enum paint paint, const char **sentence, const struct told *told, size_t count);
#define TELL_ON(screen, paint, sentence, ...) \
	screen_tell_on(screen, paint, sentence, (const struct told[]){ __VA_ARGS__ }, sizeof((const struct told[]){ __VA_ARGS__ }) / sizeof(struct told))
#define TOLD_NOTHING { "", PAINT_PLAIN, { "", 0 }, 0, false }
#define TOLD_NUMBER(name, paint, number) { name, paint, { "", 0 }, number, true }
#define TOLD_TEXT(name, paint, text) { name, paint, text, 0, false }
#define TOLD_WORD(name, paint, string) { name, paint, text_of(string), 0, false }
/* Goes to a column; to the next one but one when the line is already there. */
void screen_to(struct screen *screen, unsigned column);
void screen_end(struct screen *screen);
/* An empty line and a heading. */
void screen_heading(struct screen *screen, const char *heading);
/* Exactly these columns: never wrapped, no part of a word. text must be plain. */
void screen_fixed(struct screen *screen, enum paint paint, const char *text);
void screen_repeat(struct screen *screen, const char *piece, unsigned times);
/* "very high" for level 5; lower case. */
const char *screen_level(unsigned level);

#endif
