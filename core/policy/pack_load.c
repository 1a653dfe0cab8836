/* Loading a pack: its file, the files of the packs that it extends, and what they come to together. Each pack must be right by itself
 * before another one stands on it; the policy is handed over only when nothing was wrong. */
#include "policy/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The files that are open on the way to a pack's last base, so that none is its own base. */
struct chain {
	const char *directory;
	struct stat file[PACK_DEPTH];
	unsigned depth;
};

static void free_scratch(struct policy *policy)
{
	dict_free(&policy->catalogue.names);
	arena_free(&policy->arena);
}

static void free_pack(struct pack *pack)
{
	if (pack->base) {
		free_pack(pack->base);
		free(pack->base);
	}
	free(pack->value);
	free(pack->record);
	arena_free(&pack->arena);
}

static bool met_before(struct chain *chain, int fd)
{
	struct stat *now = &chain->file[chain->depth];
	unsigned i;

	if (fstat(fd, now))
		return false;
	for (i = 0; i < chain->depth; i++)
		if (chain->file[i].st_dev == now->st_dev && chain->file[i].st_ino == now->st_ino)
			return true;
	return false;
}

/* A name is a pack that ships with keur, a path a file beneath the directory of the pack that names it. */
static int open_base(struct pack *pack, const struct chain *chain, const char *name, struct source *source, struct error *err)
{
	const char *own = pack->messages->file[pack->source->file], *slash = strrchr(own, '/');
	struct buffer path = { 0 };
	int rc, at;

	if (!strchr(name, '/')) {
		buffer_format(&path, "%s/%s" PACK_SUFFIX, chain->directory, name);
		rc = access(path.data, F_OK) && errno == ENOENT ? pack_missing(name, chain->directory, pack->messages, err)
								 : source_open(source, path.data, path.data, pack->messages, err);
		buffer_free(&path);
		return rc;
	}
	buffer_add(&path, slash ? own : ".", slash ? (size_t)(slash - own) + (slash == own) : 1);
	at = open(path.data, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (at < 0) {
		rc = error_system(err, errno, "cannot open the directory %s", path.data);
	} else {
		buffer_format(&path, "/%s", name);
		rc = source_open_beneath(source, at, name, path.data, pack->messages, err);
		close(at);
	}
	buffer_free(&path);
	return rc;
}

static int read_pack(struct pack *pack, struct chain *chain);

/* Reads what the pack extends, and puts it under what the pack says. */
static int read_base(struct pack *pack, struct chain *chain)
{
	const struct pack_value *extends = pack_get(pack, &pack->header, HEADER_EXTENDS);
	const char *name = arena_copy(&pack->arena, extends->text.data, extends->text.length), *quoted = pack_quote(pack, extends->text);
	struct policy scratch = { 0 };
	struct source source;
	struct error err;
	unsigned i;
	int rc;

	if (chain->depth == PACK_DEPTH) {
		pack_error(pack, extends->at, "more than %d packs stand on each other here; a pack that extends `%s` is one too many", PACK_DEPTH, quoted);
		return -1;
	}
	if (open_base(pack, chain, name, &source, &err)) {
		pack_error(pack, extends->at, "%s", err.text);
		return -1;
	}
	pack->base = mem_zalloc(1, sizeof *pack->base);
	*pack->base = (struct pack){ .policy = &scratch, .source = &source, .messages = pack->messages, .id = strchr(name, '/') ? NULL : name };
	if (met_before(chain, source.fd)) {
		pack_error(pack, extends->at, "`%s` is extended here and stands on this pack itself; no pack can be its own base", quoted);
		rc = -1;
	} else {
		rc = read_pack(pack->base, chain);
		for (i = 0; !rc && i < pack->base->origins; i++)
			pack->origin[pack->origins++] = pack->base->origin[i];
		if (!rc)
			rc = pack_take(pack->base);
		if (rc)
			pack_error(pack, extends->at, "`%s`, which this pack extends, has errors", quoted);
	}
	source_close(&source);
	free_scratch(&scratch);
	return rc ? rc : pack_merge(pack);
}

/* One file, and below it those that it extends. */
static int read_pack(struct pack *pack, struct chain *chain)
{
	struct pack_origin *origin = &pack->origin[0];

	origin->file = pack->source->file;
	pack->origins = 1;
	if (pack->source->size > PACK_MOST) {
		pack_error(pack, (struct mark){ 0, 0 }, "%llu bytes; a pack has %d at most", (unsigned long long)pack->source->size, PACK_MOST);
		return -1;
	}
	if (pack_read(pack))
		return -1;
	origin->id = arena_copy(&pack->arena, pack_get(pack, &pack->header, HEADER_ID)->text.data, pack_get(pack, &pack->header, HEADER_ID)->text.length);
	origin->version = arena_copy(&pack->arena, pack_get(pack, &pack->header, HEADER_VERSION)->text.data,
		pack_get(pack, &pack->header, HEADER_VERSION)->text.length);
	digest_hex(pack->source->sha256, DIGEST_SIZE, origin->sha256);
	chain->depth++;
	return pack_given(pack_get(pack, &pack->header, HEADER_EXTENDS)) ? read_base(pack, chain) : 0;
}

static int load(struct policy *policy, struct source *source, const char *id, const char *directory, struct messages *messages,
	struct error *err)
{
	struct policy fresh = { 0 };
	struct pack pack = { .policy = &fresh, .source = source, .messages = messages, .id = id };
	struct chain chain = { .directory = directory };
	uint64_t errors = messages->errors;
	int rc;

	met_before(&chain, source->fd);
	rc = read_pack(&pack, &chain) || pack_take(&pack) ? -1 : 0;
	free_pack(&pack);
	if (rc) {
		free_scratch(&fresh);
		errors = messages->errors - errors;
		return error_set(err, ERROR_INPUT, "policy pack %s: %llu error%s, nothing is loaded", messages->file[source->file],
			(unsigned long long)errors, errors == 1 ? "" : "s");
	}
	digest_hex(source->sha256, DIGEST_SIZE, fresh.sha256);
	*policy = fresh;
	return 0;
}

static int load_named(struct policy *policy, const char *name, const char *directory, struct messages *messages, struct error *err)
{
	bool by_path = strchr(name, '/') != NULL;
	struct buffer path = { 0 };
	struct source source;
	int rc;

	if (by_path)
		buffer_string(&path, name);
	else
		buffer_format(&path, "%s/%s" PACK_SUFFIX, directory, name);
	if (!by_path && access(path.data, F_OK) && errno == ENOENT)
		rc = pack_missing(name, directory, messages, err);
	else
		rc = source_open(&source, path.data, path.data, messages, err);
	if (!rc) {
		rc = load(policy, &source, by_path ? NULL : name, directory, messages, err);
		source_close(&source);
	}
	buffer_free(&path);
	return rc;
}

/* A pack that ships, for comparison only: what may be wrong with it is not told here. */
static bool load_shipped(struct policy *policy, const char *id, const char *directory)
{
	struct messages unsaid = { 0 };
	struct error err;
	int rc = load_named(policy, id, directory, &unsaid, &err);

	messages_free(&unsaid);
	return rc == 0;
}

/* A name that is taken would stand in front of every breach. The pack may be an older one that somebody kept, so it is used, and said. */
static void warn_imitation(const struct policy *policy, uint32_t file, struct messages *messages)
{
	messages_add(messages, SEVERITY_WARNING, (struct place){ file, 0, 0 },
		"this is not the pack %s/%s that ships with keur: id and version are the same, the bytes are not; give it an id or a version of its own",
		policy->id, policy->version);
}

/* Against the pack of its id, unless it is that; else the nearest that ships of those that it extends; else the default. */
static void hold(struct policy *policy, bool shipped, const char *directory, uint32_t file, struct messages *messages)
{
	struct policy there = { 0 };
	uint32_t i;

	if (!shipped && load_shipped(&there, policy->id, directory)) {
		shipped = strcmp(there.sha256, policy->sha256) == 0;
		if (!shipped)
			policy_hold_against(policy, &there);
		policy_free(&there);
	}
	for (i = 0; !policy->held_against.id && i < policy->bases; i++) {
		if (!load_shipped(&there, policy->base[i].id, directory))
			continue;
		if (strcmp(there.sha256, policy->base[i].sha256) == 0)
			policy_hold_against(policy, &there);
		policy_free(&there);
	}
	if (!policy->held_against.id && !(shipped && strcmp(policy->id, POLICY_DEFAULT) == 0) && load_shipped(&there, POLICY_DEFAULT, directory)) {
		policy_hold_against(policy, &there);
		policy_free(&there);
	}
	policy->shipped = shipped;
	if (policy->imitates)
		warn_imitation(policy, file, messages);
}

int policy_load(struct policy *policy, const char *name, const char *directory, struct messages *messages, struct error *err)
{
	uint32_t file = (uint32_t)messages->files; /* the next one that is opened */

	if (load_named(policy, name, directory, messages, err))
		return -1;
	hold(policy, !strchr(name, '/'), directory, file, messages);
	return 0;
}
