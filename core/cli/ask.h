/* The questions of a result as things to fill in: those that one answer serves are one, each with the rows that its answer goes into. */
#ifndef KEUR_CLI_ASK_H
#define KEUR_CLI_ASK_H

#include "assess/fills.h"
#include "base/dict.h"
#include "base/out.h"
#include "cli/result_read.h"

struct ask_part {
	uint32_t id, segment; /* codes; DICT_NONE: no segment */
};
struct ask_question {
	struct fill fill;     /* its name is in the arena */
	uint32_t text;        /* code: the question in words */
	uint32_t rule;        /* code: the rules that ask, with commas */
	uint32_t *asks, asking; /* codes: the rules, each once */
	size_t ask_capacity;
	uint32_t count, gap;  /* parts; place of the first gap: the order of worth */
	uint64_t worth;
	uint32_t *row, rows;  /* codes of keys of fill.table, in the order of the result; of new rows: ids of the parts they are for */
	size_t row_capacity;
	uint32_t number;      /* as told, from 1 */
};
struct ask {
	struct result_tree network, policy;
	struct dict words;
	struct ask_part *part;
	size_t parts, part_capacity;
	struct {
		uint32_t gap, part;
	} *touch;             /* sorted by gap */
	size_t touches, touch_capacity;
	struct ask_question *question; /* by answerer, then worth */
	size_t questions, question_capacity;
	struct dict answers;  /* what makes two questions one, while they are read; by its code: the question */
	uint32_t *of_answer;
	size_t answer_capacity;
	struct arena arena;
	unsigned who;         /* 0: everybody; 1 + the only answerer wanted */
};

/* ask_read.c */
int ask_read(struct ask *ask, const char *path, struct messages *messages, struct error *err);
void ask_free(struct ask *ask);
static inline struct text ask_text(const struct ask *ask, uint32_t code)
{
	return code == DICT_NONE ? (struct text){ "", 0 } : dict_text(&ask->words, code);
}
/* Parts by segment; those without one come last, each alone when `alone`. Calls `each` with a selector's key and values. */
enum { ASK_SEVERAL = 8 }; /* parts from which on one answer for a segment is asked for in place of one for each part */
typedef void ask_group(void *self, bool by_segment, uint32_t segment, const uint32_t *id, uint32_t ids);
void ask_by_segment(const struct ask *ask, const struct ask_question *question, ask_group *each, void *self);
/* A question in words, with what is to be chosen from: "Is nimbara trusted? (trusted, restricted, untrusted)" */
void ask_say(const struct ask *ask, const struct ask_question *question, struct buffer *out);
void ask_choices(enum column_id column, struct buffer *out); /* what a column can be answered with: " (yes, no)", or nothing */

/* What an answer is written into. */
bool ask_covers_all(enum table_id table);                     /* a statement about it is not a matter of single parts */
bool ask_is_about(const struct ask_question *question);       /* of a new statement or attestation: it is known what about */
bool ask_is_edits(const struct ask_question *question);       /* values of rows that are there */
bool ask_may_lower(const struct ask_question *question);      /* edits: whoever answers must say why, and who decided */
bool ask_replaces(const struct fill *fill);                   /* the value that stands there is what is asked about */
enum { ASK_COLUMNS = FILL_SCORED_LAST - FILL_SCORED + 1 };
void ask_columns(const struct ask_question *question, enum column_id column[ASK_COLUMNS], unsigned *columns); /* edits: into which */
void ask_address(const struct ask *ask, const struct ask_question *question, uint32_t row, enum column_id column, struct buffer *out);

/* ask_yaml.c */
void ask_write_yaml(const struct ask *ask, struct out *out);
/* ask_csv.c: one file for each table that has questions. */
enum ask_file { ASK_EDITS, ASK_DECISIONS, ASK_STATEMENTS, ASK_PARTIES, ASK_COUNTRIES, ASK_ATTESTATIONS, ASK_FILES };
extern const char *const ask_file_name[ASK_FILES];
bool ask_is_in(const struct ask_question *question, enum ask_file file);
bool ask_write_csv(const struct ask *ask, enum ask_file file, struct out *out); /* false: it has none, nothing was written */

#endif
