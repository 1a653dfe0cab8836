/* From a path to parts: opens, recognises, hands to the reader of the format, follows includes. */
#include "input/input.h"

#include "input/foreign.h"
#include "input/native_read.h"
#include "input/recognise.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const format_name[] = {
	[INPUT_UNKNOWN] = "unknown",
	[INPUT_YAML] = "keur YAML",
	[INPUT_JSON] = "keur JSON",
	[INPUT_XML] = "keur XML",
	[INPUT_CSV] = "keur CSV",
	[INPUT_NRM_XML] = "3GPP NRM XML",
	[INPUT_NRM_JSON] = "3GPP NRM JSON",
	[INPUT_NRF_JSON] = "3GPP NRF JSON",
};

static const char register_holds[] = "a register of suppliers holds suppliers, ownership, decisions and sites only";
static const char include_holds[] = "what `!include` gives to a table holds that table only";

const char *input_format_name(enum input_format format)
{
	return format_name[format];
}

/* Takes `source` over. */
static size_t add_file(struct input_set *set, struct source source, enum input_role role, const char *name, uint32_t parent)
{
	struct part *part = mem_zalloc(1, sizeof *part);
	size_t i = set->files++;

	mem_reserve(&set->part, &set->parts_capacity, set->files, sizeof(struct part *));
	mem_reserve(&set->file, &set->files_capacity, set->files, sizeof *set->file);
	part->file = source.file;
	part->kind = role == INPUT_OVERLAY ? PART_OVERLAY : PART_NATIVE;
	set->part[i] = part;
	set->file[i] = (struct input_file){ .name = arena_copy(&set->arena, name, strlen(name)), .file = source.file, .role = role,
		.included_by = parent, .source = source };
	return i;
}

static enum input_format recognise_file(struct input_file *file, bool included, struct messages *messages)
{
	struct place whole = { file->file, 0, 0 };
	char *head = mem_alloc(RECOGNISE_BYTES);
	struct text text = { head, source_peek(&file->source, head, RECOGNISE_BYTES) };
	const char *why;
	enum input_format format = recognise(text, &why);

	if (included && (format == INPUT_NRM_JSON || format == INPUT_NRF_JSON))
		format = INPUT_YAML; /* a bare list in brackets */
	if (format == INPUT_YAML && recognise_json(text, file->name))
		format = INPUT_JSON;
	if (format == INPUT_UNKNOWN && why == recognise_supported)
		messages_add(messages, SEVERITY_ERROR, whole, "the format of this file is not known: %s", why);
	else if (format == INPUT_UNKNOWN)
		messages_add(messages, SEVERITY_ERROR, whole, "%s", why);
	else if (format >= INPUT_NRM_XML && (included || file->role != INPUT_INVENTORY)) {
		messages_add(messages, SEVERITY_ERROR, whole, "%s must be in keur's own format; this looks like %s",
			included			      ? "an included file"
				: file->role == INPUT_OVERLAY ? "an overlay"
							      : "a register of suppliers",
			format == INPUT_NRM_XML ? "other XML" : "other JSON");
		format = INPUT_UNKNOWN;
	}
	free(head);
	return format;
}

/* The hash is of the whole file, also when its reader stopped early. */
static int read_rest(struct input_file *file, struct error *err)
{
	char *rest;
	ptrdiff_t got = 0;

	if (file->source.digest) {
		rest = mem_alloc(SOURCE_CHUNK);
		do
			got = source_read(&file->source, rest, SOURCE_CHUNK, err);
		while (got > 0);
		free(rest);
	}
	file->size = file->source.read;
	file->source.progress = NULL; /* reading again for a message is no progress */
	memcpy(file->sha256, file->source.sha256, DIGEST_SIZE);
	return got < 0 ? -1 : 0;
}

static void read_native(struct native *n, struct input_file *file)
{
	if (file->format == INPUT_YAML)
		native_yaml_read(n, &file->source);
	else if (file->format == INPUT_JSON)
		native_json_read(n, &file->source);
	else if (file->format == INPUT_XML)
		native_xml_read(n, &file->source);
	else
		native_csv_read(n, &file->source);
}

static int read_content(struct input_set *set, size_t index, enum table_id only, struct messages *messages, struct error *err);

/* The part of a path up to its last slash, "." when it has none. */
static const char *directory_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return arena_copy(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

/* What `!include` names is opened beneath the directory of the file that names it. What goes wrong is told at the place that names it. */
static void read_includes(struct input_set *set, size_t index, const struct native *n, int directory, struct messages *messages)
{
	const char *name = set->file[index].name;
	const char *slash = strrchr(name, '/');
	size_t i;

	for (i = 0; i < n->includes; i++) {
		const struct native_include *include = &n->include[i];
		struct buffer full = { 0 };
		struct source source;
		struct error err = { 0 };
		size_t child;

		buffer_add(&full, name, slash ? (size_t)(slash + 1 - name) : 0);
		buffer_string(&full, include->path);
		if (source_open_beneath(&source, directory, include->path, full.data, messages, &err) == 0) {
			child = add_file(set, source, set->file[index].role, full.data, (uint32_t)index);
			if (read_content(set, child, include->table, messages, &err) == 0)
				err.code = ERROR_NONE;
		}
		if (err.code != ERROR_NONE)
			messages_add(messages, SEVERITY_ERROR, include->at, "`!include`: %s", err.text);
		buffer_free(&full);
	}
}

static int read_content(struct input_set *set, size_t index, enum table_id only, struct messages *messages, struct error *err)
{
	struct input_file *file = &set->file[index];
	struct part *part = set->part[index];
	bool included = only != TABLE_COUNT;

	progress_begin(set->progress, file->name, file->source.size);
	file->source.progress = set->progress;
	file->format = recognise_file(file, included, messages);
	if (file->format == INPUT_NRM_XML)
		nrm_xml_read(part, &file->source, messages);
	else if (file->format == INPUT_NRM_JSON)
		nrm_json_read(part, &file->source, messages);
	else if (file->format == INPUT_NRF_JSON)
		nrf_read(part, &file->source, messages);
	else if (file->format != INPUT_UNKNOWN) {
		struct native *n = mem_alloc(sizeof *n);

		native_start(n, part, file->format == INPUT_XML ? NATIVE_SINGULARS : NATIVE_PLURALS, messages);
		if (file->role == INPUT_SUPPLIERS) {
			n->allowed = UINT64_C(1) << TABLE_supplier | UINT64_C(1) << TABLE_ownership | UINT64_C(1) << TABLE_decision
				| UINT64_C(1) << TABLE_criterion | UINT64_C(1) << TABLE_country
				| UINT64_C(1) << TABLE_site;
			n->allowed_why = register_holds;
		}
		if (included) {
			n->only = only;
			n->allowed &= UINT64_C(1) << only;
			n->allowed_why = include_holds;
		}
		read_native(n, file);
		if (n->includes) {
			struct arena arena = { 0 };
			int directory = open(directory_of(&arena, file->path), O_PATH | O_DIRECTORY | O_CLOEXEC);

			read_includes(set, index, n, directory, messages);
			if (directory >= 0)
				close(directory);
			arena_free(&arena);
		}
		native_free(n);
		free(n);
	}
	part_close(part);
	return read_rest(&set->file[index], err);
}

int input_read(struct input_set *set, enum input_role role, const char *path, const char *name, struct messages *messages,
	struct error *err)
{
	struct source source;
	size_t index;

	if (source_open(&source, path, name, messages, err) != 0)
		return -1;
	index = add_file(set, source, role, name, UINT32_MAX);
	set->file[index].path = arena_copy(&set->arena, path, strlen(path));
	return read_content(set, index, TABLE_COUNT, messages, err);
}

void input_free(struct input_set *set)
{
	size_t i;

	for (i = 0; i < set->files; i++) {
		part_free(set->part[i]);
		free(set->part[i]);
		source_close(&set->file[i].source);
	}
	free(set->part);
	free(set->file);
	arena_free(&set->arena);
	*set = (struct input_set){ 0 };
}
