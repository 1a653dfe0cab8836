/* keur whatif: the network assessed twice, as it is and with something tried, and what that changes. */
#include "assess/whatif.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/review.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct whatif_settings {
	struct settings common; /* first: options of assess set its members */
	struct texts tried[TRIAL_KINDS];
	unsigned format;
	bool cheapest;
};

static const char *const format_words[] = { "text", "json", NULL };

#define AT(member) offsetof(struct whatif_settings, member)

static const struct option tried_options[] = {
	{ "distrust", OPTION_TEXTS, "SUPPLIER", "nobody trusts it any more, whatever was decided; may be given again, like all of these",
		AT(tried[TRIAL_DISTRUST]), NULL, false },
	{ "trust", OPTION_TEXTS, "SUPPLIER", "an authority trusts it, for every part", AT(tried[TRIAL_TRUST]), NULL, false },
	{ "replace", OPTION_TEXTS, "OLD=NEW[@PART]", "NEW does and holds whatever OLD does and holds, or does in one part; `a trusted supplier`: anybody trusted", AT(tried[TRIAL_REPLACE]), NULL, false },
	{ "close", OPTION_TEXTS, "ACCESS", "a way in is taken away, with what was observed of it", AT(tried[TRIAL_CLOSE]), NULL, false },
	{ "move", OPTION_TEXTS, "COMPONENT=SEGMENT", "a part moves to another segment", AT(tried[TRIAL_MOVE]), NULL, false },
	{ "set", OPTION_TEXTS, "ADDRESS=VALUE", "any value, like access[ra-7].mfa=yes", AT(tried[TRIAL_SET]), NULL, false },
	{ "cheapest", OPTION_FLAG, NULL, "find a small set of closings and replacements that clears every breach", AT(cheapest), NULL, false },
};
static const struct option written_options[] = {
	{ "format", OPTION_WORD, "FORMAT", "text (default) or json", AT(format), format_words, false },
	{ "matrix", OPTION_TEXT, "NAME", "risk matrix of the pack: iso-27005 (default), nist-800-30, ebios-4x4", AT(common.matrix), NULL, false },
	{ "fail-on", OPTION_WORD, "LEVEL", "exit 2 from this risk on: very_low .. very_high, none (default high)", AT(common.fail_on),
		fail_on_words, false },
	{ "fail-on-basis", OPTION_WORD, "READING", "which answer counts for that: worst (default) or known", AT(common.basis), basis_words, false },
	OPTION_LANG(AT(common.lang)),
	OPTION_VERBOSE(AT(common.verbose), VERBOSE_STAGES_LOGS),
	OPTION_QUIET(AT(common.quiet), QUIET_TEXT),
};
static const struct option_group options_tried = { "What is tried", tried_options, sizeof tried_options / sizeof *tried_options };
static const struct option_group options_written = { "What comes out", written_options, sizeof written_options / sizeof *written_options };

static int make_trial(struct trial *trial, const struct whatif_settings *settings, struct review *before, struct error *err)
{
	size_t i;
	int kind;

	for (kind = 0; kind < TRIAL_KINDS; kind++)
		for (i = 0; i < settings->tried[kind].count; i++)
			if (trial_add(trial, (enum trial_kind)kind, settings->tried[kind].item[i], &before->model, &before->messages, err) != 0)
				return -1;
	return 0;
}

static int assess_again(struct review *after, const struct review *before, const struct settings *settings, const struct trial *trial,
	struct error *err)
{
	struct part **part = mem_resize(NULL, trial->steps, sizeof *part);
	size_t i;
	int done;

	for (i = 0; i < trial->steps; i++)
		part[i] = trial->step[i].part;
	done = review_again(after, before, settings, part, trial->steps, err);
	free(part);
	return done;
}

/* What the search for the cheapest way out asks for. */
struct oracle {
	const struct review *before;
	const struct settings *settings;
	struct review after;
	unsigned trials;
};

static int assess_trial(void *context, const struct trial *trial, const struct result **result, struct error *err)
{
	struct oracle *oracle = context;

	review_free(&oracle->after);
	progress_about("trial %u", ++oracle->trials);
	if (assess_again(&oracle->after, oracle->before, oracle->settings, trial, err) != 0)
		return -1;
	*result = &oracle->after.result;
	return 0;
}

/* From what is tried anyway to a trial with the cheapest way out. *after is assessed anew with it. */
static int find_cheapest(struct cheapest *cheapest, struct trial *trial, struct review *before, struct review *after, const struct settings *settings,
	struct error *err)
{
	struct oracle oracle = { .before = before, .settings = settings, .after = { .model.region.fd = -1 } };
	int done = cheapest_find(cheapest, trial, &after->result, &before->model, &before->messages, assess_trial, &oracle, err);

	review_free(&oracle.after);
	if (done != 0 || !cheapest->chosen)
		return done;
	review_free(after);
	progress_about("with what was found");
	return assess_again(after, before, settings, trial, err);
}

static int write_whatif(const struct whatif *whatif, unsigned format, struct error *err)
{
	struct out *out = mem_alloc(sizeof *out);
	struct report_style style;
	int done;

	progress_end_for(STDOUT_FILENO);
	progress_stage("writing", "bytes", false);
	out_start(out, STDOUT_FILENO);
	out->progress = progress_listener();
	if (format) {
		report_whatif_json(whatif, out);
	} else {
		style = command_style();
		report_whatif_text(whatif, &style, out);
	}
	done = out_end(out, "to standard output", err);
	free(out);
	return done;
}

static int whatif_run(const struct whatif_settings *settings)
{
	struct review before, after = { .model.region.fd = -1 };
	struct trial trial = { 0 };
	struct cheapest cheapest = { 0 };
	struct whatif whatif = { 0 };
	struct error err;
	int code = EXIT_COULD_NOT, done;

	if (command_language(settings->common.lang, &err) != 0)
		return command_fail(&err);
	review_start(&settings->common);
	done = review_load_kept(&before, &settings->common, &err);
	if (done == 0)
		done = make_trial(&trial, settings, &before, &err);
	review_say(&before, settings->common.quiet); /* with what the trial has to say */
	if (done == 0)
		done = review_assess(&before, &settings->common, &err);
	if (done == 0) {
		progress_about("with what is tried");
		done = assess_again(&after, &before, &settings->common, &trial, &err);
		if (done == 0 && settings->cheapest)
			done = find_cheapest(&cheapest, &trial, &before, &after, &settings->common, &err);
		review_say(&after, settings->common.quiet);
	}
	if (done == 0) {
		whatif_make(&whatif, &trial, &before.result, &after.result);
		whatif.cheapest = settings->cheapest ? &cheapest : NULL;
		if (settings->format || !settings->common.quiet)
			done = write_whatif(&whatif, settings->format, &err);
		progress_end();
		review_say_incomplete(&after);
		code = whatif_exit_code(&whatif, result_exit_code(&after.result, settings->common.fail_on ? settings->common.fail_on : 6,
			settings->common.basis ? READING_KNOWN : READING_WORST));
	}
	if (done != 0)
		code = command_fail(&err);
	whatif_free(&whatif);
	cheapest_free(&cheapest);
	trial_free(&trial);
	review_free(&after);
	review_free(&before);
	return code;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct whatif_settings settings = { 0 };
	struct error err;
	size_t tried = 0;
	bool help;
	int code = EXIT_CLEAN, kind;

	settings_default(&settings.common);
	if (options_parse(command->group, argc, argv, &settings, &settings.common.inventory, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	for (kind = 0; kind < TRIAL_KINDS; kind++)
		tried += settings.tried[kind].count;
	if (code != EXIT_CLEAN)
		;
	else if (help)
		command_help(command);
	else if (!settings.common.inventory.count)
		code = command_usage(command, "no inventory given");
	else if (!tried && !settings.cheapest)
		code = command_usage(command, "nothing to try: give --distrust, --trust, --replace, --close, --move, --set or --cheapest");
	else
		code = whatif_run(&settings);
	for (kind = 0; kind < TRIAL_KINDS; kind++)
		texts_free(&settings.tried[kind]);
	settings_free(&settings.common);
	return code;
}

const struct command command_whatif = {
	"whatif", "INVENTORY... [options]", "what a decision or a repair would change",
	"Assesses the network as it is and with something tried: a supplier distrusted, trusted or replaced, a way in closed, a part moved to another "
	"segment, any value set; any number of these together. Writes both matrices, what changes in numbers, the parts that change, and which finding or "
	"reason that is gone or new makes them change. For a supplier that is distrusted or replaced also what would stop with it, in which order it can be replaced, what may "
	"stay by whose decision, and whether the replacement is trusted itself.\n\n"
	"Nothing is written to the inventory. What is tried goes before overlays, and needs no reason.\n\n"
	"Exit code: that of keur assess, of the network with what is tried; 2 also when a replacement is not trusted where that is needed.",
	{ &options_tried, &options_input, &options_run, &options_written, NULL }, run
};
