/* The schema for people and for editors: made from schema.def, so that neither can say anything else than what the readers do. */
#ifndef KEUR_MODEL_SCHEMA_PAGE_H
#define KEUR_MODEL_SCHEMA_PAGE_H

#include "base/text.h"

/* Markdown: every table, column and closed list. The part of inventories/README.md between its markers. */
void schema_page(struct buffer *out);
/* XML Schema 1.0 of the native format: inventories/keur.xsd. */
void schema_xsd(struct buffer *out);

#endif
