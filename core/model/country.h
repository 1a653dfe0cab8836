/* Country codes: ISO 3166-1 alpha-2. */
#ifndef KEUR_MODEL_COUNTRY_H
#define KEUR_MODEL_COUNTRY_H

#include "base/text.h"

/* One of the 249 assigned codes, or one of those that the standard leaves to its users (AA, QM to QZ, XA to XZ, ZZ): XK is Kosovo
 * nearly everywhere, and samples use others for countries that do not exist. Upper case only. */
bool country_known(struct text code);
/* The code that was probably meant by two letters; length 0 when there is none. */
struct text country_meant(struct text code, char room[2]);

#endif
