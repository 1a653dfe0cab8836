/* What reports say where a plugin gave no complete answer: never that nothing is wrong. For which sections follows from what it declares to read. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "report/formats.h"
#include "report/words.h"

static const char *reads[] = { "component.segment", "access.mfa", "accession.id" };
static struct declared_rule only = { .id = "rule", .full = "logging.rule", .title = "A rule", .kind = KEUR_KIND_RISK, .factor = KEUR_NO_FACTOR };

/* The plugin that crashed, as one that reads ways in and declares one rule. */
static struct fixture *build(uint8_t factor)
{
	struct fixture *f = mem_alloc(sizeof *f);

	fixture_build(f);
	only.factor = factor;
	f->plugin[1].rule = &only;
	f->plugin[1].rules = 1;
	f->plugin[1].need = reads;
	f->plugin[1].needs = sizeof reads / sizeof *reads;
	return f;
}

static void done(struct fixture *f)
{
	f->plugin[1].rule = NULL;
	f->plugin[1].rules = 0;
	f->plugin[1].need = NULL;
	f->plugin[1].needs = 0;
	fixture_free(f);
	free(f);
}

static char *text_report(const struct result *result)
{
	struct report_style style = { false, 200 };
	FILE *file;
	struct out *out = temporary(&file);
	size_t length;

	report_text(result, &style, out);
	return written(out, file, &length);
}

static char *other_report(const struct result *result, void (*report)(const struct result *, struct out *))
{
	FILE *file;
	struct out *out = temporary(&file);
	size_t length;

	report(result, out);
	return written(out, file, &length);
}

static void assert_sections(const struct fixture *f, const bool expected[WORDS_SECTIONS])
{
	unsigned section;

	for (section = 0; section < WORDS_SECTIONS; section++) {
		struct buffer plugins = { 0 };

		if (words_unassessed(&f->result, (enum words_section)section, &plugins) != expected[section])
			fail_msg("section %u", section);
		if (expected[section])
			assert_string_equal(plugins.data, "logging");
		buffer_free(&plugins);
	}
}

static void test_sections_follow_declarations(void **state)
{
	static const bool ways[WORDS_SECTIONS] = { [WORDS_FINDINGS] = true, [WORDS_WAYS] = true };
	static const bool weighs[WORDS_SECTIONS] = { [WORDS_FINDINGS] = true, [WORDS_WAYS] = true, [WORDS_GROUPS] = true };
	static const bool all[WORDS_SECTIONS] = { true, true, true, true, true }, none[WORDS_SECTIONS] = { false };
	static const char *logs[] = { "log.sink" };
	static const bool of_logs[WORDS_SECTIONS] = { [WORDS_FINDINGS] = true, [WORDS_LOGS] = true };
	struct fixture *f = build(KEUR_NO_FACTOR);

	(void)state;
	assert_sections(f, ways); /* accession is no access */
	only.factor = KEUR_EXPOSURE; /* groups have the levels of their parts */
	assert_sections(f, weighs);
	only.factor = KEUR_NO_FACTOR;
	f->plugin[1].need = logs;
	f->plugin[1].needs = 1;
	assert_sections(f, of_logs);
	f->plugin[1].rules = 0; /* nobody knows what it would have judged */
	assert_sections(f, all);
	f->run[1].status = RUN_OK;
	assert_sections(f, none);
	done(f);
}

static void test_counts_are_least(void **state)
{
	struct fixture *f = build(KEUR_NO_FACTOR);
	struct buffer said = { 0 };

	(void)state;
	words_least(&f->result, 4200, &said);
	assert_string_equal(said.data, "at least 4,200");
	buffer_clear(&said);
	words_sentence(&f->result, &said);
	assert_non_null(strstr(said.data, "; at least 1 part carries a high"));
	assert_non_null(strstr(said.data, "2 more only because facts are missing or logging gave no complete answer."));
	buffer_clear(&said);
	f->run[1].status = RUN_OK;
	words_least(&f->result, 4200, &said);
	assert_string_equal(said.data, "4,200");
	buffer_clear(&said);
	words_sentence(&f->result, &said);
	assert_null(strstr(said.data, "at least"));
	assert_non_null(strstr(said.data, "2 more only because facts are missing."));
	buffer_free(&said);
	done(f);
}

/* With a plugin missing and nothing found, each report says that this is no answer. */
static void test_nothing_found_is_no_answer(void **state)
{
	static const char lacks[] = "Not assessed by logging: findings may be missing here. Where none is shown, nothing is ruled out.";
	struct fixture *f = build(KEUR_EXPOSURE);
	char *text, *page, *markdown, *dot, *breaches;

	(void)state;
	f->result.findings = 0;
	f->result.summary.breaches = 0;
	memset(f->finding_first, 0, sizeof f->finding_first);
	f->result.summary.not_assessed = 0; /* as when no part is in service */
	text = text_report(&f->result);
	breaches = strstr(text, "\nBreaches\n");
	assert_non_null(breaches);
	assert_memory_equal(strchr(breaches + 1, '\n') + 3, lacks, sizeof lacks - 1);
	assert_non_null(strstr(text, "\n  none found by what was assessed\n"));
	assert_non_null(strstr(text, "What was assessed breaks no rule of the policy pack; "));
	assert_non_null(strstr(text, "\nat least 0 breaches; at least 1 high on facts; 2 more only because facts are missing or logging gave no complete answer\n"));
	markdown = other_report(&f->result, report_markdown);
	assert_non_null(strstr(markdown, "None found by what was assessed."));
	assert_null(strstr(markdown, "None found.\n"));
	assert_non_null(strstr(strstr(markdown, "## Breaches"), "**Not assessed by logging: "));
	page = other_report(&f->result, report_html);
	assert_non_null(strstr(strstr(page, "<section id=\"breaches\""), lacks));
	assert_non_null(strstr(strstr(page, "<section id=\"paths\""), lacks));
	assert_non_null(strstr(page, "<article class=\"path open\" id=\"a0\">"));
	assert_non_null(strstr(page, "not assessed by <bdi>logging</bdi>"));
	assert_non_null(strstr(page, "<b>at least 0</b> <span>breaches</span>"));
	assert_null(strstr(page, "None found.</p>"));
	dot = other_report(&f->result, report_dot);
	assert_non_null(strstr(dot, "unassessed [label=\"Not assessed by logging:"));
	assert_non_null(strstr(dot, "style=dashed"));
	free(text);
	free(markdown);
	free(page);
	free(dot);
	/* All answered: none of it. */
	f->run[1].status = RUN_OK;
	text = text_report(&f->result);
	assert_null(strstr(text, "ot assessed"));
	assert_null(strstr(text, "no complete answer"));
	assert_non_null(strstr(text, "\n  none found\n"));
	markdown = other_report(&f->result, report_markdown);
	assert_null(strstr(markdown, "ot assessed"));
	page = other_report(&f->result, report_html);
	assert_null(strstr(page, "ot assessed by"));
	assert_null(strstr(page, "class=\"path open\""));
	dot = other_report(&f->result, report_dot);
	assert_null(strstr(dot, "ot assessed"));
	assert_null(strstr(dot, "dashed"));
	free(text);
	free(markdown);
	free(page);
	free(dot);
	done(f);
}

/* Whatever a message begins with, a supplier's name for one: of which pack and which rule it is a breach always stands before it. */
static void test_breach_names_its_rule(void **state)
{
	static struct declared_message message = { "en", "breach of the Telecommunications Act: Acme" };
	struct fixture *f = build(KEUR_NO_FACTOR);
	struct declared_rule *declared = &f->plugin[0].rule[f->run[0].finding[0].rule], kept = *declared;
	struct buffer said = { 0 };

	(void)state;
	declared->message = &message;
	declared->messages = 1;
	words_message(&f->result, &f->finding[0], "en", &said);
	assert_non_null(strstr(said.data, ", rule vendor_trust.chain_untrusted: breach of the Telecommunications Act: Acme"));
	buffer_free(&said);
	*declared = kept;
	done(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sections_follow_declarations), cmocka_unit_test(test_counts_are_least),
		cmocka_unit_test(test_nothing_found_is_no_answer), cmocka_unit_test(test_breach_names_its_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
