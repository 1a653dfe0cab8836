/* The standing of suppliers, who is involved in a part and how, and the trusted-supplier status that follows. */
#include "assess_test.h"

#include <time.h>

/* ---- Standing ------------------------------------------------------------------------------------------------------------------------ */

/* Standing for a part, asked as the standing of a way in to it. */
static const char *standing_for(const struct trial *t, const char *access)
{
	return value_of(&t->w, "access.party_standing", access);
}

static void decisions(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK "components:\n  - {id: core, function: AMF, segment: core}\n  - {id: ran, function: gNB, segment: ran}\n"
			     "suppliers:\n"
			     "  - {id: good, decision: trusted}\n"
			     "  - {id: bad, decision: untrusted}\n"
			     "  - {id: nobody}\n"
			     "  - {id: both, decisions: [{decision: trusted}, {decision: untrusted}]}\n"
			     "  - {id: inside, decisions: [{decision: restricted, covers: {segment: ran}}]}\n"
			     "  - {id: specific, decisions: [{decision: untrusted}, {decision: trusted, covers: {segment: ran}}]}\n"
			     "  - {id: more, decisions: [{decision: trusted, covers: {segment: ran}}, {decision: untrusted, covers: {segment: ran, function: gNB}}]}\n"
			     "  - {id: old, decisions: [{decision: untrusted, until: 2026-11-01}, {decision: trusted, from: 2026-11-01}]}\n"
			     "  - {id: later, decisions: [{decision: trusted, from: 2026-11-02}]}\n"
			     "  - {id: limited, decisions: [{decision: trusted, covers: {segment: ran}}]}\n"
			     "access:\n"
			     "  - {id: good-c, party: good, target: core}\n"
			     "  - {id: both-c, party: both, target: core}\n"
			     "  - {id: in-c, party: inside, target: core}\n  - {id: in-r, party: inside, target: ran}\n"
			     "  - {id: sp-c, party: specific, target: core}\n  - {id: sp-r, party: specific, target: ran}\n"
			     "  - {id: mo-c, party: more, target: core}\n  - {id: mo-r, party: more, target: ran}\n"
			     "  - {id: li-c, party: limited, target: core}\n  - {id: li-r, party: limited, target: ran}\n"
			     "  - {id: no-one, target: core}\n");
	ASSERT(t, "supplier.standing", "good", "trusted");
	ASSERT(t, "supplier.standing", "bad", "untrusted");
	ASSERT(t, "supplier.standing", "nobody", "undecided");
	ASSERT(t, "supplier.standing", "operator", "trusted");
	ASSERT(t, "supplier.standing", "both", "untrusted"); /* the more restrictive of two */
	ASSERT(t, "supplier.standing", "inside", "untrusted");
	ASSERT(t, "supplier.standing", "specific", "untrusted");
	ASSERT(t, "supplier.standing", "old", "trusted"); /* an expired decision counts as none */
	ASSERT(t, "supplier.standing", "later", "undecided");
	ASSERT(t, "supplier.standing", "limited", "undecided");
	assert_string_equal(standing_for(&t, "good-c"), "trusted");
	assert_string_equal(standing_for(&t, "both-c"), "untrusted");
	assert_string_equal(standing_for(&t, "in-c"), "untrusted"); /* outside */
	assert_string_equal(standing_for(&t, "in-r"), "trusted");   /* inside */
	assert_string_equal(standing_for(&t, "sp-c"), "untrusted");
	assert_string_equal(standing_for(&t, "sp-r"), "trusted"); /* the most specific first */
	assert_string_equal(standing_for(&t, "mo-c"), "undecided");
	assert_string_equal(standing_for(&t, "mo-r"), "untrusted"); /* two keys are more specific than one */
	assert_string_equal(standing_for(&t, "li-c"), "undecided"); /* trust in one place says nothing of another */
	assert_string_equal(standing_for(&t, "li-r"), "trusted");
	assert_string_equal(standing_for(&t, "no-one"), "");
	trial_end(&t);
}

/* Without a day rules about dates answer unknown; but what may be distrusted is not trusted. */
static void without_a_day(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, "components: [{id: a}]\nsuppliers:\n"
		     "  - {id: x, decisions: [{decision: trusted, from: 2020-01-01}]}\n"
		     "  - {id: y, decisions: [{decision: untrusted, until: 2020-01-01}]}\n"
		     "  - {id: z, decisions: [{decision: trusted}]}\n");
	ASSERT(t, "supplier.standing", "x", "undecided");
	ASSERT(t, "supplier.standing", "y", "untrusted");
	ASSERT(t, "supplier.standing", "z", "trusted");
	trial_end(&t);
}

/* Trust covers the owners known at its date. */
static void later_owners(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK "components: [{id: a, segment: s}]\n"
			     "suppliers:\n"
			     "  - {id: before, decisions: [{decision: trusted, from: 2025-01-01}]}\n"
			     "  - {id: after, decisions: [{decision: trusted, from: 2025-01-01}]}\n"
			     "  - {id: same-day, decisions: [{decision: trusted, from: 2025-01-01}]}\n"
			     "  - {id: undated, decisions: [{decision: trusted, from: 2025-01-01}]}\n"
			     "  - {id: distrusted, decisions: [{decision: untrusted, from: 2025-01-01}]}\n"
			     "  - {id: again, decisions: [{decision: trusted, from: 2025-01-01}, {decision: trusted, covers: {segment: s}, from: 2026-01-01}]}\n"
			     "  - {id: owner, decision: trusted}\n"
			     "ownership:\n"
			     "  - {owner: owner, owned: before, from: 2024-12-31, share: 1, control: no}\n"
			     "  - {owner: owner, owned: after, from: 2025-01-02, share: 1, control: no}\n"
			     "  - {owner: owner, owned: same-day, from: 2025-01-01, share: 1, control: no}\n"
			     "  - {owner: owner, owned: undated, share: 1, control: no}\n"
			     "  - {owner: owner, owned: distrusted, from: 2026-01-01, share: 1, control: no}\n"
			     "  - {owner: owner, owned: again, from: 2025-06-01, share: 1, control: no}\n"
			     "access: [{id: r, party: again, target: a}]\n");
	ASSERT(t, "supplier.standing", "before", "trusted");
	ASSERT(t, "supplier.standing", "after", "undecided");
	ASSERT(t, "supplier.standing", "same-day", "trusted");
	ASSERT(t, "supplier.standing", "undated", "undecided");
	ASSERT(t, "supplier.standing", "distrusted", "untrusted");
	ASSERT(t, "supplier.standing", "again", "undecided");
	assert_string_equal(standing_for(&t, "r"), "trusted"); /* decided anew, where the new decision reaches */
	trial_end(&t);
}

/* A decision made since stands, however narrow the one is that the owner reopened, and also when it distrusts. */
static void decided_anew(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK "components: [{id: a, segment: s}, {id: b, segment: t}]\n"
			     "suppliers:\n  - {id: owner, decision: trusted}\n"
			     "  - {id: anew, decisions: [{decision: trusted, from: 2024-01-01}, {decision: trusted, from: 2025-06-01}]}\n"
			     "  - {id: wider, decisions: [{decision: trusted, covers: {segment: s}, from: 2024-01-01}, {decision: trusted, from: 2025-06-01}]}\n"
			     "  - {id: not-now, decisions: [{decision: trusted, covers: {segment: s}, from: 2024-01-01}, {decision: untrusted, from: 2025-06-01}]}\n"
			     "  - {id: open, decisions: [{decision: trusted, from: 2024-01-01}, {decision: trusted, covers: {segment: s}, from: 2024-06-01}]}\n"
			     "ownership:\n  - {owner: owner, owned: anew, from: 2025-01-01, share: 60}\n  - {owner: owner, owned: wider, from: 2025-01-01, share: 60}\n"
			     "  - {owner: owner, owned: not-now, from: 2025-01-01, share: 60}\n  - {owner: owner, owned: open, from: 2025-01-01, share: 60}\n"
			     "access:\n  - {id: wider-in, party: wider, target: a}\n  - {id: not-now-in, party: not-now, target: a}\n  - {id: open-in, party: open, target: a}\n");
	ASSERT(t, "supplier.standing", "anew", "trusted");
	assert_string_equal(standing_for(&t, "wider-in"), "trusted");
	assert_string_equal(standing_for(&t, "not-now-in"), "untrusted");
	assert_string_equal(standing_for(&t, "open-in"), "undecided");
	trial_end(&t);
}

/* A restriction trusts inside: a later owner reopens that as well, and what is distrusted outside stays so. */
static void later_owner_of_a_restricted_one(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK "components: [{id: a, segment: s}, {id: b, segment: t}]\n"
			     "suppliers:\n  - {id: old, decisions: [{decision: restricted, covers: {segment: s}, from: 2025-01-01}]}\n"
			     "  - {id: new, decisions: [{decision: restricted, covers: {segment: s}, from: 2025-01-01}]}\n  - {id: owner, decision: trusted}\n"
			     "ownership:\n  - {owner: owner, owned: old, from: 2024-01-01, share: 60}\n"
			     "  - {owner: owner, owned: new, from: 2024-01-01, share: 60, id: first}\n"
			     "  - {owner: owner, owned: new, from: 2026-01-01, share: 70, id: second}\n"
			     "access:\n  - {id: old-in, party: old, target: a}\n  - {id: new-in, party: new, target: a}\n  - {id: new-out, party: new, target: b}\n");
	assert_string_equal(standing_for(&t, "old-in"), "trusted");
	assert_string_equal(standing_for(&t, "new-in"), "undecided");
	assert_string_equal(standing_for(&t, "new-out"), "untrusted");
	trial_end(&t);
}

/* A decision for a purpose: to the extent used for it. Where a part's purposes are not known, nothing is decided unless both readings agree. */
static void purposes(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK "components:\n  - {id: def, serves: [defence, vital]}\n  - {id: pub, serves: none}\n  - {id: dark, segment: s}\n"
			     "  - {id: gone, serves: [defence]}\n"
			     "suppliers:\n  - {id: x, decisions: [{decision: trusted}, {decision: untrusted, covers: {serves: [government, defence]}}]}\n"
			     "  - {id: y, decisions: [{decision: untrusted, covers: {serves: defence}}]}\n"
			     "  - {id: z, decisions: [{decision: trusted}, {decision: trusted, covers: {serves: defence}}]}\n"
			     "  - {id: r, decisions: [{decision: restricted, covers: {segment: s}}]}\n"
			     "access:\n  - {id: x-def, party: x, target: def}\n  - {id: x-pub, party: x, target: pub}\n  - {id: x-dark, party: x, target: dark}\n"
			     "  - {id: y-def, party: y, target: def}\n  - {id: y-pub, party: y, target: pub}\n  - {id: y-dark, party: y, target: dark}\n"
			     "  - {id: z-dark, party: z, target: dark}\n  - {id: r-dark, party: r, target: dark}\n  - {id: r-pub, party: r, target: pub}\n");
	assert_string_equal(standing_for(&t, "x-def"), "untrusted");
	assert_string_equal(standing_for(&t, "x-pub"), "trusted");
	assert_string_equal(standing_for(&t, "x-dark"), "undecided");
	assert_string_equal(standing_for(&t, "y-def"), "untrusted");
	assert_string_equal(standing_for(&t, "y-pub"), "undecided"); /* nobody decided about it there */
	assert_string_equal(standing_for(&t, "y-dark"), "undecided");
	assert_string_equal(standing_for(&t, "z-dark"), "trusted");
	assert_string_equal(standing_for(&t, "r-dark"), "trusted");
	assert_string_equal(standing_for(&t, "r-pub"), "undecided"); /* its segment is not known */
	trial_end(&t);
}

/* ---- Involvement ---------------------------------------------------------------------------------------------------------------------- */

/* "supplier through standing roles under;" for each row of a part, by supplier. */
static void assert_chain(const struct trial *t, const char *id, const char *expected)
{
	const struct model *model = &t->w.model;
	uint32_t c = part_of(&t->w, id), row;
	struct buffer found = { 0 };

	buffer_string(&found, "");
	for (row = 0; row < model->rows[TABLE_involvement]; row++) {
		static const enum column_id shown[] = { COL_involvement_supplier, COL_involvement_through, COL_involvement_standing,
			COL_involvement_roles, COL_involvement_under };
		size_t i;

		if (keur_code(&model->column[COL_involvement_component], row) != c)
			continue;
		for (i = 0; i < 5; i++) {
			buffer_string(&found, i ? " " : "");
			model_value(model, shown[i], row, &found);
		}
		buffer_string(&found, "\n");
	}
	assert_string_equal(found.data, expected);
	buffer_free(&found);
}

static void parties(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - id: a\n"
			   "    segment: s\n"
			   "    parties:\n"
			   "      - {supplier: maker, role: manufacture}\n"
			   "      - {supplier: maker, role: support}\n"
			   "      - {supplier: sub, role: manage, under: main}\n"
			   "      - {supplier: sub, role: build, under: maker}\n"
			   "      - {supplier: gone, role: host, until: 2026-11-01}\n"
			   "      - {supplier: soon, role: host, from: 2026-11-02}\n"
			   "      - {supplier: here-now, role: host, from: 2026-11-01, until: 2026-11-02}\n"
			   "suppliers: [{id: maker, decision: trusted}]\n");
	assert_chain(&t, "a",
		"here-now direct undecided host none\n"
		"main direct undecided none none\n" /* answers for its subcontractor without a row of its own */
		"maker direct trusted manufacture|support none\n"
		"operator keys trusted none none\n"
		"sub subcontract undecided build|manage maker\n");
	trial_end(&t);
}

static void administrators(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: amf, function: AMF, segment: core}\n"
			   "  - {id: ems, function: EMS, segment: oam, parties: [{supplier: ems-maker, role: manufacture}, {supplier: ems-builder, role: build},\n"
			   "      {supplier: manager, role: manage}, {supplier: hoster, role: host, under: cloud}]}\n"
			   "  - {id: oss, function: OSS, segment: oam, parties: [{supplier: far, role: support}]}\n"
			   "  - {id: peer, function: server, segment: oam, parties: [{supplier: stranger, role: manage}]}\n"
			   "links: [{from: ems, to: amf, plane: management}, {from: oss, to: ems, plane: management}, {from: amf, to: oss, plane: management},\n"
			   "  {from: peer, to: amf, plane: control}]\n");
	/* Whoever makes the administrator does not hold it; a cycle ends. */
	assert_chain(&t, "amf",
		"cloud administers undecided none none\n"
		"far administers undecided support none\n"
		"hoster administers undecided host cloud\n"
		"manager administers undecided manage none\n"
		"operator keys trusted none none\n");
	assert_chain(&t, "peer", "operator keys trusted none none\nstranger direct undecided manage none\n");
	trial_end(&t);
}

static void ways_in(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components: [{id: amf, function: AMF, segment: core}, {id: ems, function: EMS, segment: oam}]\n"
			   "links: [{from: ems, to: amf, plane: management}]\n"
			   "access:\n"
			   "  - {id: r-1, party: reader, target: amf, privilege: read}\n"
			   "  - {id: r-2, party: writer, target: amf, privilege: operate}\n"
			   "  - {id: r-3, party: dim, target: amf}\n"
			   "  - {id: r-4, party: over, target: amf, privilege: root, valid_until: 2026-01-01, observed: no}\n"
			   "  - {id: r-5, party: still-there, target: amf, privilege: root, valid_until: 2026-01-01, observed: yes}\n"
			   "  - {id: r-6, party: by-ems, target: ems, privilege: admin}\n"
			   "  - {id: r-7, party: claimed, target: amf, privilege: admin, claim: {status: reported}}\n"
			   "  - {id: r-8, party: confirmed, target: amf, privilege: admin, claim: {status: confirmed}}\n");
	assert_chain(&t, "amf",
		"by-ems access undecided none none\n"
		"confirmed access undecided none none\n"
		"dim access undecided none none\n"
		"operator keys trusted none none\n"
		"still-there access undecided none none\n"
		"writer access undecided none none\n");
	trial_end(&t);
}

static void owners(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components: [{id: a, segment: s, parties: [{supplier: maker, role: manage}]}]\n"
			   "ownership:\n"
			   "  - {owner: half, owned: maker, share: 50, control: no}\n"
			   "  - {owner: more, owned: maker, share: 50.01}\n"
			   "  - {owner: ruler, owned: maker, share: 1, control: yes}\n"
			   "  - {owner: top, owned: more, control: yes}\n"
			   "  - {owner: maker, owned: top, control: yes}\n"
			   "  - {owner: future, owned: maker, control: yes, from: 2026-11-02}\n"
			   "  - {owner: parent, owned: operator, control: yes}\n");
	assert_chain(&t, "a",
		"maker direct undecided manage none\n"
		"more owner undecided none maker\n"
		"operator keys trusted none none\n"
		"parent owner undecided none operator\n" /* the operator's own controller */
		"ruler owner undecided none maker\n"
		"top owner undecided none more\n");
	trial_end(&t);
}

/* The closest way in which somebody is involved, and all its roles. */
static void closest_way(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: amf, function: AMF, segment: core, keys_held_by: [acme], parties: [{supplier: acme, role: build, under: main}]}\n"
			   "  - {id: ems, function: EMS, segment: oam, parties: [{supplier: acme, role: manage}, {supplier: zed, role: support}]}\n"
			   "links: [{from: ems, to: amf, plane: management}]\n"
			   "access: [{id: r, party: zed, target: amf, privilege: admin}]\n"
			   "ownership: [{owner: acme, owned: zed, control: yes}]\n");
	assert_chain(&t, "amf",
		"acme subcontract undecided build|manage main\n"
		"main direct undecided none none\n"
		"zed administers undecided support none\n");
	trial_end(&t);
}

/* ---- Status -------------------------------------------------------------------------------------------------------------------------- */

/* A critical part with everything answered, but for what each case changes. */
struct status_case {
	const char *what, *part, *rest, *stated, *expected;
};

#define ANSWERED "parties: [{supplier: acme, role: manufacture}, {supplier: operator, role: manage}, {supplier: acme, role: support}]"
#define TRUSTED "suppliers: [{id: acme, decision: trusted}]\n"
#define DISTRUSTED "suppliers: [{id: acme, decision: untrusted}]\n"

static const struct status_case cases[] = {
	{ "all answered and trusted", ANSWERED, TRUSTED, ALL_STATED, "met" },
	{ "distrusted", ANSWERED, DISTRUSTED, ALL_STATED, "violated" },
	{ "undecided", ANSWERED, "", ALL_STATED, "unknown" },
	{ "no manager", "parties: [{supplier: acme, role: manufacture}, {supplier: acme, role: support}]", TRUSTED, ALL_STATED, "unknown" },
	{ "no support", "parties: [{supplier: acme, role: manufacture}, {supplier: acme, role: manage}]", TRUSTED, ALL_STATED, "unknown" },
	{ "no maker", "parties: [{supplier: acme, role: support}, {supplier: acme, role: manage}]", TRUSTED, ALL_STATED, "unknown" },
	{ "a role answered by one who is gone",
		"parties: [{supplier: acme, role: manufacture}, {supplier: acme, role: manage, until: 2026-01-01}, {supplier: acme, role: support}]",
		TRUSTED, ALL_STATED, "unknown" },
	{ "distrusted and a role missing", "parties: [{supplier: acme, role: manufacture}]", DISTRUSTED, ALL_STATED, "violated" },
	{ "no statement", ANSWERED, TRUSTED, "", "unknown" },
	{ "parties not stated", ANSWERED, TRUSTED, "statements:\n" STATED("access") STATED("link") STATED("ownership"), "unknown" },
	{ "links not stated", ANSWERED, TRUSTED, "statements:\n" STATED("access") STATED("party") STATED("ownership"), "unknown" },
	{ "access not stated", ANSWERED, TRUSTED, "statements:\n" STATED("link") STATED("party") STATED("ownership"), "unknown" },
	{ "stated for all, and taken back for the part", ANSWERED, TRUSTED,
		ALL_STATED "  - {table: party, covers: {segment: core}, complete: no, by: me}\n", "unknown" },
	{ "taken back for another part", ANSWERED, TRUSTED,
		ALL_STATED "  - {table: party, covers: {segment: m}, complete: no, by: me}\n", "met" },
	{ "taken back until the statement after", ANSWERED, TRUSTED,
		ALL_STATED "  - {table: party, covers: {segment: core}, complete: no, by: me, until: 2026-01-01}\n", "met" },
	{ "access stated by nobody who sees it", ANSWERED, TRUSTED,
		"statements:\n" STATED("link") STATED("party") STATED("ownership") "  - {table: access, covers: all, complete: yes, by: me}\n", "unknown" },
	{ "logs need no statement", ANSWERED, TRUSTED, "statements:\n" STATED("link") STATED("party") STATED("ownership") STATED("access"), "met" },
	{ "distrusted and no statement", ANSWERED, DISTRUSTED, "", "violated" },
	{ "a distrusted owner", ANSWERED, "suppliers: [{id: acme, decisions: [{decision: trusted, from: 2025-01-01}]}, {id: zed, decision: untrusted}]\n"
					  "ownership: [{owner: zed, owned: acme, control: yes, from: 2020-01-01}]\n", ALL_STATED, "violated" },
	{ "a distrusted owner without control", ANSWERED,
		"suppliers: [{id: acme, decisions: [{decision: trusted, from: 2025-01-01}]}, {id: zed, decision: untrusted}]\n"
		"ownership: [{owner: zed, owned: acme, share: 30, control: no, from: 2020-01-01}]\n", ALL_STATED, "met" },
	{ "control of an owner not known", ANSWERED,
		"suppliers: [{id: acme, decisions: [{decision: trusted, from: 2025-01-01}]}, {id: zed, decision: untrusted}]\n"
		"ownership: [{owner: zed, owned: acme, share: 30, from: 2020-01-01}]\n", ALL_STATED, "unknown" },
	{ "a distrusted owner beyond one whose control is not known", ANSWERED,
		"suppliers: [{id: acme, decisions: [{decision: trusted, from: 2025-01-01}]}, {id: holding, decisions: [{decision: trusted, from: 2025-01-01}]},\n"
		"  {id: zed, decision: untrusted}]\n"
		"ownership: [{owner: holding, owned: acme, share: 30, from: 2020-01-01}, {owner: zed, owned: holding, control: yes, from: 2020-01-01},\n"
		"  {owner: holding, owned: zed, control: yes, from: 2020-01-01}]\n", ALL_STATED, "unknown" },
	{ "a trusted owner beyond one whose control is not known", ANSWERED,
		"suppliers: [{id: acme, decisions: [{decision: trusted, from: 2025-01-01}]}, {id: holding, decisions: [{decision: trusted, from: 2025-01-01}]},\n"
		"  {id: zed, decision: trusted}]\n"
		"ownership: [{owner: holding, owned: acme, share: 30, from: 2020-01-01}, {owner: zed, owned: holding, control: yes, from: 2020-01-01}]\n",
		ALL_STATED, "met" },
	{ "a claim about a way in of a trusted one whose owner is distrusted", ANSWERED,
		"suppliers: [{id: acme, decision: trusted}, {id: sub, decisions: [{decision: trusted, from: 2025-01-01}]}, {id: zed, decision: untrusted}]\n"
		"ownership: [{owner: zed, owned: sub, control: yes, from: 2020-01-01}]\n"
		"access: [{id: r, party: sub, target: c, via: none, privilege: admin, claim: {status: reported}}]\n", ALL_STATED, "unknown" },
	{ "the operator's distrusted controller", ANSWERED,
		"suppliers: [{id: acme, decision: trusted}, {id: zed, decision: untrusted}]\n"
		"ownership: [{owner: zed, owned: operator, control: yes}]\n", ALL_STATED, "violated" },
	{ "a distrusted way in", ANSWERED, "suppliers: [{id: acme, decision: trusted}, {id: zed, decision: untrusted}]\n"
					   "access: [{id: r, party: zed, target: c, via: none, privilege: operate}]\n", ALL_STATED, "violated" },
	{ "a distrusted reader", ANSWERED, "suppliers: [{id: acme, decision: trusted}, {id: zed, decision: untrusted}]\n"
					   "access: [{id: r, party: zed, target: c, via: none, privilege: read}]\n", ALL_STATED, "met" },
	{ "a way in of nobody knows whom", ANSWERED, TRUSTED "access: [{id: r, target: c, via: none, privilege: admin}]\n", ALL_STATED, "unknown" },
	{ "a claim about a distrusted way in", ANSWERED,
		"suppliers: [{id: acme, decision: trusted}, {id: zed, decision: untrusted}]\n"
		"access: [{id: r, party: zed, target: c, via: none, privilege: admin, claim: {status: reported}}]\n", ALL_STATED, "unknown" },
	{ "keys with a distrusted supplier", ANSWERED ", keys_held_by: [zed]",
		"suppliers: [{id: acme, decision: trusted}, {id: zed, decision: untrusted}]\n", ALL_STATED, "violated" },
	{ "an administrator that answers nothing", ANSWERED,
		TRUSTED "links: [{from: m, to: c, plane: management}]\n", ALL_STATED, "unknown" },
	{ "designated parts of another scope", "function: server, " ANSWERED, TRUSTED, ALL_STATED, "not_required" },
	{ "out of service", ANSWERED ", in_service_until: 2026-11-01", DISTRUSTED, ALL_STATED, "not_required" },
	{ "critical at worst, distrusted", "function: unknown, " ANSWERED, DISTRUSTED, ALL_STATED, "unknown" },
	{ "critical at worst, all trusted", "function: unknown, " ANSWERED, TRUSTED, ALL_STATED, "not_required" },
};

static void statuses(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer text = { 0 };
		struct trial t;

		buffer_format(&text, NETWORK HERE APPLIED "components:\n  - {id: c, segment: core, %s%s}\n  - {id: m, function: server, segment: m}\n%s%s",
			strstr(cases[i].part, "function") ? "" : "function: AMF, ", cases[i].part, cases[i].rest, cases[i].stated);
		trial_of(&t, text.data);
		if (strcmp(value_of(&t.w, "component.trust_status", "c"), cases[i].expected) != 0)
			fail_msg("%s: %s, expected %s", cases[i].what, value_of(&t.w, "component.trust_status", "c"), cases[i].expected);
		trial_end(&t);
		buffer_free(&text);
	}
}

static void answers(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK HERE APPLIED "components:\n  - {id: c, function: AMF, segment: core, parties: [{supplier: acme, role: manage}]}\n"
					  "  - {id: m, function: server, segment: m, parties: [{supplier: acme, role: host}]}\n"
					  "links: [{from: m, to: c, plane: management}]\n"
					  "statements:\n  - {table: party, covers: {segment: core}, complete: yes, by: me}\n" STATED("access") STATED("ownership"));
	ASSERT(t, "component.unanswered_roles", "c", "manufacture|manage|support"); /* the administrator answers neither manage nor support */
	ASSERT(t, "component.unanswered_roles", "m", "manufacture|manage|support");
	ASSERT(t, "component.unstated", "c", "party|link"); /* party: of the administrator */
	ASSERT(t, "component.party_stated", "c", "yes");
	ASSERT(t, "component.party_stated", "m", "no");
	ASSERT(t, "component.access_stated", "c", "yes");
	ASSERT(t, "component.link_stated", "c", "no");
	trial_end(&t);
}

/* Each cause of what is not met, and the decision behind each trust of what is. */
static void causes(void **state)
{
	struct trial t;
	const struct model *model = &t.w.model;
	uint32_t i, named = 0, open = 0;

	(void)state;
	trial_of(&t, QUIET "components:\n  - {id: c, function: AMF, segment: core, " ANSWERED "}\n"
			   "  - {id: d, function: AMF, segment: core, parties: [{supplier: bad-1, role: manage}, {supplier: bad-2, role: support}, {supplier: who, role: host}]}\n"
			   "  - {id: e, function: AMF, segment: core, parties: [{supplier: who, role: manage}, {supplier: acme, role: support}]}\n"
			   "suppliers: [{id: acme, decision: trusted}, {id: bad-1, decision: untrusted}, {id: bad-2, decision: untrusted}]\n");
	ASSERT(t, "component.trust_status", "c", "met");
	ASSERT(t, "component.trust_status", "d", "violated");
	ASSERT(t, "component.trust_status", "e", "unknown");
	for (i = 0; i < t.derived.causes; i++) {
		const struct trust_cause *cause = &t.derived.cause[i];
		uint32_t supplier = cause->involvement == KEUR_NONE ? KEUR_NONE : keur_code(&model->column[COL_involvement_supplier], cause->involvement);

		if (cause->component == part_of(&t.w, "c")) {
			if (supplier == model->operator_)
				assert_int_equal(cause->decision, KEUR_NONE);
			else
				assert_int_equal(cause->decision, row_of(&t.w, TABLE_decision, "acme/trusted"));
		} else if (cause->component == part_of(&t.w, "d")) {
			assert_int_equal(keur_byte(&model->column[COL_involvement_standing], cause->involvement), KEUR_STANDING_UNTRUSTED);
			named++;
		} else if (supplier == KEUR_NONE) {
			open++; /* manufacture is not answered */
		} else {
			assert_int_equal(supplier, row_of(&t.w, TABLE_supplier, "who"));
		}
	}
	assert_int_equal(named, 2);
	assert_int_equal(open, 1);
	trial_end(&t);
}

/* ---- Many administrators ------------------------------------------------------------------------------------------------------------ */

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What row of party, as "component/supplier/...", the involvement of a supplier rests on. */
static void assert_rests_on(const struct trial *t, const char *component, const char *supplier, const char *at)
{
	const struct model *model = &t->w.model;
	uint32_t c = part_of(&t->w, component), s = row_of(&t->w, TABLE_supplier, supplier), i;

	for (i = 0; i < model->rows[TABLE_involvement]; i++)
		if (keur_code(&model->column[COL_involvement_component], i) == c && keur_code(&model->column[COL_involvement_supplier], i) == s) {
			uint32_t party = keur_code(&model->column[COL_involvement_party], i);

			assert_int_not_equal(party, KEUR_NONE);
			assert_int_equal(keur_code(&model->column[COL_party_component], party), part_of(&t->w, at));
			return;
		}
	fail_msg("%s is not involved in %s", supplier, component);
}

/* Of several administrators the nearest is what the involvement rests on, however they share those above them; of equally near ones the first.
 * Who stands in a circle of administrators is involved in all of it. */
static void nearest_administrator(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: p, function: AMF, segment: core}\n"
			   "  - {id: q, function: AMF, segment: core}\n"
			   "  - {id: a, function: EMS, segment: oam}\n"
			   "  - {id: b, function: EMS, segment: oam}\n"
			   "  - {id: far, function: EMS, segment: oam, parties: [{supplier: everywhere, role: manage}, {supplier: only-far, role: manage}]}\n"
			   "  - {id: top, function: EMS, segment: oam, parties: [{supplier: everywhere, role: support}, {supplier: above, role: manage}]}\n"
			   "  - {id: r1, function: EMS, segment: oam, parties: [{supplier: one, role: manage}]}\n"
			   "  - {id: r2, function: EMS, segment: oam, parties: [{supplier: two, role: host}]}\n"
			   "links:\n"
			   "  - {from: a, to: p, plane: management}\n  - {from: b, to: p, plane: management}\n"
			   "  - {from: a, to: q, plane: management}\n  - {from: b, to: q, plane: management}\n"
			   "  - {from: far, to: a, plane: management}\n  - {from: top, to: far, plane: management}\n  - {from: top, to: b, plane: management}\n"
			   "  - {from: r1, to: r2, plane: management}\n  - {from: r2, to: r1, plane: management}\n  - {from: top, to: r2, plane: management}\n");
	assert_rests_on(&t, "p", "everywhere", "far"); /* two steps, as top is; far is behind the first administrator */
	assert_rests_on(&t, "q", "everywhere", "far");
	assert_rests_on(&t, "b", "everywhere", "top");
	assert_rests_on(&t, "p", "only-far", "far");
	assert_rests_on(&t, "p", "above", "top");
	assert_rests_on(&t, "r1", "two", "r2");
	assert_rests_on(&t, "r2", "one", "r1");
	assert_rests_on(&t, "r1", "above", "top");
	trial_end(&t);
}

enum { PARTS = 20000, MANAGERS = 200 };

/* Each part administers the next, and one supplier runs them all: a row for each part, in time that grows with their number. */
static void long_chain(void **state)
{
	struct buffer text = { 0 };
	struct trial t;
	double begun;
	int i;

	(void)state;
	buffer_string(&text, QUIET "suppliers: [{id: top, decision: untrusted}]\ncomponents:\n");
	for (i = 0; i < PARTS; i++)
		buffer_format(&text, "  - {id: c%05d, function: server, segment: s, parties: [{supplier: %s, role: manage}]}\n", i, i ? "acme" : "top");
	buffer_string(&text, "links:\n");
	for (i = 0; i + 1 < PARTS; i++)
		buffer_format(&text, "  - {from: c%05d, to: c%05d, plane: management}\n", i, i + 1);
	memset(&t, 0, sizeof t);
	world_start(&t.w);
	world_file(&t.w, "f", text.data);
	begun = seconds();
	trial_derive(&t);
	assert_true(seconds() - begun < 15); /* takes less than one; step by step twenty and more */
	assert_int_equal(t.w.model.rows[TABLE_involvement], 3 * PARTS - 1); /* the operator holds the keys */
	assert_rests_on(&t, "c19999", "top", "c00000");
	assert_rests_on(&t, "c19999", "acme", "c19999");
	trial_end(&t);
	buffer_free(&text);
}

/* Two hundred managers, each under the one before it, all administer all of twenty thousand parts: their common crowd is gathered once. */
static void many_managers(void **state)
{
	struct buffer text = { 0 };
	struct trial t;
	double begun;
	int i, m;

	(void)state;
	buffer_string(&text, QUIET "components:\n");
	for (m = 0; m < MANAGERS; m++)
		buffer_format(&text, "  - {id: m%03d, function: EMS, segment: oam, parties: [{supplier: s%d, role: manage}]}\n", m, m % 5);
	for (i = 0; i < PARTS; i++)
		buffer_format(&text, "  - {id: c%05d, function: server, segment: s}\n", i);
	buffer_string(&text, "links:\n");
	for (m = 0; m + 1 < MANAGERS; m++)
		buffer_format(&text, "  - {from: m%03d, to: m%03d, plane: management}\n", m, m + 1);
	for (i = 0; i < PARTS; i++)
		for (m = 0; m < MANAGERS; m += MANAGERS / 10)
			buffer_format(&text, "  - {from: m%03d, to: c%05d, plane: management}\n", m + i % (MANAGERS / 10), i);
	memset(&t, 0, sizeof t);
	world_start(&t.w);
	world_file(&t.w, "f", text.data);
	begun = seconds();
	trial_derive(&t);
	assert_true(seconds() - begun < 30);
	assert_rests_on(&t, "c00000", "s0", "m000");
	assert_rests_on(&t, "c00019", "s4", "m019");
	trial_end(&t);
	buffer_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decisions),
		cmocka_unit_test(without_a_day),
		cmocka_unit_test(later_owners),
		cmocka_unit_test(decided_anew),
		cmocka_unit_test(later_owner_of_a_restricted_one),
		cmocka_unit_test(purposes),
		cmocka_unit_test(parties),
		cmocka_unit_test(administrators),
		cmocka_unit_test(ways_in),
		cmocka_unit_test(owners),
		cmocka_unit_test(closest_way),
		cmocka_unit_test(statuses),
		cmocka_unit_test(answers),
		cmocka_unit_test(causes),
		cmocka_unit_test(nearest_administrator),
		cmocka_unit_test(long_chain),
		cmocka_unit_test(many_managers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
