/* What the files that put a pack into words share. */
#ifndef KEUR_POLICY_DESCRIBE_H
#define KEUR_POLICY_DESCRIBE_H

#include "policy/policy.h"

/* A heading and, below it, the source that holds for each line that names none of its own. */
void policy_heading(struct buffer *out, const struct policy *policy, const char *title, const struct policy_note *note);
/* Ends a line; names its source where it is not the one of the heading. */
void policy_end_line(struct buffer *out, const struct policy *policy, const struct policy_note *heading, const struct policy_note *note);
/* The members of a set, with commas. */
void policy_words(struct buffer *out, enum list_id list, uint64_t bits);
/* One entry, without its name and its source; also for entries that are held against each other. */
void policy_class_words(const struct policy_class *class, struct buffer *out);
void policy_function_words(const struct policy *policy, const struct policy_function *function, struct buffer *out);
void policy_data_words(const struct policy_data *data, struct buffer *out);
void policy_domain_words(const struct policy *policy, const struct policy_domain *domain, struct buffer *out);
void policy_rule_words(const struct policy_rule *rule, struct buffer *out);
/* Whom the pack distrusts, deadlines, measures, sharing, advisories: policy_describe_duties.c */
void policy_describe_duties(const struct policy *policy, struct buffer *out);

#endif
