/* The workbook: a table goes on in another sheet, a text longer than a cell holds is cut and says so, the same result gives the same bytes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>

#include "fixture.h"
#include "report/report_xlsx.h"

/* Written to a file for print_xlsx.py, which prints sheets and rows. */
static char *said_of(struct fixture *f, uint32_t rows)
{
	char path[] = "/tmp/keur-xlsx-XXXXXX", command[1024], *said = mem_zalloc(64 * 1024, 1);
	struct out *out = mem_alloc(sizeof *out);
	struct error err;
	FILE *pipe;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	out_start(out, fd);
	report_xlsx_split(&f->result, rows, out);
	assert_int_equal(out_end(out, "a workbook", &err), 0);
	close(fd);
	snprintf(command, sizeof command, "python3 %s/tests/report/print_xlsx.py %s", KEUR_SOURCE_DIR, path);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_true(fread(said, 1, 64 * 1024 - 1, pipe) > 0);
	assert_int_equal(pclose(pipe), 0);
	unlink(path);
	free(out);
	return said;
}

static void test_split(void **state)
{
	struct fixture *f = mem_alloc(sizeof *f);
	char *said;

	(void)state;
	fixture_build(f);
	said = said_of(f, XLSX_ROWS);
	assert_non_null(strstr(said, "components: 6 rows"));
	assert_null(strstr(said, "components 2"));
	free(said);
	/* A header and two parts to a sheet: five parts fill two and a half. */
	said = said_of(f, 3);
	assert_non_null(strstr(said, "components: 3 rows, header id, filter A1:"));
	assert_non_null(strstr(said, "components 2: 3 rows, header id, filter A1:"));
	assert_non_null(strstr(said, "components 3: 2 rows, header id, filter A1:"));
	assert_null(strstr(said, "components 4"));
	free(said);
	fixture_free(f);
	free(f);
}

/* Above the findings and the ways in stands which plugins gave no answer; where all did, nothing stands there. */
static void test_mark(void **state)
{
	struct fixture *f = mem_alloc(sizeof *f);
	char *said;

	(void)state;
	fixture_build(f);
	said = said_of(f, XLSX_ROWS);
	assert_non_null(strstr(said, "matrix: 18 rows, header Not assessed by logging: findings may be missing here."));
	assert_non_null(strstr(said, "findings: 4 rows, header Not assessed by logging: findings may be missing here."));
	assert_non_null(strstr(said, "paths: 3 rows, header Not assessed by logging: findings may be missing here."));
	assert_non_null(strstr(said, ", filter A2:"));
	free(said);
	f->run[1].status = RUN_OK;
	said = said_of(f, XLSX_ROWS);
	assert_null(strstr(said, "Not assessed by"));
	assert_null(strstr(said, ", filter A2:"));
	assert_non_null(strstr(said, "findings: 3 rows, header id, filter A1:"));
	free(said);
	fixture_free(f);
	free(f);
}

static void test_long_text(void **state)
{
	struct fixture *f = mem_alloc(sizeof *f);
	char *text = mem_zalloc(3 * XLSX_TEXT, 1), *said;

	(void)state;
	fixture_build(f);
	memset(text, 'x', XLSX_TEXT);
	f->gap[0].question = text;
	said = said_of(f, XLSX_ROWS);
	assert_non_null(strstr(said, "longest 32767\n"));
	free(said);
	memset(text, 'x', XLSX_TEXT + 1);
	said = said_of(f, XLSX_ROWS);
	assert_non_null(strstr(said, "cut: 32768 characters"));
	free(said);
	free(text);
	fixture_free(f);
	free(f);
}

static void test_same_bytes(void **state)
{
	struct fixture *f = mem_alloc(sizeof *f);
	char *data[2];
	size_t length[2], i;

	(void)state;
	fixture_build(f);
	for (i = 0; i < 2; i++) {
		FILE *file;
		struct out *out = temporary(&file);

		report_xlsx(&f->result, out);
		data[i] = written(out, file, &length[i]);
	}
	assert_int_equal(length[0], length[1]);
	assert_memory_equal(data[0], data[1], length[0]);
	free(data[0]);
	free(data[1]);
	fixture_free(f);
	free(f);
}

/* With room for so many KiB of temporary files. */
static int write_in(struct fixture *f, const char *room, unsigned kib, char **sheets)
{
	char size[32], path[64], command[1024];
	struct out *out = mem_alloc(sizeof *out);
	struct error err;
	FILE *pipe;
	int rc, fd;

	snprintf(size, sizeof size, "size=%uk", kib);
	snprintf(path, sizeof path, "%s.xlsx", room);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(mount("tmpfs", room, "tmpfs", 0, size), 0);
	setenv("TMPDIR", room, 1);
	out_start(out, fd);
	report_xlsx_split(&f->result, XLSX_ROWS, out);
	rc = out_end(out, "a workbook", &err);
	unsetenv("TMPDIR");
	assert_int_equal(umount2(room, MNT_DETACH), 0); /* after an error the library leaves files open */
	close(fd);
	free(out);
	*sheets = mem_zalloc(64 * 1024, 1);
	if (rc == 0) {
		snprintf(command, sizeof command, "sha256sum < %s", path);
		pipe = popen(command, "r");
		assert_non_null(pipe);
		assert_true(fread(*sheets, 1, 64 * 1024 - 1, pipe) > 0);
		assert_int_equal(pclose(pipe), 0);
	} else {
		assert_int_equal(err.code, ERROR_IO);
	}
	unlink(path);
	return rc;
}

/* The library does not look whether its temporary files took what it wrote: the workbook is the one that it is with room enough, or an error. */
static void test_small_room(void **state)
{
	char room[] = "/tmp/keur-xlsx-room-XXXXXX", *right, *said;
	struct fixture *f = mem_alloc(sizeof *f);
	unsigned kib, refused = 0, written = 0;

	(void)state;
	assert_non_null(mkdtemp(room));
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", "none", MS_REC | MS_PRIVATE, "") != 0) {
		free(f);
		rmdir(room);
		skip();
	}
	fixture_build(f);
	assert_int_equal(write_in(f, room, 16 * 1024, &right), 0);
	for (kib = 4; kib <= 400; kib += 12) {
		if (write_in(f, room, kib, &said) != 0)
			refused++;
		else if (strcmp(right, said) != 0)
			fail_msg("%u KiB: a workbook that is not whole", kib);
		else
			written++;
		free(said);
	}
	assert_true(refused && written);
	free(right);
	fixture_free(f);
	free(f);
	rmdir(room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split), cmocka_unit_test(test_mark),
		cmocka_unit_test(test_long_text),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_small_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
