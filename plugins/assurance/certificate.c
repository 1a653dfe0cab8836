/* Certificates of issuers that are not trusted: what rests on them, what to replace first, whether the replacement is any better, and what an
 * incident at a supplier says about its other products. Exceptions, which excuse some of that. */
#include "assurance.h"

#define T(literal) KEUR_TEXT(literal)

/* ---- Exceptions -------------------------------------------------------------------------------------------------------------------------- */

/* Why an exception does not count, as a list of words; empty: it counts. */
static struct words lacks(const struct task *task, uint32_t row)
{
	static const struct keur_text over = T("over"), early = T("not begun"), endless = T("no end"), undated = T("no day to judge by");
	static const struct keur_text evidence = T("no evidence"), authority = T("no authority"), reason = T("no reason");
	struct words why = { .length = 0 };
	uint8_t ended = come(task, EXCEPTION_UNTIL, row);

	if (code(task, EXCEPTION_REASON, row) == KEUR_NONE)
		words_enter(&why, reason);
	if (code(task, EXCEPTION_EVIDENCE, row) == KEUR_NONE)
		words_enter(&why, evidence);
	if (code(task, EXCEPTION_AUTHORITY, row) == KEUR_NONE)
		words_enter(&why, authority);
	if (day(task, EXCEPTION_UNTIL, row) == KEUR_NO_DATE)
		words_enter(&why, endless);
	else if (ended == KEUR_YES)
		words_enter(&why, over);
	else if (ended != KEUR_NO)
		words_enter(&why, undated);
	if (come(task, EXCEPTION_FROM, row) == KEUR_NO)
		words_enter(&why, early);
	return why;
}

/* A list that is not given limits nothing, as long as another one does. */
static int list_allows(const struct task *task, uint32_t place, uint32_t row, uint32_t asked)
{
	return !known(task, place, row) || (asked != KEUR_NONE && lists(task, place, row, asked));
}
static int code_allows(const struct task *task, uint32_t place, uint32_t row, uint32_t asked)
{
	return !known(task, place, row) || code(task, place, row) == asked;
}

uint32_t exception_for(const struct task *task, struct excused about)
{
	for (uint32_t row = 0; row < rows(task, EXCEPTION_ID); row++) {
		int limited = known(task, EXCEPTION_COMPONENTS, row) || known(task, EXCEPTION_SUPPLIER, row) || known(task, EXCEPTION_ADVISORY, row)
			|| known(task, EXCEPTION_CERTIFICATES, row);

		if (!limited || !list_allows(task, EXCEPTION_COMPONENTS, row, about.component)
			|| !list_allows(task, EXCEPTION_CERTIFICATES, row, about.certificate)
			|| !code_allows(task, EXCEPTION_SUPPLIER, row, about.supplier)
			|| !code_allows(task, EXCEPTION_LINE, row, about.product_line)
			|| !code_allows(task, EXCEPTION_ADVISORY, row, about.advisory))
			continue;
		if (lacks(task, row).length == 0)
			return row;
	}
	return KEUR_NONE;
}

static void report_void(struct task *task)
{
	for (uint32_t row = 0; row < rows(task, EXCEPTION_ID) && !task->result; row++) {
		struct draft draft = draft_about(EXCEPTION_VOID, KEUR_NONE, KEUR_TABLE_EXCEPTION, row);
		struct words why = lacks(task, row);

		if (!why.length)
			continue;
		say_row(&draft, KEUR_TABLE_EXCEPTION, row);
		say_text(&draft, words_text(&why));
		submit(task, &draft);
	}
}

static void report_used(struct task *task, uint32_t exception, uint32_t certificate)
{
	struct draft draft = draft_about(EXCEPTION_USED, KEUR_NONE, KEUR_TABLE_EXCEPTION, exception);

	rests_on(&draft, KEUR_TABLE_CERTIFICATE, certificate);
	say_row(&draft, KEUR_TABLE_EXCEPTION, exception);
	say_code(&draft, code(task, EXCEPTION_AUTHORITY, exception));
	say_day(&draft, day(task, EXCEPTION_UNTIL, exception));
	say_row(&draft, KEUR_TABLE_CERTIFICATE, certificate);
	say_code(&draft, code(task, EXCEPTION_REASON, exception));
	submit(task, &draft);
}

/* ---- A certificate ------------------------------------------------------------------------------------------------------------------------ */

static const uint32_t parts_of[] = { SUBJECTS, USED_BY };

static int over(const struct task *task, uint32_t row)
{
	return come(task, REVOKED, row) == KEUR_YES || come(task, EXPIRES, row) == KEUR_YES;
}

/* What stands for the certificate in an exception: any of its parts may be named. */
static uint32_t excuse_of(const struct task *task, uint32_t row)
{
	struct excused about = { KEUR_NONE, code(task, ISSUER, row), code(task, CERTIFICATE_LINE, row), KEUR_NONE, row };
	uint32_t found = exception_for(task, about);

	for (uint32_t p = 0; p < KEUR_COUNT(parts_of) && found == KEUR_NONE; p++)
		for (uint32_t i = 0; i < items(task, parts_of[p], row) && found == KEUR_NONE; i++) {
			about.component = item(task, parts_of[p], row, i);
			found = exception_for(task, about);
		}
	return found;
}

typedef void say_of(struct task *task, struct draft *draft, uint32_t row, uint32_t component);

/* The same finding on every part that shows the certificate or relies on it. `field`: what to ask for; empty: it is a fact. */
static void report_on_parts(struct task *task, uint32_t rule_index, uint32_t row, uint32_t party, uint32_t blame, struct keur_value blamed, say_of *say_it)
{
	for (uint32_t p = 0; p < KEUR_COUNT(parts_of); p++)
		for (uint32_t i = 0; i < items(task, parts_of[p], row) && !task->result; i++) {
			uint32_t component = item(task, parts_of[p], row, i);
			struct draft draft = draft_about(rule_index, component, KEUR_TABLE_CERTIFICATE, row);

			if (!judged(task, component))
				continue;
			draft.finding.party = party;
			say_it(task, &draft, row, component);
			if (blame != KEUR_BLAME_NONE) {
				draft.finding.basis = KEUR_UNKNOWN;
				draft.finding.blame = blame;
				draft.finding.blamed = blamed;
			}
			submit(task, &draft);
		}
}

static void say_withdrawn(struct task *task, struct draft *draft, uint32_t row, uint32_t component)
{
	say_row(draft, KEUR_TABLE_COMPONENT, component);
	say_row(draft, KEUR_TABLE_CERTIFICATE, row);
	say_code(draft, code(task, CERTIFICATE_LINE, row));
	say_row(draft, KEUR_TABLE_SUPPLIER, code(task, ISSUER, row));
	if (known(task, M2M, row))
		say_member(draft, (struct keur_text)T("certificate.m2m"), answer(task, M2M, row));
	else
		say_nothing(draft);
}

static void say_ended(struct task *task, struct draft *draft, uint32_t row, uint32_t component)
{
	int32_t ends = day(task, EXPIRES, row), withdrawn = day(task, REVOKED, row);

	say_row(draft, KEUR_TABLE_CERTIFICATE, row);
	say_row(draft, KEUR_TABLE_SUPPLIER, code(task, ISSUER, row));
	say_row(draft, KEUR_TABLE_COMPONENT, component);
	say_day(draft, ends == KEUR_NO_DATE || (withdrawn != KEUR_NO_DATE && withdrawn < ends) ? withdrawn : ends);
}

static void say_replacement(struct task *task, struct draft *draft, uint32_t row, uint32_t component)
{
	say_row(draft, KEUR_TABLE_CERTIFICATE, row);
	say_row(draft, KEUR_TABLE_SUPPLIER, code(task, REPLACEMENT, row));
	say_row(draft, KEUR_TABLE_COMPONENT, component);
}

static struct keur_value field(struct keur_text name)
{
	return keur_value_text(name);
}

/* Whoever takes over must pass the check that the issuer failed. */
static void judge_replacement(struct task *task, uint32_t row)
{
	uint32_t replacement = code(task, REPLACEMENT, row), standing = member(task, REPLACEMENT_STANDING, row);

	if (!known(task, REPLACEMENT, row))
		report_on_parts(task, REPLACEMENT_NOT_TRUSTED, row, KEUR_NONE, KEUR_BLAME_FIELD,
			field((struct keur_text)T("certificate.replacement")), say_replacement);
	else if (replacement == KEUR_NONE || standing == KEUR_STANDING_UNTRUSTED)
		report_on_parts(task, REPLACEMENT_NOT_TRUSTED, row, replacement, KEUR_BLAME_NONE, (struct keur_value){ 0 }, say_replacement);
	else if (standing != KEUR_STANDING_TRUSTED)
		report_on_parts(task, REPLACEMENT_NOT_TRUSTED, row, replacement, KEUR_BLAME_SUPPLIER,
			keur_value_row(KEUR_TABLE_SUPPLIER, replacement), say_replacement);
}

static void judge_certificate(struct task *task, uint32_t row)
{
	uint32_t issuer = code(task, ISSUER, row), standing = member(task, ISSUER_STANDING, row), excuse;

	if (over(task, row)) {
		report_on_parts(task, CERTIFICATE_ENDED, row, KEUR_NONE, KEUR_BLAME_NONE, (struct keur_value){ 0 }, say_ended);
		return;
	}
	if (!known(task, EXPIRES, row))
		report_on_parts(task, CERTIFICATE_ENDED, row, KEUR_NONE, KEUR_BLAME_FIELD, field((struct keur_text)T("certificate.expires")),
			say_ended);
	if (standing == KEUR_STANDING_TRUSTED)
		return;
	excuse = excuse_of(task, row);
	if (excuse != KEUR_NONE) {
		report_used(task, excuse, row);
		return;
	}
	if (standing == KEUR_STANDING_UNTRUSTED) {
		report_on_parts(task, WITHDRAWN_CERTIFICATE, row, issuer, KEUR_BLAME_NONE, (struct keur_value){ 0 }, say_withdrawn);
		judge_replacement(task, row);
	} else {
		report_on_parts(task, WITHDRAWN_CERTIFICATE, row, issuer, KEUR_BLAME_SUPPLIER,
			keur_value_row(KEUR_TABLE_SUPPLIER, issuer), say_withdrawn);
	}
}

/* ---- What to replace first ------------------------------------------------------------------------------------------------------------------ */

static void enter_certificate(const struct task *task, struct words *words, uint32_t row)
{
	words_enter(words, keur_string(task->view, code(task, CERTIFICATE_ID, row)));
}

static void report_order(struct task *task, uint32_t issuer)
{
	struct words machines = { .length = 0 }, perhaps = { .length = 0 }, others = { .length = 0 }, excepted = { .length = 0 };
	struct draft draft = draft_about(REPLACE_FIRST, KEUR_NONE, KEUR_TABLE_SUPPLIER, issuer);
	uint32_t count = 0;

	for (uint32_t row = 0; row < rows(task, ISSUER); row++) {
		if (code(task, ISSUER, row) != issuer || over(task, row))
			continue;
		if (excuse_of(task, row) != KEUR_NONE || member(task, ISSUER_STANDING, row) == KEUR_STANDING_TRUSTED) {
			enter_certificate(task, &excepted, row);
			continue;
		}
		count++;
		rests_on(&draft, KEUR_TABLE_CERTIFICATE, row);
		enter_certificate(task, answer(task, M2M, row) == KEUR_YES ? &machines : answer(task, M2M, row) == KEUR_NO ? &others : &perhaps, row);
	}
	if (!count)
		return;
	say_row(&draft, KEUR_TABLE_SUPPLIER, issuer);
	say_number(&draft, count);
	say_text(&draft, words_text(&machines));
	say_text(&draft, words_text(&perhaps));
	say_text(&draft, words_text(&others));
	say_text(&draft, words_text(&excepted));
	submit(task, &draft);
}

/* ---- Other products of a supplier that was hit ------------------------------------------------------------------------------------------------ */

/* KEUR_YES: shown to be apart; KEUR_NO: shown not to be; 0: nobody says. */
static uint8_t separated(const struct task *task, uint32_t supplier, uint32_t line, uint32_t hit, struct draft *draft)
{
	uint8_t found = 0;

	for (uint32_t a = 0; a < rows(task, ATTESTED); a++) {
		uint32_t about = code(task, ATTESTED_LINE, a);

		if (member(task, ATTESTED, a) != KEUR_ATTESTED_SEPARATED || code(task, ATTESTED_SUPPLIER, a) != supplier
			|| (about != KEUR_NONE && about != line && about != hit) || come(task, ATTESTED_DATE, a) == KEUR_NO
			|| come(task, ATTESTED_UNTIL, a) == KEUR_YES)
			continue;
		if (found != KEUR_NO)
			found = answer(task, ATTESTED_ANSWER, a); /* who says no is believed first */
		if (answer(task, ATTESTED_ANSWER, a) == KEUR_NO)
			rests_on(draft, KEUR_TABLE_ATTESTATION, a);
	}
	return found;
}

static void report_line(struct task *task, uint32_t event, uint32_t certificate)
{
	static const uint32_t all_parts[] = { SUBJECTS, USED_BY, ISSUED_ON };
	static const struct keur_text what = T("separated for "), space = T(" ");
	uint32_t supplier = code(task, ISSUER, certificate);
	struct words blame = { .length = 0 };

	words_add(&blame, what);
	words_add(&blame, keur_string(task->view, code(task, SUPPLIER_ID, supplier)));
	words_add(&blame, space);
	words_add(&blame, keur_string(task->view, code(task, CERTIFICATE_LINE, certificate)));
	for (uint32_t p = 0; p < KEUR_COUNT(all_parts); p++)
		for (uint32_t i = 0; i < items(task, all_parts[p], certificate) && !task->result; i++) {
			uint32_t component = item(task, all_parts[p], certificate, i);
			struct draft draft = draft_about(LINE_NOT_SEPARATED, component, KEUR_TABLE_CERTIFICATE, certificate);
			uint8_t apart = separated(task, supplier, code(task, CERTIFICATE_LINE, certificate), code(task, EVENT_LINE, event), &draft);

			if (!judged(task, component) || apart == KEUR_YES)
				continue;
			rests_on(&draft, KEUR_TABLE_EVENT, event);
			say_row(&draft, KEUR_TABLE_CERTIFICATE, certificate);
			say_code(&draft, code(task, CERTIFICATE_LINE, certificate));
			say_row(&draft, KEUR_TABLE_SUPPLIER, supplier);
			say_code(&draft, code(task, EVENT_LINE, event));
			say_code(&draft, code(task, INCIDENT, event));
			if (only_claimed(task, EVENT_CLAIM, event))
				draft.finding.basis = KEUR_SUSPECTED;
			if (apart != KEUR_NO)
				ask(&draft, KEUR_BLAME_STATEMENT, words_text(&blame));
			submit(task, &draft);
		}
}

/* An event that is no mere claim says that this very line was hit: incident_open tells of it. */
static int hit_itself(const struct task *task, uint32_t supplier, uint32_t line)
{
	for (uint32_t event = 0; line != KEUR_NONE && event < rows(task, EVENT_KIND); event++)
		if (code(task, EVENT_SUPPLIER, event) == supplier && code(task, EVENT_LINE, event) == line
			&& member(task, EVENT_KIND, event) <= KEUR_MILESTONE_VERIFIED && come(task, EVENT_DATE, event) != KEUR_NO
			&& !only_claimed(task, EVENT_CLAIM, event))
			return 1;
	return 0;
}

static void judge_lines(struct task *task)
{
	for (uint32_t event = 0; event < rows(task, EVENT_KIND); event++) {
		uint32_t hit = code(task, EVENT_LINE, event), supplier = code(task, EVENT_SUPPLIER, event);

		if (hit == KEUR_NONE || supplier == KEUR_NONE || member(task, EVENT_KIND, event) > KEUR_MILESTONE_VERIFIED
			|| come(task, EVENT_DATE, event) == KEUR_NO)
			continue;
		for (uint32_t row = 0; row < rows(task, ISSUER) && !task->result; row++) {
			uint32_t line = code(task, CERTIFICATE_LINE, row);
			uint32_t excuse;

			if (code(task, ISSUER, row) != supplier || line == hit || over(task, row) || hit_itself(task, supplier, line))
				continue;
			excuse = excuse_of(task, row);
			if (excuse != KEUR_NONE) {
				report_used(task, excuse, row);
				continue;
			}
			report_line(task, event, row);
		}
	}
}

void judge_certificates(struct task *task)
{
	uint32_t suppliers = rows(task, SUPPLIER_ID);
	uint8_t *withdrawn = rows(task, ISSUER) ? memory(task, suppliers) : NULL;

	report_void(task);
	if (!withdrawn)
		return;
	for (uint32_t row = 0; row < rows(task, ISSUER) && !task->result; row++) {
		judge_certificate(task, row);
		if (member(task, ISSUER_STANDING, row) == KEUR_STANDING_UNTRUSTED && code(task, ISSUER, row) != KEUR_NONE)
			withdrawn[code(task, ISSUER, row)] = 1;
	}
	for (uint32_t s = 0; s < suppliers && !task->result; s++)
		if (withdrawn[s])
			report_order(task, s);
	judge_lines(task);
}
