/* The risk matrix on a terminal: likelihood upwards, impact to the right. Each field names its level in letters as well as in colour, so that
 * it reads the same through a pipe and to those who see colours differently. */
#include "report/escape.h"
#include "report/text.h"

#include <stdio.h>

struct shape {
	unsigned label, cell; /* columns of the row labels and of a field */
	bool narrow;          /* short words */
};

static const char *const letters[LEVELS + 1] = { "", N_AS("matrix", "VL"), N_AS("matrix", "L"), N_AS("matrix", "M"), N_AS("matrix", "H"),
	N_AS("matrix", "VH") };

/* Columns of the longest count in a reading. */
static unsigned digits(const struct result *result, enum reading reading)
{
	unsigned likelihood, impact, most = 0;

	for (likelihood = 1; likelihood <= LEVELS; likelihood++)
		for (impact = 1; impact <= LEVELS; impact++) {
			char text[NUMBER_SIZE + 8];

			language_number(result->summary.matrix[reading][likelihood][impact], text);
			if (strlen(text) > most)
				most = (unsigned)strlen(text);
		}
	return most;
}

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static struct shape choose(const struct screen *screen, const struct result *result)
{
	unsigned worst = digits(result, READING_WORST), known = digits(result, READING_KNOWN);
	struct shape shape = { 13, larger(11, larger(worst + 5, known + 3 + (unsigned)escape_width(text_of(say_as("matrix", "known"))))), false };

	if (shape.label + LEVELS * (shape.cell + 1) + 1 > screen->width)
		shape = (struct shape){ 5, larger(6, larger(worst + 4, known + 2)), true };
	return shape;
}

static void rule(struct screen *screen, const struct shape *shape, const char *left, const char *middle, const char *right)
{
	unsigned i;

	screen_line(screen, shape->label, 0);
	screen_fixed(screen, PAINT_DIM, left);
	for (i = 0; i < LEVELS; i++) {
		unsigned k;

		if (i)
			screen_fixed(screen, PAINT_DIM, middle);
		for (k = 0; k < shape->cell; k++)
			screen_fixed(screen, PAINT_DIM, "─");
	}
	screen_fixed(screen, PAINT_DIM, right);
	screen_end(screen);
}

/* `left` and `right` at the two ends of a field. */
static void field(struct screen *screen, const struct shape *shape, enum paint paint, const char *left, const char *right)
{
	char text[96];
	int room = (int)shape->cell - 2 - (int)escape_width(text_of(left)) - (int)escape_width(text_of(right));

	snprintf(text, sizeof text, " %s%*s%s ", left, room > 0 ? room : 0, "", right);
	screen_fixed(screen, paint, text);
}

static void row(struct screen *screen, const struct result *result, const struct shape *shape, unsigned likelihood)
{
	unsigned impact, line;

	for (line = 0; line < 2; line++) {
		screen_line(screen, 0, 0);
		if (line == 0) {
			char label[32];

			snprintf(label, sizeof label, "%*s ", (int)shape->label - 1, shape->narrow ? say_as("matrix", letters[likelihood]) : screen_level(likelihood));
			screen_fixed(screen, PAINT_PLAIN, label);
		} else {
			screen_to(screen, shape->label);
		}
		screen_fixed(screen, PAINT_DIM, "│");
		for (impact = 1; impact <= LEVELS; impact++) {
			uint32_t worst = result->summary.matrix[READING_WORST][likelihood][impact];
			uint32_t known = result->summary.matrix[READING_KNOWN][likelihood][impact];
			unsigned level = result->policy->risk[likelihood][impact];
			enum paint paint = (enum paint)(PAINT_CELL + level);
			char number[NUMBER_SIZE + 8], text[NUMBER_SIZE + 16] = "";

			language_number(line == 0 ? worst : known, number);
			if (line == 1 && known)
				snprintf(text, sizeof text, shape->narrow ? "(%s)" : "%s %s", shape->narrow ? number : say_as("matrix", "known"), number);
			if (line == 0)
				field(screen, shape, paint, say_as("matrix", letters[level]), worst ? number : "·");
			else
				field(screen, shape, paint, "", text);
			screen_fixed(screen, PAINT_DIM, "│");
		}
		screen_end(screen);
	}
}

static void risk_counts(struct screen *screen, const struct result *result, const char *what, enum reading reading)
{
	unsigned level;

	screen_line(screen, 2, 18);
	screen_say(screen, PAINT_PLAIN, what);
	screen_to(screen, 18);
	for (level = LEVELS; level >= 1; level--) {
		enum paint paint = result->summary.risk[reading][level] ? (enum paint)(PAINT_LEVEL + level) : PAINT_DIM;

		screen_count(screen, paint, screen_level(level), result->summary.risk[reading][level]);
		screen_say(screen, PAINT_PLAIN, "   ");
	}
	screen_end(screen);
}

void text_matrix(struct screen *screen, const struct result *result)
{
	struct shape shape = choose(screen, result);
	const struct policy_matrix *matrix = result->policy->matrices ? &result->policy->matrix[result->policy->matrix_used] : NULL;
	bool right = shape.label + LEVELS * (shape.cell + 1) + 8 <= screen->width; /* room beside the last column */
	unsigned i;

	screen_heading(screen, say("Risk"));
	screen_line(screen, 2, 2);
	screen_say(screen, PAINT_PLAIN, shape.narrow
		? say("Parts in service, each once by its worst scenario. Above: the worst-credible reading, in which missing facts turn out badly. "
			"Below, in brackets: on the facts alone.")
		: say("Parts in service, each once by its worst scenario. Above: the worst-credible reading, in which missing facts turn out badly. "
			"Below, after `known`: on the facts alone."));
	screen_say(screen, PAINT_PLAIN, " ");
	TELL(screen, PAINT_PLAIN, matrix && matrix->steps < LEVELS
		? say("Method {method} has {steps} steps: the upper rows and columns that are one step have the same levels.") : say("Method {method}."),
		TOLD_WORD("method", PAINT_PLAIN, result->policy->matrix_name), TOLD_NUMBER("steps", PAINT_PLAIN, matrix ? matrix->steps : 0));
	screen_end(screen);
	out_char(screen->out, '\n');
	screen_line(screen, 0, 0);
	screen_fixed(screen, PAINT_DIM, shape.narrow ? say("likelihood, impact to the right") : say("  likelihood"));
	screen_end(screen);
	rule(screen, &shape, "┌", "┬", "┐");
	for (i = LEVELS; i >= 1; i--) {
		row(screen, result, &shape, i);
		if (i > 1)
			rule(screen, &shape, "├", "┼", "┤");
	}
	rule(screen, &shape, "└", "┴", "┘");
	screen_line(screen, 0, 0);
	if (!shape.narrow && !right)
		screen_fixed(screen, PAINT_DIM, say("      impact"));
	for (i = 1; i <= LEVELS; i++) {
		const char *word = shape.narrow ? say_as("matrix", letters[i]) : screen_level(i);

		screen_to(screen, shape.label + 1 + (i - 1) * (shape.cell + 1) + (shape.cell - (unsigned)escape_width(text_of(word))) / 2);
		screen_fixed(screen, PAINT_PLAIN, word);
	}
	if (!shape.narrow && right) {
		screen_to(screen, shape.label + LEVELS * (shape.cell + 1) + 1);
		screen_fixed(screen, PAINT_DIM, say("impact"));
	}
	screen_end(screen);
	out_char(screen->out, '\n');
	risk_counts(screen, result, say("worst credible"), READING_WORST);
	risk_counts(screen, result, say("on the facts"), READING_KNOWN);
}
