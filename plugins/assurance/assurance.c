/* What assurance declares, as data; what each check does stands in the file of its kind. */
#include "assurance.h"

#define T(literal) KEUR_TEXT(literal)
#define TEXT_LIST(...) (const struct keur_text[]){ __VA_ARGS__ }
#define TEXT_COUNT(...) KEUR_COUNT(((const struct keur_text[]){ __VA_ARGS__ }))
#define TWO_LANGUAGES(english, dutch) \
	(const struct keur_message[]){ { KEUR_TEXT("en"), KEUR_TEXT(english) }, { KEUR_TEXT("nl"), KEUR_TEXT(dutch) } }
#define MESSAGE(english, dutch) .messages = 2u, .message = TWO_LANGUAGES(english, dutch)
#define QUESTION(english, dutch) .questions = 2u, .question = TWO_LANGUAGES(english, dutch)
#define ARGS(...) .args = TEXT_COUNT(__VA_ARGS__), .arg = TEXT_LIST(__VA_ARGS__)
#define MEASURES(...) .measures = TEXT_COUNT(__VA_ARGS__), .measure = TEXT_LIST(__VA_ARGS__)

#define COLUMN_NEED(place, name) KEUR_TEXT(name),
static const struct keur_text need[] = { COLUMNS(COLUMN_NEED) };

static const struct keur_rule rule[RULES] = {
	[INCIDENT_OPEN] = {
		.id = T("incident_open"),
		.title = T("Incident that is not over"),
		.help = T("Somebody got in, and nothing shows that he is out. Level 5 until the way in is cut (`contained`), 4 until a "
			"finished search shows that nothing of his is left (`eradicated`): cutting the way in removes the threat for "
			"now, it does not solve the incident. It counts for every part that this one administers or that depends on it;"
			" the path leads to the most important of them."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_WHOLE,
		MESSAGE("{incident} on {component} is {state} since {since}; other parts from there: {count} ({reached})",
			"{incident} op {component} is {state} sinds {since}; andere onderdelen vandaar: {count} ({reached})"),
		QUESTION("How far is the incident dealt with? Missing: {blame}; parts: {count}",
			"Hoever is het incident afgehandeld? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("incident"), T("component"), T("state"), T("since"), T("count"), T("reached")),
		MEASURES(T("BIO2:5.28.01"), T("EU-TB:TM05")),
	},
	[SAME_CREDENTIAL] = {
		.id = T("same_credential"),
		.title = T("Same login as a part that was broken into"),
		.help = T("A password, key or account that lies on, or opens, a part that somebody broke into also opens this one. Mend "
			"it by changing it; a change after the last trace of the intruder counts."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_WHOLE,
		MESSAGE("{credential} opens {component}, and whoever is on {from} has it ({incident})",
			"{credential} opent {component}, en wie op {from} zit heeft die ({incident})"),
		QUESTION("Was the login changed since, and what can it do? Missing: {blame}; parts: {count}",
			"Is de toegangscode sindsdien gewijzigd, en wat kan die? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("credential"), T("component"), T("from"), T("incident")),
		MEASURES(T("BIO2:8.02.01")),
	},
	[LINE_NOT_SEPARATED] = {
		.id = T("line_not_separated"),
		.title = T("Other products of a supplier that was broken into"),
		.help = T("An incident hit one kind of product of a supplier, and this part rests on another kind. That the other kind is"
			" not hit needs evidence that the two share no systems, administrators or keys: an attestation `separated`. "
			"Without it the other kind is in scope."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 5, .on = KEUR_ON_WHOLE,
		MESSAGE("{certificate} ({line}) of {supplier} is not shown to be apart from {hit}, which was hit by {incident}",
			"van {certificate} ({line}) van {supplier} is niet aangetoond dat het los staat van {hit}, dat getroffen is "
			"door {incident}"),
		QUESTION("Do these products share no systems, administrators or keys? Missing: {blame}; parts: {count}",
			"Delen deze producten geen systemen, beheerders of sleutels? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("certificate"), T("line"), T("supplier"), T("hit"), T("incident")),
		MEASURES(T("BIO2:5.21.01")),
	},
	[WITHDRAWN_CERTIFICATE] = {
		.id = T("withdrawn_certificate"),
		.title = T("Certificate of an issuer that is not trusted"),
		.help = T("The part shows, or relies on, a certificate whose issuer is not trusted for it. Mend it by replacing the "
			"certificate, machine-to-machine links first looked at, as nobody there sees a warning; or by an exception with"
			" evidence and an end."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 5, .on = KEUR_ON_WHOLE,
		MESSAGE("{component} rests on {certificate} ({line}) of {issuer}, who is not trusted; between machines: {m2m}",
			"{component} steunt op {certificate} ({line}) van {issuer}, die niet vertrouwd wordt; tussen machines: {m2m}"),
		QUESTION("Is the issuer of the certificate trusted? Missing: {blame}; parts: {count}",
			"Wordt de uitgever van het certificaat vertrouwd? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("component"), T("certificate"), T("line"), T("issuer"), T("m2m")),
		MEASURES(T("BIO2:8.24.05"), T("EU-TB:SM03")),
	},
	[REPLACEMENT_NOT_TRUSTED] = {
		.id = T("replacement_not_trusted"),
		.title = T("Replacement that is not shown to be trusted"),
		.help = T("A certificate of an issuer that is not trusted is to be replaced by one of another issuer, or of nobody; a "
			"migration is done only when the new one passes the same trust check."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 5, .on = KEUR_ON_WHOLE,
		MESSAGE("{certificate} is to be replaced by one of {replacement}, who is not trusted for {component}",
			"{certificate} wordt vervangen door een van {replacement}, die niet vertrouwd wordt voor {component}"),
		QUESTION("Who replaces it, and is he trusted? Missing: {blame}; parts: {count}",
			"Wie vervangt het, en wordt die vertrouwd? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("certificate"), T("replacement"), T("component")),
		MEASURES(T("BIO2:8.24.05"), T("EU-TB:SM03")),
	},
	[CERTIFICATE_ENDED] = {
		.id = T("certificate_ended"),
		.title = T("Certificate that is over"),
		.help = T("It expired or was withdrawn, and parts still show it or rely on it: links break, or warnings are clicked away."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 3, .on = KEUR_ON_WHOLE,
		MESSAGE("{certificate} of {issuer}, on which {component} rests, is over since {since}",
			"{certificate} van {issuer}, waarop {component} steunt, is afgelopen sinds {since}"),
		QUESTION("Until when is the certificate valid? Missing: {blame}; parts: {count}",
			"Tot wanneer is het certificaat geldig? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("certificate"), T("issuer"), T("component"), T("since")),
		MEASURES(T("BIO2:8.24.05")),
	},
	[UNPATCHED] = {
		.id = T("unpatched"),
		.title = T("Known weakness that is not mended"),
		.help = T("An advisory is about this part, and nobody attests that it was patched, mitigated or is not affected. Level by"
			" the advisory's own score: 5 where probability and damage are high, 4 where one is high and the other medium, "
			"3 where one is high and the other low, or both are medium."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_WHOLE,
		MESSAGE("{component} has {advisory} ({probability} probability, {damage} damage{label}), and it is not patched",
			"{component} heeft {advisory} (kans {probability}, schade {damage}{label}), en is niet bijgewerkt"),
		QUESTION("Does the advisory concern the part, and is it mended? Missing: {blame}; parts: {count}",
			"Geldt het advies voor het onderdeel, en is het verholpen? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("component"), T("advisory"), T("probability"), T("damage"), T("label")),
		MEASURES(T("BIO2:8.08.01"), T("BIO2:8.08.03")),
	},
	[LATE_PATCH] = {
		.id = T("late_patch"),
		.title = T("Mended too late, or not at all in time"),
		.help = T("From the day on which an advisory reaches the grades that the policy names, mitigation is due within its term."
			" It was later, or is not there yet. An exception with evidence, authority and an end is the documented way "
			"out; what was mended late is told as well."),
		.kind = KEUR_KIND_BREACH, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_WHOLE,
		MESSAGE("{component} was to be mended against {advisory} by {deadline} and was not (mended: {mended})",
			"{component} moest uiterlijk {deadline} beschermd zijn tegen {advisory} en was dat niet (verholpen: {mended})"),
		QUESTION("Was it mended in time? Missing: {blame}; parts: {count}",
			"Is het op tijd verholpen? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("component"), T("advisory"), T("deadline"), T("mended")),
		MEASURES(T("BIO2:8.08.01"), T("BIO2:8.08.03")),
	},
	[RESCORED] = {
		.id = T("rescored"),
		.title = T("Advisory that weighs more now"),
		.help = T("Code that abuses the weakness became known, so the advisory has more points than before, and the policy's "
			"term, if one runs, began that day."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{advisory} went from {before} to {points} points on {date}: {probability} probability, {damage} damage{label};"
			" mitigation due by {deadline}",
			"{advisory} ging op {date} van {before} naar {points} punten: kans {probability}, schade {damage}{label}; "
			"verhelpen uiterlijk {deadline}"),
		ARGS(T("advisory"), T("before"), T("points"), T("date"), T("probability"), T("damage"), T("label"), T("deadline")),
		MEASURES(T("BIO2:8.08.01")),
	},
	[ESCALATION_OPEN] = {
		.id = T("escalation_open"),
		.title = T("Parts not mended when it became urgent"),
		.help = T("Which parts were not patched on the day when the policy's term began: each by name, not almost all."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("when {advisory} became urgent on {date}, {count} of {total} parts were not mended: {parts}",
			"toen {advisory} op {date} urgent werd, waren {count} van {total} onderdelen niet verholpen: {parts}"),
		ARGS(T("advisory"), T("date"), T("count"), T("total"), T("parts")),
		MEASURES(T("BIO2:8.08.01")),
	},
	[FINDING_OPEN] = {
		.id = T("finding_open"),
		.title = T("Audit finding that is not dealt with"),
		.help = T("An audit found something and it is open past its term, has none, or was put to a contractor without anybody at"
			" the operator who answers for it. Level 4 when it has been open longer than `long_open`. That it was mended "
			"counts when it is no mere claim."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 3, .on = KEUR_ON_WHOLE,
		MESSAGE("audit finding {finding} of {date} on {component} is open ({failing}); put to {to}, answered for by {owner}; "
			"open for {age} days",
			"auditbevinding {finding} van {date} over {component} staat open ({failing}); gericht aan {to}, "
			"verantwoordelijk {owner}; {age} dagen open"),
		QUESTION("Is the audit finding mended, by when, and who answers for it? Missing: {blame}; parts: {count}",
			"Is de auditbevinding verholpen, voor wanneer, en wie staat ervoor in? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("finding"), T("date"), T("component"), T("failing"), T("to"), T("owner"), T("age")),
		MEASURES(T("BIO2:5.20.03"), T("EU-TB:SM02")),
	},
	[FINDING_CLOSED] = {
		.id = T("finding_closed"),
		.title = T("Audit finding that was mended"),
		.help = T("How long it took from finding to mending."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("audit finding {finding} of {date} was mended on {resolved}, after {age} days",
			"auditbevinding {finding} van {date} is verholpen op {resolved}, na {age} dagen"),
		ARGS(T("finding"), T("date"), T("resolved"), T("age")),
		MEASURES(T("BIO2:5.20.03")),
	},
	[RETIRED_UNPROVEN] = {
		.id = T("retired_unproven"),
		.title = T("Retired part without proof that it was taken down"),
		.help = T("It is out of service, and nobody attests that it was taken down (attestation `decommissioned`): data and ways "
			"in may be there still."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 3, .on = KEUR_ON_WHOLE,
		MESSAGE("{component} is out of service since {until}; proof that it was taken down: {by}",
			"{component} is buiten gebruik sinds {until}; bewijs dat het ontmanteld is: {by}"),
		QUESTION("Was the retired part taken down? Missing: {blame}; parts: {count}",
			"Is het onderdeel buiten gebruik ontmanteld? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("component"), T("until"), T("by")),
		MEASURES(T("ENISA-5G:SO17-003")),
	},
	[RETIRED_CONNECTED] = {
		.id = T("retired_connected"),
		.title = T("Retired part that a supplier still works on"),
		.help = T("It is out of service, and a contract for its management, support or hosting goes on."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 3, .on = KEUR_ON_WHOLE,
		MESSAGE("{component} is out of service since {until}, and {supplier} still has the role {role}",
			"{component} is buiten gebruik sinds {until}, en {supplier} heeft nog de rol {role}"),
		QUESTION("Is the part out of service, and who still works on it? Missing: {blame}; parts: {count}",
			"Is het onderdeel buiten gebruik, en wie werkt er nog aan? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("component"), T("until"), T("supplier"), T("role")),
		MEASURES(T("ENISA-5G:SO17-003"), T("EU-TB:SM05")),
	},
	[INTERCEPTION_PROFILE] = {
		.id = T("interception_profile"),
		.title = T("Interception system without proof of its safeguards"),
		.help = T("For a part that intercepts, four things must be shown: a current security plan, concrete agreements with every"
			" supplier, complete screening, and logging and detection outside of it. Their lack was fined in practice; what"
			" is not attested is a question."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 4, .on = KEUR_ON_WHOLE,
		MESSAGE("{component} lacks: {failing}",
			"bij {component} ontbreekt: {failing}"),
		QUESTION("Is it shown for the interception system? Missing: {blame}; parts: {count}",
			"Is het aangetoond voor het aftapsysteem? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("component"), T("failing")),
		MEASURES(T("BIO2:5.21.01"), T("BIO2:8.15.01")),
	},
	[INCIDENT_TIMELINE] = {
		.id = T("incident_timeline"),
		.title = T("Timeline of an incident"),
		.help = T("Days from the first trace, or where there is none from detection."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{incident}, from {start}: detected after {detected} days, verified after {verified}, contained after "
			"{contained}, authority told after {authority}, customers told after {customers}, eradicated after "
			"{eradicated}, closed after {closed}",
			"{incident}, vanaf {start}: ontdekt na {detected} dagen, bevestigd na {verified}, ingedamd na {contained}, "
			"overheid ingelicht na {authority}, klanten ingelicht na {customers}, uitgeroeid na {eradicated}, gesloten na "
			"{closed}"),
		ARGS(T("incident"), T("start"), T("detected"), T("verified"), T("contained"), T("authority"), T("customers"), T("eradicated"), T("closed")),
		MEASURES(T("BIO2:5.28.01")),
	},
	[LATE_NOTICE] = {
		.id = T("late_notice"),
		.title = T("Authority told late"),
		.help = T("Days from detection until the authority was told, compared with the terms that the policy names. Dates without"
			" hours count as in time as long as they may be."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{incident}: {days} days from detection until the authority was told (on: {told}), more than {limits}",
			"{incident}: {days} dagen van ontdekking tot de overheid was ingelicht (op: {told}), meer dan {limits}"),
		ARGS(T("incident"), T("days"), T("told"), T("limits")),
		MEASURES(T("NIS2:art-23")),
	},
	[CALLED_SOLVED] = {
		.id = T("called_solved"),
		.title = T("Called solved before it was"),
		.help = T("Somebody called the incident solved or closed while nothing shows that it was eradicated."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{incident} was called solved on {date}; it is {state}, and not shown to be eradicated",
			"{incident} is op {date} opgelost genoemd; het is {state}, en dat alles weg is, is niet aangetoond"),
		ARGS(T("incident"), T("date"), T("state")),
		MEASURES(T("BIO2:5.28.01")),
	},
	[INCIDENT_SPARED] = {
		.id = T("incident_spared"),
		.title = T("Parts that an incident does not reach"),
		.help = T("Which parts neither depend on, nor are administered by, any part that was broken into: those that matter most "
			"come first."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{incident} does not reach {count} parts: {parts}",
			"{incident} raakt {count} onderdelen niet: {parts}"),
		ARGS(T("incident"), T("count"), T("parts")),
		MEASURES(T("BIO2:5.28.01")),
	},
	[DATES_CONFLICT] = {
		.id = T("dates_conflict"),
		.title = T("Dates that do not fit"),
		.help = T("A claim or an event is of a day on which the part was out of service, or the events of an incident come in an "
			"order that cannot be: the claim stays a claim."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{what} of {date} ({status}) does not fit {other} of {limit}",
			"{what} van {date} ({status}) strookt niet met {other} van {limit}"),
		ARGS(T("what"), T("date"), T("status"), T("other"), T("limit")),
		MEASURES(T("BIO2:5.28.01")),
	},
	[ATTRIBUTION] = {
		.id = T("attribution"),
		.title = T("What was attributed, and whether it was right"),
		.help = T("Data or an act was attributed to somebody. Until it is confirmed it stays a claim, and it may turn out not to "
			"be theirs."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{incident}: attributed to {to} on {date} ({status}); not theirs: {withdrawn}",
			"{incident}: toegeschreven aan {to} op {date} ({status}); niet van hen: {withdrawn}"),
		ARGS(T("incident"), T("to"), T("date"), T("status"), T("withdrawn")),
		MEASURES(T("BIO2:5.28.01")),
	},
	[CUSTOMERS_HIT] = {
		.id = T("customers_hit"),
		.title = T("Customers hit by cutting a service"),
		.help = T("How many customers a measure hits: as reported, else as many as the largest part has users."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{incident}: cutting {parts} on {date} hit {customers} customers",
			"{incident}: het afsluiten van {parts} op {date} trof {customers} klanten"),
		ARGS(T("incident"), T("parts"), T("date"), T("customers")),
		MEASURES(T("BIO2:5.28.01")),
	},
	[SILENT_SUPPLIER] = {
		.id = T("silent_supplier"),
		.title = T("How long a supplier said nothing"),
		.help = T("Days from the day a supplier knew until the operator heard, from whomever, beside the hours within which its "
			"contract obliges it to report."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{supplier} knew of {incident} on {knew}; the operator heard after {days} days, from {by}; the contract gives "
			"{hours} hours",
			"{supplier} wist van {incident} op {knew}; de aanbieder hoorde het na {days} dagen, van {by}; het contract "
			"geeft {hours} uur"),
		QUESTION("Within how many hours must the supplier report an incident? Missing: {blame}; parts: {count}",
			"Binnen hoeveel uur moet de leverancier een incident melden? Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("supplier"), T("incident"), T("knew"), T("days"), T("by"), T("hours")),
		MEASURES(T("BIO2:5.20.03")),
	},
	[REPLACE_FIRST] = {
		.id = T("replace_first"),
		.title = T("What to replace first"),
		.help = T("Certificates of an issuer that is not trusted, in the order in which to look at them: between machines first, "
			"then where that is not known, then the others; those under an exception apart."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{issuer} is not trusted: {count} certificates; between machines: {machines}; perhaps: {perhaps}; others: "
			"{others}; excepted: {excepted}",
			"{issuer} wordt niet vertrouwd: {count} certificaten; tussen machines: {machines}; misschien: {perhaps}; "
			"overige: {others}; uitgezonderd: {excepted}"),
		ARGS(T("issuer"), T("count"), T("machines"), T("perhaps"), T("others"), T("excepted")),
		MEASURES(T("BIO2:8.24.05")),
	},
	[EXCEPTION_USED] = {
		.id = T("exception_used"),
		.title = T("Exception in force"),
		.help = T("A rule is not held against something, because an exception covers it; the exception has evidence, authority "
			"and an end."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{exception} of {authority}, until {until}, covers {what}: {reason}",
			"{exception} van {authority}, tot {until}, geldt voor {what}: {reason}"),
		ARGS(T("exception"), T("authority"), T("until"), T("what"), T("reason")),
		MEASURES(T("BIO2:8.08.03")),
	},
	[EXCEPTION_VOID] = {
		.id = T("exception_void"),
		.title = T("Exception that does not count"),
		.help = T("It is over or has not begun, or lacks evidence, authority or an end: what it was about is judged as if it were"
			" not there."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{exception} does not count: {why}",
			"{exception} telt niet: {why}"),
		ARGS(T("exception"), T("why")),
		MEASURES(T("BIO2:8.08.03")),
	},
	[DATA_IN_REACH] = {
		.id = T("data_in_reach"),
		.title = T("Data that a supplier could reach"),
		.help = T("Which classes of data stand on the parts that a supplier could read, by each way in and each role, as far as "
			"the parts say what they hold."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{supplier} could reach {data} on {parts} parts (without a word on what they hold: {unknown}): {ways}",
			"{supplier} kon bij {data} op {parts} onderdelen (waarvan niet bekend is wat ze bevatten: {unknown}): {ways}"),
		ARGS(T("supplier"), T("data"), T("parts"), T("unknown"), T("ways")),
		MEASURES(T("BIO2:8.05.01"), T("EU-TB:SM04")),
	},
	[LOG_ENTRIES] = {
		.id = T("log_entries"),
		.title = T("Log entries that say too little"),
		.help = T("Of the lines of parameter `log_sample`, so many have the six fields that a log entry needs: action, object, "
			"result, origin, actor, time."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("{share} of {lines} lines have all six fields; most often missing: {missing}",
			"{share} van {lines} regels heeft alle zes velden; ontbreekt het vaakst: {missing}"),
		ARGS(T("share"), T("lines"), T("missing")),
		MEASURES(T("BIO2:8.15.01")),
	},
	[NOTHING_REPORTED] = {
		.id = T("nothing_reported"),
		.title = T("Nobody says whether anything was found"),
		.help = T("There is no row about audits, advisories or incidents, and no statement that there were none. It is one "
			"question, and raises nothing: a missing report makes no part in particular worse."),
		.kind = KEUR_KIND_GAP, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_WHOLE,
		MESSAGE("nothing is reported about {component}",
			"over {component} is niets gemeld"),
		QUESTION("Were there audit findings, advisories, incidents? A statement about the table says that there were none. "
			"Missing: {blame}; parts: {count}",
			"Waren er auditbevindingen, adviezen, incidenten? Een verklaring over de tabel zegt dat er geen waren. "
			"Ontbreekt: {blame}; onderdelen: {count}"),
		ARGS(T("component")),
		MEASURES(T("BIO2:5.20.03")),
	},
};

static const struct keur_param param[PARAMS] = {
	[LONG_OPEN] = {
		.id = T("long_open"),
		.help = T("an audit finding that is open longer counts a level more"),
		.initial = T("P1Y"),
		.type = KEUR_PARAM_DAYS, .least = 1, .most = 36500,
	},
	[EARLY_WARNING] = {
		.id = T("early_warning"),
		.help = T("within how many days of detecting an incident the authority is to be warned"),
		.initial = T("P1D"),
		.type = KEUR_PARAM_DAYS, .least = 0, .most = 3650,
	},
	[NOTIFICATION] = {
		.id = T("notification"),
		.help = T("within how many days of detecting an incident the authority is to be notified"),
		.initial = T("P3D"),
		.type = KEUR_PARAM_DAYS, .least = 0, .most = 3650,
	},
	[FINAL_REPORT] = {
		.id = T("final_report"),
		.help = T("within how many days of the notification the final report is due"),
		.initial = T("P30D"),
		.type = KEUR_PARAM_DAYS, .least = 0, .most = 3650,
	},
	[INTERCEPTION_CLASS] = {
		.id = T("interception_class"),
		.help = T("the pack's class of parts that intercept"),
		.initial = T("lawful-interception"),
		.type = KEUR_PARAM_TEXT,
	},
	[LOG_SAMPLE] = {
		.id = T("log_sample"),
		.help = T("a file with log entries, one a line: JSON, name=value, or CSV with a header"),
		.initial = T(""),
		.type = KEUR_PARAM_FILE,
	},
	[LOG_FIELDS] = {
		.id = T("log_fields"),
		.help = T("how the entries call action, object, result, origin, actor and time, in this order, separated by commas; other names of one "
			"field by |"),
		.initial = T("action|event,object|target,result|outcome,origin|source|src,actor|user,time|timestamp"),
		.type = KEUR_PARAM_TEXT,
	},
};

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	static const struct keur_text operator_ = KEUR_TEXT("operator");
	struct task task = { .host = host, .call = call, .view = view, .failure = failure, .operator_ = KEUR_NONE };

	(void)self;
	for (uint32_t p = 0; p < PARAMS && !task.result; p++)
		if (param[p].type == KEUR_PARAM_DAYS)
			task.result = host->param(call, p, &task.number[p], NULL);
	for (uint32_t row = 0; row < rows(&task, SUPPLIER_ID); row++)
		if (same_text(keur_string(view, code(&task, SUPPLIER_ID, row)), operator_))
			task.operator_ = row;
	judge_incidents(&task);
	judge_advisories(&task);
	judge_certificates(&task);
	judge_audits(&task);
	judge_retired(&task);
	judge_interception(&task);
	judge_data(&task);
	judge_log_sample(&task);
	judge_nothing(&task);
	return task.result;
}

const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = T("assurance"),
	.version = T("1.0"),
	.summary = T("What audits, incidents, advisories, certificates, logins, exceptions and attestations say"),
	.licence = T("Apache-2.0"),
	.rules = RULES, .rule = rule,
	.params = PARAMS, .param = param,
	.needs = NEEDS, .need = need,
	.assess_whole = assess_whole,
};
