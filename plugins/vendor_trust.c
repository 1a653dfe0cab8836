/* vendor_trust: who is involved in each part, whether they may be, and who holds its keys.
 *
 * Who counts as involved, and how each of them stands, is computed once by the host (table involvement); this plugin turns it into
 * findings and must not compute it again. Works on ranges of components. Every threat finding is about a party, so that a distrusted
 * maker is not multiplied by the weak login of somebody else. */
#include <keur/plugin.h>

#define T(literal) KEUR_TEXT(literal)

#define COLUMNS(X) \
	X(SEGMENT, "component.segment") \
	X(SCOPE, "component.scope") \
	X(CLASS, "component.class") \
	X(IN_SERVICE, "component.in_service") \
	X(NOTHING_KNOWN, "component.nothing_known") \
	X(PARTY_STATED, "component.party_stated") \
	X(LINK_STATED, "component.link_stated") \
	X(ACCESS_STATED, "component.access_stated") \
	X(UNSTATED, "component.unstated") \
	X(UNANSWERED_ROLES, "component.unanswered_roles") \
	X(DATA, "component.data") \
	X(KEYS_HELD_BY, "component.keys_held_by") \
	X(EXPOSED, "component.exposed") \
	X(PRODUCT, "component.product.name") \
	X(VERSION, "component.product.version") \
	X(END_OF_SUPPORT, "component.product.end_of_support") \
	X(INVOLVED_COMPONENT, "involvement.component") \
	X(INVOLVED_SUPPLIER, "involvement.supplier") \
	X(INVOLVED_THROUGH, "involvement.through") \
	X(INVOLVED_STANDING, "involvement.standing") \
	X(INVOLVED_FURTHER, "involvement.further") \
	X(INVOLVED_ROLES, "involvement.roles") \
	X(INVOLVED_UNDER, "involvement.under") \
	X(INVOLVED_PARTY, "involvement.party") \
	X(INVOLVED_ACCESS, "involvement.access") \
	X(SUPPLIER_ID, "supplier.id") \
	X(SUPPLIER_STANDING, "supplier.standing") \
	X(DECISION_SUPPLIER, "decision.supplier") \
	X(OWNERSHIP_OWNER, "ownership.owner") \
	X(OWNERSHIP_OWNED, "ownership.owned") \
	X(OWNERSHIP_SHARE, "ownership.share") \
	X(OWNERSHIP_CONTROL, "ownership.control") \
	X(OWNERSHIP_FROM, "ownership.from") \
	X(ACCESS_PRIVILEGE, "access.privilege") \
	X(ACCESS_CLAIM, "access.claim.status") \
	X(ACCESS_VALID, "access.valid_now") \
	X(GROUP_DOMAIN, "group.domain") \
	X(GROUP_REGION, "group.region") \
	X(GROUP_ROLE, "group.role") \
	X(GROUP_SUPPLIER, "group.supplier") \
	X(GROUP_BASIS, "group.basis") \
	X(GROUP_PART, "group.part") \
	X(GROUP_WHOLE, "group.whole") \
	X(GROUP_SHARE, "group.share") \
	X(GROUP_ESPIONAGE, "group.impact_espionage") \
	X(GROUP_MANIPULATION, "group.impact_manipulation") \
	X(GROUP_SABOTAGE, "group.impact_sabotage")

enum { COLUMNS(KEUR_COLUMN_PLACE) NEEDS };
static const struct keur_text need[] = { COLUMNS(KEUR_COLUMN_NEED) };

enum {
	UNTRUSTED_IN_CRITICAL,
	UNTRUSTED_IN_SCOPE,
	UNTRUSTED_ADJACENT,
	CHAIN_UNTRUSTED,
	OWNER_UNTRUSTED,
	UNASSESSED_SUPPLIER,
	CHAIN_UNKNOWN,
	KEYS_HELD_BY_SUPPLIER,
	UNSUPPORTED_PRODUCT,
	CONCENTRATION,
	RULES
};

static const struct keur_rule rule[RULES] = {
	[UNTRUSTED_IN_CRITICAL] = {
		.id = T("untrusted_in_critical"),
		.title = T("Untrusted supplier in a critical part"),
		.help = T("A supplier that an authority does not trust makes, builds, manages, supports or hosts a critical part. No matrix "
			"lowers this. Mend it by replacing the product or the service with that of a trusted supplier."),
		.kind = KEUR_KIND_BREACH, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("{party} is not trusted and works in critical part {component} (roles: {roles})",
			"{party} wordt niet vertrouwd en werkt in kritiek onderdeel {component} (rollen: {roles})"),
		KEUR_QUESTION("Is {blame} trusted? Parts: {count}", "Wordt {blame} vertrouwd? Onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("roles")),
		KEUR_MEASURES(T("EU-TB:SM03"), T("NL-BVIT:2(2)")),
	},
	[UNTRUSTED_IN_SCOPE] = {
		.id = T("untrusted_in_scope"),
		.title = T("Untrusted supplier"),
		.help = T("A supplier that an authority does not trust works in a management part, a security element or another part. "
			"Management and related services count like equipment."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("{party} is not trusted and works in {component} (roles: {roles})",
			"{party} wordt niet vertrouwd en werkt in {component} (rollen: {roles})"),
		KEUR_QUESTION("Is {blame} trusted? Parts: {count}", "Wordt {blame} vertrouwd? Onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("roles")),
		KEUR_MEASURES(T("EU-TB:SM03"), T("EU-TB:SM04")),
	},
	[UNTRUSTED_ADJACENT] = {
		.id = T("untrusted_adjacent"),
		.title = T("Untrusted supplier next to a critical part"),
		.help = T("The part stands in the same network segment as a critical part. Mend it by replacing the supplier, or by moving "
			"the part to another segment behind a filter."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("{party} is not trusted and works in {component}, which shares a segment with a critical part (roles: {roles})",
			"{party} wordt niet vertrouwd en werkt in {component}, dat een segment deelt met een kritiek onderdeel (rollen: {roles})"),
		KEUR_QUESTION("Is {blame} trusted? Parts: {count}", "Wordt {blame} vertrouwd? Onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("roles")),
		KEUR_MEASURES(T("EU-TB:SM03"), T("EU-TB:TM01")),
	},
	[CHAIN_UNTRUSTED] = {
		.id = T("chain_untrusted"),
		.title = T("Untrusted party in the supply chain"),
		.help = T("A party that is not trusted works under a main contractor, runs something that administers the part, can log in "
			"to it, or holds its keys. Rests on the way it is involved: a way in that is only claimed makes it suspected, one "
			"whose privilege nobody stated makes it a question."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("{party} is not trusted and is in the chain of {component} (through: {through}; under: {under}; roles: {roles})",
			"{party} wordt niet vertrouwd en zit in de keten van {component} (via: {through}; onder: {under}; rollen: {roles})"),
		KEUR_QUESTION("Is an untrusted party in the chain? Missing: {blame}; parts: {count}",
			"Zit een niet vertrouwde partij in de keten? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("through"), T("under"), T("roles")),
		KEUR_MEASURES(T("EU-TB:SM03"), T("EU-TB:SM04"), T("ENISA-5G:SO4-006"), T("BIO2:5.21")),
	},
	[OWNER_UNTRUSTED] = {
		.id = T("owner_untrusted"),
		.title = T("Untrusted owner"),
		.help = T("An owner of somebody involved is not trusted. Level 5 with control or more than half of the shares, 4 from a "
			"quarter; an ownership whose control or share is not known is asked about."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("{party} is not trusted and owns {owned}, which is involved in {component} (share: {share})",
			"{party} wordt niet vertrouwd en is eigenaar van {owned}, dat betrokken is bij {component} (aandeel: {share})"),
		KEUR_QUESTION("How much does an untrusted owner weigh? Missing: {blame}; parts: {count}",
			"Hoe zwaar weegt een niet vertrouwde eigenaar? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("owned"), T("share")),
		KEUR_MEASURES(T("EU-TB:SM03")),
	},
	[UNASSESSED_SUPPLIER] = {
		.id = T("unassessed_supplier"),
		.title = T("Supplier without a decision"),
		.help = T("Nobody decided whether this supplier is trusted, or the decision has run out. It counts as untrusted in the "
			"worst-credible answer. Mend it by a decision with an authority and a date in the supplier register."),
		.kind = KEUR_KIND_GAP, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("nobody decided whether {party} is trusted; it is involved in {component} (through: {through})",
			"niemand heeft besloten of {party} vertrouwd wordt; betrokken bij {component} (via: {through})"),
		KEUR_QUESTION("Is {blame} trusted? Parts: {count}", "Wordt {blame} vertrouwd? Onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("through")),
		KEUR_MEASURES(T("EU-TB:SM03"), T("ENISA-5G:SO17-012")),
	},
	[CHAIN_UNKNOWN] = {
		.id = T("chain_unknown"),
		.title = T("Supply chain not known"),
		.help = T("Nobody states that the parties of the part, or the links over which others administer it, are complete, or a role "
			"that must be answered is not. An absent row is unknown: without this, leaving out a subcontractor would look safe."),
		.kind = KEUR_KIND_GAP, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("who is involved in {component} is not fully known", "wie bij {component} betrokken is, is niet volledig bekend"),
		KEUR_QUESTION("Is everybody listed who is involved? Still to be given: {blame}; parts: {count}",
			"Staat iedereen vermeld die betrokken is? Nog te geven: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("component")),
		KEUR_MEASURES(T("EU-TB:SM02"), T("BIO2:5.21"), T("ENISA-5G:SO17-012")),
	},
	[KEYS_HELD_BY_SUPPLIER] = {
		.id = T("keys_held_by_supplier"),
		.title = T("Keys held by a supplier"),
		.help = T("A supplier, trusted or not, holds the keys of what the part stores, and can read or change it unseen. Asked of parts "
			"that hold data, or may, and of classes `key_classes`: key stores, subscriber stores, lawful interception. Without their "
			"keys these cannot work at all, so there it counts for sabotage too. Mend it by keys of the operator."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 5,
		.on = KEUR_ON_ROWS,
		KEUR_MESSAGE("{party} holds the keys of {component}", "{party} heeft de sleutels van {component}"),
		KEUR_QUESTION("Who holds the keys? Missing: {blame}; parts: {count}",
			"Wie heeft de sleutels? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component")),
		KEUR_MEASURES(T("EU-TB:TM03"), T("EU-TB:SM04"), T("BIO2:8.24")),
	},
	[UNSUPPORTED_PRODUCT] = {
		.id = T("unsupported_product"),
		.title = T("Product without support"),
		.help = T("Its maker no longer mends weaknesses. Level 3; 4 when the internet reaches it or support ended more than "
			"`long_unsupported` ago. The answer `none` means that no end is announced. Asked once per product and version."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 3, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("{component} runs {product} {version}, without support since {until}",
			"{component} draait {product} {version}, zonder ondersteuning sinds {until}"),
		KEUR_QUESTION("Until when is the product supported? Missing: {blame}; parts: {count}",
			"Tot wanneer wordt het product ondersteund? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("component"), T("product"), T("version"), T("until")),
		KEUR_MEASURES(T("EU-TB:TM07"), T("ENISA-5G:SO17-003")),
	},
	[CONCENTRATION] = {
		.id = T("concentration"),
		.title = T("Much of the network rests on one supplier"),
		.help = T("What fails or is turned in one product of a supplier may fail or be turned in all of them at once. Counted per domain of "
			"the policy pack, together with whoever the same owner controls; the pack says from which share on it weighs, and how much. "
			"Mend it by a second supplier."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_IMPACT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("{share} of domain {domain} rests on {party} ({role}: {part} of {whole} {basis})",
			"{share} van domein {domain} rust op {party} ({role}: {part} van {whole} {basis})"),
		KEUR_QUESTION("Who supplies these parts? Missing: {blame}; parts: {count}", "Wie levert deze onderdelen? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("share"), T("domain"), T("party"), T("role"), T("part"), T("whole"), T("basis")),
		KEUR_MEASURES(T("EU-TB:SM05"), T("EU-TB:SM06")),
	},
};

enum { KEY_CLASSES, LONG_UNSUPPORTED, PARAMS };

static const struct keur_param param[PARAMS] = {
	[KEY_CLASSES] = {
		.id = T("key_classes"),
		.help = T("classes whose keys matter even when no data is named, separated by commas"),
		.initial = T("keys, subscriber, lawful-interception"),
		.type = KEUR_PARAM_TEXT,
	},
	[LONG_UNSUPPORTED] = {
		.id = T("long_unsupported"),
		.help = T("after this time without support the level is 4"),
		.initial = T("P2Y"),
		.type = KEUR_PARAM_DAYS, .least = 0, .most = 36500,
	},
};

/* Owners without control that are told of one part, of those that weigh the same; more of them would tell nothing new about it. */
enum { OTHERS_TOLD = 32, WEIGHTS = 2 * 4 * 3 * 3 * 2 };

enum { QUARTER = 2500, HALF = 5000 }; /* shares, in hundredths of a percent */

struct trust {
	struct keur_task task;
	struct keur_index owners;    /* rows of ownership by the owned */
	struct keur_index decisions; /* rows of decision by supplier */
	uint32_t *best;         /* by supplier: its closest row of involvement plus 1; stale below the current component's rows */
	uint32_t told[WEIGHTS];  /* of the component at hand: owners without control, by what they weigh */
	int any_told;
	struct keur_text key_classes;
	int64_t long_unsupported; /* days */
	uint32_t operator_;       /* row of supplier */
};

/* ---- Who is involved ----------------------------------------------------------------------------------------------------------- */

/* Puts the basis on a finding that rests on row `row` of involvement: a way in may be a mere claim, or its dates or privilege may
 * be missing, and then it is not a fact that the party is involved. */
static void set_ground(const struct trust *trust, struct keur_draft *draft, uint32_t row)
{
	const struct keur_task *task = &trust->task;
	uint32_t access = keur_code_at(task, INVOLVED_ACCESS, row), claim;

	if (access == KEUR_NONE || keur_code_at(task, INVOLVED_PARTY, row) != KEUR_NONE)
		return;
	claim = keur_member_at(task, ACCESS_CLAIM, access);
	if (claim != KEUR_NONE && claim != KEUR_CLAIM_CONFIRMED)
		draft->finding.basis = KEUR_SUSPECTED;
	else if (!keur_known_at(task, ACCESS_VALID, access))
		keur_blame_field(draft, (struct keur_text)T("network.as_of"));
	else if (!keur_known_at(task, ACCESS_PRIVILEGE, access))
		keur_blame_field(draft, (struct keur_text)T("access.privilege"));
}

/* A finding about a supplier in a component; the decision about it is part of the evidence. */
static struct keur_draft about_supplier(const struct trust *trust, uint32_t rule_index, uint32_t component, uint32_t supplier)
{
	struct keur_draft draft = keur_draft_on(rule_index, component, KEUR_KNOWN);

	keur_draft_about(&draft, KEUR_TABLE_SUPPLIER, supplier);
	draft.finding.party = supplier;
	keur_say_row(&draft, KEUR_TABLE_SUPPLIER, supplier);
	keur_say_row(&draft, KEUR_TABLE_COMPONENT, component);
	for (uint32_t i = keur_index_begin(&trust->decisions, supplier); i < keur_index_end(&trust->decisions, supplier); i++)
		keur_rests_on(&draft, KEUR_TABLE_DECISION, trust->decisions.row[i]);
	return draft;
}

/* The rows that involvement row `row` rests on go before the decisions. */
static struct keur_draft about_involved(const struct trust *trust, uint32_t rule_index, uint32_t component, uint32_t row)
{
	uint32_t party = keur_code_at(&trust->task, INVOLVED_PARTY, row), access = keur_code_at(&trust->task, INVOLVED_ACCESS, row);
	struct keur_draft decided = about_supplier(trust, rule_index, component, keur_code_at(&trust->task, INVOLVED_SUPPLIER, row));
	struct keur_draft draft = decided;

	draft.finding.evidences = 0;
	keur_rests_on(&draft, KEUR_TABLE_PARTY, party);
	keur_rests_on(&draft, KEUR_TABLE_ACCESS, access);
	for (uint32_t i = 0; i < decided.finding.evidences; i++)
		keur_rests_on(&draft, decided.evidence[i].table, decided.evidence[i].row);
	set_ground(trust, &draft, row);
	return draft;
}

static void say_roles(struct keur_draft *draft, const struct keur_task *task, uint32_t row)
{
	keur_say_set(draft, (struct keur_text)T("involvement.roles"), keur_set_at(task, INVOLVED_ROLES, row));
}

static void say_through(struct keur_draft *draft, uint32_t through)
{
	keur_say_member(draft, (struct keur_text)T("involvement.through"), through);
}

static void untrusted_direct(struct trust *trust, uint32_t component, uint32_t row)
{
	uint32_t scope = keur_member_at(&trust->task, SCOPE, component);
	uint32_t rule_index = scope == KEUR_SCOPE_CRITICAL ? UNTRUSTED_IN_CRITICAL
		: scope == KEUR_SCOPE_ADJACENT             ? UNTRUSTED_ADJACENT
							   : UNTRUSTED_IN_SCOPE;
	struct keur_draft draft = about_involved(trust, rule_index, component, row);

	say_roles(&draft, &trust->task, row);
	keur_submit(&trust->task, &draft);
}

static void untrusted_in_chain(struct trust *trust, uint32_t component, uint32_t row)
{
	struct keur_draft draft = about_involved(trust, CHAIN_UNTRUSTED, component, row);

	say_through(&draft, keur_member_at(&trust->task, INVOLVED_THROUGH, row));
	keur_say_row(&draft, KEUR_TABLE_SUPPLIER, keur_code_at(&trust->task, INVOLVED_UNDER, row));
	say_roles(&draft, &trust->task, row);
	keur_submit(&trust->task, &draft);
}

static void unassessed(struct trust *trust, struct keur_draft draft, uint32_t supplier, uint32_t through, uint32_t level)
{
	say_through(&draft, through);
	draft.finding.level = level;
	keur_blame_supplier(&draft, supplier);
	keur_submit(&trust->task, &draft);
}

/* ---- Owners ----------------------------------------------------------------------------------------------------------------------- */

/* How much an owner weighs: on the facts, and when what is missing turns out worst; 0: not at all. */
struct weight {
	uint32_t known, worst;
	uint32_t row;              /* of ownership, or KEUR_NONE */
	struct keur_text missing;  /* what keeps the two apart */
};

static struct weight weight_of(const struct keur_task *task, uint32_t row)
{
	uint8_t control = keur_answer_at(task, OWNERSHIP_CONTROL, row);
	int has_share = keur_known_at(task, OWNERSHIP_SHARE, row);
	int32_t share = has_share ? keur_days(keur_column_at(task, OWNERSHIP_SHARE), row) : 0, from = keur_date_at(task, OWNERSHIP_FROM, row);
	struct weight weight = { .row = row };

	if (from != KEUR_NO_DATE && task->view->as_of != KEUR_NO_DATE && from > task->view->as_of)
		return weight; /* not yet */
	weight.known = control == KEUR_YES || share > HALF ? 5u : share >= QUARTER ? 4u : 0u;
	weight.worst = control == 0 || !has_share ? 5u : weight.known;
	weight.missing = control == 0 ? (struct keur_text)T("ownership.control") : (struct keur_text)T("ownership.share");
	return weight;
}

/* What weighs most among the rows that make `owner` an owner of `owned`. */
static struct weight weight_between(const struct trust *trust, uint32_t owner, uint32_t owned)
{
	struct weight most = { .row = KEUR_NONE };

	for (uint32_t i = keur_index_begin(&trust->owners, owned); i < keur_index_end(&trust->owners, owned); i++) {
		struct weight weight = weight_of(&trust->task, trust->owners.row[i]);

		if (keur_code_at(&trust->task, OWNERSHIP_OWNER, weight.row) != owner)
			continue;
		if (most.row == KEUR_NONE || weight.known > most.known || (weight.known == most.known && weight.worst > most.worst))
			most = weight;
	}
	return most;
}

/* One finding for what is known of an untrusted owner, one question for what could make it weigh more. */
static void untrusted_owner(struct trust *trust, struct keur_draft draft, uint32_t owned, struct weight weight)
{
	struct keur_task *task = &trust->task;

	keur_rests_on(&draft, KEUR_TABLE_OWNERSHIP, weight.row);
	keur_say_row(&draft, KEUR_TABLE_SUPPLIER, owned);
	if (weight.row != KEUR_NONE && keur_known_at(task, OWNERSHIP_SHARE, weight.row))
		keur_say_number(&draft, KEUR_VALUE_SHARE, keur_days(keur_column_at(task, OWNERSHIP_SHARE), weight.row));
	else
		keur_say_nothing(&draft);
	if (weight.known) {
		draft.finding.level = weight.known;
		keur_submit(task, &draft);
	}
	if (weight.worst > weight.known) {
		draft.finding.level = weight.worst;
		keur_blame_field(&draft, weight.missing);
		keur_submit(task, &draft);
	}
}

/* The host found this owner to be in control; without a row of ownership to judge by, that stands. */
static void controlling_owner(struct trust *trust, uint32_t component, uint32_t row)
{
	uint32_t owned = keur_code_at(&trust->task, INVOLVED_UNDER, row);
	struct weight weight = weight_between(trust, keur_code_at(&trust->task, INVOLVED_SUPPLIER, row), owned);

	if (weight.row == KEUR_NONE || weight.worst == 0)
		weight.known = weight.worst = 5;
	untrusted_owner(trust, about_involved(trust, OWNER_UNTRUSTED, component, row), owned, weight);
}

static uint32_t step_of(uint32_t level)
{
	return level >= 5u ? 2u : level >= 4u ? 1u : 0u;
}

static int told_enough(struct trust *trust, const struct keur_draft *draft, uint32_t standing, const struct weight *weight)
{
	uint32_t of = standing == KEUR_STANDING_UNTRUSTED;

	of = of * 4u + (draft->finding.basis & 3u);
	of = of * 3u + step_of(weight->known);
	of = of * 3u + step_of(weight->worst);
	of = of * 2u + (keur_known_at(&trust->task, OWNERSHIP_CONTROL, weight->row) ? 1u : 0u);
	trust->any_told = 1;
	return trust->told[of]++ >= OTHERS_TOLD;
}

/* Owners without control are not in the chain, and so not in involvement: from a quarter of the shares they count here. */
static void other_owners(struct trust *trust, uint32_t component, uint32_t row, uint32_t first_row)
{
	struct keur_task *task = &trust->task;
	uint32_t owned = keur_code_at(task, INVOLVED_SUPPLIER, row);

	for (uint32_t i = keur_index_begin(&trust->owners, owned); i < keur_index_end(&trust->owners, owned) && !task->result; i++) {
		struct weight weight = weight_of(task, trust->owners.row[i]);
		uint32_t owner = keur_code_at(task, OWNERSHIP_OWNER, weight.row), standing;
		struct keur_draft draft;

		if (owner == KEUR_NONE || trust->best[owner] > first_row || weight.worst == 0)
			continue;
		standing = keur_member_at(task, SUPPLIER_STANDING, owner);
		if (standing == KEUR_STANDING_TRUSTED)
			continue;
		draft = about_supplier(trust, OWNER_UNTRUSTED, component, owner);
		set_ground(trust, &draft, row);
		if (told_enough(trust, &draft, standing, &weight))
			continue;
		if (standing == KEUR_STANDING_UNTRUSTED) {
			untrusted_owner(trust, draft, owned, weight);
		} else {
			draft.finding.rule = UNASSESSED_SUPPLIER;
			unassessed(trust, draft, owner, KEUR_THROUGH_OWNER, weight.worst);
		}
	}
}

/* ---- One part --------------------------------------------------------------------------------------------------------------------- */

static void judge_involved(struct trust *trust, uint32_t component, uint32_t row)
{
	const struct keur_task *task = &trust->task;
	uint32_t supplier = keur_code_at(task, INVOLVED_SUPPLIER, row), standing = keur_member_at(task, INVOLVED_STANDING, row);
	uint32_t through = keur_member_at(task, INVOLVED_THROUGH, row);

	if (standing == KEUR_STANDING_TRUSTED)
		return;
	if (standing != KEUR_STANDING_UNTRUSTED)
		unassessed(trust, about_involved(trust, UNASSESSED_SUPPLIER, component, row), supplier, through, 0);
	else if (through == KEUR_THROUGH_DIRECT)
		untrusted_direct(trust, component, row);
	else if (through == KEUR_THROUGH_OWNER)
		controlling_owner(trust, component, row);
	else
		untrusted_in_chain(trust, component, row);
}

/* Rows first to last - 1 of involvement are those of the component. One trust finding per supplier: the closest way counts. */
static void judge_chain(struct trust *trust, uint32_t component, uint32_t first, uint32_t last)
{
	const struct keur_task *task = &trust->task;

	for (uint32_t row = first; row < last; row++) {
		uint32_t *best = &trust->best[keur_code_at(task, INVOLVED_SUPPLIER, row)];

		if (*best <= first || keur_member_at(task, INVOLVED_THROUGH, row) < keur_member_at(task, INVOLVED_THROUGH, *best - 1u))
			*best = row + 1u;
	}
	for (uint32_t i = 0; trust->any_told && i < WEIGHTS; i++)
		trust->told[i] = 0;
	trust->any_told = 0;
	for (uint32_t row = first; row < last && !task->result; row++) {
		if (trust->best[keur_code_at(task, INVOLVED_SUPPLIER, row)] != row + 1u)
			continue;
		if (keur_answer_at(task, INVOLVED_FURTHER, row) != KEUR_YES)
			judge_involved(trust, component, row);
		other_owners(trust, component, row, first);
	}
}

static void ask_statement(struct trust *trust, const struct keur_draft *unknown, struct keur_text statement)
{
	struct keur_draft draft = *unknown;

	keur_blame_text(&draft, KEUR_BLAME_STATEMENT, statement);
	keur_submit(&trust->task, &draft);
}

/* Somebody answers for the part itself, and nobody for the parts that administer it: there the question has its own segment. */
static void judge_administrators(struct trust *trust, uint32_t component, const struct keur_draft *unknown)
{
	const struct keur_task *task = &trust->task;
	uint64_t unstated = keur_set_at(task, UNSTATED, component);

	if (unstated & keur_bit(KEUR_STATED_PARTY) && keur_answer_at(task, PARTY_STATED, component) == KEUR_YES)
		ask_statement(trust, unknown, (struct keur_text)T("party for what administers the part"));
	if (unstated & keur_bit(KEUR_STATED_LINK) && keur_answer_at(task, LINK_STATED, component) == KEUR_YES)
		ask_statement(trust, unknown, (struct keur_text)T("link for what administers the part"));
	if (unstated & keur_bit(KEUR_STATED_ACCESS) && keur_answer_at(task, ACCESS_STATED, component) == KEUR_YES) /* else remote_access asks */
		ask_statement(trust, unknown, (struct keur_text)T("access for what administers the part"));
	if (unstated & keur_bit(KEUR_STATED_OWNERSHIP))
		ask_statement(trust, unknown, (struct keur_text)T("ownership"));
}

static void judge_completeness(struct trust *trust, uint32_t component)
{
	static const struct keur_text role_name[] = { T("manufacture"), T("integrate"), T("build"), T("manage"), T("support"), T("host") };
	struct keur_task *task = &trust->task;
	uint64_t roles = keur_set_at(task, UNANSWERED_ROLES, component);
	struct keur_draft draft;

	if (!roles && !keur_set_at(task, UNSTATED, component) && keur_answer_at(task, PARTY_STATED, component) == KEUR_YES
		&& keur_answer_at(task, LINK_STATED, component) == KEUR_YES && keur_known_at(task, KEYS_HELD_BY, component))
		return;
	draft = keur_draft_on(CHAIN_UNKNOWN, component, KEUR_UNKNOWN);
	keur_say_row(&draft, KEUR_TABLE_COMPONENT, component);
	if (keur_answer_at(task, PARTY_STATED, component) != KEUR_YES) {
		keur_blame_statement(task, &draft, (struct keur_text)T("party"), keur_code_at(task, SEGMENT, component));
		keur_submit(task, &draft);
	}
	if (keur_answer_at(task, LINK_STATED, component) != KEUR_YES) {
		keur_blame_statement(task, &draft, (struct keur_text)T("link"), keur_code_at(task, SEGMENT, component));
		keur_submit(task, &draft);
	}
	judge_administrators(trust, component, &draft);
	if (!keur_known_at(task, KEYS_HELD_BY, component)) { /* whoever holds them is in the chain */
		keur_blame_field(&draft, (struct keur_text)T("component.keys_held_by"));
		keur_submit(task, &draft);
	}
	if (roles) {
		task->list.length = 0;
		for (uint32_t role = 0; role < KEUR_COUNT(role_name); role++)
			if (roles & keur_bit(role))
				keur_words_enter(task, &task->list, role_name[role]);
		task->blame.length = 0;
		keur_words_add(task, &task->blame, (struct keur_text)T("party.role "));
		keur_words_add(task, &task->blame, keur_words_text(&task->list));
		keur_blame_field(&draft, keur_words_text(&task->blame));
		keur_submit(task, &draft);
	}
}

/* Whether its work hangs on its keys: KEUR_YES for `key_classes`, 0 when the class is not known. */
static uint8_t lives_by_keys(const struct trust *trust, uint32_t component)
{
	static const struct keur_text unknown_class = T("unknown");
	struct keur_text name = keur_string(trust->task.view, keur_code_at(&trust->task, CLASS, component));

	if (name.length == 0 || keur_list_has(unknown_class, name))
		return 0;
	return keur_list_has(trust->key_classes, name) ? KEUR_YES : KEUR_NO;
}

/* Most parts keep their keys with the operator, or hold none: there is nothing to say, and the class need not be looked at. */
static int holds_own_keys(const struct trust *trust, uint32_t component)
{
	const struct keur_column *holders = keur_column_at(&trust->task, KEYS_HELD_BY);

	if (!keur_known_at(&trust->task, KEYS_HELD_BY, component))
		return 0;
	for (uint32_t i = 0; i < keur_list_length(holders, component); i++)
		if (keur_list_item(holders, component, i) != trust->operator_)
			return 0;
	return 1;
}

/* Who holds the keys of what it stores can read and change that; where the keys are what the part works by, also stop it. */
static void judge_keys(struct trust *trust, uint32_t component)
{
	struct keur_task *task = &trust->task;
	uint8_t by_keys;

	if (holds_own_keys(trust, component))
		return;
	by_keys = lives_by_keys(trust, component);
	/* Only the answer that it holds no data, in a class that is none of the sensitive ones, says that it does not matter. */
	if (by_keys == KEUR_NO && keur_known_at(task, DATA, component) && keur_set_at(task, DATA, component) == 0)
		return;
	if (!keur_known_at(task, KEYS_HELD_BY, component)) {
		struct keur_draft draft = keur_draft_on(KEYS_HELD_BY_SUPPLIER, component, KEUR_UNKNOWN);

		draft.finding.scenarios = by_keys == KEUR_NO ? 0u : KEUR_ALL_SCENARIOS;
		keur_say_nothing(&draft);
		keur_say_row(&draft, KEUR_TABLE_COMPONENT, component);
		keur_blame_field(&draft, (struct keur_text)T("component.keys_held_by"));
		keur_submit(task, &draft);
		return;
	}
	for (uint32_t i = 0; i < keur_list_length(keur_column_at(task, KEYS_HELD_BY), component); i++) {
		uint32_t holder = keur_list_item(keur_column_at(task, KEYS_HELD_BY), component, i);
		struct keur_draft draft = keur_draft_on(KEYS_HELD_BY_SUPPLIER, component, KEUR_KNOWN);

		if (holder == trust->operator_)
			continue;
		keur_draft_about(&draft, KEUR_TABLE_SUPPLIER, holder);
		draft.finding.party = holder;
		draft.finding.scenarios = by_keys == KEUR_YES ? KEUR_ALL_SCENARIOS : 0u;
		keur_say_row(&draft, KEUR_TABLE_SUPPLIER, holder);
		keur_say_row(&draft, KEUR_TABLE_COMPONENT, component);
		keur_submit(task, &draft);
		if (by_keys == 0) { /* it may be one of those that stop */
			draft.finding.scenarios = KEUR_SABOTAGE;
			keur_blame_field(&draft, (struct keur_text)T("component.function"));
			keur_submit(task, &draft);
		}
	}
}

/* One question per product and version; without a name the name is the question. */
static void blame_product(struct keur_task *task, struct keur_draft *draft, uint32_t component)
{
	uint32_t product = keur_code_at(task, PRODUCT, component), version = keur_code_at(task, VERSION, component);

	if (product == KEUR_NONE) {
		keur_blame_field(draft, (struct keur_text)T("component.product.name"));
		return;
	}
	task->blame.length = 0;
	keur_words_add(task, &task->blame, keur_string(task->view, product));
	if (version != KEUR_NONE) {
		keur_words_add(task, &task->blame, (struct keur_text)T(" "));
		keur_words_add(task, &task->blame, keur_string(task->view, version));
	}
	keur_blame_text(draft, KEUR_BLAME_PRODUCT, keur_words_text(&task->blame));
}

static void judge_support(struct trust *trust, uint32_t component)
{
	struct keur_task *task = &trust->task;
	int32_t end = keur_date_at(task, END_OF_SUPPORT, component), as_of = task->view->as_of;
	uint32_t exposed = keur_member_at(task, EXPOSED, component);
	struct keur_draft draft;

	if (keur_known_at(task, END_OF_SUPPORT, component) && end == KEUR_NO_DATE)
		return; /* no end announced */
	if (end != KEUR_NO_DATE && as_of != KEUR_NO_DATE && end >= as_of)
		return;
	draft = keur_draft_on(UNSUPPORTED_PRODUCT, component, KEUR_KNOWN);
	keur_say_row(&draft, KEUR_TABLE_COMPONENT, component);
	keur_say_code(&draft, keur_code_at(task, PRODUCT, component));
	keur_say_code(&draft, keur_code_at(task, VERSION, component));
	keur_say_date(&draft, end);
	if (end == KEUR_NO_DATE || as_of == KEUR_NO_DATE) {
		draft.finding.level = 4; /* it may have ended long ago */
		if (end == KEUR_NO_DATE)
			blame_product(task, &draft, component);
		else
			keur_blame_field(&draft, (struct keur_text)T("network.as_of"));
		keur_submit(task, &draft);
		return;
	}
	draft.finding.level = exposed == KEUR_EXPOSED_INTERNET || (int64_t)as_of - end > trust->long_unsupported ? 4u : 3u;
	keur_submit(task, &draft);
	if (draft.finding.level == 3 && exposed == KEUR_NONE) {
		draft.finding.level = 4;
		keur_blame_field(&draft, (struct keur_text)T("component.exposed"));
		keur_submit(task, &draft);
	}
}

/* ---- Groups ------------------------------------------------------------------------------------------------------------------------- */

/* The domain, and of one that counts by region the region: "access-by-region in north", the same in both languages. */
static void say_domain(struct keur_task *task, struct keur_draft *draft, uint32_t row)
{
	uint32_t domain = keur_code_at(task, GROUP_DOMAIN, row), region = keur_code_at(task, GROUP_REGION, row);

	if (region == KEUR_NONE) {
		keur_say_code(draft, domain);
		return;
	}
	task->blame.length = 0;
	keur_words_add(task, &task->blame, keur_string(task->view, domain));
	keur_words_add(task, &task->blame, (struct keur_text)T(" in "));
	keur_words_add(task, &task->blame, keur_string(task->view, region));
	keur_say_text(draft, keur_words_text(&task->blame));
}

/* The host counted the share and looked up its impact; the finding carries the highest, with the scenarios that have it. What could make the
 * share larger, a supplier that nobody names or decided on, is asked about by the rules above. */
static void judge_group(struct trust *trust, uint32_t row)
{
	static const uint32_t impact[] = { GROUP_ESPIONAGE, GROUP_MANIPULATION, GROUP_SABOTAGE };
	struct keur_task *task = &trust->task;
	uint32_t supplier = keur_code_at(task, GROUP_SUPPLIER, row), s, i;
	struct keur_draft draft = keur_draft_on(CONCENTRATION, KEUR_NONE, KEUR_KNOWN);

	for (s = 0; s < KEUR_COUNT(impact); s++) {
		uint32_t level = keur_known_at(task, impact[s], row) ? keur_byte(keur_column_at(task, impact[s]), row) : 0u;

		if (level > draft.finding.level) {
			draft.finding.level = level;
			draft.finding.scenarios = 0;
		}
		if (level && level == draft.finding.level)
			draft.finding.scenarios |= 1u << s;
	}
	if (!draft.finding.level)
		return;
	keur_draft_about(&draft, KEUR_TABLE_GROUP, row);
	draft.finding.party = supplier;
	keur_say_number(&draft, KEUR_VALUE_SHARE, keur_days(keur_column_at(task, GROUP_SHARE), row));
	say_domain(task, &draft, row);
	keur_say_row(&draft, KEUR_TABLE_SUPPLIER, supplier);
	keur_say_member(&draft, (struct keur_text)T("group.role"), keur_member_at(task, GROUP_ROLE, row));
	keur_say_number(&draft, KEUR_VALUE_NUMBER, keur_number(keur_column_at(task, GROUP_PART), row));
	keur_say_number(&draft, KEUR_VALUE_NUMBER, keur_number(keur_column_at(task, GROUP_WHOLE), row));
	keur_say_member(&draft, (struct keur_text)T("group.basis"), keur_member_at(task, GROUP_BASIS, row));
	if (supplier != KEUR_NONE)
		for (i = keur_index_begin(&trust->decisions, supplier); i < keur_index_end(&trust->decisions, supplier); i++)
			keur_rests_on(&draft, KEUR_TABLE_DECISION, trust->decisions.row[i]);
	keur_rests_on(&draft, KEUR_TABLE_SUPPLIER, supplier);
	keur_submit(task, &draft);
}

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	struct trust trust = { .task = keur_task_start(host, call, view, failure) };

	(void)self;
	trust.decisions = keur_index_by(&trust.task, DECISION_SUPPLIER, 0, keur_column_at(&trust.task, SUPPLIER_ID)->rows);
	for (uint32_t row = 0; row < keur_column_at(&trust.task, GROUP_DOMAIN)->rows && !trust.task.result; row++)
		judge_group(&trust, row);
	return trust.task.result;
}

/* ---- Entry point ------------------------------------------------------------------------------------------------------------------- */

static void prepare(struct trust *trust)
{
	struct keur_task *task = &trust->task;
	uint32_t suppliers = keur_column_at(task, SUPPLIER_ID)->rows;
	struct keur_text unused;
	int64_t number;

	trust->operator_ = keur_operator_row(task, SUPPLIER_ID);
	trust->best = keur_task_memory(task, (uint64_t)suppliers * sizeof(*trust->best));
	trust->owners = keur_index_by(task, OWNERSHIP_OWNED, 0, suppliers);
	trust->decisions = keur_index_by(task, DECISION_SUPPLIER, 0, suppliers);
	if (!task->result)
		task->result = task->host->param(task->call, KEY_CLASSES, &number, &trust->key_classes);
	if (!task->result)
		task->result = task->host->param(task->call, LONG_UNSUPPORTED, &trust->long_unsupported, &unused);
}

static int32_t assess_rows(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	uint32_t first, uint32_t last, struct keur_failure *failure)
{
	struct trust trust = { .task = keur_task_start(host, call, view, failure) };
	const struct keur_task *task = &trust.task;
	uint32_t row = keur_first_row(keur_column_at(task, INVOLVED_COMPONENT), first), rows = keur_column_at(task, INVOLVED_COMPONENT)->rows;

	(void)self;
	prepare(&trust);
	for (uint32_t component = first; component < last && !task->result; component++) {
		uint32_t begin = row;

		while (row < rows && keur_code_at(task, INVOLVED_COMPONENT, row) == component)
			row++;
		if (keur_answer_at(task, IN_SERVICE, component) == KEUR_NO || keur_answer_at(task, NOTHING_KNOWN, component) == KEUR_YES)
			continue;
		judge_chain(&trust, component, begin, row);
		judge_completeness(&trust, component);
		judge_keys(&trust, component);
		judge_support(&trust, component);
	}
	return trust.task.result;
}

const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = T("vendor_trust"),
	.version = T("1.0"),
	.summary = T("Who is involved in each part, whether they may be, and who holds its keys"),
	.licence = T("Apache-2.0"),
	.rules = RULES, .rule = rule,
	.params = PARAMS, .param = param,
	.needs = NEEDS, .need = need,
	.assess_rows = assess_rows,
	.assess_whole = assess_whole,
};
