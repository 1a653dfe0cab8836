/* keur plugin pin: shows what a plugin is and approves its very bytes. */
#include "base/mem.h"
#include "cli/bundled.h"
#include "cli/command.h"
#include "cli/places.h"
#include "cli/trust_files.h"

#include <stdio.h>
#include <stdlib.h>

struct pinning {
	const char *pins, *keys;
	struct texts file;
	struct host_plugin *plugin;
	unsigned isolation;
};

static const struct option pin_options[] = {
	{ "pins", OPTION_TEXT, "FILE", "where the pin goes (default ~/.config/keur/plugins.lock)", offsetof(struct pinning, pins), NULL, true },
	{ "keys", OPTION_TEXT, "FILE", "whose signatures count (default ~/.config/keur/trusted.keys)", offsetof(struct pinning, keys), NULL, true },
	OPTION_ISOLATION(offsetof(struct pinning, isolation)),
};
static const struct option_group options_pin = { "Trust", pin_options, sizeof pin_options / sizeof *pin_options };

/* ---- What is about to be trusted ---------------------------------------------------------------------------------------------------- */

static void show_rules(const struct declared_plugin *d)
{
	static const char *const kind[] = { [KEUR_KIND_BREACH] = "breach", [KEUR_KIND_RISK] = "risk", [KEUR_KIND_GAP] = "gap",
		[KEUR_KIND_NOTE] = "note" };
	static const char *const factor[] = { [KEUR_THREAT] = "threat", [KEUR_EXPOSURE] = "exposure", [KEUR_IMPACT] = "impact",
		[KEUR_NO_FACTOR] = "no factor" };
	uint32_t i;

	for (i = 0; i < d->rules; i++)
		printf("  %-9s %s: %s, %s\n", i ? "" : "rules", d->rule[i].full, kind[d->rule[i].kind], factor[d->rule[i].factor]);
}

static void show(const struct host_plugin *plugin)
{
	const struct declared_plugin *d = &plugin->declared;

	printf("%s %s (%s)\n", d->name, d->version, d->path);
	printf("  %-9s %s\n", "summary", d->summary);
	printf("  %-9s %s\n", "licence", d->licence);
	show_rules(d);
	printf("  %-9s %s\n", "sha256", d->sha256);
	if (d->signer)
		printf("  %-9s %s\n", "signer", d->signer);
	else if (*plugin->unknown_key)
		printf("  %-9s unknown: key %s is none of the trusted keys\n", "signer", plugin->unknown_key);
	else
		printf("  %-9s unsigned\n", "signer");
}

static bool is_bundled(const char *name)
{
	size_t i;

	for (i = 0; i < BUNDLED; i++)
		if (strcmp(bundled[i], name) == 0)
			return true;
	return false;
}

/* What speaks against pinning: all of it is said, then nothing is pinned. */
static int look(const struct pinning *pinning)
{
	int code = EXIT_CLEAN;
	size_t i, k;

	for (i = 0; i < pinning->file.count; i++) {
		const struct host_plugin *plugin = &pinning->plugin[i];
		const char *name = plugin->declared.name;

		if (plugin->refused) {
			fprintf(stderr, "keur: error: %s\n", plugin->refused);
			code = EXIT_FOUND;
		} else if (is_bundled(name)) {
			fprintf(stderr, "keur: error: %s: calls itself %s, which is the name of a plugin that comes with keur\n", plugin->declared.path,
				name);
			code = EXIT_FOUND;
		}
		for (k = 0; k < i && !plugin->refused; k++)
			if (!pinning->plugin[k].refused && strcmp(pinning->plugin[k].declared.name, name) == 0) {
				fprintf(stderr, "keur: error: %s: is called %s, as %s is: one of them can be pinned\n", plugin->declared.path, name,
					pinning->plugin[k].declared.path);
				code = EXIT_FOUND;
			}
	}
	return code;
}

/* ---- Pinning ------------------------------------------------------------------------------------------------------------------------ */

/* older: in whose place it comes; sha256 NULL: nothing's. */
static void say_pinned(const struct pins *pins, const struct pin *older, const struct declared_plugin *d)
{
	if (older->sha256 && strcmp(older->sha256, d->sha256) == 0 && strcmp(older->name, d->name) == 0)
		printf("%s was pinned in %s already\n", d->name, pins->path);
	else if (older->sha256)
		printf("%s is pinned in %s, in the place of %s %s with SHA-256 %s\n", d->name, pins->path, older->name, older->version,
			older->sha256);
	else
		printf("%s is pinned in %s\n", d->name, pins->path);
}

static int pin_into(struct pins *pins, const struct pinning *pinning, struct error *err)
{
	struct pin *older = mem_zalloc(pinning->file.count, sizeof *older);
	size_t i;
	int done;

	for (i = 0; i < pinning->file.count; i++) {
		const struct declared_plugin *d = &pinning->plugin[i].declared;
		const struct pin *found = pins_older(pins, d->name, d->sha256);

		if (found)
			older[i] = *found;
		show(&pinning->plugin[i]);
		pins_set(pins, d->name, d->version, d->sha256);
	}
	done = pins_save(pins, err);
	for (i = 0; done == 0 && i < pinning->file.count; i++)
		say_pinned(pins, &older[i], &pinning->plugin[i].declared);
	free(older);
	return done;
}

static int pin_all(const struct pinning *pinning, struct error *err)
{
	char *own = pinning->pins ? NULL : trust_files_place("plugins.lock");
	struct pins pins;
	int done;

	if (!pinning->pins && !own)
		return error_set(err, ERROR_USAGE, "no home directory is known: give --pins FILE");
	done = pins_open(&pins, pinning->pins ? pinning->pins : own, err);
	if (done == 0)
		done = pin_into(&pins, pinning, err);
	pins_free(&pins);
	free(own);
	return done;
}

static int pin(struct pinning *pinning)
{
	struct host_options options = { 0 };
	struct places places = { 0 };
	struct trust_files trust;
	struct error err;
	size_t described = 0, i;
	int code = EXIT_COULD_NOT, done;

	done = trust_files_open_keys(&trust, pinning->keys, &err);
	if (done == 0)
		done = places_find(&places, &err);
	pinning->plugin = mem_zalloc(pinning->file.count, sizeof *pinning->plugin);
	options.worker = places.worker;
	options.isolation = pinning->isolation;
	options.trust = &trust.host;
	if (done == 0)
		done = host_describe_all(pinning->plugin, pinning->file.item, pinning->file.count, &options, &err);
	if (done == 0) {
		described = pinning->file.count;
		code = look(pinning);
		if (code == EXIT_CLEAN)
			done = pin_all(pinning, &err);
	}
	if (done != 0)
		code = command_fail(&err);
	for (i = 0; i < described; i++)
		host_plugin_free(&pinning->plugin[i]);
	free(pinning->plugin);
	places_free(&places);
	trust_files_close(&trust);
	return code;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct pinning pinning = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, &pinning, &pinning.file, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (!pinning.file.count)
		code = command_usage(command, "no plugin given");
	else
		code = pin(&pinning);
	texts_free(&pinning.file);
	return code;
}

const struct command command_plugin_pin = {
	"plugin pin", "FILE... [options]", "approve plugins: only pinned ones run beside the bundled",
	"Shows what each plugin declares, by whom it is signed, and its SHA-256, and approves those very bytes: `keur assess --plugin FILE` "
	"runs them from then on, and nothing else under that name. An older pin of the same plugin is replaced. When one of the files cannot be "
	"pinned, none is.\n\n"
	"Exit code: 0 pinned; 1 could not run; 2 a plugin was refused.",
	{ &options_pin, NULL }, run
};
