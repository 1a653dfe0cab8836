/* keur plugin pin: shows what a plugin is and approves its very bytes. */
#include "base/mem.h"
#include "cli/bundled.h"
#include "cli/command.h"
#include "cli/plugin_set.h"
#include "cli/trust_files.h"
#include "cli/wrap.h"
#include "report/escape.h"
#include "report/words.h"

#include <stdarg.h>
#include <stdlib.h>

#include "cli/no_raw.h"

struct pinning {
	const char *pins, *keys;
	struct texts file;
	unsigned isolation;
};

static const struct option pin_options[] = {
	{ "pins", OPTION_TEXT, "FILE", "where the pin goes (default ~/.config/keur/plugins.lock)", offsetof(struct pinning, pins), NULL, true },
	{ "keys", OPTION_TEXT, "FILE", "whose signatures count (default ~/.config/keur/trusted.keys)", offsetof(struct pinning, keys), NULL, true },
	OPTION_ISOLATION(offsetof(struct pinning, isolation)),
};
static const struct option_group options_pin = { "Trust", pin_options, sizeof pin_options / sizeof *pin_options };

/* ---- What is about to be trusted ---------------------------------------------------------------------------------------------------- */

/* "  summary   what it says of itself": one line of words, which goes on under itself where it is long. */
__attribute__((format(__printf__, 3, 4))) static void add_line(struct buffer *out, const char *word, const char *format, ...)
{
	struct buffer text = { 0 };
	va_list args;

	va_start(args, format);
	buffer_format_list(&text, format, args);
	va_end(args);
	buffer_format(out, "  %-9s ", word);
	escape_words(out, buffer_view(&text), 1);
	buffer_string(out, "\n");
	buffer_free(&text);
}

static void add_rules(struct buffer *out, const struct declared_plugin *d)
{
	uint32_t i;

	for (i = 0; i < d->rules; i++)
		add_line(out, i ? "" : "rules", "%s: %s%s%s", d->rule[i].full, words_kind[d->rule[i].kind], d->rule[i].factor == KEUR_NO_FACTOR ? "" : ", ",
			d->rule[i].factor == KEUR_NO_FACTOR ? "" : words_factor[d->rule[i].factor]);
}

static void show(const struct host_plugin *plugin)
{
	const struct declared_plugin *d = &plugin->declared;
	struct buffer out = { 0 };
	unsigned width = wrap_width(PLUGIN_WIDTH);

	command_print("%s %s (%s)", d->name, d->version, d->path);
	add_line(&out, "summary", "%s", d->summary);
	add_line(&out, "licence", "%s", d->licence);
	add_rules(&out, d);
	add_line(&out, "sha256", "%s", d->sha256);
	if (d->signer)
		add_line(&out, "signer", "%s", d->signer);
	else if (*plugin->unknown_key)
		add_line(&out, "signer", "unknown: key %s is none of the trusted keys", plugin->unknown_key);
	else
		add_line(&out, "signer", "unsigned");
	wrap_print(buffer_view(&out), width < PLUGIN_WIDTH ? width : PLUGIN_WIDTH);
	buffer_free(&out);
}

/* What speaks against pinning: all of it is said, then nothing is pinned. */
static int look(const struct plugin_set *set)
{
	int code = EXIT_CLEAN;
	size_t i, k;

	for (i = 0; i < set->plugins; i++) {
		const struct host_plugin *plugin = &set->plugin[i];
		const char *name = plugin->declared.name;

		if (plugin->refused) {
			command_error("%s", plugin->refused);
			code = EXIT_FOUND;
		} else if (bundled_find(name) < BUNDLED) {
			command_error("%s: calls itself %s, which is the name of a plugin that comes with keur", plugin->declared.path,
				name);
			code = EXIT_FOUND;
		}
		for (k = 0; k < i && !plugin->refused; k++)
			if (!set->plugin[k].refused && strcmp(set->plugin[k].declared.name, name) == 0) {
				command_error("%s: is called %s, as %s is: one of them can be pinned", plugin->declared.path, name,
					set->plugin[k].declared.path);
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
		command_print("%s was pinned in %s already", d->name, pins->path);
	else if (older->sha256)
		command_print("%s is pinned in %s, in the place of %s %s with SHA-256 %s", d->name, pins->path, older->name, older->version,
			older->sha256);
	else
		command_print("%s is pinned in %s", d->name, pins->path);
}

static int pin_into(struct pins *pins, const struct plugin_set *set, struct error *err)
{
	struct pin *older = mem_zalloc(set->plugins, sizeof *older);
	size_t i;
	int done;

	for (i = 0; i < set->plugins; i++) {
		const struct declared_plugin *d = &set->plugin[i].declared;
		const struct pin *found = pins_older(pins, d->name, d->sha256);

		if (found)
			older[i] = *found;
		show(&set->plugin[i]);
		pins_set(pins, d->name, d->version, d->sha256);
	}
	done = pins_save(pins, err);
	for (i = 0; done == 0 && i < set->plugins; i++)
		say_pinned(pins, &older[i], &set->plugin[i].declared);
	free(older);
	return done;
}

static int pin_all(const struct pinning *pinning, const struct plugin_set *set, struct error *err)
{
	char *own = pinning->pins ? NULL : trust_files_place("plugins.lock");
	struct pins pins;
	int done;

	if (!pinning->pins && !own)
		return error_set(err, ERROR_USAGE, "no home directory is known: give --pins FILE");
	done = pins_open(&pins, pinning->pins ? pinning->pins : own, err);
	if (done == 0)
		done = pin_into(&pins, set, err);
	pins_free(&pins);
	free(own);
	return done;
}

static int pin(const struct pinning *pinning)
{
	struct plugin_set set;
	struct trust_files trust;
	struct error err;
	int code = EXIT_COULD_NOT, done = trust_files_open_keys(&trust, pinning->keys, &err);
	size_t i;

	set = (struct plugin_set){ 0 };
	if (done == 0)
		done = plugin_set_start(&set, &err);
	set.isolation = pinning->isolation;
	set.trust = &trust.host;
	for (i = 0; i < pinning->file.count; i++)
		texts_add(&set.path, pinning->file.item[i]);
	if (done == 0)
		done = plugin_set_describe(&set, &err);
	if (done == 0) {
		code = look(&set);
		if (code == EXIT_CLEAN)
			done = pin_all(pinning, &set, &err);
	}
	if (done != 0)
		code = command_fail(&err);
	plugin_set_free(&set);
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
