/* Until when untrusted suppliers must be out of a part, and whether the plan gets there; whom a pack distrusts without a decision. */
#include "assess_test.h"

#include "base/number.h"

static char pack_path[] = "/tmp/keur-phase-out-XXXXXX";

static void write_pack(const char *base, const char *more)
{
	FILE *file = fopen(pack_path, "wb");

	assert_non_null(file);
	fprintf(file, "keur-policy: 1\nextends: %s\nid: mine\nversion: \"1\"\ntitle: Mine\n%s", base, more);
	fclose(file);
}

static int start(void **state)
{
	int fd = mkstemp(pack_path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int end(void **state)
{
	(void)state;
	return unlink(pack_path);
}

/* "status deadline planned", days as text and `-` for none; "" when nobody has to leave. */
static const char *phase_out_of(const struct trial *t, const char *id)
{
	static char text[128];
	uint32_t c = part_of(&t->w, id), i;

	for (i = 0; i < t->derived.phase_outs; i++) {
		const struct phase_out *out = &t->derived.phase_out[i];
		char deadline[DATE_SIZE] = "-", planned[DATE_SIZE] = "-";

		if (out->component != c)
			continue;
		if (out->deadline != KEUR_NO_DATE)
			date_format(out->deadline, deadline);
		if (out->planned != KEUR_NO_DATE)
			date_format(out->planned, planned);
		snprintf(text, sizeof text, "%s %s %s", phase_out_name[out->status], deadline, planned);
		return text;
	}
	return "";
}

#define ASSERT_OUT(t, id, expected) \
	do { \
		if (strcmp(phase_out_of(&(t), id), expected) != 0) \
			fail_msg("%s: %s, expected %s", id, phase_out_of(&(t), id), expected); \
	} while (0)

#define DEADLINE "phase_out: {source: a test, status: proposal, entries: [" \
	"{deadline: soon, when: {class: [core-service]}, until: 2026-10-01}, {deadline: all, until: 2028-01-01}]}\n"
#define PARTS \
	"suppliers: [{id: bad, decision: untrusted}, {id: good, decision: trusted}]\n" \
	"components:\n" \
	"  - {id: late, function: AMF, segment: s, parties: [{supplier: bad, role: manufacture}]}\n" \
	"  - {id: planned, function: AMF, segment: s, in_service_until: 2027-12-31, parties: [{supplier: bad, role: manufacture}]}\n" \
	"  - {id: just, function: AMF, segment: s, in_service_until: 2028-01-01, parties: [{supplier: bad, role: manufacture}]}\n" \
	"  - {id: too-late, function: AMF, segment: s, in_service_until: 2028-01-02, parties: [{supplier: bad, role: manufacture}]}\n" \
	"  - {id: contract, function: AMF, segment: s, parties: [{supplier: bad, role: manage, until: 2027-06-01}, {supplier: bad, role: support, until: 2027-09-01}]}\n" \
	"  - {id: one-open, function: AMF, segment: s, parties: [{supplier: bad, role: manage, until: 2027-06-01}, {supplier: bad, role: support}]}\n" \
	"  - {id: over, function: NRF, segment: s, in_service_until: 2027-01-01, parties: [{supplier: bad, role: manufacture}]}\n" \
	"  - {id: fine, function: AMF, segment: s, parties: [{supplier: good, role: manufacture}]}\n"

static void by_the_pack(void **state)
{
	struct trial t;

	(void)state;
	write_pack("nl-tfev", DEADLINE);
	trial_with(&t, pack_path, QUIET PARTS);
	ASSERT_OUT(t, "late", "at_risk 2028-01-01 -");
	ASSERT_OUT(t, "planned", "on_track 2028-01-01 2027-12-31");
	ASSERT_OUT(t, "just", "on_track 2028-01-01 2028-01-01");
	ASSERT_OUT(t, "too-late", "at_risk 2028-01-01 2028-01-02");
	ASSERT_OUT(t, "contract", "on_track 2028-01-01 2027-09-01"); /* the last of its rows */
	ASSERT_OUT(t, "one-open", "at_risk 2028-01-01 -");
	ASSERT_OUT(t, "over", "overdue 2026-10-01 2027-01-01"); /* the first entry that fits; a plan does not undo it */
	ASSERT_OUT(t, "fine", "");
	trial_end(&t);
}

/* The operator's own day goes before the pack's. */
static void by_decision(void **state)
{
	struct trial t;

	(void)state;
	write_pack("nl-tfev", DEADLINE);
	trial_with(&t, pack_path, QUIET "suppliers:\n"
		"  - {id: bad, decisions: [{decision: untrusted, phase_out_until: 2027-03-01}]}\n"
		"  - {id: worse, decisions: [{decision: untrusted, phase_out_until: 2026-12-01}]}\n"
		"components:\n"
		"  - {id: own, function: NRF, segment: s, in_service_until: 2027-02-01, parties: [{supplier: bad, role: manufacture}]}\n"
		"  - {id: both, function: NRF, segment: s, in_service_until: 2027-02-01, parties: [{supplier: bad, role: manufacture}, {supplier: worse, role: manage}]}\n");
	ASSERT_OUT(t, "own", "on_track 2027-03-01 2027-02-01");
	ASSERT_OUT(t, "both", "at_risk 2026-12-01 2027-02-01"); /* the earliest day, the latest plan */
	trial_end(&t);
}

static void not_known(void **state)
{
	struct trial t;

	(void)state;
	/* nl-tfev: the period is in the order, which is secret. */
	trial_of(&t, QUIET PARTS);
	ASSERT_OUT(t, "late", "unknown - -");
	trial_end(&t);
	/* A trigger that has not come. */
	trial_with(&t, "csa2-proposal", QUIET PARTS);
	ASSERT_OUT(t, "planned", "unknown - 2027-12-31");
	trial_end(&t);
	/* A pack that sets no days. */
	trial_with(&t, "eu-5g-toolbox", QUIET PARTS);
	ASSERT_OUT(t, "late", "");
	trial_end(&t);
	/* Without as_of. */
	write_pack("nl-tfev", DEADLINE);
	trial_with(&t, pack_path, HERE ALL_STATED APPLIED PARTS);
	ASSERT_OUT(t, "planned", "unknown 2028-01-01 2027-12-31");
	trial_end(&t);
}

/* Who only comes in over a way that nobody declared has no contract to end; a declared way in has. */
static void intruders(void **state)
{
	static const char network[] = QUIET
		"suppliers: [{id: bad, decision: untrusted}]\n"
		"components:\n"
		"  - {id: broken-into, function: AMF, segment: s, parties: [{supplier: operator, role: manufacture}]}\n"
		"  - {id: served, function: AMF, segment: s, parties: [{supplier: operator, role: manufacture}]}\n"
		"  - {id: both, function: AMF, segment: s, parties: [{supplier: bad, role: manufacture}]}\n"
		"access:\n"
		"  - {id: hole, party: bad, target: broken-into, via: none, privilege: admin, declared: no, observed: yes}\n"
		"  - {id: door, party: bad, target: served, via: none, privilege: admin, declared: yes, observed: yes, valid_from: 2026-01-01, valid_until: 2027-01-01}\n"
		"  - {id: gap, party: bad, target: both, via: none, privilege: admin, declared: no, observed: yes}\n";
	struct trial t;

	(void)state;
	write_pack("nl-tfev", DEADLINE);
	trial_with(&t, pack_path, network);
	ASSERT(t, "component.trust_status", "broken-into", "violated");
	ASSERT_OUT(t, "broken-into", "");
	ASSERT_OUT(t, "served", "on_track 2028-01-01 2027-01-01");
	ASSERT_OUT(t, "both", "at_risk 2028-01-01 -");
	trial_end(&t);
}

/* 36 months from the trigger, by the calendar. */
static void from_a_trigger(void **state)
{
	struct trial t;

	(void)state;
	write_pack("csa2-proposal", "phase_out: {source: a test, status: proposal, entries: [{deadline: list, trigger: 2024-02-29, months: 36}]}\n");
	trial_with(&t, pack_path, QUIET PARTS);
	ASSERT_OUT(t, "late", "at_risk 2027-02-28 -");
	trial_end(&t);
}

/* Germany: the core by the end of 2026, management by the end of 2029. United Kingdom: sensitive sites first. */
static void shipped(void **state)
{
	static const char network[] = QUIET
		"suppliers: [{id: bad, decision: untrusted}]\n"
		"components:\n"
		"  - {id: core, function: AMF, segment: s, parties: [{supplier: bad, role: manufacture}]}\n"
		"  - {id: manager, function: EMS, segment: m, parties: [{supplier: bad, role: manufacture}]}\n"
		"  - {id: mast, function: gNB, segment: r, parties: [{supplier: bad, role: manufacture}]}\n"
		"  - {id: barracks, function: gNB, segment: r, site: {name: fort, sensitive: yes}, parties: [{supplier: bad, role: manufacture}]}\n";
	struct trial t;

	(void)state;
	trial_with(&t, "de-critical-functions", network);
	ASSERT_OUT(t, "core", "at_risk 2027-01-01 -");
	ASSERT_OUT(t, "manager", "at_risk 2030-01-01 -");
	ASSERT_OUT(t, "mast", "");
	trial_end(&t);
	trial_with(&t, "uk-hrv", network);
	ASSERT_OUT(t, "core", "overdue 2024-01-01 -");
	ASSERT_OUT(t, "manager", "at_risk 2028-01-01 -");
	ASSERT_OUT(t, "mast", "");
	ASSERT_OUT(t, "barracks", "overdue 2023-01-28 -");
	ASSERT(t, "component.trust_status", "mast", "not_required");
	ASSERT(t, "component.trust_status", "barracks", "violated");
	trial_end(&t);
}

/* ---- Grounds ------------------------------------------------------------------------------------------------------------------------- */

#define SUPPLIERS \
	"suppliers:\n" \
	"  - {id: here, country: QZ}\n" \
	"  - {id: seat, country: NL, management_seat: QZ}\n" \
	"  - {id: owned, country: NL}\n" \
	"  - {id: held, country: NL}\n" \
	"  - {id: minority, country: NL}\n" \
	"  - {id: nowhere}\n" \
	"  - {id: cleared, country: QZ, decision: trusted}\n" \
	"  - {id: decided, country: NL, decision: untrusted}\n" \
	"ownership:\n" \
	"  - {owner: here, owned: owned, share: 50.01}\n" \
	"  - {owner: owned, owned: held, control: yes}\n" \
	"  - {owner: held, owned: owned, control: yes}\n" \
	"  - {owner: here, owned: minority, share: 50}\n" \
	"components: [{id: core, function: AMF, segment: s, parties: [{supplier: here, role: manufacture}]}]\n"

static void grounds(void **state)
{
	struct trial t;

	(void)state;
	write_pack("csa2-proposal", "untrusted: {grounds: [decision, establishment, management_seat, ownership, control], countries: [QZ], source: a test, status: proposal}\n");
	trial_with(&t, pack_path, QUIET SUPPLIERS);
	ASSERT(t, "supplier.standing", "here", "untrusted");
	ASSERT(t, "supplier.untrusted_by", "here", "establishment");
	ASSERT(t, "supplier.untrusted_by", "seat", "management_seat");
	ASSERT(t, "supplier.untrusted_by", "owned", "ownership");
	ASSERT(t, "supplier.untrusted_by", "held", "control"); /* through an owner that is owned; the circle is survived */
	ASSERT(t, "supplier.standing", "minority", "undecided"); /* half is no majority */
	ASSERT(t, "supplier.standing", "nowhere", "undecided");
	ASSERT(t, "supplier.standing", "cleared", "trusted"); /* a decision in force goes before */
	ASSERT(t, "supplier.untrusted_by", "cleared", "");
	ASSERT(t, "supplier.designated_by", "cleared", "establishment");
	ASSERT(t, "supplier.designated_by", "nowhere", "");
	ASSERT(t, "supplier.untrusted_by", "decided", "decision");
	ASSERT(t, "component.trust_status", "core", "violated");
	trial_end(&t);
	/* Only what the pack counts. */
	write_pack("csa2-proposal", "untrusted: {grounds: [decision, control], countries: [QZ], source: a test, status: proposal}\n");
	trial_with(&t, pack_path, QUIET SUPPLIERS);
	ASSERT(t, "supplier.standing", "here", "undecided");
	ASSERT(t, "supplier.standing", "owned", "undecided");
	trial_end(&t);
	/* Nobody is designated: nothing follows. */
	trial_with(&t, "csa2-proposal", QUIET SUPPLIERS);
	ASSERT(t, "supplier.standing", "here", "undecided");
	ASSERT(t, "supplier.untrusted_by", "decided", "decision");
	trial_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_the_pack), cmocka_unit_test(by_decision), cmocka_unit_test(not_known), cmocka_unit_test(intruders), cmocka_unit_test(from_a_trigger),
		cmocka_unit_test(shipped), cmocka_unit_test(grounds),
	};

	return cmocka_run_group_tests(tests, start, end);
}
