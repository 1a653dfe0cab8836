#include "report/html.h"

#include "base/number.h"

#include <stdlib.h>

#include "report/sink.h"

void html_start(struct html *html, const struct result *result, struct out *out)
{
	*html = (struct html){ .result = result, .out = out, .large = result->model->rows[TABLE_component] > HTML_EVERYTHING };
	words_files_start(&html->files, result);
	html_choose(html);
}

void html_end(struct html *html)
{
	words_files_free(&html->files);
	buffer_free(&html->room);
	buffer_free(&html->own);
	free(html->shown);
	free(html->listed);
	free(html->asked);
	free(html->place);
	free(html->log_first);
	free(html->log_row);
}

/* ---- Sentences ------------------------------------------------------------------------------------------------------------------ */

static void argument(struct html *html, const struct html_arg *arg)
{
	switch (arg->kind) {
	case HTML_NUMBER:
		html_number(html, (uint64_t)arg->number);
		break;
	case HTML_TEXT:
		html_text(html, arg->text);
		break;
	case HTML_ENGLISH:
		html_english(html, arg->own);
		break;
	case HTML_OWN:
		html_own(html, arg->context, arg->own);
		break;
	case HTML_PART:
		html_part(html, (uint32_t)arg->number);
		break;
	case HTML_SUPPLIER:
		html_supplier(html, (uint32_t)arg->number);
		break;
	case HTML_DATE:
		html_date(html, (int32_t)arg->number);
		break;
	case HTML_SHARE:
		html_share(html, (int32_t)arg->number);
		break;
	case HTML_LEVEL:
		html_level(html, (unsigned)arg->number);
		break;
	case HTML_NONE:
		break;
	}
}

static bool place(struct html *html, struct text name, const struct html_arg *arg)
{
	for (; arg && arg->name; arg++)
		if (text_is(name, arg->name)) {
			argument(html, arg);
			return true;
		}
	return false;
}

void html_put(struct html *html, const char *english, const struct html_arg *arg)
{
	html_put_said(html, say(english), arg);
}

void html_put_said(struct html *html, const char *said, const struct html_arg *arg)
{
	const char *at = said;
	struct text piece;
	bool slot;

	while (language_piece(&at, &piece, &slot)) {
		if (slot && place(html, piece, arg))
			continue;
		if (slot) /* for the script to fill in */
			TAG(html, "{");
		escape_html(html->out, piece);
		if (slot)
			TAG(html, "}");
	}
}

void html_say(struct html *html, const char *english)
{
	escape_html(html->out, text_of(english[0] ? say(english) : ""));
}

void html_own(struct html *html, const char *context, const char *name)
{
	size_t i;

	if (!name[0])
		return;
	buffer_clear(&html->own);
	buffer_string(&html->own, context ? say_as(context, name) : say(name));
	for (i = 0; i < html->own.length; i++)
		if (html->own.data[i] == '_')
			html->own.data[i] = ' ';
	escape_html(html->out, buffer_view(&html->own));
}

void html_member(struct html *html, enum list_id list, unsigned member)
{
	html_own(html, schema_list[list].name, schema_list[list].member[member]);
}

void html_members(struct html *html, enum list_id list, uint64_t set)
{
	bool more = false;

	if (!set)
		html_say(html, N_("none"));
	for (; set; set &= set - 1) {
		if (more)
			TAG(html, ", ");
		html_member(html, list, (unsigned)__builtin_ctzll(set));
		more = true;
	}
}

/* ---- Text of others -------------------------------------------------------------------------------------------------------------- */

void html_text(struct html *html, struct text text)
{
	if (!text.length)
		return;
	if (html->plain) {
		escape_html(html->out, text);
		return;
	}
	TAG(html, "<bdi>");
	escape_html(html->out, text);
	TAG(html, "</bdi>");
}

void html_string(struct html *html, const char *string)
{
	if (string)
		html_text(html, text_of(string));
}

void html_foreign(struct html *html, bool foreign)
{
	if (foreign && strcmp(language_now(), language_code[LANGUAGE_EN]) != 0)
		TAG(html, " lang=\"en\"");
}

void html_english(struct html *html, const char *string)
{
	if (!string || !string[0])
		return;
	if (html->plain) {
		html_string(html, string);
		return;
	}
	TAG(html, "<bdi");
	html_foreign(html, true);
	TAG(html, ">");
	escape_html(html->out, text_of(string));
	TAG(html, "</bdi>");
}

void html_code(struct html *html, const char *string)
{
	TAG(html, "<code>");
	html_string(html, string);
	TAG(html, "</code>");
}

void html_number(struct html *html, uint64_t number)
{
	char text[NUMBER_SIZE + 8];

	language_number(number, text);
	escape_html(html->out, text_of(text));
}

void html_plain_number(struct html *html, int64_t number)
{
	out_number(html->out, number);
}

void html_date(struct html *html, int32_t days)
{
	char date[DATE_SIZE];

	if (days == KEUR_NO_DATE) {
		html_unknown(html);
		return;
	}
	date_format(days, date);
	if (!html->plain)
		TAG(html, "<time>");
	escape_html(html->out, text_of(date));
	if (!html->plain)
		TAG(html, "</time>");
}

void html_share(struct html *html, int32_t hundredths)
{
	char share[NUMBER_SIZE];

	language_share(hundredths, share);
	escape_html(html->out, text_of(share));
}

void html_days(struct html *html, int32_t days)
{
	if (days > 0)
		html_count(html, (uint64_t)days, "{count} day", "{count} days", { .name = NULL });
	else
		html_say(html, N_("none"));
}

void html_unknown(struct html *html)
{
	if (!html->plain)
		TAG(html, "<span class=\"unknown\">");
	html_say(html, N_("not known"));
	if (!html->plain)
		TAG(html, "</span>");
}

/* A row that another one names. */
static void row_value(struct html *html, uint32_t table, uint32_t row)
{
	if (row == KEUR_NONE)
		html_say(html, N_("none"));
	else if (table == TABLE_component)
		html_part(html, row);
	else if (table == TABLE_supplier)
		html_supplier(html, row);
	else
		html_key(html, table, row);
}

static void list_value(struct html *html, enum column_id column, uint32_t row)
{
	const struct model *model = html->result->model;
	uint32_t n = keur_list_length(&model->column[column], row), i;

	if (!n)
		html_say(html, N_("none"));
	for (i = 0; i < n; i++) {
		uint32_t item = keur_list_item(&model->column[column], row, i);

		if (i)
			TAG(html, ", ");
		if (schema_column[column].type == TYPE_ROWS)
			row_value(html, schema_column[column].target, item);
		else
			html_text(html, model_text(model, item));
	}
}

static void text_value(struct html *html, enum column_id column, uint32_t row)
{
	if (keur_code(&html->result->model->column[column], row) == KEUR_NONE)
		html_say(html, N_("none"));
	else
		html_text(html, model_string(html->result->model, column, row));
}

void html_value(struct html *html, enum column_id column, uint32_t row)
{
	const struct keur_column *values = &html->result->model->column[column];

	if (!model_known(html->result->model, column, row)) {
		if (column == COL_access_valid_until || column == COL_statement_until) /* absent is an answer there */
			html_say(html, N_("without an end"));
		else
			html_unknown(html);
		return;
	}
	switch (schema_column[column].type) {
	case TYPE_YES_NO:
		html_own(html, "answer", model_answer(html->result->model, column, row) == KEUR_YES ? "yes" : "no");
		break;
	case TYPE_MEMBER:
		html_member(html, (enum list_id)schema_column[column].target, keur_byte(values, row));
		break;
	case TYPE_SET:
		html_members(html, (enum list_id)schema_column[column].target, keur_set(values, row));
		break;
	case TYPE_DATE:
		if (keur_days(values, row) != KEUR_NO_DATE)
			html_date(html, keur_days(values, row));
		else
			html_say(html, N_("none"));
		break;
	case TYPE_DAYS:
		html_days(html, keur_days(values, row));
		break;
	case TYPE_SHARE:
		html_share(html, keur_days(values, row));
		break;
	case TYPE_NUMBER:
		html_number(html, (uint64_t)keur_number(values, row));
		break;
	case TYPE_NUMBER8:
		html_number(html, keur_byte(values, row));
		break;
	case TYPE_ROW:
		row_value(html, schema_column[column].target, keur_code(values, row));
		break;
	case TYPE_ROWS:
	case TYPE_TEXTS:
		list_value(html, column, row);
		break;
	case TYPE_TEXT:
	case TYPE_COUNTRY:
	case TYPE_SELECTOR:
		text_value(html, column, row);
		break;
	}
}

void html_term(struct html *html, const char *english)
{
	TAG(html, "<dt>");
	html_say(html, english);
	TAG(html, "</dt><dd>");
}

void html_field(struct html *html, const char *english, enum column_id column, uint32_t row)
{
	html_term(html, english);
	html_value(html, column, row);
	TAG(html, "</dd>");
}

void html_key(struct html *html, uint32_t table, uint32_t row)
{
	struct buffer key = { 0 };

	words_key(html->result, table, row, &key);
	html_text(html, buffer_view(&key));
	buffer_free(&key);
}

void html_part(struct html *html, uint32_t component)
{
	if (component >= html->result->model->rows[TABLE_component]) {
		html_unknown(html);
		return;
	}
	if (html->plain || !html_shows(html, component)) {
		html_text(html, model_string(html->result->model, COL_component_id, component));
		return;
	}
	TAG(html, "<a class=\"id\" href=\"#p");
	html_plain_number(html, component);
	TAG(html, "\">");
	html_text(html, model_string(html->result->model, COL_component_id, component));
	TAG(html, "</a>");
}

static void supplier(struct html *html, uint32_t row, bool linked)
{
	struct buffer name = { 0 };
	struct text like;

	words_supplier(html->result, row, &name, &like);
	if (linked) {
		TAG(html, "<a class=\"id\" href=\"#s");
		html_plain_number(html, row);
		TAG(html, "\">");
	}
	html_text(html, buffer_view(&name));
	if (linked)
		TAG(html, "</a>");
	if (like.length) {
		if (html->plain)
			TAG(html, " ");
		else
			TAG(html, " <span class=\"doubt\">");
		html_fill(html, N_("(looks like {name})"), IS_TEXT(name, like));
		if (!html->plain)
			TAG(html, "</span>");
	}
	buffer_free(&name);
}

void html_supplier(struct html *html, uint32_t row)
{
	if (row >= html->result->model->rows[TABLE_supplier])
		html_unknown(html);
	else
		supplier(html, row, !html->plain && html_lists(html, row));
}

void html_supplier_name(struct html *html, uint32_t row)
{
	supplier(html, row, false);
}

void html_place(struct html *html, uint32_t table, uint32_t row)
{
	struct words_place at;

	if (!words_place(html->result, &html->files, table, row, &at))
		return;
	TAG(html, "<code>");
	html_string(html, at.file);
	TAG(html, ":");
	html_plain_number(html, at.line);
	TAG(html, "</code>");
}

/* ---- Signs ----------------------------------------------------------------------------------------------------------------------- */

void html_level(struct html *html, unsigned level)
{
	if (html->plain) {
		html_own(html, "level", words_level[level]);
		return;
	}
	TAG(html, "<span class=\"level l");
	html_plain_number(html, level);
	TAG(html, "\">");
	html_own(html, "level", words_level[level]);
	TAG(html, "</span>");
}

void html_risk(struct html *html, uint32_t component)
{
	const struct result *result = html->result;
	uint8_t known = result->risk[component][READING_KNOWN], worst = result->risk[component][READING_WORST];
	unsigned s = result_worst_scenario(result, component, READING_WORST);

	if (!worst)
		html_say(html, N_("out of service"));
	else if (known == worst)
		html_level(html, worst);
	else
		html_fill(html, result->determined[component] >> s & 1 ? N_("at least {known}, at most {worst}")
			: N_("undetermined: at least {known}, at most {worst}"), IS_LEVEL(known, known), IS_LEVEL(worst, worst));
}

void html_status(struct html *html, unsigned trust)
{
	TAG(html, "<span class=\"sign t");
	html_plain_number(html, trust);
	TAG(html, "\">");
	html_own(html, "trust", words_trust[trust]);
	TAG(html, "</span>");
}

void html_standing(struct html *html, unsigned standing)
{
	/* The same shapes as of the status that follows from it. */
	TAG(html, "<span class=\"sign t");
	html_plain_number(html, standing + 1);
	TAG(html, "\">");
	html_member(html, LIST_standing, standing);
	TAG(html, "</span>");
}

void html_kind(struct html *html, unsigned kind)
{
	static const char *const said[] = { "", N_AS("kind", "breach"), N_AS("kind", "risk"), N_AS("kind", "gap"), N_AS("kind", "note") };

	TAG(html, "<span class=\"kind k");
	html_plain_number(html, kind);
	TAG(html, "\">");
	html_own(html, "kind", said[kind]);
	TAG(html, "</span>");
}

/* ---- Frames ----------------------------------------------------------------------------------------------------------------------- */

void html_paragraph(struct html *html, const char *english)
{
	TAG(html, "<p>");
	html_say(html, english);
	TAG(html, "</p>\n");
}

void html_may_lack(struct html *html, enum words_section section)
{
	struct buffer said = { 0 };

	if (words_may_lack(html->result, section, language_now(), &said)) {
		TAG(html, "<p class=\"lacks\">");
		escape_html(html->out, buffer_view(&said));
		TAG(html, "</p>\n");
	}
	buffer_free(&said);
}

void html_table(struct html *html, const char *caption, const char *const *head, unsigned number)
{
	html_table_of(html, caption, TEXT_LITERAL(""), head, number);
}

void html_table_of(struct html *html, const char *caption, struct text of, const char *const *head, unsigned number)
{
	unsigned i;

	TAG(html, "<div class=\"wide\" role=\"group\"");
	if (of.length)
		html_attribute(html, "aria-label", N_("{table}: {of}"), IS_STRING(table, say(caption)), IS_TEXT(of, of));
	else
		html_attribute(html, "aria-label", caption, { .name = NULL });
	TAG(html, "><table><caption>");
	html_say(html, caption);
	TAG(html, "</caption><thead><tr>");
	for (i = 0; head[i]; i++) {
		if (i >= number)
			TAG(html, "<th scope=\"col\" class=\"n\">");
		else
			TAG(html, "<th scope=\"col\">");
		html_say(html, head[i]);
		TAG(html, "</th>");
	}
	TAG(html, "</tr></thead><tbody>\n");
}

void html_table_end(struct html *html)
{
	TAG(html, "</tbody></table></div>\n");
}

void html_more(struct html *html, uint64_t more)
{
	TAG(html, "<p class=\"more\">");
	html_count(html, more, N_("And {count} more, which result.json has."), N_("And {count} more, which result.json has."), { .name = NULL });
	TAG(html, "</p>\n");
}
