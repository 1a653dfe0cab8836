/* The terminal report: golden screens, plain and in colour, wide and narrow, and the wrapping underneath. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <unistd.h>

#include "fixture.h"

#include "report/escape.h"
#include "report/screen.h"

static char *show(struct fixture *f, bool colour, unsigned width, size_t *length)
{
	struct report_style style = { colour, width };
	FILE *file;
	struct out *out = temporary(&file);

	report_text(&f->result, &style, out);
	return written(out, file, length);
}

static void assert_screen(const char *name, bool colour, unsigned width)
{
	struct fixture *f = mem_alloc(sizeof *f);
	size_t length;
	char *text;

	fixture_build(f);
	text = show(f, colour, width, &length);
	assert_golden(name, text, length);
	free(text);
	fixture_free(f);
	free(f);
}

static void test_plain(void **state)
{
	(void)state;
	assert_screen("screen.txt", false, 0);
}

static void test_narrow(void **state)
{
	(void)state;
	assert_screen("screen-50.txt", false, 50);
}

static void test_colour(void **state)
{
	(void)state;
	assert_screen("screen-colour.txt", true, 80);
}

/* Nothing from an inventory reaches the terminal as a control, a change of direction or an invisible character, and no line is too long but
 * for one word that has no blank. */
static void test_lines(void **state)
{
	static const unsigned widths[] = { 60, 80, 100, 132 };
	struct fixture *f = mem_alloc(sizeof *f);
	size_t i;

	(void)state;
	fixture_build(f);
	for (i = 0; i < sizeof widths / sizeof *widths; i++) {
		size_t length;
		char *text = show(f, false, widths[i], &length), *line = text, *end;

		assert_int_equal(utf8_valid_prefix(text, length), length);
		while ((end = strchr(line, '\n'))) {
			struct text view = { line, (size_t)(end - line) };

			assert_true(escape_is_plain(view));
			assert_true(escape_width(view) <= widths[i] || end[1] == '\0'); /* the last line stays one */
			assert_false(view.length && line[view.length - 1] == ' ');
			line = end + 1;
		}
		assert_int_equal(*line, '\0');
		free(text);
	}
	fixture_free(f);
	free(f);
}

/* One number for an undetermined part would be a lie. */
static void test_undetermined(void **state)
{
	struct fixture *f = mem_alloc(sizeof *f);
	size_t length;
	char *text;

	(void)state;
	fixture_build(f);
	text = show(f, false, 200, &length);
	assert_non_null(strstr(text, "undetermined: at least low, at most very high  espionage"));
	assert_non_null(strstr(text, "at least 1 breach; at least 1 high on facts; 2 more only because facts are missing or logging gave no complete answer\n"));
	assert_non_null(strstr(text, "NOT ASSESSED"));
	free(text);
	/* All answered: no banner, no range, no question. */
	f->run[1].status = RUN_OK;
	memset(f->determined, KEUR_ALL_SCENARIOS, sizeof f->determined);
	memcpy(f->risk[PART_AMF], f->risk[PART_BILLING], READINGS);
	memcpy(f->risk[PART_HOSTILE], f->risk[PART_BILLING], READINGS);
	memcpy(f->level[PART_AMF], f->level[PART_BILLING], sizeof f->level[PART_AMF]);
	memcpy(f->level[PART_HOSTILE], f->level[PART_BILLING], sizeof f->level[PART_AMF]);
	f->result.gaps = 0;
	text = show(f, false, 200, &length);
	assert_null(strstr(text, "undetermined"));
	assert_null(strstr(text, "NOT ASSESSED"));
	assert_non_null(strstr(text, "none: every fact"));
	free(text);
	fixture_free(f);
	free(f);
}

/* One answer serves two questions; who has no register, date or statement is told what to do next, before the last line. */
static void test_said_once(void **state)
{
	struct fixture *f = mem_alloc(sizeof *f);
	size_t length;
	char *text, *next;

	(void)state;
	fixture_build(f);
	f->gap[0].question = "Where does it get to?";
	f->gap[0].rule = "remote_access.untrusted_reach";
	f->gap[1] = f->gap[0];
	f->gap[1].question = "Decide on supplier mystery";
	f->gap[1].rule = "vendor_trust.unassessed_supplier";
	f->gap[1].worth = 12601;
	f->model.as_of = KEUR_NO_DATE;
	model_set_rows(&f->model, TABLE_statement, 0);
	text = show(f, false, 200, &length);
	assert_null(strstr(text, "Where does it get to?"));
	assert_null(strstr(text, " more, see gaps.csv"));
	assert_non_null(strstr(text, "12,601  Decide on supplier mystery  vendor_trust.unassessed_supplier  can answer:"));
	next = strstr(text, "\nNext\n");
	assert_non_null(next);
	assert_non_null(strstr(next, "keur suppliers new"));
	assert_non_null(strstr(next, "--as-of DATE"));
	assert_non_null(strstr(next, "inventories/README.md"));
	assert_non_null(strstr(next, "\n\nat least 1 breach; at least 1 high on facts; 2 more only because facts are missing or logging gave no complete answer\n"));
	free(text);
	fixture_free(f);
	free(f);
}

/* A breach that rests on more rows than anybody reads names the first of their places. */
static void test_places(void **state)
{
	enum { ROWS = 13 };
	struct fixture *f = mem_alloc(sizeof *f);
	struct finding *raw;
	size_t length;
	unsigned i;
	char *text;

	(void)state;
	fixture_build(f);
	free(f->run[0].evidence);
	f->run[0].evidence = mem_zalloc(ROWS, sizeof *f->run[0].evidence);
	f->run[0].evidences = ROWS;
	for (i = 0; i < ROWS; i++)
		f->run[0].evidence[i] = (struct keur_row){ TABLE_party, 0 };
	raw = &f->run[0].finding[f->finding[0].finding];
	raw->evidence = 0;
	raw->evidences = ROWS;
	text = show(f, false, 400, &length);
	assert_non_null(strstr(text, " and 3 more\n"));
	free(text);
	fixture_free(f);
	free(f);
}

static void test_wrap(void **state)
{
	struct report_style style = { false, 40 };
	struct screen screen;
	FILE *file;
	struct out *out = temporary(&file);
	size_t length;
	char *text;

	(void)state;
	screen_start(&screen, &style, out);
	screen_line(&screen, 2, 4);
	screen_say(&screen, PAINT_PLAIN, "one two three four five six seven eight nine ten");
	screen_say(&screen, PAINT_PLAIN, ", eleven");
	screen_end(&screen);
	screen_line(&screen, 0, 4);
	screen_say(&screen, PAINT_PLAIN, "a-word-of-more-than-forty-letters-that-is-never-cut");
	screen_say(&screen, PAINT_PLAIN, " end  ");
	screen_end(&screen);
	screen_line(&screen, 0, 0);
	screen_number(&screen, PAINT_PLAIN, 4200000);
	screen_to(&screen, 20);
	screen_say(&screen, PAINT_PLAIN, "x");
	screen_to(&screen, 4);
	screen_say(&screen, PAINT_PLAIN, "y");
	screen_end(&screen);
	screen_finish(&screen);
	text = written(out, file, &length);
	assert_string_equal(text, "  one two three four five six seven\n    eight nine ten, eleven\n"
		"a-word-of-more-than-forty-letters-that-is-never-cut\n    end\n"
		"4,200,000           x  y\n");
	free(text);
}

static char *shown(struct text text)
{
	struct report_style style = { false, 80 };
	struct screen screen;
	FILE *file;
	struct out *out = temporary(&file);
	size_t length;

	screen_start(&screen, &style, out);
	screen_line(&screen, 2, 4);
	screen_text(&screen, PAINT_PLAIN, text);
	screen_end(&screen);
	screen_finish(&screen);
	return written(out, file, &length);
}

/* By blanks of its own a name would come to stand where a line of keur's does. */
static void test_blanks(void **state)
{
	char *text = shown(TEXT_LITERAL("Example                                                                    0 breaches"));

	(void)state;
	assert_string_equal(text, "  Example  0 breaches\n");
	free(text);
	text = shown(TEXT_LITERAL("Example\xC2\xA0\xE3\x80\x80\xE2\x80\x83 \xE2\x80\x83" "0 breaches"));
	assert_string_equal(text, "  Example\xC2\xA0\xE3\x80\x80" "0 breaches\n");
	free(text);
	text = shown(TEXT_LITERAL("                                                                                "));
	assert_string_equal(text, "\n");
	free(text);
}

/* A name may be one list of half a million members; with the rest counted again at each, this takes hours. */
static void test_long_list(void **state)
{
	enum { LENGTH = 1024 * 1024 };
	char *list = mem_alloc(LENGTH), *text;

	(void)state;
	memset(list, '|', LENGTH);
	alarm(120);
	text = shown((struct text){ list, LENGTH });
	alarm(0);
	assert_true(strlen(text) > LENGTH);
	free(text);
	free(list);
}

/* A plugin that brings no Dutch: its English stands there, and that it does is said. */
static void test_foreign(void **state)
{
	struct fixture *f = mem_alloc(sizeof *f);
	struct error err;
	char *said, *page;
	struct out *out;
	size_t length;
	FILE *file;

	(void)state;
	fixture_build(f);
	assert_int_equal(language_choose(LANGUAGE_NL, KEUR_BINARY_DIR "/" KEUR_LOCALEDIR, &err), 0);
	said = show(f, false, 0, &length);
	out = temporary(&file);
	report_html(&f->result, out);
	page = written(out, file, &length);
	assert_non_null(strstr(said, "vendor_trust heeft geen Nederlandse teksten: wat deze plug-in meldt, staat hier in het"));
	assert_non_null(strstr(page, "<html lang=\"nl\">"));
	assert_non_null(strstr(page, "heeft geen Nederlandse teksten"));
	assert_non_null(strstr(page, "<span lang=\"en\">"));
	language_choose(LANGUAGE_EN, "", &err);
	free(said);
	free(page);
	fixture_free(f);
	free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_narrow),
		cmocka_unit_test(test_colour),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_undetermined),
		cmocka_unit_test(test_said_once),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_long_list),
		cmocka_unit_test(test_foreign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
