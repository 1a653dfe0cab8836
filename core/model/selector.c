#include "model/selector.h"

#include "base/mem.h"
#include "base/nearest.h"
#include "model/schema.h"

const char *const selector_key_name[SELECTOR_KEYS] = {
	[SELECTOR_ID] = "id",
	[SELECTOR_FUNCTION] = "function",
	[SELECTOR_CLASS] = "class",
	[SELECTOR_SEGMENT] = "segment",
	[SELECTOR_SITE] = "site",
	[SELECTOR_COUNTRY] = "country",
	[SELECTOR_SUPPLIER] = "supplier",
	[SELECTOR_PRODUCT] = "product",
	[SELECTOR_SERVES] = "serves",
};

static int find_key(struct text name)
{
	int k;

	for (k = 0; k < SELECTOR_KEYS; k++)
		if (text_is(name, selector_key_name[k]))
			return k;
	return -1;
}

static int unknown_key(struct text name, struct place at, struct messages *messages)
{
	struct nearest nearest = nearest_start(name);
	int k;

	for (k = 0; k < SELECTOR_KEYS; k++)
		nearest_try(&nearest, text_of(selector_key_name[k]));
	if (nearest.best.length)
		messages_add(messages, SEVERITY_ERROR, at, "a selector has no key `%s`: did you mean `%.*s`?", messages_quote(messages, name),
			(int)nearest.best.length, nearest.best.data);
	else
		messages_add(messages, SEVERITY_ERROR, at,
			"a selector has no key `%s`: it is `all`, or lists by id, function, class, segment, site, country, supplier, product, serves",
			messages_quote(messages, name));
	return -1;
}

int selector_add_key(struct buffer *canonical, struct text key, struct place at, struct messages *messages)
{
	if (find_key(key) < 0)
		return unknown_key(key, at, messages);
	if (canonical->length)
		buffer_string(canonical, ";");
	buffer_text(canonical, key);
	buffer_string(canonical, "=");
	return 0;
}

void selector_add_value(struct buffer *canonical, struct text value)
{
	size_t i;

	if (canonical->length && canonical->data[canonical->length - 1] != '=')
		buffer_string(canonical, "|");
	for (i = 0; i < value.length; i++) {
		if (strchr("|;=\\", value.data[i]))
			buffer_string(canonical, "\\");
		buffer_add(canonical, value.data + i, 1);
	}
}

/* The text up to one of `ends` that no backslash escapes, unescaped into the arena; *rest begins at that end, or is empty. */
static struct text take(struct arena *arena, struct text *rest, const char *ends)
{
	size_t length = 0, from, to = 0;
	char *out;

	while (length < rest->length && !strchr(ends, rest->data[length]))
		length += rest->data[length] == '\\' && length + 1 < rest->length ? 2 : 1;
	out = arena_alloc(arena, length + 1);
	for (from = 0; from < length; from++) {
		if (rest->data[from] == '\\' && from + 1 < length)
			from++;
		out[to++] = rest->data[from];
	}
	rest->data += length;
	rest->length -= length;
	out[to] = '\0';
	return (struct text){ out, to };
}

/* At least as many values as stand before the next unescaped semicolon. */
static size_t count_values(struct text rest)
{
	size_t i, count = 1;

	for (i = 0; i < rest.length && rest.data[i] != ';'; i++) {
		i += rest.data[i] == '\\';
		count += i < rest.length && rest.data[i] == '|';
	}
	return count;
}

/* One pass for checking and for parsing. Returns false at the first thing that is wrong; *wrong is then the key that does not exist, if that was it. */
static bool parse(struct selector *selector, struct text text, struct text *wrong)
{
	struct text rest = text;
	size_t capacity = 0;

	*wrong = (struct text){ NULL, 0 };
	if (text_is(text, "all")) {
		selector->all = true;
		return true;
	}
	while (rest.length) {
		struct text name = text_trim(take(&selector->arena, &rest, "="));
		struct selector_term *term;
		int key = find_key(name);

		if (key < 0 || !rest.length) {
			*wrong = name;
			return false;
		}
		if (selector->terms == capacity) {
			struct selector_term *grown = arena_alloc(&selector->arena, (capacity + SELECTOR_KEYS) * sizeof *grown);

			if (selector->terms)
				memcpy(grown, selector->term, selector->terms * sizeof *grown);
			selector->term = grown;
			capacity += SELECTOR_KEYS;
		}
		term = &selector->term[selector->terms++];
		*term = (struct selector_term){ .key = (enum selector_key)key };
		term->value = arena_alloc(&selector->arena, count_values(rest) * sizeof *term->value);
		do {
			rest.data++; /* '=' or '|' */
			rest.length--;
			term->value[term->values] = take(&selector->arena, &rest, "|;");
			if (term->value[term->values].length)
				term->values++;
		} while (rest.length && rest.data[0] == '|');
		if (!term->values)
			return false;
		if (rest.length) { /* ';' */
			rest.data++;
			rest.length--;
		}
	}
	return selector->terms > 0;
}

static int unknown_purpose(struct text value, struct place at, struct messages *messages)
{
	struct text near = schema_nearest_member(LIST_serves, value);

	if (near.length)
		messages_add(messages, SEVERITY_ERROR, at, "a selector's serves has no `%s`: did you mean `%.*s`?", messages_quote(messages, value),
			(int)near.length, near.data);
	else
		messages_add(messages, SEVERITY_ERROR, at, "a selector's serves has no `%s`: it is emergency, government, defence or vital",
			messages_quote(messages, value));
	return -1;
}

int selector_check(struct text canonical, struct place at, struct messages *messages)
{
	struct selector selector = { 0 };
	struct text wrong;
	int result = 0;
	size_t t, v;

	if (!parse(&selector, canonical, &wrong)) {
		if (wrong.length && find_key(wrong) < 0)
			unknown_key(wrong, at, messages);
		else
			messages_add(messages, SEVERITY_ERROR, at, "`%s` is not a selector: `all`, or lists like segment=bss|oss",
				messages_quote(messages, canonical));
		result = -1;
	}
	for (t = 0; result == 0 && t < selector.terms; t++)
		for (v = 0; selector.term[t].key == SELECTOR_SERVES && v < selector.term[t].values; v++)
			if (schema_find_member(LIST_serves, selector.term[t].value[v]) < 0)
				result = unknown_purpose(selector.term[t].value[v], at, messages);
	selector_free(&selector);
	return result;
}

void selector_parse(struct selector *selector, struct text canonical)
{
	struct text wrong;

	*selector = (struct selector){ 0 };
	parse(selector, canonical, &wrong);
}

void selector_free(struct selector *selector)
{
	arena_free(&selector->arena);
	*selector = (struct selector){ 0 };
}
