#include "cli/bundled.h"

#include "base/text.h"

const char *const bundled[BUNDLED] = { "logging_coverage", "remote_access", "vendor_trust" };

const char *bundled_path(const struct places *places, size_t i, struct arena *arena)
{
	struct buffer path = { 0 };
	const char *copy;

	buffer_format(&path, "%s/%s.so", places->plugins, bundled[i]);
	copy = arena_copy(arena, path.data, path.length);
	buffer_free(&path);
	return copy;
}
