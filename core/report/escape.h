/* Untrusted text made safe to write: one function for each kind of place that text can come to stand in. Names come from other people's
 * inventories; nothing in one may run, link, end what stands around it, or change how the report around it reads. All but escape_json and escape_yaml,
 * which machines read back, show what people could not see, as escape_visible does. Which characters those are says base/character.h. */
#ifndef KEUR_REPORT_ESCAPE_H
#define KEUR_REPORT_ESCAPE_H

#include "base/character.h"
#include "base/out.h"
#include "base/text.h"

#include <stdint.h>

/* In double quotes. Valid UTF-8 is kept; quotes, backslashes, and every character that people could not see or that would reorder the line
 * are escaped (among them U+2028 and U+2029, which JavaScript reads as ends of lines); a byte that is no UTF-8 (file names may hold
 * some) becomes U+FFFD. */
void escape_json(struct out *out, struct text text);
/* The same characters as \u{..}, bad bytes as \x.., everything else as it is. Appends. */
void escape_visible(struct buffer *out, struct text text);
/* The same in one line of words: of each run of blanks, whatever their width, `most` stay. By more of them words could be put where other words belong. */
void escape_words(struct buffer *out, struct text text, unsigned most);
/* escape_visible of each line, with its end. */
void escape_lines(struct buffer *out, struct text lines);
/* How many bytes at the start are printable ASCII, without quote and backslash: plain in every sink, and quick to find. */
size_t escape_plain_prefix(const char *data, size_t length);
/* True when escape_visible would change nothing. */
bool escape_is_plain(struct text text);

/* A double-quoted scalar of YAML, quotes included, on one line whatever the text holds: what escape_visible shows, and what libyaml takes for the end of
 * a line, as \xXX, \uXXXX or \UXXXXXXXX; a bad byte becomes U+FFFD. Reads back as the same text. Appends. For a comment: escape_visible. */
void escape_yaml(struct buffer *out, struct text text);
/* In XML, as text or within double quotes. */
void escape_xml(struct out *out, struct text text);
/* In HTML, as text or within double quotes. */
void escape_html(struct out *out, struct text text);
/* JSON, quotes included, that stands in an HTML page, which shows it: nothing in it can end the element around it. */
void escape_html_json(struct out *out, struct text text);
/* Within a line of Markdown, also in a table: a backslash before whatever could mean something there, and @ and # as code. */
void escape_markdown(struct out *out, struct text text);
/* Markdown within a JSON string, quotes included. */
void escape_json_markdown(struct out *out, struct text text);
/* A message of SARIF as a JSON string: braces are doubled, as they would name arguments; no link can begin. */
void escape_json_message(struct out *out, struct text text);
/* A relative reference by RFC 3986, with its slashes. Takes bytes as they are. */
void escape_uri(struct out *out, struct text text);
/* Within double quotes in Graphviz DOT, as a label. */
void escape_dot(struct out *out, struct text text);
/* A cell of a spreadsheet that nothing runs: an apostrophe stands before what would be a formula, at the beginning and, for programs that
 * cut cells at it, after a semicolon. To undo: take away an apostrophe there if what follows it would be a formula. Appends. */
void escape_cell(struct buffer *out, struct text text);
bool escape_cell_stays(struct text text); /* true when escape_cell would change nothing */
/* The same as Office Open XML stores it, where _xHHHH_ is an escape of its own. Appends. */
void escape_cell_xlsx(struct buffer *out, struct text text);

/* Columns that a character takes on a terminal: 0, 1 or 2. Not wcwidth: that depends on the locale. */
unsigned escape_columns(uint32_t code);
/* Columns of text that escape_visible made. */
size_t escape_width(struct text text);

#endif
