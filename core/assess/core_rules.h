/* keur's own rules, declared the way a plugin declares its own, and the notes that only the host can make. */
#ifndef KEUR_ASSESS_CORE_RULES_H
#define KEUR_ASSESS_CORE_RULES_H

#include "assess/result.h"

enum core_rule { CORE_NOTHING_KNOWN, CORE_NOT_ASSESSED, CORE_SEGMENT_NOT_SEPARATED, CORE_UNKNOWN_FUNCTION, CORE_UNKNOWN_FACT };

extern struct declared_plugin core_declared;

/* keur.segment_not_separated: segments with critical parts, linked to another one without a filter part between. */
void core_notes(struct findings *findings, const struct model *model, const struct policy *policy);

#endif
