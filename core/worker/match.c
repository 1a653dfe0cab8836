/* A pattern over the distinct strings of a column. By PCRE2's interpreter: compiled code would need memory that is writable and executable.
 *
 * PCRE2's own limits start anew at every start offset, so a callout before every item of the pattern counts the work over the whole call: a
 * step each, and one more for every 16 bytes that a possessive item ran over in between. */
#include "base/mem.h"
#include "worker/call.h"
#include "worker/wire.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

/* A step takes some 30 ns: the fixed part is 0.3 s of work, the other allows 200 steps a byte, where honest patterns take 1 to 5. */
#define STEPS_FIXED UINT64_C(10000000)
#define STEPS_PER_BYTE UINT64_C(200)
enum { HEAP_KIB = 16 * 1024, DEPTH_MOST = 20000, MATCH_MOST = 1000000 };

struct match {
	struct match *next;
	const void *data;
	uint32_t param;
	uint64_t *bits;
};

struct work {
	uint64_t left;
	size_t at;
};

static int count_step(pcre2_callout_block *block, void *data)
{
	struct work *work = data;
	size_t moved = block->current_position > work->at ? block->current_position - work->at : work->at - block->current_position;
	uint64_t steps = 1 + moved / 16;

	work->at = block->current_position;
	if (steps > work->left) {
		work->left = 0;
		return PCRE2_ERROR_CALLOUT; /* ends this match with this code */
	}
	work->left -= steps;
	return 0;
}

/* One bit per string code that the column holds; how many bytes they have together. */
static uint64_t *distinct(const struct keur_call *call, const struct keur_column *column, uint64_t *bytes)
{
	const uint32_t *string = call->model.string;
	uint64_t *seen = mem_zalloc((size_t)call->limits.strings / 64 + 1, sizeof *seen);
	bool list = column->type == KEUR_COLUMN_STRINGS;
	uint32_t row, i;

	*bytes = 0;
	if (!column->data)
		return seen;
	for (row = 0; row < column->rows; row++) {
		uint32_t count = !keur_known(column, row) ? 0 : list ? keur_list_length(column, row) : 1;

		for (i = 0; i < count; i++) {
			uint32_t code = list ? keur_list_item(column, row, i) : keur_code(column, row);

			if (code >= call->limits.strings || (seen[code >> 6] >> (code & 63) & 1))
				continue;
			seen[code >> 6] |= UINT64_C(1) << (code & 63);
			*bytes += string[code + 1] - string[code];
		}
	}
	return seen;
}

/* Narrows `bits` down to the strings that match; the error of PCRE2 when one of them cannot be decided. */
static int match_all(const struct keur_call *call, const pcre2_code *code, uint64_t *bits, uint64_t bytes)
{
	pcre2_match_context *context = pcre2_match_context_create(NULL);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	struct work work = { STEPS_FIXED + STEPS_PER_BYTE * bytes, 0 };
	uint32_t words = call->limits.strings / 64 + 1, w;
	int result = 0;

	if (!context || !data)
		mem_fail();
	pcre2_set_callout(context, count_step, &work);
	pcre2_set_heap_limit(context, HEAP_KIB);
	pcre2_set_depth_limit(context, DEPTH_MOST);
	pcre2_set_match_limit(context, MATCH_MOST);
	for (w = 0; w < words && result >= 0; w++) {
		uint64_t left = bits[w];

		while (left && result >= 0) {
			unsigned bit = (unsigned)__builtin_ctzll(left);
			struct text text = model_text(&call->model, w * 64 + bit);

			left &= left - 1;
			work.at = 0;
			result = pcre2_match(code, (PCRE2_SPTR)text.data, text.length, 0, PCRE2_NO_UTF_CHECK, data, context);
			if (result == PCRE2_ERROR_NOMATCH) {
				bits[w] &= ~(UINT64_C(1) << bit);
				result = 0;
			}
		}
	}
	pcre2_match_data_free(data);
	pcre2_match_context_free(context);
	return result < 0 ? result : 0;
}

static pcre2_code *compile(struct text pattern, int *problem, PCRE2_SIZE *place)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_code *code;

	if (!context)
		mem_fail();
	pcre2_set_max_pattern_length(context, FRAME_PATTERN_LONGEST);
	pcre2_set_parens_nest_limit(context, FRAME_PATTERN_NESTING);
	code = pcre2_compile((PCRE2_SPTR)pattern.data, pattern.length, FRAME_PATTERN_OPTIONS, problem, place, context);
	pcre2_compile_context_free(context);
	return code;
}

void match_check_defaults(const struct plugin *plugin)
{
	uint32_t i;

	for (i = 0; i < plugin->entry.params; i++) {
		struct keur_param param = plugin_param(plugin, i);
		PCRE2_UCHAR reason[256] = "";
		pcre2_code *code;
		PCRE2_SIZE place;
		int problem;

		if (param.type != KEUR_PARAM_PATTERN || utf8_valid_prefix(param.initial.text, param.initial.length) != param.initial.length)
			continue; /* which the host refuses */
		code = compile((struct text){ param.initial.text, param.initial.length }, &problem, &place);
		if (code) {
			pcre2_code_free(code);
			continue;
		}
		pcre2_get_error_message(problem, reason, sizeof reason);
		wire_refuse("declares parameter %.*s with a wrong default, which is not a pattern (PCRE2), see its character %zu: %s", (int)param.id.length,
			param.id.text, utf8_count(param.initial.text, utf8_valid_prefix(param.initial.text, place)) + 1, (const char *)reason);
	}
}

int32_t match_column(struct keur_call *call, uint32_t param, const struct keur_column *column, const uint64_t **bits)
{
	struct frame_fault fault = { .what = FAULT_PATTERN, .rule = KEUR_NONE, .found = param };
	const struct frame_param *value = &call->param[param];
	struct match *match;
	pcre2_code *code;
	PCRE2_SIZE place;
	uint64_t bytes;
	int problem;

	for (match = call->match; match; match = match->next)
		if (match->param == param && match->data == column->data) {
			*bits = match->bits;
			return 0;
		}
	if (plugin_param(call->plugin, param).type != KEUR_PARAM_PATTERN) {
		fault.what = FAULT_PARAM;
		return call_fault(call, &fault);
	}
	code = compile((struct text){ call->param_bytes + value->text, value->length }, &problem, &place); /* the host has compiled it before */
	if (!code)
		return call_fault(call, &fault);
	match = mem_zalloc(1, sizeof *match);
	match->param = param;
	match->data = column->data;
	match->bits = distinct(call, column, &bytes);
	problem = match_all(call, code, match->bits, bytes);
	pcre2_code_free(code);
	if (problem) {
		free(match->bits);
		free(match);
		return call_fault(call, &fault);
	}
	match->next = call->match;
	call->match = match;
	*bits = match->bits;
	return 0;
}
