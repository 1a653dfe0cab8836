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
	TAG(html, "; base-uri 'none'; form-action 'none'\">\n"
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

static void contents(struct html *html)
{
	static const struct {
		const char *id, *said;
	} entry[] = {
		{ "answer", N_("The answer") }, { "steps", N_("What to do") }, { "breaches", N_("Breaches") }, { "matrix", N_("Risk matrix") },
		{ "scope", N_("Scope and coverage") }, { "critical", N_("Critical parts") },
		{ "suppliers", N_("Suppliers") }, { "groups", N_("Concentration") }, { "paths", N_("Remote ways in") }, { "logging", N_("Logging") },
		{ "questions", N_("Missing facts") }, { "phase-out", N_("Phase-out") }, { "parts", N_("All parts") }, { "claims", N_("Claims and changes") },
		{ "sources", N_("Sources") }, { "run", N_("Inputs and plugins") }, { "facts", N_("All other facts") },
	};
	size_t i;

	TAG(html, "<nav class=\"contents\"");
	html_attribute(html, "aria-label", N_("Contents"), { .name = NULL });
	TAG(html, "><ul>\n");
	for (i = 0; i < sizeof entry / sizeof *entry; i++) {
		TAG(html, "<li><a href=\"#");
		escape_html(html->out, text_of(entry[i].id));
		TAG(html, "\">");
		html_say(html, entry[i].said);
		TAG(html, "</a></li>\n");
	}
	TAG(html, "</ul></nav>\n");
}

void report_html(const struct result *result, struct out *out)
{
	struct html html;

	html_start(&html, result, out);
	html_logs_sort(&html);
	open_page(&html);
	contents(&html);
	TAG(&html, "<main id=\"main\">\n");
	html_head(&html);
	html_steps(&html);
	html_breaches(&html);
	html_matrix(&html);
	html_scope(&html);
	html_aggregates(&html);
	html_critical(&html);
	html_suppliers(&html);
	html_groups(&html);
	html_paths(&html);
	html_logging(&html);
	html_questions(&html);
	html_phase_out(&html);
	html_parts(&html);
	html_others(&html);
	html_changes(&html);
	html_sources(&html);
	html_run(&html);
	html_facts(&html);
	TAG(&html, "</main>\n<footer><p>");
	html_fill(&html, N_("Made by keur {version}. The same inputs give the same page."), IS_STRING(version, KEUR_VERSION));
	TAG(&html, "</p></footer>\n<script>");
	page_put(out, page_js);
	TAG(&html, "</script>\n</body></html>\n");
	html_end(&html);
}
