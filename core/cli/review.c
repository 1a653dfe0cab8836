#include "cli/review.h"

#include "cli/bundled.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/trust_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/no_raw.h"

static bool is_left_out(const struct settings *settings, const char *name)
{
	size_t i;

	for (i = 0; i < settings->without.count; i++)
		if (strcmp(settings->without.item[i], name) == 0)
			return true;
	return false;
}

static int check_left_out(const struct settings *settings, struct error *err)
{
	struct buffer unknown = { 0 };
	size_t i;
	int done = 0;

	for (i = 0; done == 0 && i < settings->without.count; i++) {
		if (bundled_find(settings->without.item[i]) < BUNDLED)
			continue;
		bundled_unknown(settings->without.item[i], &unknown);
		done = error_set(err, ERROR_USAGE, "--without: %s", unknown.data);
	}
	buffer_free(&unknown);
	return done;
}

static int read_all(struct review *review, const struct texts *paths, enum input_role role, struct error *err)
{
	size_t i;

	for (i = 0; i < paths->count; i++)
		if (input_read(&review->inputs, role, paths->item[i], paths->item[i], &review->messages, err) != 0)
			return -1;
	return 0;
}

static int load_policy(struct review *review, const char *name, const char *matrix, struct error *err)
{
	if (policy_load(&review->policy, name, review->places.policies, &review->messages, err) != 0)
		return -1;
	review->policy_loaded = true;
	return matrix ? policy_use_matrix(&review->policy, matrix, err) : 0;
}

static void tell_size(const struct model *model)
{
	progress_at(progress_listener(), model->rows[TABLE_component]);
}

static int load(struct review *review, const struct settings *settings, bool keep, struct error *err)
{
	*review = (struct review){ .model.region.fd = -1, .kept = keep };
	if (check_left_out(settings, err) != 0 || places_find(&review->places, err) != 0 || load_policy(review, settings->policy, settings->matrix, err) != 0)
		return -1;
	progress_stage("reading", "bytes", true);
	review->inputs.progress = progress_listener();
	if (read_all(review, &settings->inventory, INPUT_INVENTORY, err) != 0
		|| read_all(review, &settings->suppliers, INPUT_SUPPLIERS, err) != 0
		|| read_all(review, &settings->overlay, INPUT_OVERLAY, err) != 0)
		return -1;
	if (review->messages.errors)
		return error_set(err, ERROR_INPUT, "the inventory has errors; references and functions are checked when these are mended");
	progress_stage("linking", "components", false);
	if ((keep ? link_parts_kept : link_parts)(&review->model, review->inputs.part, review->inputs.files, &review->policy.catalogue, settings->as_of,
		    &review->link, &review->messages, err) != 0)
		return -1;
	review->linked = true;
	tell_size(&review->model);
	return 0;
}

void review_start(const struct settings *settings)
{
	/* Without isolation workers write to our standard error as they like. */
	progress_start(settings->quiet || settings->isolation == ISOLATION_NONE, settings->verbose);
}

int review_load(struct review *review, const struct settings *settings, struct error *err)
{
	return load(review, settings, false, err);
}

int review_load_kept(struct review *review, const struct settings *settings, struct error *err)
{
	return load(review, settings, true, err);
}

/* ---- Plugins ------------------------------------------------------------------------------------------------------------------------ */

/* The bundled plugins by name, then those given by path in the order given. */
static void find_plugins(const struct review *review, const struct settings *settings, struct texts *paths, struct arena *arena)
{
	size_t i;

	for (i = 0; i < BUNDLED; i++)
		if (!is_left_out(settings, bundled[i]))
			texts_add(paths, bundled_path(&review->places, i, arena));
	for (i = 0; i < settings->plugin.count; i++)
		texts_add(paths, settings->plugin.item[i]);
}

static struct host_plugin *find_plugin(struct review *review, struct text name)
{
	size_t i;

	for (i = 0; i < review->plugins; i++)
		if (text_is(name, review->plugin[i].declared.name))
			return &review->plugin[i];
	return NULL;
}

/* A refused plugin goes by its file's name: until it says its own, an option for a name that nobody has may be meant for it. */
static bool any_refused(const struct review *review)
{
	size_t i;

	for (i = 0; i < review->plugins; i++)
		if (review->plugin[i].refused)
			return true;
	return false;
}

/* "remote_access.region" to the plugin that declares it. */
static int set_parameter(struct review *review, const char *param, const char *value, bool must_exist, struct error *err)
{
	const char *dot = strchr(param, '.');
	struct host_plugin *plugin;

	if (!dot)
		return error_set(err, ERROR_USAGE, "parameter `%s`: write PLUGIN.KEY=VALUE", param);
	plugin = find_plugin(review, (struct text){ param, (size_t)(dot - param) });
	if (!plugin)
		return must_exist && !any_refused(review) ? error_set(err, ERROR_USAGE, "parameter `%s`: no plugin `%.*s` runs", param, (int)(dot - param), param) : 0;
	return plugin->refused ? 0 : host_set(plugin, dot + 1, value, err);
}

static int set_parameters(struct review *review, const struct settings *settings, struct arena *arena, struct error *err)
{
	size_t i;

	for (i = 0; i < review->policy.params; i++)
		if (set_parameter(review, review->policy.param[i].param, review->policy.param[i].value, false, err) != 0)
			return -1;
	for (i = 0; i < settings->param.count; i++) {
		const char *given = settings->param.item[i], *equals = strchr(given, '=');

		if (!equals)
			return error_set(err, ERROR_USAGE, "--param `%s`: write PLUGIN.KEY=VALUE", given);
		if (set_parameter(review, arena_copy(arena, given, (size_t)(equals - given)), equals + 1, true, err) != 0)
			return -1;
	}
	return 0;
}

/* "time=60" for every plugin, "strange.time=60" for one; which of the two is being set: `name` NULL or a plugin's. */
static int set_limits(struct host_limits *limits, const struct settings *settings, const char *name, struct error *err)
{
	size_t i;

	for (i = 0; i < settings->limit.count; i++) {
		const char *given = settings->limit.item[i], *equals = strchr(given, '='), *dot = strchr(given, '.'), *key = given;
		char room[32];

		if (!equals)
			return error_set(err, ERROR_USAGE, "--limit `%s`: write KEY=N or NAME.KEY=N", given);
		if (dot && dot < equals)
			key = dot + 1;
		if (name ? key == given || strncmp(name, given, (size_t)(dot - given)) != 0 || name[dot - given] : key != given)
			continue;
		snprintf(room, sizeof room, "%.*s", (int)(equals - key), key);
		if (host_limit(limits, room, equals + 1, err) != 0)
			return -1;
	}
	return 0;
}

/* A limit for nobody is a slip of the pen that would leave somebody without one. */
static int check_limits(struct review *review, const struct settings *settings, struct error *err)
{
	size_t i;

	for (i = 0; i < settings->limit.count; i++) {
		const char *given = settings->limit.item[i], *dot = strchr(given, '.'), *equals = strchr(given, '=');

		if (dot && dot < equals && !any_refused(review) && !find_plugin(review, (struct text){ given, (size_t)(dot - given) }))
			return error_set(err, ERROR_USAGE, "--limit `%s`: no plugin `%.*s` runs", given, (int)(dot - given), given);
	}
	for (i = 0; i < review->plugins; i++)
		if (set_limits(&review->plugin[i].limits, settings, review->plugin[i].declared.name, err) != 0)
			return -1;
	return 0;
}

/* What came with the program is trusted as it is; what is given by path must be pinned. */
static int describe_plugins(struct review *review, const struct settings *settings, const struct texts *paths, struct host_options options,
	struct error *err)
{
	size_t own = paths->count - settings->plugin.count;
	struct trust_files trust;
	int done = host_describe_all(review->plugin, paths->item, own, &options, err);

	if (done != 0)
		return done;
	review->plugins = own;
	/* Files that were named are read even when nothing asks for them now: a slip of the pen shows at once. */
	if (!settings->plugin.count && !settings->pins && !settings->keys)
		return 0;
	done = trust_files_open(&trust, settings->pins, settings->keys, settings->require_signed, err);
	options.trust = &trust.host;
	if (done == 0 && settings->plugin.count)
		done = host_describe_all(review->plugin + own, paths->item + own, settings->plugin.count, &options, err);
	if (done == 0)
		review->plugins = paths->count;
	trust_files_close(&trust);
	return done;
}

static void say_log(void *context, const char *plugin, unsigned level, const char *text)
{
	static const char *const word[] = { [KEUR_LOG_DEBUG] = "debug", [KEUR_LOG_INFO] = "info", [KEUR_LOG_WARNING] = "warning" };

	struct buffer line = { 0 };

	(void)context;
	buffer_format(&line, "%s: %s: %s\n", plugin, word[level], text);
	progress_print(line.data);
	buffer_free(&line);
}

static struct host_options options_of(const struct review *review, const struct settings *settings)
{
	bool debugged = settings->isolation == ISOLATION_NONE; /* by its author, who wants to see everything */

	return (struct host_options){ .worker = review->places.worker, .jobs = settings->jobs, .isolation = settings->isolation,
		.log = settings->verbose || debugged ? say_log : NULL, .show_stderr = debugged, .progress = progress_listener() };
}

/* Which plugins run, with which parameters and limits. */
static int prepare_plugins(struct review *review, const struct settings *settings, struct arena *arena, struct error *err)
{
	struct host_options options = options_of(review, settings);
	struct texts paths = { 0 };
	size_t i, k;
	int done;

	if (set_limits(&options.limits, settings, NULL, err) != 0)
		return -1;
	find_plugins(review, settings, &paths, arena);
	review->plugin = mem_zalloc(paths.count, sizeof *review->plugin);
	review->findings = mem_zalloc(paths.count, sizeof *review->findings);
	progress_stage("looking at plugins", "plugins", false);
	done = describe_plugins(review, settings, &paths, options, err);
	for (i = 0; done == 0 && i < paths.count; i++) {
		for (k = 0; k < i; k++)
			if (!review->plugin[k].refused && !review->plugin[i].refused
				&& strcmp(review->plugin[k].declared.name, review->plugin[i].declared.name) == 0)
				done = error_set(err, ERROR_USAGE, "two plugins are called %s: %s and %s", review->plugin[i].declared.name,
					paths.item[k], paths.item[i]);
	}
	if (done == 0)
		done = set_parameters(review, settings, arena, err);
	if (done == 0)
		done = check_limits(review, settings, err);
	texts_free(&paths);
	return done;
}

/* ---- Inputs as the result names them ------------------------------------------------------------------------------------------------ */

static size_t directory_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

/* The path without `.`, `..` and links on the way, so that one file has one name however it was given; the file's own name stays. */
static const char *absolute_path(const char *path, struct arena *arena)
{
	size_t length = directory_length(path);
	struct buffer whole = { 0 };
	const char *copy;
	char *directory;

	buffer_add(&whole, length ? path : ".", length ? length : 1);
	directory = realpath(whole.data, NULL);
	buffer_clear(&whole);
	if (directory)
		buffer_format(&whole, "%s%s%s", directory, strcmp(directory, "/") == 0 ? "" : "/", path + length);
	else
		buffer_string(&whole, path); /* gone meanwhile */
	copy = arena_copy(arena, whole.data, whole.length);
	free(directory);
	buffer_free(&whole);
	return copy;
}

/* How much the paths share up to a slash: the result says the same wherever the inventory lies. */
static size_t common_directory(const struct result_input *input, size_t inputs)
{
	const char *first = inputs ? input[0].path : "";
	size_t common = directory_length(first), i;

	for (i = 1; i < inputs; i++) {
		const char *path = input[i].path;
		size_t same = 0, slash = 0;

		for (; same < common && path[same] == first[same]; same++)
			if (first[same] == '/')
				slash = same + 1;
		common = slash;
	}
	return common;
}

static int input_compare(const void *a, const void *b)
{
	return strcmp(((const struct result_input *)a)->path, ((const struct result_input *)b)->path);
}

static void name_inputs(struct review *review)
{
	struct result *result = &review->result;
	size_t common, i;

	result->input = arena_alloc(&result->arena, review->inputs.files * sizeof *result->input);
	result->inputs = (uint32_t)review->inputs.files;
	for (i = 0; i < review->inputs.files; i++)
		result->input[i].path = absolute_path(review->inputs.file[i].name, &result->arena);
	common = common_directory(result->input, review->inputs.files);
	for (i = 0; i < review->inputs.files; i++) {
		const struct input_file *file = &review->inputs.file[i];

		result->input[i].path += common;
		review->messages.file[file->file] = result->input[i].path;
		digest_hex(file->sha256, DIGEST_SIZE, result->input[i].sha256);
	}
	if (result->inputs)
		qsort(result->input, result->inputs, sizeof *result->input, input_compare);
}

/* From a linked model to the result. Plugins of `of` are known. */
static int assess_model(struct review *review, const struct review *of, const struct settings *settings, struct error *err)
{
	struct host_options options = options_of(of, settings);
	uint64_t found = 0;
	size_t i;
	int done;

	progress_stage("classifying", "components", false);
	tell_size(&review->model);
	derive(&review->model, &of->policy, &review->derived);
	review->derived_made = true;
	done = model_seal(&review->model, err);
	progress_stage("running plugins", "runs", false);
	if (done == 0)
		done = host_run(of->plugin, of->plugins, &review->model, &options, review->findings, err);
	if (done != 0)
		return done;
	progress_stage("combining", "findings", false);
	for (i = 0; i < of->plugins; i++)
		found += review->findings[i].count;
	progress_at(progress_listener(), found);
	combine(&review->result, &review->model, &review->link, &of->policy, &review->derived, review->findings, (uint32_t)of->plugins);
	review->result.isolation = (enum frame_isolation)settings->isolation;
	review->result.messages = &review->messages;
	review->combined = true;
	return 0;
}

int review_assess(struct review *review, const struct settings *settings, struct error *err)
{
	struct arena arena = { 0 };
	size_t i;
	int done;

	/* "Clean" about nothing would be read as an answer. */
	if (!review->model.rows[TABLE_component])
		return error_set(err, ERROR_INPUT, "no components in what was read: nothing to assess");
	/* Parts are in the model now; what they still hold is only for messages that can no longer come. */
	for (i = 0; i < review->inputs.files && !review->kept; i++)
		part_free(review->inputs.part[i]);
	done = prepare_plugins(review, settings, &arena, err);
	if (done == 0)
		done = assess_model(review, review, settings, err);
	if (done == 0)
		name_inputs(review);
	arena_free(&arena);
	return done;
}

/* What is wrong, without what was said of the inputs the first time. */
static void keep_errors(struct messages *messages)
{
	size_t i, kept = 0;

	for (i = 0; i < messages->groups; i++)
		if (messages->group[i].severity == SEVERITY_ERROR)
			messages->group[kept++] = messages->group[i];
	messages->groups = kept;
}

int review_again(struct review *again, const struct review *of, const struct settings *settings, struct part *const *more, size_t parts,
	struct error *err)
{
	size_t files = of->inputs.files, i;
	struct part **all = mem_resize(NULL, files + parts, sizeof *all);
	int done;

	*again = (struct review){ .model.region.fd = -1, .of = of };
	for (i = 0; i < of->messages.files; i++)
		messages_file(&again->messages, of->messages.file[i]);
	memcpy(all, of->inputs.part, files * sizeof *all);
	for (i = 0; i < parts; i++)
		all[files + i] = more[i];
	progress_stage("linking", "components", false);
	done = link_parts_kept(&again->model, all, files + parts, &of->policy.catalogue, settings->as_of, &again->link, &again->messages, err);
	free(all);
	if (done == 0)
		tell_size(&again->model);
	keep_errors(&again->messages);
	if (done != 0)
		return again->messages.errors ? error_set(err, ERROR_INPUT, "what is tried does not fit this network") : done;
	again->linked = true;
	if (!again->model.rows[TABLE_component])
		return error_set(err, ERROR_INPUT, "no components are left: nothing to assess");
	again->plugins = of->plugins;
	again->findings = mem_zalloc(of->plugins, sizeof *again->findings);
	done = assess_model(again, of, settings, err);
	if (done == 0) {
		again->result.input = of->result.input;
		again->result.inputs = of->result.inputs;
	}
	return done;
}

void review_say(struct review *review, bool quiet)
{
	struct buffer out = { 0 };

	if (!review->messages.groups || (quiet && !review->messages.errors))
		return;
	progress_stage("looking up lines", NULL, false); /* reads files again */
	input_locate(&review->inputs, &review->messages);
	messages_sort(&review->messages);
	messages_print(&review->messages, &out);
	command_say(buffer_view(&out));
	buffer_free(&out);
}

void review_say_incomplete(const struct review *review)
{
	size_t i;

	for (i = 0; i < review->plugins; i++) {
		const struct findings *findings = &review->findings[i];

		if (findings->status != RUN_OK)
			command_error("plugin %s gave no complete answer: %s", findings->plugin->name, findings->text);
	}
}

void review_free(struct review *review)
{
	size_t i;

	if (review->combined)
		result_free(&review->result);
	for (i = 0; i < review->plugins; i++) {
		findings_free(&review->findings[i]);
		if (!review->of)
			host_plugin_free(&review->plugin[i]);
	}
	free(review->plugin);
	free(review->findings);
	if (review->derived_made)
		derived_free(&review->derived);
	if (review->linked) {
		model_close(&review->model);
		link_result_free(&review->link);
	}
	input_free(&review->inputs);
	if (review->policy_loaded)
		policy_free(&review->policy);
	messages_free(&review->messages);
	places_free(&review->places);
}
