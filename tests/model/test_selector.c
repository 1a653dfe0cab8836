/* Selectors: their canonical text, what is refused, and which components they name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/select.h"

static const struct place here = { 0, 3, 9 };

/* Back to text: key=value|value;..., with what was escaped in brackets. */
static void assert_parsed(const char *canonical, const char *expected)
{
	struct messages messages = { 0 };
	struct selector selector;
	struct buffer out = { 0 };
	size_t t, v;

	if (selector_check(text_of(canonical), here, &messages) != 0)
		fail_msg("%s: %s", canonical, messages.group[0].text);
	selector_parse(&selector, text_of(canonical));
	buffer_string(&out, selector.all ? "ALL" : "");
	for (t = 0; t < selector.terms; t++) {
		buffer_format(&out, "%s:", selector_key_name[selector.term[t].key]);
		for (v = 0; v < selector.term[t].values; v++)
			buffer_format(&out, "[%.*s]", (int)selector.term[t].value[v].length, selector.term[t].value[v].data);
	}
	assert_string_equal(out.data, expected);
	buffer_free(&out);
	selector_free(&selector);
	messages_free(&messages);
}

static void canonical_text(void **state)
{
	(void)state;
	assert_parsed("all", "ALL");
	assert_parsed("segment=core", "segment:[core]");
	assert_parsed("segment=core|bss;class=mgmt", "segment:[core][bss]class:[mgmt]");
	assert_parsed("id=a;function=b;class=c;segment=d;site=e;country=f;supplier=g;product=h",
		"id:[a]function:[b]class:[c]segment:[d]site:[e]country:[f]supplier:[g]product:[h]");
	assert_parsed("id=a\\|b|c\\;d|e\\=f|g\\\\", "id:[a|b][c;d][e=f][g\\]");
	assert_parsed("id=a;id=b;id=c;id=d;id=e;id=f;id=g;id=h;id=i;id=j",
		"id:[a]id:[b]id:[c]id:[d]id:[e]id:[f]id:[g]id:[h]id:[i]id:[j]");
	assert_parsed("product=all", "product:[all]");
	assert_parsed("id=a b", "id:[a b]");
	assert_parsed(" segment=core", "segment:[core]");
	assert_parsed("id=a|", "id:[a]"); /* nothing between bars is nothing */
	assert_parsed("id=\\", "id:[\\]");
}

static void assert_refused(const char *canonical, const char *text)
{
	struct messages messages = { 0 };

	assert_int_equal(selector_check(text_of(canonical), here, &messages), -1);
	assert_int_equal(messages.errors, 1);
	assert_string_equal(messages.group[0].text, text);
	assert_int_equal(messages.group[0].at.column, 9);
	messages_free(&messages);
}

static void refused(void **state)
{
	(void)state;
	assert_refused("", "`` is not a selector: `all`, or lists like segment=bss|oss");
	assert_refused("segment=", "`segment=` is not a selector: `all`, or lists like segment=bss|oss");
	assert_refused("segment=|", "`segment=|` is not a selector: `all`, or lists like segment=bss|oss");
	assert_refused("segment", "`segment` is not a selector: `all`, or lists like segment=bss|oss");
	assert_refused("segment=a;class", "`segment=a;class` is not a selector: `all`, or lists like segment=bss|oss");
	assert_refused("segmnt=a", "a selector has no key `segmnt`: did you mean `segment`?");
	assert_refused("segment=a;colour=b",
		"a selector has no key `colour`: it is `all`, or lists by id, function, class, segment, site, country, supplier, product, serves");
	assert_refused("All=a", "a selector has no key `All`: it is `all`, or lists by id, function, class, segment, site, country, supplier, product, serves");
	assert_refused("=a", "`=a` is not a selector: `all`, or lists like segment=bss|oss");
}

/* What readers build is what link parses, whatever the values are. */
static void built(void **state)
{
	static const char *const values[] = { "plain", "a|b", "c;d", "e=f", "g\\h", "\\", ";", "all", "\xE2\x82\xAC" };
	struct messages messages = { 0 };
	struct buffer canonical = { 0 };
	struct selector selector;
	size_t i, k;

	(void)state;
	for (k = 0; k < SELECTOR_SERVES; k++) { /* whose values are of a closed list */
		assert_int_equal(selector_add_key(&canonical, text_of(selector_key_name[k]), here, &messages), 0);
		for (i = 0; i < sizeof values / sizeof *values; i++)
			selector_add_value(&canonical, text_of(values[i]));
	}
	assert_int_equal(selector_check(buffer_view(&canonical), here, &messages), 0);
	selector_parse(&selector, buffer_view(&canonical));
	assert_int_equal(selector.terms, SELECTOR_SERVES);
	for (k = 0; k < SELECTOR_SERVES; k++) {
		assert_int_equal(selector.term[k].key, k);
		assert_int_equal(selector.term[k].values, sizeof values / sizeof *values);
		for (i = 0; i < sizeof values / sizeof *values; i++)
			assert_true(text_is(selector.term[k].value[i], values[i]));
	}
	selector_free(&selector);
	assert_int_equal(selector_add_key(&canonical, TEXT_LITERAL("sites"), here, &messages), -1);
	assert_string_equal(messages.group[0].text, "a selector has no key `sites`: did you mean `site`?");
	buffer_free(&canonical);
	messages_free(&messages);
}

/* ---- Which components ------------------------------------------------------------------------------------------------------------- */

enum { PARTS = 130 }; /* past two words of bits */

struct park {
	struct dict dict;
	struct selectable selectable;
	uint32_t id[PARTS], segment[PARTS], site[PARTS], function_first[PARTS + 1], function[2 * PARTS], party_component[4], party_supplier[4];
};

static uint32_t code(struct park *park, const char *text)
{
	return dict_add(&park->dict, text_of(text));
}

static void build(struct park *park)
{
	struct selectable *s = &park->selectable;
	uint32_t c, functions = 0;

	memset(park, 0, sizeof *park);
	for (c = 0; c < PARTS; c++) {
		char id[16];

		snprintf(id, sizeof id, "c%03u", c);
		park->id[c] = code(park, id);
		park->segment[c] = c % 5 == 4 ? KEUR_NONE : code(park, c % 2 ? "odd" : "even");
		park->site[c] = code(park, c < 65 ? "ams" : "utr");
		park->function_first[c] = functions;
		if (c % 3 == 0)
			park->function[functions++] = code(park, "AMF");
		if (c % 10 == 0)
			park->function[functions++] = code(park, "SMF");
	}
	park->function_first[PARTS] = functions;
	park->party_component[0] = 129;
	park->party_supplier[0] = code(park, "acme");
	park->party_component[1] = 64;
	park->party_supplier[1] = code(park, "acme");
	park->party_component[2] = 5;
	park->party_supplier[2] = KEUR_NONE;
	park->party_component[3] = 7;
	park->party_supplier[3] = code(park, "bolt");
	*s = (struct selectable){ .components = PARTS, .dict = &park->dict, .id = park->id, .segment = park->segment, .site = park->site,
		.function_first = park->function_first, .function = park->function, .party_component = park->party_component,
		.party_supplier = park->party_supplier, .parties = 4 };
}

static bool is_in(uint32_t c, const char *which)
{
	bool odd = c % 5 != 4 && c % 2, even = c % 5 != 4 && !(c % 2);

	return strcmp(which, "all") == 0 ? true
		: strcmp(which, "odd") == 0 ? odd
		: strcmp(which, "odd or even") == 0 ? odd || even
		: strcmp(which, "AMF") == 0 ? c % 3 == 0
		: strcmp(which, "AMF or SMF") == 0 ? c % 3 == 0 || c % 10 == 0
		: strcmp(which, "acme") == 0 ? c == 64 || c == 129
		: strcmp(which, "odd utr") == 0 ? odd && c >= 65
		: strcmp(which, "c007") == 0 ? c == 7
					     : false;
}

static void assert_selected(const struct park *park, const char *canonical, const char *which)
{
	uint64_t bits[PARTS / 64 + 1];
	struct selector selector;
	uint32_t c, count = 0, found;

	selector_parse(&selector, text_of(canonical));
	memset(bits, 0xA5, sizeof bits);
	found = select_components(&park->selectable, &selector, bits);
	for (c = 0; c < PARTS; c++) {
		if ((bits[c / 64] >> (c % 64) & 1) != is_in(c, which))
			fail_msg("%s and part %u", canonical, c);
		count += is_in(c, which);
	}
	assert_int_equal(found, count);
	assert_int_equal(bits[PARTS / 64] >> (PARTS % 64), 0); /* nobody past the last */
	selector_free(&selector);
}

static void components(void **state)
{
	struct park park;

	(void)state;
	build(&park);
	assert_selected(&park, "all", "all");
	assert_selected(&park, "segment=odd", "odd");
	assert_selected(&park, "segment=odd|even", "odd or even"); /* unknown is neither */
	assert_selected(&park, "segment=nowhere", "nobody");
	assert_selected(&park, "segment=nowhere|odd", "odd");
	assert_selected(&park, "function=AMF", "AMF");
	assert_selected(&park, "function=AMF|SMF", "AMF or SMF");
	assert_selected(&park, "supplier=acme", "acme");
	assert_selected(&park, "supplier=nobody", "nobody");
	assert_selected(&park, "segment=odd;site=utr", "odd utr"); /* every key must match */
	assert_selected(&park, "segment=odd;segment=even", "nobody");
	assert_selected(&park, "id=c007", "c007");
	assert_selected(&park, "product=x", "nobody"); /* nobody knows products */
	assert_selected(&park, "class=mgmt", "nobody");
	dict_free(&park.dict);
}

static void no_components(void **state)
{
	struct dict dict = { 0 };
	struct selectable selectable = { .dict = &dict };
	struct selector selector;
	uint64_t bits[1] = { UINT64_MAX };

	(void)state;
	selector_parse(&selector, TEXT_LITERAL("all"));
	assert_int_equal(select_components(&selectable, &selector, bits), 0);
	assert_int_equal(bits[0], 0);
	selector_free(&selector);
	selector_parse(&selector, TEXT_LITERAL("function=AMF;supplier=x"));
	assert_int_equal(select_components(&selectable, &selector, bits), 0);
	selector_free(&selector);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(canonical_text),
		cmocka_unit_test(refused),
		cmocka_unit_test(built),
		cmocka_unit_test(components),
		cmocka_unit_test(no_components),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
