/* One reader per foreign format. All are lenient: oddities are warnings, what cannot be mapped is listed. Each makes the part a foreign
 * one and returns 0, or -1 after at least one error message. */
#ifndef KEUR_INPUT_FOREIGN_H
#define KEUR_INPUT_FOREIGN_H

#include "model/part.h"
#include "syntax/source.h"

int nrm_xml_read(struct part *part, struct source *source, struct messages *messages);
int nrm_json_read(struct part *part, struct source *source, struct messages *messages);
int nrf_read(struct part *part, struct source *source, struct messages *messages);

#endif
