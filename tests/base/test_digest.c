/* SHA-256 against the examples of FIPS 180-4, however the stream is cut. */
#include "base_test.h"

#include "base/digest.h"

static void assert_digest(struct digest *digest, const char *expected)
{
	unsigned char sum[DIGEST_SIZE];
	char hex[DIGEST_HEX + 1];

	digest_end(digest, sum);
	digest_hex(sum, DIGEST_SIZE, hex);
	assert_string_equal(hex, expected);
}

static void examples(void **state)
{
	struct digest *digest = digest_new();
	int i;

	(void)state;
	assert_digest(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest_restart(digest);
	digest_add(digest, "abc", 3);
	assert_digest(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	digest_restart(digest);
	digest_add(digest, "ab", 2);
	digest_add(digest, "", 0);
	digest_add(digest, "c", 1);
	assert_digest(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	digest_restart(digest);
	for (i = 0; i < 100000; i++)
		digest_add(digest, "aaaaaaaaaa", 10);
	assert_digest(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	digest_restart(digest); /* what was added before a restart does not count */
	digest_add(digest, "x", 1);
	digest_restart(digest);
	assert_digest(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest_free(digest);
	digest_free(NULL);
}

static void hexadecimal(void **state)
{
	char out[9];

	(void)state;
	digest_hex((const unsigned char *)"\x00\x0f\xa0\xff", 4, out);
	assert_string_equal(out, "000fa0ff");
	digest_hex((const unsigned char *)"\xff", 0, out);
	assert_string_equal(out, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examples),
		cmocka_unit_test(hexadecimal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
