#include "assess/core_rules.h"

#include "assess/assess.h"

#include <stdlib.h>
#include <string.h>

static struct declared_message not_separated[] = {
	{ "en", "segment {segment} holds critical parts and is linked to {others} without a filter between" },
	{ "nl", "segment {segment} bevat kritieke onderdelen en is zonder filter verbonden met {others}" },
};
static const char *not_separated_args[] = { "segment", "others" };
static struct declared_message towards_manager[] = {
	{ "en", "{links} management links are drawn towards {manager}, which administers: counted both ways at worst; draw them from it" },
	{ "nl", "{links} beheerverbindingen wijzen naar {manager}, dat zelf beheert: in het slechtste geval in beide richtingen geteld; teken ze andersom" },
};
static const char *towards_manager_args[] = { "manager", "links" };
static struct declared_message despite_evidence[] = {
	{ "en", "{supplier} is trusted by decision, and the register holds evidence against it: {criteria}" },
	{ "nl", "{supplier} wordt bij besluit vertrouwd, en het register bevat aanwijzingen ertegen: {criteria}" },
};
static const char *despite_evidence_args[] = { "supplier", "criteria" };
static struct declared_message circle[] = {
	{ "en", "these suppliers own one another in a circle: {suppliers}; each counts as an owner of the others" },
	{ "nl", "deze leveranciers zijn in een kring elkaars eigenaar: {suppliers}; elk telt als eigenaar van de andere" },
};
static const char *circle_args[] = { "suppliers" };
static struct declared_message export_differs[] = {
	{ "en", "{part} counts with {ours}, and its record in an export says {theirs}: correct the one that is wrong" },
	{ "nl", "{part} telt met {ours}, en zijn record in een export zegt {theirs}: verbeter wat niet klopt" },
};
static const char *export_differs_args[] = { "part", "ours", "theirs" };
static struct declared_message ask_nothing_known[] = {
	{ "en", "What are these parts, and who supplies and manages them? Only the id is known; parts: {count}" },
	{ "nl", "Wat zijn deze onderdelen, en wie levert en beheert ze? Alleen het id is bekend; onderdelen: {count}" },
};
static struct declared_message ask_not_assessed[] = {
	{ "en", "Run {blame} again: without its answer not all is assessed; parts: {count}" },
	{ "nl", "Draai {blame} opnieuw: zonder het antwoord is niet alles beoordeeld; onderdelen: {count}" },
};
static struct declared_message ask_function[] = {
	{ "en", "What do these parts do? Missing: {blame}; parts: {count}" },
	{ "nl", "Wat doen deze onderdelen? Ontbreekt: {blame}; onderdelen: {count}" },
};
static struct declared_message ask_fact[] = {
	{ "en", "Fill in {blame}; parts: {count}" },
	{ "nl", "Vul {blame} in; onderdelen: {count}" },
};

static struct declared_rule rules[] = {
	[CORE_NOTHING_KNOWN] = { .id = "nothing_known", .title = "Nothing is known of a part", .full = "keur.nothing_known",
		.help = "Only its id is given. Everything about it is worst credible until something is filled in.",
		.kind = KEUR_KIND_GAP, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		.question = ask_nothing_known, .questions = 2 },
	[CORE_NOT_ASSESSED] = { .id = "not_assessed", .title = "A plugin gave no complete answer", .full = "keur.not_assessed",
		.help = "What it would have judged counts as unknown. See the run's plugins for the reason.",
		.kind = KEUR_KIND_GAP, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		.question = ask_not_assessed, .questions = 2 },
	[CORE_SEGMENT_NOT_SEPARATED] = { .id = "segment_not_separated", .title = "A segment is not separated", .full = "keur.segment_not_separated",
		.help = "Adjacency stops at the border of a segment. A link to another segment with no filter part at either end makes "
			"that border doubtful: add the filter to the inventory, or put the parts into one segment.",
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .on = KEUR_ON_WHOLE, .message = not_separated, .messages = 2,
		.arg = not_separated_args, .args = 2 },
	[CORE_UNKNOWN_FUNCTION] = { .id = "unknown_function", .title = "The function of a part is not known", .full = "keur.unknown_function",
		.help = "A part whose function is unknown may be critical. Give it a function of the pack's catalogue.",
		.kind = KEUR_KIND_GAP, .factor = KEUR_IMPACT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		.question = ask_function, .questions = 2 },
	[CORE_LINK_TOWARDS_MANAGER] = { .id = "link_towards_manager", .title = "A management link is drawn towards its manager",
		.full = "keur.link_towards_manager",
		.help = "On the management plane a link leads from the part that administers to the administered one. A link the other way is "
			"probably a slip: the worst reading takes it both ways.",
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .on = KEUR_ON_WHOLE, .message = towards_manager, .messages = 2,
		.arg = towards_manager_args, .args = 2 },
	[CORE_UNKNOWN_FACT] = { .id = "unknown_value", .title = "A fact about parts is missing", .full = "keur.unknown_value",
		.help = "Absent means unknown and counts as the worst credible answer. `none` is an answer; `apply` answers for many parts at once.",
		.kind = KEUR_KIND_GAP, .factor = KEUR_IMPACT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		.question = ask_fact, .questions = 2 },
	[CORE_TRUSTED_DESPITE_EVIDENCE] = { .id = "trusted_despite_evidence", .title = "Trust beside evidence",
		.full = "keur.trusted_despite_evidence",
		.help = "Evidence changes no standing: a decision does. Where both limbs of the Dutch decree are asked, intent and ties or influence, "
			"and the register says known or suspected of one, the decision to trust should say why it holds.",
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .on = KEUR_ON_WHOLE, .message = despite_evidence, .messages = 2,
		.arg = despite_evidence_args, .args = 2 },
	[CORE_OWNERSHIP_CIRCLE] = { .id = "ownership_circle", .title = "Owners in a circle", .full = "keur.ownership_circle",
		.help = "Companies that hold one another's shares happen, and slips of the pen too. Nobody outside the circle is hidden by it: owners of "
			"any of them count for all that they control.",
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .on = KEUR_ON_WHOLE, .message = circle, .messages = 2,
		.arg = circle_args, .args = 1 },
	[CORE_EXPORT_DIFFERS] = { .id = "export_differs", .title = "An export says otherwise of a part", .full = "keur.export_differs",
		.help = "A record of an export that joins a part fills in what the inventory does not say; where both speak, the inventory counts. A network "
			"function that registered as one thing and is kept as another may be more critical than it looks: correct the inventory, or its `same_as`.",
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .on = KEUR_ON_WHOLE, .message = export_differs, .messages = 2,
		.arg = export_differs_args, .args = 3 },
};

struct declared_plugin core_declared = { .name = "keur", .version = "1", .summary = "keur's own rules", .licence = "Apache-2.0",
	.path = "", .rule = rules, .rules = sizeof rules / sizeof *rules };

/* ---- Separation of segments -------------------------------------------------------------------------------------------------------- */

struct border {
	uint32_t segment, other, link; /* string codes, row of table link */
};

static int border_compare(const void *a, const void *b)
{
	const struct border *x = a, *y = b;

	if (x->segment != y->segment)
		return x->segment < y->segment ? -1 : 1;
	if (x->other != y->other)
		return x->other < y->other ? -1 : 1;
	return (x->link > y->link) - (x->link < y->link);
}

/* Links that cross from a segment with critical parts into another. */
static struct border *find_borders(const struct model *model, const uint8_t *flags, size_t *count)
{
	const struct keur_column *segment = &model->column[COL_component_segment];
	unsigned char *critical = mem_zalloc(model->strings, 1); /* by string code of a segment */
	struct border *border = NULL;
	size_t capacity = 0;
	uint32_t row, c;

	*count = 0;
	for (c = 0; c < model->rows[TABLE_component]; c++)
		if (keur_known(segment, c) && keur_byte(&model->column[COL_component_scope], c) == KEUR_SCOPE_CRITICAL)
			critical[keur_code(segment, c)] = 1;
	for (row = 0; row < model->rows[TABLE_link]; row++) {
		uint32_t end[2] = { keur_code(&model->column[COL_link_from], row), keur_code(&model->column[COL_link_to], row) };
		uint32_t code[2] = { keur_code(segment, end[0]), keur_code(segment, end[1]) };
		int i;

		if (code[0] == KEUR_NONE || code[1] == KEUR_NONE || code[0] == code[1] || (!critical[code[0]] && !critical[code[1]])
			|| ((flags[end[0]] | flags[end[1]]) & PART_FILTER))
			continue;
		for (i = 0; i < 2; i++) {
			if (!critical[code[i]])
				continue;
			mem_reserve(&border, &capacity, *count + 1, sizeof *border);
			border[(*count)++] = (struct border){ code[i], code[1 - i], row };
		}
	}
	free(critical);
	if (*count)
		qsort(border, *count, sizeof *border, border_compare);
	return border;
}

enum { OTHERS_NAMED = 5, EVIDENCE_MOST = 20 };

static void add_note(struct findings *findings, const struct model *model, const struct border *border, size_t count)
{
	struct finding finding = { .rule = CORE_SEGMENT_NOT_SEPARATED, .component = KEUR_NONE, .subject_table = KEUR_SUBJECT_SEGMENT,
		.subject_row = border->segment, .party = KEUR_NONE, .blame = DICT_NONE, .extra = (uint32_t)findings->values,
		.evidence = (uint32_t)findings->evidences, .values = 2, .basis = KEUR_KNOWN, .privilege = 255 };
	struct buffer others = { 0 };
	size_t i, named = 0;

	for (i = 0; i < count; i++) {
		if (i && border[i].other == border[i - 1].other)
			continue;
		if (named < OTHERS_NAMED) {
			if (named)
				buffer_string(&others, ", ");
			buffer_text(&others, model_text(model, border[i].other));
		}
		named++;
		if (finding.evidences < EVIDENCE_MOST) {
			mem_reserve(&findings->evidence, &findings->evidence_capacity, findings->evidences + 1, sizeof *findings->evidence);
			findings->evidence[findings->evidences++] = (struct keur_row){ TABLE_link, border[i].link };
			finding.evidences++;
		}
	}
	if (named > OTHERS_NAMED)
		buffer_format(&others, " (+%zu)", named - OTHERS_NAMED); /* no words: it is a value in sentences of any language */
	mem_reserve(&findings->value, &findings->value_capacity, findings->values + 2, sizeof *findings->value);
	findings->value[findings->values++] = (struct finding_value){ KEUR_VALUE_CODE, 0, border->segment, DICT_NONE, 0 };
	findings->value[findings->values++] = (struct finding_value){ KEUR_VALUE_TEXT, 0, 0, dict_add(&findings->texts, buffer_view(&others)), 0 };
	buffer_free(&others);
	mem_reserve(&findings->finding, &findings->capacity, findings->count + 1, sizeof *findings->finding);
	findings->finding[findings->count++] = finding;
}

/* ---- Links drawn the wrong way ------------------------------------------------------------------------------------------------------ */

/* One note for each manager; the links come sorted by where they start, so its evidence is in that order. */
static void note_links(struct findings *findings, const struct model *model, const uint8_t *flags)
{
	const struct keur_column *from = &model->column[COL_link_from], *to = &model->column[COL_link_to];
	const struct keur_column *plane = &model->column[COL_link_plane];
	uint32_t n = model->rows[TABLE_component], row, c, *first = NULL, *count = NULL;

	for (row = 0; row < model->rows[TABLE_link]; row++) {
		uint32_t manager = keur_code(to, row), part = keur_code(from, row);

		if (keur_byte(plane, row) != KEUR_PLANE_MANAGEMENT || !(flags[manager] & PART_ADMINISTERS) || (flags[part] & PART_ADMINISTERS))
			continue;
		if (!first) {
			first = mem_resize(NULL, n, sizeof *first);
			count = mem_zalloc(n, sizeof *count);
		}
		if (!count[manager]++)
			first[manager] = row;
	}
	for (c = 0; count && c < n; c++) {
		struct finding finding = { .rule = CORE_LINK_TOWARDS_MANAGER, .component = c, .subject_table = TABLE_component, .subject_row = c,
			.party = KEUR_NONE, .blame = DICT_NONE, .extra = (uint32_t)findings->values, .evidence = (uint32_t)findings->evidences,
			.evidences = 1, .values = 2, .basis = KEUR_KNOWN, .privilege = 255 };

		if (!count[c])
			continue;
		mem_reserve(&findings->evidence, &findings->evidence_capacity, findings->evidences + 1, sizeof *findings->evidence);
		findings->evidence[findings->evidences++] = (struct keur_row){ TABLE_link, first[c] };
		mem_reserve(&findings->value, &findings->value_capacity, findings->values + 2, sizeof *findings->value);
		findings->value[findings->values++] = (struct finding_value){ KEUR_VALUE_ROW, TABLE_component, c, DICT_NONE, 0 };
		findings->value[findings->values++] = (struct finding_value){ KEUR_VALUE_NUMBER, 0, 0, DICT_NONE, count[c] };
		mem_reserve(&findings->finding, &findings->capacity, findings->count + 1, sizeof *findings->finding);
		findings->finding[findings->count++] = finding;
	}
	free(first);
	free(count);
}

void core_notes(struct findings *findings, const struct model *model, const uint8_t *flags)
{
	size_t count, i, start = 0;
	struct border *border = find_borders(model, flags, &count);

	note_links(findings, model, flags);
	for (i = 1; i <= count; i++)
		if (i == count || border[i].segment != border[start].segment) {
			add_note(findings, model, border + start, i - start);
			start = i;
		}
	free(border);
}

/* ---- Parts that exports know otherwise --------------------------------------------------------------------------------------------- */

enum { DIFFERENCES_NAMED = 5 };

/* "function `server`", one after the other; in code as values are, the same in any language. `record`: whose word it is. */
static void add_word(struct buffer *out, enum column_id column, const char *value, const char *record)
{
	buffer_format(out, "%s%s `%s`", out->length ? ", " : "", schema_column[column].name, value);
	if (record)
		buffer_format(out, " (%s)", record);
}

/* The differences of one part. */
static void note_export(struct findings *findings, const struct link_difference *one, size_t count)
{
	struct finding finding = { .rule = CORE_EXPORT_DIFFERS, .component = one->component, .subject_table = TABLE_component,
		.subject_row = one->component, .party = KEUR_NONE, .blame = DICT_NONE, .extra = (uint32_t)findings->values,
		.evidence = (uint32_t)findings->evidences, .evidences = 1, .values = 3, .basis = KEUR_KNOWN, .privilege = 255 };
	struct buffer said[2] = { { 0 }, { 0 } };
	size_t i;

	for (i = 0; i < count && i < DIFFERENCES_NAMED; i++) {
		if (!i || one[i].column != one[i - 1].column)
			add_word(&said[0], one[i].column, one[i].ours, NULL);
		add_word(&said[1], one[i].column, one[i].theirs, one[i].record);
	}
	if (count > DIFFERENCES_NAMED)
		buffer_format(&said[1], " (+%zu)", count - DIFFERENCES_NAMED);
	mem_reserve(&findings->evidence, &findings->evidence_capacity, findings->evidences + 1, sizeof *findings->evidence);
	findings->evidence[findings->evidences++] = (struct keur_row){ TABLE_component, one->component };
	mem_reserve(&findings->value, &findings->value_capacity, findings->values + 3, sizeof *findings->value);
	findings->value[findings->values++] = (struct finding_value){ KEUR_VALUE_ROW, TABLE_component, one->component, DICT_NONE, 0 };
	for (i = 0; i < 2; i++) {
		findings->value[findings->values++] =
			(struct finding_value){ KEUR_VALUE_TEXT, 0, 0, dict_add(&findings->texts, buffer_view(&said[i])), 0 };
		buffer_free(&said[i]);
	}
	mem_reserve(&findings->finding, &findings->capacity, findings->count + 1, sizeof *findings->finding);
	findings->finding[findings->count++] = finding;
}

void core_export_notes(struct findings *findings, const struct link_result *link)
{
	size_t i, start = 0;

	for (i = 1; i <= link->differences; i++)
		if (i == link->differences || link->difference[i].component != link->difference[start].component) {
			note_export(findings, link->difference + start, i - start);
			start = i;
		}
}
