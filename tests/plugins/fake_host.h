/* A host for tests of one plugin: tables from a few lines of text, findings back as lines of text.
 *
 * A row is "table key column=value ...", as in "access ra-7 party=acme target=amf via=vpn-1|jump-1 mfa=no": rows it refers to stand
 * before it, `none` is an answer, `-` takes an answer away. The same key again changes the row. Columns, types and words are those of
 * the schema. The plugin is included, so that the test sees what it declares:
 *     #include "../../plugins/vendor_trust.c"
 *     #include "fake_host.h" */
#ifndef TESTS_PLUGINS_FAKE_HOST_H
#define TESTS_PLUGINS_FAKE_HOST_H

#include <keur/plugin.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FAKE_ROWS = 64, FAKE_ITEMS = 8, FAKE_STRINGS = 256, FAKE_FINDINGS = 256, FAKE_WORD = 128, FAKE_LINE = 512 };

/* ---- The schema, for tests --------------------------------------------------------------------------------------------------------- */

enum fake_type { FAKE_TEXT, FAKE_MEMBER, FAKE_SET, FAKE_YES_NO, FAKE_NUMBER, FAKE_NUMBER8, FAKE_DAYS, FAKE_DATE, FAKE_SHARE, FAKE_ROW,
	FAKE_LIST_OF_ROWS, FAKE_TEXTS, FAKE_SELECTOR, FAKE_COUNTRY };
#define FAKE_ROWS_TYPE FAKE_LIST_OF_ROWS

#define LIST(list, ...) static const char *const fake_list_##list[] = { __VA_ARGS__, NULL };
#include "model/schema.def"

enum fake_table {
#define TABLE(table, plural, doc) FAKE_TABLE_##table,
#include "model/schema.def"
	FAKE_TABLES
};
static const char *const fake_table_name[] = {
#define TABLE(table, plural, doc) #table,
#include "model/schema.def"
};

struct fake_column {
	const char *table, *name, *type, *target, *flags;
};
static const struct fake_column fake_schema[] = {
#define COLUMN(table, column, name, type, target, flags, doc) { #table, name, #type, #target, #flags },
#include "model/schema.def"
};
enum { FAKE_COLUMNS = sizeof(fake_schema) / sizeof(*fake_schema) };

static const struct fake_words {
	const char *name;
	const char *const *member;
} fake_words[] = {
#define LIST(list, ...) { #list, fake_list_##list },
#include "model/schema.def"
};

/* ---- The network ---------------------------------------------------------------------------------------------------------------------- */

struct fake_value {
	int known;
	int64_t number;   /* also row, string code, member */
	uint64_t set;
	uint32_t item[FAKE_ITEMS], items;
};

struct keur_call {
	int unused;
};

struct fake {
	struct keur_call call;
	char key[FAKE_TABLES][FAKE_ROWS][FAKE_WORD];
	uint32_t rows[FAKE_TABLES];
	struct fake_value value[FAKE_COLUMNS][FAKE_ROWS];
	char bytes[FAKE_STRINGS * FAKE_WORD];
	uint32_t string[FAKE_STRINGS + 1];
	uint32_t strings;
	int32_t as_of;
	/* while it runs */
	uint32_t on, first, last;
	void *memory[4096];
	uint32_t memories;
	uint32_t reached[FAKE_ROWS], from[FAKE_ROWS];
	uint32_t emits_left; /* emit() says stop after so many */
	uint8_t worst[FAKE_ROWS][KEUR_NO_FACTOR + 1][3]; /* by component, factor, scenario: the highest level of any finding */
	char finding[FAKE_FINDINGS][FAKE_LINE];
	uint32_t findings;
};

static struct fake fake;

static uint32_t fake_table(const char *name)
{
	for (uint32_t t = 0; t < FAKE_TABLES; t++)
		if (strcmp(fake_table_name[t], name) == 0)
			return t;
	fail_msg("no table %s", name);
	return 0;
}

static uint32_t fake_column(const char *table, const char *name)
{
	for (uint32_t c = 0; c < FAKE_COLUMNS; c++)
		if (strcmp(fake_schema[c].table, table) == 0 && strcmp(fake_schema[c].name, name) == 0)
			return c;
	fail_msg("no column %s.%s", table, name);
	return 0;
}

static uint32_t fake_row(uint32_t table, const char *key)
{
	for (uint32_t row = 0; row < fake.rows[table]; row++)
		if (strcmp(fake.key[table][row], key) == 0)
			return row;
	fail_msg("no %s %s", fake_table_name[table], key);
	return 0;
}

static uint32_t fake_code(const char *text)
{
	size_t length = strlen(text);

	for (uint32_t code_ = 0; code_ < fake.strings; code_++)
		if (strcmp(fake.bytes + fake.string[code_], text) == 0)
			return code_;
	assert_true(fake.strings < FAKE_STRINGS && length < FAKE_WORD);
	memcpy(fake.bytes + fake.string[fake.strings], text, length + 1);
	fake.string[fake.strings + 1] = fake.string[fake.strings] + (uint32_t)length + 1u;
	return fake.strings++;
}

static uint32_t fake_member(const char *list, const char *word)
{
	for (size_t l = 0; l < sizeof(fake_words) / sizeof(*fake_words); l++)
		for (uint32_t m = 0; strcmp(fake_words[l].name, list) == 0 && fake_words[l].member[m]; m++)
			if (strcmp(fake_words[l].member[m], word) == 0)
				return m;
	fail_msg("no %s in list %s", word, list);
	return 0;
}

/* Days since 1970-01-01 of "2026-11-01". */
static int32_t fake_date(const char *text)
{
	int year, month, day, era, of_era;

	assert_int_equal(sscanf(text, "%d-%d-%d", &year, &month, &day), 3);
	year -= month <= 2;
	era = year / 400;
	of_era = year - era * 400;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1 - 719468;
}

static void fake_set(uint32_t column_, uint32_t row, char *text)
{
	const struct fake_column *schema = &fake_schema[column_];
	struct fake_value *value = &fake.value[column_][row];
	int none = strcmp(text, "none") == 0;
	char *at = NULL;

	memset(value, 0, sizeof *value);
	value->known = strcmp(text, "-") != 0;
	if (!value->known)
		return;
	if (strcmp(schema->type, "MEMBER") == 0) {
		value->number = fake_member(schema->target, text);
	} else if (strcmp(schema->type, "YES_NO") == 0) {
		value->number = strcmp(text, "yes") == 0 ? KEUR_YES : KEUR_NO;
		assert_true(value->number == KEUR_YES || strcmp(text, "no") == 0);
	} else if (strcmp(schema->type, "DATE") == 0) {
		value->number = none ? INT32_MIN : fake_date(text);
	} else if (strcmp(schema->type, "DAYS") == 0 || strcmp(schema->type, "SHARE") == 0 || strncmp(schema->type, "NUMBER", 6) == 0) {
		value->number = none ? INT32_MIN : strtol(text, NULL, 10);
	} else if (strcmp(schema->type, "ROW") == 0) {
		value->number = none ? KEUR_NONE : fake_row(fake_table(schema->target), text);
	} else if (strcmp(schema->type, "TEXT") == 0 || strcmp(schema->type, "COUNTRY") == 0 || strcmp(schema->type, "SELECTOR") == 0) {
		value->number = none ? KEUR_NONE : fake_code(text);
	} else if (!none) {
		for (char *word = strtok_r(text, "|", &at); word; word = strtok_r(NULL, "|", &at)) {
			if (strcmp(schema->type, "SET") == 0)
				value->set |= UINT64_C(1) << fake_member(schema->target, word);
			else
				value->item[value->items++] = strcmp(schema->type, "TEXTS") == 0 ? fake_code(word)
					: fake_row(fake_table(schema->target), word);
		}
	}
}

/* One row, see the head of this file. */
static void given(const char *line)
{
	char copy[FAKE_LINE], *at = NULL, *table, *key, *word;
	uint32_t t, row = 0;

	assert_true(strlen(line) < sizeof copy);
	strcpy(copy, line);
	table = strtok_r(copy, " ", &at);
	key = strtok_r(NULL, " ", &at);
	assert_non_null(key);
	t = fake_table(table);
	while (row < fake.rows[t] && strcmp(fake.key[t][row], key) != 0)
		row++;
	if (row == fake.rows[t]) {
		assert_true(row < FAKE_ROWS && strlen(key) < FAKE_WORD);
		strcpy(fake.key[t][row], key);
		fake.rows[t]++;
		for (uint32_t c = 0; c < FAKE_COLUMNS; c++)
			if (strcmp(fake_schema[c].table, table) == 0 && strcmp(fake_schema[c].name, "id") == 0)
				fake.value[c][row] = (struct fake_value){ .known = 1, .number = fake_code(key) };
	}
	while ((word = strtok_r(NULL, " ", &at)) != NULL) {
		char *value = strchr(word, '=');

		assert_non_null(value);
		*value++ = '\0';
		fake_set(fake_column(table, word), row, value);
	}
}

static void fake_start(const char *as_of)
{
	memset(&fake, 0, sizeof fake);
	fake.as_of = as_of ? fake_date(as_of) : KEUR_NO_DATE;
	fake.emits_left = UINT32_MAX;
}

/* ---- The host's table ------------------------------------------------------------------------------------------------------------------- */

static void *fake_scratch(struct keur_call *call, uint64_t bytes)
{
	void *memory = calloc(1, bytes);

	(void)call;
	assert_true(fake.memories < 4096 && bytes > 0);
	return fake.memory[fake.memories++] = memory;
}

static int32_t fake_param(struct keur_call *call, uint32_t param_, int64_t *number, struct keur_text *text)
{
	const struct keur_param *declared = &keur_plugin_v1.param[param_];
	int years = 0;

	(void)call;
	assert_true(param_ < keur_plugin_v1.params);
	if (declared->type == KEUR_PARAM_DAYS) {
		assert_int_equal(sscanf(declared->initial.text, "P%dY", &years), 1);
		*number = years * 365;
	} else {
		*text = declared->initial;
	}
	return 0;
}

static const struct fake_value *fake_cell(const char *table, const char *name, uint32_t row)
{
	return &fake.value[fake_column(table, name)][row];
}

/* Whether changing part a changes part b in one step. */
static int fake_arc(uint32_t a, uint32_t b, uint32_t scenario)
{
	const struct fake_value *needs = fake_cell("component", "depends_on", b);

	for (uint32_t link = 0; link < fake.rows[FAKE_TABLE_link]; link++)
		if (fake_cell("link", "plane", link)->number == KEUR_PLANE_MANAGEMENT && fake_cell("link", "from", link)->number == a
			&& fake_cell("link", "to", link)->number == b)
			return 1;
	for (uint32_t i = 0; scenario != KEUR_ESPIONAGE && i < needs->items; i++)
		if (needs->item[i] == a)
			return 1;
	return 0;
}

static int32_t fake_reach(struct keur_call *call, uint32_t start, uint32_t scenario, struct keur_reach *out)
{
	uint32_t queue[FAKE_ROWS], head = 0, tail = 0, from[FAKE_ROWS], n = fake.rows[FAKE_TABLE_component];
	int seen[FAKE_ROWS] = { 0 };

	(void)call;
	assert_true(start < n);
	seen[start] = 1;
	from[start] = KEUR_NONE;
	queue[tail++] = start;
	while (head < tail) {
		uint32_t a = queue[head++];

		for (uint32_t b = 0; b < n; b++) {
			if (seen[b] || !fake_arc(a, b, scenario))
				continue;
			seen[b] = 1;
			from[b] = a;
			queue[tail++] = b;
		}
	}
	*out = (struct keur_reach){ fake.reached, fake.from, 0, 0 };
	for (uint32_t c = 0; c < n; c++) {
		if (!seen[c])
			continue;
		fake.reached[out->count] = c;
		fake.from[out->count++] = from[c];
	}
	return 0;
}

static int32_t fake_stop(struct keur_call *call)
{
	(void)call;
	return 0;
}

static void fake_log(struct keur_call *call, uint32_t level, const char *text, uint32_t length)
{
	(void)call;
	(void)level;
	(void)text;
	(void)length;
}

/* ---- Findings as lines --------------------------------------------------------------------------------------------------------------------- */

static void fake_add(char *line, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void fake_add(char *line, const char *format, ...)
{
	size_t length = strlen(line);
	va_list list;

	va_start(list, format);
	vsnprintf(line + length, FAKE_LINE - length, format, list);
	va_end(list);
}

static void fake_check_row(uint32_t table, uint32_t row)
{
	assert_true(table < FAKE_TABLES);
	assert_true(row < fake.rows[table]);
}

static void fake_add_value(char *line, const struct keur_value *value)
{
	int64_t number = value->number;

	switch (value->kind) {
	case KEUR_VALUE_TEXT:
		assert_int_equal(strlen(value->text.text), value->text.length);
		fake_add(line, "%s", value->text.text);
		break;
	case KEUR_VALUE_CODE:
		assert_true(value->row < fake.strings);
		fake_add(line, "%s", fake.bytes + fake.string[value->row]);
		break;
	case KEUR_VALUE_ROW:
		fake_check_row(value->table, value->row);
		fake_add(line, "%s", fake.key[value->table][value->row]);
		break;
	case KEUR_VALUE_MEMBER:
	case KEUR_VALUE_SET: {
		char name[FAKE_WORD], *dot;
		const struct fake_column *schema;

		snprintf(name, sizeof name, "%s", value->text.text);
		dot = strchr(name, '.');
		assert_non_null(dot);
		*dot = '\0';
		schema = &fake_schema[fake_column(name, dot + 1)];
		for (size_t l = 0; l < sizeof(fake_words) / sizeof(*fake_words); l++) {
			const char *comma = "";

			for (uint32_t m = 0; strcmp(fake_words[l].name, schema->target) == 0 && fake_words[l].member[m]; m++) {
				if (value->kind == KEUR_VALUE_SET ? !(number >> m & 1) : number != m)
					continue;
				fake_add(line, "%s%s", comma, fake_words[l].member[m]);
				comma = "|";
			}
		}
		break;
	}
	default:
		fake_add(line, "%lld", (long long)number);
	}
}

/* "rule basis component [table:key] [party=..] [level=..] [only=e] [reach] [ask=kind text] [(values)] [path=a>b]": what is as usual is
 * left out; values are left out of questions, as the host does. */
static void fake_describe(char *line, const struct keur_finding *f)
{
	static const char *const basis[] = { "", "known", "suspected", "unknown" };
	static const char *const kind[] = { "", "supplier", "segment", "statement", "field", "product", "access" };
	const struct keur_rule *declared = &keur_plugin_v1.rule[f->rule];

	fake_add(line, "%s %s %s", declared->id.text, basis[f->basis],
		f->component == KEUR_NONE ? "-" : fake.key[FAKE_TABLE_component][f->component]);
	if (f->subject_table != KEUR_TABLE_COMPONENT)
		fake_add(line, " %s:%s", fake_table_name[f->subject_table], fake.key[f->subject_table][f->subject_row]);
	if (f->party != KEUR_NONE)
		fake_add(line, " party=%s", fake.key[FAKE_TABLE_supplier][f->party]);
	if (f->level)
		fake_add(line, " level=%u", f->level);
	if (f->scenarios)
		fake_add(line, " only=%s%s%s", f->scenarios & KEUR_ESPIONAGE ? "e" : "", f->scenarios & KEUR_MANIPULATION ? "m" : "",
			f->scenarios & KEUR_SABOTAGE ? "s" : "");
	if (f->affects == KEUR_AFFECTS_REACH)
		fake_add(line, " reach");
	if (f->basis == KEUR_UNKNOWN) {
		fake_add(line, " ask=%s ", kind[f->blame]);
		fake_add_value(line, &f->blamed);
		return;
	}
	fake_add(line, " (");
	for (uint32_t i = 0; i < f->values; i++) {
		if (i)
			fake_add(line, ", ");
		fake_add_value(line, &f->value[i]);
	}
	fake_add(line, ")");
	for (uint32_t i = 0; i < f->path_length; i++)
		fake_add(line, "%s%s", i ? ">" : " path=", fake.key[FAKE_TABLE_component][f->path[i]]);
}

/* Raises what the finding raises, in the worst-credible reading. */
static void fake_raise(const struct keur_finding *f)
{
	const struct keur_rule *declared = &keur_plugin_v1.rule[f->rule];
	uint32_t scenarios = f->scenarios ? f->scenarios : declared->scenarios, level = f->level ? f->level : declared->level;

	for (uint32_t s = 0; s < 3 && f->component != KEUR_NONE; s++) {
		struct keur_reach reach = { &f->component, NULL, 1, 0 };

		if (!(scenarios >> s & 1))
			continue;
		if (f->affects == KEUR_AFFECTS_REACH)
			fake_reach(NULL, f->component, 1u << s, &reach);
		for (uint32_t i = 0; i < reach.count; i++) {
			uint8_t *worst = &fake.worst[reach.component[i]][declared->factor][s];

			*worst = level > *worst ? (uint8_t)level : *worst;
		}
	}
}

/* Refuses what the host refuses. */
static int32_t fake_emit(struct keur_call *call, const struct keur_finding *f)
{
	(void)call;
	if (fake.emits_left-- == 0)
		return -7;
	assert_true(f->rule < keur_plugin_v1.rules);
	assert_int_equal(keur_plugin_v1.rule[f->rule].on, fake.on);
	if (f->component != KEUR_NONE || fake.on != KEUR_ON_WHOLE)
		fake_check_row(FAKE_TABLE_component, f->component);
	assert_true(fake.on == KEUR_ON_WHOLE || (f->component >= fake.first && f->component < fake.last));
	fake_check_row(f->subject_table, f->subject_row);
	assert_true(f->party == KEUR_NONE || f->party < fake.rows[FAKE_TABLE_supplier]);
	assert_true(f->level <= 5 && f->scenarios <= KEUR_ALL_SCENARIOS);
	assert_in_range(f->basis, KEUR_KNOWN, KEUR_UNKNOWN);
	assert_int_equal(f->basis == KEUR_UNKNOWN, f->blame != KEUR_BLAME_NONE);
	assert_true(f->basis == KEUR_UNKNOWN || f->values == keur_plugin_v1.rule[f->rule].args);
	assert_true(f->basis == KEUR_UNKNOWN || f->evidences > 0);
	for (uint32_t i = 0; i < f->evidences; i++)
		fake_check_row(f->evidence[i].table, f->evidence[i].row);
	for (uint32_t i = 0; i < f->path_length; i++)
		fake_check_row(FAKE_TABLE_component, f->path[i]);
	assert_true(fake.findings < FAKE_FINDINGS);
	fake.finding[fake.findings][0] = '\0';
	fake_describe(fake.finding[fake.findings++], f);
	fake_raise(f);
	return 0;
}

/* ---- Running ---------------------------------------------------------------------------------------------------------------------------------- */

static struct keur_column fake_build(uint32_t c, uint32_t rows)
{
	const char *type = fake_schema[c].type;
	uint64_t *valid = fake_scratch(NULL, sizeof *valid);
	struct keur_column built = { .valid = valid, .rows = rows };
	int any = 0;

	assert_true(rows <= 64);
	for (uint32_t row = 0; row < rows; row++) {
		if (fake.value[c][row].known)
			*valid |= UINT64_C(1) << row;
		any |= fake.value[c][row].known;
	}
	if (!any) /* as the host gives it */
		return (struct keur_column){ .rows = rows };
	if (strcmp(type, "MEMBER") == 0 || strcmp(type, "YES_NO") == 0 || strcmp(type, "NUMBER8") == 0) {
		uint8_t *data = fake_scratch(NULL, rows);

		built.type = KEUR_COLUMN_BYTE;
		for (uint32_t row = 0; row < rows; row++)
			data[row] = (uint8_t)fake.value[c][row].number;
		built.data = data;
	} else if (strcmp(type, "SET") == 0 || strcmp(type, "NUMBER") == 0) {
		uint64_t *data = fake_scratch(NULL, rows * sizeof *data);

		built.type = type[0] == 'S' ? KEUR_COLUMN_SET : KEUR_COLUMN_NUMBER;
		for (uint32_t row = 0; row < rows; row++)
			data[row] = type[0] == 'S' ? fake.value[c][row].set : (uint64_t)fake.value[c][row].number;
		built.data = data;
	} else if (strcmp(type, "ROWS") == 0 || strcmp(type, "TEXTS") == 0) {
		uint32_t *data = fake_scratch(NULL, (uint64_t)rows * FAKE_ITEMS * sizeof *data);
		uint32_t *offset = fake_scratch(NULL, (rows + 1u) * sizeof *offset);

		built.type = type[0] == 'R' ? KEUR_COLUMN_ROWS : KEUR_COLUMN_STRINGS;
		for (uint32_t row = 0; row < rows; row++) {
			offset[row + 1] = offset[row];
			for (uint32_t i = 0; i < fake.value[c][row].items; i++)
				data[offset[row + 1]++] = fake.value[c][row].item[i];
		}
		built.data = data;
		built.offset = offset;
	} else { /* DAYS, DATE, SHARE are signed and of the same width as rows and codes */
		uint32_t *data = fake_scratch(NULL, rows * sizeof *data);

		built.type = type[0] == 'D' || type[0] == 'S' ? KEUR_COLUMN_DAYS : type[0] == 'R' ? KEUR_COLUMN_ROW : KEUR_COLUMN_STRING;
		for (uint32_t row = 0; row < rows; row++)
			data[row] = (uint32_t)fake.value[c][row].number;
		built.data = data;
	}
	return built;
}

static int fake_compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Runs the plugin, rows in ranges of `range`; 0 or what it returned. */
static int32_t run_ranges(uint32_t range)
{
	static const struct keur_host host = { .reach = fake_reach, .param = fake_param, .emit = fake_emit, .stop = fake_stop, .log = fake_log,
		.scratch = fake_scratch };
	static struct keur_column column_[256];
	char text[256] = "";
	struct keur_failure failure = { text, sizeof text, 0 };
	struct keur_view view = { .column = column_, .bytes = fake.bytes, .string = fake.string, .columns = keur_plugin_v1.needs,
		.strings = fake.strings, .components = fake.rows[FAKE_TABLE_component], .as_of = fake.as_of };
	int32_t result = 0;

	fake.findings = 0;
	memset(fake.worst, 0, sizeof fake.worst);
	for (uint32_t i = 0; i < keur_plugin_v1.needs; i++) {
		char name[FAKE_WORD], *dot;

		snprintf(name, sizeof name, "%s", keur_plugin_v1.need[i].text);
		dot = strchr(name, '.');
		assert_non_null(dot);
		*dot = '\0';
		column_[i] = fake_build(fake_column(name, dot + 1), fake.rows[fake_table(name)]);
	}
	fake.on = KEUR_ON_ROWS;
	for (fake.first = 0; fake.first < view.components && !result; fake.first = fake.last) {
		fake.last = fake.first + range < view.components ? fake.first + range : view.components;
		result = keur_plugin_v1.assess_rows(NULL, &host, &fake.call, &view, fake.first, fake.last, &failure);
	}
	fake.on = KEUR_ON_WHOLE;
	if (!result && keur_plugin_v1.assess_whole)
		result = keur_plugin_v1.assess_whole(NULL, &host, &fake.call, &view, &failure);
	while (fake.memories)
		free(fake.memory[--fake.memories]);
	qsort(fake.finding, fake.findings, sizeof *fake.finding, fake_compare);
	return result;
}

static void run(void)
{
	assert_int_equal(run_ranges(FAKE_ROWS), 0);
}

/* All findings whose line starts with `prefix` ("" for all, "weak_controls", "weak_controls known"), one a line, sorted. */
static void expect(const char *prefix, const char *lines)
{
	static char found[FAKE_FINDINGS * FAKE_LINE];

	found[0] = '\0';
	for (uint32_t i = 0; i < fake.findings; i++) {
		if (strncmp(fake.finding[i], prefix, strlen(prefix)) != 0)
			continue;
		strcat(found, fake.finding[i]);
		strcat(found, "\n");
	}
	assert_string_equal(found, lines);
}

/* The declaration as the host checks it. */
static void check_declaration(void)
{
	const struct keur_plugin *plugin = &keur_plugin_v1;

	assert_true(plugin->stamp.magic == KEUR_ABI_MAGIC);
	for (uint32_t i = 0; i < plugin->rules; i++) {
		const struct keur_rule *declared = &plugin->rule[i];

		assert_true(declared->id.length && declared->title.length && declared->help.length);
		assert_true(declared->messages == 2 && declared->questions == 2 && declared->measures > 0);
		assert_true(declared->factor == KEUR_NO_FACTOR ? declared->level == 0 : declared->level >= 1 && declared->level <= 5);
		assert_true(declared->on == KEUR_ON_ROWS ? plugin->assess_rows != NULL : plugin->assess_whole != NULL);
		for (uint32_t m = 0; m < 2; m++) {
			for (uint32_t a = 0; a < declared->args; a++) { /* every placeholder has its place in every language */
				char brace[64];

				snprintf(brace, sizeof brace, "{%s}", declared->arg[a].text);
				assert_non_null(strstr(declared->message[m].text.text, brace));
			}
			assert_non_null(strstr(declared->question[m].text.text, "{blame}"));
		}
	}
	for (uint32_t i = 0; i < plugin->needs; i++) {
		char name[FAKE_WORD], *dot;

		snprintf(name, sizeof name, "%s", plugin->need[i].text);
		dot = strchr(name, '.');
		assert_non_null(dot);
		*dot = '\0';
		fake_column(name, dot + 1);
		for (uint32_t k = 0; k < i; k++)
			assert_string_not_equal(plugin->need[i].text, plugin->need[k].text);
	}
}

/* The rule of the method: leaving out a field never improves a worst-credible answer. Takes away every answer of the network in turn,
 * but for derived ones, keys, and the columns of `except` (separated by spaces). */
static void check_leaving_out(const char *except)
{
	static struct fake kept;

	run();
	kept = fake;
	for (uint32_t c = 0; c < FAKE_COLUMNS; c++) {
		uint32_t table = fake_table(fake_schema[c].table);
		char name[FAKE_WORD];

		snprintf(name, sizeof name, "%s.%s", fake_schema[c].table, fake_schema[c].name);
		if (strstr(fake_schema[c].flags, "DERIVED") || strstr(fake_schema[c].flags, "KEY") || strstr(except, name))
			continue;
		for (uint32_t row = 0; row < fake.rows[table]; row++) {
			if (!fake.value[c][row].known)
				continue;
			fake.value[c][row] = (struct fake_value){ 0 };
			if (strcmp(name, "access.party") == 0) /* what is derived from it */
				fake.value[fake_column("access", "party_standing")][row].known = 0;
			if (strcmp(name, "access.valid_until") == 0)
				fake.value[fake_column("access", "valid_now")][row] = (struct fake_value){ .known = 1, .number = KEUR_YES };
			run();
			for (uint32_t i = 0; i < sizeof fake.worst; i++)
				if (((uint8_t *)fake.worst)[i] < ((uint8_t *)kept.worst)[i])
					fail_msg("without %s of %s the worst answer for %s is better", name, fake.key[table][row],
						fake.key[FAKE_TABLE_component][i / sizeof *fake.worst]);
			fake = kept;
		}
	}
}

/* However many findings the host takes before it stops the plugin, the plugin stops at once and returns what the host said. */
static void check_stop(void)
{
	uint32_t all;

	run();
	all = fake.findings;
	for (uint32_t n = 0; n < all; n++) {
		fake.emits_left = n;
		assert_int_equal(run_ranges(FAKE_ROWS), -7);
		assert_int_equal(fake.findings, n);
		assert_int_equal(fake.emits_left, UINT32_MAX); /* asked once more, not again after the refusal */
	}
	fake.emits_left = UINT32_MAX;
}

#endif
