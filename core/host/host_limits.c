/* Limits: one table of what they are called, what they may be and what they are by default. */
#include "host/host.h"

#include "base/nearest.h"
#include "base/number.h"

/* Of findings the default depends on the network: a million, or 16 for every row of it. */
#define FINDINGS_LEAST UINT64_C(1000000)
enum { FINDINGS_EACH = 16 };
/* With 256 bytes for each at most (host_run.c) the host counts what they hold in 32 bits. */
#define FINDINGS_MOST UINT64_C(50000000)

static const struct limit {
	const char *key, *unit;
	size_t offset;
	uint64_t least, most, initial;
} limit[] = {
	{ "time", "seconds", offsetof(struct host_limits, seconds), 1, 86400, 300 },
	{ "memory", "MB", offsetof(struct host_limits, megabytes), 64, 1024 * 1024, 4096 },
	{ "findings", "findings", offsetof(struct host_limits, findings), 1, FINDINGS_MOST, 0 },
	{ "text", "bytes", offsetof(struct host_limits, text), 1, FRAME_TEXT, 4096 },
};
enum { LIMITS = sizeof limit / sizeof *limit };

static uint64_t *member(struct host_limits *limits, const struct limit *l)
{
	return (uint64_t *)(void *)((char *)limits + l->offset);
}

static int unknown_limit(const char *key, struct error *err)
{
	struct nearest nearest = nearest_start(text_of(key));
	size_t i;

	for (i = 0; i < LIMITS; i++)
		nearest_try(&nearest, text_of(limit[i].key));
	if (nearest.best.length)
		return error_set(err, ERROR_USAGE, "there is no limit `%s`: did you mean `%.*s`?", key, (int)nearest.best.length, nearest.best.data);
	return error_set(err, ERROR_USAGE, "there is no limit `%s`: it is time, memory, findings or text", key);
}

int host_limit(struct host_limits *limits, const char *key, const char *value, struct error *err)
{
	int64_t number;
	size_t i;

	for (i = 0; i < LIMITS && strcmp(limit[i].key, key) != 0; i++)
		;
	if (i == LIMITS)
		return unknown_limit(key, err);
	if (!number_parse(text_of(value), &number) || (uint64_t)number < limit[i].least || (uint64_t)number > limit[i].most)
		return error_set(err, ERROR_USAGE, "the limit %s cannot be `%s`: it is a number of %s from %llu to %llu", key, value, limit[i].unit,
			(unsigned long long)limit[i].least, (unsigned long long)limit[i].most);
	*member(limits, &limit[i]) = (uint64_t)number;
	return 0;
}

uint64_t host_more_findings(const struct host_limits *limits)
{
	return limits->findings >= FINDINGS_MOST ? 0 : limits->findings > FINDINGS_MOST / 4 ? FINDINGS_MOST : limits->findings * 4;
}

struct host_limits host_limits(const struct host_limits *given, const struct model *model)
{
	struct host_limits limits = *given;
	uint64_t rows = 0;
	size_t i;

	for (i = 0; i < LIMITS; i++)
		if (!*member(&limits, &limit[i]))
			*member(&limits, &limit[i]) = limit[i].initial;
	if (limits.findings || !model)
		return limits;
	for (i = 0; i < TABLE_COUNT; i++)
		rows += model->rows[i];
	limits.findings = rows * FINDINGS_EACH < FINDINGS_LEAST ? FINDINGS_LEAST : rows * FINDINGS_EACH > FINDINGS_MOST ? FINDINGS_MOST
		: rows * FINDINGS_EACH;
	return limits;
}
