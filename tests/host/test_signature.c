/* Signatures in minisign's format: what fits is taken, and nothing else: every byte of it and of the file is turned. minisign itself is the
 * judge where it is installed. */
#include "place.h"

#include "host/host_signature.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>

static const char message[] = "The very bytes that were signed.\n";
#define KEY_LINE "RWS793X1aCwTxMd5dyb635IO2GuzukzQbcKqNluTmnl/dUocoOCgEASp\n"
#define OTHER_KEY "RWTKQupC7n/7bQjt56DKCcgE2HtA585guvM7HiXTOquMY5SDJjcjGvzp\n"
static const char hashed[] =
	"untrusted comment: signature from a key made for this test\n"
	"RUS793X1aCwTxHErjeDChsuLmCYlaOG1xhIGUf4hj1oWpBymJ796NKGI1753yIfgLJ3JnrX7FxE31AjkNXa0H2qCDEacG/Qf6AA=\n"
	"trusted comment: made for a test of keur\n"
	"IdcOrsmLR/57z5jVkKJ5gbHMHKiqC/ZCFa679jKVsb+WXtS8kPctr32h7rTX6KTRzbV4hZGfIx2HrZ1Gl3vtBQ==\n";
static const char legacy[] =
	"untrusted comment: the old way, over the bytes themselves\n"
	"RWS793X1aCwTxJIagvtp+fZ3jl53BJ/+RLhrZvr+t02eVlDhB4ArTxfXQJO6mwPahwZk9C5ZXI8tllMnZ07RrQCW4MCQHYUzNgc=\n"
	"trusted comment: made for a test of keur\n"
	"aujS5CPUYcn26/bnoHqAdRbr6QM1pzszVmVnCwgNybveU7WnTa320N5pv223LrC+TTqxJJUDIUvyxCMjbMeLAA==\n";

static int image_of(const void *data, size_t length)
{
	int fd = memfd_create("signed", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, data, length), length);
	return fd;
}

static struct signers signers_of(const char *text)
{
	struct signers signers;
	struct error err;

	place_text("trusted.keys", text);
	if (signers_read(&signers, "trusted.keys", true, &err) != 0)
		fail_msg("%s", err.text);
	return signers;
}

enum answer { UNSIGNED, UNKNOWN, SIGNED, REFUSED };

/* What is said of these bytes and this signature. */
static enum answer ask(const char *signature, size_t signature_length, const void *data, size_t length, const struct signers *signers)
{
	struct buffer refused = { 0 };
	struct signature out;
	int fd = image_of(data, length);
	enum answer answer;

	place_write("file.minisig", signature, signature_length);
	if (!signature_check("file", fd, signers, &out, &refused)) {
		assert_true(refused.length > 0);
		assert_null(out.signer);
		answer = REFUSED;
	} else {
		assert_int_equal(refused.length, 0);
		answer = out.signer ? SIGNED : *out.unknown ? UNKNOWN : UNSIGNED;
	}
	close(fd);
	buffer_free(&refused);
	return answer;
}

static void test_fits(void **state)
{
	static const char *const text[] = { hashed, legacy };
	struct signers signers = signers_of("untrusted comment: other\n" OTHER_KEY "\nuntrusted comment: A. Uthor, Utrecht\n" KEY_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct buffer refused = { 0 };
		struct signature out;
		int fd = image_of(message, sizeof message - 1);

		place_text("file.minisig", text[i]);
		assert_true(signature_check("file", fd, &signers, &out, &refused));
		assert_string_equal(out.signer, "A. Uthor, Utrecht");
		assert_string_equal(out.unknown, "");
		close(fd);
	}
	signers_free(&signers);
}

static void test_unknown(void **state)
{
	struct signers signers = signers_of("untrusted comment: other\n" OTHER_KEY), none = { 0 };
	const struct signers *who[] = { &signers, &none, NULL };
	struct signature out;
	struct buffer refused = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		place_text("file.minisig", hashed);
		assert_true(signature_check("file", STDIN_FILENO, who[i], &out, &refused));
		assert_null(out.signer);
		assert_string_equal(out.unknown, "C4132C68F575F7BB");
	}
	assert_int_equal(unlink("file.minisig"), 0);
	assert_true(signature_check("file", STDIN_FILENO, &signers, &out, &refused));
	assert_null(out.signer);
	assert_string_equal(out.unknown, "");
	assert_int_equal(refused.length, 0);
	signers_free(&signers);
}

/* Nothing that is not what was signed, by whom it was signed, counts as signed. The untrusted comment is what its name says. */
static void each_turn(const char *signature, const unsigned char *data, size_t length, const struct signers *signers)
{
	size_t size = strlen(signature), comment = strcspn(signature, "\n"), i;
	char *text = mem_copy_string(signature, size);
	unsigned char *bytes = mem_alloc(length);
	unsigned bit, unknown = 0;

	memcpy(bytes, data, length);
	assert_int_equal(ask(text, size, bytes, length, signers), SIGNED);
	for (i = 0; i < size; i++)
		for (bit = 0; bit < 8; bit++) {
			enum answer answer;

			text[i] = (char)(text[i] ^ 1 << bit);
			answer = ask(text, size, bytes, length, signers);
			text[i] = signature[i];
			/* A turned line feed takes the next line into the comment: refused. */
			if (i >= strlen("untrusted comment: ") && i < comment && !(signature[i] ^ 1 << bit ^ '\n'))
				assert_int_equal(answer, REFUSED);
			else if (i >= strlen("untrusted comment: ") && i < comment)
				assert_int_equal(answer, SIGNED);
			else if (answer != REFUSED && answer != UNKNOWN)
				fail_msg("byte %zu, bit %u of the signature: taken", i, bit);
			unknown += answer == UNKNOWN;
		}
	assert_true(unknown > 0 && unknown <= 88); /* the key's id: 11 digits */
	for (i = 0; i < length; i++)
		for (bit = 0; bit < 8; bit++) {
			bytes[i] ^= (unsigned char)(1u << bit);
			if (ask(text, size, bytes, length, signers) != REFUSED)
				fail_msg("byte %zu, bit %u of the file: taken", i, bit);
			bytes[i] = data[i];
		}
	for (i = 0; i < size - 1; i++) /* without its last line feed it is whole */
		assert_int_equal(ask(text, i, bytes, length, signers), REFUSED);
	assert_int_equal(ask(text, size, bytes, length - 1, signers), REFUSED);
	free(bytes);
	free(text);
}

static void test_turned(void **state)
{
	struct signers signers = signers_of("untrusted comment: A. Uthor\n" KEY_LINE);

	(void)state;
	each_turn(hashed, (const unsigned char *)message, sizeof message - 1, &signers);
	each_turn(legacy, (const unsigned char *)message, sizeof message - 1, &signers);
	signers_free(&signers);
}

static void assert_words(const char *signature, const char *why, const struct signers *signers)
{
	struct buffer refused = { 0 };
	struct signature out;
	int fd = image_of(message, sizeof message - 1);

	place_text("file.minisig", signature);
	assert_false(signature_check("file", fd, signers, &out, &refused));
	assert_string_equal(refused.data, why);
	buffer_free(&refused);
	close(fd);
}

static void test_words(void **state)
{
#define DAMAGED "its signature file.minisig is damaged: it is not the four lines that minisign writes; get it again, or remove it"
	struct signers signers = signers_of("untrusted comment: A. Uthor\n" KEY_LINE);
	struct buffer text = { 0 }, refused = { 0 };
	struct signature out;
	size_t i;

	(void)state;
	assert_words("", DAMAGED, &signers);
	assert_words("untrusted comment: x\n", DAMAGED, &signers);
	buffer_format(&text, "%s\n", hashed);
	assert_words(text.data, DAMAGED, &signers);
	/* The comment of one signature under another: each fits, together they do not. */
	buffer_clear(&text);
	buffer_add(&text, hashed, (size_t)(strstr(hashed, "trusted comment: made") - hashed));
	buffer_string(&text, strstr(legacy, "trusted comment: made"));
	assert_words(text.data, "is not what A. Uthor signed: file.minisig does not fit these bytes; get both again from there", &signers);
	buffer_clear(&text);
	for (i = 0; i < 1025; i++)
		buffer_string(&text, "0123456789abcdef");
	assert_words(text.data, "its signature file.minisig is larger than 16 KB", &signers);
	unlink("file.minisig");
	assert_int_equal(symlink("elsewhere", "file.minisig"), 0);
	assert_false(signature_check("file", STDIN_FILENO, &signers, &out, &refused));
	assert_string_equal(refused.data, "its signature file.minisig is a symbolic link: name the file itself");
	unlink("file.minisig");
	assert_int_equal(mkdir("file.minisig", 0700), 0);
	buffer_clear(&refused);
	assert_false(signature_check("file", STDIN_FILENO, &signers, &out, &refused));
	assert_string_equal(refused.data, "its signature file.minisig is not a regular file");
	assert_int_equal(rmdir("file.minisig"), 0);
	buffer_free(&refused);
	buffer_free(&text);
	signers_free(&signers);
}

static void test_keys(void **state)
{
#define COMMENT "here stands `untrusted comment: ` and the signer's name, as in a public key of minisign"
#define NO_KEY "this is no public key of minisign: 56 letters and digits that begin with RW"
#define NAME "the signer's name is empty, longer than 200 bytes, not UTF-8, or has control characters"
	static const struct {
		const char *text, *why;
	} wrong[] = {
		{ KEY_LINE, "w.keys:1:1: " COMMENT },
		{ "\n# mine\n", "w.keys:2:1: " COMMENT },
		{ "untrusted comment: \n" KEY_LINE, "w.keys:1:20: " NAME },
		{ "untrusted comment: a\x1b[1mb\n" KEY_LINE, "w.keys:1:20: " NAME },
		{ "untrusted comment: \xE2\x80\xAE" "b\n" KEY_LINE, "w.keys:1:20: " NAME },
		{ "untrusted comment: me\n", "w.keys:2:1: " NO_KEY },
		{ "untrusted comment: me\n\n" KEY_LINE, "w.keys:2:1: " NO_KEY },
		{ "untrusted comment: me\n " KEY_LINE, "w.keys:2:1: " NO_KEY },
		{ "untrusted comment: me\nRUS793X1aCwTxMd5dyb635IO2GuzukzQbcKqNluTmnl/dUocoOCgEASp\n", "w.keys:2:1: " NO_KEY },
		{ "untrusted comment: me\n" KEY_LINE "untrusted comment: me too\n" KEY_LINE, "w.keys:4:1: this key stands further up already" },
	};
	struct signers signers;
	struct error err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		place_text("w.keys", wrong[i].text);
		assert_int_equal(signers_read(&signers, "w.keys", false, &err), -1);
		assert_string_equal(err.text, wrong[i].why);
		signers_free(&signers);
	}
	assert_int_equal(signers_read(&signers, "no.keys", false, &err), 0);
	assert_int_equal(signers.count, 0);
	assert_int_equal(signers_read(&signers, "no.keys", true, &err), -1);
	assert_string_equal(err.text, "no.keys: there is no such file of trusted keys");
	place_text("w.keys", "untrusted comment: me\n" KEY_LINE);
	assert_int_equal(chmod("w.keys", 0666), 0);
	assert_int_equal(signers_read(&signers, "w.keys", false, &err), -1);
	assert_string_equal(err.text, "w.keys: can be written by others than its owner; to mend it: chmod go-w w.keys");
}

/* ---- The judge ------------------------------------------------------------------------------------------------------------------------ */

static int minisign(const char *const *argument)
{
	extern char **environ;
	posix_spawn_file_actions_t quiet;
	pid_t pid;
	int status;

	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	status = posix_spawnp(&pid, "minisign", &quiet, NULL, (char *const *)(uintptr_t)argument, environ);
	posix_spawn_file_actions_destroy(&quiet);
	if (status != 0 || waitpid(pid, &status, 0) != pid)
		return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

#define MINISIGN(...) minisign((const char *const[]){ "minisign", __VA_ARGS__, NULL })

static void test_minisign(void **state)
{
	static const char *const way[] = { "-H", "-l" };
	unsigned char data[40];
	struct signers signers;
	size_t i;

	(void)state;
	if (MINISIGN("-v") == 127) {
		print_message("minisign is not installed: what it writes was not tried\n");
		skip();
	}
	for (i = 0; i < sizeof data; i++)
		data[i] = (unsigned char)(i * 37);
	place_write("file", data, sizeof data);
	assert_int_equal(MINISIGN("-G", "-W", "-f", "-p", "made.pub", "-s", "made.key"), 0);
	{
		char *key = place_read("made.pub", NULL);

		signers = signers_of(key);
		free(key);
	}
	for (i = 0; i < 2; i++) {
		char *signature;

		unlink("file.minisig");
		assert_int_equal(MINISIGN("-S", "-W", way[i], "-s", "made.key", "-m", "file", "-t", "a trusted comment \xC3\xA9"), 0);
		assert_int_equal(MINISIGN("-V", "-p", "made.pub", "-m", "file"), 0);
		signature = place_read("file.minisig", NULL);
		each_turn(signature, data, sizeof data, &signers);
		free(signature);
	}
	/* The static ones, by its judgement. */
	place_text("static.pub", "untrusted comment: x\n" KEY_LINE);
	place_write("static", message, sizeof message - 1);
	place_text("static.minisig", hashed);
	assert_int_equal(MINISIGN("-V", "-p", "static.pub", "-m", "static"), 0);
	place_text("static.minisig", legacy);
	assert_int_equal(MINISIGN("-V", "-p", "static.pub", "-m", "static"), 0);
	signers_free(&signers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_turned),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_minisign),
	};

	return cmocka_run_group_tests(tests, place_enter, place_leave);
}
