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
		screen_say(screen, PAINT_BOLD, "a network without a name");
	if (country.length) {
		screen_say(screen, PAINT_PLAIN, " (");
		screen_text(screen, PAINT_PLAIN, country);
		screen_say(screen, PAINT_PLAIN, ")");
	}
	if (model->as_of != KEUR_NO_DATE) {
		date_format(model->as_of, date);
		screen_say(screen, PAINT_PLAIN, ", as of ");
		screen_say(screen, PAINT_PLAIN, date);
	}
	screen_end(screen);
	if (model->as_of == KEUR_NO_DATE) {
		screen_line(screen, 0, 0);
		screen_say(screen, PAINT_LEVEL + 4, "No date: neither the inventory's as_of nor --as-of is given, so every rule about dates answers unknown.");
		screen_end(screen);
	}
}

/* Numbers of a pack that nobody has checked, or that nobody but keur stands behind. */
static void entries(struct screen *screen, const char *what, uint32_t count)
{
	enum paint paint = count ? PAINT_LEVEL + 3 : PAINT_PLAIN;

	screen_say(screen, paint, what);
	screen_number(screen, paint, count);
}

/* A pack that is no law yet, or not yet, and what it stands on. */
static void extends(struct screen *screen, const struct policy *policy)
{
	char date[DATE_SIZE];
	uint32_t i;

	if (strcmp(policy->legal_status, "proposal") == 0 || policy->in_force_from != KEUR_NO_DATE) {
		label(screen, "");
		if (strcmp(policy->legal_status, "proposal") == 0) {
			screen_say(screen, PAINT_LEVEL + 3, "a proposal, not law");
		} else {
			date_format(policy->in_force_from, date);
			screen_say(screen, PAINT_PLAIN, "in force from ");
			screen_say(screen, PAINT_PLAIN, date);
		}
		screen_end(screen);
	}
	for (i = 0; i < policy->bases; i++) {
		label(screen, i ? "" : "extends");
		screen_say(screen, PAINT_PLAIN, policy->base[i].id);
		screen_say(screen, PAINT_PLAIN, "/");
		screen_say(screen, PAINT_PLAIN, policy->base[i].version);
		screen_end(screen);
	}
}

static void status(struct screen *screen, const struct policy_note *note)
{
	screen_say(screen, PAINT_PLAIN, " (");
	screen_say(screen, note->status == STATUS_VERIFIED ? PAINT_PLAIN : PAINT_LEVEL + 3, policy_status_name[note->status]);
	screen_say(screen, PAINT_PLAIN, ")");
}

/* By which tables: the first question whoever disagrees with a cell asks. */
static void method(struct screen *screen, const struct policy *policy)
{
	const struct policy_matrix *matrix = policy->matrices ? &policy->matrix[policy->matrix_used] : NULL;

	label(screen, "method");
	screen_say(screen, PAINT_BOLD, policy->matrix_name);
	if (matrix && matrix->version[0]) {
		screen_say(screen, PAINT_PLAIN, ", ");
		screen_say(screen, PAINT_PLAIN, matrix->version);
	}
	status(screen, &policy->risk_note);
	screen_say(screen, PAINT_PLAIN, "; likelihood by ");
	screen_say(screen, PAINT_PLAIN, policy->likelihood_note.source);
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

static void pack(struct screen *screen, const struct result *result)
{
	const struct policy *policy = result->policy;
	struct words_sources sources;

	label(screen, "policy");
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
	label(screen, "rests on");
	screen_number(screen, PAINT_PLAIN, sources.sources);
	screen_say(screen, PAINT_PLAIN, sources.sources == 1 ? " source: entries verified " : " sources: entries verified ");
	screen_number(screen, PAINT_PLAIN, sources.status[STATUS_VERIFIED]);
	entries(screen, ", unverified ", sources.status[STATUS_UNVERIFIED]);
	entries(screen, ", keur's own proposals ", sources.status[STATUS_PROPOSAL]);
	screen_end(screen);
	left_out(screen, policy);
	words_sources_free(&sources);
}

static void inventory(struct screen *screen, const struct result *result)
{
	uint32_t claims = result->model->rows[TABLE_statement];
	size_t overrides = result->link ? result->link->overrides : 0;

	label(screen, "inventory");
	screen_number(screen, PAINT_BOLD, result->summary.components);
	screen_say(screen, PAINT_BOLD, result->summary.components == 1 ? " part" : " parts");
	screen_say(screen, PAINT_PLAIN, ", ");
	screen_number(screen, PAINT_PLAIN, result->summary.in_service);
	screen_say(screen, PAINT_PLAIN, " in service; ");
	screen_number(screen, PAINT_PLAIN, claims);
	screen_say(screen, PAINT_PLAIN, claims == 1 ? " claim of completeness" : " claims of completeness");
	if (overrides) {
		screen_say(screen, PAINT_PLAIN, "; ");
		screen_number(screen, PAINT_PLAIN, overrides);
		screen_say(screen, PAINT_PLAIN, overrides == 1 ? " fact changed by an overlay or an edit" : " facts changed by overlays and edits");
	}
	screen_end(screen);
}

static uint32_t plugins(struct screen *screen, const struct result *result)
{
	const struct run_isolation held = result_held(result);
	uint32_t i, incomplete = 0;

	label(screen, "plugins");
	if (!result->runs)
		screen_say(screen, PAINT_PLAIN, "none");
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
			screen_say(screen, PAINT_PLAIN, " (signed by ");
			screen_say(screen, PAINT_PLAIN, run->plugin->signer);
			screen_say(screen, PAINT_PLAIN, ")");
		}
		if (run->status == RUN_OK)
			continue;
		screen_say(screen, PAINT_PLAIN, " ");
		screen_say(screen, PAINT_LEVEL + 5, run_status[run->status].said);
		incomplete++;
	}
	if (held.ran && (!held.landlock || !held.seccomp))
		screen_say(screen, PAINT_LEVEL + 4, held.seccomp ? "; workers without landlock" : held.landlock ? "; workers without seccomp"
			: "; workers without a sandbox");
	screen_end(screen);
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
	screen_say(screen, PAINT_ALARM, "NOT ASSESSED");
	screen_say(screen, PAINT_PLAIN, " The answer is incomplete:");
	screen_end(screen);
	for (i = 0; i < result->runs; i++) {
		const struct findings *run = result->run[i].findings;

		if (run->status == RUN_OK)
			continue;
		banner_line(screen);
		screen_say(screen, PAINT_BOLD, run->plugin->name);
		screen_say(screen, PAINT_PLAIN, ": ");
		screen_say(screen, PAINT_PLAIN, run->text && run->text[0] ? run->text : run_status[run->status].said);
		screen_end(screen);
	}
	banner_line(screen);
	screen_say(screen, PAINT_PLAIN, "What its rules look for counts as unknown in ");
	screen_number(screen, PAINT_PLAIN, result->summary.not_assessed);
	screen_say(screen, PAINT_PLAIN, result->summary.not_assessed == 1 ? " part. Nothing below says that it is fine."
		: " parts. Nothing below says that they are fine.");
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
