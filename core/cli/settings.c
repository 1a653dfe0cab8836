/* Settings: the options of a review, and keur.yaml of the current directory, which may hold the same. */
#include "base/nearest.h"
#include "cli/command.h"
#include "cli/review.h"
#include "syntax/yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define AT(member) offsetof(struct settings, member)

const char *const fail_on_words[] = { "none", "very_low", "low", "medium", "high", "very_high", NULL };
const char *const basis_words[] = { "worst", "known", NULL };

static const struct option input_options[] = {
	{ "policy", OPTION_TEXT, "PACK|FILE", "policy pack: nl-tfev (default), another that `keur policy list` names, or a file", AT(policy), NULL, false },
	{ "suppliers", OPTION_TEXTS, "FILE", "supplier register; may be given again", AT(suppliers), NULL, false },
	{ "overlay", OPTION_TEXTS, "FILE", "changes to the inventory, kept apart from it; may be given again", AT(overlay), NULL, false },
	{ "as-of", OPTION_DATE, "DATE", "the day the answer is for (default: the inventory's as_of)", AT(as_of), NULL, false },
};
static const struct option run_options[] = {
	{ "plugin", OPTION_TEXTS, "FILE", "one more plugin beside the bundled ones; may be given again", AT(plugin), NULL, true },
	{ "without", OPTION_TEXTS, "NAME", "leave out a bundled plugin; may be given again", AT(without), NULL, false },
	{ "param", OPTION_TEXTS, "NAME.KEY=VALUE", "set a plugin's parameter; may be given again", AT(param), NULL, false },
	{ "jobs", OPTION_NUMBER, "N", "workers at once (default: one per processor)", AT(jobs), NULL, false },
	{ "limit", OPTION_TEXTS, "[NAME.]KEY=N", "what a plugin may use up: time (seconds), memory (MB), findings, text (bytes); may be given again",
		AT(limit), NULL, false },
	OPTION_ISOLATION(AT(isolation)),
	{ "pins", OPTION_TEXT, "FILE", "the plugins that may run beside the bundled ones (default ~/.config/keur/plugins.lock)", AT(pins), NULL, true },
	{ "keys", OPTION_TEXT, "FILE", "whose signatures of plugins count (default ~/.config/keur/trusted.keys)", AT(keys), NULL, true },
	{ "require-signed", OPTION_FLAG, NULL, "plugins beside the bundled ones must be signed by one of those keys", AT(require_signed), NULL, true },
};
static const struct option output_options[] = {
	{ "format", OPTION_TEXT, "FORMAT,...", "any of text, json, jsonl, csv, xlsx, html, sarif, oscal, junit, markdown, dot (default: text; with --output text, json and csv)", AT(format), NULL, false },
	{ "output", OPTION_TEXT, "DIR", "write result.json, findings.csv, components.csv, suppliers.csv, gaps.csv, groups.csv and the like there", AT(output), NULL, false },
	{ "matrix", OPTION_TEXT, "NAME", "risk matrix of the pack: iso-27005 (default), nist-800-30, ebios-4x4", AT(matrix), NULL, false },
	{ "fail-on", OPTION_WORD, "LEVEL", "exit 2 from this risk on: very_low .. very_high, none (default high)", AT(fail_on), fail_on_words, false },
	{ "fail-on-basis", OPTION_WORD, "READING", "which answer counts for that: worst (default) or known", AT(basis), basis_words, false },
	OPTION_LANG(AT(lang)),
	OPTION_VERBOSE(AT(verbose), VERBOSE_STAGES_LOGS),
	OPTION_QUIET(AT(quiet), QUIET_TEXT),
};

const struct option_group options_input = { "What is assessed", input_options, sizeof input_options / sizeof *input_options };
const struct option_group options_run = { "Plugins", run_options, sizeof run_options / sizeof *run_options };
const struct option_group options_output = { "What comes out", output_options, sizeof output_options / sizeof *output_options };

void settings_default(struct settings *settings)
{
	*settings = (struct settings){ .policy = POLICY_DEFAULT, .fail_on = 4, .as_of = KEUR_NO_DATE, .isolation = ISOLATION_STRICT };
}

void settings_free(struct settings *settings)
{
	texts_free(&settings->inventory);
	texts_free(&settings->suppliers);
	texts_free(&settings->overlay);
	texts_free(&settings->plugin);
	texts_free(&settings->without);
	texts_free(&settings->param);
	texts_free(&settings->limit);
}

/* ---- keur.yaml ---------------------------------------------------------------------------------------------------------------------- */

struct settings_reader {
	struct settings *settings;
	const struct option_group *const *group;
	const struct option *option; /* NULL: the inventory list */
	struct arena *arena;
	struct messages *messages;
	uint32_t file;
	unsigned depth;
};

static int wrong(struct settings_reader *reading, struct mark at, const char *what)
{
	messages_add(reading->messages, SEVERITY_ERROR, (struct place){ reading->file, at.line, at.column }, "%s", what);
	return -1;
}

static int map_begin(void *self, struct mark at)
{
	struct settings_reader *reading = self;

	return reading->depth++ == 0 ? 0 : wrong(reading, at, "settings are words or lists of words: no mapping belongs here");
}

static int list_begin(void *self, struct mark at)
{
	struct settings_reader *reading = self;

	if (reading->depth == 1 && reading->option && reading->option->type != OPTION_TEXTS) {
		messages_add(reading->messages, SEVERITY_ERROR, (struct place){ reading->file, at.line, at.column },
			"`%s` takes one value, not a list", reading->option->name);
		return -1;
	}
	return reading->depth++ == 1 ? 0 : wrong(reading, at, "keur.yaml is a mapping of settings: `inventory: [network.yaml]`");
}

static int end(void *self, struct mark at)
{
	struct settings_reader *reading = self;

	(void)at;
	reading->depth--;
	return 0;
}

static int unknown_setting(struct settings_reader *reading, struct text name, struct place place)
{
	struct nearest nearest = nearest_start(name);
	const struct option_group *const *group;
	const char *quoted = messages_quote(reading->messages, name);
	size_t i;

	nearest_try(&nearest, TEXT_LITERAL("inventory"));
	for (group = reading->group; *group; group++)
		for (i = 0; i < (*group)->options; i++)
			if (!(*group)->option[i].trusted_only)
				nearest_try(&nearest, text_of((*group)->option[i].name));
	if (nearest.best.length)
		messages_add(reading->messages, SEVERITY_ERROR, place, "there is no setting `%s`: did you mean `%.*s`?", quoted,
			(int)nearest.best.length, nearest.best.data);
	else
		messages_add(reading->messages, SEVERITY_ERROR, place, "there is no setting `%s`: it is `inventory`, or an option of `keur assess`",
			quoted);
	return -1;
}

static int key(void *self, struct text name, struct mark at)
{
	struct settings_reader *reading = self;
	struct place place = { reading->file, at.line, at.column };

	reading->option = NULL;
	if (text_is(name, "inventory"))
		return 0;
	reading->option = option_find(reading->group, name);
	if (!reading->option)
		return unknown_setting(reading, name, place);
	if (reading->option->trusted_only) {
		messages_add(reading->messages, SEVERITY_ERROR, place,
			"`%s` cannot be set in keur.yaml, which may have come with a stranger's inventory: give --%s on the command line",
			reading->option->name, reading->option->name);
		return -1;
	}
	return 0;
}

/* A stranger's inventory may say where its result goes, but not into another one's. Links on the way are looked at when it is opened. */
static bool leads_out(const char *directory)
{
	const char *at = directory;

	if (*at == '/')
		return true;
	while (*at) {
		size_t length = strcspn(at, "/");

		if (length == 2 && memcmp(at, "..", 2) == 0)
			return true;
		at += length + (at[length] == '/');
	}
	return false;
}

static int scalar(void *self, struct text value, enum scalar_kind kind, struct mark at)
{
	struct settings_reader *reading = self;
	const char *copy = arena_copy(reading->arena, value.data, value.length);
	struct error err;

	(void)kind;
	if (!reading->depth)
		return wrong(reading, at, "keur.yaml is a mapping of settings: `inventory: [network.yaml]`");
	if (!reading->option) {
		texts_add(&reading->settings->inventory, copy);
		return 0;
	}
	if (reading->option->offset == AT(output) && leads_out(copy))
		return wrong(reading, at, "`output` leads out of the directory of keur.yaml, which may have come with a stranger's inventory: name a directory"
			" beneath it, or give --output on the command line");
	if (option_set(reading->option, reading->settings, copy, &err) != 0)
		return wrong(reading, at, err.text);
	return 0;
}

static const struct tree_handler handler = { map_begin, end, list_begin, end, key, scalar, NULL };

int settings_read(struct settings *settings, const struct option_group *const *group, struct arena *arena, struct messages *messages,
	struct error *err)
{
	struct settings_reader reading = { settings, group, NULL, arena, messages, 0, 0 };
	struct source source;
	int done;

	if (faccessat(AT_FDCWD, "keur.yaml", F_OK, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : error_system(err, errno, "cannot look at keur.yaml");
	if (source_open(&source, "keur.yaml", "keur.yaml", messages, err) != 0)
		return -1;
	reading.file = source.file;
	done = yaml_read(&source, &handler, &reading, messages);
	source_close(&source);
	return done == 0 ? 0 : error_set(err, ERROR_INPUT, "keur.yaml has errors");
}
