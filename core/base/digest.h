/* SHA-256 over a stream, by libcrypto. */
#ifndef KEUR_BASE_DIGEST_H
#define KEUR_BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_SIZE = 32, DIGEST_HEX = 64 };

struct digest; /* opaque; one stream */

struct digest *digest_new(void);
void digest_add(struct digest *digest, const void *data, size_t length);
void digest_end(struct digest *digest, unsigned char out[DIGEST_SIZE]); /* may be started again by digest_restart */
void digest_restart(struct digest *digest);
void digest_free(struct digest *digest);
/* Lower-case hexadecimal of the first `bytes` bytes, NUL-ended; out holds 2 * bytes + 1. */
void digest_hex(const unsigned char *data, size_t bytes, char *out);

#endif
