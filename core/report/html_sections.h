/* The sections of report.html, in the order of its story. */
#ifndef KEUR_REPORT_HTML_SECTIONS_H
#define KEUR_REPORT_HTML_SECTIONS_H

#include "report/html.h"

void html_head(struct html *html);     /* title, the answer, loudly what is missing from it */
void html_steps(struct html *html);    /* what to do, and who */
void html_scope(struct html *html);    /* how many parts of what kind, and how far facts cover them */
bool html_incomplete(const struct html *html); /* whether some plugin gave no complete answer */
void html_matrix(struct html *html);
void html_breaches(struct html *html);
void html_critical(struct html *html);
void html_suppliers(struct html *html);
void html_groups(struct html *html);
void html_paths(struct html *html);
void html_logging(struct html *html);
void html_questions(struct html *html);
void html_phase_out(struct html *html);
void html_aggregates(struct html *html); /* of a large network */
void html_parts(struct html *html);
void html_rows(struct html *html);       /* of a large network: its other parts */
void html_others(struct html *html);   /* findings that are about no part */
void html_changes(struct html *html);  /* what others claimed and changed */
void html_sources(struct html *html);
void html_run(struct html *html);      /* inputs, plugins */
void html_facts(struct html *html);    /* all tables as result.json has them */

/* Why the trusted-supplier status of a part is what it is, as a list. */
void html_causes(struct html *html, uint32_t component);
void html_logs_sort(struct html *html); /* before those who show what is logged */
/* What is logged of a part and what is not, where it goes and how long it is kept; of many logs the first. */
void html_logged(struct html *html, uint32_t component);
/* What a finding says, linked to where it is told in full when that is in the page. */
void html_message(struct html *html, const struct result_finding *finding);
void html_question(struct html *html, uint32_t gap);
/* Who decided, where it can be read, from when until when, in which line of which file; each after a semicolon. */
void html_decision(struct html *html, uint32_t row);
bool html_decisions(struct html *html, uint32_t supplier); /* all on it, one below the other; false: there are none */
/* All that is behind a part; brief: without what its levels are made of. */
void html_part_body(struct html *html, uint32_t component, bool brief);
/* A finding with everything that is known of it, as a list item. */
void html_finding(struct html *html, const struct result_finding *finding, bool named);

#endif
