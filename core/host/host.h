/* The plugin host: looks at the file, has a worker describe it, checks parameters, runs it over the sealed model, collects findings.
 * This process never loads a plugin. */
#ifndef KEUR_HOST_HOST_H
#define KEUR_HOST_HOST_H

#include "base/error.h"
#include "model/findings.h"
#include "model/model.h"

#include <stdint.h>

struct host_options {
	const char *worker;   /* path of keur-worker */
	unsigned jobs;        /* workers at once; 0: as many as processors */
	unsigned seconds;     /* wall clock a plugin may take in one worker; 0: the default */
	uint64_t most_findings; /* per plugin; 0: the default */
};

/* A checked value of a plugin's parameter. */
struct host_setting {
	const char *value; /* as written; NULL: the default */
};

struct host_plugin {
	struct declared_plugin declared;
	int image;                    /* sealed copy of the file, a descriptor */
	struct host_setting *setting; /* declared.params of them */
	char *refused;                /* why it cannot run; then declared holds only name (of the file) and path */
};

/* Opens, copies and describes a plugin. 0 also when it was refused (see refused): the run goes on and says so. -1: the host itself failed. */
int host_describe(struct host_plugin *plugin, const char *path, const struct host_options *options, struct error *err);
/* Sets parameter `key` of the plugin; the error names what would be right. */
int host_set(struct host_plugin *plugin, const char *key, const char *value, struct error *err);
/* Runs every plugin over the sealed model; out[i] belongs to plugin[i]. Same findings for any number of jobs. */
int host_run(struct host_plugin *plugin, size_t plugins, const struct model *model, const struct host_options *options,
	struct findings *out, struct error *err);
void host_plugin_free(struct host_plugin *plugin);

#endif
