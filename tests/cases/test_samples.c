/* Data as it comes: real exports that 3GPP tools write, and a spreadsheet of a CMDB. Every part appears, and what is missing comes as a
 * handful of questions, the useful ones first. */
#include "run_keur.h"

#include <dirent.h>

#define SAMPLES KEUR_SOURCE_DIR "/../shared/samples/"

enum { HANDFUL = 26, MOST_FILES = 64 };

/* ---- Real exports ----------------------------------------------------------------------------------------------------------------------- */

/* What stands in the files, counted by hand: parts, and one of them with its function. */
static const struct sample {
	const char *file;
	size_t parts;
	const char *id, *function;
} sample[] = {
	{ "3gpp-nrm-xml/sim-o1-interface-_3gpp-common-managed-element-operational.xml", 1, "ManagedElement=1", "gNB-DU" },
	{ "3gpp-nrm-xml/sim-o1-interface-o-ran-sc-du-hello-world-operational.xml", 1, NULL, "gNB-DU" },
	{ "3gpp-nrm-json/cps-cps-ran-schema-model-data-v4.json", 12, "NearRTRIC=11,GNBDUFunction=2", "gNB-DU" },
	{ "3gpp-nrm-json/sim-o1-ofhmp-interfaces-_3gpp-common-managed-element-running.json", 1, "ManagedElement=ManagedElement-002", "gNB-DU" },
	{ "3gpp-nrm-json/smo-teiv-_3gpp-common-managed-element-ocucp.json", 1, NULL, "gNB-CU-CP" },
	{ "nrf-nfprofile/omec-nf-instances.json", 6, "9f7d5a3f-88ab-4525-b31e-334da7faedab", "AMF" },
};

static void check_questions(const json_t *result)
{
	json_t *gaps = json_object_get(result, "gaps"), *gap;
	size_t i;

	assert_in_range(json_array_size(gaps), 1, HANDFUL - 1);
	json_array_foreach(gaps, i, gap)
		assert_true(json_text(gap, "question")[0] && json_number(gap, "count") > 0);
}

static void each_known_sample(void **state)
{
	size_t i, seen = 0;

	(void)state;
	for (i = 0; i < sizeof sample / sizeof *sample; i++) {
		json_t *result, *parts;
		char path[400];
		size_t k, with_function = 0;
		json_t *part;

		snprintf(path, sizeof path, "%s%s", SAMPLES, sample[i].file);
		if (access(path, R_OK) != 0)
			continue;
		seen++;
		result = ASSESS(2, path);
		parts = json_object_get(result, "components");
		assert_int_equal(json_array_size(parts), sample[i].parts);
		if (sample[i].id)
			assert_true(json_has(json_object_get(component(result, sample[i].id), "functions"), sample[i].function));
		json_array_foreach(parts, k, part)
			with_function += json_has(json_object_get(part, "functions"), sample[i].function);
		assert_true(with_function > 0);
		check_questions(result);
		json_decref(result);
	}
	if (!seen)
		skip();
}

/* All files of the three folders together are one network: the same handful of questions, not one set per file. */
static void all_samples_at_once(void **state)
{
	static const char *const folder[] = { "3gpp-nrm-xml", "3gpp-nrm-json", "nrf-nfprofile" };
	const char *argument[MOST_ARGUMENTS] = { NULL };
	char *path[MOST_FILES];
	size_t files = 0, i, f;
	json_t *result;

	(void)state;
	for (f = 0; f < 3; f++) {
		char name[300];
		struct dirent *entry;
		DIR *dir;

		snprintf(name, sizeof name, "%s%s", SAMPLES, folder[f]);
		dir = opendir(name);
		while (dir && (entry = readdir(dir)) && files < MOST_ARGUMENTS - 4) {
			if (entry->d_name[0] == '.')
				continue;
			assert_true(asprintf(&path[files], "%s/%s", name, entry->d_name) > 0);
			argument[files] = path[files];
			files++;
		}
		if (dir)
			closedir(dir);
	}
	if (!files)
		skip();
	result = assess(2, argument);
	assert_true(json_array_size(json_object_get(result, "components")) >= 22);
	check_questions(result);
	json_decref(result);
	for (i = 0; i < files; i++)
		free(path[i]);
}

/* ---- A spreadsheet ------------------------------------------------------------------------------------------------------------------------ */

enum { PARTS = 3000 };

static char table[] = "/tmp/keur-cmdb-XXXXXX";

/* As a CMDB gives it: names, some makers in several spellings, and hardly anything else. */
static int write_table(void **state)
{
	static const char *const maker[] = { "Havrik", "Havrik Radio AB", "Keldora", "KELDORA CORE SYSTEMS", "Dravolin", "", "Wolkara", "", "" };
	int fd = mkstemp(table), i;
	FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");

	(void)state;
	assert_non_null(file);
	fputs("\xEF\xBB\xBF" "component.id;name;product.supplier;function;segment;site;users\r\n", file);
	for (i = 0; i < PARTS; i++)
		fprintf(file, "ci-%05d;Device %d;%s;;;;\r\n", i, i, maker[(i * 7 + i / 11) % 9]);
	return fclose(file);
}

static int remove_table(void **state)
{
	(void)state;
	return unlink(table);
}

static void spreadsheet(void **state)
{
	json_t *result = ASSESS(2, table), *gaps = json_object_get(result, "gaps"), *first = json_array_get(gaps, 0), *gap;
	json_t *summary = json_object_get(result, "summary");
	size_t i;

	(void)state;
	assert_int_equal(json_number(summary, "components"), PARTS);
	assert_int_equal(json_number(json_object_get(summary, "trusted_supplier"), "unknown"), PARTS);
	assert_int_equal(json_number(json_object_get(summary, "scope_worst"), "critical"), PARTS);
	assert_int_equal(json_number(summary, "breaches"), 0);
	check_questions(result);
	/* What the parts are is asked first: the answer decides which of the other questions matter at all. */
	assert_string_equal(json_text(first, "rule"), "keur.unknown_function");
	assert_int_equal(json_number(first, "count"), PARTS);
	assert_non_null(gap_of(result, "vendor_trust.unassessed_supplier", "supplier Havrik"));
	assert_non_null(gap_of(result, "vendor_trust.unassessed_supplier", "supplier Havrik Radio AB"));
	/* Most worth first. */
	json_array_foreach(gaps, i, gap)
		if (i > 0)
			assert_true(json_number(json_array_get(gaps, i - 1), "worth") >= json_number(gap, "worth"));
	json_decref(result);
}

static void spreadsheet_as_text(void **state)
{
	struct run run = { .argument = { "assess", table } };
	const char *questions;

	(void)state;
	keur(&run);
	assert_int_equal(run.exit_code, 2);
	assert_string_equal(run.error, "");
	questions = strstr(run.out, "Questions, by what an answer could change");
	assert_non_null(questions);
	assert_non_null(strstr(questions, "component.function"));
	assert_non_null(strstr(run.out, "0 breaches; 0 high on facts; 3,000 more only because facts are missing\n"));
	/* It fits a few screens. */
	assert_true(run.length < 20000);
	run_free(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_known_sample),
		cmocka_unit_test(all_samples_at_once),
		cmocka_unit_test(spreadsheet),
		cmocka_unit_test(spreadsheet_as_text),
	};

	return cmocka_run_group_tests(tests, write_table, remove_table);
}
