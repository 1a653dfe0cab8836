/* The file of trusted keys: any bytes, and never a crash, a refusal without place and reason, or a signer without a name or beside another of the same key. */
#include "host/host_signature.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct signers signers;
	struct error err;
	size_t i, k;

	if (signers_take(&signers, "k", (struct text){ (const char *)data, size }, &err) != 0
		&& (strncmp(err.text, "k:", 2) != 0 || utf8_valid_prefix(err.text, strlen(err.text)) != strlen(err.text)))
		abort();
	for (i = 0; i < signers.count; i++) {
		const char *name = signers.signer[i].name;

		if (!*name || utf8_valid_prefix(name, strlen(name)) != strlen(name))
			abort();
		for (k = 0; k < i; k++)
			if (memcmp(signers.signer[i].id, signers.signer[k].id, SIGNATURE_KEY_ID) == 0)
				abort();
	}
	signers_free(&signers);
	return 0;
}
