/* What the policy tests share: loading a pack, or a text in a file of its own, and what the loader said. */
#ifndef KEUR_TESTS_POLICY_H
#define KEUR_TESTS_POLICY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policy/policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PACKS KEUR_SOURCE_DIR "/inventories/policies"
#define SMALL KEUR_SOURCE_DIR "/tests/policy/small.yaml"

struct trial {
	struct policy policy;
	struct messages messages;
	struct error err;
	struct buffer said; /* messages as printed, without the file's name */
	int rc;
};

/* Loads; `said` gets one line per message. */
static inline void trial_load(struct trial *trial, const char *name, const char *directory)
{
	struct buffer printed = { 0 };
	const char *line, *colon;

	*trial = (struct trial){ .rc = 0 };
	trial->rc = policy_load(&trial->policy, name, directory, &trial->messages, &trial->err);
	messages_sort(&trial->messages);
	messages_print(&trial->messages, &printed);
	for (line = printed.data; line && *line; line = strchr(line, '\n') + 1) {
		colon = strchr(line, ':') + 1;
		colon += *colon == ' ';
		buffer_add(&trial->said, colon, (size_t)(strchr(colon, '\n') + 1 - colon));
	}
	buffer_free(&printed);
}

static inline void trial_end(struct trial *trial)
{
	if (!trial->rc)
		policy_free(&trial->policy);
	messages_free(&trial->messages);
	buffer_free(&trial->said);
}

static inline char *read_text(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct buffer text = { 0 };
	char part[4096];
	size_t got;

	assert_non_null(file);
	while ((got = fread(part, 1, sizeof part, file)) > 0)
		buffer_add(&text, part, got);
	fclose(file);
	return text.data;
}

/* Loads a text by way of a file that is gone afterwards. */
static inline void trial_text(struct trial *trial, const char *text)
{
	char path[] = "/tmp/keur-policy-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	trial_load(trial, path, "/nonexistent");
	unlink(path);
}

#endif
