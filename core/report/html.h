/* What the parts of report.html are written with: tags are literals, which the compiler checks; text of others goes through escape_html and
 * stands in a <bdi>, so that it can neither become markup nor turn the line around it; what keur itself says goes through html_say and
 * html_fill, whole sentences with named places, which is where another language comes in. Knows no section of the page. */
#ifndef KEUR_REPORT_HTML_H
#define KEUR_REPORT_HTML_H

#include "report/words.h"

/* Above so many parts the page shows those in scope, and aggregates; no table of it has more rows. */
enum { HTML_EVERYTHING = 5000, HTML_QUESTIONS = 1000, HTML_SUPPLIERS = 200, HTML_OTHERS = 500, HTML_CHAINS = 1000 };

struct html {
	const struct result *result;
	struct out *out;
	struct words_files files;
	struct buffer room; /* scratch of those who write a section */
	struct buffer own;  /* scratch of html_own */
	uint32_t *log_first, *log_row; /* rows of log of component c: log_row[log_first[c]] .. log_row[log_first[c + 1] - 1] */
	uint8_t *shown;     /* by component: told in full; NULL: all are */
	uint32_t shown_parts;
	uint8_t *listed;    /* by supplier: stands in the page; NULL: all do */
	struct asked *asked; /* the questions by what an answer is worth */
	uint32_t *place;    /* by gap: its place among them, which is its number in the page */
	uint32_t others;    /* findings about no part */
	bool large;         /* more than HTML_EVERYTHING parts */
	bool plain;         /* in an attribute or a data block: no markup */
};

/* Whether a part is told in full. Of a large network those in scope are, the gravest first. */
bool html_shows(const struct html *html, uint32_t component);
/* Fills shown, listed, asked, place and others. */
void html_choose(struct html *html);
/* Breach, risk at worst, known risk, scope: larger is graver. */
uint32_t html_urgency(const struct result *result, uint32_t component);
/* Components, the gravest first; owned by the caller. */
uint32_t *html_by_urgency(const struct result *result);
/* Whether a supplier, or a question, stands in the page, so that a link to it leads somewhere: all, unless the network is large. */
bool html_lists(const struct html *html, uint32_t supplier);
bool html_asks(const struct html *html, uint32_t gap);
/* How many rows of a table stand in the page: `few` of a large network; of others all that a page holds, as other tables than that of the parts
 * can be long too. What is left out is said. */
uint32_t html_most(const struct html *html, uint32_t few);

void html_start(struct html *html, const struct result *result, struct out *out);
void html_end(struct html *html);

/* Markup. */
#define TAG(html, literal) OWN((html)->out, literal)

/* A value for a place in a sentence. */
enum html_kind { HTML_NONE, HTML_NUMBER, HTML_TEXT, HTML_ENGLISH, HTML_OWN, HTML_PART, HTML_SUPPLIER, HTML_DATE, HTML_SHARE, HTML_LEVEL };
struct html_arg {
	const char *name; /* of the place: "{count}" */
	enum html_kind kind;
	int64_t number;
	struct text text;
	const char *own, *context;
};
#define IS_NUMBER(place, value) { .name = #place, .kind = HTML_NUMBER, .number = (int64_t)(value) }
#define IS_TEXT(place, value) { .name = #place, .kind = HTML_TEXT, .text = (value) }
#define IS_STRING(place, value) { .name = #place, .kind = HTML_TEXT, .text = text_of(value) }
#define IS_ENGLISH(place, value) { .name = #place, .kind = HTML_ENGLISH, .own = (value) }
/* A word of keur's, as html_own and html_member have it. */
#define IS_OWN(place, of, value) { .name = #place, .kind = HTML_OWN, .own = (value), .context = (of) }
#define IS_MEMBER(place, list, value) IS_OWN(place, schema_list[list].name, schema_list[list].member[value])
#define IS_PART(place, row) { .name = #place, .kind = HTML_PART, .number = (row) }         /* of table component */
#define IS_SUPPLIER(place, row) { .name = #place, .kind = HTML_SUPPLIER, .number = (row) } /* of table supplier */
#define IS_DATE(place, days) { .name = #place, .kind = HTML_DATE, .number = (days) }
#define IS_SHARE(place, hundredths) { .name = #place, .kind = HTML_SHARE, .number = (hundredths) }
#define IS_LEVEL(place, value) { .name = #place, .kind = HTML_LEVEL, .number = (value) }

/* A sentence of keur's in the language of the page. */
void html_say(struct html *html, const char *english);
/* The same with its places filled; the last argument has no name. */
void html_put(struct html *html, const char *english, const struct html_arg *arg);
void html_put_said(struct html *html, const char *said, const struct html_arg *arg); /* it is in the language already */
#define html_fill(html, english, ...) html_put((html), (english), (const struct html_arg[]){ __VA_ARGS__, { .name = NULL } })
/* One of two sentences, by number, which say_many() finds: literals, unmarked. */
#define html_count(html, amount, one, many, ...) \
	html_put_said((html), say_many((one), (many), (amount)), (const struct html_arg[]){ IS_NUMBER(count, (amount)), __VA_ARGS__, { .name = NULL } })
/* An attribute whose value is a sentence; its name: a literal. */
#define html_attribute(html, attribute, english, ...) html_attribute_said((html), attribute, say(english), __VA_ARGS__)
/* The same of a sentence that is in the language already, as say_many() gives it. */
#define html_attribute_said(html, attribute, said, ...) \
	do { \
		TAG(html, " " attribute "=\""); \
		(html)->plain = true; \
		html_put_said((html), (said), (const struct html_arg[]){ __VA_ARGS__, { .name = NULL } }); \
		(html)->plain = false; \
		TAG(html, "\""); \
	} while (0)

/* One of keur's own short names in people's words, "at_risk" as "at risk", in the language of the page. context: as of say_as(); NULL: none. */
void html_own(struct html *html, const char *context, const char *name);
void html_member(struct html *html, enum list_id list, unsigned member);
void html_members(struct html *html, enum list_id list, uint64_t set); /* joined by commas; a word for none */

/* Text of others. Nothing for nothing. */
void html_text(struct html *html, struct text text);
void html_string(struct html *html, const char *string);
/* Text that is English whatever the language of the page, and said to be: a reader aloud goes by that. */
void html_english(struct html *html, const char *string);
void html_foreign(struct html *html, bool foreign);     /* lang="en" in a tag, where that is not the language of the page */
void html_code(struct html *html, const char *string);
void html_number(struct html *html, uint64_t number); /* 4,200 */
void html_plain_number(struct html *html, int64_t number); /* 4200: lines, attributes */
void html_date(struct html *html, int32_t days);
void html_share(struct html *html, int32_t hundredths);
void html_days(struct html *html, int32_t days); /* 90 days */
/* A value of the model as its user wrote it, or the word for what nobody knows. */
void html_value(struct html *html, enum column_id column, uint32_t row);
/* An entry of a <dl>: its name, with the <dd> begun; or whole, with a row's value. */
void html_term(struct html *html, const char *english);
void html_field(struct html *html, const char *english, enum column_id column, uint32_t row);
void html_key(struct html *html, uint32_t table, uint32_t row);
void html_part(struct html *html, uint32_t component); /* linked to where it is explained */
void html_supplier(struct html *html, uint32_t row);
void html_supplier_name(struct html *html, uint32_t row); /* where it is told itself: no link */
void html_place(struct html *html, uint32_t table, uint32_t row); /* "network.yaml:14"; nothing for computed rows */
void html_unknown(struct html *html); /* what nobody may overlook: that it is not known */

/* Signs that have words, a shape and a colour. */
void html_level(struct html *html, unsigned level);      /* 1 to 5; 0: none */
void html_risk(struct html *html, uint32_t component);   /* "undetermined: at least low, at most very high" */
void html_status(struct html *html, unsigned trust);     /* KEUR_TRUST_* */
void html_standing(struct html *html, unsigned standing); /* KEUR_STANDING_* */
void html_kind(struct html *html, unsigned kind);        /* KEUR_KIND_* */

/* <section> with its heading; id: a literal. */
#define html_section(html, id, english) \
	do { \
		TAG(html, "<section id=\"" id "\" aria-labelledby=\"h-" id "\"><h2 id=\"h-" id "\">"); \
		html_say((html), (english)); \
		TAG(html, "</h2>\n"); \
	} while (0)
#define html_section_end(html) TAG(html, "</section>\n")
void html_paragraph(struct html *html, const char *english);
/* After a section's heading: the plugins of which it may lack something; nothing when all gave an answer. */
void html_may_lack(struct html *html, enum words_section section);
/* A table with its caption, and a header cell for each of the words; the last is NULL. From column `number` on there are numbers. Where it is too
 * wide it scrolls by itself, which the script lets keys do. */
void html_table(struct html *html, const char *caption, const char *const *head, unsigned number);
/* One of many that have the same caption: `of` tells them apart for who goes from one to the next. */
void html_table_of(struct html *html, const char *caption, struct text of, const char *const *head, unsigned number);
enum { HTML_NO_NUMBERS = 99 };
void html_table_end(struct html *html);
/* "and 12 more, which result.json has" */
void html_more(struct html *html, uint64_t more);

#endif
