/* Registrations of network functions (3GPP TS 29.510): what an NRF knows about who serves whom. One instance is one component. */
#include "input/foreign.h"

#include "base/mem.h"
#include "base/number.h"
#include "input/json_names.h"
#include "input/recognise.h"
#include "syntax/json.h"

#include <stdlib.h>

enum fact { FACT_ID, FACT_TYPE, FACT_FQDN, FACT_NAME, FACT_VENDOR, FACT_LOCALITY, FACTS };

static const char *const fact_name[FACTS] = { "nfInstanceId", "nfType", "fqdn", "nfInstanceName", "vendorId", "locality" };

struct instance {
	unsigned depth; /* of its map; 0: none is open */
	uint32_t line;
	struct buffer fact[FACTS];
};

struct reader {
	struct part *part;
	struct messages *messages;
	uint32_t file;
	struct json_names names;
	struct instance root, listed; /* a file may be one profile, or hold a list of them */
	struct dict ids;
	bool https[TREE_DEPTH + 1], http_prefix[TREE_DEPTH + 1]; /* of the map at this depth */
	unsigned instances;
};

static void warn(struct reader *r, uint32_t line, uint32_t column, const char *text)
{
	messages_add(r->messages, SEVERITY_WARNING, (struct place){ r->file, line, column }, "%s", text);
}

static struct instance *innermost(struct reader *r)
{
	return r->listed.depth ? &r->listed : &r->root;
}

static void begin_instance(struct instance *instance, unsigned depth, uint32_t line)
{
	unsigned f;

	instance->depth = depth;
	instance->line = line;
	for (f = 0; f < FACTS; f++)
		buffer_clear(&instance->fact[f]);
}

static void add_text(struct reader *r, enum column_id column, const struct buffer *value)
{
	if (value->length)
		part_set_text(r->part, &r->part->rows, column, buffer_view(value));
}

/* An IANA private enterprise number, in six digits with leading zeros. */
static void add_vendor(struct reader *r, const struct instance *i)
{
	struct part_tables *rows = &r->part->rows;
	struct buffer supplier = { 0 };
	int64_t number;

	if (!i->fact[FACT_VENDOR].length)
		return;
	if (!number_parse(buffer_view(&i->fact[FACT_VENDOR]), &number)) {
		warn(r, i->line, 0, "vendorId is not an IANA enterprise number: the maker stays unknown");
		return;
	}
	buffer_format(&supplier, "iana-pen:%lld", (long long)number);
	part_row(r->part, rows, TABLE_party, i->line);
	part_set_text(r->part, rows, COL_party_component, buffer_view(&i->fact[FACT_ID]));
	part_set_text(r->part, rows, COL_party_supplier, buffer_view(&supplier));
	part_set_member(r->part, rows, COL_party_role, (unsigned)schema_find_member(LIST_role, text_of("manufacture")));
	buffer_free(&supplier);
}

static void end_instance(struct reader *r, struct instance *i)
{
	size_t before = r->ids.count;

	i->depth = 0;
	if (!i->fact[FACT_ID].length) {
		if (i->fact[FACT_TYPE].length)
			warn(r, i->line, 0, "an instance without nfInstanceId is passed over");
		return;
	}
	dict_add(&r->ids, buffer_view(&i->fact[FACT_ID]));
	if (r->ids.count == before) {
		warn(r, i->line, 0, "an instance that is registered twice: the second registration is passed over");
		return;
	}
	r->instances++;
	part_row(r->part, &r->part->rows, TABLE_component, i->line);
	add_text(r, COL_component_id, &i->fact[FACT_ID]);
	add_text(r, COL_component_name, i->fact[FACT_FQDN].length ? &i->fact[FACT_FQDN] : &i->fact[FACT_NAME]);
	add_text(r, COL_component_function, &i->fact[FACT_TYPE]);
	add_text(r, COL_component_site, &i->fact[FACT_LOCALITY]);
	add_vendor(r, i);
}

static int on_map_begin(void *self, struct mark at)
{
	struct reader *r = self;
	bool listed = text_is(json_names_now(&r->names), "nfInstances") || (r->names.depth == 1 && !r->names.level[0].map);

	json_names_open(&r->names, true);
	r->https[r->names.depth] = r->http_prefix[r->names.depth] = false;
	if (listed && !r->listed.depth)
		begin_instance(&r->listed, r->names.depth, at.line);
	else if (r->names.depth == 1)
		begin_instance(&r->root, 1, at.line);
	return 0;
}

static int on_map_end(void *self, struct mark at)
{
	struct reader *r = self;
	struct instance *i = innermost(r);

	if (r->https[r->names.depth] && r->http_prefix[r->names.depth])
		warn(r, at.line, at.column, "a service says `scheme: https` and has an apiPrefix with http://");
	if (i->depth == r->names.depth)
		end_instance(r, i);
	json_names_close(&r->names);
	return 0;
}

static int on_list_begin(void *self, struct mark at)
{
	struct reader *r = self;

	(void)at;
	json_names_open(&r->names, false);
	return 0;
}

static int on_list_end(void *self, struct mark at)
{
	struct reader *r = self;

	(void)at;
	json_names_close(&r->names);
	return 0;
}

static int on_key(void *self, struct text key, struct mark at)
{
	struct reader *r = self;

	(void)at;
	json_names_key(&r->names, key);
	return 0;
}

static bool looks_like_address(struct text value, const char *digits)
{
	size_t i;

	for (i = 0; i < value.length; i++)
		if (!value.data[i] || !strchr(digits, value.data[i]))
			return false;
	return true;
}

static bool begins(struct text value, const char *with)
{
	return value.length >= strlen(with) && memcmp(value.data, with, strlen(with)) == 0;
}

static int on_scalar(void *self, struct text value, enum scalar_kind kind, struct mark at)
{
	struct reader *r = self;
	struct instance *i = innermost(r);
	struct text name = json_names_now(&r->names);
	unsigned f, depth = r->names.depth;

	if (kind == SCALAR_NULL)
		return 0;
	if (value.length > PART_TEXT_MOST)
		return part_too_long("a value", NULL, value, PART_TEXT_MOST, (struct place){ r->file, at.line, at.column }, r->messages);
	if (depth == i->depth) {
		for (f = 0; f < FACTS; f++) {
			if (!text_is(name, fact_name[f]))
				continue;
			if (f == FACT_ID && value.length > PART_ID_MOST)
				return part_too_long(fact_name[f], NULL, value, PART_ID_MOST, (struct place){ r->file, at.line, at.column }, r->messages);
			if (!i->fact[f].length)
				buffer_text(&i->fact[f], value);
			return 0;
		}
	}
	if (text_is(name, "scheme"))
		r->https[depth] = text_is(value, "https");
	else if (text_is(name, "apiPrefix"))
		r->http_prefix[depth] = begins(value, "http://");
	else if ((text_is(name, "ipv4Addresses") || text_is(name, "ipv4Address")) && !looks_like_address(value, "0123456789."))
		warn(r, at.line, at.column, "a host name stands where an IPv4 address belongs");
	else if ((text_is(name, "ipv6Addresses") || text_is(name, "ipv6Address"))
		&& !looks_like_address(value, "0123456789abcdefABCDEF:."))
		warn(r, at.line, at.column, "a host name stands where an IPv6 address belongs");
	return 0;
}

static void free_reader(struct reader *r)
{
	unsigned f;

	for (f = 0; f < FACTS; f++) {
		buffer_free(&r->root.fact[f]);
		buffer_free(&r->listed.fact[f]);
	}
	json_names_free(&r->names);
	dict_free(&r->ids);
	free(r);
}

int nrf_read(struct part *part, struct source *source, struct messages *messages)
{
	static const struct tree_handler handler = { on_map_begin, on_map_end, on_list_begin, on_list_end, on_key, on_scalar, NULL };
	struct reader *r = mem_zalloc(1, sizeof *r);
	int result;

	part->kind = PART_FOREIGN;
	r->part = part;
	r->messages = messages;
	r->file = source->file;
	result = json_read(source, JSON_DUPLICATES_WARN, &handler, r, messages);
	if (result == 0 && !r->instances) {
		messages_add(messages, SEVERITY_ERROR, source_place(source, 0, 0), "nothing in this file is known to keur: %s",
			recognise_supported);
		result = -1;
	}
	free_reader(r);
	return result;
}
