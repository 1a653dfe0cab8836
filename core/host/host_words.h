/* Words for what plugins do wrong. */
#ifndef KEUR_HOST_HOST_WORDS_H
#define KEUR_HOST_HOST_WORDS_H

#include "model/findings.h"
#include "model/frames.h"

/* Foreign bytes as they may be shown: what is not valid UTF-8, and what people could not see, become "?". */
void words_clean(struct buffer *out, const char *data, size_t length);
/* Whether text may be taken as it is: valid UTF-8 without controls, line breaks only where they are welcome, and nothing that turns text around. */
bool words_are_clean(struct text text, bool lines);
/* How many bytes of a line are clean before the first that is not. */
size_t words_clean_prefix(struct text text);
/* A fault in words, without the place. */
void words_fault(struct buffer *out, const struct declared_plugin *plugin, const struct frame_fault *fault);

#endif
