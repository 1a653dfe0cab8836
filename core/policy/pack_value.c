/* Scalars of a pack: what each kind of field accepts, and how a refusal words it. */
#include "policy/pack.h"

#include "base/number.h"

#include <stdarg.h>
#include <stdio.h>

void pack_error(struct pack *pack, struct mark at, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	text[utf8_valid_prefix(text, strlen(text))] = '\0';
	messages_add(pack->messages, SEVERITY_ERROR, (struct place){ pack->origin[pack_level(at)].file, pack_mark(at).line, at.column }, "%s", text);
}

const char *pack_line(struct pack *pack, struct mark at)
{
	struct buffer text = { 0 };
	const char *kept;

	buffer_format(&text, "%u", pack_mark(at).line);
	if (pack_level(at))
		buffer_format(&text, " of %s", pack->origin[pack_level(at)].id);
	kept = arena_copy(&pack->arena, text.data, text.length);
	buffer_free(&text);
	return kept;
}

const char *pack_quote(struct pack *pack, struct text text)
{
	return messages_quote(pack->messages, text);
}

struct text pack_suggest(struct buffer *out, struct text wanted, const char *const *known, size_t count)
{
	struct nearest nearest = nearest_start(wanted);
	size_t i;

	for (i = 0; i < count; i++)
		nearest_try(&nearest, text_of(known[i]));
	if (nearest.best.length) {
		buffer_format(out, "; did you mean `%.*s`?", (int)nearest.best.length, nearest.best.data);
		return nearest.best;
	}
	buffer_string(out, count == 1 ? "; known is " : "; known are ");
	for (i = 0; i < count; i++)
		buffer_format(out, "%s%s", i ? ", " : "", known[i]);
	return nearest.best;
}

const char *pack_hint(enum pack_type type)
{
	static const char *const hint[] = {
		[PACK_TEXT] = "text",
		[PACK_NAME] = "a name of lower-case letters, digits and hyphens",
		[PACK_RULE] = "a plugin and what it declares, like remote_access.undeclared_path",
		[PACK_ID] = "a name of lower-case letters, digits and underscores",
		[PACK_NUMBER] = "a whole number like 100000",
		[PACK_LEVEL] = "a level from 1 to 5",
		[PACK_RELIEF] = "a number of levels from 0 to 4",
		[PACK_TRIPLE] = "three levels from 1 to 5, espionage/manipulation/sabotage, like 4/5/5",
		[PACK_SHARE] = "a share in percent like 35",
		[PACK_RATIO] = "a number like 0.9, of two decimals at most",
		[PACK_DATE] = "a date like 2027-01-01",
		[PACK_DAYS] = "a duration like P3M or P90D, or none",
		[PACK_YES_NO] = "yes or no",
		[PACK_WORD] = "one word",
		[PACK_WORDS] = "a list of words",
		[PACK_TEXTS] = "a list of names",
		[PACK_ROWS] = "five rows of five levels, like [1 1 2 2 2, 1 2 2 3 3, ...]",
	};

	return hint[type];
}

static bool is_name(struct text text)
{
	size_t i;

	for (i = 0; i < text.length; i++)
		if (!((text.data[i] >= 'a' && text.data[i] <= 'z') || (text.data[i] >= '0' && text.data[i] <= '9') || text.data[i] == '-'))
			return false;
	return text.length > 0;
}

static bool is_rule(struct text text)
{
	size_t i, dot = 0;

	for (i = 0; i < text.length; i++) {
		char c = text.data[i];

		if (c == '.' && !dot && i > 0)
			dot = i;
		else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
			return false;
	}
	return dot && dot + 1 < text.length;
}

static bool triple(struct text text, int64_t *out)
{
	int i;

	*out = 0;
	if (text.length != 2 * SCENARIOS - 1)
		return false;
	for (i = 0; i < SCENARIOS; i++) {
		char level = text.data[2 * i];

		if (level < '1' || level > '0' + LEVELS || (i && text.data[2 * i - 1] != '/'))
			return false;
		*out |= (int64_t)(level - '0') << (8 * i);
	}
	return true;
}

static bool between(struct text text, int64_t least, int64_t most, int64_t *out)
{
	return number_parse(text, out) && *out >= least && *out <= most;
}

static bool days(struct text text, int64_t *out)
{
	int32_t value = 0;
	bool right = text_is(text, "none") || (duration_parse(text, &value) && value > 0);

	*out = value;
	return right;
}

static bool date(struct text text, int64_t *out)
{
	int32_t value = 0;
	bool right = date_parse(text, &value);

	*out = value;
	return right;
}

static bool share(struct text text, int64_t *out)
{
	int32_t value = 0;
	bool right = share_parse(text, &value);

	*out = value;
	return right;
}

static int word(struct pack *pack, const struct pack_field *field, struct text text, struct mark at, struct pack_value *value)
{
	struct buffer wrong = { 0 };
	unsigned i;

	for (i = 0; i < field->list->members; i++) {
		if (!text_is(text, field->list->member[i]))
			continue;
		value->number = field->type == PACK_WORDS ? value->number | INT64_C(1) << i : (int64_t)i;
		return 0;
	}
	pack_suggest(&wrong, text, field->list->member, field->list->members);
	pack_error(pack, at, "`%s` stands here, which `%s` does not know%s", pack_quote(pack, text), field->name, wrong.data);
	buffer_free(&wrong);
	return -1;
}

int pack_parse(struct pack *pack, const struct pack_field *field, struct text text, struct mark at, struct pack_value *value)
{
	bool right = false;

	if (!text.length) {
		pack_error(pack, at, "`%s` has an empty value; it takes %s", field->name, pack_hint(field->type));
		return -1;
	}
	switch (field->type) {
	case PACK_YES_NO:
	case PACK_WORD:
	case PACK_WORDS:
		return word(pack, field, text, at, value);
	case PACK_TEXT:
	case PACK_TEXTS:
	case PACK_ROWS:
		right = text_trim(text).length > 0;
		break;
	case PACK_NAME:
		right = is_name(text);
		break;
	case PACK_ID:
		right = id_right(text);
		break;
	case PACK_RULE:
		right = is_rule(text);
		break;
	case PACK_NUMBER:
		right = between(text, 0, INT64_MAX - 1, &value->number);
		break;
	case PACK_LEVEL:
		right = between(text, 1, LEVELS, &value->number);
		break;
	case PACK_RELIEF:
		right = between(text, 0, LEVELS - 1, &value->number);
		break;
	case PACK_TRIPLE:
		right = triple(text, &value->number);
		break;
	case PACK_SHARE: /* of hundredths both; no ratio of the metric is above 16 */
	case PACK_RATIO:
		right = share(text, &value->number);
		break;
	case PACK_DATE:
		right = date(text, &value->number);
		break;
	case PACK_DAYS:
		right = days(text, &value->number);
		break;
	}
	if (right)
		return 0;
	pack_error(pack, at, "`%s` stands here; `%s` takes %s", pack_quote(pack, text), field->name, pack_hint(field->type));
	return -1;
}
