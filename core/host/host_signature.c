#include "host/host_signature.h"

#include "base/fd.h"
#include "host/host_file.h"
#include "host/host_words.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <unistd.h>

/* minisign's own bounds are 1 KB for the untrusted and 8 KB for the trusted comment. */
enum { SIGNATURE_MOST = 16 * 1024, KEYS_MOST = 1024 * 1024, NAME_MOST = 200, SIGNATURE_SIZE = 64, HASH_SIZE = 64 };

/* As minisign writes them, before base64. */
struct written_key {
	unsigned char kind[2], id[SIGNATURE_KEY_ID], key[SIGNATURE_KEY];
};
struct written_signature {
	unsigned char kind[2], id[SIGNATURE_KEY_ID], signature[SIGNATURE_SIZE];
};
_Static_assert(sizeof(struct written_key) == 42 && sizeof(struct written_signature) == 74, "no padding");

static const struct text untrusted = { "untrusted comment: ", 19 }, trusted = { "trusted comment: ", 17 };

/* ---- Text ------------------------------------------------------------------------------------------------------------------------- */

static bool take_prefix(struct text *line, struct text prefix)
{
	if (line->length < prefix.length || memcmp(line->data, prefix.data, prefix.length) != 0)
		return false;
	*line = (struct text){ line->data + prefix.length, line->length - prefix.length };
	return true;
}

static int base64_digit(char c)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digit, c) : NULL;

	return at ? (int)(at - digit) : -1;
}

/* Exactly `size` bytes, written in the one way there is for them: no blanks, padded, no bits left over. libcrypto's reader is more liberal. */
static bool read_base64(struct text line, void *out, size_t size)
{
	unsigned char *byte = out;
	size_t digits = (size * 8 + 5) / 6, i;
	unsigned bits = 0, have = 0;

	if (line.length != (size + 2) / 3 * 4)
		return false;
	for (i = digits; i < line.length; i++)
		if (line.data[i] != '=')
			return false;
	for (i = 0; i < digits; i++) {
		int digit = base64_digit(line.data[i]);

		if (digit < 0)
			return false;
		bits = bits << 6 | (unsigned)digit;
		have += 6;
		if (have >= 8) {
			have -= 8;
			*byte++ = (unsigned char)(bits >> have);
			bits &= (1u << have) - 1;
		}
	}
	return bits == 0;
}

/* As minisign shows it: a little-endian number. */
static void show_id(const unsigned char id[SIGNATURE_KEY_ID], char out[SIGNATURE_ID_SHOWN + 1])
{
	static const char digit[] = "0123456789ABCDEF";
	size_t i;

	for (i = 0; i < SIGNATURE_KEY_ID; i++) {
		out[2 * i] = digit[id[SIGNATURE_KEY_ID - 1 - i] >> 4];
		out[2 * i + 1] = digit[id[SIGNATURE_KEY_ID - 1 - i] & 15];
	}
	out[SIGNATURE_ID_SHOWN] = '\0';
}

/* ---- Trusted keys ----------------------------------------------------------------------------------------------------------------- */

static const struct signer *find_signer(const struct signers *signers, const unsigned char id[SIGNATURE_KEY_ID])
{
	size_t i;

	for (i = 0; i < signers->count; i++)
		if (memcmp(signers->signer[i].id, id, SIGNATURE_KEY_ID) == 0)
			return &signers->signer[i];
	return NULL;
}

static int add_signer(struct signers *signers, struct text name, const struct written_key *key)
{
	struct signer signer = { .name = arena_copy(&signers->arena, name.data, name.length) };

	memcpy(signer.id, key->id, sizeof signer.id);
	memcpy(signer.key, key->key, sizeof signer.key);
	mem_reserve(&signers->signer, &signers->capacity, signers->count + 1, sizeof *signers->signer);
	signers->signer[signers->count++] = signer;
	return 0;
}

int signers_take(struct signers *signers, const char *path, struct text rest, struct error *err)
{
	unsigned line = 0;

	*signers = (struct signers){ 0 };
	while (rest.length) {
		struct text name = text_line(&rest), written;
		struct written_key key;

		line++;
		if (!name.length)
			continue;
		if (!take_prefix(&name, untrusted))
			return error_set(err, ERROR_INPUT, "%s:%u:1: here stands `untrusted comment: ` and the signer's name, as in a public key of minisign", path, line);
		if (!name.length || name.length > NAME_MOST || !words_are_clean(name, false))
			return error_set(err, ERROR_INPUT, "%s:%u:%zu: the signer's name is empty, longer than 200 bytes, not UTF-8, or has control characters",
				path, line, untrusted.length + 1);
		written = text_line(&rest);
		line++;
		if (!read_base64(written, &key, sizeof key) || memcmp(key.kind, "Ed", 2) != 0)
			return error_set(err, ERROR_INPUT, "%s:%u:1: this is no public key of minisign: 56 letters and digits that begin with RW", path, line);
		if (find_signer(signers, key.id))
			return error_set(err, ERROR_INPUT, "%s:%u:1: this key stands further up already", path, line);
		add_signer(signers, name, &key);
	}
	return 0;
}

int signers_read(struct signers *signers, const char *path, bool must_exist, struct error *err)
{
	struct buffer text = { 0 };
	int found = file_take(path, KEYS_MOST, &text, err), result;

	result = signers_take(signers, path, found > 0 ? buffer_view(&text) : (struct text){ "", 0 }, err);
	if (found < 0)
		result = found;
	else if (found == 0 && must_exist)
		result = error_set(err, ERROR_INPUT, "%s: there is no such file of trusted keys", path);
	buffer_free(&text);
	return result;
}

void signers_free(struct signers *signers)
{
	if (!signers)
		return;
	free(signers->signer);
	arena_free(&signers->arena);
	*signers = (struct signers){ 0 };
}

/* ---- Signatures ------------------------------------------------------------------------------------------------------------------- */

struct parsed {
	struct written_signature main;
	unsigned char global[SIGNATURE_SIZE]; /* over the signature and the trusted comment */
	struct text comment;
};

/* Four lines and nothing after them. */
static bool parse(struct text rest, struct parsed *out)
{
	struct text first = text_line(&rest), second = text_line(&rest), fourth;

	out->comment = text_line(&rest);
	fourth = text_line(&rest);
	return take_prefix(&first, untrusted) && read_base64(second, &out->main, sizeof out->main)
		&& (memcmp(out->main.kind, "ED", 2) == 0 || memcmp(out->main.kind, "Ed", 2) == 0) && take_prefix(&out->comment, trusted)
		&& read_base64(fourth, out->global, sizeof out->global) && !rest.length;
}

/* libcrypto refuses what is not canonical. Its failures beside "does not fit" are memory and a missing algorithm: both refuse. */
static bool verify(const struct signer *signer, const unsigned char signature[SIGNATURE_SIZE], const void *data, size_t length)
{
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, signer->key, SIGNATURE_KEY);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool fits = key && context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1
		&& EVP_DigestVerify(context, signature, SIGNATURE_SIZE, data, length) == 1;

	EVP_MD_CTX_free(context);
	EVP_PKEY_free(key);
	return fits;
}

static bool verify_file(const struct signer *signer, const struct parsed *parsed, const void *data, size_t length)
{
	unsigned char hash[HASH_SIZE];

	if (memcmp(parsed->main.kind, "ED", 2) != 0)
		return verify(signer, parsed->main.signature, data, length);
	return EVP_Digest(data, length, hash, NULL, EVP_blake2b512(), NULL) == 1
		&& verify(signer, parsed->main.signature, hash, sizeof hash);
}

static bool verify_comment(const struct signer *signer, const struct parsed *parsed)
{
	struct buffer both = { 0 };
	bool fits;

	buffer_add(&both, (const char *)parsed->main.signature, SIGNATURE_SIZE);
	buffer_text(&both, parsed->comment);
	fits = verify(signer, parsed->global, both.data, both.length);
	buffer_free(&both);
	return fits;
}

static bool verify_all(const struct signer *signer, const struct parsed *parsed, int file)
{
	struct text bytes;
	bool fits;

	/* No openssl.cnf, whose place the environment may name. */
	fits = fd_map(file, &bytes) && OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) == 1
		&& verify_file(signer, parsed, bytes.data, bytes.length) && verify_comment(signer, parsed);
	fd_unmap(bytes);
	return fits;
}

/* 1 with the text, 0 when there is none, -1 with a reason. Nobody need own it: it speaks for itself or not at all. */
static int read_signature(const char *path, struct buffer *text, struct buffer *refused)
{
	struct buffer why = { 0 };
	struct stat info;
	int file = file_open(AT_FDCWD, path, &why), result = -1;

	if (file < 0 && errno == ENOENT)
		result = 0;
	else if (file >= 0 && (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)))
		buffer_string(&why, "is not a regular file");
	else if (file >= 0 && file_read(file, SIGNATURE_MOST, text, &why))
		result = 1;
	if (result < 0)
		buffer_format(refused, "its signature %s %s", path, why.data);
	if (file >= 0)
		close(file);
	buffer_free(&why);
	return result;
}

bool signature_take(const char *path, struct text text, int file, const struct signers *signers, struct signature *out, struct buffer *refused)
{
	const struct signer *signer;
	struct parsed parsed;

	*out = (struct signature){ 0 };
	if (!parse(text, &parsed)) {
		buffer_format(refused, "its signature %s is damaged: it is not the four lines that minisign writes; get it again, or remove it", path);
		return false;
	}
	signer = signers ? find_signer(signers, parsed.main.id) : NULL;
	if (!signer) {
		show_id(parsed.main.id, out->unknown);
		return true;
	}
	if (!verify_all(signer, &parsed, file)) {
		buffer_format(refused, "is not what %s signed: %s does not fit these bytes; get both again from there", signer->name, path);
		return false;
	}
	out->signer = signer->name;
	return true;
}

bool signature_check(const char *path, int file, const struct signers *signers, struct signature *out, struct buffer *refused)
{
	struct buffer beside = { 0 }, text = { 0 };
	int found;
	bool right;

	*out = (struct signature){ 0 };
	buffer_format(&beside, "%s.minisig", path);
	found = read_signature(beside.data, &text, refused);
	right = found == 0 || (found > 0 && signature_take(beside.data, buffer_view(&text), file, signers, out, refused));
	buffer_free(&beside);
	buffer_free(&text);
	return right;
}
