/* Describe, run, collect with a plugin that does everything right. */
#include "fixture.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct host_options options = { .worker = WORKER, .jobs = 1, .limits = { .seconds = 60 } };

static void describe(struct host_plugin *plugin, const char *path)
{
	struct error err = { 0 };

	if (host_describe(plugin, path, &options, &err) != 0)
		fail_msg("%s", err.text);
	if (plugin->refused)
		fail_msg("%s", plugin->refused);
}

static void run_ranges(struct host_plugin *plugin, uint32_t parts, unsigned jobs, uint32_t range, struct findings *out)
{
	struct host_options with = options;
	struct error err = { 0 };
	struct model model;

	with.jobs = jobs;
	with.range = range;
	fixture_model(&model, parts);
	if (host_run(plugin, 1, &model, &with, out, &err) != 0)
		fail_msg("%s", err.text);
	model_close(&model);
}

static void run(struct host_plugin *plugin, uint32_t parts, unsigned jobs, struct findings *out)
{
	run_ranges(plugin, parts, jobs, 0, out);
	if (out->status != RUN_OK)
		fail_msg("%s: %s", run_status[out->status].name, out->text);
}

static void test_describe(void **state)
{
	struct host_plugin plugin;
	const struct declared_plugin *d = &plugin.declared;

	(void)state;
	describe(&plugin, PLUGIN("good"));
	assert_string_equal(d->name, "good");
	assert_string_equal(d->licence, "MIT");
	assert_int_equal(strlen(d->sha256), 64);
	assert_int_equal(d->rules, 5);
	assert_string_equal(d->rule[1].full, "good.odd");
	assert_string_equal(d->rule[1].message[1].text, "{part} is een {product}, stap {step}");
	assert_string_equal(d->rule[1].arg[2], "step");
	assert_int_equal(d->rule[3].on, KEUR_ON_WHOLE);
	assert_int_equal(d->params, 6);
	assert_int_equal(d->param[0].most, 1000);
	assert_string_equal(d->need[2], "component.product.name");
	assert_int_equal(plugin.setting[0].number, 2);
	host_plugin_free(&plugin);
}

static void test_findings(void **state)
{
	struct host_plugin plugin;
	struct findings f;
	const struct finding *x;
	size_t i, questions = 0;

	(void)state;
	describe(&plugin, PLUGIN("good"));
	run(&plugin, 12, 1, &f);
	for (i = 1; i < f.count; i++)
		assert_true(f.finding[i - 1].component <= f.finding[i].component);
	/* Component 0: no segment, a question about a field, a pair that became one. */
	x = &f.finding[0];
	assert_int_equal(x[0].rule, 0);
	assert_int_equal(x[0].level, 0);
	assert_int_equal(x[0].privilege, 255);
	assert_int_equal(x[1].rule, 2);
	assert_int_equal(x[1].basis, KEUR_UNKNOWN);
	assert_string_equal(dict_string(&f.blamed, x[1].blame), "field component.segment");
	assert_int_equal(x[2].rule, 4);
	assert_int_equal(x[2].level, 5); /* emitted at 4, then at 5 */
	assert_int_equal(x[2].evidences, 3);
	assert_int_equal(f.evidence[x[2].evidence + 1].table, KEUR_TABLE_COMPONENT);
	assert_int_equal(f.evidence[x[2].evidence + 2].table, KEUR_TABLE_ACCESS);
	assert_int_equal(f.evidence[x[2].evidence + 2].row, 1);
	/* Component 1: box-1, by the pattern. */
	assert_int_equal(x[3].component, 1);
	assert_int_equal(x[3].rule, 1);
	assert_int_equal(x[3].party, 1);
	assert_int_equal(x[3].values, 3);
	assert_int_equal(f.value[x[3].extra + 2].number, 2);
	assert_int_equal(f.value[x[3].extra].kind, KEUR_VALUE_ROW);
	for (i = 0; i < f.count; i++)
		questions += f.finding[i].basis == KEUR_UNKNOWN;
	assert_int_equal(questions, 3);
	x = &f.finding[f.count - 1];
	assert_int_equal(x->component, 11);
	assert_int_equal(x->rule, 4);
	x--;
	assert_int_equal(x->rule, 3);
	assert_int_equal(x->path_length, 4);
	assert_int_equal(f.path[x->path], 8);
	assert_int_equal(f.path[x->path + 3], 11);
	assert_int_equal(x->affects, KEUR_AFFECTS_REACH);
	assert_int_equal(x->subject_table, KEUR_SUBJECT_NETWORK);
	findings_free(&f);
	host_plugin_free(&plugin);
}

static void assert_same(const struct findings *a, const struct findings *b)
{
	size_t i;
	uint32_t k;

	assert_int_equal(a->count, b->count);
	for (i = 0; i < a->count; i++) {
		const struct finding *x = &a->finding[i], *y = &b->finding[i];

		assert_int_equal(x->component, y->component);
		assert_int_equal(x->rule, y->rule);
		assert_int_equal(x->subject_row, y->subject_row);
		assert_int_equal(x->party, y->party);
		assert_int_equal(x->blame, y->blame);
		assert_int_equal(x->level, y->level);
		assert_int_equal(x->evidences, y->evidences);
		for (k = 0; k < x->values; k++)
			assert_memory_equal(&a->value[x->extra + k], &b->value[y->extra + k], sizeof *a->value);
	}
	assert_int_equal(a->blamed.count, b->blamed.count);
	for (k = 0; k < a->blamed.count; k++)
		assert_string_equal(dict_string(&a->blamed, k), dict_string(&b->blamed, k));
}

/* Four ranges and the whole: the same with one worker and with four. */
static void test_jobs(void **state)
{
	struct host_plugin plugin;
	struct findings one, four, again;

	(void)state;
	describe(&plugin, PLUGIN("good"));
	run(&plugin, 200000, 1, &one);
	run(&plugin, 200000, 4, &four);
	run(&plugin, 200000, 4, &again);
	assert_true(one.count > 100000);
	assert_same(&one, &four);
	assert_same(&one, &again);
	findings_free(&one);
	findings_free(&four);
	findings_free(&again);
	host_plugin_free(&plugin);
}

/* A small network in as many processes as a large one. */
static void test_ranges(void **state)
{
	struct host_plugin plugin;
	struct findings one, three, failed;

	(void)state;
	describe(&plugin, PLUGIN("good"));
	run(&plugin, 40, 1, &one);
	run_ranges(&plugin, 40, 2, 16, &three);
	assert_int_equal(three.status, RUN_OK);
	assert_true(one.count > 16);
	assert_same(&one, &three);
	findings_free(&one);
	findings_free(&three);
	host_plugin_free(&plugin);
	describe(&plugin, PLUGIN("fail_rows"));
	run_ranges(&plugin, 40, 2, 16, &failed);
	assert_non_null(strstr(failed.text, "in assess_rows(0, 16) "));
	findings_free(&failed);
	host_plugin_free(&plugin);
}

static void test_nothing(void **state)
{
	struct host_plugin plugin;
	struct findings f;

	(void)state;
	describe(&plugin, PLUGIN("good"));
	run(&plugin, 0, 1, &f);
	assert_int_equal(f.count, 0);
	findings_free(&f);
	host_plugin_free(&plugin);
}

static size_t open_descriptors(void)
{
	DIR *directory = opendir("/proc/self/fd");
	size_t count = 0;

	while (readdir(directory))
		count++;
	closedir(directory);
	return count;
}

static void test_leaks(void **state)
{
	size_t before = open_descriptors();
	struct host_plugin plugin[2];
	const char *path[2] = { PLUGIN("good"), PLUGIN("crash_rows") };
	struct findings f[2];
	struct error err;
	struct model model;
	unsigned i;

	(void)state;
	fixture_model(&model, 3);
	for (i = 0; i < 100; i++) {
		assert_int_equal(host_describe_all(plugin, path, 2, &options, &err), 0);
		assert_int_equal(host_run(plugin, 2, &model, &options, f, &err), 0);
		assert_int_equal(f[0].status, RUN_OK);
		assert_int_equal(f[1].status, RUN_CRASHED);
		findings_free(&f[0]);
		findings_free(&f[1]);
		host_plugin_free(&plugin[0]);
		host_plugin_free(&plugin[1]);
	}
	model_close(&model);
	assert_int_equal(open_descriptors(), before);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_describe),
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_jobs),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_leaks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
