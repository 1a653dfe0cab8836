/* The plugin host: looks at the file, has a worker describe it, checks parameters, runs it over the sealed model, collects findings.
 * This process never loads a plugin. */
#ifndef KEUR_HOST_HOST_H
#define KEUR_HOST_HOST_H

#include "base/error.h"
#include "base/progress.h"
#include "model/findings.h"
#include "model/frames.h"
#include "model/model.h"

#include <stdbool.h>
#include <stdint.h>

/* What one plugin may use up; 0: the default, which no bundled plugin comes near. */
struct host_limits {
	uint64_t seconds;   /* wall clock, in each of its workers */
	uint64_t megabytes; /* private memory of each worker; the model does not count */
	uint64_t findings;  /* all its workers together */
	uint64_t text;      /* bytes of one text in a finding */
};

struct pins;
struct signers;

/* What a plugin's file must show before it may run. Asked of a sealed copy of its bytes. */
struct host_trust {
	const struct pins *pins;       /* one of them must be for these bytes; NULL: no pin is asked for */
	const struct signers *signers; /* whose signatures count; NULL: nobody's */
	bool require_signed;           /* by one of them */
	const char *pin_options;       /* that `keur plugin pin` needs to mend a refusal: "" or " --pins FILE" */
};

struct host_options {
	const char *worker;   /* path of keur-worker */
	unsigned jobs;        /* workers at once; 0: as many as processors */
	uint32_t range;       /* components of one range; 0: FRAME_ROWS. Small ones show on a small network what a large one would */
	enum frame_isolation isolation; /* with ISOLATION_STRICT, a kernel that lacks something is an error of the host */
	struct host_limits limits;      /* of every plugin; see host_limit */
	/* Of the files that host_describe takes. NULL: nothing is asked, for what came with the program, and for tools that only look. */
	const struct host_trust *trust;
	bool show_stderr;     /* workers write to our stderr: for who debugs a plugin; else it goes nowhere */
	/* What plugins log: level KEUR_LOG_*, text is clean UTF-8. NULL: they are told not to send it. */
	void (*log)(void *context, const char *plugin, unsigned level, const char *text);
	void *log_context;
	const struct progress *progress; /* told which plugin is started and how many runs of how many have ended; NULL: nobody */
};

/* A checked value of a plugin's parameter. */
struct host_setting {
	const char *value;  /* as written; NULL: the default */
	int64_t number;     /* of numbers, yes/no (KEUR_YES, KEUR_NO) and days */
	const char *bytes;  /* of texts, patterns and files; otherwise as written */
	size_t length;
};

struct host_plugin {
	struct declared_plugin declared;
	int image;                    /* sealed copy of the file, a descriptor; -1: none */
	unsigned libraries;           /* FRAME_LIB_*: what it needs beside libc */
	const char *pinned;           /* the name that its pin has; NULL: none was asked for */
	char unknown_key[17];         /* the id of the key that signed it, when that is none of the trusted ones; else "" */
	struct host_setting *setting; /* declared.params of them; owned like all texts by declared.arena */
	char *refused;                /* why it cannot run, with the path; then declared holds only name (of the file) and path */
	enum run_status status;       /* when refused: in which way */
	uint64_t declared_hash;       /* of the declaration as it came: a run must declare the same */
	struct host_limits limits;
	struct run_isolation held;    /* when it was described */
};

/* Opens, copies and describes a plugin. 0 also when it was refused (see refused): the run goes on and says so. -1: the host itself failed. */
int host_describe(struct host_plugin *plugin, const char *path, const struct host_options *options, struct error *err);
/* The same for several at once, which takes less time; plugin[i] belongs to path[i]. On -1 there is nothing to free. */
int host_describe_all(struct host_plugin *plugin, const char *const *path, size_t plugins, const struct host_options *options,
	struct error *err);
/* Sets parameter `key` of the plugin; the error names what would be right. */
int host_set(struct host_plugin *plugin, const char *key, const char *value, struct error *err);
/* The limits with defaults for what is 0; that of findings depends on the model and stays 0 without one. */
/* A higher limit of findings to propose; 0: it is the highest. */
uint64_t host_more_findings(const struct host_limits *limits);
struct host_limits host_limits(const struct host_limits *given, const struct model *model);
/* Sets a limit: key is time (seconds), memory (MB), findings or text (bytes). */
int host_limit(struct host_limits *limits, const char *key, const char *value, struct error *err);
/* Runs every plugin over the sealed model; out[i] belongs to plugin[i], is initialised here and freed by findings_free, also after -1. Same
 * findings for any number of jobs. */
int host_run(struct host_plugin *plugin, size_t plugins, const struct model *model, const struct host_options *options,
	struct findings *out, struct error *err);
void host_plugin_free(struct host_plugin *plugin);

#endif
