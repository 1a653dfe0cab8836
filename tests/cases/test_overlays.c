/* Nobody lowers a risk in passing: over the demo, every value of every row is given other values by an overlay, one at a time, without a reason. Either it is
 * refused, or no answer becomes better (better.h says which), or what was changed had been unknown, as an open question, and stands in the
 * result's overrides. To take a value back never makes an answer better.
 *
 * Rows, columns and values come from the model and the schema, so that a new column is tried too. Thousands of runs take minutes: the ordinary run
 * takes every STRIDE-th. KEUR_OVERLAYS=1 in the environment takes all (ctest -C full -L full does), another number that stride. */
#include "better.h"

#include "input/input.h"
#include "model/link.h"
#include "policy/policy.h"

enum { STRIDE = 131, MOST_VALUES = 12 };

static const char *const files[] = { DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml", "--suppliers=" DEMO "suppliers.yaml",
	"--overlay=" DEMO "overlay.yaml" };
enum { FILES = sizeof files / sizeof *files };

/* ---- What is there ------------------------------------------------------------------------------------------------------------------- */

struct demo {
	struct policy policy;
	struct messages messages;
	struct input_set inputs;
	struct link_result link;
	struct model model;
};

static void open_demo(struct demo *demo)
{
	struct error err;
	size_t i;

	memset(demo, 0, sizeof *demo);
	assert_int_equal(policy_load(&demo->policy, "nl-tfev", KEUR_SOURCE_DIR "/inventories/policies", &demo->messages, &err), 0);
	for (i = 0; i < FILES; i++) {
		enum input_role role = files[i][0] == '/' ? INPUT_INVENTORY : files[i][2] == 's' ? INPUT_SUPPLIERS : INPUT_OVERLAY;
		const char *path = strchr(files[i], '/');

		if (input_read(&demo->inputs, role, path, path, &demo->messages, &err) != 0)
			fail_msg("%s", err.text);
	}
	if (link_parts(&demo->model, demo->inputs.part, demo->inputs.files, &demo->policy.catalogue, KEUR_NO_DATE, &demo->link, &demo->messages, &err) != 0)
		fail_msg("%s", err.text);
}

static void close_demo(struct demo *demo)
{
	model_close(&demo->model);
	link_result_free(&demo->link);
	input_free(&demo->inputs);
	policy_free(&demo->policy);
	messages_free(&demo->messages);
}

/* ---- What is tried ------------------------------------------------------------------------------------------------------------------- */

/* Other values of a column, as a user would write them: the ends of its order, and one that nobody has. */
static size_t values_of(enum column_id column, const char *value[MOST_VALUES])
{
	const struct schema_column *c = &schema_column[column];
	size_t count = 0, m;

	if (!(c->flags & (COLUMN_KEY | COLUMN_REQUIRED)))
		value[count++] = "unknown";
	if (c->flags & COLUMN_NONE_ANSWER)
		value[count++] = "none";
	switch (c->type) {
	case TYPE_YES_NO:
		value[count++] = "yes";
		value[count++] = "no";
		break;
	case TYPE_MEMBER:
	case TYPE_SET:
		for (m = 0; m < schema_list[c->target].members && count < MOST_VALUES; m++)
			value[count++] = schema_list[c->target].member[m];
		break;
	case TYPE_NUMBER:
		value[count++] = "1";
		value[count++] = "4000000";
		break;
	case TYPE_DATE:
		value[count++] = "2020-01-01";
		value[count++] = "2045-01-01";
		break;
	case TYPE_DAYS:
		value[count++] = "P1D";
		value[count++] = "P9Y";
		break;
	case TYPE_SHARE:
		value[count++] = "0";
		value[count++] = "100";
		break;
	case TYPE_COUNTRY:
		value[count++] = "NL";
		value[count++] = "SE";
		break;
	case TYPE_SELECTOR:
		value[count++] = "all";
		value[count++] = "id=probe-7";
		break;
	case TYPE_ROW:
	case TYPE_ROWS:
		value[count++] = c->target == TABLE_supplier ? "operator" : c->target == TABLE_component ? "siem-1" : "elsewhere";
		break;
	case TYPE_TEXTS:
		value[count++] = column == COL_component_function ? "workstation" : "elsewhere";
		break;
	default:
		value[count++] = "elsewhere";
	}
	return count;
}

static char scratch[] = "/tmp/keur-overlays-XXXXXX", path[60];

/* NULL: refused. */
static json_t *assess_with(const char *address, const char *value)
{
	struct run run = { .argument = { "assess", "--format=json", "--jobs=1" } };
	char option[80];
	json_t *result = NULL;
	size_t i;

	for (i = 0; i < FILES; i++)
		run.argument[3 + i] = files[i];
	if (address) {
		json_t *overlay = json_pack("{s: s, s: [{s: s, s: s}]}", "keur", "1", "edits", "address", address, "set", value);

		assert_non_null(overlay);
		assert_int_equal(json_dump_file(overlay, path, 0), 0);
		json_decref(overlay);
		snprintf(option, sizeof option, "--overlay=%s", path);
		run.argument[3 + FILES] = option;
	}
	keur(&run);
	if (run.exit_code != 1)
		result = json_loadb(run.out, run.length, 0, NULL);
	if (!result && !strstr(run.error, "error: "))
		fail_msg("%s = %s: exit code %d, %s", address, value, run.exit_code, run.error);
	run_free(&run);
	return result;
}

/* Whether the record says of a change of this column that it was none before, and that somebody gave it. */
static bool answered(const json_t *result, enum column_id column, const char *value)
{
	json_t *change;
	size_t i;

	json_array_foreach(json_object_get(result, "overrides"), i, change) {
		const json_t *address = json_object_get(change, "address");

		if (strcmp(json_text(address, "table"), schema_table[schema_column[column].table].name) == 0
			&& strcmp(json_text(address, "column"), schema_column[column].name) == 0 && strstr(json_text(change, "file"), "try.json"))
			return !json_text(change, "from")[0] && json_text(change, "to")[0] && !(schema_column[column].flags & COLUMN_ABSENCE_ANSWERS)
				&& strcmp(value, "unknown") != 0;
	}
	return false;
}

static size_t refused, answers, harmless;

/* 1: an answer became better, and nobody answers for it. */
static size_t try(const json_t *before, const char *address, enum column_id column, const char *value)
{
	json_t *after = assess_with(address, value);
	char said[300];
	struct attempt attempt = { .said = said };
	size_t wrong = 0;

	if (!after) {
		refused++;
		return 0;
	}
	snprintf(said, sizeof said, "%s = %s", address, value);
	if (answered(after, column, value)) {
		answers++;
	} else if (better_answers(before, after, &attempt)) {
		print_error("%s lowers a risk, and nobody answers for it\n", said);
		wrong = 1;
	} else {
		harmless++;
	}
	json_decref(after);
	return wrong;
}

static void nobody_lowers_in_passing(void **state)
{
	const char *wanted = getenv("KEUR_OVERLAYS");
	size_t stride = wanted && atoi(wanted) > 0 ? (size_t)atoi(wanted) : STRIDE, tried = 0, wrong = 0, v, values;
	const char *value[MOST_VALUES];
	struct buffer address = { 0 };
	struct demo demo;
	json_t *before;
	uint32_t row;
	unsigned c;

	(void)state;
	assert_non_null(mkdtemp(scratch));
	snprintf(path, sizeof path, "%s/try.json", scratch);
	open_demo(&demo);
	before = assess_with(NULL, NULL);
	assert_non_null(before);
	for (c = 0; c < COLUMN_COUNT; c++) {
		const struct schema_column *column = &schema_column[c];

		if (column->flags & (COLUMN_DERIVED | COLUMN_VIRTUAL) || column->table == TABLE_edit)
			continue;
		values = values_of((enum column_id)c, value);
		for (row = 0; row < demo.model.rows[column->table]; row++)
			for (v = 0; v < values; v++) {
				if (tried++ % stride != 0)
					continue;
				buffer_clear(&address);
				buffer_format(&address, "%s[", schema_table[column->table].name);
				if (column->table != TABLE_network)
					model_key(&demo.model, column->table, row, &address);
				buffer_format(&address, "].%s", column->name);
				wrong += try(before, address.data, (enum column_id)c, value[v]);
			}
	}
	print_message("%zu overlays, every %zu-th: %zu refused, %zu answers to open questions, %zu lower nothing, %zu do\n", tried, stride, refused, answers,
		harmless, wrong);
	json_decref(before);
	buffer_free(&address);
	close_demo(&demo);
	unlink(path);
	rmdir(scratch);
	assert_true(tried > 5000); /* a walk that finds nothing would pass */
	assert_true(refused > 0 && harmless > 0);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(nobody_lowers_in_passing) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
