/* What a plugin declares, from the bytes that its worker sent to checked structs. */
#ifndef KEUR_HOST_HOST_DECLARATION_H
#define KEUR_HOST_HOST_DECLARATION_H

#include "model/findings.h"

#include <stdint.h>

/* Fills everything but path and sha256; texts live in declared->arena. False with what is wrong with it. */
bool declaration_read(struct declared_plugin *declared, const unsigned char *bytes, uint32_t length, struct buffer *refused);

#endif
