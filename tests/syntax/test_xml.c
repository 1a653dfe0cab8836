#include "syntax_test.h"

#include "syntax/xml.h"

static int on_start(void *self, struct text name, const struct xml_attribute *attribute, size_t attributes, struct mark at)
{
	struct run *run = self;
	size_t i;

	buffer_string(&run->events, "<");
	buffer_text(&run->events, name);
	for (i = 0; i < attributes; i++) {
		buffer_string(&run->events, " ");
		buffer_text(&run->events, attribute[i].name);
		buffer_string(&run->events, "=");
		buffer_text(&run->events, attribute[i].value);
	}
	run_place(run, at);
	buffer_string(&run->events, ">");
	return run_tick(run);
}

static int on_end(void *self, struct text name, struct text text, bool stray, struct mark at)
{
	struct run *run = self;

	buffer_text(&run->events, text);
	buffer_string(&run->events, stray ? "</!" : "</");
	buffer_text(&run->events, name);
	run_place(run, at);
	buffer_string(&run->events, ">");
	return run_tick(run);
}

static const struct xml_handler events = { on_start, on_end };

static int read_xml(struct run *run)
{
	return xml_read(&run->source, &events, run, &run->messages);
}

static int read_places(struct run *run)
{
	run->places = true;
	return read_xml(run);
}

static void elements(void **state)
{
	(void)state;
	check_events(read_xml, "<a/>", "<a></a>");
	check_events(read_xml, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b='1' c=\"x &amp; &#233;\"><d> t </d><e/></a>\n",
		"<a b=1 c=x & \xC3\xA9><d>t</d><e></e></a>");
	check_events(read_xml, "<a b='&amp;amp;&#38;' c='x' d='&amp;#38;&lt;&amp;'/>", "<a b=&amp;& c=x d=&#38;<&></a>");
	check_events(read_xml, "\xEF\xBB\xBF<a>\xE2\x82\xAC</a>", "<a>\xE2\x82\xAC</a>");
	check_events(read_xml, "<a> one <!-- no --> two <![CDATA[<3> ]]>&lt;&#x41;\n</a>", "<a>one  two <3> <A</a>");
	check_events(read_xml, "<p:a xmlns:p='urn:x' xmlns='urn:y' p:b='1'><c/></p:a>", "<a b=1><c></c></a>");
	check_events(read_xml, "<a><!-- x --><?pi y?></a>", "<a></a>");
	check_events(read_xml, "<!DOCTYPE raml SYSTEM 'raml20.dtd'>\n<raml/>", "<raml></raml>");
	check_events(read_xml, "<!DOCTYPE a PUBLIC '-//x' 'http://127.0.0.1/none.dtd' [<!ELEMENT a (b)><!ATTLIST a c CDATA #IMPLIED>]>\n<a/>", "<a></a>");
	check_events(read_xml, "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", "<a></a>");
	check_stops(read_xml, "<a><b>t</b><c d='e'/></a>");
}

static void stray(void **state)
{
	(void)state;
	check_events(read_xml, "<a> x <b/></a>", "<a><b></b></!a>");
	check_events(read_xml, "<a><b/> x </a>", "<a><b></b></!a>");
	check_events(read_xml, "<a>\n <b>\n y <c/>\n </b>\n <d>z</d>\n</a>", "<a><b><c></c></!b><d>z</d></a>");
}

static void places(void **state)
{
	(void)state;
	/* libxml2 tells where it stands: at the `>` or `/>` of a start tag, behind an end tag. */
	check_events(read_places, "<a>\n  <b c='d'\n     e='\xC3\xA9'/>\n <f>t</f>\n</a>\n",
		"<a@1.3><b c=d e=\xC3\xA9@3.11></b@3.13><f@4.4>t</f@4.10></a@5.5>");
}

static void late_line(void **state)
{
	struct buffer text = { 0 };
	struct run run = { 0 };
	size_t i;

	(void)state;
	buffer_string(&text, "<a>\n");
	for (i = 0; i < 70000; i++)
		buffer_string(&text, "\n");
	buffer_string(&text, "<b/></a>\n");
	run_bytes(&run, text.data, text.length, read_places);
	assert_string_equal(run.events.data, "<a@1.3><b@70002.3></b@70002.5></a@70002.9>");
	run_free(&run);
	buffer_free(&text);
}

static void refused(void **state)
{
	(void)state;
	check_no_text(read_xml, "XML");
	check_refused(read_xml, "no xml", "1:1", "no element begins here");
	check_refused(read_xml, "  \n ", "2:2", "the file ends before an element is complete");
	check_refused(read_xml, "<a>\n<b></c></a>", "2:8", "`</c>` stands where `</b>` was expected, which would close the element of line 2");
	check_refused(read_xml, "<a>\n<b>", "2:4", "the file ends before `</b>`, which would close the element of line 2");
	check_refused(read_xml, "<a/>\n<b/>", "2:1", "after the end of the first");
	check_refused(read_xml, "<a b='1' b='2'/>", "1:15", "the attribute `b` stands twice");
	check_refused(read_xml, "<a>x & y</a>", "1:7", "write a plain `&` as `&amp;`");
	check_refused(read_xml, "<a>x &y z</a>", "1:8", "write it as `&amp;`");
	check_refused(read_xml, "<a>x < y</a>", "1:7", "`&lt;`");
	check_refused(read_xml, "<a b=1/>", "1:6", "must begin with a quote");
	check_refused(read_xml, "<a b/>", "1:5", "an attribute without a value");
	check_refused(read_xml, "<a b='<'/>", "1:7", "`<` stands in an attribute value");
	check_refused(read_xml, "<a b='1'c='2'/>", "1:9", "a space is missing");
	check_refused(read_xml, "<a>\x01</a>", "1:4", "a control character");
	check_refused(read_xml, " <?xml version='1.0'?><a/>", "1:7", "at the very start of the file only");
	check_refused(read_xml, "<a>&#0;</a>", "1:8", "XML does not allow");
	check_refused(read_xml, "<a><!-- x", "1:10", "a comment is not closed");
	check_refused(read_xml, "<a>\n<b c='\xE9'/></a>", "2:7", "byte 0xE9 is not valid UTF-8 here, so this is not XML");
	check_refused(read_xml, "<a>\xC1\x81</a>", "1:4", "byte 0xC1");
	check_refused(read_xml, "<a>\xE0\x81\x81</a>", "1:4", "byte 0xE0");
	check_refused_bytes(read_xml, "<a>\0</a>", 8, "1:4", "byte 0x00");
}

static void encodings(void **state)
{
	(void)state;
	check_refused(read_xml, "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "1:1", "written in `ISO-8859-1`; XML is read as UTF-8 only");
	check_refused(read_xml, "<?xml version='1.0' encoding='UTF-7'?><a>+ADw-</a>", "1:1", "`UTF-7`");
	check_refused(read_xml, "<?xml version='1.0' encoding='UTF-16'?><a/>", "1:38", "names an encoding that is not UTF-8");
	check_refused(read_xml, "<?xml version='1.0' encoding='no-such'?><a/>", "1:39", "names an encoding that is not UTF-8");
}

static void entities(void **state)
{
	(void)state;
	check_refused(read_xml, "<a>&nbsp;</a>", "1:10", "the entity `&nbsp;` stands here");
	check_refused(read_xml, "<a b='&x;'/>", "1:10", "the entity `&x;`");
	check_refused(read_xml, "<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>", "2:7", "the entity `&x;`");
	check_refused(read_xml, "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<a>&x;</a>", "2:7", "the entity `&x;`");
	check_refused(read_xml, "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1/p'> %p;]>\n<a/>", "1:59", "the entity `p`");
	check_refused(read_xml, "<!DOCTYPE a [<!ENTITY b '&c;&c;'><!ENTITY c '&d;&d;'><!ENTITY d 'x'>]>\n<a>&b;</a>", "2:7", "the entity `&b;`");
	check_refused(read_xml, "<!DOCTYPE a [<!ATTLIST a b CDATA 'x'>]>\n<a/>", "1:37", "gives the attribute `b` of `a` a default");
}

static void namespaces(void **state)
{
	struct run run = { 0 };

	(void)state;
	run_bytes(&run, "<a><x:b/></a>", 13, read_xml);
	assert_int_equal(run.rc, 0);
	assert_int_equal(run.messages.warnings, 1);
	assert_string_equal(run.events.data, "<a><b></b></a>");
	run_free(&run);
}

static void repeat(struct buffer *text, const char *piece, size_t times)
{
	while (times--)
		buffer_string(text, piece);
}

static void limits(void **state)
{
	struct buffer text = { 0 };
	struct run run = { 0 };
	size_t i;

	(void)state;
	repeat(&text, "<a>", 64);
	repeat(&text, "</a>", 64);
	run_bytes(&run, text.data, text.length, read_xml);
	assert_int_equal(run.rc, 0);
	run_free(&run);
	buffer_clear(&text);
	repeat(&text, "<a>", 65);
	check_refused(read_xml, text.data, "1:195", "nested more than 64 deep");
	buffer_clear(&text);
	buffer_string(&text, "<a");
	for (i = 0; i < 256; i++)
		buffer_format(&text, " a%zu=''", i);
	buffer_string(&text, "/>");
	run = (struct run){ 0 };
	run_bytes(&run, text.data, text.length, read_xml);
	assert_int_equal(run.rc, 0);
	run_free(&run);
	text.length -= 2;
	buffer_string(&text, " x=''/>");
	check_refused(read_xml, text.data, "1:1946", "the element `a` has 257 attributes; 256 is the most");
	buffer_clear(&text);
	/* 64 KiB of text are accepted, blanks around it do not count. */
	buffer_string(&text, "<a>");
	repeat(&text, " \n", 50000);
	repeat(&text, "x", 64 * 1024);
	buffer_string(&text, "</a>");
	run = (struct run){ 0 };
	run_bytes(&run, text.data, text.length, read_xml);
	assert_int_equal(run.rc, 0);
	assert_int_equal(run.events.length, 64 * 1024 + 7);
	run_free(&run);
	text.length -= 4;
	buffer_string(&text, "x</a>");
	run = (struct run){ 0 };
	run_bytes(&run, text.data, text.length, read_xml);
	assert_non_null(strstr(run.printed.data, "the text of one element is longer than 64 KiB"));
	run_free(&run);
	buffer_free(&text);
}

/* What libxml2 would collect for long, or be slow with. */
static void unconsumed(void **state)
{
	struct buffer text = { 0 };
	size_t i;

	(void)state;
	buffer_string(&text, "<a>\n<b c='");
	repeat(&text, "0123456789", 30000);
	check_refused(read_xml, text.data, "2:1", "longer than 64 KiB");
	buffer_clear(&text);
	buffer_string(&text, "<a>\n<!-- ");
	repeat(&text, "0123456789", 30000);
	check_refused(read_xml, text.data, "2:1", "longer than 64 KiB");
	buffer_clear(&text);
	buffer_string(&text, "<a>\n<b");
	for (i = 0; i < 200000; i++)
		buffer_format(&text, " a%zu=''", i);
	buffer_string(&text, "/></a>");
	check_refused(read_xml, text.data, "2:1", "longer than 64 KiB");
	buffer_free(&text);
}

static void borders(void **state)
{
	static const char tail[] = "<b c=\"\xE2\x82\xAC&amp;\">\r\n\xC3\xA9&#233;<![CDATA[z]]></b></a>";
	size_t shift;

	(void)state;
	for (shift = 0; shift < sizeof tail + 2; shift++) {
		struct buffer text = { 0 };
		size_t pad = SOURCE_CHUNK - shift;

		buffer_string(&text, "<a>");
		repeat(&text, " ", pad - text.length);
		buffer_add(&text, tail, sizeof tail - 1);
		check_events(read_xml, text.data, "<a><b c=\xE2\x82\xAC&>\xC3\xA9\xC3\xA9z</b></a>");
		buffer_free(&text);
	}
}

/* Nothing that libxml2 has to say may reach standard error. */
static void silence(void **state)
{
	int saved = dup(STDERR_FILENO), fd = memfd_create("stderr", MFD_CLOEXEC);
	struct run run = { 0 };

	(void)state;
	dup2(fd, STDERR_FILENO);
	run_bytes(&run, "<?xml version='1.0' encoding='x-none'?><a xmlns:b='no uri'>&#1;</b>", 67, read_xml);
	run_free(&run);
	run = (struct run){ 0 };
	run_bytes(&run, "<a xml:space='x' xmlns='rel'><b:c/>&#1;</b>", 43, read_xml);
	run_free(&run);
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	close(saved);
	assert_int_equal(lseek(fd, 0, SEEK_END), 0);
	close(fd);
}

static void mutations(void **state)
{
	(void)state;
	check_mutations(read_xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE keur SYSTEM 'k.dtd' [<!ENTITY e 'x'><!ATTLIST c d CDATA #IMPLIED>]>\n"
		"<keur version=\"1\" xmlns:x='urn:x'>\n <!-- c --><component id=\"b-1\" x:name=\"Caf\xC3\xA9 &amp; more\">\n"
		"  <data>customer</data><data><![CDATA[traffic]]></data>&#65; </component>\n</keur>\n", 4000, 5);
}

static void samples(void **state)
{
	(void)state;
	check_samples(".xml", read_xml, 0);
}

/* In a comment or a value: people read a line otherwise than keur. */
static void turned(void **state)
{
	(void)state;
	check_warned(read_xml, "<a>\n<!-- \xE2\x80\xAE x -->\n</a>", "2:6", "the character U+202E stands here, which turns what follows around");
	check_warned(read_xml, "<a b='\xC3\xA9\xE2\x81\xA6'>\xE2\x81\xA9</a>", "1:8", "U+2066 stands here (the first of 2), which");
	check_events(read_xml, "<a b='&#x202E;'/>", "<a b=\xE2\x80\xAE></a>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements), cmocka_unit_test(stray), cmocka_unit_test(places), cmocka_unit_test(late_line),
		cmocka_unit_test(refused), cmocka_unit_test(encodings), cmocka_unit_test(entities), cmocka_unit_test(namespaces),
		cmocka_unit_test(limits), cmocka_unit_test(unconsumed), cmocka_unit_test(borders), cmocka_unit_test(silence),
		cmocka_unit_test(mutations), cmocka_unit_test(turned), cmocka_unit_test(samples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
