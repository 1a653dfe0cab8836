/* remote_access: what the files of this plugin share: a run over the network, and a way in as the rules see it. A file judges one kind of
 * question about it and knows nothing of the others; ways.c asks them in order. */
#ifndef KEUR_PLUGINS_REMOTE_ACCESS_H
#define KEUR_PLUGINS_REMOTE_ACCESS_H

#include "rules.h"

struct remote {
	struct keur_task task;
	struct keur_index ways;     /* rows of access by target */
	struct keur_index parties;  /* rows of party by component */
	struct keur_index contracts; /* rows of party by supplier */
	const struct declaration *declaration; /* sorted by target and party */
	uint32_t declarations;
	struct keur_text region, cleartext; /* parameters */
	int64_t longest;       /* days of an authorisation */
	uint32_t operator_;    /* row of supplier */
	uint32_t *worked, *entered; /* by supplier: 1 + the last component where it was judged as a party, or has a way in of its own */
	uint32_t *path;        /* room for one path */
	uint32_t path_room;
};

/* What a declared way in answers for; KEUR_NONE: not known. */
struct declaration {
	uint32_t target, party, country, privilege;
	uint32_t valid; /* 1: valid at as_of; 0: without an as_of nobody can say */
	uint32_t row;   /* the first of those that answer alike */
};

/* A row of access as the rules see it. */
struct way {
	uint32_t row, target, party;
	uint32_t privilege;          /* KEUR_NONE: not known */
	uint32_t basis;              /* of what is known about it */
	uint8_t declared;            /* MET, FAILED, OPEN */
	uint8_t matched;             /* observed, and covered by a declared row, which answers for what this one leaves out */
	uint8_t intrusion;           /* surely nobody's leave: how it is guarded, and when it stands open, is nothing to ask anybody */
	struct keur_text undecided;  /* the field that keeps `declared` open */
};

/* What lies behind a part where somebody lands; the part itself is not counted. */
struct behind {
	uint32_t count, critical;
	uint32_t part; /* the most important one: by scope, then by what its failure would do, then the lowest row; or the start */
};

/* ways.c. ask() asks for a field of the way in, unless a declared row that covers it answers, or an intruder would have to. */
struct keur_draft draft_on_way(const struct way *way, uint32_t rule_index);
struct keur_draft draft_of_party(const struct way *way, uint32_t rule_index);
void ask(struct remote *remote, const struct way *way, struct keur_draft *draft, struct keur_text field);
int unconfirmed(const struct keur_task *task, uint32_t access);
int in_service(const struct keur_task *task, uint32_t component);
void judge_way(struct remote *remote, uint32_t row);

/* declared.c */
void collect_declarations(struct remote *remote);
void find_declaration(const struct remote *remote, struct way *way);
void judge_declaration(struct remote *remote, const struct way *way);
int observed_itself(const struct keur_task *task, uint32_t access);
int party_row_ended(const struct keur_task *task, uint32_t row);

/* authorised.c. still_there(): *missing names the field that keeps it open. */
void judge_authorisation(struct remote *remote, const struct way *way);
void judge_expired(struct remote *remote, const struct way *way);
int expired(const struct keur_task *task, uint32_t access);
uint8_t still_there(const struct keur_task *task, uint32_t access, struct keur_text *missing);
int is_intrusion(const struct remote *remote, const struct way *way);

/* controlled.c */
void judge_cut_switch(struct remote *remote, const struct way *way);
void judge_controls(struct remote *remote, const struct way *way);
void judge_standing(struct remote *remote, const struct way *way);
void judge_country(struct remote *remote, const struct way *way);

/* reach.c */
void judge_reach(struct remote *remote, const struct way *way);
void say_reach(struct keur_draft *draft, uint32_t party, struct behind behind);
void mark_entered(struct remote *remote, uint32_t component);
int operates(const struct remote *remote, uint32_t row);
int first_of_supplier(struct remote *remote, uint32_t component, uint32_t index);
void judge_party(struct remote *remote, uint32_t component, uint32_t row);

#endif
