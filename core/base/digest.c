#include "base/digest.h"

#include "base/mem.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>

struct digest {
	EVP_MD_CTX *context;
};

struct digest *digest_new(void)
{
	struct digest *digest = mem_alloc(sizeof *digest);

	/* No openssl.cnf, whose place the environment may name: a hash needs no configuration. Only the first call does anything. */
	if (OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1)
		mem_fail();
	digest->context = EVP_MD_CTX_new();
	if (!digest->context)
		mem_fail();
	digest_restart(digest);
	return digest;
}

/* libcrypto's only failures here are memory and a missing algorithm, which a build of it cannot leave out. */
void digest_restart(struct digest *digest)
{
	if (EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1)
		mem_fail();
}

void digest_add(struct digest *digest, const void *data, size_t length)
{
	if (EVP_DigestUpdate(digest->context, data, length) != 1)
		mem_fail();
}

void digest_end(struct digest *digest, unsigned char out[DIGEST_SIZE])
{
	if (EVP_DigestFinal_ex(digest->context, out, NULL) != 1)
		mem_fail();
}

void digest_free(struct digest *digest)
{
	if (!digest)
		return;
	EVP_MD_CTX_free(digest->context);
	free(digest);
}

void digest_hex(const unsigned char *data, size_t bytes, char *out)
{
	static const char hex[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < bytes; i++) {
		out[2 * i] = hex[data[i] >> 4];
		out[2 * i + 1] = hex[data[i] & 15];
	}
	out[2 * bytes] = '\0';
}
