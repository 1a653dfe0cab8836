#include "syntax_test.h"
#include "beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static char directory[64];

static int make_directory(void **state)
{
	(void)state;
	snprintf(directory, sizeof directory, "/tmp/keur-source-XXXXXX");
	return mkdtemp(directory) && chdir(directory) == 0 ? 0 : -1;
}

static int remove_directory(void **state)
{
	static const char *const names[] = { "plain", "pipe", "socket", "link-in", "link-out", "loop", "below/file" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		unlink(names[i]);
	rmdir("below");
	return chdir("/") == 0 && rmdir(directory) == 0 ? 0 : -1;
}

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void check_open_refused(const char *path, const char *words)
{
	struct messages messages = { 0 };
	struct source source;
	struct error err = { 0 };

	assert_int_equal(source_open(&source, path, "the\tfile", &messages, &err), -1);
	if (err.code != ERROR_IO || !strstr(err.text, words) || !strstr(err.text, "the\\u{9}file"))
		fail_msg("expected %s, got %s", words, err.text);
	assert_int_equal(messages.files, 0);
	source_close(&source);
	messages_free(&messages);
}

static void kinds(void **state)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX, .sun_path = "socket" };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	(void)state;
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&name, sizeof name), 0);
	check_open_refused(".", "is a directory; name a file in it");
	check_open_refused("pipe", "is a pipe");
	check_open_refused("socket", "is a socket");
	check_open_refused("/dev/null", "is a device");
	check_open_refused("nothing", "cannot open");
	close(fd);
}

static void hash(void **state)
{
	struct messages messages = { 0 };
	struct source source;
	struct error err;
	char bytes[16], hex[DIGEST_HEX + 1];

	(void)state;
	put("plain", "abc");
	assert_int_equal(source_open(&source, "plain", "plain", &messages, &err), 0);
	assert_int_equal(source.size, 3);
	assert_true(fcntl(source.fd, F_GETFD) & FD_CLOEXEC);
	assert_int_equal(source_peek(&source, bytes, sizeof bytes), 3);
	assert_int_equal(source_read(&source, bytes, 2, &err), 2);
	assert_int_equal(source_peek(&source, bytes, 1), 1);
	assert_int_equal(bytes[0], 'a');
	assert_int_equal(source_read(&source, bytes, sizeof bytes, &err), 1);
	assert_int_equal(bytes[0], 'c');
	assert_false(source.hashed);
	assert_int_equal(source_read(&source, bytes, sizeof bytes, &err), 0);
	assert_true(source.hashed);
	digest_hex(source.sha256, DIGEST_SIZE, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(source_rewind(&source, &err), 0);
	assert_int_equal(source_read(&source, bytes, sizeof bytes, &err), 3);
	assert_int_equal(source_read(&source, bytes, sizeof bytes, &err), 0);
	assert_true(source.hashed);
	source_close(&source);
	assert_string_equal(messages.file[0], "plain");
	messages_free(&messages);
}

static void locate(void **state)
{
	struct messages messages = { 0 };
	struct source source;
	struct error err;
	uint32_t line, column;
	char text[16];

	(void)state;
	put("plain", "\xEF\xBB\xBF" "a\xC3\xA9z\r\nb\rc\n\nlast");
	assert_int_equal(source_open(&source, "plain", "plain", &messages, &err), 0);
	assert_int_equal(source_locate(&source, 3, &line, &column), 0);
	assert_int_equal(line * 100 + column, 101);
	assert_int_equal(source_locate(&source, 6, &line, &column), 0);
	assert_int_equal(line * 100 + column, 103);
	assert_int_equal(source_locate(&source, 9, &line, &column), 0);
	assert_int_equal(line * 100 + column, 201);
	assert_int_equal(source_locate(&source, 11, &line, &column), 0);
	assert_int_equal(line * 100 + column, 301);
	assert_int_equal(source_locate(&source, 16, &line, &column), 0);
	assert_int_equal(line * 100 + column, 503);
	assert_int_equal(source_locate(&source, 99, &line, &column), -1);
	assert_int_equal(source_line(&source, 1, text, sizeof text), 4);
	assert_memory_equal(text, "a\xC3\xA9z", 4);
	assert_int_equal(source_line(&source, 3, text, sizeof text), 1);
	assert_int_equal(source_line(&source, 4, text, sizeof text), 0);
	assert_int_equal(source_line(&source, 5, text, 3), 3);
	assert_memory_equal(text, "las", 3);
	assert_int_equal(source_line(&source, 6, text, sizeof text), 0);
	source_close(&source);
	messages_free(&messages);
}

static void check_beneath(int at, const char *path, const char *words)
{
	struct messages messages = { 0 };
	struct source source;
	struct error err = { 0 };
	int rc;

	if (!opens_beneath())
		skip();
	rc = source_open_beneath(&source, at, path, path, &messages, &err);
	if (rc != (words ? -1 : 0) || (words && !strstr(err.text, words)))
		fail_msg("%s: expected %s, got %s", path, words ? words : "success", err.text);
	source_close(&source);
	messages_free(&messages);
}

static void beneath(void **state)
{
	int at;

	(void)state;
	put("plain", "x");
	assert_int_equal(mkdir("below", 0700), 0);
	put("below/file", "y");
	assert_int_equal(symlink("below/file", "link-in"), 0);
	assert_int_equal(symlink("../plain", "link-out"), 0);
	assert_int_equal(symlink("loop", "loop"), 0);
	at = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	check_beneath(at, "plain", NULL);
	check_beneath(at, "below/file", NULL);
	check_beneath(at, "below/../plain", NULL);
	check_beneath(at, "link-in", NULL);
	check_beneath(at, "../plain", "leads out of the directory");
	check_beneath(at, "/etc/passwd", "leads out of the directory");
	check_beneath(at, "link-out", "leads out of the directory");
	check_beneath(at, "loop", "link");
	check_beneath(at, "below", "is a directory");
	check_beneath(at, "pipe", "is a pipe");
	check_beneath(at, "socket", "is a socket or a device");
	check_beneath(at, "nothing", "cannot open");
	close(at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds), cmocka_unit_test(hash), cmocka_unit_test(locate), cmocka_unit_test(beneath),
	};

	return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
