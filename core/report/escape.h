/* Untrusted text made safe to write: as a JSON string, or visible for people. Names come from other people's inventories; a control
 * character or a change of writing direction in one must not change how the report around it reads. */
#ifndef KEUR_REPORT_ESCAPE_H
#define KEUR_REPORT_ESCAPE_H

#include "base/out.h"
#include "base/text.h"

#include <stdint.h>

/* In double quotes. Valid UTF-8 is kept; quotes, backslashes, and every character that people could not see or that would reorder the line
 * are escaped (among them U+2028 and U+2029, which JavaScript reads as ends of lines); a byte that is no UTF-8 (file names may hold
 * some) becomes U+FFFD. */
void escape_json(struct out *out, struct text text);
/* The same characters as \u{..}, bad bytes as \x.., everything else as it is. Appends. */
void escape_visible(struct buffer *out, struct text text);
/* True when escape_visible would change nothing. */
bool escape_is_plain(struct text text);

/* One character; code ESCAPE_BAD: the byte there belongs to no valid character, and size is 1. */
#define ESCAPE_BAD UINT32_MAX
struct character {
	uint32_t code, size;
};
struct character escape_next(const char *data, size_t left);
/* Columns that a character takes on a terminal: 0, 1 or 2. Not wcwidth: that depends on the locale. */
unsigned escape_columns(uint32_t code);
/* Columns of text that escape_visible made. */
size_t escape_width(struct text text);

#endif
