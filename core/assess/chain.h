/* Who is involved at a part, gathered step by step, and who is involved in what administers it: gathered once for all parts that the same
 * administrators stand above. What status follows from it, chain.c says. */
#ifndef KEUR_ASSESS_CHAIN_H
#define KEUR_ASSESS_CHAIN_H

#include "assess/control.h"

/* A supplier that is involved. */
struct involved {
	uint32_t supplier;
	uint32_t row;      /* what it rests on: of table access, of table supplier (the owned, when it is an owner), else of table party */
	uint32_t distance; /* administrators up to the one that has the row; a circle of administrators is one */
	uint32_t found;    /* the same, up to the first that involves it in whatever way */
	uint32_t order;    /* of being found */
	uint8_t roles;     /* bit per role */
	uint8_t through, standing;
	bool itself;       /* the row is of what it does itself, not of somebody who works under it */
	bool further;      /* an owner behind OWNERS_TOLD nearer ones of its standing */
};

/* Owners of each standing that are told of one part, the nearest first; real chains are shorter. The others are counted: chains of thousands of owners
 * over thousands of parts would otherwise be told link by link for every part. Owners of one standing weigh the same, so no level hangs on it. */
enum { OWNERS_TOLD = 32 };

_Static_assert(KEUR_ROLE_HOST < 8, "roles fit into a byte");

struct answers {
	uint64_t unanswered; /* roles */
	uint64_t unstated;   /* tables; members of list stated */
};

/* Those in an administrator and in everything above it, or in all administrators of a part, as seen from the nearest of them. */
struct crowd {
	struct crowd *next;
	struct involved *row;   /* in the order of being found */
	uint32_t *doubted;      /* suppliers of whom it depends on the part whether they leave the question open */
	uint32_t rows, doubts;
	struct answers answers;
	bool unknown_party;
	uint32_t of;            /* a component above which it stands */
	uint32_t round;         /* of the gathering that last took it in */
};

struct chain {
	struct facts *facts;
	struct control control; /* that may be */
	uint32_t *first; /* by component: its first row of table involvement */
	uint32_t *party_first;  /* by component: its rows of table party */
	uint8_t *in_force;      /* by row of party */
	uint32_t *access_first, *access_of; /* by target: rows of table access that let somebody change something, or may */
	uint8_t *way_in;        /* by row of access: facts_way_in() */
	bool stray;             /* such a way in does not say where it leads, and its party is not trusted */
	uint32_t *owner_first, *owner_of;   /* by owned supplier: controlling owners, and those that may be */
	struct crowd **above;   /* by component: those in its administrators; NULL: it has none, or nobody has */
	struct crowd **with;    /* by component that administers: those in it and above */
	struct crowd *crowd;    /* all */
	/* The gathering at hand. */
	struct involved *row;
	size_t rows, capacity;
	uint32_t *doubted;
	size_t doubts, doubt_capacity;
	uint32_t *doubt_mark;   /* by supplier: round that last doubted it */
	uint32_t *mark;         /* by supplier: 1 + index of its row, if it has one */
	struct answers answers;
	bool unknown_party;
	uint32_t round;
	/* Links that count both ways in the worst reading. */
	uint8_t *unsettled;     /* by component: somebody in it or above may be in doubt; NULL: there are no such links */
	uint32_t *queue, *seen; /* search for administrators; seen, by component, holds the round */
	size_t queue_capacity;
	/* Rows of finished components. */
	struct block *block, *newest;
	size_t done;
};

void chain_begin(struct chain *chain);
/* `row` as in struct involved; KEUR_NONE: it rests on no row. */
void chain_involve(struct chain *chain, uint32_t supplier, uint8_t through, uint8_t roles, uint32_t row);
/* Who may be involved, by a claim or because a fact is missing: it makes nobody a party, but leaves open who is one. Trust in it does not close that as long
 * as somebody who owns it, or may, is not trusted. */
void chain_doubt(struct chain *chain, uint32_t supplier);
/* Parties of `from` that are in force; of an administrator only those that manage, support or host it. Returns their roles. */
uint64_t chain_parties(struct chain *chain, uint32_t from, bool administrator);
void chain_access(struct chain *chain, uint32_t target);
void chain_join(struct chain *chain, struct crowd *crowd);
uint64_t chain_unstated(const struct facts *facts, uint32_t component);
/* Whether trust in the supplier, or its owners, leaves open who is involved in the component. */
bool chain_in_doubt(struct chain *chain, uint32_t component, uint32_t supplier);

void crowds_start(struct chain *chain); /* fills above, with, unsettled, and the indexes by component */
void crowds_free(struct chain *chain);

#endif
