/* How long a worker takes to start, beside a bare process that only opens the same plugin. Medians in microseconds of runs in turn:
 * bench_worker WORKER BARE PLUGIN [RUNS]. Ends with 1 when a median is more than twice the bare one. */
#include "base/region.h"
#include "host/host.h"

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

enum { BARE, DESCRIBE, RUN_SMALL, RUN_LARGE, DESCRIBE_OPEN, RUN_OPEN, KINDS };
static const char *const kind_name[KINDS] = { "bare spawn and dlopen", "describe", "run, 10 components", "run, 1,000,000 components",
	"describe, --isolation none", "run, --isolation none" };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void fail(const char *what)
{
	fprintf(stderr, "bench_worker: %s\n", what);
	exit(2);
}

static void bare(char *program, char *plugin)
{
	char *const arguments[] = { program, plugin, NULL }, *const environment[] = { NULL };
	int status;
	pid_t pid;

	if (posix_spawn(&pid, program, NULL, NULL, arguments, environment) != 0 || waitpid(pid, &status, 0) != pid || status != 0)
		fail("the bare process failed");
}

static void network(struct model *model, uint32_t components)
{
	struct error err;
	unsigned t;
	uint32_t i;

	*model = (struct model){ .region.fd = -1 };
	if (region_open(&model->region, &err) != 0)
		fail(err.text);
	for (t = 0; t < TABLE_COUNT; t++)
		model_set_rows(model, (enum table_id)t, t == TABLE_component ? components : 0);
	model_column_create(model, COL_component_id, 0);
	for (i = 0; i < components; i++) {
		char id[16];

		snprintf(id, sizeof id, "c%u", i);
		((uint32_t *)model_data(model, COL_component_id))[i] = model_intern(model, text_of(id));
		model_set_known(model, COL_component_id, i);
	}
	if (model_seal(model, &err) != 0)
		fail(err.text);
}

static void describe(struct host_plugin *plugin, const char *path, const struct host_options *options)
{
	struct error err;

	if (host_describe(plugin, path, options, &err) != 0)
		fail(err.text);
	if (plugin->refused)
		fail(plugin->refused);
}

static void run(struct host_plugin *plugin, const struct model *model, const struct host_options *options)
{
	struct findings findings;
	struct error err;

	if (host_run(plugin, 1, model, options, &findings, &err) != 0)
		fail(err.text);
	if (findings.status != RUN_OK)
		fail(findings.text);
	findings_free(&findings);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	size_t runs = argc > 4 ? (size_t)atoi(argv[4]) : 200, i, k;
	struct host_options strict = { .jobs = 1 }, open = { .jobs = 1, .isolation = ISOLATION_NONE };
	struct model model[2];
	double *time[KINDS], median[KINDS];
	int missed = 0;

	if (argc < 4 || runs == 0)
		fail("WORKER BARE PLUGIN [RUNS]");
	strict.worker = open.worker = argv[1];
	network(&model[0], 10);
	network(&model[1], 1000000);
	for (k = 0; k < KINDS; k++)
		if ((time[k] = calloc(runs, sizeof(double))) == NULL)
			fail("out of memory");
	for (i = 0; i < runs; i++)
		for (k = 0; k < KINDS; k++) {
			const struct host_options *options = k >= DESCRIBE_OPEN ? &open : &strict;
			struct host_plugin plugin;
			double start;

			if (k != BARE && k != DESCRIBE && k != DESCRIBE_OPEN)
				describe(&plugin, argv[3], options);
			start = now();
			if (k == BARE)
				bare(argv[2], argv[3]);
			else if (k == DESCRIBE || k == DESCRIBE_OPEN)
				describe(&plugin, argv[3], options);
			else
				run(&plugin, &model[k == RUN_LARGE], options);
			time[k][i] = now() - start;
			if (k != BARE)
				host_plugin_free(&plugin);
		}
	for (k = 0; k < KINDS; k++) {
		qsort(time[k], runs, sizeof(double), compare);
		median[k] = time[k][runs / 2];
		printf("%-28s median %6.0f us, ratio %.2f\n", kind_name[k], median[k], median[k] / median[BARE]);
		missed |= k <= RUN_LARGE && median[k] > 2 * median[BARE];
		free(time[k]);
	}
	model_close(&model[0]);
	model_close(&model[1]);
	return missed;
}
