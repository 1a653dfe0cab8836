/* 3GPP network resource models (TS 28.541, TS 28.622/623), whatever carries them: objects with a class, an id, attributes and the objects
 * they contain. The readers of XML and JSON tell of objects and values; nrm_finish makes rows of what is known then, because the id of
 * an object may stand behind the objects that it contains. */
#ifndef KEUR_INPUT_NRM_H
#define KEUR_INPUT_NRM_H

#include "model/part.h"
#include "syntax/tree.h"

enum nrm_fact {
	NRM_ID,
	NRM_VENDOR,
	NRM_VERSION,
	NRM_LABEL,    /* userLabel: the name for people */
	NRM_NAME,     /* gNBDUName and the like: the name where there is no label */
	NRM_LOCATION,
	NRM_PREFIX,   /* dnPrefix */
	NRM_FAR_END,  /* farEndEntity of an end point */
	NRM_MANAGERS, /* managedBy: one or several distinguished names */
	NRM_TYPES,    /* managedElementTypeList */
	NRM_FACTS
};

enum nrm_kind {
	NRM_OTHER,    /* cells, carriers, policies: no component */
	NRM_SUBNET,   /* SubNetwork, MeContext: only a place in the name */
	NRM_GROUP,    /* network-function: likewise, and says where its functions stand */
	NRM_ELEMENT,  /* ManagedElement: a component that holds functions */
	NRM_MANAGER,  /* ManagementNode: a component that administers elements */
	NRM_FUNCTION,
	NRM_ENDPOINT, /* EP_...: one end of a link */
};

struct nrm_node {
	struct text class;
	struct text fact[NRM_FACTS]; /* several values stand NUL-ended one behind the other */
	enum nrm_kind kind;
	uint32_t line;
	struct nrm_node *child, *last, *next;
};

struct nrm_frame {
	struct buffer class;
	struct buffer fact[NRM_FACTS];
	uint32_t line;
	bool attributes, within_attributes, children;
	struct nrm_node *child, *last;
};

/* Classes that are no components: how often, and where first. */
struct nrm_passed {
	uint64_t count;
	uint32_t line;
};

struct nrm {
	struct part *part;
	struct messages *messages;
	uint32_t file;
	struct arena arena;
	struct dict passed; /* classes passed over; the code is the index into pass */
	struct nrm_passed *pass;
	size_t pass_capacity;
	unsigned depth;
	struct nrm_frame frame[TREE_DEPTH + 2]; /* frame[0]: the file */
};

void nrm_start(struct nrm *nrm, struct part *part, uint32_t file, struct messages *messages);
void nrm_free(struct nrm *nrm);

/* Names are local names as written. Values belong to the object that is open. */
void nrm_begin(struct nrm *nrm, struct text name, uint32_t line);
void nrm_value(struct nrm *nrm, struct text name, struct text value);
void nrm_end(struct nrm *nrm);
/* What was begun is only a value of the object around it. */
void nrm_cancel(struct nrm *nrm);
static inline bool nrm_has_children(const struct nrm *nrm)
{
	return nrm->frame[nrm->depth].children;
}

/* Rows of everything read (nrm_rows.c); -1 with an error message when there was nothing that keur knows. */
int nrm_finish(struct nrm *nrm);

#endif
