/* One plugin built with the frozen header of 1.0, with this one and with a later one: each says and finds the same. This program is built
 * twice: as keur is, and, with its own worker, as a keur of tomorrow would be, from the later header. */
#include "../host/fixture.h"

#include <string.h>

static const struct host_options options = { .worker = ABI_WORKER, .jobs = 1, .limits = { .seconds = 60 } };
static const char *const header[] = { "v1", "now", "newer" };
enum { HEADERS = sizeof header / sizeof *header };

static void describe(struct host_plugin *plugin, const char *built_with)
{
	struct error err = { 0 };
	char path[512];

	snprintf(path, sizeof path, KEUR_BINARY_DIR "/tests/abi-plugins/%s.so", built_with);
	if (host_describe(plugin, path, &options, &err) != 0)
		fail_msg("%s", err.text);
	if (plugin->refused)
		fail_msg("%s", plugin->refused);
}

static void test_headers_differ(void **state)
{
	(void)state;
#ifdef KEUR_NEWER
	assert_true(sizeof(struct keur_row) > 8);
	assert_true(sizeof(struct keur_finding) > 120);
#endif
	assert_int_equal(sizeof(struct keur_stamp), 64);
}

static void test_declaration(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < HEADERS; i++) {
		struct host_plugin plugin;
		const struct declared_plugin *d = &plugin.declared;

		describe(&plugin, header[i]);
		assert_string_equal(d->name, "grown");
		assert_int_equal(d->rules, 3);
		assert_string_equal(d->rule[2].full, "grown.asked");
		assert_string_equal(d->rule[2].title, "title of asked");
		assert_int_equal(d->rule[1].messages, 3);
		assert_string_equal(d->rule[1].message[2].language, "de");
		assert_string_equal(d->rule[1].message[2].text, "{part} hat {number}");
		assert_string_equal(d->rule[1].question[1].text, "hoe zit het met {blame}? ({count})");
		assert_string_equal(d->rule[1].arg[1], "number");
		assert_int_equal(d->params, 3);
		assert_string_equal(d->param[2].id, "fail");
		assert_int_equal(d->param[0].most, 9);
		assert_int_equal(d->needs, 4);
		host_plugin_free(&plugin);
	}
}

static void show(const struct findings *f, const struct finding *x, struct buffer *out)
{
	uint32_t k;

	buffer_format(out, "%s %u level %u basis %u%s%s:", f->plugin->rule[x->rule].id, x->component, x->level, x->basis,
		x->blame == DICT_NONE ? "" : " ", x->blame == DICT_NONE ? "" : dict_string(&f->blamed, x->blame));
	for (k = 0; k < x->values; k++)
		buffer_format(out, " %lld", k ? (long long)f->value[x->extra + k].number : f->value[x->extra + k].row);
	for (k = 0; k < x->evidences; k++)
		buffer_format(out, " %u/%u", f->evidence[x->evidence + k].table, f->evidence[x->evidence + k].row);
	for (k = 0; k < x->path_length; k++)
		buffer_format(out, " >%u", f->path[x->path + k]);
	buffer_string(out, "\n");
}

static void test_findings(void **state)
{
	static const char expected[] =
		"part 0 level 5 basis 1: 0 0 0/0 2/0 6/0\n"
		"asked 0 level 0 basis 3 field component.segment:\n"
		"part 3 level 0 basis 1: 3 3 0/3 2/0 6/1\n"
		"asked 3 level 0 basis 3 field component.segment:\n"
		"part 6 level 0 basis 1: 6 6 0/6 2/0 6/0\n"
		"asked 6 level 0 basis 3 field component.segment:\n"
		"part 9 level 5 basis 1: 9 9 0/9 2/0 6/1\n"
		"reached 9 level 0 basis 1: 9 4 >6 >7 >8 >9\n"
		"asked 9 level 0 basis 3 field component.segment:\n";
	struct model model;
	size_t i, k;

	(void)state;
	fixture_model(&model, 10);
	for (i = 0; i < HEADERS; i++) {
		struct host_plugin plugin;
		struct findings f;
		struct buffer found = { 0 };
		struct error err = { 0 };

		describe(&plugin, header[i]);
		assert_int_equal(host_run(&plugin, 1, &model, &options, &f, &err), 0);
		if (f.status != RUN_OK)
			fail_msg("built with %s: %s: %s", header[i], run_status[f.status].name, f.text);
		for (k = 0; k < f.count; k++)
			show(&f, &f.finding[k], &found);
		assert_string_equal(found.data, expected);
		buffer_free(&found);
		findings_free(&f);
		host_plugin_free(&plugin);
	}
	model_close(&model);
}

static void test_failure(void **state)
{
	struct model model;
	size_t i;

	(void)state;
	fixture_model(&model, 10);
	for (i = 0; i < HEADERS; i++) {
		struct host_plugin plugin;
		struct findings f;
		struct error err = { 0 };

		describe(&plugin, header[i]);
		assert_int_equal(host_set(&plugin, "fail", "yes", &err), 0);
		assert_int_equal(host_run(&plugin, 1, &model, &options, &f, &err), 0);
		assert_int_equal(f.status, RUN_FAILED);
		assert_non_null(strstr(f.text, "as you wished"));
		findings_free(&f);
		host_plugin_free(&plugin);
	}
	model_close(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_headers_differ),
		cmocka_unit_test(test_declaration),
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
