/* Plugins as the tools of `keur plugin` look at them: described by a worker, never run. */
#ifndef KEUR_CLI_PLUGIN_SET_H
#define KEUR_CLI_PLUGIN_SET_H

#include "base/out.h"
#include "cli/options.h"
#include "cli/places.h"
#include "host/host.h"

enum { PLUGIN_WIDTH = 100 }; /* of what the tools print */

struct plugin_set {
	struct places places;
	struct texts path;
	size_t bundled; /* so many of them, the first, came with the program */
	enum frame_isolation isolation;  /* of the workers that describe them */
	const struct host_trust *trust; /* what the others must show; NULL: nothing */
	struct host_plugin *plugin; /* path.count of them once described */
	size_t plugins;
	struct arena arena;
};

/* Nothing in it yet; places are found. */
int plugin_set_start(struct plugin_set *set, struct error *err);
/* Before any file. */
void plugin_set_add_bundled(struct plugin_set *set);
/* A bundled plugin's name, or a file: what ends in .so or has a slash in it. For one plugin. */
int plugin_set_add(struct plugin_set *set, const char *name, struct error *err);
int plugin_set_describe(struct plugin_set *set, struct error *err);
void plugin_set_free(struct plugin_set *set);

/* "number", "yes/no", ... by KEUR_PARAM_*. */
extern const char *const plugin_type_name[7];
/* "1 to 1000" of numbers, "P1D to P365D" of durations; nothing of the others and of ranges that leave everything open. */
void plugin_range(const struct declared_param *param, struct buffer *out);
/* "espionage, manipulation" of scenario bits. */
void plugin_scenarios(uint8_t scenarios, struct buffer *out);
/* The members of one plugin's object that list and help share, without braces. */
void plugin_json_head(const struct host_plugin *plugin, struct out *out);

#endif
