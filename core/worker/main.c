/* keur-worker: loads one plugin and lets it do one thing, describe itself or assess a range of the network, then ends.
 *
 * Started by the host only, with a socket as descriptor 3. What it may do shrinks as it goes, see confine.h. */
#include "base/mem.h"
#include "worker/call.h"
#include "worker/confine.h"
#include "worker/dying.h"
#include "worker/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

#if SANITIZED
/* A plugin's crash must look like one; what the worker itself does wrong is reported as ever. */
const char *__asan_default_options(void);
__attribute__((visibility("default"))) const char *__asan_default_options(void)
{
	return "handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:handle_abort=0:detect_leaks=0:detect_odr_violation=0";
}
#endif

static struct plugin plugin;
static struct keur_call call;

static void out_of_memory(void)
{
	struct frame_fault fault = { .what = FAULT_MEMORY, .rule = KEUR_NONE };

	wire_fault(&fault);
	_exit(1);
}

/* Room for what went wrong, as large as the larger of the two structs. */
static struct keur_failure *failure_start(void)
{
	static char text[FRAME_FAILURE];
	struct keur_failure *failure = plugin_room(1, sizeof *failure, plugin.size.failure_size);

	text[0] = '\0';
	failure->text = text;
	failure->size = sizeof text;
	return failure;
}

/* A plugin that stopped because it was told to has nothing to say: the host knows why, and ends this process. */
static void after_call(int32_t code, const struct keur_failure *failure)
{
	call_leave(&call);
	if (call.stopped)
		for (;;)
			pause();
	if (code && !(failure->text && failure->text[0]) && (call.starved || dying_of_hunger()))
		out_of_memory();
	if (code)
		wire_fail(code, failure->text, failure->text ? strnlen(failure->text, FRAME_FAILURE - 1) : 0);
}

static void *open_instance(const struct keur_host *host)
{
	struct keur_failure *failure = failure_start();
	void *self = NULL;

	if (!plugin.entry.open)
		return NULL;
	call_enter(&call, 0);
	after_call(plugin.entry.open(host, &call, call.view, &self, failure), failure);
	free(failure);
	return self;
}

static void assess_rows(const struct keur_host *host, void *self, const struct frame_start *start)
{
	struct keur_failure *failure = failure_start();

	wire_stage(STAGE_ROWS);
	call_enter(&call, KEUR_ON_ROWS);
	after_call(plugin.entry.assess_rows(self, host, &call, call.view, start->first, start->last, failure), failure);
}

static void assess_whole(const struct keur_host *host, void *self)
{
	struct keur_failure *failure = failure_start();

	wire_stage(STAGE_WHOLE);
	call_enter(&call, KEUR_ON_WHOLE);
	after_call(plugin.entry.assess_whole(self, host, &call, call.view, failure), failure);
}

/* Rows and whole get an instance each, so that they cannot lean on each other: in a large network they run in different processes. */
static void run(const struct frame_start *start, int params, uint64_t declared)
{
	bool rows = (start->flags & FRAME_DO_ROWS) && plugin.entry.assess_rows;
	bool whole = (start->flags & FRAME_DO_WHOLE) && plugin.entry.assess_whole;
	const struct keur_host *host = call_table(&plugin);
	void *rows_self = NULL, *whole_self = NULL;
	int fd[WIRE_FDS];
	struct frame_model model;

	call_start(&call, &plugin, start, params);
	wire_stage(STAGE_OPEN);
	if (rows)
		rows_self = open_instance(host);
	if (whole || !rows) /* opened even where there is nothing to do: what fails in a large network fails in an empty one */
		whole_self = open_instance(host);
	wire_send(FRAME_READY, &declared, sizeof declared, NULL, 0);
	wire_receive(&model, sizeof model, fd);
	if (model.magic != FRAME_MAGIC || fd[0] < 0)
		wire_refuse("keur-worker: the model did not arrive");
	call_model(&call, fd[0]);
	if (rows)
		assess_rows(host, rows_self, start);
	if (whole)
		assess_whole(host, whole_self);
	wire_end(call.batch.findings, call.batch.checksum);
}

/* With strict isolation nothing foreign is loaded before everything is in force; the host knows what to tell the user. */
static void hold(const struct frame_start *start, int filter)
{
	int listener;
	struct frame_held held = confine_before_load((enum frame_isolation)start->isolation, start->libraries, filter, &listener);

	if (listener >= 0) {
		wire_send_with(FRAME_HELD, &held, sizeof held, listener);
		close(listener);
	} else {
		wire_send(FRAME_HELD, &held, sizeof held, NULL, 0);
	}
	if (start->isolation == ISOLATION_STRICT && (!held.landlock || !held.seccomp))
		_exit(EXIT_FAILURE);
}

int main(void)
{
	static const char padding[8];
	struct buffer declaration = { 0 };
	struct frame_start start;
	int fd[WIRE_FDS];

	mem_set_failure(out_of_memory);
	confine_start(FRAME_SOCKET);
	wire_receive(&start, sizeof start, fd);
	if (start.magic != FRAME_MAGIC || fd[0] < 0)
		wire_refuse("keur-worker is of another build than the program that started it");
	confine_limit((enum frame_isolation)start.isolation, start.milliseconds, start.megabytes, start.mapped);
	dying_start(start.megabytes);
	hold(&start, start.flags & FRAME_HAS_FILTER ? fd[1] : -1);
	wire_stage(STAGE_LOAD);
	plugin_load(&plugin, fd[0], start.isolation == ISOLATION_NONE);
	plugin_declare(&plugin, &declaration);
	buffer_add(&declaration, padding, (8 - declaration.length % 8) % 8); /* as it travels: what both sides hash */
	if (declaration.length > FRAME_LARGEST - 8)
		wire_refuse("its declaration has %zu bytes; the most is %d", declaration.length, FRAME_LARGEST - 8);
	if (start.mode == FRAME_DESCRIBE) {
		wire_send(FRAME_DECLARED, declaration.data, declaration.length, NULL, 0);
		wire_end(0, 0);
	}
	run(&start, fd[start.flags & FRAME_HAS_FILTER ? 2 : 1], XXH3_64bits(declaration.data, declaration.length));
}
