/* What a writer may write with. Text of others is a `struct text` or a string, and goes through an escaper of escape.h; as it is goes only a
 * literal, which the compiler checks, and a number. Included last: from here on a raw write does not compile. */
#ifndef KEUR_REPORT_SINK_H
#define KEUR_REPORT_SINK_H

#include "base/language.h"
#include "report/escape.h"

#define OWN(out, literal) out_add((out), "" literal, sizeof(literal) - 1)

/* A sentence of keur's own as its catalogue has it: a literal too, which the compiler checks. */
#define SAID(out, literal) sink_said((out), say("" literal))
static inline void sink_said(struct out *out, const char *said)
{
	out_string(out, said);
}
static inline void sink_said_text(struct out *out, struct text said)
{
	out_text(out, said);
}

static inline void sink_json(struct out *out, const char *string)
{
	escape_json(out, text_of(string));
}
static inline void sink_xml(struct out *out, const char *string)
{
	escape_xml(out, text_of(string));
}
static inline void sink_markdown(struct out *out, const char *string)
{
	escape_markdown(out, text_of(string));
}
static inline void sink_dot(struct out *out, const char *string)
{
	escape_dot(out, text_of(string));
}

#pragma GCC poison out_add out_text out_string

#endif
