/* Recognition of formats, refusals of what is no inventory, includes, roles. */
#include "input_test.h"
#include "../syntax/beneath.h"

#include "base/digest.h"
#include "input/recognise.h"

static void formats(void **state)
{
	static const struct {
		const char *text;
		enum input_format format;
	} files[] = {
		{ "keur: 1\n", INPUT_YAML },
		{ "\xEF\xBB\xBF# hello\n\n---\nkeur: 1\n", INPUT_YAML },
		{ "{keur: 1}", INPUT_YAML },
		{ "{ \"keur\": 1 }", INPUT_YAML },
		{ "- {id: a}\n", INPUT_YAML },
		{ "foo: bar\n", INPUT_YAML },
		{ "<keur version='1'/>", INPUT_XML },
		{ "<?xml version='1.0'?><!DOCTYPE x><!-- <y> --><a:keur>", INPUT_XML },
		{ "<keurig/>", INPUT_NRM_XML },
		{ "  <ManagedElement xmlns='x'>", INPUT_NRM_XML },
		{ "{\"x:ManagedElement\": []}", INPUT_NRM_JSON },
		{ "[]", INPUT_NRM_JSON },
		{ "{\"nfInstances\": []}", INPUT_NRF_JSON },
		{ "component.id,name\n", INPUT_CSV },
		{ "\"component.id\";name\n", INPUT_CSV },
		{ "component.id", INPUT_CSV },
		{ "componet.id\n", INPUT_CSV },
		{ "id,name\n", INPUT_UNKNOWN },
		{ "hello world\n", INPUT_UNKNOWN },
		{ "//comment\nADD X;\n", INPUT_UNKNOWN },
	};
	const char *why;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof files / sizeof *files; i++)
		if (recognise(text_of(files[i].text), &why) != files[i].format)
			fail_msg("%s", files[i].text);
	for (i = INPUT_UNKNOWN; i <= INPUT_NRF_JSON; i++)
		assert_non_null(input_format_name((enum input_format)i));
}

static void no_inventory(void **state)
{
	struct reading r;
	struct buffer said = { 0 };

	(void)state;
	assert_refused(INPUT_INVENTORY, "", "f: error: this file is empty\n");
	assert_refused(INPUT_INVENTORY, " \n\t\n", "f: error: this file holds only blanks\n");
	assert_refused(INPUT_INVENTORY, "PK\x03\x04xyz", "f: error: this is a ZIP archive or a spreadsheet; save each sheet as CSV (UTF-8)\n");
	assert_refused(INPUT_INVENTORY, "\xFF\xFEk", "f: error: this file is UTF-16; save it as UTF-8\n");
	buffer_format(&said, "f: error: the format of this file is not known: %s\n", recognise_supported);
	assert_refused(INPUT_INVENTORY, "hello world\n", said.data);
	buffer_clear(&said);
	buffer_format(&said, "f: error: nothing in this file is known to keur: %s\n", recognise_supported);
	assert_refused(INPUT_INVENTORY, "{\"a\": [1, 2, {\"b\": null}]}\n", said.data);
	assert_refused(INPUT_INVENTORY, "<html><body>x</body></html>\n", said.data);
	assert_refused(INPUT_INVENTORY, "{\"nfInstances\": []}\n", said.data);
	buffer_free(&said);
	start(&r);
	write_bytes(&r, "f", "keur: 1\n\0\0", 10);
	read_name(&r, INPUT_INVENTORY, "f");
	assert_said(&r, "f: error: this is a binary file, not an inventory\n");
	finish(&r);
}

/* What the readers of syntax refuse comes through with its place. */
static void syntax(void **state)
{
	struct reading r;

	(void)state;
	start(&r);
	write_file(&r, "f", "keur: 1\ncomponents:\n\t- id: a\n");
	read_name(&r, INPUT_INVENTORY, "f");
	assert_memory_equal(r.said.data, "f:3:1: error: ", 14);
	finish(&r);
	start(&r);
	write_file(&r, "f", "keur: 1\ncomponents:\n  - id: a\n    id: b\n");
	read_name(&r, INPUT_INVENTORY, "f");
	assert_non_null(strstr(r.said.data, "f:4:5: error: the key `id` stands twice"));
	finish(&r);
}

static void not_opened(void **state)
{
	struct reading r;

	(void)state;
	start(&r);
	assert_int_equal(input_read(&r.set, INPUT_INVENTORY, path_of(&r, "nothing"), "nothing", &r.messages, &r.err), -1);
	assert_string_equal(r.err.text, "cannot open nothing: No such file or directory");
	assert_int_equal(input_read(&r.set, INPUT_INVENTORY, r.directory, "here", &r.messages, &r.err), -1);
	assert_string_equal(r.err.text, "here is a directory; name a file in it");
	assert_int_equal(r.set.files, 0);
	finish(&r);
}

static void includes(void **state)
{
	unsigned char digest[DIGEST_SIZE];
	struct digest *d;
	struct reading r;

	(void)state;
	if (!opens_beneath())
		skip();
	d = digest_new();
	start(&r);
	assert_int_equal(mkdir(path_of(&r, "sub"), 0700), 0);
	write_file(&r, "sub/net.yaml", "keur: 1\nsuppliers: !include more/s.yaml\nlinks: !include l.csv\ncomponents:\n  - {id: a}\nsites: !include t.json\n");
	assert_int_equal(mkdir(path_of(&r, "sub/more"), 0700), 0);
	write_file(&r, "sub/more/s.yaml", "keur: 1\nsuppliers:\n  - {id: hp, decision: trusted}\n");
	write_file(&r, "sub/l.csv", "link.from,to,plane\na,a,user\n");
	write_file(&r, "sub/t.json", "[{\"name\": \"x\"}]\n");
	read_name(&r, INPUT_INVENTORY, "sub/net.yaml");
	assert_said(&r, "");
	assert_int_equal(r.set.files, 4);
	assert_string_equal(r.set.file[0].name, "sub/net.yaml");
	assert_string_equal(r.set.file[1].name, "sub/more/s.yaml");
	assert_string_equal(r.set.file[2].name, "sub/l.csv");
	assert_int_equal(r.set.file[2].format, INPUT_CSV);
	assert_int_equal(r.set.file[0].included_by, UINT32_MAX);
	assert_int_equal(r.set.file[3].included_by, 0);
	assert_int_equal(r.set.part[1]->file, r.set.file[1].file);
	assert_string_equal(r.messages.file[r.set.file[1].file], "sub/more/s.yaml");
	assert_row(&r, "supplier[0].id=hp");
	assert_row(&r, "decision[0].supplier=hp");
	assert_row(&r, "link[0].plane=user");
	assert_row(&r, "site[0].name=x");
	digest_add(d, "[{\"name\": \"x\"}]\n", 16);
	digest_end(d, digest);
	digest_free(d);
	assert_memory_equal(r.set.file[3].sha256, digest, DIGEST_SIZE);
	assert_int_equal(r.set.file[3].size, 16);
	finish(&r);
}

static void includes_refused(void **state)
{
	struct reading r;

	(void)state;
	if (!opens_beneath())
		skip();
	start(&r);
	write_file(&r, "n", "keur: 1\nsuppliers: !include ../s.yaml\nsites: !include none.yaml\nlinks: !include /etc/passwd\n"
		"network: !include x\nowners: !include x\ncomponents: !include c\n");
	write_file(&r, "c", "keur: 1\ncomponents:\n  - {id: a}\nlinks: []\nsites: !include y\n");
	read_name(&r, INPUT_INVENTORY, "n");
	assert_said(&r,
		"n:2:12: error: `!include`: ../s.yaml leads out of the directory of the file that names it; only files beneath it may be named,"
		" by a relative path\n"
		"n:3:8: error: `!include`: cannot open none.yaml: No such file or directory\n"
		"n:4:8: error: `!include`: /etc/passwd leads out of the directory of the file that names it; only files beneath it may be named,"
		" by a relative path\n"
		"n:5:10: error: `!include` can give a table, not `network`\n"
		"n:6:1: error: an inventory has no field `owners`: did you mean `ownership`?\n"
		"c:4:1: error: `links` may not stand in this file: what `!include` gives to a table holds that table only\n"
		"c:5:1: error: `sites` may not stand in this file: what `!include` gives to a table holds that table only\n"
		"c:5:8: error: `!include` stands here; this file cannot include others\n");
	finish(&r);
	start(&r);
	write_file(&r, "n", "keur: 1\ncomponents: !include c\n");
	write_file(&r, "c", "- text\n- {id: a, same_as: {b: c}}\n");
	read_name(&r, INPUT_INVENTORY, "n");
	assert_said(&r,
		"c:1:3: error: components: a single value stands where a list of maps (one for each component) belongs\n"
		"c:2:20: error: component.same_as: a map stands where a list of texts belongs\n");
	finish(&r);
}

static void a_register(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_SUPPLIERS, "keur: 1\nsuppliers: [{id: a}]\nownership: [{owner: a, owned: b}]\n"
		"decisions: [{supplier: a, decision: trusted}]\nsites: [{name: x}]\n");
	assert_int_equal(r.set.part[0]->kind, PART_NATIVE);
	finish(&r);
	assert_refused(INPUT_SUPPLIERS, "keur: 1\ncomponents: [{id: a}]\napply: []\n",
		"f:2:1: error: `components` may not stand in this file: a register of suppliers holds suppliers, ownership, decisions and sites only\n"
		"f:3:1: error: `apply` may not stand in this file: a register of suppliers holds suppliers, ownership, decisions and sites only\n");
	assert_refused(INPUT_SUPPLIERS, "<keur version=\"1\">\n<component id=\"a\"/>\n</keur>\n",
		"f:2:1: error: `component` may not stand in this file: a register of suppliers holds suppliers, ownership, decisions and sites only\n");
	assert_refused(INPUT_SUPPLIERS, "{\"ManagedElement\": {\"id\": 1}}\n",
		"f: error: a register of suppliers must be in keur's own format; this looks like other JSON\n");
}

/* A row of an overlay needs its key and nothing else. */
static void overlay(void **state)
{
	struct reading r;

	(void)state;
	assert_accepted(&r, INPUT_OVERLAY, "keur: 1\ncomponents: [{id: a, critical: yes}]\n"
		"statements: [{table: party, covers: all, by: x, until: 2026-01-01}]\n");
	assert_int_equal(r.set.part[0]->kind, PART_OVERLAY);
	finish(&r);
	assert_refused(INPUT_OVERLAY, "keur: 1\ncomponents: [{critical: yes}]\n",
		"f:2:14: error: a row of components without `id`: every component needs one\n");
	assert_refused(INPUT_OVERLAY, "<a/>\n", "f: error: an overlay must be in keur's own format; this looks like other XML\n");
}

/* A file of this format with so many letters in the place of the mark. */
static void read_long(struct reading *r, const char *form, size_t letters)
{
	const char *mark = strchr(form, '%');
	struct buffer text = { 0 };
	size_t i;

	buffer_add(&text, form, (size_t)(mark - form));
	for (i = 0; i < letters; i++)
		buffer_add(&text, "i", 1);
	buffer_string(&text, mark + 1);
	start(r);
	write_bytes(r, "f", text.data, text.length);
	read_name(r, INPUT_INVENTORY, "f");
	buffer_free(&text);
}

/* One limit, whatever the format; above it the place, how it begins and the most. */
static void lengths(void **state)
{
	static const struct {
		const char *form;
		size_t most;
		const char *place; /* and what it is */
	} limits[] = {
		{ "keur: 1\ncomponents:\n  - {id: %}\n", 1024, "f:3:10: error: component.id: `" },
		{ "keur: 1\ncomponents:\n  - {id: a, depends_on: [b, %]}\n", 1024, "f:3:29: error: component.depends_on: `" },
		{ "keur: 1\ncomponents:\n  - {id: a, product: {supplier: %}}\n", 1024, "f:3:33: error: component.product.supplier: `" },
		{ "keur: 1\ncomponents:\n  - {id: a, name: %}\n", 65536, "f:3:19: error: component.name: `" },
		{ "{\"keur\": 1, \"components\": [{\"id\": \"%\"}]}", 1024, "f:1:35: error: component.id: `" },
		{ "{\"keur\": 1, \"components\": [{\"id\": \"a\", \"name\": \"%\"}]}", 65536, "f:1:48: error: component.name: `" },
		{ "<keur version='1'>\n<component id='%'/></keur>", 1024, "error: component.id: `" },
		{ "component.id,name\n%,x\n", 1024, "f:2:1: error: component.id: `" },
		{ "component.id,name\na,%\n", 65536, "f:2:3: error: component.name: `" },
		{ "component.id,depends_on\na,b|%\n", 1024, "error: component.depends_on: `" },
		{ "{\"nfInstances\": [{\"nfType\": \"AMF\", \"nfInstanceId\": \"%\"}]}", 1024, "f:1:52: error: nfInstanceId: `" },
		{ "{\"nfInstances\": [{\"nfType\": \"AMF\", \"nfInstanceId\": \"a\", \"fqdn\": \"%\"}]}", 65536, "f:1:65: error: a value: `" },
		{ "{\"x:ManagedElement\": [{\"id\": \"%\", \"attributes\": {\"managedElementTypeList\": [\"UPF\"]}}]}", 1024 - 15, "error: a distinguished name: `" },
		{ "{\"x:ManagedElement\": [{\"id\": \"1\", \"attributes\": {\"managedElementTypeList\": [\"UPF\"], \"userLabel\": \"%\"}}]}", 65536, "error: a value: `" },
	};
	struct reading r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof limits / sizeof *limits; i++) {
		read_long(&r, limits[i].form, limits[i].most);
		if (r.messages.errors)
			fail_msg("%s: %s", limits[i].form, r.said.data);
		finish(&r);
		read_long(&r, limits[i].form, limits[i].most + 1);
		assert_true(r.messages.errors > 0);
		if (!strstr(r.said.data, limits[i].place) || !strstr(r.said.data, "iiii...` has ")
			|| !strstr(r.said.data, limits[i].most == 65536 ? "65,537 bytes: 65,536 are the most that is accepted" : "1,025 bytes: 1,024 are the most that is accepted"))
			fail_msg("%s: %s", limits[i].form, r.said.data);
		finish(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats),
		cmocka_unit_test(no_inventory),
		cmocka_unit_test(syntax),
		cmocka_unit_test(not_opened),
		cmocka_unit_test(includes),
		cmocka_unit_test(includes_refused),
		cmocka_unit_test(a_register),
		cmocka_unit_test(overlay),
		cmocka_unit_test(lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
