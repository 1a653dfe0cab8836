/* Objects of a network resource model, gathered into a small tree of those that matter: an export of a radio network is mostly cells,
 * which are passed over (and counted) as soon as they end. */
#include "input/nrm.h"

#include "base/mem.h"

#include <stdlib.h>

enum { NAME_SIZE = 64 };

static void append(struct nrm_node **first, struct nrm_node **last, struct nrm_node *node)
{
	if (*last)
		(*last)->next = node;
	else
		*first = node;
	while (node->next)
		node = node->next;
	*last = node;
}

/* Lower case without hyphens, so that `location-name` and `locationName` are one name; empty when it is longer than any of ours. */
static size_t plain_name(struct text name, char out[NAME_SIZE])
{
	size_t i, length = 0;

	if (name.length >= NAME_SIZE)
		name.length = 0;
	for (i = 0; i < name.length; i++) {
		char c = name.data[i];

		if (c != '-')
			out[length++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	out[length] = '\0';
	return length;
}

static bool ends_with(const char *name, size_t length, const char *end)
{
	size_t n = strlen(end);

	return length > n && strcmp(name + length - n, end) == 0;
}

/* Functions in name only: parts of equipment, self-organisation algorithms, and stand-ins for what another system describes. */
static bool no_network_function(const char *name, size_t length)
{
	static const char *const names[] = { "sectorequipmentfunction", "antennafunction", "tmafunction", "energymeasurementfunction",
		"dmrofunction", "dlbofunction", "ccofunction", "mdafunction", "aimltrainingfunction", "aimlinferencefunction",
		"mltrainingfunction", "mltestingfunction", "mdtfunction" };
	static const char *const ends[] = { "managementfunction", "optimizationfunction", "configurationfunction" };
	size_t i;

	if (strncmp(name, "external", 8) == 0)
		return true;
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	for (i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_with(name, length, ends[i]))
			return true;
	return false;
}

static enum nrm_kind kind_of(struct text class)
{
	char name[NAME_SIZE];
	size_t length = plain_name(class, name);

	if (strcmp(name, "subnetwork") == 0 || strcmp(name, "mecontext") == 0)
		return NRM_SUBNET;
	if (strcmp(name, "managedelement") == 0)
		return NRM_ELEMENT;
	if (strcmp(name, "managementnode") == 0)
		return NRM_MANAGER;
	if (strcmp(name, "networkfunction") == 0)
		return NRM_GROUP;
	if (strncmp(name, "ep_", 3) == 0)
		return NRM_ENDPOINT;
	if (ends_with(name, length, "function") || ends_with(name, length, "functions"))
		return no_network_function(name, length) ? NRM_OTHER : NRM_FUNCTION;
	return NRM_OTHER;
}

void nrm_start(struct nrm *nrm, struct part *part, uint32_t file, struct messages *messages)
{
	memset(nrm, 0, sizeof *nrm);
	nrm->part = part;
	nrm->file = file;
	nrm->messages = messages;
	part->kind = PART_FOREIGN;
}

void nrm_free(struct nrm *nrm)
{
	unsigned d, f;

	for (d = 0; d < sizeof nrm->frame / sizeof *nrm->frame; d++) {
		buffer_free(&nrm->frame[d].class);
		for (f = 0; f < NRM_FACTS; f++)
			buffer_free(&nrm->frame[d].fact[f]);
	}
	dict_free(&nrm->passed);
	free(nrm->pass);
	arena_free(&nrm->arena);
}

void nrm_begin(struct nrm *nrm, struct text name, uint32_t line)
{
	struct nrm_frame *parent = &nrm->frame[nrm->depth], *f = &nrm->frame[++nrm->depth];
	char plain[NAME_SIZE];
	unsigned i;

	parent->children = true;
	buffer_clear(&f->class);
	buffer_text(&f->class, name);
	for (i = 0; i < NRM_FACTS; i++)
		buffer_clear(&f->fact[i]);
	plain_name(name, plain);
	f->line = line;
	f->attributes = strcmp(plain, "attributes") == 0;
	f->within_attributes = parent->attributes || parent->within_attributes;
	f->children = false;
	f->child = f->last = NULL;
}

void nrm_cancel(struct nrm *nrm)
{
	nrm->depth--;
}

static enum nrm_fact fact_of(const char *name, struct text class)
{
	static const struct {
		const char *name;
		enum nrm_fact fact;
	} facts[] = {
		{ "id", NRM_ID },
		{ "vendorname", NRM_VENDOR },
		{ "swversion", NRM_VERSION },
		{ "userlabel", NRM_LABEL },
		{ "gnbduname", NRM_NAME },
		{ "gnbcuname", NRM_NAME },
		{ "gnbcuupname", NRM_NAME },
		{ "enbname", NRM_NAME },
		{ "locationname", NRM_LOCATION },
		{ "dnprefix", NRM_PREFIX },
		{ "distinguishednameprefix", NRM_PREFIX },
		{ "farendentity", NRM_FAR_END },
		{ "managedby", NRM_MANAGERS },
		{ "managedelementtype", NRM_TYPES },
		{ "managedelementtypelist", NRM_TYPES },
	};
	char own[NAME_SIZE];
	size_t i;

	for (i = 0; i < sizeof facts / sizeof *facts; i++)
		if (strcmp(name, facts[i].name) == 0)
			return facts[i].fact;
	/* Some models name the key after the class: idNearRTRIC. */
	if (name[0] == 'i' && name[1] == 'd' && plain_name(class, own) && strcmp(name + 2, own) == 0)
		return NRM_ID;
	return NRM_FACTS;
}

void nrm_value(struct nrm *nrm, struct text name, struct text value)
{
	struct nrm_frame *f = &nrm->frame[nrm->depth];
	char plain[NAME_SIZE];
	enum nrm_fact fact;

	f->children = true;
	if (f->attributes && nrm->depth > 1)
		f--;
	plain_name(name, plain);
	fact = fact_of(plain, buffer_view(&f->class));
	if (fact == NRM_FACTS || !value.length)
		return;
	if (fact == NRM_MANAGERS || fact == NRM_TYPES) {
		buffer_text(&f->fact[fact], value);
		buffer_add(&f->fact[fact], "", 1);
	} else if (!f->fact[fact].length) {
		buffer_text(&f->fact[fact], value);
	}
}

static struct text keep(struct nrm *nrm, const struct buffer *buffer)
{
	return (struct text){ arena_copy(&nrm->arena, buffer->data ? buffer->data : "", buffer->length), buffer->length };
}

static void pass_over(struct nrm *nrm, const struct nrm_frame *f)
{
	uint32_t code = dict_add(&nrm->passed, buffer_view(&f->class));

	if (code >= nrm->pass_capacity) {
		size_t before = nrm->pass_capacity;

		mem_reserve(&nrm->pass, &nrm->pass_capacity, nrm->passed.count, sizeof *nrm->pass);
		memset(nrm->pass + before, 0, (nrm->pass_capacity - before) * sizeof *nrm->pass);
	}
	if (!nrm->pass[code].count++)
		nrm->pass[code].line = f->line;
}

void nrm_end(struct nrm *nrm)
{
	struct nrm_frame *f = &nrm->frame[nrm->depth--], *parent = f - 1;
	enum nrm_kind kind = kind_of(buffer_view(&f->class));
	struct nrm_node *node;
	unsigned i;

	if (f->attributes || f->within_attributes)
		return;
	if (!f->fact[NRM_ID].length || !f->class.length) { /* an envelope, or a structure */
		if (kind == NRM_ELEMENT || kind == NRM_FUNCTION)
			messages_add(nrm->messages, SEVERITY_WARNING, (struct place){ nrm->file, f->line, 0 },
				"an object of class %s has no id and is passed over",
				messages_quote(nrm->messages, buffer_view(&f->class)));
		if (f->child)
			append(&parent->child, &parent->last, f->child);
		return;
	}
	if (kind == NRM_OTHER && !f->child) {
		pass_over(nrm, f);
		return;
	}
	node = arena_alloc(&nrm->arena, sizeof *node);
	*node = (struct nrm_node){ .class = keep(nrm, &f->class), .kind = kind, .line = f->line, .child = f->child, .last = f->last };
	for (i = 0; i < NRM_FACTS; i++)
		if (f->fact[i].length)
			node->fact[i] = keep(nrm, &f->fact[i]);
	append(&parent->child, &parent->last, node);
}
