/* Conformance, as far as it shows in the file and in what the plugin declares. */
#include "conform/conform_test.h"

#include "host/host_symbols.h"

#include <string.h>

/* Functions that a plugin can link with and that break its promises. */
struct promise {
	const char *names; /* between blanks */
	const char *why;
	bool clock;
};
static const struct promise promises[] = {
	{ " time clock clock_gettime timespec_get gettimeofday times ftime localtime localtime_r gmtime gmtime_r "
	  "_ZNSt6chrono3_V212system_clock3nowEv _ZNSt6chrono3_V212steady_clock3nowEv ",
		"asks for the time; the same network must give the same findings on any day: the day of the answer is view->as_of", true },
	{ " rand random rand_r drand48 lrand48 mrand48 srand srandom getrandom getentropy arc4random _ZNSt13random_device9_M_getvalEv ",
		"makes random numbers; the same network must give the same findings every time", false },
	{ " open open64 openat openat64 fopen fopen64 opendir read fread mmap mmap64 stat lstat ",
		"opens or reads files, which a worker may not; carry data in the plugin, or take a parameter of type file", false },
	{ " write fwrite printf puts putchar fprintf vprintf vfprintf __printf_chk __fprintf_chk perror ",
		"writes output, which goes nowhere; use host->log", false },
	{ " socket connect sendto sendmsg gethostbyname getaddrinfo ", "uses the network, which a worker may not", false },
	{ " fork vfork system popen execve execv execl execlp execvp posix_spawn clone kill ptrace ",
		"starts or touches other processes, which a worker may not", false },
	{ " pthread_create thrd_create ", "starts threads; a plugin has one, and findings of two have no order", false },
	{ " getenv secure_getenv setlocale ", "asks for environment or locale, which are empty here and different elsewhere", false },
	{ " exit _exit abort quick_exit __assert_fail ", "can end the process, which counts as a crash; return a code and say why in failure->text", false },
};

static void look_at_calls(struct conform_test *test, const struct host_symbols *symbols)
{
	size_t i, k;

	for (i = 0; i < sizeof promises / sizeof *promises; i++) {
		struct buffer found = { 0 };

		for (k = 0; k < symbols->takens; k++) {
			const char *at = strstr(promises[i].names, symbols->taken[k]);
			size_t length = strlen(symbols->taken[k]);

			if (length && at && at > promises[i].names && at[-1] == ' ' && at[length] == ' ')
				buffer_format(&found, "%s%s", found.length ? ", " : "", symbols->taken[k]);
		}
		if (!found.length)
			continue;
		test->reads_clock |= promises[i].clock;
		conform_add(test->conform, CONFORM_FILE, CONFORM_WARNING, "calls", "it uses %s: %s", found.data, promises[i].why);
		buffer_free(&found);
	}
}

/* What is not as it should be the host has refused already, and the worker has loaded it with every symbol in its place. */
static void look_at_symbols(struct conform *conform, const struct host_symbols *symbols)
{
	struct buffer all = { 0 };
	size_t i;

	for (i = 0; i < symbols->neededs; i++)
		buffer_format(&all, "%s%s", i ? ", " : "", symbols->needed[i]);
	conform_add(conform, CONFORM_FILE, CONFORM_OK, "symbols", "it exports keur_plugin_v1%s, leaves none undefined, and needs %s",
		symbols->others ? " and what its toolchain adds" : " and nothing else", all.length ? all.data : "no library");
	if (symbols->left_out)
		conform_add(conform, CONFORM_FILE, CONFORM_NOTE, "calls", "it uses more than %d symbols of others; only those were looked at", HOST_SYMBOLS_MOST);
	buffer_free(&all);
}

int conform_file(struct conform_test *test, struct error *err)
{
	struct conform *conform = test->conform;
	const struct declared_plugin *d = &conform->plugin.declared;
	struct host_symbols symbols;

	if (conform->plugin.refused) {
		conform_add(conform, CONFORM_FILE, CONFORM_FAILED, "refused", "%s", conform->plugin.refused);
		return 0;
	}
	if (host_symbols_read(&symbols, conform->plugin.image, err) != 0)
		return -1;
	conform_add(conform, CONFORM_FILE, CONFORM_OK, "file", "keur takes it: SHA-256 %s", d->sha256);
	if (symbols.stamp.magic == KEUR_ABI_MAGIC)
		conform_add(conform, CONFORM_FILE, symbols.stamp.minor > KEUR_ABI_MINOR ? CONFORM_NOTE : CONFORM_OK, "interface",
			"built for version 1.%u of <keur/plugin.h>; this keur has 1.%u%s", symbols.stamp.minor, KEUR_ABI_MINOR,
			symbols.stamp.minor > KEUR_ABI_MINOR ? ": what is newer is not used here" : "");
	look_at_symbols(conform, &symbols);
	look_at_calls(test, &symbols);
	host_symbols_free(&symbols);
	return 0;
}

/* ---- Declaration --------------------------------------------------------------------------------------------------------------------- */

static const char *in_english(const struct declared_message *message, uint32_t messages)
{
	uint32_t i;

	for (i = 0; i < messages; i++)
		if (strcmp(message[i].language, "en") == 0)
			return message[i].text;
	return "";
}

/* What the English has in braces and another language leaves out, its readers never see. */
static void look_at_placeholders(struct conform *conform, const struct declared_rule *rule, const char *what, const struct declared_message *message,
	uint32_t messages, const char *const *name, uint32_t names)
{
	const char *english = in_english(message, messages);
	uint32_t i, k;

	for (i = 0; i < messages; i++) {
		struct buffer lacks = { 0 };

		for (k = 0; k < names; k++) {
			struct buffer braced = { 0 };

			buffer_format(&braced, "{%s}", name[k]);
			if (strstr(english, braced.data) && !strstr(message[i].text, braced.data))
				buffer_format(&lacks, "%s%s", lacks.length ? ", " : "", braced.data);
			buffer_free(&braced);
		}
		if (lacks.length)
			conform_add(conform, CONFORM_DECLARATION, CONFORM_NOTE, rule->id, "its %s in language `%s` leaves out %s, which the English one has", what,
				message[i].language, lacks.data);
		buffer_free(&lacks);
	}
}

static bool speaks(const struct declared_message *message, uint32_t messages, const char *language)
{
	uint32_t i;

	for (i = 0; i < messages; i++)
		if (strcmp(message[i].language, language) == 0)
			return true;
	return false;
}

/* What users miss when it is not there. */
static void look_at_rule(struct conform *conform, const struct declared_rule *rule)
{
	static const char *const count[] = { "count" };

	if (!rule->title[0])
		conform_add(conform, CONFORM_DECLARATION, CONFORM_FAILED, rule->id, "has no title: reports use it as a heading");
	if (!rule->help[0])
		conform_add(conform, CONFORM_DECLARATION, CONFORM_FAILED, rule->id, "has no help: say why it matters and what would mend it");
	if (!rule->measures && rule->kind != KEUR_KIND_NOTE)
		conform_add(conform, CONFORM_DECLARATION, CONFORM_WARNING, rule->id,
			"names no measure: a public one, such as EU-TB:TM03 or BIO2:8.15, says what the finding is about in words that others know");
	if (!rule->questions && rule->kind != KEUR_KIND_NOTE)
		conform_add(conform, CONFORM_DECLARATION, CONFORM_WARNING, rule->id,
			"has no question: a fact that is missing is neither good nor bad, so emit it with the basis KEUR_UNKNOWN and say what to ask");
	look_at_placeholders(conform, rule, "message", rule->message, rule->messages, rule->arg, rule->args);
	look_at_placeholders(conform, rule, "question", rule->question, rule->questions, count, 1);
}

static void look_at_languages(struct conform *conform)
{
	const struct declared_plugin *d = &conform->plugin.declared;
	uint32_t i, without = 0;

	for (i = 0; i < d->rules; i++)
		without += !speaks(d->rule[i].message, d->rule[i].messages, "nl")
			|| (d->rule[i].questions && !speaks(d->rule[i].question, d->rule[i].questions, "nl"));
	if (without)
		conform_add(conform, CONFORM_DECLARATION, CONFORM_NOTE, "languages",
			"%u of %u rules say nothing in Dutch; nobody misses it yet: this version of keur reports in English only", without, d->rules);
}

void conform_declaration(struct conform *conform)
{
	const struct declared_plugin *d = &conform->plugin.declared;
	unsigned before = conform->count[CONFORM_FAILED] + conform->count[CONFORM_WARNING];
	uint32_t i;

	if (!d->version[0] || !d->summary[0] || !d->licence[0])
		conform_add(conform, CONFORM_DECLARATION, CONFORM_FAILED, d->name, "it has no %s: users decide by these whether to run it",
			!d->version[0]	   ? "version"
				: !d->summary[0] ? "summary"
						 : "licence");
	for (i = 0; i < d->rules; i++)
		look_at_rule(conform, &d->rule[i]);
	for (i = 0; i < d->params; i++)
		if (!d->param[i].help[0])
			conform_add(conform, CONFORM_DECLARATION, CONFORM_FAILED, d->param[i].id, "this parameter has no help: say what it changes, and in which unit");
	if (!d->needs)
		conform_add(conform, CONFORM_DECLARATION, CONFORM_WARNING, "needs", "it reads no column: what can it find?");
	if (conform->count[CONFORM_FAILED] + conform->count[CONFORM_WARNING] == before)
		conform_add(conform, CONFORM_DECLARATION, CONFORM_OK, d->name,
			"%u rule%s with title, help and what they need; %u parameter%s; %u column%s read", d->rules, d->rules == 1 ? "" : "s", d->params, d->params == 1 ? "" : "s", d->needs, d->needs == 1 ? "" : "s");
	look_at_languages(conform);
}
