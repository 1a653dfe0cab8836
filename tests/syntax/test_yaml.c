#include "syntax_test.h"

#include "syntax/yaml.h"

static int read_yaml(struct run *run)
{
	return yaml_read(&run->source, &tree_events, run, &run->messages);
}

static int read_places(struct run *run)
{
	run->places = true;
	return read_yaml(run);
}

static int read_without_include(struct run *run)
{
	struct tree_handler handler = tree_events;

	handler.include = NULL;
	return yaml_read(&run->source, &handler, run, &run->messages);
}

static void trees(void **state)
{
	(void)state;
	check_events(read_yaml, "a: 1\nb: [x, 'y', \"z\"]\nc:\n  - {d: e}\n  -\nf: |\n  g\nh:\n", "{a=1;b=[x;'y';'z';]c=[{d=e;};]f='g\n';h=;}");
	check_events(read_yaml, "--- x\n...\n", "x;");
	check_events(read_yaml, "---\n", ";");
	check_events(read_yaml, "\xEF\xBB\xBF" "a: \"\\u00e9\\\"\"\n", "{a='\xC3\xA9\"';}");
	check_events(read_yaml, "a: ~\nb: null\n\"\": x\n'<<': y\n", "{a=~;b=null;=x;<<=y;}");
	check_events(read_yaml, "\"a\" : 1\n? b\n: 2\n", "{a=1;b=2;}");
	check_events(read_yaml, "# only\na: b # c\r\nd: e\r\n", "{a=b;d=e;}");
	check_stops(read_yaml, "a: 1\nb: &x [c, {d: e}]\nf: !include g\nh: [*x, *x]\n");
}

static void places(void **state)
{
	(void)state;
	check_events(read_places, "k\xC3\xA9: \xC3\xA9\nb:\n  - {\xE2\x82\xAC: \"c\", d}\n",
		"{@1.1k\xC3\xA9@1.1=\xC3\xA9@1.5;b@2.1=[@3.3{@3.5\xE2\x82\xAC@3.6='c@3.9';d@3.14=@3.15;}@3.15]@4.1}@4.1");
	check_events(read_places, "\xEF\xBB\xBF" "a: b\n", "{@1.1a@1.1=b@1.4;}@2.1");
}

static void aliases(void **state)
{
	(void)state;
	check_events(read_yaml, "a: &x 1\nb: *x\nc: &y {d: *x, e: [f]}\ng: [*y, *y]\n", "{a=1;b=1;c={d=1;e=[f;]}g=[{d=1;e=[f;]}{d=1;e=[f;]}]}");
	check_events(read_yaml, "&k a: 1\nb: *k\n", "{a=1;b=a;}");
	check_events(read_yaml, "a: &x 1\nb: &x 2\nc: *x\n", "{a=1;b=2;c=2;}");
	check_events(read_yaml, "a: &x\nb: *x\n", "{a=;b=;}");
	check_events(read_places, "a: &x 'v'\nb: *x\n", "{@1.1a@1.1='v@1.4';b@2.1='v@1.4';}@3.1");
	check_events(read_yaml, "&all {a: &x [1], b: *x}\n", "{a=[1;]b=[1;]}");
	check_refused(read_yaml, "a: *x\n", "1:4", "the alias `*x` has no anchor before it");
	check_refused(read_yaml, "a: &x [1, *x]\n", "1:11", "inside the value that it would repeat");
	check_refused(read_yaml, "a: &x 1\n*x : 2\n", "2:1", "an alias stands where a key was expected");
	check_refused(read_yaml, "a: &x !include f\n", "1:4", "an anchor stands before `!include`");
	check_refused(read_yaml, "&x\na: !include f\n", "2:4", "`!include` stands inside an anchor");
}

/* What libyaml takes for the end of a line and no editor shows, and what turns lines around: keys could hide in comments. */
static void hidden_breaks(void **state)
{
	static const struct {
		const char *bytes, *said;
	} hidden[] = { { "\xC2\x85", "U+0085" }, { "\xE2\x80\xA8", "U+2028" }, { "\xE2\x80\xA9", "U+2029" }, { "\r", "U+000D" },
		{ "\xE2\x80\xAA", "U+202A" }, { "\xE2\x80\xAE", "U+202E" }, { "\xE2\x81\xA6", "U+2066" }, { "\xE2\x81\xA9", "U+2069" } };
	size_t i, length;

	(void)state;
	for (i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		const char *h = hidden[i].bytes;
		struct buffer text = { 0 };

		buffer_format(&text, "a: 1 # \xC3\xA9%sb: 2\n", h);
		check_refused(read_yaml, text.data, "1:9", hidden[i].said);
		buffer_clear(&text);
		buffer_format(&text, "a: 1\nb: x%sc: 2\n", h);
		check_refused(read_yaml, text.data, "2:5", hidden[i].said);
		buffer_clear(&text);
		buffer_format(&text, "a: \"x%sy\"\n", h);
		check_refused(read_yaml, text.data, "1:6", "within double quotes");
		buffer_clear(&text);
		buffer_format(&text, "a: 'x'%s", h);
		check_refused(read_yaml, text.data, "1:7", hidden[i].said);
		buffer_clear(&text);
		buffer_format(&text, "a: |\n  x%s  y\n", h);
		check_refused(read_yaml, text.data, "2:4", hidden[i].said);
		buffer_clear(&text);
		buffer_format(&text, "%s", h);
		check_refused(read_yaml, text.data, "1:1", hidden[i].said);
		/* An earlier mistake is told first. */
		buffer_clear(&text);
		buffer_format(&text, "a: !x y\nb: z%s\n", h);
		check_refused(read_yaml, text.data, "1:4", "the tag `!x`");
		/* Wherever the pieces end in which a file is read. */
		for (length = SOURCE_CHUNK - 6; length < SOURCE_CHUNK + 4; length++) {
			struct run run = { 0 };
			size_t at;

			buffer_clear(&text);
			buffer_string(&text, "a: 1 #");
			for (at = text.length; at < length; at++)
				buffer_string(&text, "x");
			buffer_format(&text, "%sb: 2\n", h);
			run_bytes(&run, text.data, text.length, read_yaml);
			assert_int_equal(run.rc, -1);
			assert_non_null(strstr(run.printed.data, hidden[i].said));
			run_free(&run);
		}
		buffer_free(&text);
	}
	check_events(read_yaml, "a: \"\\u0085\\u2028\\u2029\\r\"\n", "{a='\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\r';}");
	check_events(read_yaml, "a: \"\\u202E\\u2066\"\n", "{a='\xE2\x80\xAE\xE2\x81\xA6';}");
	/* Neighbours of theirs, and CRLF across the border. */
	check_events(read_yaml, "a: \xC2\xA0\xE2\x80\xA7\xE2\x80\xAF\xE2\x81\xA5\xE2\x80\x8F\r\n", "{a=\xC2\xA0\xE2\x80\xA7\xE2\x80\xAF\xE2\x81\xA5\xE2\x80\x8F;}");
	for (length = SOURCE_CHUNK - 3; length < SOURCE_CHUNK + 3; length++) {
		struct buffer text = { 0 };

		buffer_string(&text, "a: 1 #");
		while (text.length < length)
			buffer_string(&text, "x");
		buffer_string(&text, "\r\nb: 2\r\n");
		check_events(read_yaml, text.data, "{a=1;b=2;}");
		buffer_free(&text);
	}
}

static void alias_budget(void **state)
{
	struct buffer text = { 0 };
	size_t i;

	(void)state;
	buffer_string(&text, "a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
	for (i = 1; i < 9; i++)
		buffer_format(&text, "a%zu: &a%zu [*a%zu,*a%zu,*a%zu,*a%zu,*a%zu,*a%zu,*a%zu,*a%zu,*a%zu]\n", i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1,
			i - 1, i - 1, i - 1);
	check_refused(read_yaml, text.data, "7:10", "repeat more than 1,000,000 values");
	buffer_clear(&text);
	/* Depth through aliases. */
	buffer_string(&text, "- &a0 [x]\n");
	for (i = 1; i < 70; i++)
		buffer_format(&text, "- &a%zu [*a%zu]\n", i, i - 1);
	check_refused(read_yaml, text.data, "64:9", "with what this alias repeats, nested more than 64 deep");
	buffer_clear(&text);
	buffer_string(&text, "x: 1\ny: &big\n");
	for (i = 0; i < 70; i++) {
		size_t j;

		buffer_string(&text, "- ");
		for (j = 0; j < 1000 * 1000; j++)
			buffer_string(&text, "x");
		buffer_string(&text, "\n");
	}
	check_refused(read_yaml, text.data, "2:4", "what this anchor marks is larger than 64 MiB");
	buffer_free(&text);
}

static void includes(void **state)
{
	(void)state;
	check_events(read_places, "a: !include b.yaml\nc: d\n", "{@1.1a@1.1=<b.yaml@1.4>c@2.1=d@2.4;}@3.1");
	check_events(read_yaml, "a: !include 'b c.yaml'\n", "{a=<b c.yaml>}");
	check_refused(read_without_include, "a: !include b.yaml\n", "1:4", "this file cannot include others");
	check_refused(read_yaml, "a: {b: !include c}\n", "1:8", "it may only be the value of a top-level key");
	check_refused(read_yaml, "a: [!include c]\n", "1:5", "it may only be the value of a top-level key");
	check_refused(read_yaml, "- !include c\n", "1:3", "it may only be the value of a top-level key");
	check_refused(read_yaml, "!include c: d\n", "1:1", "it may only be the value of a top-level key");
	check_refused(read_yaml, "!include c\n", "1:1", "it may only be the value of a top-level key");
	check_refused(read_yaml, "a: !include\nb: c\n", "1:4", "`!include` names no file");
	check_refused(read_yaml, "a: !include [b]\n", "1:4", "the tag `!include` stands here");
}

static void subset(void **state)
{
	(void)state;
	check_refused(read_yaml, "%YAML 1.1\n--- a\n", "1:1", "directives");
	check_refused(read_yaml, "# x\n%TAG ! tag:x,2000:\n--- a\n", "2:1", "directives");
	check_refused(read_yaml, "%FOO\n--- a\n", "1:1", "directives");
	check_refused(read_yaml, "%YAML 7.1\n--- a\n", "1:1", "directives");
	check_refused(read_yaml, "a: !!str b\n", "1:4", "the tag `!!str` stands here; tags are not accepted, only `!include`");
	check_refused(read_yaml, "a: !foo b\n", "1:4", "the tag `!foo`");
	check_refused(read_yaml, "a: ! b\n", "1:4", "the tag `!`");
	check_refused(read_yaml, "a: !!map {}\n", "1:4", "the tag `!!map`");
	check_refused(read_yaml, "a: !x!y b\n", "1:4", "tags are not accepted");
	check_refused(read_yaml, "a: b\n<<: c\n", "2:1", "the merge key `<<`");
	check_refused(read_yaml, "a: b\n---\nc: d\n", "2:1", "a second document begins here");
	check_refused(read_yaml, "a: b\n...\n---\nc: d\n", "3:1", "a second document begins here");
	check_refused(read_yaml, "? [a]\n: b\n", "1:3", "a list stands where a key was expected");
	check_refused(read_yaml, "{a: b}: c\n", "1:1", "a mapping stands where a key was expected");
	check_refused(read_yaml, "?\n: c\n", "1:2", "a key is missing before `:`");
	check_refused(read_yaml, "a: \"b\\0c\"\n", "1:4", "NUL");
}

static void directive_flood(void **state)
{
	struct buffer text = { 0 };
	size_t i;

	(void)state;
	buffer_string(&text, "--- a\n...\n");
	for (i = 0; i < 300000; i++)
		buffer_format(&text, "%%TAG !t%zu! x\n", i);
	check_refused(read_yaml, text.data, "1168:1", "directives");
	buffer_free(&text);
}

static void duplicates(void **state)
{
	struct run run = { 0 };

	(void)state;
	check_refused(read_yaml, "a: 1\nb: {c: 1, a: 2}\na: 3\n", "3:1", "the key `a` stands twice in this mapping, first at line 1, column 1; remove one");
	check_refused(read_yaml, "x:\n  - {k\xC3\xA9: 1, \"k\xC3\xA9\": 2}\n", "2:13", "first at line 2, column 6");
	check_refused(read_yaml, "a: &x {b: 1, b: 2}\nc: *x\n", "1:14", "the key `b` stands twice");
	run_bytes(&run, "a: 1\na: 2\nb: 1\nb: 2\n", 20, read_yaml);
	assert_int_equal(run.messages.errors, 2);
	run_free(&run);
}

/* A mapping of very many keys takes time in proportion. */
static void large_mapping(void **state)
{
	struct buffer text = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < 200000; i++)
		buffer_format(&text, "key-%zu: x\n", i);
	buffer_string(&text, "key-77: y\n");
	check_refused(read_yaml, text.data, "200001:1", "first at line 78, column 1");
	buffer_free(&text);
}

static void mistakes(void **state)
{
	(void)state;
	check_refused(read_yaml, "a:\n\tb: c\n", "2:1", "a TAB stands in the indentation; YAML is indented with spaces only");
	check_refused(read_yaml, "a:\n  b: c\n \td: e\n", "3:2", "a TAB stands in the indentation");
	check_refused(read_yaml, "a: b\n\tc: d\n", "2:1", "a TAB stands in the indentation");
	check_refused(read_yaml, "a: |\n\tb\n", "2:1", "a TAB stands in the indentation");
	check_refused(read_yaml, "a: @b\n", "1:4", "`@b`: a value cannot begin with this character");
	check_refused(read_yaml, "a: `b`\n", "1:4", "put the value in quotes");
	check_refused(read_yaml, "a: b: c\n", "1:5", "a second `:` on this line");
	check_refused(read_yaml, "a: b\n  c: d\n", "2:4", "same indentation");
	check_refused(read_yaml, "a:\n  b: c\n d: e\n", "3:2", "`d:`: a key of the mapping was expected");
	check_refused(read_yaml, "a:\n  - b\n  c: d\n", "3:3", "`c:`: a list entry `- ` was expected; give it the same indentation");
	check_refused(read_yaml, "a: - b\n", "1:4", "a list entry `- ` must begin on a line of its own");
	check_refused(read_yaml, "a: [b\nc: d\n", "2:2", "`,` or `]` was expected (the list that `[` opens begins at line 1, column 4)");
	check_refused(read_yaml, "a: {b: c\n", "2:1", "`,` or `}` was expected (the mapping that `{` opens begins at line 1, column 4)");
	check_refused(read_yaml, "a: ]\n", "1:4", "`]`: a value was expected");
	check_refused(read_yaml, "a: \"b\nc: d\n", "1:4", "the quote that opens here is never closed");
	check_refused(read_yaml, "a: 'b\n...\n", "1:4", "not closed before the document ends");
	check_refused(read_yaml, "a: \"\\x\"\n", "1:7", "hexadecimal digits");
	check_refused(read_yaml, "a: \"C:\\q\"\n", "1:7", "backslash");
	check_refused(read_yaml, "a: 1\nsome text\nb: 2\n", "3:1", "`: ` was expected after a key");
	check_refused(read_yaml, " a: 1\nb: 2\n", "2:1", "the document ended before this");
	check_refused(read_yaml, "a: *\n", "1:5", "needs a name");
	check_refused(read_yaml, "a: | x\n  b\n", "1:6", "after `|` or `>` the line must end");
}

static void no_text(void **state)
{
	(void)state;
	check_no_text(read_yaml, "YAML");
	check_refused(read_yaml, "# nothing\n\n", "1:1", "nothing but blanks and comments");
	check_refused(read_yaml, "a: \xC3\xA9\nb: x\xE9\n", "2:5", "byte 0xE9 is not valid UTF-8 here, so this is not YAML");
	check_refused(read_yaml, "\xEF\xBB\xBF" "a: b\nc: \x01\n", "2:4", "the character U+0001 stands here");
	check_refused(read_yaml, "\x1F\x8B\x08", "1:1", "is this a binary file, not YAML?");
	check_refused(read_yaml, "a: \xEF\xBF\xBF\n", "1:4", "U+FFFF");
	check_refused_bytes(read_yaml, "a: b\nc: \0\n", 10, "2:4", "byte 0x00");
}

static void depth(void **state)
{
	char text[256];
	struct run run = { 0 };

	(void)state;
	memset(text, '[', 64);
	memset(text + 64, ']', 64);
	text[128] = '\0';
	run_bytes(&run, text, 128, read_yaml);
	assert_int_equal(run.rc, 0);
	run_free(&run);
	memset(text, '[', 65);
	check_refused(read_yaml, text, "1:65", "nested more than 64 deep");
}

/* libyaml is quadratic in depth; the limit must end it at once. */
static void deep(void **state)
{
	size_t length = 300 * 1000;
	char *text = malloc(length + 1);

	(void)state;
	memset(text, '[', length);
	text[length] = '\0';
	check_refused(read_yaml, text, "1:65", "nested more than 64 deep");
	free(text);
}

static void long_scalar(void **state)
{
	size_t length = 20 * 1024 * 1024;
	char *text = malloc(length + 1);

	(void)state;
	memset(text, 'x', length);
	memcpy(text, "a: \"", 4);
	text[length] = '\0';
	{
		struct run run = { 0 };

		run_bytes(&run, text, length, read_yaml);
		assert_int_equal(run.rc, -1);
		assert_non_null(strstr(run.printed.data, "longer than 16 MiB"));
		run_free(&run);
	}
	free(text);
}

static void borders(void **state)
{
	static const char tail[] = "\xE2\x82\xAC: \"\xC3\xA9\"\nb: c\n";
	size_t shift;

	(void)state;
	for (shift = 0; shift < sizeof tail + 2; shift++) {
		struct buffer text = { 0 }, events = { 0 };
		size_t i, pad = SOURCE_CHUNK - shift;

		buffer_string(&text, "a: ");
		while (text.length < pad - 1)
			buffer_string(&text, "p");
		buffer_string(&events, "{@1.1a@1.1=");
		for (i = 3; i < text.length; i++)
			buffer_string(&events, "p");
		buffer_string(&events, "@1.4;\xE2\x82\xAC@2.1='\xC3\xA9@2.4';b@3.1=c@3.4;}@4.1");
		buffer_string(&text, "\n");
		buffer_add(&text, tail, sizeof tail - 1);
		check_events(read_places, text.data, events.data);
		buffer_free(&text);
		buffer_free(&events);
	}
}

static void mutations(void **state)
{
	(void)state;
	check_mutations(read_yaml, "keur: 1\nnetwork: {operator: Noordzee Caf\xC3\xA9, as_of: 2026-11-01}\ncomponents:\n  - id: billing-1\n    name: \"a \\u00e9\"\n"
		"    data: &d [customer, 'traffic']\n    note: |\n      two\n      lines\n  - {id: x, data: *d, product: {version: \"4.2\"}}\n"
		"suppliers: !include s.yaml\n", 4000, 99);
}

static void samples(void **state)
{
	(void)state;
	check_samples(".yaml", read_yaml, 0);
}

static void more_samples(void **state)
{
	(void)state;
	check_samples(".yml", read_yaml, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trees), cmocka_unit_test(places), cmocka_unit_test(aliases), cmocka_unit_test(hidden_breaks), cmocka_unit_test(alias_budget),
		cmocka_unit_test(includes), cmocka_unit_test(subset), cmocka_unit_test(directive_flood), cmocka_unit_test(duplicates),
		cmocka_unit_test(large_mapping), cmocka_unit_test(mistakes), cmocka_unit_test(no_text), cmocka_unit_test(depth),
		cmocka_unit_test(deep), cmocka_unit_test(long_scalar), cmocka_unit_test(borders), cmocka_unit_test(mutations),
		cmocka_unit_test(samples), cmocka_unit_test(more_samples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
