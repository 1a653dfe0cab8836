/* A built-in inventory as plugins see it: read, linked, derived and sealed by what every review goes through. */
#ifndef KEUR_CONFORM_CONFORM_MODEL_H
#define KEUR_CONFORM_CONFORM_MODEL_H

#include "conform/conform_network.h"
#include "model/model.h"

struct conform_model {
	struct model model;
	bool linked;
};

int conform_model_make(struct conform_model *made, const struct conform_shape *shape, const struct policy *policy, struct error *err);
void conform_model_free(struct conform_model *made);

#endif
