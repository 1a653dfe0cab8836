/* report.html: the result as one page that opens anywhere, for people who never see a terminal. It asks for nothing: no font, script, picture or
 * style from elsewhere, and its own policy forbids the browser to fetch any. Readable without scripts; the one script only filters, sorts and
 * opens what is there. */
#include "report/report.h"

#include "base/digest.h"
#include "report/html_sections.h"
#include "report/page.h"

#include "report/sink.h"

/* 'sha256-...': the style and the script that may be in the page, and no other. */
static void allowed(struct html *html, struct text source)
{
	static const char letter[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned char hash[DIGEST_SIZE + 1] = { 0 };
	struct digest *digest = digest_new();
	char text[DIGEST_SIZE * 2] = "";
	size_t i, n = 0;

	digest_add(digest, source.data, source.length);
	digest_end(digest, hash);
	digest_free(digest);
	for (i = 0; i < DIGEST_SIZE; i += 3) {
		uint32_t three = (uint32_t)hash[i] << 16 | (uint32_t)hash[i + 1] << 8 | (i + 2 < DIGEST_SIZE ? hash[i + 2] : 0);

		text[n++] = letter[three >> 18];
		text[n++] = letter[three >> 12 & 63];
		text[n++] = letter[three >> 6 & 63];
		text[n++] = i + 2 < DIGEST_SIZE ? letter[three & 63] : '=';
	}
	TAG(html, "'sha256-");
	escape_html(html->out, (struct text){ text, n });
	TAG(html, "'");
}

static void open_page(struct html *html)
{
	const struct model *model = html->result->model;

	TAG(html, "<!DOCTYPE html>\n<html lang=\"");
	escape_html(html->out, text_of(language_now()));
	TAG(html, "\"><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
	allowed(html, page_css);
	TAG(html, "; script-src ");
	allowed(html, page_js);
	TAG(html, "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	html->plain = true;
	html_fill(html, N_("keur: {operator}"),
		IS_TEXT(operator, model->rows[TABLE_network] ? model_string(model, COL_network_operator, 0) : TEXT_LITERAL("")));
	html->plain = false;
	TAG(html, "</title>\n<style>");
	page_put(html->out, page_css);
	TAG(html, "</style></head>\n<body>\n<a class=\"skip\" href=\"#main\">");
	html_say(html, N_("Skip to the answer"));
	TAG(html, "</a>\n");
}

static bool is_large(const struct html *html)
{
	return html->large;
}

static bool has_others(const struct html *html)
{
	return html->others > 0;
}

/* The page in its order, which its contents show too. */
static const struct {
	const char *id, *said;
	void (*write)(struct html *html);      /* NULL: stands in the one after it */
	bool (*is)(const struct html *html); /* NULL: always */
} section[] = {
	{ "not-assessed", N_("Not assessed"), NULL, html_incomplete },
	{ "answer", N_("The answer"), html_head, NULL },
	{ "steps", N_("What to do"), html_steps, NULL },
	{ "breaches", N_("Breaches"), html_breaches, NULL },
	{ "matrix", N_("Risk matrix"), html_matrix, NULL },
	{ "scope", N_("Scope and coverage"), html_scope, NULL },
	{ "sums", N_("In sums"), html_aggregates, is_large },
	{ "critical", N_("Critical parts"), html_critical, NULL },
	{ "suppliers", N_("Suppliers"), html_suppliers, NULL },
	{ "groups", N_("Concentration"), html_groups, NULL },
	{ "paths", N_("Remote ways in"), html_paths, NULL },
	{ "logging", N_("Logging"), html_logging, NULL },
	{ "questions", N_("Missing facts"), html_questions, NULL },
	{ "phase-out", N_("Phase-out"), html_phase_out, NULL },
	{ "parts", N_("All parts"), html_parts, NULL },
	{ "others", N_("Other findings"), html_others, has_others },
	{ "claims", N_("Claims and changes"), html_changes, NULL },
	{ "sources", N_("Sources"), html_sources, NULL },
	{ "run", N_("Inputs and plugins"), html_run, NULL },
	{ "facts", N_("All other facts"), html_facts, NULL },
};
enum { SECTIONS = sizeof section / sizeof *section };

static void contents(struct html *html)
{
	size_t i;

	TAG(html, "<nav class=\"contents\"");
	html_attribute(html, "aria-label", N_("Contents"), { .name = NULL });
	TAG(html, "><ul>\n");
	for (i = 0; i < SECTIONS; i++) {
		if (section[i].is && !section[i].is(html))
			continue;
		TAG(html, "<li><a href=\"#");
		escape_html(html->out, text_of(section[i].id));
		TAG(html, "\">");
		html_say(html, section[i].said);
		TAG(html, "</a></li>\n");
	}
	TAG(html, "</ul></nav>\n");
}

void report_html(const struct result *result, struct out *out)
{
	struct html html;
	size_t i;

	html_start(&html, result, out);
	html_logs_sort(&html);
	open_page(&html);
	contents(&html);
	TAG(&html, "<main id=\"main\">\n");
	for (i = 0; i < SECTIONS; i++)
		if (section[i].write && (!section[i].is || section[i].is(&html)))
			section[i].write(&html);
	TAG(&html, "</main>\n<footer><p>");
	html_fill(&html, N_("Made by keur {version}. The same inputs give the same page."), IS_STRING(version, KEUR_VERSION));
	TAG(&html, "</p></footer>\n<script>");
	page_put(out, page_js);
	TAG(&html, "</script>\n</body></html>\n");
	html_end(&html);
}
