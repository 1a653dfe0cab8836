/* A review: everything from the settings to the frozen result, in one object that owns it. Shared by assess, check and demo. */
#ifndef KEUR_CLI_REVIEW_H
#define KEUR_CLI_REVIEW_H

#include "assess/assess.h"
#include "cli/options.h"
#include "cli/places.h"
#include "host/host.h"
#include "input/input.h"

struct settings {
	struct texts inventory, suppliers, overlay, plugin, without, param, limit;
	const char *policy, *matrix, *format, *output;
	bool output_beneath; /* keur.yaml said where: beneath its own directory only */
	unsigned fail_on;  /* index into fail_on_words */
	unsigned basis;    /* 0: worst, 1: known */
	int32_t as_of;
	unsigned jobs;
	unsigned isolation; /* enum frame_isolation */
	const char *pins, *keys;
	bool require_signed;
	unsigned lang; /* enum language */
	bool quiet, verbose;
};

extern const struct option_group options_input, options_run, options_output;
extern const char *const fail_on_words[], *const basis_words[]; /* NULL-ended */
void settings_default(struct settings *settings);
/* Reads keur.yaml of the current directory, when there is one, over the settings. Its texts live as long as the arena. */
int settings_read(struct settings *settings, const struct option_group *const *group, struct arena *arena, struct messages *messages,
	struct error *err);
void settings_free(struct settings *settings);

struct review {
	struct places places;
	struct messages messages;
	struct input_set inputs;
	struct policy policy;
	struct model model;
	struct link_result link;
	struct derived derived;
	struct host_plugin *plugin;
	struct findings *findings;
	size_t plugins;
	struct result result;
	bool policy_loaded, linked, derived_made, combined;
	bool kept;               /* its parts are needed again */
	const struct review *of; /* a second look at that one, whose files, policy and plugins it uses */
};

/* The work begins, and tells on standard error how far it is as the settings want it; progress_end ends that. */
void review_start(const struct settings *settings);
/* Inventories, register, overlay and pack into a model. -1 with err, or with errors in messages. */
int review_load(struct review *review, const struct settings *settings, struct error *err);
/* The same, for review_again afterwards. */
int review_load_kept(struct review *review, const struct settings *settings, struct error *err);
/* The network of an assessed review once more, with further parts: linked and assessed; nothing is read again. What is wrong stands in the messages
 * of `again`. */
int review_again(struct review *again, const struct review *of, const struct settings *settings, struct part *const *more, size_t parts,
	struct error *err);
/* Plugins and the result. */
int review_assess(struct review *review, const struct settings *settings, struct error *err);
/* Prints messages to stderr, completed with their columns. */
void review_say(struct review *review, bool quiet);
/* Prints to stderr which plugins gave no complete answer, for when no report says so on the terminal. */
void review_say_incomplete(const struct review *review);
void review_free(struct review *review);
/* The whole of `keur assess` for settings that are complete; prints, and returns the exit code. assess.c */
int assess_run(const struct settings *settings);

#endif
