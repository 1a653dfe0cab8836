#include "input_test.h"

static void example(void **state)
{
	struct reading r;

	(void)state;
	start(&r);
	read_as(&r, INPUT_INVENTORY, SAMPLES "network.yaml", "network.yaml");
	assert_said(&r, "");
	assert_int_equal(r.set.files, 1);
	assert_int_equal(r.set.file[0].format, INPUT_YAML);
	assert_int_equal(r.set.part[0]->kind, PART_NATIVE);
	assert_row(&r, "component[0].id=billing-1");
	assert_row(&r, "component[0].function=billing");
	assert_row(&r, "component[0].site=ams-2");
	assert_row(&r, "component[0].product.end_of_support=17651");
	assert_row(&r, "component[0].data=7");
	assert_row(&r, "party[0].component=billing-1");
	assert_row(&r, "party[0].role=manufacture");
	assert_row(&r, "party[3].supplier=huawei");
	assert_row(&r, "party[3].under=hp");
	assert_row(&r, "log[0].component=billing-1");
	assert_row(&r, "log[0].retention=90");
	assert_row(&r, "access[0].via=vpn-2");
	assert_row(&r, "access[0].claim.status=reported");
	assert_row(&r, "access[0].declared=no");
	assert_row(&r, "statement[0].covers=segment=bss-prod");
	assert_row(&r, "decision[0].supplier=hp");
	assert_row(&r, "decision[1].supplier=huawei");
	assert_row(&r, "decision[1].covers=segment=bss-prod|core;function=AMF");
	assert_row(&r, "ownership[0].share=3334");
	assert_row(&r, "site[0].name=ams-2");
	assert_row(&r, "site[1].name=den-1");
	assert_row(&r, "network[0].users=4000000");
	assert_row(&r, "set party[0].component=#0");
	assert_row(&r, "set party[0].supplier=operator");
	assert_row(&r, "apply segment=sec|dmz reference OPS-4");
	/* Line numbers are those of the rows. */
	assert_int_equal(r.set.part[0]->rows.rows[TABLE_component].line[0], 5);
	assert_int_equal(r.set.part[0]->rows.rows[TABLE_component].line[1], 19);
	assert_int_equal(r.set.part[0]->rows.rows[TABLE_party].line[3], 15);
	finish(&r);
}

/* The id may stand behind the rows that refer to it. */
static void id_last(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_INVENTORY,
		"keur: 1\ncomponents:\n  - {parties: [{supplier: hp, role: build}], logs: [{sink: none}], product: {supplier: x}, id: a}\n"
		"  - {parties: [{supplier: hp, role: build}], id: b}\n"
		"suppliers:\n  - {decision: {decision: restricted, covers: all}, id: hp}\n");
	assert_row(&r, "party[0].component=a");
	assert_row(&r, "party[1].component=a");
	assert_row(&r, "party[1].supplier=x");
	assert_row(&r, "party[2].component=b");
	assert_row(&r, "log[0].component=a");
	assert_row(&r, "log[0].sink=none");
	assert_row(&r, "decision[0].supplier=hp");
	assert_row(&r, "decision[0].covers=all");
	finish(&r);
}

static void lists_and_answers(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_INVENTORY,
		"keur: 1\ncomponents:\n"
		"  - {id: a, function: [AMF, SMF], data: none, depends_on: none, keys_held_by: operator, serves: unknown, users: unknown}\n"
		"  - {id: b, same_as: [x, y], data: billing, name: , product: {end_of_support: none}}\n");
	assert_row(&r, "component[0].function=AMF|SMF");
	assert_row(&r, "component[0].data=0");
	assert_row(&r, "component[0].depends_on=");
	assert_row(&r, "component[0].keys_held_by=operator");
	assert_row(&r, "component[1].same_as=x|y");
	assert_row(&r, "component[1].data=2");
	assert_null(strstr(r.rows.data, "serves"));
	assert_null(strstr(r.rows.data, "users"));
	assert_null(strstr(r.rows.data, "name"));
	finish(&r);
}

/* One row for each description of a place, however many parts repeat it. */
static void inline_sites(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_INVENTORY,
		"keur: 1\ncomponents:\n  - {id: a, site: {name: x, country: NL}}\n  - {id: b, site: {country: NL, name: x}}\n"
		"  - {id: c, site: {name: x, country: BE}}\n  - {id: d, site: {name: y}}\n  - {id: e, site: z}\n");
	assert_row(&r, "component[1].site=x");
	assert_row(&r, "component[3].site=y");
	assert_int_equal(r.set.part[0]->rows.rows[TABLE_site].count, 2);
	assert_row(&r, "site[1].country=BE");
	finish(&r);
}

static void apply(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_INVENTORY,
		"keur: 1\napply:\n  - {set: {segment: s, product: {supplier: hp, end_of_support: 2030-01-01}}, to: all}\n"
		"  - {to: {id: [a, 'b|c']}, set: {logs: [{retention: P1Y}], site: {name: q, country: NL}}}\n");
	assert_row(&r, "set component[0].segment=s");
	assert_row(&r, "set party[0].component=#0");
	assert_row(&r, "set party[0].supplier=hp");
	assert_row(&r, "set log[0].component=#1");
	assert_row(&r, "set component[1].site=q");
	assert_row(&r, "site[0].name=q");
	assert_row(&r, "apply all reference -");
	assert_row(&r, "apply id=a|b\\|c reference -");
	finish(&r);
}

static void json_is_yaml(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_INVENTORY, "{\"keur\": 1, \"components\": [{\"id\": \"a\", \"users\": 12, \"critical\": true}]}\n");
	assert_row(&r, "component[0].users=12");
	assert_row(&r, "component[0].critical=yes");
	finish(&r);
}

static void misspelt(void **state)
{
	struct buffer many = { 0 };
	int i;

	(void)state;
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {id: a, segmnt: x}\n",
		"f:3:13: error: component has no field `segmnt`: did you mean `segment`?\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponets: [{id: a, x: [y, {z: 1}]}]\n",
		"f:2:1: error: an inventory has no field `componets`: did you mean `components`?\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {id: a, exposed: internett}\n",
		"f:3:22: error: component.exposed: `internett` is not in its list: did you mean `internet`?\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {id: a, product: {nme: x}, parties: [{suplier: x, role: build}]}\n",
		"f:3:23: error: product of a component has no field `nme`: did you mean `name`?\n"
		"f:3:43: error: a party within a component has no field `suplier`: did you mean `supplier`?\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\nstatements:\n  - {table: party, covers: {sgment: [a]}, complete: yes, by: x}\n",
		"f:3:29: error: a selector has no key `sgment`: did you mean `segment`?\n");
	/* Many alike are one message. */
	buffer_string(&many, "keur: 1\ncomponents:\n");
	for (i = 0; i < 10000; i++)
		buffer_format(&many, "  - {id: a%d, segmnt: x}\n", i);
	assert_refused(INPUT_INVENTORY, many.data,
		"f:3:14: error: component has no field `segmnt`: did you mean `segment`? (and 9999 more like it)\n");
	buffer_free(&many);
}

static void wrong_type(void **state)
{
	(void)state;
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {id: a, users: [1], name: {x: y}, parties: foo, product: 3}\n",
		"f:3:20: error: component.users: a list stands where a whole number like 12000 belongs\n"
		"f:3:31: error: component.name: a map stands where text belongs\n"
		"f:3:48: error: component.parties: a single value stands where a list of maps (one for each party) belongs\n"
		"f:3:62: error: component.product: a single value stands where a map like {supplier: 3} belongs\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents: {id: a}\n",
		"f:2:13: error: components: a map stands where a list of maps (one for each component) belongs\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - just text\n",
		"f:3:5: error: components: a single value stands where a list of maps (one for each component) belongs\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {id: a, users: many}\n",
		"f:3:20: error: component.users: `many` is not a whole number like 12000\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {id: a, same_as: [[b]], function: [{x: y}]}\n",
		"f:3:23: error: component.same_as: a list within a list stands where a list of texts belongs\n"
		"f:3:40: error: component.function: a map stands where a list of texts belongs\n");
}

static void countries(void **state)
{
	struct reading r;

	(void)state;
	assert_refused(INPUT_INVENTORY, "keur: 1\nnetwork: {operator: x, country: Nederland}\nsites:\n  - {name: a, country: nl}\n"
		"  - {name: b, country: UK}\n  - {name: c, country: QL}\n  - {name: d, country: \"N\u00cb\"}\n",
		"f:2:33: error: network.country: `Nederland` is not a country code: two letters of ISO 3166-1 like NL\n"
		"f:4:24: error: site.country: `nl` is not a country code: write NL\n"
		"f:5:24: error: site.country: `UK` is not a country code: write GB\n"
		"f:6:24: error: site.country: `QL` is not a country code: two letters of ISO 3166-1 like NL\n"
		"f:7:24: error: site.country: `N\xC3\x8B` is not a country code: two letters of ISO 3166-1 like NL\n");
	/* Kosovo, and what the standard leaves to its users. */
	assert_accepted(&r, INPUT_INVENTORY, "keur: 1\nsites:\n  - {name: a, country: XK}\n  - {name: b, country: QM}\n"
		"  - {name: c, country: ZZ}\n  - {name: d, country: NO}\n  - {name: e, country: unknown}\n");
	finish(&r);
}

static void written_otherwise(void **state)
{
	(void)state;
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {id: a, users: 4.000, product: {end_of_support: 1-1-2029}}\n"
		"  - {id: b, users: \"4,000,000\", product: {end_of_support: 31/12/2029}}\n"
		"  - {id: c, users: 4.5, product: {end_of_support: 3/4/2029}}\n"
		"  - {id: d, users: 1.2345, product: {end_of_support: 31.2.2029}}\n",
		"f:3:20: error: component.users: `4.000` is not a whole number like 12000: write 4000\n"
		"f:3:53: error: component.product.end_of_support: `1-1-2029` is not a date like 2026-11-01: write 2029-01-01\n"
		"f:4:20: error: component.users: `4,000,000` is not a whole number like 12000: write 4000000\n"
		"f:4:59: error: component.product.end_of_support: `31/12/2029` is not a date like 2026-11-01: write 2029-12-31\n"
		"f:5:20: error: component.users: `4.5` is not a whole number like 12000\n"
		"f:5:51: error: component.product.end_of_support: `3/4/2029` is not a date like 2026-11-01\n"
		"f:6:20: error: component.users: `1.2345` is not a whole number like 12000\n"
		"f:6:54: error: component.product.end_of_support: `31.2.2029` is not a date like 2026-11-01\n");
}

static void lists_that_say_nothing(void **state)
{
	(void)state;
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {id: a, depends_on: [], data: [none, traffic], keys_held_by: [x, none]}\n",
		"f:3:26: error: component.depends_on: an empty list says nothing: write `none`, or leave it out when it is not known\n"
		"f:3:42: error: component.data: `none` stands alone: it says that there are no others\n"
		"f:3:70: error: component.keys_held_by: `none` stands alone: it says that there are no others\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\naccess:\n  - {id: a, party: none}\n",
		"f:3:20: error: access.party: `none` is no answer here: give a name, or leave it out when it is not known\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\nstatements:\n  - {table: party, covers: {segment: []}, complete: yes, by: x}\n"
		"  - {table: party, covers: {}, complete: yes, by: x}\n",
		"f:3:39: error: the selector's `segment` has no value: give at least one\n"
		"f:4:29: error: this selector names nothing: write `all`, or lists like {segment: [bss]}\n");
}

static void missing(void **state)
{
	(void)state;
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {name: a}\n  - {name: b}\n",
		"f:3:5: error: a row of components without `id`: every component needs one (and 1 more like it)\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\ncomponents:\n  - {id: a, site: {country: NL}, parties: [{supplier: x}]}\n",
		"f:3:19: error: a site without `name`: every site needs one\n"
		"f:3:44: error: a row of parties without `role`: every party needs one\n");
	assert_refused(INPUT_INVENTORY, "keur: 1\napply:\n  - {to: all}\n  - {set: {segment: x}}\n  - {to: all, set: {id: x}}\n",
		"f:3:5: error: an entry of apply without `set`: say what it sets\n"
		"f:4:5: error: an entry of apply without `to`: say to which components, or `all`\n"
		"f:5:21: error: `set` of apply has no field `id`: it can have name, function, segment, site, product, data, users, exposed, "
		"serves, in_service_from, in_service_until, critical, keys_held_by, redundancy_group, depends_on, same_as, owner, mac, parties, "
		"logs\n");
}

static void version(void **state)
{
	static const char begins[] = "an inventory in YAML begins with `keur: 1`, which says that it is in keur's own format\n";
	char said[160];

	(void)state;
	snprintf(said, sizeof said, "f:1:1: error: %s", begins);
	assert_refused(INPUT_INVENTORY, "components:\n  - {id: a}\n", said);
	assert_refused(INPUT_INVENTORY, "components:\n  - {id: a}\nkeur: 1\n", said);
	assert_refused(INPUT_INVENTORY, "# nothing\n",
		"f:1:1: error: the file holds nothing but blanks and comments; a YAML document was expected\n");
	assert_refused(INPUT_INVENTORY, "- id: a\n", said);
	assert_refused(INPUT_INVENTORY, "keur: 2\ncomponents:\n  - {idd: a}\n",
		"f:1:7: error: this inventory has format `2`; this program reads format 1\n");
}

static void too_many_errors(void **state)
{
	struct buffer text = { 0 };
	struct reading r;
	int i;

	(void)state;
	start(&r);
	buffer_string(&text, "keur: 1\nlinks:\n");
	for (i = 0; i < 100100; i++)
		buffer_string(&text, "  - {x: y}\n");
	write_file(&r, "f", text.data);
	read_name(&r, INPUT_INVENTORY, "f");
	assert_int_equal(r.messages.errors, 100002);
	assert_non_null(strstr(r.said.data, "f:100003:5: error: more than 100,000 errors: the rest of this file was not read\n"));
	/* The hash is of the whole file all the same. */
	assert_int_equal(r.set.file[0].size, text.length);
	buffer_free(&text);
	finish(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(example),
		cmocka_unit_test(id_last),
		cmocka_unit_test(lists_and_answers),
		cmocka_unit_test(inline_sites),
		cmocka_unit_test(apply),
		cmocka_unit_test(json_is_yaml),
		cmocka_unit_test(misspelt),
		cmocka_unit_test(wrong_type),
		cmocka_unit_test(countries),
		cmocka_unit_test(written_otherwise),
		cmocka_unit_test(lists_that_say_nothing),
		cmocka_unit_test(missing),
		cmocka_unit_test(version),
		cmocka_unit_test(too_many_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
