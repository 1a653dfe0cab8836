/* keur's own rules, declared the way a plugin declares its own, and the notes that only the host can make. */
#ifndef KEUR_ASSESS_CORE_RULES_H
#define KEUR_ASSESS_CORE_RULES_H

#include "assess/result.h"

enum core_rule { CORE_NOTHING_KNOWN, CORE_NOT_ASSESSED, CORE_SEGMENT_NOT_SEPARATED, CORE_UNKNOWN_FUNCTION, CORE_UNKNOWN_FACT,
	CORE_LINK_TOWARDS_MANAGER, CORE_TRUSTED_DESPITE_EVIDENCE, CORE_OWNERSHIP_CIRCLE, CORE_EXPORT_DIFFERS };

extern struct declared_plugin core_declared;

/* keur.segment_not_separated: segments with critical parts, linked to another one without a filter part between.
 * keur.link_towards_manager: management links drawn from a part towards one that administers. flags: by component, enum part_flag. */
void core_notes(struct findings *findings, const struct model *model, const uint8_t *flags);

/* keur.export_differs: parts of which a record of an export says otherwise than what counts. */
void core_export_notes(struct findings *findings, const struct link_result *link);

/* keur.trusted_despite_evidence: a decision that trusts beside evidence on a limb of the Dutch decree. keur.ownership_circle: suppliers that own
 * one another. decision_state: by row of table decision. */
void core_supplier_notes(struct findings *findings, const struct model *model, const uint8_t *decision_state);

#endif
