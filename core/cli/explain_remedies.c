/* What mending each finding would do to the levels on the facts. */
#include "cli/explain_weigh.h"

/* Each is tried by summing everything up anew, and the telling ones come first. */
enum { REMEDIES_TOLD = 200 };

struct outcome {
	unsigned factor[4], risk; /* highest over the scenarios */
	bool breach;
};

static struct outcome outcome(const struct shown *s)
{
	struct explain_weights *w = s->weights;
	struct outcome now = { 0 };
	unsigned i;
	size_t k;

	for (i = 0; i < SCENARIOS; i++) {
		struct explain_pair pair;
		unsigned risk = w->sum.risk[explain_sum_up(&w->sum, READING_KNOWN, i, &pair)][s->level[i][READING_KNOWN][KEUR_IMPACT]], f;

		for (f = KEUR_THREAT; f <= KEUR_EXPOSURE; f++)
			now.factor[f] = pair.level[f] > now.factor[f] ? pair.level[f] : now.factor[f];
		now.risk = risk > now.risk ? risk : now.risk;
	}
	for (k = 0; k < w->findings; k++)
		now.breach |= w->finding[k].breach && !w->finding[k].elsewhere && !w->sum.source[k].mended;
	return now;
}

static void say_factor(struct shown *s, unsigned factor, unsigned before, unsigned after)
{
	screen_count(&s->screen, PAINT_PLAIN, explain_factor[factor], before);
	if (after == before) {
		tell(s, " stays, ");
		return;
	}
	tell(s, " → ");
	screen_number(&s->screen, PAINT_PLAIN, after);
	tell(s, ", ");
}

static void say_outcome(struct shown *s, unsigned factor, const struct outcome *before, const struct outcome *after)
{
	unsigned f;

	tell(s, ": ");
	for (f = KEUR_THREAT; f <= KEUR_EXPOSURE; f++)
		if (f == factor || before->factor[f] != after->factor[f])
			say_factor(s, f, before->factor[f], after->factor[f]);
	tell(s, before->risk == after->risk ? "risk stays " : "risk ");
	say_level(s, before->risk);
	if (before->risk != after->risk) {
		tell(s, " → ");
		say_level(s, after->risk);
	}
	if (before->breach)
		tell(s, after->breach ? ", still a breach" : ", no breach left");
}

static void effect(struct shown *s, size_t finding, struct outcome before)
{
	struct explain_weights *w = s->weights;
	const struct weights *f = &w->finding[finding];
	struct outcome after;

	w->sum.source[finding].mended = true;
	after = outcome(s);
	w->sum.source[finding].mended = false;
	if (s->retired)
		tell(s, ": a part out of service has no level, the finding goes");
	else if (!f->raise.known)
		tell(s, ": only suspected, so the levels on the facts stay");
	else if (!f->raise.factor)
		tell(s, after.breach == before.breach ? ": no level changes" : ": no level changes, no breach left");
	else if (!w->follows || f->raise.factor == KEUR_IMPACT)
		tell(s, ": by how much levels fall cannot be told from the result");
	else
		say_outcome(s, f->raise.factor, &before, &after);
}

static void mend_all(struct shown *s)
{
	struct explain_weights *w = s->weights;
	struct outcome before = outcome(s), after;
	size_t i, mended = 0;

	for (i = 0; i < w->findings; i++)
		if (w->finding[i].raise.known && w->finding[i].raise.factor) {
			w->sum.source[i].mended = true;
			mended++;
		}
	after = outcome(s);
	for (i = 0; i < w->findings; i++)
		w->sum.source[i].mended = false;
	if (mended < 2 || !w->follows || s->retired)
		return;
	begin(s);
	tell(s, "Mend all that is known");
	say_outcome(s, 0, &before, &after);
	finish(s);
}

unsigned explain_remedies(struct shown *s)
{
	const struct explain_weights *w = s->weights;
	struct outcome before = outcome(s);
	size_t i;

	for (i = 0; i < w->findings && i < REMEDIES_TOLD; i++) {
		const struct result_tree *tree = w->finding[i].tree;

		begin(s);
		tell(s, w->finding[i].raise.known ? "Mend " : "Settle ");
		screen_text(&s->screen, PAINT_BOLD, result_member_text(tree, 0, "rule"));
		if (w->finding[i].elsewhere) {
			tell(s, " on ");
			screen_text(&s->screen, PAINT_PLAIN, result_member_text(tree, 0, "component"));
		}
		effect(s, i, before);
		if (result_children(tree, 0, "measures")) {
			dim(s, "  ");
			explain_say_list(s, tree, 0, "measures");
		}
		dim(s, "  ");
		screen_text(&s->screen, PAINT_DIM, result_member_text(tree, 0, "id"));
		finish(s);
	}
	if (w->findings > REMEDIES_TOLD) {
		begin(s);
		dim(s, "not tried one by one, as they are too many, are further findings: ");
		screen_number(&s->screen, PAINT_DIM, w->findings - REMEDIES_TOLD);
		finish(s);
	}
	mend_all(s);
	return (unsigned)w->findings;
}
