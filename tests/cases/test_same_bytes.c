/* Same inputs, same bytes: the demo's result up to its last part, `run`, is the same in ten runs, under another locale, in another time
 * zone, from another directory, with the inputs named in another order, with one worker and with four. KEUR_OTHER_BUILD in the
 * environment names the program of another build (another compiler, say), whose result is compared as well. */
#include "run_keur.h"

#include <locale.h>

static char *first;
static size_t first_length;

static const char *const in_order[] = { DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml" };

static struct run demo(void)
{
	return (struct run){ .argument = { "assess", "--format=json", in_order[0], in_order[1], in_order[2], in_order[3],
		"--suppliers=" DEMO "suppliers.yaml", "--overlay=" DEMO "overlay.yaml" } };
}

static void same(struct run *run, const char *what)
{
	size_t length, i;

	keur(run);
	if (run->exit_code != 2)
		fail_msg("%s: exit code %d; %s", what, run->exit_code, run->error);
	length = before_run(run);
	for (i = 0; i < length && i < first_length && run->out[i] == first[i]; i++)
		;
	if (i < length || i < first_length)
		fail_msg("%s: differs at byte %zu: %.80s", what, i, run->out + i);
	run_free(run);
}

static int take_first(void **state)
{
	struct run run = demo();

	(void)state;
	keur(&run);
	assert_int_equal(run.exit_code, 2);
	first_length = before_run(&run);
	first = strdup(run.out);
	run_free(&run);
	return 0;
}

static int drop_first(void **state)
{
	(void)state;
	free(first);
	return 0;
}

static void ten_runs(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 10; i++) {
		struct run run = demo();

		same(&run, "again");
	}
}

/* In an environment of its own. A locale that is not installed leaves LANG and the others, which a program may read as well. */
static void environments(void **state)
{
	static const char *const variable[][4] = {
		{ "LC_ALL=de_DE.UTF-8", "LANG=de_DE.UTF-8", "LC_NUMERIC=de_DE.UTF-8" },
		{ "LC_ALL=C.UTF-8", "LANG=de_DE.UTF-8", "LANGUAGE=de:nl" },
		{ "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8" },
		{ "LC_ALL=C" },
		{ "TZ=Pacific/Kiritimati" },
		{ "TZ=America/Adak", "LC_TIME=de_DE.UTF-8" },
		{ "COLUMNS=40", "TERM=xterm-256color", "CLICOLOR_FORCE=1" },
		{ "MALLOC_PERTURB_=85" },
		{ NULL },
	};
	size_t i, k;

	(void)state;
	if (!setlocale(LC_ALL, "de_DE.UTF-8"))
		print_message("de_DE.UTF-8 is not installed here; its name is tried all the same\n");
	setlocale(LC_ALL, "C");
	for (i = 0; i < sizeof variable / sizeof *variable; i++) {
		char *environment[6] = { NULL };
		struct run run = demo();

		for (k = 0; k < 4 && variable[i][k]; k++)
			environment[k] = (char *)(uintptr_t)variable[i][k];
		run.environment = environment;
		same(&run, variable[i][0] ? variable[i][0] : "empty environment");
	}
}

static void directories(void **state)
{
	struct run away = demo(), beside = demo();
	const char *const file[] = { "network.yaml", "ran.yaml", "bss.yaml", "access.yaml", "--suppliers=suppliers.yaml",
		"--overlay=overlay.yaml" };
	size_t i;

	(void)state;
	away.directory = "/";
	same(&away, "from /");
	beside.directory = DEMO;
	for (i = 0; i < sizeof file / sizeof *file; i++)
		beside.argument[2 + i] = file[i];
	same(&beside, "from the directory of the demo");
}

static void copied_elsewhere(void **state)
{
	static const char *const name[] = { "network.yaml", "ran.yaml", "bss.yaml", "access.yaml", "suppliers.yaml", "overlay.yaml" };
	char folder[] = "/tmp/keur-same-XXXXXX", path[400];
	struct run run = { .argument = { "assess", "--format=json", name[0], name[1], name[2], name[3], "--suppliers=suppliers.yaml",
		"--overlay=overlay.yaml" } };
	size_t i, length;

	(void)state;
	assert_non_null(mkdtemp(folder));
	for (i = 0; i < 6; i++) {
		char *text;
		FILE *file;

		snprintf(path, sizeof path, "%s%s", DEMO, name[i]);
		text = read_descriptor(open(path, O_RDONLY | O_CLOEXEC), &length);
		snprintf(path, sizeof path, "%s/%s", folder, name[i]);
		file = fopen(path, "wb");
		assert_non_null(file);
		assert_int_equal(fwrite(text, 1, length, file), length);
		fclose(file);
		free(text);
	}
	run.directory = folder;
	same(&run, "copied elsewhere");
	for (i = 0; i < 6; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, name[i]);
		unlink(path);
	}
	rmdir(folder);
}

static void orders(void **state)
{
	static const int order[][4] = { { 3, 2, 1, 0 }, { 1, 3, 0, 2 }, { 2, 0, 3, 1 } };
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof order / sizeof *order; i++) {
		struct run run = demo();

		for (k = 0; k < 4; k++)
			run.argument[2 + k] = in_order[order[i][k]];
		same(&run, "inputs in another order");
	}
}

static void workers(void **state)
{
	static const char *const jobs[] = { "--jobs=1", "--jobs=2", "--jobs=4", "--jobs=16" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof jobs / sizeof *jobs; i++) {
		struct run run = demo();

		run.argument[8] = jobs[i];
		same(&run, jobs[i]);
	}
}

static void another_build(void **state)
{
	struct run run = demo();

	(void)state;
	run.program = getenv("KEUR_OTHER_BUILD");
	if (!run.program)
		skip();
	same(&run, run.program);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ten_runs),
		cmocka_unit_test(environments),
		cmocka_unit_test(directories),
		cmocka_unit_test(copied_elsewhere),
		cmocka_unit_test(orders),
		cmocka_unit_test(workers),
		cmocka_unit_test(another_build),
	};

	return cmocka_run_group_tests(tests, take_first, drop_first);
}
