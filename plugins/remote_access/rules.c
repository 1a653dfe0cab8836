/* What remote_access declares: the columns it reads, its rules with their texts, its parameters. Data only. */
#include "rules.h"

const struct keur_text need[NEEDS] = { COLUMNS(KEUR_COLUMN_NEED) };

const struct keur_rule rule[RULES] = {
	[UNDECLARED_PATH] = {
		.id = T("undeclared_path"),
		.title = T("Way in that nobody declared"),
		.help = T("Somebody comes in, or says so, over a way that no valid declaration covers. A declaration covers what was observed "
			"when it has the same party, or one that party works under, the same target and country, and at least the privilege. "
			"Mend it by closing the way in, or by declaring and authorising it."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("{party} can reach {component} over a way in that nobody declared (from: {country})",
			"{party} kan {component} bereiken over een toegang die niemand heeft opgegeven (vanuit: {country})"),
		KEUR_QUESTION("Is every way in declared? Missing: {blame}; parts: {count}",
			"Is elke toegang opgegeven? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("country")),
		KEUR_MEASURES(T("EU-TB:TM03"), T("EU-TB:SM04"), T("ENISA-5G:SO11-037")),
	},
	[UNAUTHORISED_PATH] = {
		.id = T("unauthorised_path"),
		.title = T("Way in without a valid authorisation"),
		.help = T("Nobody at the operator authorised it; or the authorisation has run out and the way in is still seen, or stands open; "
			"or it has no end. Level 3 when the authorisation lasts longer than `longest_authorisation`. Of ways in that nobody "
			"declared only the answer that nobody authorised them counts."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 4, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("{party} can reach {component} without a valid authorisation (given by: {by}; since: {from}; end: {until})",
			"{party} kan {component} bereiken zonder geldige toestemming (gegeven door: {by}; sinds: {from}; einde: {until})"),
		KEUR_QUESTION("Who authorised the way in, and for how long? Missing: {blame}; parts: {count}",
			"Wie gaf toestemming voor de toegang, en voor hoe lang? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("by"), T("from"), T("until")),
		KEUR_MEASURES(T("EU-TB:TM03"), T("ENISA-5G:SO11-037"), T("BIO2:8.05.01")),
	},
	[SUPPLIER_ONLY_PATH] = {
		.id = T("supplier_only_path"),
		.title = T("Way in that the operator cannot cut"),
		.help = T("Only an outside party can see or close it. Ways in of the operator's own people are exempt."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("the operator cannot cut the way of {party} into {component} (cut by: {cut})",
			"de aanbieder kan de toegang van {party} tot {component} niet afsluiten (afsluitbaar door: {cut})"),
		KEUR_QUESTION("Who can see and cut the way in? Missing: {blame}; parts: {count}",
			"Wie kan de toegang zien en afsluiten? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("cut")),
		KEUR_MEASURES(T("EU-TB:SM04"), T("EU-TB:TM03")),
	},
	[UNTRUSTED_REACH] = {
		.id = T("untrusted_reach"),
		.title = T("Untrusted party reaches further"),
		.help = T("A party that is not trusted lands on a part, by a way in or because it manages, supports or hosts it, and what it "
			"can do there carries on to parts that this one administers or that depend on it. Whoever can only read reaches the "
			"part itself, for espionage. A hop that administers parts counts as a place where the party lands. The path goes from "
			"the way in to the most important part reached. Where nobody states that the ways in are complete it is a question."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("{party} is not trusted and lands on {component}; from there it can get to {part} (other parts in reach: {count}, critical: "
			"{critical})",
			"{party} wordt niet vertrouwd en komt binnen op {component}, en kan vandaar tot {part} komen (andere onderdelen binnen bereik: "
			"{count}, kritiek: {critical})"),
		KEUR_QUESTION("Can an untrusted party get here? Missing: {blame}; parts: {count}",
			"Kan een niet vertrouwde partij hier komen? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("count"), T("critical"), T("part")),
		KEUR_MEASURES(T("EU-TB:SM04"), T("EU-TB:TM01"), T("EU-TB:TM03"), T("ENISA-5G:SO11-037")),
	},
	[WEAK_CONTROLS] = {
		.id = T("weak_controls"),
		.title = T("Weak controls on a way in"),
		.help = T("Level 4 without a second factor at login; 3 when sessions are not recorded or not approved one by one, or the protocol "
			"is clear text (parameter `cleartext`)."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 4, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("the way of {party} into {component} fails on: {failing}", "de toegang van {party} tot {component} schiet tekort op: {failing}"),
		KEUR_QUESTION("How is the way in guarded? Missing: {blame}; parts: {count}",
			"Hoe is de toegang beveiligd? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("failing"), T("party"), T("component")),
		KEUR_MEASURES(T("EU-TB:TM03"), T("BIO2:5.17.01"), T("ENISA-5G:SO11-056")),
	},
	[STANDING_ACCESS] = {
		.id = T("standing_access"),
		.title = T("Way in that always stands open"),
		.help = T("It is not opened per session. Mend it by opening it on request and closing it after."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 3, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("the way of {party} into {component} always stands open", "de toegang van {party} tot {component} staat altijd open"),
		KEUR_QUESTION("Does the way in always stand open? Missing: {blame}; parts: {count}",
			"Staat de toegang altijd open? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component")),
		KEUR_MEASURES(T("EU-TB:TM03"), T("ENISA-5G:SO11-037")),
	},
	[OUTSIDE_REGION] = {
		.id = T("outside_region"),
		.title = T("Way in from outside the region"),
		.help = T("Somebody comes in from a country outside `region`. Ways in of the operator's own people count only when their country "
			"is named. Level 3; 4 when the register's table `country` shows that the country compels companies to cooperate with "
			"its government or has an offensive programme. An agreement lowers nothing."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 3, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("{party} comes into {component} from {country}", "{party} komt vanuit {country} binnen op {component}"),
		KEUR_QUESTION("From which country do people come in? Missing: {blame}; parts: {count}",
			"Vanuit welk land komt men binnen? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("country")),
		KEUR_MEASURES(T("EU-TB:SM04"), T("EU-TB:TM05"), T("ENISA-5G:SO11-037")),
	},
	[COUNTRY_UNKNOWN] = {
		.id = T("country_unknown"),
		.title = T("Country of which little is known"),
		.help = T("Somebody comes in from a country outside `region`, and the register's table `country` does not show whether it compels "
			"companies to cooperate or has an offensive programme, or only suspects it. Asked once for each country."),
		.kind = KEUR_KIND_GAP, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 4, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("{party} comes into {component} from {country}, of which the register does not say whether it compels or attacks",
			"{party} komt vanuit {country} binnen op {component}; het register zegt niet of dat land dwingt of aanvalt"),
		KEUR_QUESTION("Does a country outside the region compel companies to cooperate with its government, or attack? To be given: {blame}; "
			"parts: {count}",
			"Dwingt een land buiten de regio bedrijven tot medewerking met de overheid, of valt het aan? Nog te geven: {blame}; "
			"onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component"), T("country")),
		KEUR_MEASURES(T("EU-TB:SM03"), T("EU-TB:SM04")),
	},
	[RETIRED_REACHABLE] = {
		.id = T("retired_reachable"),
		.title = T("Retired part that can still be reached"),
		.help = T("The part is out of service and a way in to it is still valid. Mend it by proof that it was taken down."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 4,
		.on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("{component} is out of service and {party} can still reach it", "{component} is buiten gebruik en {party} kan er nog bij"),
		KEUR_QUESTION("Can the retired part still be reached? Missing: {blame}; parts: {count}",
			"Is het onderdeel buiten gebruik nog bereikbaar? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component")),
		KEUR_MEASURES(T("EU-TB:TM03"), T("ENISA-5G:SO17-003")),
	},
	[UNOBSERVED] = {
		.id = T("unobserved"),
		.title = T("Ways in not observed"),
		.help = T("Nobody states that the ways in to the part are complete, or no system that would see one backs the statement. A list of "
			"what was declared finds no hidden way in. A way in whose target is not named may lead anywhere, and is asked about too."),
		.kind = KEUR_KIND_GAP, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("who can get into {component} is not observed", "wie bij {component} kan, wordt niet waargenomen"),
		KEUR_QUESTION("Who sees and answers for the ways in? Asked about {blame}; parts: {count}",
			"Wie ziet de toegangen en staat ervoor in? Gevraagd over {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("component")),
		KEUR_MEASURES(T("EU-TB:TM05"), T("ENISA-5G:SO23-011")),
	},
};

const struct keur_param param[PARAMS] = {
	[REGION] = {
		.id = T("region"),
		.help = T("countries that are not outside, ISO 3166-1 alpha-2, separated by commas; default: EU and EEA"),
		.initial = T("AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IS,IT,LI,LT,LU,LV,MT,NL,NO,PL,PT,RO,SE,SI,SK"),
		.type = KEUR_PARAM_TEXT,
	},
	[CLEARTEXT] = {
		.id = T("cleartext"),
		.help = T("protocols without encryption, separated by commas, in upper or lower case"),
		.initial = T("telnet,ftp,tftp,http,rlogin,rsh,rexec,vnc,ldap,snmpv1,snmpv2c"),
		.type = KEUR_PARAM_TEXT,
	},
	[LONGEST_AUTHORISATION] = {
		.id = T("longest_authorisation"),
		.help = T("an authorisation that lasts longer counts as too long"),
		.initial = T("P1Y"),
		.type = KEUR_PARAM_DAYS, .least = 1, .most = 36500,
	},
};
