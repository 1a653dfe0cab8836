#include "cli/plugin_set.h"

#include "base/number.h"
#include "cli/bundled.h"
#include "policy/policy.h"
#include "report/json.h"

#include <stdlib.h>

const char *const plugin_type_name[7] = { "", "number", "yes/no", "duration", "text", "pattern", "file" };

int plugin_set_start(struct plugin_set *set, struct error *err)
{
	*set = (struct plugin_set){ 0 };
	return places_find(&set->places, err);
}

static void add_bundled(struct plugin_set *set, size_t which)
{
	texts_add(&set->path, bundled_path(&set->places, which, &set->arena));
	set->bundled++;
}

void plugin_set_add_bundled(struct plugin_set *set)
{
	size_t i;

	for (i = 0; i < BUNDLED; i++)
		add_bundled(set, i);
}

static bool is_file(const char *name)
{
	size_t length = strlen(name);

	return strchr(name, '/') || (length > 3 && strcmp(name + length - 3, ".so") == 0);
}

int plugin_set_add(struct plugin_set *set, const char *name, struct error *err)
{
	size_t which = bundled_find(name);
	struct buffer unknown = { 0 };

	if (is_file(name)) {
		texts_add(&set->path, name);
		return 0;
	}
	if (which < BUNDLED) {
		add_bundled(set, which);
		return 0;
	}
	bundled_unknown(name, &unknown);
	error_set(err, ERROR_USAGE, "%s (a file is given by its path, ./%s.so)", unknown.data, name);
	buffer_free(&unknown);
	return -1;
}

/* What came with the program is trusted as it is. */
int plugin_set_describe(struct plugin_set *set, struct error *err)
{
	struct host_options options = { .worker = set->places.worker, .isolation = set->isolation };

	set->plugin = mem_zalloc(set->path.count, sizeof *set->plugin);
	if (host_describe_all(set->plugin, set->path.item, set->bundled, &options, err) != 0)
		return -1;
	set->plugins = set->bundled;
	options.trust = set->trust;
	if (set->path.count > set->bundled && host_describe_all(set->plugin + set->bundled, set->path.item + set->bundled,
		    set->path.count - set->bundled, &options, err) != 0)
		return -1;
	set->plugins = set->path.count;
	return 0;
}

void plugin_set_free(struct plugin_set *set)
{
	size_t i;

	for (i = 0; i < set->plugins; i++)
		host_plugin_free(&set->plugin[i]);
	free(set->plugin);
	texts_free(&set->path);
	places_free(&set->places);
	arena_free(&set->arena);
	*set = (struct plugin_set){ 0 };
}

/* ---- Words -------------------------------------------------------------------------------------------------------------------------- */

static void days(int64_t number, struct buffer *out)
{
	char room[DATE_SIZE];

	if (number < 0 || number > INT32_MAX) {
		buffer_format(out, "%lld", (long long)number);
		return;
	}
	duration_format((int32_t)number, room);
	buffer_string(out, room);
}

static void bound(const struct declared_param *param, int64_t number, struct buffer *out)
{
	if (param->type == KEUR_PARAM_DAYS)
		days(number, out);
	else
		buffer_format(out, "%lld", (long long)number);
}

void plugin_range(const struct declared_param *param, struct buffer *out)
{
	if (param->type != KEUR_PARAM_NUMBER && param->type != KEUR_PARAM_DAYS)
		return;
	bound(param, param->least, out);
	buffer_string(out, " to ");
	bound(param, param->most, out);
}

void plugin_scenarios(uint8_t scenarios, struct buffer *out)
{
	bool more = false;
	unsigned i;

	for (i = 0; i < SCENARIOS; i++) {
		if (!(scenarios >> i & 1))
			continue;
		buffer_format(out, "%s%s", more ? ", " : "", policy_scenario_name[i]);
		more = true;
	}
}

void plugin_json_head(const struct host_plugin *plugin, struct out *out)
{
	const struct declared_plugin *d = &plugin->declared;

	JSON(out, "\"name\": ");
	json_string(out, d->name);
	JSON(out, ", \"version\": ");
	json_text_or_null(out, text_of(d->version));
	JSON(out, ", \"licence\": ");
	json_text_or_null(out, text_of(d->licence));
	JSON(out, ", \"summary\": ");
	json_text_or_null(out, text_of(d->summary));
	JSON(out, ", \"path\": ");
	json_string(out, d->path);
	JSON(out, ", \"sha256\": ");
	json_text_or_null(out, text_of(d->sha256));
	JSON(out, ", \"status\": ");
	json_string(out, plugin->refused ? "refused" : "ok");
	JSON(out, ", \"refused\": ");
	json_text_or_null(out, text_of(plugin->refused));
}
