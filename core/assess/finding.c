/* What a finding says: its id, subject, message; and the order in which a component names its findings. */
#include "assess/combine.h"

#include "base/digest.h"
#include "base/language.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct finding *result_raw(const struct result *result, const struct result_finding *finding)
{
	return &result->run[finding->plugin].findings->finding[finding->finding];
}

const struct declared_rule *result_rule(const struct result *result, const struct result_finding *finding)
{
	return &result->run[finding->plugin].findings->plugin->rule[result_raw(result, finding)->rule];
}

void result_subject(const struct result *result, const struct result_finding *finding, const char **type, struct buffer *id)
{
	const struct finding *raw = result_raw(result, finding);

	if (raw->subject_table == KEUR_SUBJECT_SEGMENT) {
		*type = "segment";
		buffer_text(id, model_text(result->model, raw->subject_row));
	} else if (raw->subject_table == KEUR_SUBJECT_NETWORK) {
		*type = "network";
	} else {
		*type = schema_table[raw->subject_table].name;
		model_key(result->model, (enum table_id)raw->subject_table, raw->subject_row, id);
	}
}

/* "f-" and the first 16 hexadecimal digits of SHA-256 over rule, component and the subject's address, each ended by a newline. */
static void identify(const struct result *result, struct result_finding *finding, struct digest *digest, struct buffer *room)
{
	const struct finding *raw = result_raw(result, finding);
	unsigned char sum[DIGEST_SIZE];
	struct buffer id = { 0 };
	const char *type;

	buffer_clear(room);
	buffer_format(room, "%s\n", result_rule(result, finding)->full);
	if (raw->component != KEUR_NONE)
		buffer_text(room, model_string(result->model, COL_component_id, raw->component));
	result_subject(result, finding, &type, &id);
	buffer_format(room, "\n%s[", type);
	buffer_text(room, buffer_view(&id));
	buffer_string(room, "]\n");
	buffer_free(&id);
	digest_restart(digest);
	digest_add(digest, room->data, room->length);
	digest_end(digest, sum);
	memcpy(finding->id, "f-", 2);
	digest_hex(sum, 8, finding->id + 2);
}

static int id_compare(const void *a, const void *b, void *data)
{
	const struct result *result = data;
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return strcmp(result->finding[x].id, result->finding[y].id);
}

void findings_identify(struct result *result)
{
	struct digest *digest = digest_new();
	struct buffer room = { 0 };
	uint32_t i, c;

	for (i = 0; i < result->findings; i++)
		identify(result, &result->finding[i], digest, &room);
	buffer_free(&room);
	digest_free(digest);
	for (c = 0; c < result->model->rows[TABLE_component]; c++) {
		uint32_t first = result->finding_first[c], count = result->finding_first[c + 1] - first;

		if (count > 1)
			qsort_r(result->finding_of + first, count, sizeof *result->finding_of, id_compare, result);
	}
}

/* ---- Messages ------------------------------------------------------------------------------------------------------------------------ */

/* "beheer, ondersteuning": members of a closed list in the language of the report. */
static void say_members(const struct schema_list *list, uint64_t set, const char *language, struct buffer *out)
{
	unsigned i, shown = 0;

	if (!set)
		buffer_string(out, say_in(language, N_("none")));
	for (i = 0; i < list->members; i++)
		if (set >> i & 1) {
			buffer_string(out, shown++ ? ", " : "");
			buffer_string(out, say_as_in(language, list->name, list->member[i]));
		}
}

/* Both are validated by the host: the column exists and the value is one of its list. */
static void add_member(const struct findings *findings, const struct finding_value *value, const char *language, struct buffer *out)
{
	enum column_id column = schema_find_full(dict_text(&findings->texts, value->text));
	uint8_t member = (uint8_t)value->number;
	uint64_t set = (uint64_t)value->number;

	if (column == COLUMN_NONE)
		return;
	if (language && (schema_column[column].type == TYPE_SET || schema_column[column].type == TYPE_MEMBER)) {
		say_members(&schema_list[schema_column[column].target], schema_column[column].type == TYPE_SET ? set : UINT64_C(1) << member, language, out);
		return;
	}
	schema_format(column, schema_column[column].type == TYPE_SET ? (const void *)&set : (const void *)&member, out);
}

static void add_value(const struct result *result, const struct findings *findings, const struct finding_value *value, const char *language,
	struct buffer *out)
{
	char room[DATE_SIZE + NUMBER_SIZE];

	switch (value->kind) {
	case KEUR_VALUE_TEXT:
		buffer_text(out, dict_text(&findings->texts, value->text));
		break;
	case KEUR_VALUE_NUMBER:
		buffer_number(out, value->number);
		break;
	case KEUR_VALUE_DAYS:
		duration_format((int32_t)value->number, room);
		if (language)
			language_days(language, (int32_t)value->number, out);
		else
			buffer_string(out, room);
		break;
	case KEUR_VALUE_DATE:
		date_format((int32_t)value->number, room);
		buffer_string(out, room);
		break;
	case KEUR_VALUE_SHARE:
		if (!language || strcmp(language, language_code[LANGUAGE_EN]) == 0)
			share_format((int32_t)value->number, room);
		else
			language_share((int32_t)value->number, room);
		buffer_string(out, room);
		break;
	case KEUR_VALUE_CODE:
		if (value->row != KEUR_NONE)
			buffer_text(out, model_text(result->model, value->row));
		break;
	case KEUR_VALUE_ROW:
		if (value->row == KEUR_NONE)
			buffer_string(out, language ? say_in(language, "nobody") : "nobody");
		else
			model_key(result->model, (enum table_id)value->table, value->row, out);
		break;
	case KEUR_VALUE_MEMBER:
	case KEUR_VALUE_SET:
		add_member(findings, value, language, out);
		break;
	default:
		break;
	}
}

static const char *template_for(const struct declared_rule *rule, const char *language)
{
	uint32_t i, english = 0;

	for (i = 0; i < rule->messages; i++) {
		if (strcmp(rule->message[i].language, language) == 0)
			return rule->message[i].text;
		if (strcmp(rule->message[i].language, "en") == 0)
			english = i;
	}
	return rule->messages ? rule->message[english].text : rule->title;
}

/* No text of a finding is longer than this, whatever a plugin puts together: nobody reads more, and a report is not for filling disks. */
enum { TEXT_MOST = 16 * 1024 };

static void cut(struct buffer *out, size_t start)
{
	if (out->length - start <= TEXT_MOST)
		return;
	out->length = start + utf8_valid_prefix(out->data + start, TEXT_MOST);
	buffer_string(out, "\xE2\x80\xA6"); /* three dots */
}

void result_argument(const struct result *result, const struct result_finding *finding, uint32_t arg, const char *language, struct buffer *out)
{
	const struct findings *findings = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);
	size_t start = out->length;

	if (arg < raw->values)
		add_value(result, findings, &findings->value[raw->extra + arg], language, out);
	cut(out, start);
}

static bool speaks(const struct declared_message *message, uint32_t messages, const char *language)
{
	uint32_t i;

	for (i = 0; i < messages; i++)
		if (strcmp(message[i].language, language) == 0)
			return true;
	return !messages;
}

bool result_plugin_speaks(const struct declared_plugin *plugin, const char *language)
{
	uint32_t i;

	for (i = 0; i < plugin->rules; i++)
		if (!speaks(plugin->rule[i].message, plugin->rule[i].messages, language)
			|| !speaks(plugin->rule[i].question, plugin->rule[i].questions, language))
			return false;
	return true;
}

bool result_speaks(const struct result *result, const struct result_finding *finding, const char *language)
{
	const struct declared_rule *rule = result_rule(result, finding);

	return rule->messages && speaks(rule->message, rule->messages, language);
}

/* Plugins give one template for each language, which has the plural: beside a count of one these words lose it. */
static const struct {
	const char *language, *many, *one;
} counted[] = {
	{ "en", "parts", "part" }, { "en", "days", "day" }, { "en", "hours", "hour" }, { "en", "points", "point" }, { "en", "customers", "customer" },
	{ "en", "certificates", "certificate" }, { "en", "lines", "line" }, { "en", "suppliers", "supplier" }, { "en", "users", "user" },
	{ "nl", "onderdelen", "onderdeel" }, { "nl", "dagen", "dag" }, { "nl", "punten", "punt" }, { "nl", "klanten", "klant" },
	{ "nl", "certificaten", "certificaat" }, { "nl", "regels", "regel" }, { "nl", "leveranciers", "leverancier" }, { "nl", "gebruikers", "gebruiker" },
};

/* Where a template goes on after a count of one: behind the word that was taken in the singular. */
static const char *one_of(const char *at, const char *language, struct buffer *out)
{
	size_t i, length;

	if (*at != ' ')
		return at;
	length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz");
	for (i = 0; i < sizeof counted / sizeof *counted; i++)
		if (strcmp(counted[i].language, language) == 0 && strlen(counted[i].many) == length && strncmp(counted[i].many, at + 1, length) == 0) {
			buffer_format(out, " %s", counted[i].one);
			return at + 1 + length;
		}
	return at;
}

/* Whether a value is the number one, which takes the singular. */
static bool counts_one(const struct result *result, const struct result_finding *finding, uint32_t arg)
{
	const struct findings *findings = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);

	return arg < raw->values && findings->value[raw->extra + arg].kind == KEUR_VALUE_NUMBER && findings->value[raw->extra + arg].number == 1;
}

/* The argument whose place stands at `at`; rule->args when none does. */
static uint32_t place_at(const struct declared_rule *rule, const char *at, const char *end, const char **after)
{
	const char *close = at < end && *at == '{' ? memchr(at, '}', (size_t)(end - at)) : NULL;
	uint32_t i;

	if (!close)
		return rule->args;
	for (i = 0; i < rule->args; i++)
		if (strncmp(rule->arg[i], at + 1, (size_t)(close - at - 1)) == 0 && !rule->arg[i][close - at - 1])
			break;
	*after = close + 1;
	return i;
}

struct filling {
	const struct result *result;
	const struct result_finding *finding;
	const struct declared_rule *rule;
	const char *language;
	result_put_argument *put; /* NULL: as text */
	void *self;
};

static void fill_text(const struct filling *filling, const char *at, const char *end, struct buffer *out)
{
	size_t start = out->length;

	while (at < end && out->length - start <= TEXT_MOST) {
		const char *next, *after;
		uint32_t arg = place_at(filling->rule, at, end, &after);

		if (arg < filling->rule->args) {
			if (filling->put)
				filling->put(filling->self, filling->result, filling->finding, arg, out);
			else
				result_argument(filling->result, filling->finding, arg, filling->language, out);
			at = counts_one(filling->result, filling->finding, arg) ? one_of(after, filling->language, out) : after;
			continue;
		}
		next = memchr(at + 1, '{', (size_t)(end - at - 1));
		if (!next)
			next = end;
		buffer_add(out, at, (size_t)(next - at));
		at = next;
	}
}

/* Whether "label: {place}" says nothing because there is nothing in its place, which plugins say as "-". */
static bool says_nothing(const struct filling *filling, const char *at, const char *end)
{
	const char *open = memchr(at, '{', (size_t)(end - at)), *after;
	struct buffer value = { 0 };
	bool nothing = false;
	uint32_t arg;

	if (!open || open - at < 2 || open[-1] != ' ' || open[-2] != ':')
		return false;
	arg = place_at(filling->rule, open, end, &after);
	if (arg < filling->rule->args && after == end) {
		result_argument(filling->result, filling->finding, arg, filling->language, &value);
		nothing = !value.length || (value.length == 1 && value.data[0] == '-');
	}
	buffer_free(&value);
	return nothing;
}

/* "(roles: {roles}; under: {under})", from after its bracket: of what stands in it, what says something; the blank before it goes when nothing does. */
static void fill_bracket(const struct filling *filling, const char *at, const char *end, struct buffer *out)
{
	bool any = false;

	while (at < end) {
		const char *semicolon = memmem(at, (size_t)(end - at), "; ", 2), *last = semicolon ? semicolon : end;

		if (!says_nothing(filling, at, last)) {
			buffer_string(out, any ? "; " : "(");
			fill_text(filling, at, last, out);
			any = true;
		}
		at = semicolon ? semicolon + 2 : end;
	}
	if (any)
		buffer_string(out, ")");
	else if (out->length && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
}

void result_message_filled(const struct result *result, const struct result_finding *finding, const char *language, result_put_argument *put, void *self,
	struct buffer *out)
{
	/* One sentence, one language. */
	struct filling filling = { result, finding, result_rule(result, finding),
		result_speaks(result, finding, language) ? language : language_code[LANGUAGE_EN], put, self };
	const char *at = template_for(filling.rule, language);
	size_t start = out->length;

	while (*at && out->length - start <= TEXT_MOST) {
		const char *open = strchrnul(at, '('), *close = *open ? strchr(open, ')') : NULL;

		fill_text(&filling, at, close ? open : open + strlen(open), out);
		if (!close)
			break;
		fill_bracket(&filling, open + 1, close, out);
		at = close + 1;
	}
	cut(out, start);
}

void result_message(const struct result *result, const struct result_finding *finding, const char *language, struct buffer *out)
{
	result_message_filled(result, finding, language, NULL, NULL, out);
}
