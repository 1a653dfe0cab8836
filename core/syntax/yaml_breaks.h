/* Characters by which people and libyaml read a file otherwise: those that libyaml takes for the end of a line and that no editor shows as one (U+0085,
 * U+2028, U+2029, and a CR without LF), behind which a comment would hide YAML, and those that turn text around, by which what stands in a comment is
 * shown as if it did not, or the other way. Knows nothing of YAML beyond that. */
#ifndef KEUR_SYNTAX_YAML_BREAKS_H
#define KEUR_SYNTAX_YAML_BREAKS_H

#include <stddef.h>

/* How many of the first `most` bytes stand before such a character. data[0 .. length - 1] are whole characters; a CR that ends them counts as one
 * without LF, as what follows it is not there to be seen. */
size_t yaml_breaks_none(const char *data, size_t length, size_t most);
/* What to say of the one that begins here. */
enum { YAML_BREAKS_SAID = 256 };
void yaml_breaks_say(const char *data, char *out, size_t size);

#endif
