/* One plugin's findings when all have arrived: in order, free of repetitions, without traces of the order of arrival. */
#ifndef KEUR_HOST_HOST_MERGE_H
#define KEUR_HOST_HOST_MERGE_H

#include "model/findings.h"

/* several: more than one worker contributed. */
void merge_findings(struct findings *findings, bool several);

#endif
