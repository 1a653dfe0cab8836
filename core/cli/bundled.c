#include "cli/bundled.h"

#include "base/nearest.h"

const char *const bundled[BUNDLED] = { "assurance", "logging_coverage", "remote_access", "vendor_trust" };

size_t bundled_find(const char *name)
{
	size_t i;

	for (i = 0; i < BUNDLED && strcmp(bundled[i], name) != 0; i++)
		;
	return i;
}

void bundled_unknown(const char *name, struct buffer *out)
{
	struct nearest nearest = nearest_start(text_of(name));
	size_t i;

	for (i = 0; i < BUNDLED; i++)
		nearest_try(&nearest, text_of(bundled[i]));
	buffer_format(out, "there is no bundled plugin `%s`: ", name);
	if (nearest.best.length) {
		buffer_format(out, "did you mean `%.*s`?", (int)nearest.best.length, nearest.best.data);
		return;
	}
	for (i = 0; i < BUNDLED; i++)
		buffer_format(out, "%s%s", i ? ", " : "it is one of ", bundled[i]);
}

const char *bundled_path(const struct places *places, size_t i, struct arena *arena)
{
	struct buffer path = { 0 };
	const char *copy;

	buffer_format(&path, "%s/%s.so", places->plugins, bundled[i]);
	copy = arena_copy(arena, path.data, path.length);
	buffer_free(&path);
	return copy;
}
