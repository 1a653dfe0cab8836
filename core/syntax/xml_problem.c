#include "syntax/xml_problem.h"

#include "base/mem.h"

#define OTHER_ENCODING "the first line names an encoding that is not UTF-8; XML is read as UTF-8 only, convert the file and this line"

static const struct {
	int code; /* xmlParserErrors */
	const char *text;
} sentences[] = {
	{ XML_ERR_DOCUMENT_EMPTY, "no element begins here; XML begins with `<?xml` or `<`, is this another kind of file?" },
	{ XML_ERR_DOCUMENT_START, "no element begins here; XML begins with `<?xml` or `<`, is this another kind of file?" },
	{ XML_ERR_DOCUMENT_END, "text or a second element stands after the end of the first; one element holds everything in XML" },
	{ XML_ERR_INVALID_CHAR, "a character stands here that XML does not allow, most likely a control character; remove it" },
	{ XML_ERR_INVALID_HEX_CHARREF, "`&#x` must be followed by hexadecimal digits and `;`" },
	{ XML_ERR_INVALID_DEC_CHARREF, "`&#` must be followed by digits and `;`" },
	{ XML_ERR_ENTITYREF_SEMICOL_MISSING, "`&` stands alone here; write it as `&amp;`" },
	{ XML_ERR_NAME_REQUIRED, "a name was expected here; write a plain `&` as `&amp;` and a plain `<` as `&lt;`" },
	{ XML_ERR_LT_IN_ATTRIBUTE, "`<` stands in an attribute value; write it as `&lt;`, or close the value with its quote" },
	{ XML_ERR_ATTRIBUTE_NOT_STARTED, "the value of an attribute must begin with a quote, as in name=\"value\"" },
	{ XML_ERR_ATTRIBUTE_NOT_FINISHED, "the quote of an attribute value is not closed before here" },
	{ XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "an attribute without a value stands here; write name=\"value\"" },
	{ XML_ERR_SPACE_REQUIRED, "a space is missing here, as between two attributes" },
	{ XML_ERR_GT_REQUIRED, "a `>` was expected here" },
	{ XML_ERR_LTSLASH_REQUIRED, "an end tag `</` was expected here" },
	{ XML_ERR_EQUAL_REQUIRED, "a `=` was expected here" },
	{ XML_ERR_COMMENT_NOT_FINISHED, "a comment is not closed by `-->` before here" },
	{ XML_ERR_HYPHEN_IN_COMMENT, "`--` stands inside a comment, where XML does not allow it" },
	{ XML_ERR_CDATA_NOT_FINISHED, "a CDATA section is not closed by `]]>` before here" },
	{ XML_ERR_MISPLACED_CDATA_END, "`]]>` stands in text; write it as `]]&gt;`" },
	{ XML_ERR_PI_NOT_FINISHED, "a processing instruction is not closed by `?>` before here" },
	{ XML_ERR_RESERVED_XML_NAME, "`<?xml` may stand at the very start of the file only; remove blanks or text before it" },
	{ XML_ERR_XMLDECL_NOT_FINISHED, "`<?xml` is not closed by `?>`" },
	{ XML_ERR_DOCTYPE_NOT_FINISHED, "the DOCTYPE is not closed before here" },
	{ XML_ERR_UNKNOWN_VERSION, "the version of XML that this file names is not known; 1.0 is" },
	{ XML_ERR_INVALID_ENCODING, OTHER_ENCODING },
	{ XML_ERR_UNSUPPORTED_ENCODING, OTHER_ENCODING },
	{ XML_ERR_UNKNOWN_ENCODING, OTHER_ENCODING },
	{ XML_ERR_ENCODING_NAME, OTHER_ENCODING },
	{ XML_ERR_STANDALONE_VALUE, "standalone is `yes` or `no`" },
};

static bool special(const xmlError *error, struct place at, struct messages *messages)
{
	switch (error->code) {
	case XML_ERR_TAG_NAME_MISMATCH:
		messages_add(messages, SEVERITY_ERROR, at, "`</%s>` stands where `</%s>` was expected, which would close the element of line %d",
			messages_quote(messages, text_of(error->str2 ? error->str2 : "")),
			messages_quote(messages, text_of(error->str1 ? error->str1 : "")), error->int1);
		return true;
	case XML_ERR_ATTRIBUTE_REDEFINED:
		messages_add(messages, SEVERITY_ERROR, at, "the attribute `%s` stands twice in this tag; remove one",
			messages_quote(messages, text_of(error->str1 ? error->str1 : "")));
		return true;
	case XML_ERR_UNDECLARED_ENTITY:
		messages_add(messages, SEVERITY_ERROR, at, "the entity `%s` stands here, which is not accepted; write the text itself",
			messages_quote(messages, text_of(error->str1 ? error->str1 : "")));
		return true;
	default:
		return false;
	}
}

bool xml_problem(const xmlError *error, struct place at, struct messages *messages)
{
	size_t i;

	if (error->code == XML_ERR_NO_MEMORY)
		mem_fail();
	if (error->level < XML_ERR_ERROR)
		return false;
	/* Exports use prefixes that they never declare; names are read without their prefix, so nothing is lost. */
	if (error->domain == XML_FROM_NAMESPACE && error->level == XML_ERR_ERROR) {
		messages_add(messages, SEVERITY_WARNING, at, "a mistake in namespaces: %s",
			messages_quote(messages, text_trim(text_of(error->message))));
		return false;
	}
	if (special(error, at, messages))
		return true;
	for (i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
		if (sentences[i].code == error->code) {
			messages_add(messages, SEVERITY_ERROR, at, "%s", sentences[i].text);
			return true;
		}
	}
	messages_add(messages, SEVERITY_ERROR, at, "this is not well-formed XML: %s",
		messages_quote(messages, text_trim(text_of(error->message))));
	return true;
}
