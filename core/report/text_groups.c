/* What rests on one supplier or one country, and how far facts cover what matters most, on a terminal. */
#include "report/text.h"

#include <stdlib.h>

enum { LISTED = 20, NAMED = 6, HIGH = 4 };

/* ---- Coverage -------------------------------------------------------------------------------------------------------------------------- */

static void of_parts(struct screen *screen, const char *what, uint32_t count, uint32_t parts)
{
	screen_count(screen, count == parts ? PAINT_PLAIN : PAINT_BOLD, what, count);
	screen_say(screen, PAINT_PLAIN, "   ");
}

static void coverage(struct screen *screen, const char *what, const struct coverage *coverage)
{
	screen_line(screen, 2, 18);
	screen_say(screen, PAINT_PLAIN, what);
	screen_to(screen, 18);
	TELL(screen, PAINT_BOLD, say("{count} of {all}"), TOLD_NUMBER("count", PAINT_BOLD, coverage->covered),
		TOLD_NUMBER("all", PAINT_BOLD, coverage->parts));
	screen_say(screen, PAINT_PLAIN, "   ");
	of_parts(screen, say("parties complete"), coverage->stated[COVERED_PARTY], coverage->parts);
	of_parts(screen, say("ways in complete"), coverage->stated[COVERED_ACCESS], coverage->parts);
	of_parts(screen, say("links complete"), coverage->stated[COVERED_LINK], coverage->parts);
	of_parts(screen, say("logs complete"), coverage->stated[COVERED_LOG], coverage->parts);
	of_parts(screen, say("levels determined"), coverage->determined, coverage->parts);
	screen_end(screen);
}

void text_coverage(struct screen *screen, const struct result *result)
{
	if (!result->summary.critical.parts && !result->summary.required.parts)
		return;
	screen_heading(screen, say("Covered by facts"));
	coverage(screen, say_as("scope", "critical"), &result->summary.critical);
	coverage(screen, say("trust required"), &result->summary.required);
}

/* ---- Groups ------------------------------------------------------------------------------------------------------------------------------ */

struct ranked {
	const struct result_group *group;
	uint32_t row;
};

static int ranked_compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int r;

	if (x->group->breach != y->group->breach)
		return x->group->breach ? -1 : 1;
	for (r = READING_WORST; r >= READING_KNOWN; r--)
		if (x->group->risk[r] != y->group->risk[r])
			return x->group->risk[r] > y->group->risk[r] ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* "20 %", or "20 % to 35 %". */
static void say_share(struct screen *screen, int32_t known, int32_t worst)
{
	char share[NUMBER_SIZE], most[NUMBER_SIZE];

	language_share(known, share);
	language_share(worst, most);
	if (known == worst)
		screen_say(screen, PAINT_PLAIN, share);
	else
		TELL(screen, PAINT_PLAIN, say("{least} to {most}"), TOLD_WORD("least", PAINT_PLAIN, share), TOLD_WORD("most", PAINT_PLAIN, most));
}

/* "access" or "access, north"; of a domain by region the parts that nobody places stand in a group of their own. */
static void say_domain(struct screen *screen, const struct result *result, uint32_t row)
{
	const struct model *model = result->model;

	screen_text(screen, PAINT_PLAIN, model_string(model, COL_group_domain, row));
	if (!result->grouping.domain[row]->by_region)
		return;
	screen_say(screen, PAINT_PLAIN, ", ");
	if (model_known(model, COL_group_region, row))
		screen_text(screen, PAINT_PLAIN, model_string(model, COL_group_region, row));
	else
		screen_say(screen, PAINT_PLAIN, say("region not known"));
}

/* Whom or what a group rests on. */
static void say_who(struct screen *screen, const struct result *result, uint32_t row)
{
	const struct model *model = result->model;

	if (model_known(model, COL_group_supplier, row))
		text_supplier(screen, PAINT_BOLD, result, keur_code(&model->column[COL_group_supplier], row));
	else if (model_known(model, COL_group_country, row))
		screen_text(screen, PAINT_BOLD, model_string(model, COL_group_country, row));
	else
		screen_say(screen, PAINT_BOLD, say("not known who"));
}

static void say_risk(struct screen *screen, const struct result_group *group)
{
	uint8_t known = group->risk[READING_KNOWN], worst = group->risk[READING_WORST];

	if (group->breach)
		TELL(screen, PAINT_LEVEL + 5, "{said}, ", TOLD_WORD("said", PAINT_LEVEL + 5, say_as("kind", "breach")));
	if (known == worst) {
		screen_say(screen, (enum paint)(PAINT_LEVEL + worst), screen_level(worst));
		return;
	}
	TELL(screen, PAINT_PLAIN, known ? say("undetermined: at least {least}, at most {most}") : say("undetermined: at most {most}"),
		TOLD_WORD("least", (enum paint)(PAINT_LEVEL + known), screen_level(known)),
		TOLD_WORD("most", (enum paint)(PAINT_LEVEL + worst), screen_level(worst)));
}

static void say_group(struct screen *screen, const struct result *result, uint32_t row)
{
	const struct model *model = result->model;
	const struct keur_column *column = model->column;
	uint8_t role = keur_byte(&column[COL_group_role], row);
	int32_t known = keur_days(&column[COL_group_share], row), worst = keur_days(&column[COL_group_share_worst], row);
	uint64_t whole = (uint64_t)keur_number(&column[COL_group_whole], row);

	screen_line(screen, 2, 18);
	say_domain(screen, result, row);
	screen_to(screen, 18);
	say_who(screen, result, row);
	screen_say(screen, PAINT_PLAIN, "  ");
	say_share(screen, known, worst);
	screen_say(screen, PAINT_PLAIN, " ");
	TELL(screen, PAINT_PLAIN, keur_byte(&column[COL_group_basis], row) == KEUR_SHARED_USERS ? say("of {count} users, summed over parts")
		: say_many("of {count} site", "of {count} sites", whole), TOLD_NUMBER("count", PAINT_PLAIN, whole));
	if (role != KEUR_ROLE_MANUFACTURE) {
		screen_say(screen, PAINT_PLAIN, ", ");
		screen_say(screen, PAINT_PLAIN, words_member(LIST_role, role));
	}
	screen_say(screen, PAINT_PLAIN, "  ");
	say_risk(screen, &result->group[row]);
	screen_end(screen);
}

/* Shares that are reported and not weighed: of each domain one line for its suppliers and one for its countries. */
static void say_shares(struct screen *screen, const struct result *result, uint32_t first, uint32_t end)
{
	const struct model *model = result->model;
	bool country = model_known(model, COL_group_country, first);
	uint32_t row, named = 0, best, shown = KEUR_NONE;

	screen_line(screen, 2, 18);
	say_domain(screen, result, first);
	screen_to(screen, 18);
	screen_say(screen, PAINT_DIM, country ? say("by country:") : say("by supplier:"));
	screen_say(screen, PAINT_PLAIN, " ");
	/* The largest first; of equal shares in the order of the table. */
	for (; named < NAMED; named++, shown = best) {
		best = KEUR_NONE;
		for (row = first; row < end; row++) {
			int32_t share = keur_days(&model->column[COL_group_share_worst], row);
			int32_t last = shown == KEUR_NONE ? INT32_MAX : keur_days(&model->column[COL_group_share_worst], shown);

			if ((share < last || (share == last && row > shown))
				&& (best == KEUR_NONE || share > keur_days(&model->column[COL_group_share_worst], best)))
				best = row;
		}
		if (best == KEUR_NONE)
			break;
		screen_say(screen, PAINT_PLAIN, named ? ", " : "");
		say_who(screen, result, best);
		screen_say(screen, PAINT_PLAIN, " ");
		say_share(screen, keur_days(&model->column[COL_group_share], best), keur_days(&model->column[COL_group_share_worst], best));
	}
	screen_say(screen, PAINT_DIM, end - first > named ? say(", ... see groups.csv") : "");
	screen_end(screen);
}

static bool same_list(const struct model *model, uint32_t a, uint32_t b)
{
	return keur_code(&model->column[COL_group_domain], a) == keur_code(&model->column[COL_group_domain], b)
		&& keur_code(&model->column[COL_group_region], a) == keur_code(&model->column[COL_group_region], b)
		&& keur_byte(&model->column[COL_group_role], a) == keur_byte(&model->column[COL_group_role], b)
		&& model_known(model, COL_group_country, a) == model_known(model, COL_group_country, b);
}

void text_groups(struct screen *screen, const struct result *result)
{
	const struct model *model = result->model;
	uint32_t rows = model->rows[TABLE_group], row, end, i, weighed = 0;
	struct ranked *ranked;

	if (!rows)
		return;
	screen_heading(screen, say("Concentration"));
	ranked = mem_resize(NULL, rows, sizeof *ranked);
	for (row = 0; row < rows; row++)
		if (result->group[row].risk[READING_WORST] || result->group[row].breach)
			ranked[weighed++] = (struct ranked){ &result->group[row], row };
	if (weighed)
		qsort(ranked, weighed, sizeof *ranked, ranked_compare);
	for (i = 0; i < weighed && i < LISTED; i++)
		say_group(screen, result, ranked[i].row);
	if (weighed > LISTED) {
		screen_line(screen, 18, 18);
		screen_more(screen, weighed - LISTED, "groups.csv");
		screen_end(screen);
	}
	if (!weighed) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_DIM, say("No supplier has a share of a domain that weighs in this pack."));
		screen_end(screen);
	}
	for (row = 0; row < rows; row = end) {
		for (end = row + 1; end < rows && same_list(model, row, end); end++)
			;
		if (!result->grouping.domain[row]->weighs)
			say_shares(screen, result, row, end);
	}
	free(ranked);
}

void text_groups_total(struct screen *screen, const struct result *result)
{
	const uint32_t (*risk)[LEVELS + 1] = result->summary.group_risk;
	uint32_t known = risk[READING_KNOWN][HIGH] + risk[READING_KNOWN][LEVELS], worst = risk[READING_WORST][HIGH] + risk[READING_WORST][LEVELS];

	if (!worst)
		return;
	screen_line(screen, 2, 2);
	TELL(screen, PAINT_BOLD, say("groups of parts of one supplier: {high} high on facts; {missing} more only because facts are missing"),
		TOLD_NUMBER("high", PAINT_BOLD, known), TOLD_NUMBER("missing", PAINT_BOLD, worst - known));
	screen_end(screen);
}
