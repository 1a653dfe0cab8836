/* OSCAL: UUIDs, moments and properties. */
#include "report/oscal.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/sink.h"

/* ---- UUIDs --------------------------------------------------------------------------------------------------------------------- */

/* Its length goes first: whatever characters names have, other parts give another name. */
void oscal_name_part(struct oscal *oscal, struct text part)
{
	unsigned char length[4];
	unsigned i;

	for (i = 0; i < 4; i++)
		length[i] = (unsigned char)(part.length >> 8 * i);
	digest_add(oscal->digest, length, sizeof length);
	digest_add(oscal->digest, part.data, part.length);
}

void oscal_name_start_anywhere(struct oscal *oscal, const char *kind)
{
	digest_restart(oscal->digest);
	oscal_name_part(oscal, TEXT_LITERAL("keur oscal"));
	oscal_name_part(oscal, text_of(kind));
}

void oscal_name_start(struct oscal *oscal, const char *kind)
{
	const struct model *model = oscal->result->model;
	bool named = model->rows[TABLE_network] > 0;

	oscal_name_start_anywhere(oscal, kind);
	oscal_name_part(oscal, named ? model_string(model, COL_network_operator, 0) : TEXT_LITERAL(""));
	oscal_name_part(oscal, named ? model_string(model, COL_network_country, 0) : TEXT_LITERAL(""));
}

/* In the manner of version 5, which OSCAL asks for, with SHA-256 in the place of SHA-1. */
void oscal_name_bare(struct oscal *oscal)
{
	static const char digit[] = "0123456789abcdef";
	unsigned char sum[DIGEST_SIZE];
	unsigned i;

	digest_end(oscal->digest, sum);
	sum[6] = (unsigned char)((sum[6] & 0x0F) | 0x50);
	sum[8] = (unsigned char)((sum[8] & 0x3F) | 0x80);
	for (i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			OWN(oscal->out, "-");
		out_char(oscal->out, digit[sum[i] >> 4]);
		out_char(oscal->out, digit[sum[i] & 15]);
	}
}

void oscal_name_end(struct oscal *oscal)
{
	OWN(oscal->out, "\"");
	oscal_name_bare(oscal);
	OWN(oscal->out, "\"");
}

void oscal_uuid(struct oscal *oscal, const char *kind, struct text name)
{
	oscal_name_start(oscal, kind);
	oscal_name_part(oscal, name);
	oscal_name_end(oscal);
}

void oscal_part_uuid(struct oscal *oscal, const char *kind, uint32_t component)
{
	oscal_uuid(oscal, kind, model_string(oscal->result->model, COL_component_id, component));
}

void oscal_tool_uuid(struct oscal *oscal)
{
	oscal_name_start_anywhere(oscal, "tool");
	oscal_name_end(oscal);
}

void oscal_pack_uuid(struct oscal *oscal, const char *id, bool quoted)
{
	oscal_name_start_anywhere(oscal, "pack");
	oscal_name_part(oscal, text_of(id));
	if (quoted)
		oscal_name_end(oscal);
	else
		oscal_name_bare(oscal);
}

void oscal_result_uuid(struct oscal *oscal, const char *kind)
{
	const struct result *result = oscal->result;
	uint32_t i;

	oscal_name_start(oscal, kind);
	oscal_name_part(oscal, text_of(KEUR_VERSION));
	oscal_name_part(oscal, text_of(result->policy->sha256));
	for (i = 0; i < result->policy->bases; i++)
		oscal_name_part(oscal, text_of(result->policy->base[i].sha256));
	words_date(result->model->as_of, &oscal->room);
	oscal_name_part(oscal, buffer_view(&oscal->room));
	for (i = 0; i < result->inputs; i++)
		oscal_name_part(oscal, text_of(result->input[i].sha256));
	for (i = 0; i < result->runs; i++)
		oscal_name_part(oscal, text_of(result->run[i].findings->plugin->sha256));
	oscal_name_end(oscal);
}

/* ---- Moments --------------------------------------------------------------------------------------------------------------------- */

/* OSCAL's pattern has the years 1900 to 2999, and of the years 1900 to 1999 no leap day. */
bool oscal_has_day(struct text day)
{
	if (day.length != sizeof OSCAL_NO_DAY - 1)
		return false;
	if (day.data[0] == '1')
		return day.data[1] == '9' && memcmp(day.data + 4, "-02-29", 6) != 0;
	return day.data[0] == '2';
}

void oscal_set_moment(struct oscal *oscal)
{
	words_date(oscal->result->model->as_of, &oscal->room);
	snprintf(oscal->moment, sizeof oscal->moment, "%sT00:00:00Z", oscal_has_day(buffer_view(&oscal->room)) ? oscal->room.data : OSCAL_NO_DAY);
}

/* ---- Properties ------------------------------------------------------------------------------------------------------------------ */

static void property_start(struct out *out, bool more, const char *name)
{
	oscal_comma(out, more);
	OWN(out, "{\"name\": ");
	sink_json(out, name);
	OWN(out, ", \"ns\": \"" OSCAL_NS "\", \"value\": ");
}

void oscal_property(struct out *out, bool more, const char *name, const char *value)
{
	property_start(out, more, name);
	sink_json(out, value);
	OWN(out, "}");
}

void oscal_number_property(struct out *out, bool more, const char *name, uint64_t number)
{
	property_start(out, more, name);
	OWN(out, "\"");
	out_number(out, (int64_t)number);
	OWN(out, "\"}");
}

/* ---- Markdown ------------------------------------------------------------------------------------------------------------------- */

static void take(void *taker, const char *data, size_t length)
{
	buffer_add(taker, data, length);
}

void oscal_others(struct buffer *said, struct text text)
{
	struct out *out = mem_alloc(sizeof *out);

	out_start_taking(out, take, said);
	escape_markdown(out, text);
	out_flush(out);
	free(out);
}
