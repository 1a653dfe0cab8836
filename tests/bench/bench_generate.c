/* Writes a large, believable inventory: the same bytes for the same numbers and seed, on any machine.
 *
 * Most of it is radio network: base stations on masts, each under a central unit, each managed by an element manager that has some
 * thousands of them. A small core, business systems, gateways, few suppliers. What holds for many parts is said once, by apply; some parts
 * have a distrusted maker or an undecided field service, so that there is something to find. Knows nothing of keur but its formats. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum format { FORMAT_YAML, FORMAT_XML, FORMAT_CSV };

/* ---- Random numbers: xorshift64*, good enough to spread things, and ours on every machine ---------------------------------------- */

static uint64_t random_state;

static uint64_t random_next(void)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return random_state * UINT64_C(0x2545F4914F6CDD1D);
}

static uint32_t random_below(uint32_t limit)
{
	return (uint32_t)((random_next() >> 32) * limit >> 32);
}

/* ---- Tables: a row is filled by column, then written in the format asked for ------------------------------------------------------- */

enum { COLUMNS = 16, VALUE = 192 };

struct table {
	const char *name, *plural;
	const char *column[COLUMNS]; /* NULL ends; a name with a dot belongs to a group; `*` in front: a list, items separated by | */
	bool block;                  /* YAML: one line per field instead of one per row */
};

enum { T_NETWORK, T_SITE, T_COMPONENT, T_PARTY, T_LINK, T_ACCESS, T_SUPPLIER, T_DECISION, T_STATEMENT, TABLES };

static const struct table tables[TABLES] = {
	[T_NETWORK] = { "network", "network", { "operator", "country", "as_of", "users" }, true },
	[T_SITE] = { "site", "sites", { "name", "country", "sensitive" }, false },
	[T_COMPONENT] = { "component", "components", { "id", "name", "*function", "segment", "site", "product.supplier", "product.name",
		"product.version", "*data", "users", "exposed", "*serves", "in_service_from", "*depends_on" }, true },
	[T_PARTY] = { "party", "parties", { "component", "supplier", "role", "under" }, false },
	[T_LINK] = { "link", "links", { "from", "to", "plane", "protocol" }, false },
	[T_ACCESS] = { "access", "access", { "id", "party", "from_country", "target", "*via", "protocol", "privilege", "source", "authorised_by",
		"valid_from", "valid_until", "standing", "mfa", "recorded", "cut_switch", "logged_to" }, true },
	[T_SUPPLIER] = { "supplier", "suppliers", { "id", "name", "country" }, false },
	[T_DECISION] = { "decision", "decisions", { "supplier", "decision", "from", "authority" }, false },
	[T_STATEMENT] = { "statement", "statements", { "table", "covers", "complete", "by", "from", "*observed_by" }, false },
};

static struct {
	enum format format;
	const char *directory; /* CSV */
	FILE *file;
	const struct table *table;
	char value[COLUMNS][VALUE];
} out;

static void die(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fputs("bench_generate: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
	exit(1);
}

static FILE *create(const char *path)
{
	FILE *file = fopen(path, "w");

	if (!file)
		die("%s: %s", path, strerror(errno));
	setvbuf(file, NULL, _IOFBF, 1 << 20);
	return file;
}

static void finish(FILE *file)
{
	if (fflush(file) != 0 || ferror(file))
		die("write failed: %s", strerror(errno));
	if (file != stdout && fclose(file) != 0)
		die("close failed: %s", strerror(errno));
}

static void table_begin(unsigned t)
{
	unsigned c;

	out.table = &tables[t];
	if (out.format == FORMAT_YAML) {
		fprintf(out.file, "%s:\n", out.table->plural);
	} else if (out.format == FORMAT_CSV) {
		char path[4096];

		if (snprintf(path, sizeof path, "%s/%s.csv", out.directory, out.table->name) >= (int)sizeof path)
			die("%s: path too long", out.directory);
		out.file = create(path);
		for (c = 0; c < COLUMNS && out.table->column[c]; c++) {
			const char *name = out.table->column[c];

			fprintf(out.file, c ? ",%s" : "%s.%s", c ? name + (*name == '*') : out.table->name, name + (*name == '*'));
		}
		fputc('\n', out.file);
	}
	memset(out.value, 0, sizeof out.value);
}

static void table_end(void)
{
	if (out.format == FORMAT_CSV) {
		finish(out.file);
		out.file = NULL;
	}
}

__attribute__((format(printf, 2, 3))) static void set(const char *column, const char *format, ...)
{
	va_list arguments;
	unsigned c;

	for (c = 0; c < COLUMNS && out.table->column[c]; c++) {
		const char *name = out.table->column[c];

		if (strcmp(name + (*name == '*'), column) != 0)
			continue;
		va_start(arguments, format);
		if (vsnprintf(out.value[c], VALUE, format, arguments) >= VALUE)
			die("%s: value too long", column);
		va_end(arguments);
		return;
	}
	die("no column %s in %s", column, out.table->name);
}

static void yaml_value(const char *name, const char *value)
{
	const char *bar;

	if (*name != '*' || strcmp(value, "none") == 0) {
		fputs(value, out.file);
		return;
	}
	fputc('[', out.file);
	for (; (bar = strchr(value, '|')); value = bar + 1)
		fprintf(out.file, "%.*s, ", (int)(bar - value), value);
	fprintf(out.file, "%s]", value);
}

static void yaml_row(void)
{
	const char *between = "", *group = NULL;
	size_t length = 0;
	unsigned c;

	if (out.table == &tables[T_NETWORK])
		between = "  ";
	else
		fputs(out.table->block ? "  - " : "  - {", out.file);
	for (c = 0; c < COLUMNS && out.table->column[c]; c++) {
		const char *name = out.table->column[c], *dot = strchr(name, '.');

		if (!*out.value[c])
			continue;
		if (group && !(dot && memcmp(name, group, length + 1) == 0)) {
			fputc('}', out.file);
			group = NULL;
		}
		if (dot && !group) {
			group = name;
			length = (size_t)(dot - name);
			fprintf(out.file, "%s%.*s: {", between, (int)length, name);
			between = "";
		} else if (dot) {
			between = ", ";
		}
		fprintf(out.file, "%s%s: ", between, dot ? dot + 1 : name + (*name == '*'));
		yaml_value(name, out.value[c]);
		between = out.table == &tables[T_NETWORK] ? "\n  " : out.table->block ? "\n    " : ", ";
	}
	if (group)
		fputc('}', out.file);
	fputs(out.table->block ? "\n" : "}\n", out.file);
}

static void xml_list(const char *name, const char *value)
{
	const char *bar;

	for (; (bar = strchr(value, '|')); value = bar + 1)
		fprintf(out.file, "<%s>%.*s</%s>", name, (int)(bar - value), value, name);
	fprintf(out.file, "<%s>%s</%s>", name, value, name);
}

static void xml_row(void)
{
	bool children = false, open = false;
	unsigned c;

	fprintf(out.file, "  <%s", out.table->name);
	for (c = 0; c < COLUMNS && out.table->column[c]; c++) {
		const char *name = out.table->column[c];

		if (!*out.value[c])
			continue;
		if (*name == '*' || strchr(name, '.'))
			children = true;
		else
			fprintf(out.file, " %s=\"%s\"", name, out.value[c]);
	}
	if (!children) {
		fputs("/>\n", out.file);
		return;
	}
	fputc('>', out.file);
	for (c = 0; c < COLUMNS && out.table->column[c]; c++) {
		const char *name = out.table->column[c], *dot = strchr(name, '.');

		if (!*out.value[c])
			continue;
		if (dot) {
			if (!open)
				fprintf(out.file, "<%.*s", (int)(dot - name), name);
			fprintf(out.file, " %s=\"%s\"", dot + 1, out.value[c]);
			open = true;
			continue;
		}
		if (open)
			fputs("/>", out.file);
		open = false;
		if (*name == '*')
			xml_list(name + 1, out.value[c]);
	}
	fprintf(out.file, open ? "/></%s>\n" : "</%s>\n", out.table->name);
}

static void csv_row(void)
{
	unsigned c;

	for (c = 0; c < COLUMNS && out.table->column[c]; c++)
		fprintf(out.file, c ? ",%s" : "%s", out.value[c]);
	fputc('\n', out.file);
}

static void row(void)
{
	if (out.format == FORMAT_YAML)
		yaml_row();
	else if (out.format == FORMAT_XML)
		xml_row();
	else
		csv_row();
	memset(out.value, 0, sizeof out.value);
}

/* ---- The network ------------------------------------------------------------------------------------------------------------------- */

static const char *const core_function[] = { "AMF", "SMF", "UPF", "UDM", "AUSF", "PCF", "NRF", "NSSF", "SEPP", "CHF", "MME", "HSS", "SGW", "PGW",
	"CSCF", "TAS", "SBC" };
static const char *const core_segment[] = { "core-5g", "core-5g", "core-5g", "core-5g", "core-5g", "core-5g", "core-5g", "core-5g", "roaming",
	"core-5g", "core-4g", "core-4g", "core-4g", "core-4g", "voice", "voice", "voice" };
static const char *const core_data[] = { "location|subscriber_key", "traffic", "content", "customer|subscriber_key", "subscriber_key", "customer",
	"config", "config", "location", "billing|traffic", "location|subscriber_key", "customer|subscriber_key", "content", "content|traffic",
	"traffic", "traffic", "content" };
enum { CORE_FUNCTIONS = sizeof core_function / sizeof *core_function };

/* Parts that every network has once. */
static const struct single {
	const char *id, *function, *segment, *data, *supplier, *product;
} single[] = {
	{ "billing-1", "billing", "bss-prod", "customer|traffic|billing", "business-1", "Bill" },
	{ "crm-1", "CRM", "bss-prod", "customer", "business-1", "Care" },
	{ "mediation-1", "mediation", "bss-prod", "traffic|billing", "business-1", "Usage" },
	{ "li-admf-1", "ADMF", "li", "li_target", "keys-1", "Desk" },
	{ "li-mdf-1", "MDF", "li", "li_target|content", "keys-1", "Delivery" },
	{ "hsm-1", "HSM", "keys", "credential", "keys-1", "Vault" },
	{ "pki-1", "PKI", "keys", "credential", "keys-1", "Authority" },
	{ "dns-1", "DNS", "names", "config", "platform-1", "Names" },
	{ "ntp-1", "NTP", "names", "config", "platform-1", "Time" },
	{ "nfvo-1", "NFVO", "nfv", "config", "platform-1", "Orchestrator" },
	{ "vim-1", "VIM", "nfv", "config", "platform-1", "Infrastructure" },
	{ "ems-core", "EMS", "oss", "config", "core-1", "Manager" },
	{ "siem-1", "SIEM", "sec", "log", "security-1", "Watch" },
	{ "log-1", "log store", "archive", "log", "security-1", "Archive" },
	{ "vpn-1", "VPN gateway", "dmz", "config", "security-1", "Access" },
	{ "pam-1", "PAM", "admin", "config", "security-1", "Sessions" },
	{ "jump-1", "jump host", "admin", "config", "platform-1", "Desk" },
	{ "fw-1", "firewall", "filter", "config", "security-1", "Wall" },
};
enum { SINGLES = sizeof single / sizeof *single };

static struct {
	uint32_t core, managers, routers, centrals, stations; /* how many */
	uint32_t sites, links, written;
} net;

static void plan(uint32_t components, uint32_t links)
{
	uint32_t rest;

	net.core = components / 200 < CORE_FUNCTIONS ? CORE_FUNCTIONS : components / 200;
	net.managers = components / 2500 + 1;
	if (components < SINGLES + net.core + net.managers + 20)
		die("at least %u components", SINGLES + net.core + net.managers + 20);
	rest = components - SINGLES - net.core - net.managers;
	net.routers = rest / 12 + 1;
	net.centrals = rest / 16 + 1;
	net.stations = rest - net.routers - net.centrals;
	net.sites = net.stations / 4 + 1;
	net.links = links;
}

static uint32_t region_of(uint32_t station)
{
	return (uint32_t)((uint64_t)station * net.managers / net.stations);
}

static void product(const char *supplier, const char *name, const char *version)
{
	set("product.supplier", "%s", supplier);
	set("product.name", "%s", name);
	set("product.version", "%s", version);
}

static void service_date(void)
{
	set("in_service_from", "20%02u-%02u-%02u", 15 + random_below(11), 1 + random_below(12), 1 + random_below(28));
}

static void write_core(void)
{
	uint32_t i;

	for (i = 0; i < SINGLES; i++) {
		set("id", "%s", single[i].id);
		set("function", "%s", single[i].function);
		set("segment", "%s", single[i].segment);
		set("site", "dc-%u", i % 3);
		product(single[i].supplier, single[i].product, "4.2");
		set("data", "%s", single[i].data);
		set("users", "4000000");
		set("exposed", strcmp(single[i].segment, "dmz") == 0 ? "internet" : "none");
		set("serves", "none");
		service_date();
		row();
	}
	for (i = 0; i < net.core; i++) {
		uint32_t f = i % CORE_FUNCTIONS;

		set("id", "%s-%03u", core_function[f], i / CORE_FUNCTIONS);
		set("name", "%s instance %u", core_function[f], i / CORE_FUNCTIONS);
		set("function", "%s", core_function[f]);
		set("segment", "%s", core_segment[f]);
		set("site", "dc-%u", i % 3);
		product("core-1", "Core", "7.2");
		set("data", "%s", core_data[f]);
		set("users", "4000000");
		set("exposed", strcmp(core_segment[f], "roaming") == 0 ? "partner" : "none");
		set("serves", "emergency");
		service_date();
		set("depends_on", "dns-1|ntp-1");
		row();
	}
}

static void write_access_network(void)
{
	static const char *const radio[] = { "radio-1", "radio-2", "radio-3" }; /* radio-3 is distrusted: one station in twenty */
	uint32_t i;

	for (i = 0; i < net.managers; i++) {
		set("id", "ems-ran-%03u", i);
		set("function", "EMS");
		set("segment", "oss-ran");
		set("site", "dc-%u", i % 3);
		product(radio[i % 2], "Manager", "R23.4");
		set("data", "config");
		set("users", "%u", 4000000 / net.managers);
		set("exposed", "none");
		set("serves", "none");
		service_date();
		row();
	}
	for (i = 0; i < net.routers; i++) {
		set("id", "rtr-%06u", i);
		set("name", "Hub %u aggregation", i);
		set("function", i % 3 == 2 ? "microwave" : "router");
		set("segment", "transport-%02u", i * net.managers / net.routers);
		set("site", "mast-%06u", i % net.sites);
		product(i % 2 ? "transport-1" : "transport-2", "Aggregator", "24.1");
		set("data", "config");
		set("users", "%u", 2000 + random_below(40000));
		set("serves", "none");
		service_date();
		row();
	}
	for (i = 0; i < net.centrals; i++) {
		set("id", "gnb-cu-%06u", i);
		set("name", "Central unit %u", i);
		set("function", i % 2 ? "gNB-CU-UP" : "gNB-CU-CP");
		set("segment", "ran-%02u", (uint32_t)((uint64_t)i * net.managers / net.centrals));
		set("site", "mast-%06u", i % net.sites);
		product(radio[i % 2], "CU", "R23.4");
		set("data", "none");
		set("users", "%u", 20000 + random_below(60000));
		set("serves", "emergency");
		service_date();
		row();
	}
	for (i = 0; i < net.stations; i++) {
		bool four = i % 3 == 2;

		set("id", "%s-%07u", four ? "enb" : "gnb-du", i);
		set("name", "Mast %u sector %u", i / 4, i % 4);
		set("function", "%s", four ? "eNB" : "gNB-DU");
		set("segment", "ran-%02u", region_of(i));
		set("site", "mast-%06u", i / 4);
		product(i % 20 == 7 ? radio[2] : radio[region_of(i) % 2], four ? "Four 20" : "DU 450", random_below(5) ? "R23.4" : "R23.3");
		set("data", "none");
		set("users", "%u", 200 + random_below(6000));
		set("serves", i % 200 == 3 ? "emergency|government" : "none");
		service_date();
		row();
	}
}

static bool link_row(const char *plane, const char *protocol)
{
	if (net.written == net.links)
		return false;
	net.written++;
	set("plane", "%s", plane);
	set("protocol", "%s", protocol);
	row();
	return true;
}

static void station_name(const char *column, uint32_t station)
{
	set(column, "%s-%07u", station % 3 == 2 ? "enb" : "gnb-du", station);
}

static void write_links(void)
{
	uint32_t i, round;

	for (i = 0; i < net.core && net.written < net.links; i++) {
		uint32_t f = i % CORE_FUNCTIONS;

		set("from", "ems-core");
		set("to", "%s-%03u", core_function[f], i / CORE_FUNCTIONS);
		link_row("management", "NETCONF");
	}
	for (i = 0; i < net.routers && net.written < net.links; i++) {
		set("from", "ems-ran-%03u", i * net.managers / net.routers);
		set("to", "rtr-%06u", i);
		link_row("management", "SNMPv3");
	}
	for (i = 0; i < net.centrals && net.written < net.links; i++) {
		set("from", "ems-ran-%03u", (uint32_t)((uint64_t)i * net.managers / net.centrals));
		set("to", "gnb-cu-%06u", i);
		link_row("management", "NETCONF");
	}
	for (i = 0; i < net.stations && net.written < net.links; i++) {
		set("from", "ems-ran-%03u", region_of(i));
		station_name("to", i);
		link_row("management", "NETCONF");
	}
	for (i = 0; i < net.stations && net.written < net.links; i++) {
		station_name("from", i);
		if (i % 3 == 2)
			set("to", "rtr-%06u", (uint32_t)((uint64_t)i * net.routers / net.stations));
		else
			set("to", "gnb-cu-%06u", (uint32_t)((uint64_t)i * net.centrals / net.stations));
		link_row(i % 3 == 2 ? "user" : "control", i % 3 == 2 ? "IPsec" : "F1AP");
	}
	for (i = 0; i < net.centrals && net.written < net.links; i++) {
		set("from", "gnb-cu-%06u", i);
		set("to", "rtr-%06u", (uint32_t)((uint64_t)i * net.routers / net.centrals));
		link_row("user", "IPsec");
	}
	for (i = 0; i < net.routers && net.written < net.links; i++) {
		set("from", "rtr-%06u", i);
		set("to", "fw-1");
		link_row("user", "IPsec");
	}
	for (round = 1; net.written < net.links; round++) { /* neighbours, further away each round */
		if (round >= net.stations)
			die("too many links for so few components");
		for (i = 0; i < net.stations && net.written < net.links; i++) {
			station_name("from", i);
			station_name("to", (i + round) % net.stations);
			link_row("control", "XnAP");
		}
	}
}

static void write_access(uint32_t components)
{
	uint32_t i, ways = components / 500 + 4;

	for (i = 0; i < ways; i++) {
		bool seen = i % 10 == 9; /* observed, and nobody declared it */

		set("id", "ra-%05u", i);
		set("party", i % 4 == 3 ? "core-1" : i % 2 ? "radio-2" : "radio-1");
		set("from_country", i % 16 == 5 ? "QY" : "DE");
		if (i % 4 == 3)
			set("target", "ems-core");
		else
			set("target", "ems-ran-%03u", random_below(net.managers));
		set("via", "vpn-1|pam-1");
		set("protocol", "SSH");
		set("privilege", seen ? "admin" : "operate");
		set("source", seen ? "observed" : "declared");
		set("authorised_by", seen ? "none" : "operations");
		set("valid_from", "2026-01-01");
		set("valid_until", "2026-12-31");
		set("standing", i % 8 ? "no" : "yes");
		set("mfa", i % 16 == 1 ? "no" : "yes");
		set("recorded", "yes");
		set("cut_switch", "operator");
		set("logged_to", "siem-1");
		row();
	}
}

static void write_suppliers(void)
{
	static const char *const name[] = { "radio-1", "radio-2", "radio-3", "core-1", "transport-1", "transport-2", "business-1", "keys-1",
		"platform-1", "security-1", "field-1" };
	uint32_t i;

	table_begin(T_SUPPLIER);
	for (i = 0; i < sizeof name / sizeof *name; i++) {
		set("id", "%s", name[i]);
		set("name", "Invented supplier %s", name[i]);
		set("country", i == 2 ? "QZ" : "DE");
		row();
	}
	table_end();
	table_begin(T_DECISION);
	for (i = 0; i + 1 < sizeof name / sizeof *name; i++) { /* nobody decided about field-1 */
		set("supplier", "%s", name[i]);
		set("decision", i == 2 ? "untrusted" : "trusted");
		set("from", "2025-01-01");
		set("authority", "invented");
		row();
	}
	table_end();
}

static void write_statements(void)
{
	static const char *const about[] = { "party", "log", "link", "ownership", "access" };
	uint32_t i;

	table_begin(T_STATEMENT);
	for (i = 0; i < sizeof about / sizeof *about; i++) {
		set("table", "%s", about[i]);
		set("covers", "all");
		set("complete", "yes");
		set("by", "Operations");
		set("from", "2026-09-01");
		if (i == 4)
			set("observed_by", "vpn|pam|firewall");
		row();
	}
	table_end();
}

/* A few own parties: field service under the maker of every 50th station. */
static void write_parties(void)
{
	uint32_t i;

	for (i = 0; i < net.stations; i += 50) {
		station_name("component", i);
		set("supplier", "field-1");
		set("role", "support");
		set("under", "%s", region_of(i) % 2 ? "radio-2" : "radio-1");
		row();
	}
}

#define EVENTS "authentication|admin_action|account_change|config_change|data_access|data_export|remote_session|log_control|software_update"

/* Bulk facts: what a CSV inventory brings in a native file beside it. */
static void write_applies(FILE *file, bool xml)
{
	static const struct {
		const char *functions, *support, *depends;
	} bulk[] = {
		{ "gNB-DU|eNB|gNB-CU-CP|gNB-CU-UP", "radio-1", "ntp-1" },
		{ "router|microwave", "transport-1", "ntp-1" },
		{ "EMS|SIEM|log store|VPN gateway|PAM|jump host|firewall", "operator", "ntp-1" },
		{ "AMF|SMF|UPF|UDM|AUSF|PCF|NRF|NSSF|SEPP|CHF|MME|HSS|SGW|PGW|CSCF|TAS|SBC", "core-1", "ntp-1" },
		{ "billing|CRM|mediation|ADMF|MDF|HSM|PKI|NFVO|VIM", "operator", "ntp-1" },
		{ "DNS|NTP", "operator", "none" },
	};
	FILE *before = out.file;
	size_t i;

	out.file = file;
	if (!xml)
		fputs("apply:\n", file);
	for (i = 0; i < sizeof bulk / sizeof *bulk; i++) {
		if (xml) {
			fputs("  <apply reference=\"standard 3.1\"><to>", file);
			xml_list("function", bulk[i].functions);
			fputs("</to><set", file);
			if (i < 2)
				fputs(" exposed=\"none\"", file);
			fputs("><product end_of_support=\"none\"/><keys_held_by>operator</keys_held_by>", file);
			if (i != 3)
				fprintf(file, "<depends_on>%s</depends_on>", bulk[i].depends);
			fprintf(file, "<party supplier=\"operator\" role=\"manage\"/><party supplier=\"%s\" role=\"support\"/>", bulk[i].support);
			fputs("<log sink=\"siem-1\" sink_admin=\"operator\" retention=\"P6M\" time_sync=\"yes\" integrity=\"yes\" reviewed=\"daily\">", file);
			xml_list("events", EVENTS);
			fputs("</log></set></apply>\n", file);
			continue;
		}
		fputs("  - to: {function: ", file);
		yaml_value("*", bulk[i].functions);
		fputs("}\n    set:\n      product: {end_of_support: none}\n", file);
		if (i < 2)
			fputs("      exposed: none\n", file);
		fputs("      keys_held_by: [operator]\n", file);
		if (i != 3) {
			fputs("      depends_on: ", file);
			yaml_value("*", bulk[i].depends);
			fputc('\n', file);
		}
		fprintf(file, "      parties: [{supplier: operator, role: manage}, {supplier: %s, role: support}]\n", bulk[i].support);
		fputs("      logs:\n        - events: ", file);
		yaml_value("*", EVENTS);
		fputs("\n          sink: siem-1\n          sink_admin: operator\n          retention: P6M\n          time_sync: yes\n          integrity: yes\n"
			"          reviewed: daily\n    reference: standard 3.1\n", file);
	}
	out.file = before;
}

static void write_tables(uint32_t components)
{
	uint32_t i;

	table_begin(T_NETWORK);
	set("operator", "Bench");
	set("country", "NL");
	set("as_of", "2026-11-01");
	set("users", "4000000");
	row();
	table_end();
	table_begin(T_SITE);
	for (i = 0; i < 3; i++) {
		set("name", "dc-%u", i);
		set("country", "NL");
		set("sensitive", "no");
		row();
	}
	for (i = 0; i < net.sites; i++) {
		set("name", "mast-%06u", i);
		set("country", "NL");
		set("sensitive", i % 100 == 1 ? "yes" : "no");
		row();
	}
	table_end();
	table_begin(T_COMPONENT);
	write_core();
	write_access_network();
	table_end();
	table_begin(T_PARTY);
	write_parties();
	table_end();
	table_begin(T_LINK);
	write_links();
	table_end();
	table_begin(T_ACCESS);
	write_access(components);
	table_end();
	write_suppliers();
	write_statements();
}

static uint32_t number(const char *option, const char *text)
{
	char *end;
	unsigned long value;

	errno = 0;
	value = strtoul(text, &end, 10);
	if (errno || *end || end == text || value == 0 || value > 50000000)
		die("%s: `%s` is no number between 1 and 50000000", option, text);
	return (uint32_t)value;
}

static void usage(void)
{
	fputs("usage: bench_generate --components N [--links M] [--format yaml|xml|csv] [--seed S] [--output FILE]\n"
		"  M: default 2 N. csv: FILE is a directory, one file per table and facts.yaml. Default: stdout, not for csv.\n", stderr);
	exit(1);
}

int main(int argc, char **argv)
{
	const char *output = NULL;
	uint32_t components = 0, links = 0, seed = 1;
	int i;

	for (i = 1; i + 1 < argc; i += 2) {
		const char *option = argv[i], *value = argv[i + 1];

		if (strcmp(option, "--components") == 0)
			components = number(option, value);
		else if (strcmp(option, "--links") == 0)
			links = number(option, value);
		else if (strcmp(option, "--seed") == 0)
			seed = number(option, value);
		else if (strcmp(option, "--output") == 0)
			output = value;
		else if (strcmp(option, "--format") == 0 && strcmp(value, "yaml") == 0)
			out.format = FORMAT_YAML;
		else if (strcmp(option, "--format") == 0 && strcmp(value, "xml") == 0)
			out.format = FORMAT_XML;
		else if (strcmp(option, "--format") == 0 && strcmp(value, "csv") == 0)
			out.format = FORMAT_CSV;
		else
			usage();
	}
	if (i != argc || !components || (out.format == FORMAT_CSV && !output))
		usage();
	random_state = UINT64_C(0x9E3779B97F4A7C15) * seed;
	plan(components, links ? links : 2 * components);

	if (out.format == FORMAT_CSV) {
		char path[4096];
		FILE *facts;

		if (mkdir(output, 0777) != 0 && errno != EEXIST)
			die("%s: %s", output, strerror(errno));
		out.directory = output;
		write_tables(components);
		if (snprintf(path, sizeof path, "%s/facts.yaml", output) >= (int)sizeof path)
			die("%s: path too long", output);
		facts = create(path);
		fputs("keur: 1\n", facts);
		write_applies(facts, false);
		finish(facts);
		return 0;
	}
	out.file = output ? create(output) : stdout;
	fputs(out.format == FORMAT_YAML ? "keur: 1\n" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<keur version=\"1\">\n", out.file);
	write_tables(components);
	write_applies(out.file, out.format == FORMAT_XML);
	if (out.format == FORMAT_XML)
		fputs("</keur>\n", out.file);
	finish(out.file);
	return 0;
}
