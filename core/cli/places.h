/* Where the program's own files are: relative to the program itself, never from the environment. */
#ifndef KEUR_CLI_PLACES_H
#define KEUR_CLI_PLACES_H

#include "base/error.h"

struct places {
	char *worker;   /* keur-worker */
	char *plugins;  /* directory of the bundled plugins */
	char *policies; /* directory of the packs */
	char *demo;     /* directory of the demo inventory */
	char *templates; /* directory of the templates for plugins */
	char *catalogues; /* directory with what keur says in other languages */
};

int places_find(struct places *places, struct error *err);
void places_free(struct places *places);

#endif
