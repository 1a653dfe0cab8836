#include "input_test.h"

static void table(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_INVENTORY,
		"component.id,name,function,product.supplier,product.end_of_support,data,site,users\n"
		"b1,\"Care, and \"\"billing\"\"\",billing,hp,none,customer|traffic,ams,100\r\n"
		"b2,,AMF | SMF,,,none,,unknown\n");
	assert_int_equal(r.set.file[0].format, INPUT_CSV);
	assert_row(&r, "component[0].name=Care, and \"billing\"");
	assert_row(&r, "component[0].data=5");
	assert_row(&r, "component[0].site=ams");
	assert_row(&r, "component[1].function=AMF|SMF");
	assert_row(&r, "component[1].data=0");
	assert_row(&r, "party[0].component=b1");
	assert_row(&r, "party[0].role=manufacture");
	assert_null(strstr(r.rows.data, "component[1].users"));
	finish(&r);
}

/* One network, a table to a file, equals the same network as one file of YAML. */
static void same_as_yaml(void **state)
{
	static const struct {
		const char *yaml, *csv;
	} pairs[] = {
		{ "keur: 1\ncomponents:\n  - {id: a, function: [AMF, SMF], users: 3, product: {supplier: hp, name: x}}\n  - {id: b, depends_on: [a]}\n",
			"component.id;function;users;product.supplier;product.name;depends_on\na;AMF|SMF;3;hp;x;\nb;;;;;a\n" },
		{ "keur: 1\nnetwork: {operator: X, as_of: 2026-11-01}\n", "network.operator,as_of\nX,2026-11-01\n" },
		{ "keur: 1\nstatements:\n  - {table: log, covers: {segment: [a, b], function: [AMF]}, complete: yes, by: me, observed_by: [pam, vpn]}\n",
			"statement.table,covers,complete,by,observed_by\nlog,segment=a|b;function=AMF,yes,me,pam|vpn\n" },
		{ "keur: 1\naccess:\n  - {id: r, target: a, via: [b, c], claim: {status: denied, date: 2020-02-29}, mfa: no}\n",
			"\xEF\xBB\xBF\"access.id\"\ttarget\tvia\tclaim.status\tclaim.date\tmfa\nr\ta\tb|c\tdenied\t2020-02-29\tno\n" },
		{ "keur: 1\nparties:\n  - {component: a, supplier: operator, role: manage}\n",
			"party.component,party.supplier,party.role\na,operator,manage\n" },
		{ "keur: 1\nownership:\n  - {owner: a, owned: b, share: 33.34}\n", "ownership.owner,owned,share\na,b,33.34\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct reading yaml, csv;

		assert_accepted(&yaml, INPUT_INVENTORY, pairs[i].yaml);
		assert_accepted(&csv, INPUT_INVENTORY, pairs[i].csv);
		assert_string_equal(csv.rows.data, yaml.rows.data);
		finish(&yaml);
		finish(&csv);
	}
}

static void header(void **state)
{
	(void)state;
	assert_refused(INPUT_INVENTORY, "componet.id,name\na,b\n", "f:1:1: error: there is no table `componet`: did you mean `component`?\n");
	assert_refused(INPUT_INVENTORY, "involvement.component\na\n",
		"f:1:1: error: there is no table `involvement`: the first cell names table and column, like `component.id`\n");
	assert_refused(INPUT_INVENTORY, "component.id,functin,users\na,b,c\nb,c,d\n",
		"f:1:14: error: component has no column `functin`: did you mean `function`? Else delete the column\n"
		"f:2:5: error: component.users: `c` is not a whole number like 12000\n"
		"f:3:5: error: component.users: `d` is not a whole number like 12000\n");
	assert_refused(INPUT_INVENTORY, "component.id,users,users\na,1,2\n",
		"f:1:20: error: the column `users` stands twice in the header; remove one\n");
}

static void rows(void **state)
{
	(void)state;
	assert_refused(INPUT_INVENTORY, "component.id,users,name\na,1\nb,2\nc,1,2,3\n",
		"f:2:1: error: a row has 2 cells, the header has 3: what is not known is an empty cell, with `,` before and behind it (and 1 more like it)\n"
		"f:4:1: error: a row has 4 cells, the header has 3: put a cell that holds `,` in quotes, or take out what is too much\n");
	assert_refused(INPUT_INVENTORY, "component.id,users\n,1\n", "f:2:1: error: a row of components without `id`: every component needs one\n");
	assert_refused(INPUT_INVENTORY, "network.operator\na\nb\n", "f:3:1: error: the table network has one row, here is another\n");
	assert_refused(INPUT_INVENTORY, "component.id,depends_on,data\na,b|unknown,billing|none\n",
		"f:2:3: error: component.depends_on: `unknown` stands in a list with others: a list says all there is, so write `unknown` alone\n"
		"f:2:13: error: component.data: `none` stands alone: it says that there are no others\n");
	assert_refused(INPUT_SUPPLIERS, "component.id\na\n",
		"f:1:1: error: `component` may not stand in this file: a register of suppliers holds suppliers, ownership, decisions and sites only\n");
}

static void separators(void **state)
{
	(void)state;
	assert_refused(INPUT_INVENTORY, "component.id,users,name\na;1;x\nb,2;y\nc;3\n",
		"f:2:1: error: `;` stands in this row where cells are to be separated, so that it has 1 cell and the header 3: the header is separated by `,`, separate all "
		"rows like it (and 1 more like it)\n"
		"f:3:1: error: `;` stands in this row where cells are to be separated, so that it has 2 cells and the header 3: the header is separated by `,`, separate all "
		"rows like it\n");
	assert_refused(INPUT_INVENTORY, "component.id;users;name\na\t1\tx\n",
		"f:2:1: error: a tab stands in this row where cells are to be separated, so that it has 1 cell and the header 3: the header is separated by `;`, separate all "
		"rows like it\n");
	assert_refused(INPUT_INVENTORY, "component.id\tusers\na,1\n",
		"f:2:1: error: `,` stands in this row where cells are to be separated, so that it has 1 cell and the header 2: the header is separated by a tab, separate all "
		"rows like it\n");
	assert_refused(INPUT_INVENTORY, "component.id,users;name,segment\na,1,x\n",
		"f:1:14: error: `;` stands in the header cell `users;name`, and the cells of this header are separated by `,`: separate all by the same\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(same_as_yaml),
		cmocka_unit_test(header),
		cmocka_unit_test(rows),
		cmocka_unit_test(separators),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
