/* keur whatif over the demo and the cases: distrust never lowers a risk, trust and a way in that is closed never raise one, every supplier and
 * every way in one by one; and what it says, and refuses, word by word. */
#include "run_keur.h"

#include "input/input.h"
#include "model/link.h"
#include "policy/policy.h"

#define GOLDEN KEUR_SOURCE_DIR "/tests/cases/golden/"

struct network {
	const char *name;
	const char *inventory[5], *suppliers, *overlay;
};

static const struct network networks[] = {
	{ "demo", { DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml" }, DEMO "suppliers.yaml", DEMO "overlay.yaml" },
	{ "telfort", { CASES "telfort/network.yaml" }, CASES "telfort/decisions.yaml", NULL },
	{ "diginotar", { CASES "diginotar/network.yaml" }, CASES "diginotar/decisions.yaml", NULL },
	{ "kpn-2012", { CASES "kpn-2012/network.yaml" }, CASES "kpn-2012/decisions.yaml", NULL },
	{ "pulse-secure", { CASES "pulse-secure/network.yaml" }, CASES "pulse-secure/decisions.yaml", NULL },
	{ "ncsc-sharing", { CASES "ncsc-sharing/network.yaml" }, CASES "ncsc-sharing/decisions.yaml", NULL },
};
enum { NETWORKS = sizeof networks / sizeof *networks };

/* ---- What there is ------------------------------------------------------------------------------------------------------------------- */

struct names {
	char *name[400];
	size_t count;
};

static void read_as(struct input_set *inputs, enum input_role role, const char *path, struct messages *messages)
{
	struct error err;

	if (path && input_read(inputs, role, path, path, messages, &err) != 0)
		fail_msg("%s", err.text);
}

/* Ids of a table's rows. */
static void names_of(const struct network *network, enum table_id table, struct names *names)
{
	struct policy policy;
	struct messages messages = { 0 };
	struct input_set inputs = { 0 };
	struct link_result link;
	struct model model;
	struct error err;
	uint32_t row;
	size_t i;

	assert_int_equal(policy_load(&policy, "nl-tfev", KEUR_SOURCE_DIR "/inventories/policies", &messages, &err), 0);
	for (i = 0; network->inventory[i]; i++)
		read_as(&inputs, INPUT_INVENTORY, network->inventory[i], &messages);
	read_as(&inputs, INPUT_SUPPLIERS, network->suppliers, &messages);
	read_as(&inputs, INPUT_OVERLAY, network->overlay, &messages);
	if (link_parts(&model, inputs.part, inputs.files, &policy.catalogue, KEUR_NO_DATE, &link, &messages, &err) != 0)
		fail_msg("%s: %s", network->name, err.text);
	names->count = 0;
	for (row = 0; row < model.rows[table]; row++) {
		struct text id = model_string(&model, (enum column_id)schema_first[table], row);

		if (table == TABLE_supplier && row == model.operator_)
			continue;
		assert_true(names->count < sizeof names->name / sizeof *names->name);
		names->name[names->count++] = strndup(id.data, id.length);
	}
	model_close(&model);
	link_result_free(&link);
	input_free(&inputs);
	policy_free(&policy);
	messages_free(&messages);
}

static void names_free(struct names *names)
{
	while (names->count)
		free(names->name[--names->count]);
}

/* ---- Trying -------------------------------------------------------------------------------------------------------------------------------- */

static void run_whatif(struct run *run, const struct network *network, const char *const *option)
{
	static char suppliers[400], overlay[400];
	size_t n = 0, i;

	memset(run, 0, sizeof *run);
	run->argument[n++] = "whatif";
	for (i = 0; network->inventory[i]; i++)
		run->argument[n++] = network->inventory[i];
	snprintf(suppliers, sizeof suppliers, "--suppliers=%s", network->suppliers);
	run->argument[n++] = suppliers;
	if (network->overlay) {
		snprintf(overlay, sizeof overlay, "--overlay=%s", network->overlay);
		run->argument[n++] = overlay;
	}
	for (i = 0; option[i]; i++)
		run->argument[n++] = option[i];
	keur(run);
}

static json_t *try_with(const struct network *network, const char *const *option)
{
	const char *argument[8] = { "--format=json" };
	struct run run;
	json_error_t why;
	json_t *tried;
	size_t i;

	for (i = 0; option[i]; i++)
		argument[i + 1] = option[i];
	run_whatif(&run, network, argument);
	if (run.exit_code == 1 || run.exit_code == 3)
		fail_msg("%s %s: exit code %d; %s", network->name, option[0], run.exit_code, run.error);
	tried = json_loadb(run.out, run.length, JSON_REJECT_DUPLICATES, &why);
	if (!tried)
		fail_msg("%s %s: line %d: %s", network->name, option[0], why.line, why.text);
	run_free(&run);
	return tried;
}

#define TRY(network, ...) try_with((network), (const char *const[]){ __VA_ARGS__, NULL })

/* ---- Which way a change goes ------------------------------------------------------------------------------------------------------------ */

static int rank(const char *const *order, const json_t *word)
{
	int i;

	for (i = 0; order[i]; i++)
		if (json_is_string(word) && strcmp(order[i], json_string_value(word)) == 0)
			return i + 1;
	return 0;
}

/* Every risk of every part: of no scenario, and of each; known and worst; its status and whether it is a breach. `way`: 1 may rise, -1 may fall. */
static void goes(const json_t *tried, int way, const char *where)
{
	static const char *const risk[] = { "very_low", "low", "medium", "high", "very_high", NULL };
	static const char *const status[] = { "not_required", "met", "unknown", "violated", NULL };
	size_t i;
	json_t *part;

	json_array_foreach(json_object_get(tried, "components"), i, part) {
		const char *key, *id = json_text(part, "id");
		json_t *pair;

		json_object_foreach(json_object_get(part, "risk"), key, pair)
			if ((rank(risk, json_array_get(pair, 1)) - rank(risk, json_array_get(pair, 0))) * way < 0)
				fail_msg("%s: %s: the %s risk goes the wrong way", where, id, key);
		json_object_foreach(json_object_get(part, "scenarios"), key, pair) {
			long long was = json_integer_value(json_array_get(json_array_get(pair, 0), 4));
			long long is = json_integer_value(json_array_get(json_array_get(pair, 1), 4));

			if ((is - was) * way < 0)
				fail_msg("%s: %s: %s goes from %lld to %lld", where, id, key, was, is);
		}
		pair = json_object_get(part, "trusted_supplier");
		if ((rank(status, json_array_get(pair, 1)) - rank(status, json_array_get(pair, 0))) * way < 0)
			fail_msg("%s: %s: its status goes the wrong way", where, id);
		pair = json_object_get(part, "breach");
		if ((json_is_true(json_array_get(pair, 1)) - json_is_true(json_array_get(pair, 0))) * way < 0)
			fail_msg("%s: %s: breach goes the wrong way", where, id);
	}
}

static void groups_go(const json_t *tried, int way, const char *where)
{
	static const char *const risk[] = { "very_low", "low", "medium", "high", "very_high", NULL };
	size_t i;
	json_t *group;

	json_array_foreach(json_object_get(tried, "groups"), i, group) {
		const char *key;
		json_t *pair;

		json_object_foreach(json_object_get(group, "risk"), key, pair)
			if ((rank(risk, json_array_get(pair, 1)) - rank(risk, json_array_get(pair, 0))) * way < 0)
				fail_msg("%s: group %s: the %s risk goes the wrong way", where, json_text(group, "id"), key);
	}
}

/* One option for every row of a table; how many of these trials change anything. */
static unsigned each(enum table_id table, const char *option, int way)
{
	unsigned changing = 0;
	size_t n, i;

	for (n = 0; n < NETWORKS; n++) {
		struct names names;

		names_of(&networks[n], table, &names);
		for (i = 0; i < names.count; i++) {
			char argument[200], where[300];
			json_t *tried;

			snprintf(argument, sizeof argument, "--%s=%s", option, names.name[i]);
			snprintf(where, sizeof where, "%s, %s", networks[n].name, argument);
			tried = TRY(&networks[n], argument);
			goes(tried, way, where);
			groups_go(tried, way, where);
			changing += json_array_size(json_object_get(tried, "components")) > 0;
			json_decref(tried);
		}
		names_free(&names);
	}
	return changing;
}

static void distrust_never_lowers(void **state)
{
	(void)state;
	assert_true(each(TABLE_supplier, "distrust", 1) > 10);
}

static void trust_never_raises(void **state)
{
	(void)state;
	assert_true(each(TABLE_supplier, "trust", -1) > 5);
}

static void closing_never_raises(void **state)
{
	(void)state;
	assert_true(each(TABLE_access, "close", -1) > 10);
}

/* What was observed of a declared way in is closed with it, and would be an undeclared one if it were left; unless another declaration covers it. */
static void closing_takes_what_was_observed(void **state)
{
	static const char text[] = "keur: 1\nnetwork: {as_of: 2026-01-01}\ncomponents: [{id: amf-1, function: AMF}]\naccess:\n"
		"  - {id: said, source: declared, party: acme, from_country: NL, target: amf-1, privilege: admin, authorised_by: us, valid_until: 2026-03-01}\n"
		"  - {id: said-too, source: declared, party: acme, from_country: NL, target: amf-1, privilege: read, authorised_by: us, valid_until: 2026-03-01}\n"
		"  - {id: seen, source: observed, party: acme, from_country: NL, target: amf-1, privilege: admin}\n"
		"  - {id: seen-reading, source: observed, party: acme, from_country: NL, target: amf-1, privilege: read}\n";
	char inventory[] = "/tmp/keur-whatif-XXXXXX", said[200];
	struct run run = { .argument = { "whatif", inventory, "--format=json", "--close=said" } };
	int fd = mkstemp(inventory);
	json_t *tried, *also;

	(void)state;
	assert_int_equal(write(fd, text, sizeof text - 1), (ssize_t)sizeof text - 1);
	close(fd);
	keur(&run);
	unlink(inventory);
	tried = json_loadb(run.out, run.length, 0, NULL);
	assert_non_null(tried);
	also = json_object_get(json_array_get(json_object_get(tried, "steps"), 0), "also_closes");
	assert_true(json_has(also, "seen"));
	assert_int_equal(json_array_size(also), 1);
	snprintf(said, sizeof said, "%s", run.argument[3]);
	goes(tried, -1, said);
	assert_int_equal(json_number(json_object_get(tried, "changes"), "breaches_new"), 0);
	json_decref(tried);
	run_free(&run);
}

static json_t *try_text(const char *text, const char *const *option)
{
	char inventory[] = "/tmp/keur-whatif-XXXXXX";
	struct run run = { .argument = { "whatif", inventory, "--format=json" } };
	int fd = mkstemp(inventory);
	json_t *tried;
	size_t i;

	for (i = 0; option[i]; i++)
		run.argument[3 + i] = option[i];
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	keur(&run);
	unlink(inventory);
	tried = json_loadb(run.out, run.length, JSON_REJECT_DUPLICATES, NULL);
	if (!tried)
		fail_msg("%s: %s", option[0], run.error);
	json_object_set_new(tried, "exit_code", json_integer(run.exit_code));
	run_free(&run);
	return tried;
}

#define TRY_TEXT(text, ...) try_text((text), (const char *const[]){ __VA_ARGS__, NULL })

/* On a terminal a list is cut, and says so; JSON has it whole. */
static void many_ways_on_a_terminal(void **state)
{
	char inventory[] = "/tmp/keur-whatif-XXXXXX", text[3000];
	struct run run = { .argument = { "whatif", inventory, "--close=said" } };
	int n = 0, i, fd = mkstemp(inventory);

	(void)state;
	n += snprintf(text, sizeof text, "keur: 1\nnetwork: {as_of: 2026-01-01}\ncomponents: [{id: amf-1, function: AMF}]\naccess:\n"
		"  - {id: said, source: declared, party: acme, from_country: NL, target: amf-1, privilege: admin, valid_until: 2026-03-01}\n");
	for (i = 0; i < 14; i++)
		n += snprintf(text + n, sizeof text - (size_t)n, "  - {id: seen-%02d, source: observed, party: acme, from_country: NL, target: amf-1, "
			"privilege: admin}\n", i);
	assert_int_equal(write(fd, text, (size_t)n), n);
	close(fd);
	keur(&run);
	unlink(inventory);
	assert_non_null(strstr(run.out, "seen-11 and 2 more\n"));
	assert_null(strstr(run.out, "seen-12"));
	run_free(&run);
}

/* What only may be the same way in stays, and is listed: another party's, somebody's who is not named, or one that was never confirmed. */
static void closing_leaves_what_may_be_another(void **state)
{
#define WAY "from_country: NL, target: b, privilege: admin"
	static const char start[] = "keur: 1\nnetwork: {as_of: 2026-11-01}\ncomponents: [{id: b, function: UDM, parties: [{supplier: sub, role: support, under: main, %s}]}]\n"
		"access:\n  - {id: said, party: main, declared: yes, authorised_by: us, valid_until: 2027-01-01, " WAY "%s}\n"
		"  - {id: seen, %sobserved: yes, " WAY "}\n";
	static const struct {
		const char *contract, *claim, *party;
		unsigned closed, left;
	} cases[] = {
		{ "until: 2027-01-01", "", "party: sub, ", 1, 0 },
		{ "until: 2020-01-01", "", "party: sub, ", 0, 0 },
		{ "until: 2027-01-01", "", "", 0, 1 },
		{ "until: 2027-01-01", ", claim: {status: reported, source: x}", "party: sub, ", 0, 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[1000];
		json_t *tried, *step;

		snprintf(text, sizeof text, start, cases[i].contract, cases[i].claim, cases[i].party);
		tried = TRY_TEXT(text, "--close=said");
		step = json_array_get(json_object_get(tried, "steps"), 0);
		assert_int_equal(json_array_size(json_object_get(step, "also_closes")), cases[i].closed);
		assert_int_equal(json_array_size(json_object_get(step, "left_open")), cases[i].left);
		json_decref(tried);
	}
#undef WAY
}

/* Every supplier under every other: each contract is looked at once. It does not end otherwise. */
static void contracts_in_circles(void **state)
{
	enum { SUPPLIERS = 40, ROOM = 200000 };
	char *text = malloc(ROOM);
	int n = 0, i, k;
	json_t *tried;

	(void)state;
	assert_non_null(text);
	n += snprintf(text + n, ROOM - (size_t)n, "keur: 1\nnetwork: {as_of: 2026-11-01}\ncomponents: [{id: j, function: AMF}]\nparties:\n");
	for (i = 0; i < SUPPLIERS; i++)
		for (k = 0; k < SUPPLIERS; k++)
			if (i != k)
				n += snprintf(text + n, ROOM - (size_t)n, "  - {component: j, supplier: a%d, role: support, under: a%d}\n", i, k);
	n += snprintf(text + n, ROOM - (size_t)n, "access:\n  - {id: said, party: z, declared: yes, target: j, privilege: admin, from_country: NL}\n"
		"  - {id: seen, party: a0, observed: yes, target: j, privilege: admin, from_country: NL}\n");
	assert_true(n < ROOM);
	tried = TRY_TEXT(text, "--close=said");
	assert_int_equal(json_array_size(json_object_get(json_array_get(json_object_get(tried, "steps"), 0), "also_closes")), 0);
	json_decref(tried);
	free(text);
}

/* Ways in of who works under who works under the supplier go too; what another part's contract says does not count. */
static void subcontractors_of_subcontractors(void **state)
{
	static const char text[] = "keur: 1\nnetwork: {as_of: 2026-11-01}\ncomponents:\n"
		"  - {id: b1, function: UDM, parties: [{supplier: hw, role: manage}, {supplier: a, role: support, under: hw}, {supplier: b, role: support, under: a}, "
		"{supplier: c, role: support, under: hw, until: 2020-01-01}]}\n  - {id: b2, function: AMF}\n"
		"access:\n  - {id: of-a, party: a, target: b1}\n  - {id: of-b, party: b, target: b1}\n  - {id: of-c, party: c, target: b1}\n"
		"  - {id: elsewhere, party: b, target: b2}\n  - {id: anywhere, party: b}\n";
	json_t *tried = TRY_TEXT(text, "--distrust=hw"), *access;

	(void)state;
	access = json_object_get(json_array_get(json_object_get(tried, "withdrawals"), 0), "access");
	assert_int_equal(json_array_size(access), 3);
	assert_true(json_has(access, "of-a") && json_has(access, "of-b") && json_has(access, "anywhere"));
	json_decref(tried);
}

/* A decision of the inventory that is called like one of a trial does not take its place. */
static void a_name_of_its_own(void **state)
{
	static const char text[] = "keur: 1\nnetwork: {as_of: 2026-11-01}\ncomponents: [{id: b, function: UDM, product: {supplier: hw}}]\n"
		"suppliers: [{id: hw, decisions: [{id: what-if hw, decision: trusted, from: 2025-01-01, authority: m}]}]\n";
	json_t *tried = TRY_TEXT(text, "--distrust=hw"), *status;

	(void)state;
	status = json_object_get(json_array_get(json_object_get(tried, "components"), 0), "trusted_supplier");
	assert_string_equal(json_string_value(json_array_get(status, 1)), "violated");
	json_decref(tried);
}

/* Whoever controls the replacement counts. */
static void owners_of_the_replacement(void **state)
{
	static const char start[] = "keur: 1\nnetwork: {as_of: 2026-11-01}\ncomponents: [{id: b, function: UDM, product: {supplier: hw}}]\n"
		"suppliers:\n  - {id: ok, decisions: [{decision: trusted, from: 2025-01-01, authority: m}]}\n"
		"  - {id: hw, decisions: [{decision: untrusted, from: 2020-01-01, authority: m}]}\n%s";
	static const struct {
		const char *owner;
		unsigned undecided, untrusted;
	} cases[] = {
		{ "", 0, 0 },
		{ "ownership: [{owner: hw, owned: ok, share: 60, control: yes, from: 2019-01-01}]\n", 0, 1 },
		{ "ownership: [{owner: hw, owned: mid, control: yes, from: 2019-01-01}, {owner: mid, owned: ok, control: yes, from: 2019-01-01}]\n", 0, 1 },
		{ "ownership: [{owner: hw, owned: ok, share: 40, from: 2019-01-01}]\n", 1, 0 },
		{ "ownership: [{owner: hw, owned: ok, share: 10, control: no, from: 2019-01-01}]\n", 0, 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[1000];
		json_t *tried, *replacement;

		snprintf(text, sizeof text, start, cases[i].owner);
		tried = TRY_TEXT(text, "--replace=hw=ok");
		replacement = json_array_get(json_object_get(tried, "replacements"), 0);
		assert_int_equal(json_number(replacement, "required"), 1);
		assert_int_equal(json_number(replacement, "undecided"), cases[i].undecided);
		assert_int_equal(json_number(replacement, "untrusted"), cases[i].untrusted);
		assert_int_equal(json_is_true(json_object_get(replacement, "passes")), !cases[i].undecided && !cases[i].untrusted);
		json_decref(tried);
	}
}

/* Only what is about trust, and names the part, lets it stay; and no decision that a later owner has reopened. */
static void what_lets_a_part_stay(void **state)
{
	static const char start[] = "keur: 1\nnetwork: {as_of: 2026-11-01}\ncomponents: [{id: b, function: UDM, product: {supplier: hw, name: CCB}}]\n"
		"suppliers: [{id: hw}]\nadvisories: [{id: A-1, supplier: hw, product: CCB}]\n%s"
		"exceptions: [{id: x, supplier: hw, evidence: e, authority: m, from: 2026-01-01, until: 2027-01-01%s}]\n";
	static const struct {
		const char *exception, *more, *stays_by;
	} cases[] = {
		{ ", components: [b]", "", "x" },
		{ "", "", NULL },
		{ ", components: [b], rule: assurance.late_patch", "", NULL },
		{ ", components: [b], rule: vendor_trust.untrusted_supplier", "", "x" },
		{ ", components: [b], advisory: A-1", "", NULL },
		{ ", components: [b], product_line: CCB", "", "x" },
		{ ", components: [b], product_line: other", "", NULL },
		{ "", "decisions: [{id: d, supplier: hw, decision: trusted, covers: {id: [b]}, from: 2020-01-01, authority: m}]\n", "d" },
		{ "", "decisions: [{id: d, supplier: hw, decision: trusted, covers: {id: [b]}, from: 2020-01-01, authority: m}]\n"
		      "ownership: [{owner: o, owned: hw, control: yes, from: 2024-01-01}]\n", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[1200];
		json_t *tried, *part;
		const char *by;

		snprintf(text, sizeof text, start, cases[i].more, cases[i].exception);
		tried = TRY_TEXT(text, "--distrust=hw");
		part = json_array_get(json_object_get(json_array_get(json_object_get(tried, "withdrawals"), 0), "parts"), 0);
		by = json_string_value(json_object_get(part, "stays_by"));
		if (!by != !cases[i].stays_by || (by && strcmp(by, cases[i].stays_by) != 0))
			fail_msg("case %zu: it stays by %s", i, by ? by : "nothing");
		json_decref(tried);
	}
}

static const json_t *in_list(const json_t *list, const char *id)
{
	size_t i;
	json_t *item;

	json_array_foreach(list, i, item)
		if (strcmp(json_text(item, "id"), id) == 0)
			return item;
	fail_msg("no %s", id);
	return NULL;
}

/* A closing that may leave something open: what was found is assessed, and nothing is called proven. */
static void cheapest_with_something_left(void **state)
{
#define WAY "from_country: NL, target: b, privilege: admin"
	static const char start[] = "keur: 1\nnetwork: {as_of: 2026-11-01}\ncomponents: [{id: b, function: UDM}]\n"
		"suppliers: [{id: bad, decisions: [{decision: untrusted, from: 2020-01-01, authority: m}]}]\n"
		"access:\n  - {id: said, party: bad, declared: yes, " WAY "}\n%s";
	static const char *const seen[] = { "", "  - {id: seen, observed: yes, " WAY "}\n" };
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		char text[700];
		json_t *tried, *found;

		snprintf(text, sizeof text, start, seen[i]);
		tried = TRY_TEXT(text, "--cheapest");
		found = json_object_get(tried, "cheapest");
		assert_true(json_number(found, "candidates") > 0);
		assert_true(json_is_true(json_object_get(found, "cleared")));
		assert_int_equal(json_is_true(json_object_get(found, "proven_smallest")), i == 0);
		json_decref(tried);
	}
#undef WAY
}

/* Names that hold the signs which part an argument: the way out is found all the same, and so is what is tried by hand. */
static void cheapest_by_rows(void **state)
{
	static const char text[] = "keur: 1\nnetwork: {as_of: 2026-11-01}\ncomponents: [{id: udm@ams, function: UDM, parties: [{supplier: bad=co, role: manage}]}]\n"
		"suppliers: [{id: bad=co, decisions: [{decision: untrusted, from: 2020-01-01, authority: m}]}]\n";
	static const char said[] = "--replace bad=co=a trusted supplier@udm@ams";
	json_t *tried = TRY_TEXT(text, "--cheapest"), *found = json_object_get(tried, "cheapest");

	(void)state;
	assert_true(json_is_true(json_object_get(found, "cleared")));
	assert_true(json_has(json_object_get(found, "steps"), said));
	assert_int_equal(json_number(json_object_get(tried, "after"), "breaches"), 0);
	json_decref(tried);
	tried = TRY_TEXT(text, "--replace=bad=co=a trusted supplier@udm@ams");
	assert_string_equal(json_text(json_array_get(json_object_get(tried, "steps"), 0), "option"), said);
	assert_int_equal(json_number(json_object_get(tried, "after"), "breaches"), 0);
	json_decref(tried);
}

/* `parts` parts, all of one untrusted supplier. */
static json_t *try_many(unsigned parts, const char *option)
{
	char *text = malloc((size_t)parts * 90 + 300);
	size_t n;
	unsigned i;
	json_t *tried;

	assert_non_null(text);
	n = (size_t)sprintf(text, "keur: 1\nnetwork: {as_of: 2026-11-01}\n"
		"suppliers: [{id: bad, decisions: [{decision: untrusted, from: 2020-01-01, authority: m}]}]\ncomponents:\n");
	for (i = 0; i < parts; i++)
		n += (size_t)sprintf(text + n, i ? "  - {id: b%u, function: UDM, product: {supplier: bad}, depends_on: [b0]}\n"
			: "  - {id: b%u, function: UDM, product: {supplier: bad}}\n", i);
	tried = TRY_TEXT(text, option);
	free(text);
	return tried;
}

static void too_many(void **state)
{
	json_t *tried = try_many(2001, "--cheapest"), *found = json_object_get(tried, "cheapest");

	(void)state;
	assert_true(json_is_true(json_object_get(found, "too_many")));
	assert_true(json_is_false(json_object_get(found, "cleared")));
	assert_int_equal(json_array_size(json_object_get(tried, "steps")), 0);
	json_decref(tried);
}

/* What is behind a part is counted, or said not to be. */
static void behind(void **state)
{
	json_t *tried = try_many(2000, "--distrust=bad"), *parts;

	(void)state;
	parts = json_object_get(json_array_get(json_object_get(tried, "withdrawals"), 0), "parts");
	assert_int_equal(json_number(in_list(parts, "b0"), "behind"), 1999);
	json_decref(tried);
	tried = try_many(2001, "--distrust=bad");
	parts = json_object_get(json_array_get(json_object_get(tried, "withdrawals"), 0), "parts");
	assert_true(json_is_null(json_object_get(in_list(parts, "b0"), "behind")));
	json_decref(tried);
}

/* ---- What it says ------------------------------------------------------------------------------------------------------------------------ */

static const json_t *part_of(const json_t *tried, const char *id)
{
	size_t i;
	json_t *part;

	json_array_foreach(json_object_get(tried, "components"), i, part)
		if (strcmp(json_text(part, "id"), id) == 0)
			return part;
	return NULL;
}

/* Each change is traced to the option that touches what it rests on. */
static void several_at_once(void **state)
{
	json_t *tried = TRY(&networks[0], "--distrust=keldora", "--close=ra-nimbara");
	const json_t *part = part_of(tried, "ems-voice"), *why;
	size_t i;

	(void)state;
	assert_non_null(part);
	assert_true(json_array_size(json_object_get(part, "why")) > 0);
	json_array_foreach(json_object_get(part, "why"), i, why) {
		assert_string_equal(json_text(why, "is"), "gone");
		assert_true(json_has(json_object_get(why, "by"), "--close ra-nimbara"));
		assert_int_equal(json_array_size(json_object_get(why, "by")), 1);
	}
	part = part_of(tried, "udm-1");
	assert_non_null(part);
	assert_true(json_is_false(json_array_get(json_object_get(part, "breach"), 0)));
	assert_true(json_is_true(json_array_get(json_object_get(part, "breach"), 1)));
	json_array_foreach(json_object_get(part, "why"), i, why) {
		assert_string_equal(json_text(why, "is"), "new");
		assert_true(json_has(json_object_get(why, "by"), "--distrust keldora"));
	}
	json_decref(tried);
}

/* Both sides are what assess says: before, of the inventory; after, of the same with an overlay of the same edits. */
static void both_sides_are_assessments(void **state)
{
	char path[] = "/tmp/keur-whatif-XXXXXX";
	static const char edits[] = "keur: 1\nedits:\n  - {address: 'access[ra-nimbara]', remove: yes, reason: r, authority: a}\n"
				    "  - {address: 'component[probe-7].segment', set: lab, reason: r, authority: a}\n";
	json_t *tried = TRY(&networks[0], "--close=ra-nimbara", "--move=probe-7=lab"), *before, *after;
	char overlay[60];
	int fd = mkstemp(path);

	(void)state;
	assert_int_equal(write(fd, edits, sizeof edits - 1), (ssize_t)sizeof edits - 1);
	close(fd);
	snprintf(overlay, sizeof overlay, "--overlay=%s", path);
	before = ASSESS(2, DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml", "--suppliers=" DEMO "suppliers.yaml",
		"--overlay=" DEMO "overlay.yaml");
	after = ASSESS(2, DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml", "--suppliers=" DEMO "suppliers.yaml",
		"--overlay=" DEMO "overlay.yaml", overlay);
	unlink(path);
	assert_true(json_equal(json_object_get(tried, "before"), json_object_get(before, "summary")));
	assert_true(json_equal(json_object_get(tried, "after"), json_object_get(after, "summary")));
	assert_false(json_equal(json_object_get(tried, "before"), json_object_get(tried, "after")));
	json_decref(tried);
	json_decref(before);
	json_decref(after);
}

/* What an edit took off the list of the authority is no longer critical, and keur explain says who decided that and why. */
static void explained(void **state)
{
	static const char edits[] = "keur: 1\nedits:\n  - {address: 'component[hss-1].critical', set: no, reason: behind a broker, authority: Board}\n";
	char directory[] = "/tmp/keur-whatif-XXXXXX", overlay[60], option[80], output[80], result[80], rest[80];
	static const char *const written[] = { "result.json", "findings.csv", "components.csv", "gaps.csv", "groups.csv", "suppliers.csv", "edits.yaml" };
	struct run assessed = { 0 }, said = { 0 };
	FILE *file;
	size_t i;

	(void)state;
	assert_non_null(mkdtemp(directory));
	snprintf(overlay, sizeof overlay, "%s/edits.yaml", directory);
	file = fopen(overlay, "wb");
	assert_non_null(file);
	assert_true(fputs(edits, file) >= 0);
	assert_int_equal(fclose(file), 0);
	snprintf(option, sizeof option, "--overlay=%s", overlay);
	snprintf(output, sizeof output, "--output=%s", directory);
	assessed = (struct run){ .argument = { "assess", DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml",
		"--suppliers=" DEMO "suppliers.yaml", option, output, "--quiet" } };
	keur(&assessed);
	assert_int_equal(assessed.exit_code, 2);
	snprintf(result, sizeof result, "%s/result.json", directory);
	said = (struct run){ .argument = { "explain", result, "hss-1" } };
	keur(&said);
	assert_int_equal(strncmp(said.out, "hss-1  adjacent, ", 17), 0);
	assert_non_null(strstr(said.out, "\nChanged by overlays and edits\n"
					 "  component[hss-1].critical: unknown → no, which may lower a risk: behind a broker (Board)"));
	run_free(&assessed);
	run_free(&said);
	for (i = 0; i < sizeof written / sizeof *written; i++) {
		snprintf(rest, sizeof rest, "%s/%s", directory, written[i]);
		unlink(rest);
	}
	rmdir(directory);
}

static void compare_text(const char *name, const struct run *run)
{
	char path[400];
	size_t length;
	char *golden;
	int fd;

	snprintf(path, sizeof path, GOLDEN "%s", name);
	if (getenv("KEUR_GOLDEN") && strcmp(getenv("KEUR_GOLDEN"), "write") == 0) {
		FILE *file = fopen(path, "wb");

		assert_non_null(file);
		assert_int_equal(fwrite(run->out, 1, run->length, file), run->length);
		assert_int_equal(fclose(file), 0);
	}
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	golden = read_descriptor(fd, &length);
	assert_string_equal(run->out, golden);
	free(golden);
}

static void in_words(void **state)
{
	struct run run;

	(void)state;
	run_whatif(&run, &networks[0], (const char *const[]){ "--distrust=rekelaar", "--close=ra-nimbara", "--set=access[fw-2026-0931].mfa=yes", NULL });
	assert_int_equal(run.exit_code, 2);
	assert_string_equal(run.error, "");
	compare_text("whatif.txt", &run);
	run_free(&run);
}

/* A part that was a breach already tells each finding that is new on it, though its levels and its verdict stay. */
static void findings_of_what_was_a_breach(void **state)
{
	static const char *const wanted[] = { "vendor_trust.untrusted_in_critical", "remote_access.untrusted_reach" };
	json_t *tried = TRY(&networks[0], "--distrust=rekelaar"), *list, *part, *why;
	json_t *breaches = json_object();
	size_t i, k, w;
	const json_t *billing = part_of(tried, "billing-1");

	(void)state;
	assert_non_null(billing);
	assert_true(json_is_true(json_array_get(json_object_get(billing, "breach"), 0)));
	assert_true(json_is_true(json_array_get(json_object_get(billing, "breach"), 1)));
	list = json_object_get(billing, "why");
	for (w = 0; w < 2; w++) {
		bool found = false;

		json_array_foreach(list, i, why)
			found |= strcmp(json_text(why, "is"), "new") == 0 && json_is_string(json_object_get(why, "rule"))
				&& strcmp(json_text(why, "rule"), wanted[w]) == 0;
		if (!found)
			fail_msg("billing-1 does not tell %s", wanted[w]);
	}
	/* Every breach that is counted as new stands with a part; one may stand with several. */
	json_array_foreach(json_object_get(tried, "components"), k, part)
		json_array_foreach(json_object_get(part, "why"), i, why)
			if (json_is_string(json_object_get(why, "kind")) && strcmp(json_text(why, "kind"), "breach") == 0)
				json_object_set(breaches, json_text(why, "finding"), why);
	assert_int_equal(json_object_size(breaches), json_number(json_object_get(tried, "changes"), "breaches_new"));
	assert_int_equal(json_object_size(breaches), 5);
	json_decref(breaches);
	json_decref(tried);
}

/* A supplier or segment that nobody has heard of may be a new one: it is tried, and never without a word. */
static void unheard_of(void **state)
{
	static const struct {
		const char *option, *error, *text, *unheard, *meant;
	} cases[] = {
		{ "--move=billing-1=bss-prd", "--move billing-1=bss-prd: warning: no part stands in a segment `bss-prd`: did you mean `bss-prod`?\n",
			"  --move billing-1=bss-prd  no part stands in a segment bss-prd: did you mean bss-prod?\n", "bss-prd", "bss-prod" },
		{ "--move=billing-1=quarantine", "--move billing-1=quarantine: warning: no part stands in a segment `quarantine`: there are core-5g, bss-prod, transport, bss-care, bss-old, ims, names, oss, ...\n",
			"  --move billing-1=quarantine  no part stands in a segment quarantine\n", "quarantine", NULL },
		{ "--move=billing-1=bss-prod", "", "  --move billing-1=bss-prod\n", NULL, NULL },
		{ "--replace=rekelaar=keldra", "--replace rekelaar=keldra: warning: nothing is known of a supplier `keldra`: did you mean `keldora`?\n",
			"nothing is known of a supplier keldra: did you mean keldora?\n", "keldra", "keldora" },
		{ "--set=component[billing-1].segment=bss-prd", "--set component[billing-1].segment=bss-prd: warning: no part stands in a segment `bss-prd`: did you mean `bss-prod`?\n",
			"  --set component[billing-1].segment=bss-prd  no part stands in a segment bss-prd: did you mean\n      bss-prod?\n", "bss-prd", "bss-prod" },
		{ "--set=component[billing-1].keys_held_by=operator|keldra", "--set component[billing-1].keys_held_by=operator|keldra: warning: nothing is known of a supplier `keldra`: "
			"did you mean `keldora`?\n", "nothing is known of a supplier keldra:\n      did you mean keldora?\n", "keldra", "keldora" },
		{ "--set=component[billing-1].site=ams-9", "--set component[billing-1].site=ams-9: warning: no part stands at a site `ams-9`: did you mean `ams-1`?\n",
			"no part stands at a site ams-9", "ams-9", "ams-1" },
		{ "--set=component[billing-1].segment=bss-prod", "", "  --set component[billing-1].segment=bss-prod\n", NULL, NULL },
		{ "--replace=rekelaar=a trusted supplier", "", " places\n", NULL, NULL },
	};
	struct run run;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		json_t *tried = TRY(&networks[0], cases[i].option), *step = json_array_get(json_object_get(tried, "steps"), 0);
		const char *unheard = json_string_value(json_object_get(step, "unheard_of")), *meant = json_string_value(json_object_get(step, "did_you_mean"));

		assert_string_equal(unheard ? unheard : "", cases[i].unheard ? cases[i].unheard : "");
		assert_string_equal(meant ? meant : "", cases[i].meant ? cases[i].meant : "");
		json_decref(tried);
		run_whatif(&run, &networks[0], (const char *const[]){ cases[i].option, NULL });
		assert_string_equal(run.error, cases[i].error);
		if (!strstr(run.out, cases[i].text))
			fail_msg("%s: the text does not say: %s", cases[i].option, cases[i].text);
		run_free(&run);
	}
}

static void assert_says(const struct network *network, const char *option, const char *said)
{
	struct run run;

	run_whatif(&run, network, (const char *const[]){ option, NULL });
	if (!strstr(run.out, said))
		fail_msg("%s %s does not say: %s\n%s", network->name, option, said, run.out);
	run_free(&run);
}

/* A list that is cut says so, a phase without anything is said to be empty, and without a breach there is nothing to clear. */
static void nothing_unsaid(void **state)
{
	(void)state;
	assert_says(&networks[2], "--replace=diginotar=other-issuer", ": ca-other, ca-overheid, ca-own and 1 more\n");
	assert_says(&networks[0], "--distrust=rekelaar", "    2. certificates between machines: none\n    3. other certificates: none\n    4. ");
	assert_says(&networks[4], "--cheapest", "There is no breach to clear.\n");
}

/* ---- The cheapest way out --------------------------------------------------------------------------------------------------------- */

static uint32_t breaches_with(const struct network *network, const char *const *option)
{
	json_t *tried = try_with(network, option);
	uint32_t breaches = (uint32_t)json_number(json_object_get(tried, "after"), "breaches");

	json_decref(tried);
	return breaches;
}

/* The steps it names clear what it says, given by hand; without any one of them a breach is left; and where it calls them proven smallest, no smaller
 * set of its candidates does, which is tried for single ones. */
static void cheapest_clears(void **state)
{
	static const int steps_expected[NETWORKS] = { 4, 1, 3, 1, 0, 0 };
	size_t n, i, k, steps;

	(void)state;
	for (n = 0; n < NETWORKS; n++) {
		json_t *tried = TRY(&networks[n], "--cheapest"), *found = json_object_get(tried, "cheapest"), *step = json_object_get(found, "steps");
		char argument[8][200];
		const char *option[10] = { NULL };

		steps = json_array_size(step);
		if ((int)steps != steps_expected[n])
			fail_msg("%s: %zu steps, expected %d", networks[n].name, steps, steps_expected[n]);
		assert_true(json_is_true(json_object_get(found, "cleared")));
		assert_true(json_is_true(json_object_get(found, "proven_smallest")));
		assert_int_equal(json_number(found, "hopeless"), 0);
		assert_int_equal(json_number(json_object_get(tried, "after"), "breaches"), 0);
		for (i = 0; i < steps; i++) {
			const char *said = json_string_value(json_array_get(step, i));

			snprintf(argument[i], sizeof argument[i], "%s", said);
			*strchr(argument[i], ' ') = '=';
			option[i] = argument[i];
		}
		if (steps)
			assert_int_equal(breaches_with(&networks[n], option), 0);
		for (i = 0; steps > 1 && i < steps; i++) {
			const char *fewer[10] = { NULL };
			size_t used = 0;

			for (k = 0; k < steps; k++)
				if (k != i)
					fewer[used++] = argument[k];
			assert_true(breaches_with(&networks[n], fewer) > 0);
		}
		json_decref(tried);
	}
}

/* Many candidates: cleared as well, and never called the smallest. */
static void cheapest_of_many(void **state)
{
	json_t *tried = TRY(&networks[0], "--distrust=keldora", "--distrust=rekelaar", "--cheapest"), *found = json_object_get(tried, "cheapest");

	(void)state;
	assert_true(json_number(found, "candidates") > 20);
	assert_true(json_is_true(json_object_get(found, "cleared")));
	assert_true(json_is_false(json_object_get(found, "proven_smallest")));
	assert_true(json_is_true(json_object_get(found, "each_needed")));
	assert_int_equal(json_number(json_object_get(tried, "after"), "breaches"), 0);
	json_decref(tried);
}

/* As many breaches as parts: how often it assesses does not grow with them, none of what is needed is dropped, and it says what it did not try. */
static void cheapest_of_very_many(void **state)
{
	json_t *tried = try_many(300, "--cheapest"), *found = json_object_get(tried, "cheapest"), *why;

	(void)state;
	assert_int_equal(json_array_size(json_object_get(found, "steps")), 300);
	assert_true(json_number(found, "assessments") <= 24); /* everything, the choice, and 9 digits of 300 with two halves each */
	assert_true(json_is_true(json_object_get(found, "cleared")));
	assert_true(json_is_false(json_object_get(found, "proven_smallest")));
	assert_true(json_is_false(json_object_get(found, "each_needed")));
	assert_int_equal(json_number(json_object_get(tried, "after"), "breaches"), 0);
	/* Each is about the supplier that every step replaces somewhere: the first are named, and that there are others. */
	why = json_array_get(json_object_get(json_array_get(json_object_get(tried, "components"), 0), "why"), 0);
	assert_int_equal(json_array_size(json_object_get(why, "by")), 63);
	assert_true(json_is_true(json_object_get(why, "by_a_later_step")));
	json_decref(tried);
}

/* ---- Leaving a supplier --------------------------------------------------------------------------------------------------------------- */

/* C30 and C32: what stops, services of public interest first; what a decision lets stay. C33: that only some is hit is not shown, as all stand in one place.
 * The letter's question of the replacement: undecided, so it does not pass. */
static void diginotar(void **state)
{
	json_t *tried = TRY(&networks[2], "--distrust=diginotar", "--replace=diginotar=other-issuer");
	const json_t *plan = json_array_get(json_object_get(tried, "withdrawals"), 0), *part, *line, *replacement;

	(void)state;
	assert_int_equal(json_array_size(json_object_get(tried, "withdrawals")), 1);
	assert_string_equal(json_text(plan, "supplier"), "diginotar");
	assert_int_equal(json_array_size(json_object_get(plan, "parts")), 3);
	part = in_list(json_object_get(plan, "parts"), "ca-overheid");
	assert_int_equal(json_number(part, "behind"), 2);
	assert_true(json_is_null(json_object_get(part, "stays_by")));
	part = in_list(json_object_get(plan, "parts"), "ca-payment");
	assert_string_equal(json_text(part, "stays_by"), "diginotar/restricted/id=ca-payment|payment-terminals/2011-09-03");
	assert_int_equal(json_array_size(json_object_get(plan, "stops_with_them")), 4);
	part = json_array_get(json_object_get(plan, "stops_with_them"), 0);
	assert_string_equal(json_text(part, "id"), "gov-links");
	assert_string_equal(json_text(part, "depends_on"), "ca-overheid");
	assert_string_equal(json_text(part, "service"), "users of public interest");
	line = json_object_get(plan, "only_one_line");
	assert_int_equal(json_number(line, "inside"), 1);
	assert_int_equal(json_number(line, "outside"), 2);
	assert_true(json_is_false(json_object_get(line, "shown")));
	assert_string_equal(json_text(json_array_get(json_object_get(line, "shared"), 0), "what"), "site");
	replacement = json_array_get(json_object_get(tried, "replacements"), 0);
	assert_true(json_is_false(json_object_get(replacement, "passes")));
	assert_int_equal(json_number(replacement, "required"), 4);
	assert_int_equal(json_number(replacement, "undecided"), 4);
	json_decref(tried);
}

/* Parts stand on each other: the ground first. Who replaces is trusted, and passes. */
static void in_order(void **state)
{
	json_t *tried = TRY(&networks[0], "--replace=rekelaar=keldora");
	const json_t *plan = json_array_get(json_object_get(tried, "withdrawals"), 0), *parts = json_object_get(plan, "parts");

	(void)state;
	assert_int_equal(json_number(in_list(parts, "mediation-1"), "phase"), 4);
	assert_int_equal(json_number(in_list(parts, "billing-1"), "phase"), 5);
	assert_int_equal(json_number(in_list(parts, "crm-1"), "phase"), 6);
	assert_int_equal(json_number(plan, "phases"), 6);
	assert_true(json_has(json_object_get(plan, "access"), "ra-rekelaar-crm"));
	assert_int_equal(json_number(plan, "logs_administered"), 1);
	assert_true(json_is_true(json_object_get(json_array_get(json_object_get(tried, "replacements"), 0), "passes")));
	json_decref(tried);
}

/* ---- What it refuses -------------------------------------------------------------------------------------------------------------------------- */

static void refused(void **state)
{
	static const struct {
		const char *option, *other, *said;
	} cases[] = {
		{ "--distrust=keldorr", NULL, "keur: error: --distrust keldorr: there is no supplier `keldorr`: did you mean `keldora`?\n" },
		{ "--distrust=operator", NULL,
			"keur: error: --distrust operator: the operator itself needs no decision: whom it is controlled by may\n" },
		{ "--trust=keldora", "--distrust=keldora", "keur: error: --trust keldora: --distrust keldora decides on the same supplier\n" },
		{ "--replace=keldora", NULL, "keur: error: --replace keldora: write OLD=NEW\n" },
		{ "--replace=keldora=keldora", NULL, "keur: error: --replace keldora=keldora: these are one supplier\n" },
		{ "--replace=keldorr=x", NULL, "keur: error: --replace keldorr=x: there is no supplier `keldorr`: did you mean `keldora`?\n" },
		{ "--replace=keldora=a trusted supplier@udm-11", NULL,
			"keur: error: --replace keldora=a trusted supplier@udm-11: there is no component `udm-11`: did you mean `udm-1`?\n" },
		{ "--close=ra-nimbarra", NULL, "keur: error: --close ra-nimbarra: there is no access `ra-nimbarra`: did you mean `ra-nimbara`?\n" },
		{ "--move=probe-7", NULL, "keur: error: --move probe-7: write COMPONENT=SEGMENT\n" },
		{ "--move=probe-77=x", NULL, "keur: error: --move probe-77=x: there is no component `probe-77`: did you mean `probe-7`?\n" },
		{ "--set=access[ra-nimbara].mfa", NULL,
			"keur: error: --set access[ra-nimbara].mfa: write ADDRESS=VALUE, like access[ra-7].mfa=yes\n" },
		{ "--set=access[ra-nimbara].mfaa=yes", NULL,
			"--set access[ra-nimbara].mfaa=yes: error: edit.address: access has no column `mfaa`: did you mean `mfa`?\n"
			"keur: error: what is tried does not fit this network\n" },
		{ "--set=access[ra-nimbara].mfa=ja", NULL, "--set access[ra-nimbara].mfa=ja: error: access.mfa: `ja` is not yes, no or unknown\n"
							   "keur: error: what is tried does not fit this network\n" },
		{ "--set=access[ra-nimbara].mfa=yes", "--set=access[ra-nimbara].mfa=no",
			"--set access[ra-nimbara].mfa=yes: error: edit.address: `access[ra-nimbara].mfa` has an edit already at --set "
			"access[ra-nimbara].mfa=no: one value, one edit\nkeur: error: what is tried does not fit this network\n" },
	};
	struct run run;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		run_whatif(&run, &networks[0], (const char *const[]){ cases[i].option, cases[i].other, NULL });
		assert_string_equal(run.error, cases[i].said);
		assert_int_equal(run.exit_code, 1);
		assert_int_equal(run.length, 0);
		run_free(&run);
	}
	run_whatif(&run, &networks[0], (const char *const[]){ NULL });
	assert_int_equal(run.exit_code, 1);
	assert_non_null(strstr(run.error, "keur whatif: nothing to try: give --distrust, --trust, --replace, --close, --move, --set or --cheapest\n"));
	run_free(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(distrust_never_lowers),
		cmocka_unit_test(trust_never_raises),
		cmocka_unit_test(closing_never_raises),
		cmocka_unit_test(closing_takes_what_was_observed),
		cmocka_unit_test(many_ways_on_a_terminal),
		cmocka_unit_test(closing_leaves_what_may_be_another),
		cmocka_unit_test(contracts_in_circles),
		cmocka_unit_test(subcontractors_of_subcontractors),
		cmocka_unit_test(a_name_of_its_own),
		cmocka_unit_test(owners_of_the_replacement),
		cmocka_unit_test(what_lets_a_part_stay),
		cmocka_unit_test(cheapest_with_something_left),
		cmocka_unit_test(cheapest_by_rows),
		cmocka_unit_test(too_many),
		cmocka_unit_test(behind),
		cmocka_unit_test(several_at_once),
		cmocka_unit_test(both_sides_are_assessments),
		cmocka_unit_test(explained),
		cmocka_unit_test(in_words),
		cmocka_unit_test(findings_of_what_was_a_breach),
		cmocka_unit_test(unheard_of),
		cmocka_unit_test(nothing_unsaid),
		cmocka_unit_test(cheapest_clears),
		cmocka_unit_test(cheapest_of_many),
		cmocka_unit_test(cheapest_of_very_many),
		cmocka_unit_test(diginotar),
		cmocka_unit_test(in_order),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
