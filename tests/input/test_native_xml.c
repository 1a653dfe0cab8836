#include "input_test.h"

/* The notations are one format. */
static void same_as_yaml(void **state)
{
	struct reading yaml, xml;

	(void)state;
	start(&yaml);
	start(&xml);
	read_as(&yaml, INPUT_INVENTORY, SAMPLES "network.yaml", "network.yaml");
	read_as(&xml, INPUT_INVENTORY, SAMPLES "network.xml", "network.xml");
	assert_said(&xml, "");
	assert_int_equal(xml.set.file[0].format, INPUT_XML);
	assert_string_equal(xml.rows.data, yaml.rows.data);
	finish(&yaml);
	finish(&xml);
}

/* A field may be an attribute or an element; a prefix and a schema location do no harm. */
static void notations(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_INVENTORY,
		"<?xml version=\"1.0\"?>\n<!-- a comment -->\n<k:keur xmlns:k=\"urn:x\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
		" xsi:noNamespaceSchemaLocation=\"keur.xsd\" version=\"1\">\n"
		"<component><id>a &amp; b</id><site>x</site><product><supplier>hp</supplier></product><function>AMF</function>"
		"<function>SMF</function></component>\n"
		"<component id=\"b\"><site><name>y</name><country>NL</country></site></component>\n"
		"<supplier id=\"hp\"><decision>trusted</decision><decision decision=\"untrusted\" covers=\"segment=a|b\"/></supplier>\n"
		"<statement table=\"log\" complete=\"yes\" by=\"x\"><covers>all</covers></statement>\n"
		"<access id=\"r\"><claim status=\"denied\"/></access>\n"
		"<event incident=\"i\" kind=\"detected\"><components>b</components><claim><status>reported</status></claim></event>\n"
		"<apply to=\"all\"><set segment=\"s\"/><reference>r</reference></apply>\n</k:keur>\n");
	assert_row(&r, "component[0].id=a & b");
	assert_row(&r, "component[0].site=x");
	assert_row(&r, "component[0].function=AMF|SMF");
	assert_row(&r, "party[0].component=a & b");
	assert_row(&r, "site[0].name=y");
	assert_row(&r, "site[0].country=NL");
	assert_row(&r, "decision[0].decision=trusted");
	assert_row(&r, "decision[1].covers=segment=a|b");
	assert_row(&r, "statement[0].covers=all");
	assert_row(&r, "access[0].claim.status=denied");
	assert_row(&r, "event[0].claim.status=reported");
	assert_row(&r, "event[0].components=b");
	assert_row(&r, "set component[0].segment=s");
	assert_row(&r, "apply all reference r");
	finish(&r);
}

static void misspelt(void **state)
{
	struct reading r;

	(void)state;
	start(&r);
	read_as(&r, INPUT_INVENTORY, SAMPLES "misspelt.xml", "misspelt.xml");
	assert_said(&r, "misspelt.xml:4:5: error: component has no field `segmnt`: did you mean `segment`?\n"
		"misspelt.xml:5:21: error: component.users: `many` is not a whole number like 12000\n");
	finish(&r);
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n  <componet id=\"a\"><x y=\"z\"/></componet>\n  <component id=\"b\" exposed=\"internett\"/>\n</keur>\n",
		"f:2:3: error: an inventory has no field `componet`: did you mean `component`?\n"
		"f:3:21: error: component.exposed: `internett` is not in its list: did you mean `internet`?\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<component id=\"a\"><party supplir=\"x\" role=\"build\"/></component>\n</keur>\n",
		"f:2:26: error: a party within a component has no field `supplir`: did you mean `supplier`?\n");
}

static void wrong_shape(void **state)
{
	(void)state;
	assert_refused(INPUT_INVENTORY, "<keur>\n</keur>\n", "f:1:1: error: the root element lacks its version: write <keur version=\"1\">\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"2\">\n</keur>\n",
		"f:1:7: error: this inventory has format `2`; this program reads format 1\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<component id=\"a\">text<users>1</users></component>\n</keur>\n",
		"f:2:1: error: text stands between the elements of component\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<component id=\"a\">text</component>\n</keur>\n",
		"f:2:1: error: text stands in an element of component that has fields: write them as attributes\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<component id=\"a\"><users><b/></users></component>\n</keur>\n",
		"f:2:26: error: an element `b` stands where only text belongs\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<component id=\"a\" users=\"1\"><users>2</users></component>\n</keur>\n",
		"f:2:29: error: component.users is given twice for one row: keep one\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<component id=\"a\"><users unit=\"x\">2</users></component>\n</keur>\n",
		"f:2:19: error: `users` takes no attributes here, only text\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<component id=\"a\" party=\"x\"/>\n</keur>\n",
		"f:2:19: error: component.party: a single value stands where a list of maps (one for each party) belongs\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<component name=\"a\"/>\n</keur>\n",
		"f:2:1: error: a row of components without `id`: every component needs one\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<network operator=\"a\"/>\n<network operator=\"b\"/>\n</keur>\n",
		"f:3:1: error: `network` stands twice: keep one\n");
}

static void selectors(void **state)
{
	(void)state;
	assert_refused(INPUT_INVENTORY,
		"<keur version=\"1\">\n<statement table=\"party\" complete=\"yes\" by=\"x\"><covers><sgment>a</sgment></covers></statement>\n</keur>\n",
		"f:2:56: error: a selector has no key `sgment`: did you mean `segment`?\n");
	assert_refused(INPUT_INVENTORY,
		"<keur version=\"1\">\n<statement table=\"party\" complete=\"yes\" by=\"x\"><covers><segment/></covers></statement>\n</keur>\n",
		"f:2:56: error: the selector's `segment` has no value: give at least one\n");
	assert_refused(INPUT_INVENTORY, "<keur version=\"1\">\n<statement table=\"party\" complete=\"yes\" by=\"x\" covers=\"x\"/>\n</keur>\n",
		"f:2: error: a selector has no key `x`: it is `all`, or lists by id, function, class, segment, site, country, supplier, product, serves\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_as_yaml),
		cmocka_unit_test(notations),
		cmocka_unit_test(misspelt),
		cmocka_unit_test(wrong_shape),
		cmocka_unit_test(selectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
