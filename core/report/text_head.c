/* The head of the terminal report: about what, by which pack, with which plugins, and loudly what is missing from the answer. */
#include "report/text.h"

#include "base/number.h"

enum { LABEL = 14 };

static void label(struct screen *screen, const char *name)
{
	screen_line(screen, 2, LABEL);
	screen_say(screen, PAINT_DIM, name);
	screen_to(screen, LABEL);
}

static void title(struct screen *screen, const struct result *result)
{
	const struct model *model = result->model;
	struct text operator_ = { "", 0 }, country = { "", 0 };
	char date[DATE_SIZE];

	if (model->rows[TABLE_network]) {
		operator_ = model_string(model, COL_network_operator, 0);
		country = model_string(model, COL_network_country, 0);
	}
	screen_line(screen, 0, 2);
	screen_say(screen, PAINT_BOLD, "keur: ");
	if (operator_.length)
		screen_text(screen, PAINT_BOLD, operator_);
	else
		screen_say(screen, PAINT_BOLD, say("a network without a name"));
	if (country.length) {
		screen_say(screen, PAINT_PLAIN, " (");
		screen_text(screen, PAINT_PLAIN, country);
		screen_say(screen, PAINT_PLAIN, ")");
	}
	if (model->as_of != KEUR_NO_DATE) {
		date_format(model->as_of, date);
		TELL(screen, PAINT_PLAIN, say(", as of {date}"), TOLD_WORD("date", PAINT_PLAIN, date));
	}
	screen_end(screen);
	if (model->as_of == KEUR_NO_DATE) {
		screen_line(screen, 0, 0);
		screen_say(screen, PAINT_LEVEL + 4, say("No date: neither the inventory's as_of nor --as-of is given, so every rule about dates answers unknown."));
		screen_end(screen);
	}
}

/* A pack that is no law yet, or not yet, and what it stands on. */
static void extends(struct screen *screen, const struct policy *policy)
{
	char date[DATE_SIZE];
	uint32_t i;

	if (strcmp(policy->legal_status, "proposal") == 0 || policy->in_force_from != KEUR_NO_DATE) {
		label(screen, "");
		if (strcmp(policy->legal_status, "proposal") == 0) {
			screen_say(screen, PAINT_LEVEL + 3, say("a proposal, not law"));
		} else {
			date_format(policy->in_force_from, date);
			TELL(screen, PAINT_PLAIN, say("in force from {date}"), TOLD_WORD("date", PAINT_PLAIN, date));
		}
		screen_end(screen);
	}
	for (i = 0; i < policy->bases; i++) {
		label(screen, i ? "" : say("extends"));
		screen_say(screen, PAINT_PLAIN, policy->base[i].id);
		screen_say(screen, PAINT_PLAIN, "/");
		screen_say(screen, PAINT_PLAIN, policy->base[i].version);
		screen_end(screen);
	}
}

static void status(struct screen *screen, const struct policy_note *note)
{
	screen_say(screen, PAINT_PLAIN, " (");
	screen_say(screen, note->status == STATUS_VERIFIED ? PAINT_PLAIN : PAINT_LEVEL + 3, say_as("status", policy_status_name[note->status]));
	screen_say(screen, PAINT_PLAIN, ")");
}

/* By which tables: the first question whoever disagrees with a cell asks. */
static void method(struct screen *screen, const struct policy *policy)
{
	const struct policy_matrix *matrix = policy->matrices ? &policy->matrix[policy->matrix_used] : NULL;

	label(screen, say("method"));
	screen_say(screen, PAINT_BOLD, policy->matrix_name);
	if (matrix && matrix->version[0]) {
		screen_say(screen, PAINT_PLAIN, ", ");
		screen_say(screen, PAINT_PLAIN, matrix->version);
	}
	status(screen, &policy->risk_note);
	TELL(screen, PAINT_PLAIN, say("; likelihood by {source}"), TOLD_WORD("source", PAINT_PLAIN, policy->likelihood_note.source));
	status(screen, &policy->likelihood_note);
	screen_end(screen);
}

/* What nothing below can say anything about. */
static void left_out(struct screen *screen, const struct policy *policy)
{
	struct policy_left_out part[POLICY_PARTS];
	unsigned count = policy_left_out(policy, part), i;

	if (!count)
		return;
	label(screen, "not judged");
	for (i = 0; i < count; i++) {
		screen_say(screen, PAINT_PLAIN, i ? "; " : "");
		screen_say(screen, PAINT_LEVEL + 3, part[i].section);
		screen_say(screen, PAINT_PLAIN, ": ");
		screen_say(screen, PAINT_PLAIN, part[i].means);
	}
	screen_end(screen);
}

enum { MILDER_SHOWN = 8 };

/* What this pack lets pass that another one would not: a table with ones in every cell gives a calm report too. */
static void milder(struct screen *screen, const struct policy *policy)
{
	struct buffer name = { 0 };
	uint32_t i;

	buffer_format(&name, "%s/%s", policy->held_against.id, policy->held_against.version);
	if (policy->imitates) {
		label(screen, "");
		TELL(screen, PAINT_LEVEL + 4, say("This is not the pack {pack} that ships with keur: id and version are the same, the bytes are not."),
			TOLD_TEXT("pack", PAINT_LEVEL + 4, buffer_view(&name)));
		screen_end(screen);
	}
	if (policy->milds) {
		label(screen, say("milder"));
		TELL(screen, PAINT_LEVEL + 3, say_many("{count} entry that is milder than in {pack}, or cannot be compared:",
			"{count} entries that are milder than in {pack}, or cannot be compared:", policy->milds),
			TOLD_NUMBER("count", PAINT_LEVEL + 3, policy->milds), TOLD_TEXT("pack", PAINT_LEVEL + 3, buffer_view(&name)));
		screen_end(screen);
	}
	/* Of the packs that ship this is what differs between countries, and no news to whoever chose one. */
	for (i = 0; i < policy->milds && i < MILDER_SHOWN && !policy->shipped; i++) {
		const struct policy_mild *row = &policy->mild[i];
		struct buffer entry = { 0 };

		buffer_format(&entry, "%s%s%s", row->section, row->what[0] ? " " : "", row->what);
		label(screen, "");
		TELL(screen, PAINT_PLAIN, say("{entry}: {here}; there {there}"), TOLD_TEXT("entry", PAINT_PLAIN, buffer_view(&entry)),
			TOLD_WORD("here", PAINT_PLAIN, row->here[0] ? row->here : say("nothing")),
			TOLD_WORD("there", PAINT_PLAIN, row->there[0] ? row->there : say("nothing")));
		screen_end(screen);
		buffer_free(&entry);
	}
	if (policy->milds > i) {
		label(screen, "");
		if (i)
			TELL(screen, PAINT_DIM, say("and {more} more: result.json, `keur policy check`"), TOLD_NUMBER("more", PAINT_DIM, policy->milds - i));
		else
			screen_say(screen, PAINT_DIM, say("see result.json, `keur policy check`"));
		screen_end(screen);
	}
	buffer_free(&name);
}

static void pack(struct screen *screen, const struct result *result)
{
	const struct policy *policy = result->policy;
	struct words_sources sources;
	enum paint unchecked, proposed;

	label(screen, say("policy"));
	screen_say(screen, PAINT_BOLD, policy->id);
	screen_say(screen, PAINT_BOLD, "/");
	screen_say(screen, PAINT_BOLD, policy->version);
	screen_say(screen, PAINT_PLAIN, "  ");
	screen_say(screen, PAINT_PLAIN, policy->title);
	screen_end(screen);
	label(screen, "");
	screen_say(screen, PAINT_DIM, policy->about);
	screen_end(screen);

	extends(screen, policy);
	method(screen, policy);
	words_sources_count(&sources, policy);
	unchecked = sources.status[STATUS_UNVERIFIED] ? PAINT_LEVEL + 3 : PAINT_PLAIN;
	proposed = sources.status[STATUS_PROPOSAL] ? PAINT_LEVEL + 3 : PAINT_PLAIN;
	label(screen, say("rests on"));
	TELL(screen, PAINT_PLAIN, say_many("{sources} source: entries verified {verified}", "{sources} sources: entries verified {verified}", sources.sources),
		TOLD_NUMBER("sources", PAINT_PLAIN, sources.sources), TOLD_NUMBER("verified", PAINT_PLAIN, sources.status[STATUS_VERIFIED]));
	/* Numbers of a pack that nobody has checked, or that nobody but keur stands behind. */
	TELL(screen, unchecked, say(", unverified {count}"), TOLD_NUMBER("count", unchecked, sources.status[STATUS_UNVERIFIED]));
	TELL(screen, proposed, say(", keur's own proposals {count}"), TOLD_NUMBER("count", proposed, sources.status[STATUS_PROPOSAL]));
	screen_end(screen);
	left_out(screen, policy);
	if (policy->held_against.id)
		milder(screen, policy);
	words_sources_free(&sources);
}

static void inventory(struct screen *screen, const struct result *result)
{
	uint32_t claims = result->model->rows[TABLE_statement];
	size_t overrides = result->link ? result->link->overrides : 0;

	label(screen, say("inventory"));
	TELL(screen, PAINT_BOLD, say_many("{count} part", "{count} parts", result->summary.components),
		TOLD_NUMBER("count", PAINT_BOLD, result->summary.components));
	TELL(screen, PAINT_PLAIN, say(", {count} in service"), TOLD_NUMBER("count", PAINT_PLAIN, result->summary.in_service));
	TELL(screen, PAINT_PLAIN, say_many("; {count} claim of completeness", "; {count} claims of completeness", claims),
		TOLD_NUMBER("count", PAINT_PLAIN, claims));
	if (overrides)
		TELL(screen, PAINT_PLAIN, say_many("; {count} fact changed by an overlay or an edit", "; {count} facts changed by overlays and edits", overrides),
			TOLD_NUMBER("count", PAINT_PLAIN, overrides));
	screen_end(screen);
}

static uint32_t plugins(struct screen *screen, const struct result *result)
{
	const struct run_isolation held = result_held(result);
	uint32_t i, incomplete = 0;

	label(screen, say("plugins"));
	if (!result->runs)
		screen_say(screen, PAINT_PLAIN, say("none"));
	for (i = 0; i < result->runs; i++) {
		const struct findings *run = result->run[i].findings;

		if (i)
			screen_say(screen, PAINT_PLAIN, ", ");
		screen_say(screen, PAINT_PLAIN, run->plugin->name);
		if (run->plugin->version) {
			screen_say(screen, PAINT_PLAIN, " ");
			screen_say(screen, PAINT_PLAIN, run->plugin->version);
		}
		if (run->plugin->signer) {
			screen_say(screen, PAINT_PLAIN, " ");
			TELL(screen, PAINT_PLAIN, say("(signed by {who})"), TOLD_WORD("who", PAINT_PLAIN, run->plugin->signer));
		}
		if (run->status == RUN_OK)
			continue;
		screen_say(screen, PAINT_PLAIN, " ");
		screen_say(screen, PAINT_LEVEL + 5, say_as("run", run_status[run->status].said));
		incomplete++;
	}
	if (held.ran && (!held.landlock || !held.seccomp))
		screen_say(screen, PAINT_LEVEL + 4, held.seccomp ? say("; workers without landlock") : held.landlock ? say("; workers without seccomp")
			: say("; workers without a sandbox"));
	screen_end(screen);
	for (i = 0; i < result->runs; i++)
		if (!result_plugin_speaks(result->run[i].findings->plugin, language_now())) {
			label(screen, "");
			TELL(screen, PAINT_LEVEL + 3, say("{plugin} brings no words in this language: what it says stands here in English"),
				TOLD_WORD("plugin", PAINT_LEVEL + 3, result->run[i].findings->plugin->name));
			screen_end(screen);
		}
	return incomplete;
}

static void banner_line(struct screen *screen)
{
	screen_line(screen, 0, 5);
	screen_fixed(screen, PAINT_ALARM, " !! ");
	screen_say(screen, PAINT_PLAIN, " ");
}

/* Whoever sees only one thing of the report has to see this. */
static void banner(struct screen *screen, const struct result *result)
{
	uint32_t i;

	out_char(screen->out, '\n');
	banner_line(screen);
	screen_say(screen, PAINT_ALARM, say("NOT ASSESSED"));
	screen_say(screen, PAINT_PLAIN, " ");
	screen_say(screen, PAINT_PLAIN, say("The answer is incomplete:"));
	screen_end(screen);
	for (i = 0; i < result->runs; i++) {
		const struct findings *run = result->run[i].findings;

		if (run->status == RUN_OK)
			continue;
		banner_line(screen);
		screen_say(screen, PAINT_BOLD, run->plugin->name);
		screen_say(screen, PAINT_PLAIN, ": ");
		screen_say(screen, PAINT_PLAIN, run->text && run->text[0] ? run->text : say_as("run", run_status[run->status].said));
		screen_end(screen);
	}
	banner_line(screen);
	TELL(screen, PAINT_PLAIN, say_many("What its rules look for counts as unknown in {count} part. Nothing below says that it is fine.",
		"What its rules look for counts as unknown in {count} parts. Nothing below says that they are fine.", result->summary.not_assessed),
		TOLD_NUMBER("count", PAINT_PLAIN, result->summary.not_assessed));
	screen_end(screen);
}

void text_head(struct screen *screen, const struct result *result)
{
	uint32_t incomplete;

	title(screen, result);
	out_char(screen->out, '\n');
	pack(screen, result);
	inventory(screen, result);
	incomplete = plugins(screen, result);
	if (incomplete)
		banner(screen, result);
}
