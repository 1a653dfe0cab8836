/* Parameters: right values arrive, wrong ones are told what would be right. */
#include "fixture.h"

#include <string.h>
#include <unistd.h>

static const struct host_options options = { .worker = WORKER, .jobs = 1 };

static void refused(struct host_plugin *plugin, const char *key, const char *value, const char *text)
{
	struct error err;

	assert_int_equal(host_set(plugin, key, value, &err), -1);
	assert_int_equal(err.code, ERROR_USAGE);
	assert_string_equal(err.text, text);
}

static void accepted(struct host_plugin *plugin, const char *key, const char *value)
{
	struct error err;

	if (host_set(plugin, key, value, &err) != 0)
		fail_msg("%s", err.text);
}

static void test_values(void **state)
{
	struct host_plugin plugin;
	struct error err;

	(void)state;
	assert_int_equal(host_describe(&plugin, PLUGIN("good"), &options, &err), 0);
	refused(&plugin, "stepp", "1", "plugin good has no parameter \"stepp\": did you mean step?");
	refused(&plugin, "zzzzzzzz", "1", "plugin good has no parameter \"zzzzzzzz\": it has step, product, data, word, strict, period");
	refused(&plugin, "step", "0", "parameter good.step: \"0\" is not a whole number from 1 to 1000");
	refused(&plugin, "step", "1.5", "parameter good.step: \"1.5\" is not a whole number from 1 to 1000");
	refused(&plugin, "step", "\033", "parameter good.step: \"?\" is not a whole number from 1 to 1000");
	refused(&plugin, "strict", "true", "parameter good.strict: \"true\" is neither yes nor no");
	refused(&plugin, "period", "3 months", "parameter good.period: \"3 months\" is not a duration like P90D from P1D to P365D");
	refused(&plugin, "period", "P2Y", "parameter good.period: \"P2Y\" is not a duration like P90D from P1D to P365D");
	refused(&plugin, "product", "a(b", "parameter good.product: \"a(b\" is not a pattern (PCRE2), see its character 4: missing closing "
		"parenthesis");
	refused(&plugin, "word", "a\xFFz", "parameter good.word: it is not UTF-8");
	refused(&plugin, "data", "/nonexistent", "parameter good.data: \"/nonexistent\" cannot be read: No such file or directory");
	refused(&plugin, "data", "/dev/null", "parameter good.data: \"/dev/null\" is not a regular file");
	accepted(&plugin, "step", "1000");
	accepted(&plugin, "strict", "yes");
	accepted(&plugin, "period", "P1M");
	accepted(&plugin, "data", KEUR_SOURCE_DIR "/CMakeLists.txt");
	assert_int_equal(plugin.setting[0].number, 1000);
	assert_int_equal(plugin.setting[4].number, KEUR_YES);
	assert_int_equal(plugin.setting[5].number, 30);
	assert_true(plugin.setting[2].length > 100);
	assert_string_equal(plugin.setting[0].value, "1000");
	host_plugin_free(&plugin);
}

static void log_line(void *context, const char *plugin, unsigned level, const char *text)
{
	char *lines = context;

	snprintf(lines + strlen(lines), 256 - strlen(lines), "%s %u %s\n", plugin, level, text);
}

/* What is set changes what is found; what is logged arrives. */
static void test_effect(void **state)
{
	char lines[256] = "";
	struct host_options with = { .worker = WORKER, .log = log_line, .log_context = lines };
	struct host_plugin plugin;
	struct findings f;
	struct error err;
	struct model model;
	size_t i, odd = 0;

	(void)state;
	fixture_model(&model, 14);
	assert_int_equal(host_describe(&plugin, PLUGIN("good"), &options, &err), 0);
	accepted(&plugin, "step", "1000");
	accepted(&plugin, "product", "BOX-1(?#)|^box-1$");
	assert_int_equal(host_run(&plugin, 1, &model, &with, &f, &err), 0);
	assert_int_equal(f.status, RUN_OK);
	for (i = 0; i < f.count; i++)
		if (f.finding[i].rule == 1) {
			odd++;
			assert_int_equal(f.value[f.finding[i].extra + 2].number, 1000);
		}
	assert_int_equal(odd, 1);
	assert_string_equal(lines, "good 2 rows done\n");
	findings_free(&f);
	host_plugin_free(&plugin);
	model_close(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_effect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
