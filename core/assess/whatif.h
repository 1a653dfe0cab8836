/* Everything `keur whatif` found: one object, frozen before it is written, like the result. */
#ifndef KEUR_ASSESS_WHATIF_H
#define KEUR_ASSESS_WHATIF_H

#include "assess/compare.h"

struct whatif {
	struct trial *trial;
	struct comparison comparison;
};

#endif
