/* Parts of explain that say why a part has its levels and what would change them. */
#ifndef KEUR_CLI_EXPLAIN_PART_H
#define KEUR_CLI_EXPLAIN_PART_H

#include "base/language.h"
#include "cli/explain_show.h"
#include "report/screen.h"

enum { INDENT = 2, HANG = 6, TEXT_COLUMN = 14 };

struct shown {
	struct explained *e;
	const struct result_tree *part; /* the component */
	struct screen screen;
	bool retired;
	unsigned level[SCENARIOS][READINGS][4]; /* by factor (KEUR_THREAT, ...); 0: not there */
	struct explain_weights *weights;
};

extern const char *const explain_factor[4];
extern const char *const explain_scenario[SCENARIOS];
extern const char *const explain_reading[READINGS];

/* "very_high" as a number; 0: no level. */
unsigned explain_level(struct text name);

static inline void tell(struct shown *s, const char *text)
{
	screen_say(&s->screen, PAINT_PLAIN, text);
}
static inline void dim(struct shown *s, const char *text)
{
	screen_say(&s->screen, PAINT_DIM, text);
}
/* A name of the formats: "very_high" as people read it. */
static inline void explain_name(struct shown *s, enum paint paint, struct text name)
{
	struct buffer words = { 0 };

	language_name(name, &words);
	screen_text(&s->screen, paint, buffer_view(&words));
	buffer_free(&words);
}
static inline void say_level(struct shown *s, unsigned level)
{
	screen_say(&s->screen, (enum paint)(PAINT_LEVEL + level), screen_level(level));
}
static inline void begin(struct shown *s)
{
	screen_line(&s->screen, INDENT, HANG);
}
static inline void finish(struct shown *s)
{
	screen_end(&s->screen);
}
/* The texts of a list, with commas. */
void explain_say_list(struct shown *s, const struct result_tree *tree, uint32_t node, const char *name);

/* "out of service since 2024-07-01" */
void explain_out_of_service(struct shown *s);

/* explain_from.c: nodes of the result's policy that say where a number is from; 0: an earlier keur wrote it.
 * Of a section that is one thing; an entry of a list by its key, and where that is from. */
uint32_t explain_section(const struct shown *s, const char *name);
uint32_t explain_entry(const struct shown *s, const char *list, const char *key, struct text name);
uint32_t explain_entry_from(const struct shown *s, uint32_t entry);
/* "nl-tfev:213, verified: ISO/IEC 27005:2022"; false and nothing added when it is not known. */
bool explain_from_text(const struct shown *s, uint32_t from, struct buffer *out);
/* The same on the screen, with `before` before it; on a line of its own, said of `what` and `name`. */
void explain_from(struct shown *s, const char *before, uint32_t from);
void explain_from_line(struct shown *s, const char *what, struct text name, uint32_t from);
/* explain_weigh.c: how the findings make the levels. */
void explain_weigh(struct shown *s);
void explain_weigh_free(struct shown *s);
/* Which finding sets which factor; what the impact rests on. */
void explain_factors(struct shown *s);
/* Every finding of the part, the telling ones first. */
void explain_findings(struct shown *s);
/* explain_remedies.c: what mending each would do. Returns how many there are. */
unsigned explain_remedies(struct shown *s);
/* explain_flips.c: the smallest sets of findings and answers that lower the risk by a level, and which single answers would raise it. */
void explain_flips(struct shown *s);
void explain_groups(struct shown *s); /* explain_groups.c: with whom it stands or falls */
/* explain_status.c */
void explain_status(struct shown *s);
/* explain_overrides.c */
void explain_overrides(struct shown *s);
/* " (FILE:LINE)" of a node that has a place. explain_trust.c */
void explain_place(struct shown *s, const struct result_tree *tree, uint32_t node);
/* explain_impact.c */
void explain_impact(struct shown *s);
/* explain_trust.c. Who trusts the suppliers of a part that is met, and who says that nobody is missing. */
void explain_trusts(struct shown *s);
/* What was decided about a supplier that the status hangs on, and by whom. */
void explain_decisions(struct shown *s, struct text supplier);

#endif
