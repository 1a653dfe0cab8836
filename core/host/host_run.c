/* Running plugins over the model: which worker does what, whether it was done, and one verdict for each plugin.
 *
 * The same answer whatever the number of workers and whoever is first: the tasks of a plugin are numbered (ranges in the order of rows, then
 * the whole), and the failure of the lowest number counts. A failure therefore cancels the tasks after it, never those before. */
#include "base/mem.h"
#include "base/number.h"
#include "host/host.h"
#include "host/host_collect.h"
#include "host/host_settings.h"
#include "host/host_worker.h"

#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

/* An honest finding has 150 bytes; a bound on their sum bounds the host's memory. */
#define BYTES_EACH UINT64_C(256)

struct run;

struct task {
	struct run *run;
	struct host_job *job;
	uint64_t findings, bytes, checksum;
	bool ready;
};

struct run {
	struct host_plugin *plugin;
	const struct model *model;
	struct collect collect;
	struct findings *findings;
	struct task *task;
	size_t tasks;
	uint32_t range; /* components of one */
	struct host_limits limits;
	int params;
};

static void too_many(struct host_job *job, const struct run *run)
{
	char most[NUMBER_SIZE + 8];
	uint64_t more = host_more_findings(&run->limits);

	number_format(run->limits.findings, most);
	if (more)
		job_verdict(job, RUN_LIMIT, "found more than %s things, the limit of this run (--limit %s.findings=%llu sets another)", most, run->plugin->declared.name,
			(unsigned long long)more);
	else
		job_verdict(job, RUN_LIMIT, "found more than %s things, the most that is ever taken: assess the network in parts", most);
}

/* Whether the tasks up to and with this one have found too much. */
static bool is_over(const struct run *run, size_t index)
{
	uint64_t findings = 0, bytes = 0;
	size_t i;

	for (i = 0; i <= index; i++) {
		findings += run->task[i].findings;
		bytes += run->task[i].bytes;
	}
	return findings > run->limits.findings || bytes > run->limits.findings * BYTES_EACH;
}

static enum job_answer broke_protocol(struct host_job *job, const char *how)
{
	char room[64];

	job_verdict(job, RUN_PROTOCOL, "broke the protocol %s: %s", job_where(job, room), how);
	return JOB_OVER;
}

static enum job_answer take_ready(struct host_job *job, const unsigned char *payload)
{
	struct task *task = job->owner;
	uint64_t hash;

	if (task->ready || job->stage != STAGE_OPEN)
		return broke_protocol(job, "it was ready at the wrong time");
	memcpy(&hash, payload, sizeof hash);
	if ((hash | 1) != task->run->plugin->declared_hash) {
		job_verdict(job, RUN_REFUSED, "declares something else when it runs than when it was described");
		return JOB_OVER;
	}
	task->ready = true;
	job_send_model(job);
	return JOB_GOES_ON;
}

static enum job_answer take_findings(struct host_job *job, const unsigned char *payload, uint32_t length)
{
	struct task *task = job->owner;
	struct run *run = task->run;
	uint32_t on = job->stage == STAGE_ROWS ? KEUR_ON_ROWS : KEUR_ON_WHOLE;
	struct frame_fault fault;
	int64_t count;

	if (!task->ready || (job->stage != STAGE_ROWS && job->stage != STAGE_WHOLE))
		return broke_protocol(job, "findings at the wrong time");
	run->collect.limits.first = job->start.first;
	run->collect.limits.last = job->start.last;
	count = collect_batch(&run->collect, payload, length, on, &fault);
	if (count < 0) {
		if (fault.what == FAULT_NONE)
			return broke_protocol(job, "a finding that is no finding");
		job_fault(job, &fault);
		return JOB_OVER;
	}
	task->checksum = XXH3_64bits_withSeed(payload, length, task->checksum);
	task->findings += (uint64_t)count;
	task->bytes += length;
	if (!is_over(run, job->index))
		return JOB_GOES_ON;
	too_many(job, run);
	return JOB_OVER;
}

static enum job_answer take_end(struct host_job *job, const unsigned char *payload)
{
	struct task *task = job->owner;
	uint32_t flags = job->start.flags;
	enum frame_stage last = flags & FRAME_DO_WHOLE ? STAGE_WHOLE : flags & FRAME_DO_ROWS ? STAGE_ROWS : STAGE_OPEN;
	struct frame_end end;

	memcpy(&end, payload, sizeof end);
	if (!task->ready || job->stage != last || end.findings != task->findings || end.checksum != task->checksum)
		return broke_protocol(job, "an end that does not fit what came before");
	return JOB_COMPLETE;
}

static enum job_answer take_frame(struct host_job *job, enum frame_kind kind, const unsigned char *payload, uint32_t length)
{
	if (kind == FRAME_READY)
		return take_ready(job, payload);
	if (kind == FRAME_FINDINGS)
		return take_findings(job, payload, length);
	if (kind == FRAME_END)
		return take_end(job, payload);
	return broke_protocol(job, "a declaration at the wrong time");
}

static void task_ended(struct host_job *job)
{
	const struct task *task = job->owner;
	size_t i;

	if (job->status == RUN_OK)
		return;
	for (i = job->index + 1; i < task->run->tasks; i++)
		task->run->task[i].job->cancelled = true;
}

/* ---- Tasks ------------------------------------------------------------------------------------------------------------------------ */

static bool has_rules(const struct declared_plugin *plugin, uint8_t on)
{
	uint32_t i;

	for (i = 0; i < plugin->rules; i++)
		if (plugin->rule[i].on == on)
			return true;
	return false;
}

static uint32_t count_ranges(const struct run *run)
{
	uint32_t parts = run->model->rows[TABLE_component];

	return has_rules(&run->plugin->declared, KEUR_ON_ROWS) ? (uint32_t)(((uint64_t)parts + run->range - 1) / run->range) : 0;
}

/* A network that fits into one range needs one worker for everything; a plugin without anything to do is still opened once, so that
 * it fails on a small network as it would on a large one. */
static size_t count_tasks(const struct run *run)
{
	uint32_t ranges = count_ranges(run);

	return ranges <= 1 ? 1 : ranges + has_rules(&run->plugin->declared, KEUR_ON_WHOLE);
}

static void set_task(struct run *run, size_t index, struct host_job *job)
{
	struct task *task = &run->task[index];
	uint32_t ranges = count_ranges(run), parts = run->model->rows[TABLE_component], flags = 0, first = 0, last = parts;
	bool whole = has_rules(&run->plugin->declared, KEUR_ON_WHOLE) && (ranges <= 1 || index == ranges);

	if (index < ranges) {
		flags |= FRAME_DO_ROWS;
		first = (uint32_t)index * run->range;
		last = parts - first < run->range ? parts : first + run->range;
	}
	if (whole)
		flags |= FRAME_DO_WHOLE;
	*task = (struct task){ .run = run, .job = job };
	*job = (struct host_job){ .plugin = &run->plugin->declared, .image = run->plugin->image, .params = run->params,
		.limits = run->limits, .model = run->model->region.fd,
		.frame = take_frame, .ended = task_ended, .owner = task, .index = index,
		.start = { .mode = FRAME_RUN, .flags = flags, .first = first, .last = last, .as_of = run->model->as_of,
			.libraries = run->plugin->libraries } };
}

/* The whole takes longest and is one piece: it goes first. */
static void set_jobs(struct run *run, size_t runs, struct host_job *job)
{
	size_t i, k;

	for (i = 0; i < runs; i++)
		if (run[i].tasks > count_ranges(&run[i]) || run[i].tasks == 1)
			set_task(&run[i], run[i].tasks - 1, job++);
	for (i = 0; i < runs; i++) {
		size_t rest = run[i].tasks > count_ranges(&run[i]) || run[i].tasks == 1 ? run[i].tasks - 1 : run[i].tasks;

		for (k = 0; k < rest; k++)
			set_task(&run[i], k, job++);
	}
}

/* ---- Verdicts --------------------------------------------------------------------------------------------------------------------- */

static void drop_findings(struct findings *findings, enum run_status status, const char *text)
{
	struct findings kept = { .plugin = findings->plugin, .held = findings->held };

	findings_free(findings);
	*findings = kept;
	findings->status = status;
	findings->text = mem_copy_string(text, strlen(text));
}

static void judge(struct run *run)
{
	struct host_job *failed = NULL;
	size_t i;

	for (i = 0; i < run->tasks && !failed; i++) {
		struct host_job *job = run->task[i].job;

		/* Tasks before this one may have told of theirs after it ended; with one worker it would have been stopped here. */
		if (is_over(run, i)) {
			job->over = false;
			too_many(job, run);
		}
		run_isolation_note(&run->findings->held, &job->held);
		if (job->status != RUN_OK)
			failed = job;
	}
	if (!failed) {
		collect_end(&run->collect, run->tasks > 1);
	} else if (failed->status == RUN_REFUSED || failed->status == RUN_ABI) {
		struct buffer text = { 0 };

		buffer_format(&text, "%s: %s", run->plugin->declared.path, failed->text.data);
		drop_findings(run->findings, failed->status, text.data);
		buffer_free(&text);
	} else {
		drop_findings(run->findings, failed->status, failed->text.data);
		run->findings->wordless = failed->wordless;
	}
}

static int start_run(struct run *run, struct host_plugin *plugin, const struct model *model, const struct host_options *options,
	struct findings *findings, struct error *err)
{
	*run = (struct run){ .plugin = plugin, .model = model, .findings = findings, .range = options->range ? options->range : FRAME_ROWS,
		.limits = host_limits(&plugin->limits, model), .params = -1 };
	collect_start(&run->collect, findings, model, (uint32_t)run->limits.text);
	run->tasks = count_tasks(run);
	run->task = mem_zalloc(run->tasks, sizeof *run->task);
	return settings_seal(plugin, &run->params, err);
}

static void end_run(struct run *run)
{
	size_t i;

	for (i = 0; i < run->tasks; i++)
		if (run->task[i].job)
			buffer_free(&run->task[i].job->text);
	free(run->task);
	collect_free(&run->collect);
	if (run->params >= 0)
		close(run->params);
}

int host_run(struct host_plugin *plugin, size_t plugins, const struct model *model, const struct host_options *options,
	struct findings *out, struct error *err)
{
	struct run *run = mem_zalloc(plugins, sizeof *run);
	struct host_job *job = NULL;
	size_t runs = 0, jobs = 0, i;
	int result = 0;

	for (i = 0; i < plugins; i++) {
		out[i] = (struct findings){ .plugin = &plugin[i].declared, .held = plugin[i].held };
		if (plugin[i].refused)
			drop_findings(&out[i], plugin[i].status, plugin[i].refused);
	}
	for (i = 0; i < plugins && result == 0; i++)
		if (!plugin[i].refused) {
			result = start_run(&run[runs], &plugin[i], model, options, &out[i], err);
			jobs += run[runs++].tasks;
		}
	if (result == 0) {
		job = mem_zalloc(jobs, sizeof *job);
		set_jobs(run, runs, job);
		result = jobs_run(job, jobs, options, err);
	}
	for (i = 0; i < runs; i++) {
		if (result == 0)
			judge(&run[i]);
		end_run(&run[i]);
	}
	free(job);
	free(run);
	return result;
}
