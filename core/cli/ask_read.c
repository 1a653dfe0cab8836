#include "cli/ask.h"

#include "base/mem.h"

#include <stdlib.h>

/* ---- Parts and who asks about them ---------------------------------------------------------------------------------------------------- */

static int read_part(struct ask *ask, struct result_tree *tree, struct messages *messages)
{
	struct text id = result_member_text(tree, 0, "id"), segment = result_member_text(tree, 0, "segment");
	uint32_t i;

	if (!id.length) {
		messages_add(messages, SEVERITY_ERROR, result_place(tree, 0), "a part without an `id`: this is no result of keur");
		return -1;
	}
	mem_reserve(&ask->part, &ask->part_capacity, ask->parts + 1, sizeof *ask->part);
	ask->part[ask->parts] = (struct ask_part){ dict_add(&ask->words, id), segment.length ? dict_add(&ask->words, segment) : DICT_NONE };
	for (i = result_children(tree, 0, "gaps"); i; i = result_next(tree, i)) {
		mem_reserve(&ask->touch, &ask->touch_capacity, ask->touches + 1, sizeof *ask->touch);
		ask->touch[ask->touches].gap = (uint32_t)result_number(tree, i);
		ask->touch[ask->touches++].part = (uint32_t)ask->parts;
	}
	ask->parts++;
	return 0;
}

/* ---- Questions ------------------------------------------------------------------------------------------------------------------------ */

static const char *keep(struct ask *ask, struct text text)
{
	return text.length ? arena_copy(&ask->arena, text.data, text.length) : NULL;
}

static enum answerer find_answerer(struct text name)
{
	unsigned i;

	for (i = 0; i < ANSWERERS; i++)
		if (text_is(name, answerer[i].name))
			return (enum answerer)i;
	return ANSWERER_ASSESSOR;
}

/* "manufacture|manage": words of the format, which stand in what is written without quotes. */
static bool are_roles(const char *name)
{
	const char *at = name, *bar;

	for (; at; at = bar ? bar + 1 : NULL) {
		bar = strchr(at, '|');
		if (schema_find_member(LIST_role, (struct text){ at, bar ? (size_t)(bar - at) : strlen(at) }) < 0)
			return false;
	}
	return true;
}

/* Which of `stated` a name is; -1: nobody knows it. */
static int stated_bit(const struct fill *fill, struct text name)
{
	enum column_id column;

	if (fill->kind != FILL_ADVISORY)
		return schema_find_member(fill->kind == FILL_ATTESTATION ? LIST_attested : LIST_stated, name);
	column = schema_find_column(TABLE_advisory, name);
	return column == COLUMN_NONE || (int)column < FILL_SCORED || (int)column > FILL_SCORED_LAST ? -1 : (int)column - FILL_SCORED;
}

/* "audit_finding|advisory": of what nobody knows, nothing; false: nobody knows any. The table of a statement is the first that stands there. */
static bool read_stated(struct fill *fill, enum fill_kind kind, struct text names)
{
	fill->kind = (uint8_t)kind;
	while (names.length) {
		const char *bar = memchr(names.data, '|', names.length);
		size_t length = bar ? (size_t)(bar - names.data) : names.length;
		int bit = stated_bit(fill, (struct text){ names.data, length });

		if (bit >= 0 && !fill->stated && kind == FILL_STATEMENT)
			fill->table = schema_find_table((struct text){ names.data, length });
		if (bit >= 0)
			fill->stated |= (uint16_t)(1u << bit);
		names.data += length + (bar ? 1 : 0);
		names.length -= length + (bar ? 1 : 0);
	}
	if (!fill->stated)
		fill->kind = FILL_NOTHING;
	return fill->stated;
}

static struct text first_row(const struct result_tree *tree, uint32_t fills)
{
	uint32_t row = result_children(tree, fills, "rows");

	return row ? result_text(tree, row) : (struct text){ "", 0 };
}

/* As json_finding.c writes it. */
static struct fill read_fill(struct ask *ask, const struct result_tree *tree)
{
	uint32_t at = result_member(tree, 0, "fills"), fresh = at ? result_member(tree, at, "new") : 0;
	struct text table = at ? result_member_text(tree, at, "table") : (struct text){ "", 0 };
	struct fill fill = { .answerer = (uint8_t)find_answerer(result_member_text(tree, 0, "who")), .table = schema_find_table(table) };

	if (fill.table == TABLE_COUNT) {
		fill.table = TABLE_component;
		return fill;
	}
	if (fill.table == TABLE_country && !result_member(tree, at, "column")) {
		fill.name = keep(ask, fresh ? result_member_text(tree, fresh, "id") : first_row(tree, at));
		fill.kind = fill.name ? FILL_COUNTRY : FILL_NOTHING;
	} else if (!fresh && fill.table == TABLE_advisory && read_stated(&fill, FILL_ADVISORY, result_member_text(tree, at, "column"))) {
		fill.name = keep(ask, first_row(tree, at));
	} else if (!fresh) {
		fill.column = schema_find_column(fill.table, result_member_text(tree, at, "column"));
		fill.kind = fill.column == COLUMN_NONE ? FILL_NOTHING : FILL_FIELD;
		fill.name = keep(ask, result_member_text(tree, at, fill.table == TABLE_access ? "access" : fill.column == COL_component_function
			? "function" : "product"));
	} else if (fill.table == TABLE_decision) {
		fill.name = keep(ask, result_member_text(tree, fresh, "supplier"));
		fill.kind = fill.name ? FILL_DECISION : FILL_NOTHING;
	} else if (fill.table == TABLE_party) {
		fill.name = keep(ask, result_member_text(tree, fresh, "role"));
		fill.kind = fill.name && are_roles(fill.name) ? FILL_PARTY : FILL_NOTHING;
	} else if (fill.table == TABLE_statement) {
		read_stated(&fill, FILL_STATEMENT, result_member_text(tree, fresh, "table"));
		fill.name = keep(ask, result_member_text(tree, fresh, "segment"));
	} else if (fill.table == TABLE_attestation) {
		read_stated(&fill, FILL_ATTESTATION, result_member_text(tree, fresh, "what"));
		fill.name = keep(ask, result_member_text(tree, fresh, "supplier"));
		fill.line = fill.name ? keep(ask, result_member_text(tree, fresh, "product_line")) : NULL;
	}
	return fill;
}

/* The question that the same answer serves; NULL: there is none yet, and the next one added is it. */
static struct ask_question *same_answer(struct ask *ask, const struct fill *fill)
{
	struct buffer answer = { 0 };
	size_t known = ask->answers.count;
	uint32_t code;

	if (!fill_key(fill, &answer))
		return NULL;
	code = dict_add(&ask->answers, buffer_view(&answer));
	buffer_free(&answer);
	if (code < known)
		return &ask->question[ask->of_answer[code]];
	mem_reserve(&ask->of_answer, &ask->answer_capacity, (size_t)code + 1, sizeof *ask->of_answer);
	ask->of_answer[code] = (uint32_t)ask->questions;
	return NULL;
}

static void add_row(struct ask_question *question, uint32_t code)
{
	mem_reserve(&question->row, &question->row_capacity, (size_t)question->rows + 1, sizeof *question->row);
	question->row[question->rows++] = code;
}

static void add_rule(struct ask *ask, struct ask_question *question, struct text rule)
{
	uint32_t code = dict_add(&ask->words, rule), i;

	for (i = 0; i < question->asking; i++)
		if (question->asks[i] == code)
			return;
	mem_reserve(&question->asks, &question->ask_capacity, (size_t)question->asking + 1, sizeof *question->asks);
	question->asks[question->asking++] = code;
}

static void join_rules(struct ask *ask, struct ask_question *question)
{
	struct buffer rules = { 0 };
	uint32_t i;

	for (i = 0; i < question->asking; i++) {
		buffer_string(&rules, i ? ", " : "");
		buffer_text(&rules, ask_text(ask, question->asks[i]));
	}
	question->rule = dict_add(&ask->words, buffer_view(&rules));
	buffer_free(&rules);
}

/* The count at the end of a question is that of its rule alone. */
static struct text without_count(struct text question)
{
	const char *at = NULL;
	size_t i;

	for (i = 0; i + 7 <= question.length; i++)
		if (memcmp(question.data + i + 1, "arts: ", 6) == 0 && (question.data[i] == 'p' || question.data[i] == 'P'))
			at = question.data + i;
	if (!at)
		return question;
	question = text_trim((struct text){ question.data, (size_t)(at - question.data) });
	while (question.length && (question.data[question.length - 1] == ';' || question.data[question.length - 1] == ','))
		question.length--;
	return question;
}

static void read_gap(struct ask *ask, uint32_t index, const struct result_tree *tree)
{
	struct fill fill = read_fill(ask, tree);
	uint64_t worth = result_member_number(tree, 0, "worth"), count = result_member_number(tree, 0, "count");
	uint32_t at = result_member(tree, 0, "fills"), i;
	struct ask_question *question;

	if (ask->who && fill.answerer != ask->who - 1)
		return;
	question = same_answer(ask, &fill);
	if (!question) {
		mem_reserve(&ask->question, &ask->question_capacity, ask->questions + 1, sizeof *ask->question);
		question = &ask->question[ask->questions++];
		*question = (struct ask_question){ .fill = fill, .gap = index, .rule = DICT_NONE,
			.text = dict_add(&ask->words, without_count(result_member_text(tree, 0, "question"))) };
	}
	add_rule(ask, question, result_member_text(tree, 0, "rule"));
	question->worth = worth > question->worth ? worth : question->worth;
	question->count = count > question->count ? (uint32_t)count : question->count;
	if (at && text_is(result_member_text(tree, at, "parts"), "true")) {
		size_t low = 0, high = ask->touches;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (ask->touch[middle].gap < index)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < ask->touches && ask->touch[low].gap == index; low++)
			add_row(question, ask->part[ask->touch[low].part].id);
	}
	for (i = at ? result_children(tree, at, "rows") : 0; i; i = result_next(tree, i))
		add_row(question, dict_add(&ask->words, result_text(tree, i)));
}

static int touch_compare(const void *a, const void *b)
{
	uint32_t x[2], y[2];

	memcpy(x, a, sizeof x);
	memcpy(y, b, sizeof y);
	if (x[0] != y[0])
		return x[0] < y[0] ? -1 : 1;
	return (x[1] > y[1]) - (x[1] < y[1]);
}

static int collect(void *self, const char *table, uint32_t index, struct result_tree *tree, struct messages *messages)
{
	struct ask *ask = self;

	if (strcmp(table, "components") == 0)
		return read_part(ask, tree, messages);
	if (strcmp(table, "network") == 0) {
		result_tree_free(&ask->network);
		ask->network = result_tree_take(tree);
	} else if (strcmp(table, "policy") == 0) {
		result_tree_free(&ask->policy);
		ask->policy = result_tree_take(tree);
	} else if (strcmp(table, "gaps") == 0) {
		/* The parts stand first in the file. */
		if (!index && ask->touches)
			qsort(ask->touch, ask->touches, sizeof *ask->touch, touch_compare);
		if (!result_member(tree, 0, "who")) {
			messages_add(messages, SEVERITY_ERROR, result_place(tree, 0),
				"a question that does not say who can answer it: the result is of an earlier keur, assess again");
			return -1;
		}
		read_gap(ask, index, tree);
	}
	return 0;
}

/* ---- In order ------------------------------------------------------------------------------------------------------------------------- */

static int question_compare(const void *a, const void *b)
{
	const struct ask_question *x = a, *y = b;

	if (x->fill.answerer != y->fill.answerer)
		return x->fill.answerer < y->fill.answerer ? -1 : 1;
	if (x->worth != y->worth)
		return x->worth > y->worth ? -1 : 1;
	return (x->gap > y->gap) - (x->gap < y->gap);
}

static int code_compare(const void *a, const void *b, void *words)
{
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return text_compare(dict_text(words, x), dict_text(words, y));
}

static void settle_rows(struct ask *ask, struct ask_question *question)
{
	uint32_t kept = 0, i;

	if (question->rows > 1)
		qsort_r(question->row, question->rows, sizeof *question->row, code_compare, &ask->words);
	for (i = 0; i < question->rows; i++)
		if (!kept || question->row[kept - 1] != question->row[i])
			question->row[kept++] = question->row[i];
	question->rows = kept;
}

static int part_compare(const void *a, const void *b)
{
	const struct ask_part *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

int ask_read(struct ask *ask, const char *path, struct messages *messages, struct error *err)
{
	int rc = result_read(path, collect, ask, messages, err);
	size_t q;

	if (rc)
		return rc;
	if (ask->parts)
		qsort(ask->part, ask->parts, sizeof *ask->part, part_compare); /* by code, to be found again */
	if (ask->questions)
		qsort(ask->question, ask->questions, sizeof *ask->question, question_compare);
	for (q = 0; q < ask->questions; q++) {
		settle_rows(ask, &ask->question[q]);
		join_rules(ask, &ask->question[q]);
		ask->question[q].number = (uint32_t)q + 1;
	}
	return 0;
}

void ask_free(struct ask *ask)
{
	size_t q;

	for (q = 0; q < ask->questions; q++) {
		free(ask->question[q].row);
		free(ask->question[q].asks);
	}
	free(ask->question);
	free(ask->of_answer);
	dict_free(&ask->answers);
	free(ask->part);
	free(ask->touch);
	result_tree_free(&ask->network);
	result_tree_free(&ask->policy);
	dict_free(&ask->words);
	arena_free(&ask->arena);
}

struct placed {
	uint32_t id, segment;
};

static int placed_compare(const void *a, const void *b, void *words)
{
	const struct placed *x = a, *y = b;

	if (x->segment != y->segment)
		return x->segment == DICT_NONE ? 1 : y->segment == DICT_NONE ? -1 : text_compare(dict_text(words, x->segment), dict_text(words, y->segment));
	return text_compare(dict_text(words, x->id), dict_text(words, y->id));
}

void ask_by_segment(const struct ask *ask, const struct ask_question *question, ask_group *each, void *self)
{
	struct placed *placed = mem_zalloc(question->rows, sizeof *placed);
	uint32_t *id = mem_zalloc(question->rows, sizeof *id), first, end;

	for (first = 0; first < question->rows; first++) {
		struct ask_part wanted = { question->row[first], 0 }, *part = ask->parts
			? bsearch(&wanted, ask->part, ask->parts, sizeof *ask->part, part_compare) : NULL;

		placed[first] = (struct placed){ question->row[first], part ? part->segment : DICT_NONE };
	}
	if (question->rows > 1)
		qsort_r(placed, question->rows, sizeof *placed, placed_compare, (void *)(uintptr_t)&ask->words);
	for (first = 0; first < question->rows; first++)
		id[first] = placed[first].id;
	for (first = 0; first < question->rows; first = end) {
		for (end = first; end < question->rows && placed[end].segment == placed[first].segment; end++)
			;
		each(self, placed[first].segment != DICT_NONE, placed[first].segment, id + first, end - first);
	}
	free(placed);
	free(id);
}

/* ---- In words ------------------------------------------------------------------------------------------------------------------------- */

void ask_choices(enum column_id column, struct buffer *out)
{
	static const char *const said[TYPE_SELECTOR + 1] = { [TYPE_YES_NO] = "yes, no", [TYPE_NUMBER] = "a number", [TYPE_DAYS] = "a duration like P3M",
		[TYPE_DATE] = "a date like 2026-11-01", [TYPE_SHARE] = "percent", [TYPE_COUNTRY] = "a country code like NL" };
	const struct schema_column *s = &schema_column[column];
	unsigned m;

	if (s->type == TYPE_MEMBER || s->type == TYPE_SET) {
		const struct schema_list *list = &schema_list[s->target];

		buffer_string(out, s->type == TYPE_SET ? " (joined by |: " : " (");
		for (m = 0; m < list->members; m++)
			buffer_format(out, "%s%s", m ? ", " : "", list->member[m]);
	} else if (said[s->type]) {
		buffer_format(out, " (%s", said[s->type]);
	} else {
		return;
	}
	buffer_string(out, s->flags & COLUMN_NONE_ANSWER ? ", or none)" : ")");
}

static const char *list_said(enum table_id table)
{
	return schema_stated_said[schema_find_member(LIST_stated, text_of(schema_table[table].name))];
}

bool ask_covers_all(enum table_id table)
{
	return table == TABLE_ownership || table == TABLE_audit_finding || table == TABLE_advisory || table == TABLE_event;
}

bool ask_is_about(const struct ask_question *question)
{
	return question->fill.name || question->rows;
}

bool ask_is_edits(const struct ask_question *question)
{
	return question->fill.kind == FILL_FIELD || question->fill.kind == FILL_ADVISORY || (question->fill.kind == FILL_COUNTRY && question->rows);
}

bool ask_may_lower(const struct ask_question *question)
{
	const struct fill *fill = &question->fill;

	if (fill->kind == FILL_ADVISORY)
		return false;
	return fill->kind == FILL_COUNTRY || (schema_column[fill->column].flags & COLUMN_ABSENCE_ANSWERS) || ask_replaces(fill);
}

bool ask_replaces(const struct fill *fill)
{
	return fill->kind == FILL_FIELD && fill->column == COL_component_function && fill->name;
}

void ask_columns(const struct ask_question *question, enum column_id column[ASK_COLUMNS], unsigned *columns)
{
	static const enum column_id claimed[] = { COL_country_compels_answer, COL_country_compels_evidence, COL_country_offensive_answer,
		COL_country_offensive_evidence };
	unsigned bit;

	*columns = 0;
	if (question->fill.kind == FILL_COUNTRY) {
		*columns = sizeof claimed / sizeof *claimed;
		memcpy(column, claimed, sizeof claimed);
	} else if (question->fill.kind == FILL_ADVISORY) {
		for (bit = 0; bit < ASK_COLUMNS; bit++)
			if (question->fill.stated >> bit & 1)
				column[(*columns)++] = (enum column_id)(FILL_SCORED + bit);
	} else {
		column[(*columns)++] = question->fill.column;
	}
}

void ask_address(const struct ask *ask, const struct ask_question *question, uint32_t row, enum column_id column, struct buffer *out)
{
	buffer_clear(out);
	buffer_string(out, schema_table[question->fill.table].name);
	if (question->fill.table != TABLE_network) {
		buffer_string(out, "[");
		buffer_text(out, ask_text(ask, row));
		buffer_string(out, "]");
	}
	buffer_format(out, ".%s", schema_column[column].name);
}

void ask_say(const struct ask *ask, const struct ask_question *question, struct buffer *out)
{
	const struct fill *fill = &question->fill;
	uint16_t left = fill->stated;
	const char *at, *between = "";

	switch ((enum fill_kind)fill->kind) {
	case FILL_DECISION:
		buffer_format(out, "Is %s trusted? Who decided, and from when? (trusted, restricted, untrusted)", fill->name);
		break;
	case FILL_STATEMENT:
		buffer_string(out, "Is the list of ");
		for (; (at = fill_next(fill, &left)) != NULL; between = ", ")
			buffer_format(out, "%s%s", between, list_said(schema_find_table(text_of(at))));
		buffer_string(out, " complete, and who answers for it? ");
		if (ask_covers_all(fill->table))
			break;
		buffer_string(out, fill->name ? "Segment " : "The parts named");
		buffer_string(out, fill->name ? fill->name : "");
		if (fill->table == TABLE_access)
			buffer_string(out, "; which systems would see what is missing? (pam, vpn, firewall, flow, idp, bastion)");
		break;
	case FILL_PARTY:
		buffer_string(out, "Who does this: ");
		for (at = fill->name; *at; at++)
			buffer_add(out, *at == '|' ? ", " : at, *at == '|' ? 2 : 1);
		buffer_string(out, "? (a supplier, or operator)");
		break;
	case FILL_FIELD:
		buffer_text(out, ask_text(ask, question->text));
		ask_choices(fill->column, out);
		break;
	case FILL_COUNTRY:
		buffer_text(out, ask_text(ask, question->text));
		buffer_string(out, " (yes, no; with evidence known, suspected: only a yes that is known settles it, or no twice)");
		break;
	case FILL_ATTESTATION:
		buffer_text(out, ask_text(ask, question->text));
		buffer_string(out, " (yes, no; who says so, and on which day it was so)");
		break;
	case FILL_ADVISORY:
	case FILL_NOTHING:
		buffer_text(out, ask_text(ask, question->text));
		break;
	}
}
