/* What is tried, by names that hold the signs which part an argument, and by rows; and what closing every way into a part costs. */
#include "../model/world.h"

#include "assess/trial_internal.h"

static const char network[] = "network: {as_of: 2026-11-01}\n"
	"suppliers: [{id: badco, name: Bad & Co}, {id: bad, name: Bad}, {id: bad=co, name: Bad Equals}, {id: ok, name: Ok}, {id: ok@ams, name: Ok at Ams}]\n"
	"components:\n"
	"  - {id: udm@ams, function: UDM, segment: a=b, parties: [{supplier: badco, role: manage}], keys_held_by: [badco]}\n"
	"  - {id: ams, function: AMF, segment: core, parties: [{supplier: bad=co, role: manage}]}\n"
	"  - {id: x=y, function: AMF, segment: core}\n"
	"access:\n  - {id: 'w].mfa=no', target: ams, party: badco}\n";

struct tried {
	struct world w;
	struct trial trial;
};

static void begin(struct tried *t, const char *text)
{
	memset(t, 0, sizeof *t);
	world_of(&t->w, text);
}

static void done(struct tried *t)
{
	trial_free(&t->trial);
	world_end(&t->w);
}

static const struct trial_step *add(struct tried *t, enum trial_kind kind, const char *argument)
{
	if (trial_add(&t->trial, kind, argument, &t->w.model, &t->w.messages, &t->w.err) != 0)
		fail_msg("%s: %s", argument, t->w.err.text);
	return &t->trial.step[t->trial.steps - 1];
}

/* The text of a column of an edit, or "". */
static const char *edit(const struct trial_step *step, enum column_id column, uint32_t row)
{
	const struct part *part = step->part;

	assert_true(row < part->rows.rows[TABLE_edit].count);
	return part_known(&part->rows, column, row) ? dict_text(&part->dict, ((const uint32_t *)part->rows.column[column].data)[row]).data : "";
}

static void replacing(void **state)
{
	static const struct {
		const char *argument, *from, *with, *within;
	} cases[] = {
		{ "badco=ok", "badco", "ok", NULL },
		{ "badco=a trusted supplier@udm@ams", "badco", "a trusted supplier", "udm@ams" },
		{ "badco=ok@udm@ams", "badco", "ok", "udm@ams" },
		{ "bad=co=a trusted supplier@ams", "bad=co", "a trusted supplier", "ams" },
		{ "bad=co=ok", "bad=co", "ok", NULL },
		{ "badco=ok@ams@udm@ams", "badco", "ok@ams", "udm@ams" },
		{ "badco=a trusted supplier@x=y", "badco", "a trusted supplier", "x=y" },
		{ "Bad & Co=Ok at Ams", "badco", "ok@ams", NULL },
	};
	static const struct {
		const char *argument, *said;
	} refused[] = {
		{ "badco=a trusted supplier@udm@amz", "there is no component `udm@amz`: did you mean `udm@ams`?" },
		{ "badco=newco@ansterdam", "there is no component `ansterdam`" },
		{ "badco=ok@ams", "this can be read in more than one way, as names in it hold `=` or `@`" },
		{ "badco=@ams", "write OLD=NEW, or OLD=NEW@PART" },
		{ "nobody=co=ok", "there is no supplier `nobody`" },
		{ "badco=", "write OLD=NEW" },
	};
	struct tried t;
	size_t i;

	(void)state;
	begin(&t, network);
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct trial_step *step = add(&t, TRIAL_REPLACE, cases[i].argument);

		assert_int_equal(step->row, model_find(&t.w.model, TABLE_supplier, text_of(cases[i].from)));
		if (!text_is(step->with, cases[i].with))
			fail_msg("%s: by %.*s", cases[i].argument, (int)step->with.length, step->with.data);
		assert_int_equal(step->within, cases[i].within ? model_find(&t.w.model, TABLE_component, text_of(cases[i].within)) : KEUR_NONE);
		assert_int_equal(step->unheard.length, 0);
	}
	for (i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_int_equal(trial_add(&t.trial, TRIAL_REPLACE, refused[i].argument, &t.w.model, &t.w.messages, &t.w.err), -1);
		if (!strstr(t.w.err.text, refused[i].said))
			fail_msg("%s: %s", refused[i].argument, t.w.err.text);
	}
	done(&t);
}

/* A new supplier in a part whose name holds the sign: with a word, in that part only. */
static void by_somebody_new(void **state)
{
	const struct trial_step *step;
	struct tried t;

	(void)state;
	begin(&t, "network: {as_of: 2026-11-01}\ncomponents: [{id: udm@ams, function: UDM, parties: [{supplier: badco, role: manage}]}]\n");
	step = add(&t, TRIAL_REPLACE, "badco=newco@udm@ams");
	assert_true(text_is(step->unheard, "newco"));
	assert_int_equal(step->within, 0);
	assert_int_equal(trial_changes(step), 1);
	done(&t);
}

static void moving_and_setting(void **state)
{
	const struct trial_step *step;
	struct tried t;

	(void)state;
	begin(&t, network);
	step = add(&t, TRIAL_MOVE, "x=y=core");
	assert_string_equal(edit(step, COL_edit_address, 0), "component[x=y].segment");
	assert_string_equal(edit(step, COL_edit_set, 0), "core");
	step = add(&t, TRIAL_MOVE, "ams=a=b");
	assert_string_equal(edit(step, COL_edit_address, 0), "component[ams].segment");
	assert_string_equal(edit(step, COL_edit_set, 0), "a=b");
	assert_int_equal(trial_add(&t.trial, TRIAL_MOVE, "amz=core", &t.w.model, &t.w.messages, &t.w.err), -1);
	assert_non_null(strstr(t.w.err.text, "there is no component `amz`: did you mean `ams`?"));
	step = add(&t, TRIAL_SET, "access[w].mfa=no].mfa=yes");
	assert_string_equal(edit(step, COL_edit_address, 0), "access[w].mfa=no].mfa");
	assert_string_equal(edit(step, COL_edit_set, 0), "yes");
	step = add(&t, TRIAL_SET, "component[ams].segment=x].y=z");
	assert_string_equal(edit(step, COL_edit_address, 0), "component[ams].segment");
	assert_string_equal(edit(step, COL_edit_set, 0), "x].y=z");
	done(&t);
}

/* Rows need no parting; what is said of them is as it would be written. */
static void by_rows(void **state)
{
	struct trial_about about = { .kind = ABOUT_REPLACE };
	struct tried t;

	(void)state;
	begin(&t, network);
	about.row = model_find(&t.w.model, TABLE_supplier, TEXT_LITERAL("bad=co"));
	about.within = model_find(&t.w.model, TABLE_component, TEXT_LITERAL("ams"));
	assert_int_equal(trial_add_about(&t.trial, &about, &t.w.model, &t.w.messages, &t.w.err), 0);
	assert_string_equal(t.trial.step[0].said, "--replace bad=co=a trusted supplier@ams");
	assert_int_equal(trial_changes(&t.trial.step[0]), 1);
	assert_string_equal(edit(&t.trial.step[0], COL_edit_address, 0), "party[ams/bad=co/manage].supplier");
	about = (struct trial_about){ .kind = ABOUT_KEYS, .row = model_find(&t.w.model, TABLE_component, TEXT_LITERAL("udm@ams")) };
	assert_int_equal(trial_add_about(&t.trial, &about, &t.w.model, &t.w.messages, &t.w.err), 0);
	assert_string_equal(t.trial.step[1].said, "--set component[udm@ams].keys_held_by=operator");
	assert_string_equal(edit(&t.trial.step[1], COL_edit_address, 0), "component[udm@ams].keys_held_by");
	about = (struct trial_about){ .kind = ABOUT_CLOSE, .row = 0 };
	assert_int_equal(trial_add_about(&t.trial, &about, &t.w.model, &t.w.messages, &t.w.err), 0);
	assert_string_equal(t.trial.step[2].said, "--close w].mfa=no");
	assert_int_equal(t.w.messages.groups, 0);
	done(&t);
}

/* ---- Closing --------------------------------------------------------------------------------------------------------------------------- */

/* As many declared ways into one part as observed ones. `open`: nobody says which privilege, so that each may be each. */
static void ways(struct tried *t, unsigned count, bool open)
{
	struct buffer text = { 0 };
	unsigned i;

	buffer_string(&text, "network: {as_of: 2026-11-01}\ncomponents: [{id: udm, function: UDM}]\naccess:\n");
	for (i = 0; i < 2 * count; i++)
		buffer_format(&text, "  - {id: %s%u, source: %s, party: s%u, from_country: NL, target: udm%s}\n", i % 2 ? "seen" : "said", i / 2,
			i % 2 ? "observed" : "declared", open ? 0 : i / 2, open ? "" : ", privilege: admin, valid_until: 2027-01-01");
	begin(t, text.data);
	buffer_free(&text);
}

static void close_all(struct tried *t, const char *which, unsigned count)
{
	char argument[20];
	unsigned i;

	for (i = 0; i < count; i++) {
		snprintf(argument, sizeof argument, "%s%u", which, i);
		add(t, TRIAL_CLOSE, argument);
	}
}

static void each_with_its_own(void **state)
{
	enum { WAYS = 50 };
	uint64_t compared[2];
	struct tried t;
	unsigned i, k;

	(void)state;
	for (i = 0; i < 2; i++) {
		unsigned count = (unsigned)WAYS << i;

		ways(&t, count, false);
		close_all(&t, "said", count);
		for (k = 0; k < count; k++)
			assert_int_equal(t.trial.step[k].closes, 1);
		compared[i] = t.trial.index->compared;
		/* Once more from the start: nothing is left of what was closed. */
		trial_forget(&t.trial);
		add(&t, TRIAL_CLOSE, "said7");
		assert_int_equal(t.trial.step[0].closes, 1);
		trial_forget(&t.trial);
		add(&t, TRIAL_CLOSE, "said7");
		assert_int_equal(t.trial.step[0].closes, 1);
		done(&t);
	}
	assert_true(compared[0] <= 2 * WAYS * WAYS);
	assert_true(compared[1] <= 4 * compared[0]); /* pairs, and no more than pairs */
}

/* What may be each of them is left open by each, until it is closed itself. */
static void what_may_be_any(void **state)
{
	enum { WAYS = 30 };
	struct tried t;
	unsigned k;

	(void)state;
	ways(&t, WAYS, true);
	close_all(&t, "said", WAYS);
	close_all(&t, "seen", WAYS - 1);
	trial_settle(&t.trial);
	for (k = 0; k < WAYS; k++) {
		assert_int_equal(t.trial.step[k].closes, 0);
		assert_int_equal(t.trial.step[k].lefts, 1);
	}
	assert_true(t.trial.index->compared <= 2 * WAYS * WAYS);
	done(&t);
}

/* The last of two declarations that cover the same takes what was observed with it. */
static void the_last_one(void **state)
{
	static const char text[] = "network: {as_of: 2026-11-01}\ncomponents: [{id: udm, function: UDM}]\naccess:\n"
		"  - {id: a, source: declared, party: p, from_country: NL, target: udm, privilege: admin, valid_until: 2027-01-01}\n"
		"  - {id: b, source: declared, party: p, from_country: NL, target: udm, privilege: admin, valid_until: 2027-01-01}\n"
		"  - {id: seen, source: observed, party: p, from_country: NL, target: udm, privilege: admin}\n";
	struct tried t;

	(void)state;
	begin(&t, text);
	assert_int_equal(add(&t, TRIAL_CLOSE, "a")->closes, 0);
	assert_int_equal(add(&t, TRIAL_CLOSE, "b")->closes, 1);
	assert_int_equal(trial_changes(add(&t, TRIAL_CLOSE, "seen")), 0);
	trial_forget(&t.trial);
	assert_int_equal(add(&t, TRIAL_CLOSE, "b")->closes, 0);
	assert_int_equal(add(&t, TRIAL_CLOSE, "a")->closes, 1);
	done(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replacing),
		cmocka_unit_test(by_somebody_new),
		cmocka_unit_test(moving_and_setting),
		cmocka_unit_test(by_rows),
		cmocka_unit_test(each_with_its_own),
		cmocka_unit_test(what_may_be_any),
		cmocka_unit_test(the_last_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
