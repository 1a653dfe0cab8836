/* The schema page and the XML schema are what the schema makes of them, and the page's examples load.
 * KEUR_UPDATE=1 in the environment writes both anew. */
#include "input_test.h"

#include "model/schema_page.h"

#define PAGE KEUR_SOURCE_DIR "/inventories/README.md"
#define XSD KEUR_SOURCE_DIR "/inventories/keur.xsd"

static const char begin[] = "<!-- made from the schema: do not edit -->\n";
static const char end[] = "<!-- end of what is made from the schema -->\n";

static struct buffer load(const char *path)
{
	struct buffer out = { 0 };
	char chunk[4096];
	size_t got;
	FILE *f = fopen(path, "rb");

	assert_non_null(f);
	while ((got = fread(chunk, 1, sizeof chunk, f)) > 0)
		buffer_add(&out, chunk, got);
	fclose(f);
	return out;
}

static void save(const char *path, const struct buffer *text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text->data, 1, text->length, f), text->length);
	assert_int_equal(fclose(f), 0);
}

static void compare(const char *path, struct buffer *made)
{
	struct buffer there = { 0 };

	if (getenv("KEUR_UPDATE"))
		save(path, made);
	there = load(path);
	assert_string_equal(there.data, made->data);
	buffer_free(&there);
	buffer_free(made);
}

static void page(void **state)
{
	struct buffer there = load(PAGE), made = { 0 };
	const char *first = strstr(there.data, begin), *last = strstr(there.data, end);

	(void)state;
	assert_non_null(first);
	assert_non_null(last);
	buffer_add(&made, there.data, (size_t)(first - there.data));
	buffer_string(&made, begin);
	schema_page(&made);
	buffer_string(&made, last);
	buffer_free(&there);
	compare(PAGE, &made);
}

static void xsd(void **state)
{
	struct buffer made = { 0 };

	(void)state;
	schema_xsd(&made);
	compare(XSD, &made);
}

/* Every block of the page, by the text that opens it. */
static unsigned try_blocks(const char *text, const char *open)
{
	unsigned tried = 0;

	while ((text = strstr(text, open)) != NULL) {
		struct reading r;
		const char *from = strchr(text + 1, '\n') + 1, *to = strstr(from, "```");
		bool overlay = strstr(from, "critical: yes") && strstr(from, "critical: yes") < to;

		start(&r);
		write_bytes(&r, "f", from, (size_t)(to - from));
		read_name(&r, overlay ? INPUT_OVERLAY : INPUT_INVENTORY, "f");
		assert_said(&r, "");
		assert_true(r.rows.length > 0);
		finish(&r);
		tried++;
		text = to + 3;
	}
	return tried;
}

static void examples(void **state)
{
	struct buffer text = load(PAGE);

	(void)state;
	assert_int_equal(try_blocks(text.data, "```yaml"), 6);
	assert_int_equal(try_blocks(text.data, "```xml"), 1);
	assert_int_equal(try_blocks(text.data, "```csv"), 2);
	buffer_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(page), cmocka_unit_test(xsd), cmocka_unit_test(examples) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
