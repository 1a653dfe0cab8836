/* What plugins declare and what they found, as the host hands it on: checked, copied, owned here, sorted. Knows no process. */
#ifndef KEUR_MODEL_FINDINGS_H
#define KEUR_MODEL_FINDINGS_H

#include "base/dict.h"
#include "base/mem.h"
#include "model/schema.h"

#include <stdbool.h>
#include <stdint.h>

/* ---- Declarations: copies of what plugin.h describes ------------------------------------------------------------------------- */

struct declared_message {
	const char *language, *text;
};

struct declared_rule {
	const char *id, *title, *help;
	const char *full; /* "plugin.rule" */
	uint8_t kind, factor, scenarios, level, on;
	struct declared_message *message, *question;
	const char **arg, **measure;
	uint32_t messages, questions, args, measures;
};

struct declared_param {
	const char *id, *help, *initial;
	uint32_t type; /* KEUR_PARAM_* */
	int64_t least, most;
};

struct declared_plugin {
	const char *name, *version, *summary, *licence;
	const char *path;   /* of the shared object */
	char sha256[65];
	const char *signer; /* who signed the file, by the name that the trusted key has; NULL: nobody trusted */
	struct declared_rule *rule;
	struct declared_param *param;
	const char **need;
	uint32_t rules, params, needs;
	struct arena arena;
};

/* ---- Findings ------------------------------------------------------------------------------------------------------------------ */

struct finding {
	uint32_t rule;      /* of its plugin */
	uint32_t component; /* row, or KEUR_NONE */
	uint32_t subject_table, subject_row;
	uint32_t party;     /* row of supplier, or KEUR_NONE */
	uint32_t blame;     /* code in findings.blamed, or DICT_NONE */
	uint32_t extra;     /* index of its first value in findings.value; evidence and path follow in theirs; see the counts */
	uint32_t evidence, path;
	uint16_t evidences, path_length;
	uint8_t values;
	uint8_t level;      /* as emitted, 0: the table's */
	uint8_t basis, scenarios, affects;
	uint8_t privilege;  /* 255: none */
};

/* A value for a placeholder; text is a code of findings.text. */
struct finding_value {
	uint32_t kind, table, row, text;
	int64_t number;
};

enum run_status { /* how a plugin's run ended; anything but RUN_OK is "not assessed" */
	RUN_OK,
	RUN_FAILED,    /* said so itself: text */
	RUN_CRASHED,   /* ended by a signal */
	RUN_ENDED,     /* ended its process before it had answered */
	RUN_TIMEOUT,
	RUN_MEMORY,    /* ran out of it */
	RUN_FORBIDDEN, /* was about to make a system call that plugins may not make */
	RUN_PROTOCOL,  /* what arrived from its worker is not what workers send */
	RUN_NONSENSE,  /* emitted what cannot be */
	RUN_LIMIT,     /* emitted more than its limit */
	RUN_ABI,       /* speaks another version of <keur/plugin.h> */
	RUN_REFUSED,   /* never ran: file, pin, declaration */
	RUN_STATUSES
};
extern const struct run_status_words {
	const char *name; /* in results: "out_of_memory" */
	const char *said; /* after a plugin's name: "ran out of memory" */
} run_status[RUN_STATUSES];

/* How tightly a plugin's workers were held: the least that any of them reported before it loaded anything. */
struct run_isolation {
	bool ran;          /* a worker was started and said so */
	unsigned landlock; /* version, 0: not in force */
	bool seccomp;
};

/* Findings of basis known and suspected carry everything; of basis unknown only what a question needs (no values, evidence, path). Sorted by
 * component (KEUR_NONE last), rule, subject table, subject row, party. */
struct findings {
	struct declared_plugin *plugin; /* not owned */
	enum run_status status;
	char *text;          /* why not RUN_OK; owned */
	bool wordless;       /* RUN_FAILED, and the plugin did not say why */
	struct run_isolation held;
	struct finding *finding;
	size_t count, capacity;
	struct finding_value *value;
	size_t values, value_capacity;
	struct keur_row *evidence;
	size_t evidences, evidence_capacity;
	uint32_t *path;
	size_t paths, path_capacity;
	struct dict texts;   /* of values */
	struct dict blamed;  /* "supplier mystery", "field access.mfa" */
};

/* Lowers `all` to what `one` had, if that ran. */
void run_isolation_note(struct run_isolation *all, const struct run_isolation *one);
void declared_free(struct declared_plugin *plugin);
void findings_sort(struct findings *findings);
void findings_free(struct findings *findings);

#endif
