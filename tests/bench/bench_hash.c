/* SHA-256 of a file by libcrypto: keur hashes what it reads, the bare scan does not, so run.sh takes this off. */
#include <openssl/evp.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	static unsigned char piece[65536];
	unsigned char digest[EVP_MAX_MD_SIZE];
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	unsigned length = 0;
	size_t got;

	if (!file || !context || !EVP_DigestInit_ex(context, EVP_sha256(), NULL)) {
		fputs("usage: bench_hash FILE\n", stderr);
		return 1;
	}
	setvbuf(file, NULL, _IONBF, 0);
	while ((got = fread(piece, 1, sizeof piece, file)) > 0)
		EVP_DigestUpdate(context, piece, got);
	EVP_DigestFinal_ex(context, digest, &length);
	EVP_MD_CTX_free(context);
	fclose(file);
	for (unsigned i = 0; i < length; i++)
		printf("%02x", digest[i]);
	puts("");
	return 0;
}
