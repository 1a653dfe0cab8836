/* Signatures in minisign's format: Ed25519, over the bytes or over their BLAKE2b-512, in FILE.minisig beside the file. Made over what a
 * sealed copy holds, never over what lies at a path. Knows no plugin.
 *
 * Trusted keys are public keys of minisign one after another: `untrusted comment: NAME`, then the key. The name is how the signer is shown. */
#ifndef KEUR_HOST_HOST_SIGNATURE_H
#define KEUR_HOST_HOST_SIGNATURE_H

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"

enum { SIGNATURE_KEY_ID = 8, SIGNATURE_KEY = 32, SIGNATURE_ID_SHOWN = 16 };

struct signer {
	unsigned char id[SIGNATURE_KEY_ID], key[SIGNATURE_KEY];
	const char *name;
};

struct signers {
	struct signer *signer;
	size_t count, capacity;
	struct arena arena;
};

struct signature {
	const char *signer;                  /* owned by the signers; NULL: unsigned, as far as we can tell */
	char unknown[SIGNATURE_ID_SHOWN + 1]; /* the id of a key that is not trusted; else "" */
};

/* must_exist: a file that is not there is an error, else it holds no keys. Same checks as pins_read. signers_free after either. */
int signers_read(struct signers *signers, const char *path, bool must_exist, struct error *err);
/* The same with the bytes of the file, which nobody opens. */
int signers_take(struct signers *signers, const char *path, struct text bytes, struct error *err);
void signers_free(struct signers *signers);
/* Who signed the bytes of `file`, a sealed descriptor, which came from `path`. False with a reason when the signature is damaged, or does not
 * fit the bytes. */
bool signature_check(const char *path, int file, const struct signers *signers, struct signature *out, struct buffer *refused);
/* The same with the signature's own bytes; `path`: where they are from. */
bool signature_take(const char *path, struct text bytes, int file, const struct signers *signers, struct signature *out, struct buffer *refused);

#endif
