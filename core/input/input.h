/* Reading inventories: each file becomes one part, whatever its format. The format is recognised by content, never by name.
 *
 * Knows the formats and the schema; knows nothing of references between rows, of suppliers or of the meaning of a function: that is
 * link's and the policy's. Nothing is half-loaded: when messages hold an error the caller drops the whole set. */
#ifndef KEUR_INPUT_INPUT_H
#define KEUR_INPUT_INPUT_H

#include "base/error.h"
#include "base/messages.h"
#include "model/part.h"
#include "syntax/source.h"

enum input_role {
	INPUT_INVENTORY, /* any format */
	INPUT_SUPPLIERS, /* a register: native, tables supplier, ownership, decision and site only */
	INPUT_OVERLAY,   /* native; its rows change rows that exist */
};

enum input_format {
	INPUT_UNKNOWN,
	INPUT_YAML, /* keur's own, see inventories/README.md; JSON text with a key "keur" is YAML as well, but for escapes of characters in two halves */
	INPUT_JSON, /* the same tree in a file that calls itself so */
	INPUT_XML,
	INPUT_CSV,
	INPUT_NRM_XML,  /* 3GPP TS 28.541, TS 28.623 */
	INPUT_NRM_JSON,
	INPUT_NRF_JSON, /* 3GPP TS 29.510 */
};

/* How a format is called in messages and reports: "keur YAML", "3GPP NRM XML". */
const char *input_format_name(enum input_format format);

struct input_file {
	const char *name; /* as the user gave it, or for an included file: directory of the file that names it, slash, its path */
	const char *path; /* as it was opened; NULL for an included file */
	uint32_t file;    /* in messages.file, and in `file` of its part */
	enum input_role role;
	enum input_format format;
	uint64_t size;                      /* bytes read */
	unsigned char sha256[DIGEST_SIZE];  /* of these bytes */
	uint32_t included_by;               /* index into input_set.file, or UINT32_MAX */
	struct source source; /* stays open: a file is opened once, also when a message needs a second look */
};

/* What a run reads: one part and one file entry per file, included ones after the file that names them. part[i] belongs to file[i]. */
struct input_set {
	struct part **part;
	struct input_file *file;
	size_t files, parts_capacity, files_capacity;
	const struct progress *progress; /* told of each file, in bytes; NULL: nobody */
	struct arena arena; /* names */
};

/* Reads one file and what it includes, appending to `set` (zeroed before the first call). `name` is used in messages.
 * 0 when the file could be opened and read: what is wrong with its content stands in messages (look at messages->errors).
 * -1 with err when the system refused (a read error leaves the file in the set) or it is not a regular file. */
int input_read(struct input_set *set, enum input_role role, const char *path, const char *name, struct messages *messages,
	struct error *err);

/* Completes the messages whose column is 0 but whose `field` is known, by reading their records again. For native formats; call once,
 * when all messages are there and before they are printed. */
void input_locate(struct input_set *set, struct messages *messages);

void input_free(struct input_set *set);

#endif
