/* What report.html has of a network that is too large to be told part by part: sums by site, function and supplier, and one short row for each
 * part as data, of which the script draws those that somebody asks for. Without scripts the sums and the parts in scope are there. */
#include "report/html_sections.h"

#include "base/mem.h"

#include <stdlib.h>

#include "report/sink.h"

enum { SUMS_SHOWN = 100, ROWS_MOST = 250000, HIGH = 4 };

struct sum {
	uint32_t key; /* site row, string code or supplier row; KEUR_NONE: not known */
	uint32_t parts, critical, breach, high_known, high_worst, violated, unknown;
};

struct sums {
	struct sum *sum;
	size_t capacity;
	uint32_t count, keys;
	uint32_t *place; /* 1 + index, by key; the last: not known */
};

static void sums_start(struct sums *sums, uint32_t keys)
{
	*sums = (struct sums){ .keys = keys, .place = mem_zalloc((size_t)keys + 1, sizeof *sums->place) };
}

static void sums_free(struct sums *sums)
{
	free(sums->sum);
	free(sums->place);
}

static void sums_add(struct sums *sums, const struct result *result, uint32_t key, uint32_t c)
{
	const struct keur_column *column = result->model->column;
	uint32_t at = key < sums->keys ? key : sums->keys;
	uint8_t trust = keur_byte(&column[COL_component_trust_status], c);
	struct sum *sum;

	if (!sums->place[at]) {
		mem_reserve(&sums->sum, &sums->capacity, (size_t)sums->count + 1, sizeof *sums->sum);
		sums->sum[sums->count++] = (struct sum){ .key = key };
		sums->place[at] = sums->count;
	}
	sum = &sums->sum[sums->place[at] - 1];
	sum->parts++;
	sum->critical += keur_byte(&column[COL_component_scope], c) == KEUR_SCOPE_CRITICAL;
	sum->breach += result->breach[c];
	sum->high_known += result->risk[c][READING_KNOWN] >= HIGH;
	sum->high_worst += result->risk[c][READING_WORST] >= HIGH;
	sum->violated += trust == KEUR_TRUST_VIOLATED;
	sum->unknown += trust == KEUR_TRUST_UNKNOWN;
}

static int sum_compare(const void *a, const void *b)
{
	const struct sum *x = a, *y = b;
	const uint32_t one[] = { x->breach, x->violated, x->high_worst, x->critical, x->parts };
	const uint32_t other[] = { y->breach, y->violated, y->high_worst, y->critical, y->parts };
	size_t i;

	for (i = 0; i < sizeof one / sizeof *one; i++)
		if (one[i] != other[i])
			return one[i] > other[i] ? -1 : 1;
	return (x->key > y->key) - (x->key < y->key);
}

static void sum_cells(struct html *html, const struct sum *sum)
{
	const uint32_t number[] = { sum->parts, sum->critical, sum->breach, sum->violated, sum->unknown, sum->high_known, sum->high_worst };
	size_t i;

	for (i = 0; i < sizeof number / sizeof *number; i++) {
		TAG(html, "<td class=\"n\">");
		html_number(html, number[i]);
		TAG(html, "</td>");
	}
	TAG(html, "</tr>\n");
}

static void add_to(struct sum *rest, const struct sum *sum)
{
	rest->parts += sum->parts;
	rest->critical += sum->critical;
	rest->breach += sum->breach;
	rest->high_known += sum->high_known;
	rest->high_worst += sum->high_worst;
	rest->violated += sum->violated;
	rest->unknown += sum->unknown;
}

/* name: writes the key in words. */
static void table(struct html *html, struct sums *sums, const char *caption, void (*name)(struct html *html, uint32_t key))
{
	static const char *const head[] = { N_("name"), N_("parts"), N_("critical"), N_("with a breach"), N_("trust violated"), N_("trust unknown"),
		N_("high on facts"), N_("high at worst"), NULL };
	struct sum rest = { 0 };
	uint32_t i;

	if (sums->count)
		qsort(sums->sum, sums->count, sizeof *sums->sum, sum_compare);
	html_table(html, caption, head, 1);
	for (i = 0; i < sums->count; i++) {
		if (i >= SUMS_SHOWN) {
			add_to(&rest, &sums->sum[i]);
			continue;
		}
		TAG(html, "<tr><th scope=\"row\">");
		if (sums->sum[i].key == KEUR_NONE)
			html_unknown(html);
		else
			name(html, sums->sum[i].key);
		TAG(html, "</th>");
		sum_cells(html, &sums->sum[i]);
	}
	if (sums->count > SUMS_SHOWN) {
		TAG(html, "<tr><th scope=\"row\">");
		html_fill(html, N_("{count} others together"), IS_NUMBER(count, sums->count - SUMS_SHOWN));
		TAG(html, "</th>");
		sum_cells(html, &rest);
	}
	html_table_end(html);
	sums_free(sums);
}

static void site_name(struct html *html, uint32_t key)
{
	html_key(html, TABLE_site, key);
}

static void string_name(struct html *html, uint32_t key)
{
	html_text(html, model_text(html->result->model, key));
}

/* The functions of a part: a hybrid counts in each. */
static void by_function(struct html *html)
{
	const struct model *model = html->result->model;
	const struct keur_column *column = &model->column[COL_component_function];
	struct sums sums;
	uint32_t c, i, n;

	sums_start(&sums, model->strings);
	for (c = 0; c < model->rows[TABLE_component]; c++) {
		n = keur_known(column, c) ? keur_list_length(column, c) : 0;
		for (i = 0; i < n; i++)
			sums_add(&sums, html->result, keur_list_item(column, c, i), c);
		if (!n)
			sums_add(&sums, html->result, KEUR_NONE, c);
	}
	table(html, &sums, N_("By function; a part with several counts in each"), string_name);
}

void html_aggregates(struct html *html)
{
	const struct model *model = html->result->model;
	struct sums sums;
	uint32_t i;

	html_section(html, "sums", N_("The whole network in sums"));
	html_may_lack(html, WORDS_FINDINGS);
	sums_start(&sums, model->rows[TABLE_site]);
	for (i = 0; i < model->rows[TABLE_component]; i++)
		sums_add(&sums, html->result, keur_code(&model->column[COL_component_site], i), i);
	table(html, &sums, N_("By site"), site_name);
	by_function(html);
	sums_start(&sums, model->rows[TABLE_supplier]);
	for (i = 0; i < model->rows[TABLE_involvement]; i++)
		sums_add(&sums, html->result, keur_code(&model->column[COL_involvement_supplier], i), keur_code(&model->column[COL_involvement_component], i));
	table(html, &sums, N_("By supplier; parts in whose chain it is"), html_supplier);
	html_section_end(html);
}

/* ---- Rows for the script ----------------------------------------------------------------------------------------------------------------- */

/* ["id", "name", scope trust risks breach as digits, cells as in html_parts.c without blanks] */
static void data_row(struct html *html, uint32_t c)
{
	const struct result *result = html->result;
	const struct keur_column *column = result->model->column;
	unsigned s, r;

	TAG(html, "[");
	escape_html_json(html->out, model_string(result->model, COL_component_id, c));
	TAG(html, ",");
	escape_html_json(html->out, model_string(result->model, COL_component_name, c));
	TAG(html, ",\"");
	html_plain_number(html, keur_byte(&column[COL_component_scope], c));
	html_plain_number(html, keur_byte(&column[COL_component_trust_status], c));
	html_plain_number(html, result->risk[c][READING_KNOWN]);
	html_plain_number(html, result->risk[c][READING_WORST]);
	html_plain_number(html, result->breach[c]);
	TAG(html, "\",\"");
	for (r = 0; result->risk[c][READING_WORST] && r < READINGS; r++) {
		const struct levels *worst = &result->level[c][result_worst_scenario(result, c, (enum reading)r)][r];

		html_plain_number(html, worst->likelihood);
		html_plain_number(html, worst->impact);
		for (s = 0; s < SCENARIOS; s++) {
			html_plain_number(html, result->level[c][s][r].likelihood);
			html_plain_number(html, result->level[c][s][r].impact);
		}
	}
	TAG(html, "\"]");
}

void html_rows(struct html *html)
{
	uint32_t parts = html->result->model->rows[TABLE_component], c, rows = 0;

	if (!html->large)
		return;
	TAG(html, "<div id=\"rest\" hidden><h3>");
	html_say(html, N_("All other parts"));
	TAG(html, "</h3><p>");
	html_say(html, N_("In short; what stands behind each is in result.json."));
	TAG(html, "</p><div class=\"wide\" role=\"group\"");
	html_attribute(html, "aria-label", N_("All other parts"), { .name = NULL });
	TAG(html, "><table><thead><tr><th scope=\"col\">");
	html_say(html, N_("part"));
	TAG(html, "</th><th scope=\"col\">");
	html_say(html, N_("scope"));
	TAG(html, "</th><th scope=\"col\">");
	html_say(html, N_("trusted supplier"));
	TAG(html, "</th><th scope=\"col\">");
	html_say(html, N_("risk on the known facts"));
	TAG(html, "</th><th scope=\"col\">");
	html_say(html, N_("risk at worst"));
	TAG(html, "</th></tr></thead><tbody></tbody></table></div><p><button type=\"button\" data-do=\"more\">");
	html_say(html, N_("Show more"));
	TAG(html, "</button></p></div>\n<script type=\"application/json\" id=\"rows\">[\n");
	for (c = 0; c < parts && rows < ROWS_MOST; c++) {
		if (html_shows(html, c))
			continue;
		if (rows++)
			TAG(html, ",\n");
		data_row(html, c);
	}
	TAG(html, "]</script>\n");
	if (parts - html->shown_parts > rows)
		html_more(html, parts - html->shown_parts - rows);
}
