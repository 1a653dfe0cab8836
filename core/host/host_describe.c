/* Describing plugins: file, sealed copy, declaration, defaults. */
#include "base/mem.h"
#include "host/host.h"
#include "host/host_declaration.h"
#include "host/host_image.h"
#include "host/host_settings.h"
#include "host/host_trust.h"
#include "host/host_worker.h"

#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

/* Describing runs what the loader runs, and no more. Who debugs that takes longer. */
enum { DESCRIBE_SECONDS = 10 };

/* Until it has said its name, a plugin goes by its file's. */
static const char *file_name(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t length = strlen(name);

	if (length > 3 && strcmp(name + length - 3, ".so") == 0)
		length -= 3;
	return arena_copy(arena, name, length);
}

/* What remains of a refused plugin is its name, its path and its hash. */
static void refuse(struct host_plugin *plugin, enum run_status status, const char *why)
{
	struct declared_plugin *d = &plugin->declared;
	struct buffer text = { 0 };

	buffer_format(&text, "%s: %s", d->path, why);
	plugin->refused = text.data;
	plugin->status = status;
	d->name = file_name(&d->arena, d->path);
	d->version = d->summary = d->licence = "";
	d->rules = d->params = d->needs = 0;
	if (plugin->image >= 0)
		close(plugin->image);
	plugin->image = -1;
}

/* Bytes that call themselves by different names when looked at and when run are not what somebody approved. */
static bool name_is_pinned(const struct host_plugin *plugin, struct buffer *refused)
{
	if (!plugin->pinned || strcmp(plugin->pinned, plugin->declared.name) == 0)
		return true;
	buffer_format(refused, "is pinned as %s and calls itself %s: mend the name in its pin, or pin it again", plugin->pinned, plugin->declared.name);
	return false;
}

static enum job_answer take_declaration(struct host_job *job, enum frame_kind kind, const unsigned char *payload, uint32_t length)
{
	struct host_plugin *plugin = job->owner;
	struct buffer refused = { 0 };

	if (kind == FRAME_END && plugin->declared_hash)
		return JOB_COMPLETE;
	if (kind != FRAME_DECLARED || plugin->declared_hash) {
		job_verdict(job, RUN_PROTOCOL, "broke the protocol while it was described");
		return JOB_OVER;
	}
	plugin->declared_hash = XXH3_64bits(payload, length) | 1; /* not 0: described */
	if (declaration_read(&plugin->declared, payload, length, &refused) && settings_start(plugin, &refused) && name_is_pinned(plugin, &refused))
		return JOB_GOES_ON;
	job_verdict(job, RUN_REFUSED, "%s", refused.data);
	buffer_free(&refused);
	return JOB_OVER;
}

/* Looks at the file; a job for a worker when there is something to describe. */
static int start_plugin(struct host_plugin *plugin, const char *path, const struct host_options *options, struct host_job *job,
	struct error *err)
{
	struct declared_plugin *d = &plugin->declared;
	struct buffer refused = { 0 };
	struct image image;
	int result;

	d->path = arena_copy(&d->arena, path, strlen(path));
	d->name = file_name(&d->arena, path);
	result = image_open(path, &image, &refused, err);
	plugin->image = image.fd;
	plugin->libraries = image.libraries;
	memcpy(d->sha256, image.sha256, sizeof d->sha256);
	if (result == 0 && (image.fd < 0 || !trust_check(options->trust, plugin, &image, &refused)))
		refuse(plugin, RUN_REFUSED, refused.data);
	buffer_free(&refused);
	*job = (struct host_job){ .plugin = d, .image = plugin->image, .params = -1, .model = -1, .frame = take_declaration, .owner = plugin,
		.cancelled = plugin->image < 0, .start = { .mode = FRAME_DESCRIBE, .libraries = plugin->libraries } };
	return result;
}

int host_describe_all(struct host_plugin *plugin, const char *const *path, size_t plugins, const struct host_options *options,
	struct error *err)
{
	struct host_job *job = mem_zalloc(plugins, sizeof *job);
	int result = 0;
	size_t i;

	for (i = 0; i < plugins; i++)
		plugin[i] = (struct host_plugin){ .image = -1 };
	for (i = 0; i < plugins && result == 0; i++) {
		result = start_plugin(&plugin[i], path[i], options, &job[i], err);
		plugin[i].limits = options->limits;
		job[i].limits = host_limits(&options->limits, NULL);
		if (job[i].limits.seconds > DESCRIBE_SECONDS && options->isolation != ISOLATION_NONE)
			job[i].limits.seconds = DESCRIBE_SECONDS;
	}
	if (result == 0)
		result = jobs_run(job, plugins, options, err);
	for (i = 0; i < plugins; i++) {
		plugin[i].held = job[i].held;
		if (result == 0 && !plugin[i].refused && job[i].status != RUN_OK)
			refuse(&plugin[i], job[i].status, job[i].text.data);
		buffer_free(&job[i].text);
	}
	free(job);
	for (i = 0; i < plugins && result != 0; i++)
		host_plugin_free(&plugin[i]);
	return result;
}

int host_describe(struct host_plugin *plugin, const char *path, const struct host_options *options, struct error *err)
{
	return host_describe_all(plugin, &path, 1, options, err);
}

void host_plugin_free(struct host_plugin *plugin)
{
	if (!plugin)
		return;
	if (plugin->image >= 0)
		close(plugin->image);
	free(plugin->refused);
	declared_free(&plugin->declared);
	*plugin = (struct host_plugin){ .image = -1 };
}
