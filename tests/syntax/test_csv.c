#include "syntax_test.h"

#include "syntax/csv.h"

static int give_row(void *self, const struct text *cell, const struct mark *mark, size_t cells)
{
	struct run *run = self;
	size_t i;

	for (i = 0; i < cells; i++) {
		buffer_string(&run->events, i ? "|" : "");
		buffer_text(&run->events, cell[i]);
		run_place(run, mark[i]);
	}
	buffer_string(&run->events, "/");
	return run_tick(run);
}

static int read_csv(struct run *run)
{
	static const struct csv_handler handler = { give_row, NULL };

	return csv_read(&run->source, &handler, run, &run->messages);
}

static int read_places(struct run *run)
{
	run->places = true;
	return read_csv(run);
}

static void rows(void **state)
{
	(void)state;
	check_events(read_csv, "a,b\n1,2\n", "a|b/1|2/");
	check_events(read_csv, "a,b\r\n1,2", "a|b/1|2/");
	check_events(read_csv, "a,b\r1,2\r", "a|b/1|2/");
	check_events(read_csv, "a;b;c,d\n1;2,5;\n", "a|b|c,d/1|2,5|/");
	check_events(read_csv, "a\tb\n1,0\t2\n", "a|b/1,0|2/");
	check_events(read_csv, "\"a;b\";c\n", "a;b|c/");
	check_events(read_csv, "one\ntwo,2\n", "one/two|2/");
	check_events(read_csv, "a,b\n\n,\n\"\",\nx,\n", "a|b/x|/");
	check_events(read_csv, "\xEF\xBB\xBFp,q\n", "p|q/");
	check_events(read_csv, "\xEF\xBB\xBF\"p\",q\n", "p|q/");
	check_events(read_csv, "\n\n", "");
	check_events(read_csv, "a\n", "a/");
	check_events(read_csv, "a,", "a|/");
	check_stops(read_csv, "a,b\n1,2\n3\n");
}

static void quotes(void **state)
{
	(void)state;
	check_events(read_csv, "\"a\",\"b\"\"c\",\"\"\"\"\n", "a|b\"c|\"/");
	check_events(read_csv, "\"two\nlines\",x\n", "two\nlines|x/");
	check_events(read_csv, "\"two\r\nlines\",x\r\n", "two\r\nlines|x/");
	check_events(read_csv, "6\" disk,it \"is\"\n", "6\" disk|it \"is\"/");
	check_events(read_csv, "\"\"\n\"a\"", "a/");
}

static void places(void **state)
{
	(void)state;
	check_events(read_places, "a,\xC3\xA9\xC3\xA9,b\n\"x\r\ny\",\xE2\x82\xAC,z\n1", "a@1.1|\xC3\xA9\xC3\xA9@1.3|b@1.6/x\r\ny@2.1|\xE2\x82\xAC@3.4|z@3.6/1@4.1/");
	check_events(read_places, "\xEF\xBB\xBF" "a,b\r\nc,d\r\n\ne", "a@1.1|b@1.3/c@2.1|d@2.3/e@4.1/");
	check_events(read_places, "a,b\rc,d\r\re", "a@1.1|b@1.3/c@2.1|d@2.3/e@4.1/");
}

static void refused(void **state)
{
	(void)state;
	check_no_text(read_csv, "CSV");
	check_refused(read_csv, "a,b\n1,\"open\n2,3\n", "2:3", "the quote that opens here is not closed");
	/* A row that an editor shows as part of the one before it. */
	check_refused(read_csv, "a,b\n1,x\r2,y\n", "2:4", "this row ends other than those before it: some with a CR (U+000D) alone");
	check_refused(read_csv, "a,b\r1,x\r\n2,y\r", "2:4", "this row ends other than those before it");
	check_events(read_csv, "a,b\n\"1\rx\",\xE2\x80\xA8\xC2\x85\n", "a|b/1\rx|\xE2\x80\xA8\xC2\x85/");
	check_refused(read_csv, "a,b\n1,\"x\"y\n", "2:6", "text stands after the closing quote");
	check_refused(read_csv, "a,b\n1,\"x\" \n", "2:6", "text stands after the closing quote");
	check_refused(read_csv, "a,\xC3\xA9,\xE9\n", "1:5", "byte 0xE9 is not valid UTF-8");
	check_refused_bytes(read_csv, "a,b\n1,\0\n", 8, "2:3", "byte 0x00");
}

/* Cells of every kind across every border of a chunk. */
static void borders(void **state)
{
	static const char tail[] = "\"q\"\"\r\n\xC3\xA9\",x\r\n\"last\"";
	size_t shift;

	(void)state;
	for (shift = 0; shift < sizeof tail + 2; shift++) {
		size_t pad = SOURCE_CHUNK - shift;
		struct buffer text = { 0 }, events = { 0 };
		size_t i;

		buffer_string(&text, "a,");
		for (i = text.length; i < pad; i++)
			buffer_string(&text, "p");
		buffer_text(&events, buffer_view(&text));
		events.data[1] = '|';
		buffer_string(&text, "\n");
		buffer_add(&text, tail, sizeof tail - 1);
		buffer_string(&events, "/q\"\r\n\xC3\xA9|x/last/");
		check_events(read_csv, text.data, events.data);
		buffer_free(&text);
		buffer_free(&events);
	}
}

static void limits(void **state)
{
	struct buffer text = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < CSV_CELLS - 1; i++)
		buffer_string(&text, "x,");
	check_refused_bytes(read_csv, "a,\"\xFF\"", 5, "1:4", "byte 0xFF");
	buffer_string(&text, "x");
	{
		struct run run = { 0 };

		run_bytes(&run, text.data, text.length, read_csv);
		assert_int_equal(run.rc, 0);
		run_free(&run);
	}
	buffer_string(&text, ",y");
	check_refused(read_csv, text.data, "1:8193", "more than 4,096 cells");
	buffer_clear(&text);
	buffer_string(&text, "a,b\n1,");
	for (i = 0; i < 1024 * 1024 + 1; i++)
		buffer_string(&text, "x");
	check_refused(read_csv, text.data, "2:3", "longer than 1 MiB");
	text.data[6] = '"';
	buffer_string(&text, "zz");
	check_refused(read_csv, text.data, "2:3", "not closed within 1 MiB");
	buffer_free(&text);
}

static void row_limit(void **state)
{
	struct buffer text = { 0 };
	size_t i, length = 1000 * 1000;
	char *cell = malloc(length);

	(void)state;
	memset(cell, 'x', length);
	cell[length - 1] = ',';
	for (i = 0; i < 17; i++)
		buffer_add(&text, cell, length);
	check_refused(read_csv, text.data, "1:1", "longer than 16 MiB");
	free(cell);
	buffer_free(&text);
}

static void mutations(void **state)
{
	(void)state;
	check_mutations(read_csv, "component.id,name;x,\"a \"\"b\"\"\",t\nr1,Caf\xC3\xA9,\"multi\nline\",,\r\n\"r2\",,,\n", 3000, 42);
}

/* In a comment or a value: people read a line otherwise than keur. */
static void turned(void **state)
{
	(void)state;
	check_warned(read_csv, "\xEF\xBB\xBF" "a,b\n1,\xE2\x81\xA7x\n", "2:3", "the character U+2067 stands here, which turns what follows around");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows), cmocka_unit_test(quotes), cmocka_unit_test(places), cmocka_unit_test(refused),
		cmocka_unit_test(borders), cmocka_unit_test(limits), cmocka_unit_test(row_limit), cmocka_unit_test(turned), cmocka_unit_test(mutations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
