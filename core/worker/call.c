#include "worker/call.h"

#include "base/mem.h"
#include "worker/wire.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

struct scratch_block {
	struct scratch_block *next;
	uint64_t align; /* what follows is aligned to 16 */
};

int32_t call_fault(struct keur_call *call, const struct frame_fault *fault)
{
	if (!call->stopped) {
		emit_flush(call);
		wire_fault(fault);
	}
	call->stopped = CALL_STOPPED;
	return CALL_STOPPED;
}

static int32_t fault_of(struct keur_call *call, enum frame_fault_kind what, uint64_t found, uint64_t bound)
{
	struct frame_fault fault = { .what = what, .rule = KEUR_NONE, .found = found, .bound = bound };

	return call_fault(call, &fault);
}

static uint64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int32_t call_clock(struct keur_call *call)
{
	call->ticks = 0;
	return clock_now() < call->deadline ? 0 : fault_of(call, FAULT_TIME, 0, 0);
}

/* ---- The functions of the table ---------------------------------------------------------------------------------------------- */

static int32_t host_column(struct keur_call *call, const char *name, struct keur_column *out)
{
	uint32_t i, stride = call->plugin->size.column_size;

	if (call->stopped)
		return call->stopped;
	for (i = 0; name && out && i < call->plugin->entry.needs; i++)
		if (text_is((struct text){ plugin_need(call->plugin, i).text, plugin_need(call->plugin, i).length }, name)) {
			memcpy(out, call->column + (size_t)i * stride, stride);
			return 0;
		}
	return fault_of(call, FAULT_NEED, 0, 0);
}

static int32_t host_reach(struct keur_call *call, uint32_t start, uint32_t scenario, struct keur_reach *out)
{
	uint32_t parts = call->limits.rows[TABLE_component], size = call->plugin->size.reach_size;
	struct keur_reach found = { 0 };

	if (call->stopped || call_time(call))
		return call->stopped;
	if (!call->on || !out)
		return fault_of(call, FAULT_CALL, CALL_REACH, 0);
	if (start >= parts)
		return fault_of(call, FAULT_START, start, parts);
	if (scenario != KEUR_ESPIONAGE && scenario != KEUR_MANIPULATION && scenario != KEUR_SABOTAGE)
		return fault_of(call, FAULT_SCENARIO, scenario, 0);
	if (!call->graph_built) {
		graph_build(&call->graph, &call->model);
		reach_start(&call->reach, parts);
		call->graph_built = true;
	}
	reach_search(&call->reach, &call->graph, start, scenario);
	found.component = call->reach.component;
	found.from = call->reach.from;
	found.count = call->reach.count;
	plugin_copy(out, size, &found, sizeof found);
	return 0;
}

static int32_t host_match(struct keur_call *call, uint32_t param, const struct keur_column *column, const uint64_t **bits)
{
	if (call->stopped || call_time(call))
		return call->stopped;
	if (!call->on || !column || !bits)
		return fault_of(call, FAULT_CALL, CALL_MATCH, 0);
	if (param >= call->plugin->entry.params)
		return fault_of(call, FAULT_PARAM, param, call->plugin->entry.params);
	if (column->type != KEUR_COLUMN_STRING && column->type != KEUR_COLUMN_STRINGS) /* "nothing matches" would look safe */
		return fault_of(call, FAULT_NO_STRINGS, 0, 0);
	return match_column(call, param, column, bits);
}

static int32_t host_param(struct keur_call *call, uint32_t param, int64_t *number, struct keur_text *text)
{
	const struct frame_param *value;

	if (call->stopped)
		return call->stopped;
	if (param >= call->plugin->entry.params)
		return fault_of(call, FAULT_PARAM, param, call->plugin->entry.params);
	value = &call->param[param];
	if (number)
		*number = value->number;
	if (text)
		*text = (struct keur_text){ call->param_bytes + value->text, (uint32_t)value->length, 0 };
	return 0;
}

static int32_t host_stop(struct keur_call *call)
{
	return call_time(call);
}

static void host_log(struct keur_call *call, uint32_t level, const char *text, uint32_t length)
{
	uint32_t head[2] = { level, length < FRAME_FAILURE ? length : FRAME_FAILURE };

	if (call->stopped || !(call->flags & FRAME_WANT_LOG) || !text || call->log_lines++ >= FRAME_LOG_LINES)
		return;
	wire_send(FRAME_LOG, head, sizeof head, text, head[1]);
}

static void *host_scratch(struct keur_call *call, uint64_t bytes)
{
	struct scratch_block **list = call->on ? &call->scratch : &call->kept;
	struct scratch_block *block;

	block = bytes > call->scratch_most - call->scratch_used ? NULL : calloc(1, sizeof *block + bytes);
	if (!block) {
		call->starved = true;
		return NULL;
	}
	call->scratch_used += bytes;
	block->next = *list;
	*list = block;
	return block + 1;
}

const struct keur_host *call_table(const struct plugin *plugin)
{
	static const struct keur_host table = {
		.column = host_column,
		.reach = host_reach,
		.match = host_match,
		.param = host_param,
		.emit = emit_finding,
		.stop = host_stop,
		.log = host_log,
		.scratch = host_scratch,
	};
	struct keur_host *room;

	if (plugin->size.host_size <= sizeof table)
		return &table;
	room = plugin_room(1, sizeof table, plugin->size.host_size); /* a newer plugin finds NULL in what we lack */
	memcpy(room, &table, sizeof table);
	return room;
}

/* ---- Life of a run ------------------------------------------------------------------------------------------------------------- */

static void read_params(struct keur_call *call, int fd)
{
	struct stat info;
	void *bytes;

	if (fstat(fd, &info) != 0)
		wire_refuse("keur-worker: cannot read the parameters");
	bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED)
		wire_refuse("keur-worker: cannot map the parameters");
	call->param = bytes;
	call->param_bytes = bytes;
}

static void set_column(struct keur_call *call, uint32_t index, const struct keur_column *column)
{
	uint32_t size = call->plugin->size.column_size;

	plugin_copy(call->column + (size_t)index * size, size, column, sizeof *column);
}

void call_start(struct keur_call *call, const struct plugin *plugin, const struct frame_start *start, int params)
{
	const struct keur_plugin *entry = &plugin->entry;
	struct frame_rule *rule = mem_zalloc(entry->rules, sizeof *rule);
	uint32_t i;

	call->plugin = plugin;
	call->flags = start->flags;
	call->scratch_most = (uint64_t)start->megabytes << 20;
	call->deadline = clock_now() + (uint64_t)start->milliseconds * 1000000u;
	for (i = 0; i < entry->rules; i++) {
		struct keur_rule declared = plugin_rule(plugin, i);

		rule[i] = (struct frame_rule){ declared.on, declared.args };
	}
	call->limits = (struct frame_limits){ .text = start->text, .rules = entry->rules, .rule = rule, .first = start->first, .last = start->last };
	if (entry->params)
		read_params(call, params);

	call->need = mem_zalloc(entry->needs, sizeof *call->need);
	call->column = plugin_room(entry->needs, sizeof(struct keur_column), plugin->size.column_size);
	call->view = plugin_room(1, sizeof *call->view, plugin->size.view_size);
	call->view->column = (const struct keur_column *)(const void *)call->column;
	call->view->columns = entry->needs;
	call->view->bytes = "";
	call->view->as_of = start->as_of;
	for (i = 0; i < entry->needs; i++) {
		struct keur_text need = plugin_need(plugin, i);
		struct keur_column empty = { 0 };

		call->need[i] = schema_find_full((struct text){ need.text, need.length });
		if (call->need[i] == COLUMN_NONE)
			wire_refuse("it needs a column that this keur lacks");
		empty.type = schema_layout(call->need[i]);
		set_column(call, i, &empty);
	}
}

void call_model(struct keur_call *call, int fd)
{
	struct error err;
	uint32_t i;

	if (model_map(&call->model, fd, &err) != 0)
		wire_refuse("keur-worker: %s", err.text);
	memcpy(call->limits.rows, call->model.rows, sizeof call->limits.rows);
	call->limits.strings = call->model.strings;
	for (i = 0; i < call->plugin->entry.needs; i++)
		set_column(call, i, &call->model.column[call->need[i]]);
	call->view->bytes = call->model.bytes;
	call->view->string = call->model.string;
	call->view->strings = call->model.strings;
	call->view->components = call->model.rows[TABLE_component];
	call->view->as_of = call->model.as_of;
}

void call_enter(struct keur_call *call, uint32_t on)
{
	call->on = on;
}

void call_leave(struct keur_call *call)
{
	while (call->scratch) {
		struct scratch_block *next = call->scratch->next;

		free(call->scratch);
		call->scratch = next;
	}
	call->scratch_used = 0;
	if (call->on)
		emit_flush(call);
	call->on = 0;
}
