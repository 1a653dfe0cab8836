/* What host and worker say to each other over their socket pair. Both are built together and run on one machine, so numbers travel as
 * they stand in memory; but what comes out of a worker was written beside foreign code: the host checks every count and every byte.
 *
 * host to worker   struct frame_start with the descriptors of the plugin's image, of the filter on system calls and of the values of its
 *                  parameters, where it has them;
 *                  later, after FRAME_READY, struct frame_model with the descriptor of the model
 * worker to host   frames: struct frame_head and `length` bytes, a multiple of 8. A run has succeeded only when its FRAME_END arrived. */
#ifndef KEUR_MODEL_FRAMES_H
#define KEUR_MODEL_FRAMES_H

#include "base/text.h"
#include "model/schema.h"

#include <stdbool.h>
#include <stdint.h>

#define FRAME_MAGIC UINT32_C(0x6b657705) /* changes with every change of this file's structs */
enum { FRAME_SOCKET = 3 };               /* the worker's end */

/* Bounds. A frame longer than FRAME_LARGEST ends the run; one finding fits into a frame whatever its lists hold. */
enum {
	FRAME_LARGEST = 1024 * 1024,
	FRAME_BATCH = 64 * 1024,        /* findings travel in batches of about this size: one write each, and a pipe's worth of memory */
	FRAME_VALUES = 32,              /* placeholders of one message */
	FRAME_EVIDENCES = 4096,
	FRAME_PATH = 65535,
	FRAME_TEXT = 16 * 1024,         /* bytes of one value's text at most, whatever the limit of the run */
	FRAME_FAILURE = 1024,           /* room of struct keur_failure, and of every text about what went wrong */
	FRAME_LOG_LINES = 1000,         /* per worker: log() is for the author, not a way out */
	FRAME_RULES = 256,
	FRAME_PARAMS = 64,
	FRAME_NEEDS = 256,
	FRAME_LANGUAGES = 16,
	FRAME_MEASURES = 64,
	FRAME_DECLARED_TEXT = 16 * 1024, /* one text of a declaration */
	FRAME_ROWS = 65536,             /* components of one range: with so many a worker's start costs a hundredth of its work */
};

/* How patterns are compiled, by the host to check them and by the worker to use them (options of PCRE2). */
#define FRAME_PATTERN_OPTIONS (PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT)
enum { FRAME_PATTERN_LONGEST = 4096, FRAME_PATTERN_NESTING = 100 };

/* ---- Host to worker ---------------------------------------------------------------------------------------------------------- */

enum { FRAME_DESCRIBE = 1, FRAME_RUN = 2 };
enum { FRAME_DO_ROWS = 1, FRAME_DO_WHOLE = 2, FRAME_WANT_LOG = 4, FRAME_HAS_FILTER = 8, FRAME_HAS_PARAMS = 16 };
/* How tightly a worker holds itself: everything or nothing runs; what the kernel has; nothing, for debuggers and valgrind. */
enum frame_isolation { ISOLATION_STRICT, ISOLATION_BEST_EFFORT, ISOLATION_NONE };
extern const char *const isolation_name[]; /* "strict", ...; NULL-ended */

/* The libraries beside libc that a plugin may need, as bits: a worker loads those its plugin names before it gives up opening files. */
enum { FRAME_LIB_M = 1, FRAME_LIB_STDCPP = 2, FRAME_LIB_GCC_S = 4 };

struct frame_start {
	uint32_t magic;
	uint32_t mode;
	uint32_t flags;
	uint32_t milliseconds; /* until the worker stops the plugin; the host kills a little later */
	uint32_t first, last;  /* the range for assess_rows */
	int32_t as_of;
	uint32_t isolation;    /* enum frame_isolation */
	uint32_t libraries;    /* FRAME_LIB_* */
	uint32_t megabytes;    /* private memory */
	uint32_t text;         /* bytes of one value's text */
	uint32_t mapped;       /* MB that it may map beside that: the model, and what came with it */
};

/* The filter on system calls comes as its instructions, in a sealed file. Where one compares with this, the worker puts in its own process
 * number; no process has this one, and no call a constant like it. */
#define FRAME_FILTER_SELF UINT32_C(0x6b657572)

/* Parameter values, in a sealed file: `params` of these, then the texts, each NUL-ended, by offset from the file's start. */
struct frame_param {
	int64_t number;
	uint64_t text, length;
};

struct frame_model {
	uint32_t magic;
	uint32_t reserved;
};

/* ---- Worker to host ---------------------------------------------------------------------------------------------------------- */

struct frame_head {
	uint32_t kind;
	uint32_t length;
};

enum frame_kind {
	FRAME_STAGE = 1, /* uint64_t: enum frame_stage, sent before it begins */
	FRAME_DECLARED,  /* see below; describe only, then FRAME_END */
	FRAME_READY,     /* uint64_t: XXH3 of the declaration; the worker waits for the model */
	FRAME_FINDINGS,  /* records of struct frame_finding */
	FRAME_LOG,       /* uint32_t level, uint32_t length, text */
	FRAME_FAILED,    /* struct frame_failed and text: the plugin said so itself */
	FRAME_REFUSED,   /* the same: it cannot be run */
	FRAME_FAULT,     /* struct frame_fault: it broke the contract, or ran out of time or memory */
	FRAME_HELD,      /* struct frame_held, with the descriptor through which the filter asks: how tightly, before anything foreign is loaded */
	FRAME_FORBIDDEN, /* uint64_t: number of the system call that it was about to make; the worker has ended */
	FRAME_CRASHED,   /* uint64_t: number of the signal; the worker has ended */
	FRAME_ABI,       /* struct frame_failed and text: it speaks another version of the contract */
	FRAME_END,       /* struct frame_end */
};

enum frame_stage { STAGE_START, STAGE_LOAD, STAGE_OPEN, STAGE_ROWS, STAGE_WHOLE, STAGE_END };

/* What of the isolation is in force in a worker. */
struct frame_held {
	uint32_t landlock; /* version of the kernel's landlock, 0: not in force */
	uint32_t seccomp;  /* 1: the filter is in force, and the host was given the means to answer */
};

struct frame_failed {
	int32_t code;
	uint32_t length;
};

struct frame_end {
	uint64_t findings;
	uint64_t checksum; /* XXH3 over the payloads of FRAME_FINDINGS, each seeded with the one before, the first with 0 */
};

/* One finding on its way, as small as it goes: both sides hash every byte. After it: values, what is blamed (if blame is not 0), evidence,
 * path, then the texts of the values and of what is blamed, without NULs, and zeroes up to a multiple of 8. A number that has no room here
 * is one that no finding may have; the worker stops the plugin then. */
struct frame_finding {
	uint32_t length; /* of all of it */
	uint16_t rule, evidences;
	uint32_t component, subject_row, party;
	uint16_t subject_table, path_length;
	uint8_t values, level, basis, scenarios, affects, blame;
	uint8_t privilege; /* 255: KEUR_NONE */
	uint8_t reserved;
};
struct frame_value {
	uint8_t kind, table;
	uint16_t length; /* of its text */
	uint32_t row;
	int64_t number;
};
enum { FRAME_NO_PRIVILEGE = 255 };
/* The kinds of values that have a text, as bits. */
#define FRAME_TEXT_KINDS (1u << KEUR_VALUE_TEXT | 1u << KEUR_VALUE_MEMBER | 1u << KEUR_VALUE_SET)

/* ---- What a finding must be ------------------------------------------------------------------------------------------------------- */

enum frame_fault_kind {
	FAULT_NONE,
	FAULT_RULE,      /* found: rule index; bound: rules */
	FAULT_STAGE,     /* the rule is declared for the other call */
	FAULT_COMPONENT, /* found: row; bound: components */
	FAULT_RANGE,     /* found: row; not in the range of this call */
	FAULT_SUBJECT,   /* table, found: row */
	FAULT_PARTY,
	FAULT_LEVEL,
	FAULT_BASIS,
	FAULT_SCENARIOS,
	FAULT_AFFECTS,
	FAULT_PRIVILEGE,
	FAULT_BLAME,     /* missing or out of range */
	FAULT_VALUES,    /* found, bound: how many placeholders the rule declares */
	FAULT_VALUE,     /* found: kind */
	FAULT_VALUE_ROW, /* table, found: row */
	FAULT_NUMBER,    /* a number that its kind cannot have */
	FAULT_MEMBER,    /* not "table.column" of a closed list, or not one of its values */
	FAULT_EVIDENCES,
	FAULT_EVIDENCE,  /* table, found: row */
	FAULT_PATH_LENGTH,
	FAULT_PATH,      /* found: row */
	FAULT_TEXT_LENGTH,
	FAULT_UTF8,
	FAULT_POINTER,   /* a count with a NULL pointer */
	FAULT_CALL,      /* found: enum frame_call; used where it cannot be */
	FAULT_PARAM,     /* found: parameter index; bound: parameters */
	FAULT_PATTERN,   /* found: parameter index; it needs too much work */
	FAULT_START,     /* reach: found: row; bound: components */
	FAULT_SCENARIO,  /* reach: not exactly one scenario */
	FAULT_NEED,      /* column(): not declared as a need */
	FAULT_NO_STRINGS, /* match: a column of another type */
	FAULT_RESERVED,  /* what the host gives no meaning yet must be 0, so that a later one can */
	FAULT_TIME,
	FAULT_MEMORY,
};

struct frame_fault {
	uint32_t what; /* enum frame_fault_kind */
	uint32_t rule; /* the finding's, or KEUR_NONE */
	uint32_t table, reserved;
	uint64_t found, bound;
};

enum frame_call { CALL_REACH, CALL_MATCH };

struct frame_rule {
	uint32_t on, args;
};

struct frame_limits {
	uint32_t rows[TABLE_COUNT];
	uint32_t strings;
	uint32_t text; /* bytes of one value's text */
	uint32_t first, last;
	uint32_t rules;
	const struct frame_rule *rule;
};

/* The host asks this of every finding, the worker only of one that does not fit into a record. Of finding only the numbers are looked at. `on`:
 * KEUR_ON_ROWS or KEUR_ON_WHOLE, the call that emits. False with the fault. */
bool frames_check(const struct keur_finding *finding, const struct frame_limits *limits, uint32_t on, struct frame_fault *fault);
/* Of a value of this kind; length: of its text. */
bool frames_check_value(uint32_t kind, uint32_t table, uint32_t row, uint32_t length, int64_t number, const struct frame_limits *limits,
	struct frame_fault *fault);
bool frames_check_evidence(const struct keur_row *evidence, uint32_t count, const struct frame_limits *limits,
	struct frame_fault *fault);
bool frames_check_path(const uint32_t *path, uint32_t count, const struct frame_limits *limits, struct frame_fault *fault);

/* ---- Declarations as bytes: numbers as uint32_t or int64_t, texts as length, bytes and NUL ------------------------------------
 *
 * name, version, summary, licence; flags (FRAME_HAS_ROWS, ...); rules: id, title, help, kind, factor, scenarios, level, on, messages and
 * questions (language, text each), args, measures; params: id, help, initial, type, least, most; needs. Every list after its count. */
enum { FRAME_HAS_ROWS = 1, FRAME_HAS_WHOLE = 2 };

void frames_put_number(struct buffer *out, uint32_t number);
void frames_put_long(struct buffer *out, int64_t number);
void frames_put_text(struct buffer *out, const char *text, uint32_t length);

struct frame_reader {
	const unsigned char *at, *end;
	bool bad; /* sticks; everything read from then on is 0 or "" */
};
uint32_t frames_number(struct frame_reader *reader);
int64_t frames_long(struct frame_reader *reader);
struct text frames_text(struct frame_reader *reader); /* NUL-ended; points into what is read */

#endif
