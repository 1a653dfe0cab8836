/* A diff for programs: JSON (keur-diff/1) and CSV, one changed fact to a line. */
#include "cli/diff.h"

#include "report/csv.h"
#include "report/escape.h"

static void string(struct out *out, struct text text)
{
	escape_json(out, text);
}

static void string_or_null(struct out *out, const struct diff *diff, uint32_t code)
{
	if (code == DICT_NONE)
		out_string(out, "null");
	else
		string(out, diff_text(diff, code));
}

static void member(struct out *out, const char *before, const char *name, struct text text)
{
	out_string(out, before);
	string(out, text_of(name));
	out_string(out, ": ");
	if (text.length)
		string(out, text);
	else
		out_string(out, "null");
}

static void head(const struct diff *diff, enum diff_side side, struct out *out)
{
	const struct diff_result *r = &diff->side[side];
	uint32_t tool = result_member(&r->run, 0, "tool");

	out_string(out, side == DIFF_OLD ? " \"old\": " : " \"new\": ");
	member(out, "{", "operator", result_member_text(&r->network, 0, "operator"));
	member(out, ", ", "as_of", result_member_text(&r->network, 0, "as_of"));
	member(out, ", ", "policy", result_member_text(&r->policy, 0, "id"));
	member(out, ", ", "policy_version", result_member_text(&r->policy, 0, "version"));
	member(out, ", ", "policy_sha256", result_member_text(&r->policy, 0, "sha256"));
	member(out, ", ", "keur", tool ? result_member_text(&r->run, tool, "version") : (struct text){ "", 0 });
	out_string(out, "},\n");
}

static void counts(const struct diff *diff, struct out *out)
{
	unsigned l, k, r, from, to;

	out_string(out, " \"counts\": {");
	for (l = 0; l < DIFF_LISTS; l++) {
		out_string(out, l ? ", " : "");
		string(out, text_of(diff_list_name[l]));
		for (k = 0; k < DIFF_KINDS; k++) {
			out_string(out, k ? ", " : ": {");
			string(out, text_of(diff_kind_name[k]));
			out_string(out, ": ");
			out_number(out, (int64_t)diff->count[l][k]);
		}
		out_char(out, '}');
	}
	/* Rows from, columns to; 0 stands for no level: not there, or out of service. */
	out_string(out, "},\n \"movement\": {");
	for (r = 0; r < READINGS; r++) {
		out_string(out, r ? ", " : "");
		string(out, text_of(reading_name[r]));
		for (from = 0; from <= LEVELS; from++)
			for (to = 0; to <= LEVELS; to++) {
				out_string(out, to ? ", " : from ? "], [" : ": [[");
				out_number(out, (int64_t)diff->moved[r][from][to]);
			}
		out_string(out, "]]");
	}
	out_string(out, "},\n");
}

static void change_line(const struct diff *diff, const struct diff_change *change, struct out *out)
{
	static const char *const named[] = { "rule", "component", "kind", "message" };
	struct diff_walk walk = { { 0 } };
	struct diff_step step;
	enum diff_side side = change->entry[DIFF_NEW] ? DIFF_NEW : DIFF_OLD;
	bool more = false;
	uint32_t i;

	member(out, "{", "key", diff_text(diff, change->key));
	member(out, ", ", "change", text_of(diff_kind_name[change->kind]));
	for (i = 0; change->list == DIFF_FINDINGS && i < sizeof named / sizeof *named; i++)
		member(out, ", ", named[i], diff_text(diff, diff_value(diff, side, change->entry[side], named[i])));
	out_string(out, ", \"changes\": [");
	while (change->kind == DIFF_CHANGED && diff_step(diff, change, &walk, &step)) {
		member(out, more ? ", {" : "{", "what", diff_text(diff, step.what));
		out_string(out, ", \"from\": ");
		string_or_null(out, diff, step.value[DIFF_OLD]);
		out_string(out, ", \"to\": ");
		string_or_null(out, diff, step.value[DIFF_NEW]);
		out_char(out, '}');
		more = true;
	}
	out_string(out, "], \"causes\": [");
	for (i = 0; i < change->causes; i++) {
		member(out, i ? ", {" : "{", "cause", text_of(diff_reason_name[diff->cause[change->cause + i].reason]));
		member(out, ", ", "what", diff_text(diff, diff->cause[change->cause + i].words));
		out_char(out, '}');
	}
	out_string(out, "]}");
}

static const struct diff_change *change_at(const struct diff *diff, unsigned list, size_t i)
{
	return list == DIFF_FINDINGS ? diff->finding[i] : &diff->change[diff->first[list] + i];
}

void diff_write_json(const struct diff *diff, struct out *out)
{
	unsigned l;
	size_t i;

	out_string(out, "{\"schema\": \"keur-diff/1\",\n");
	head(diff, DIFF_OLD, out);
	head(diff, DIFF_NEW, out);
	out_string(out, diff->differs ? " \"differs\": true,\n" : " \"differs\": false,\n");
	counts(diff, out);
	for (l = 0; l < DIFF_LISTS; l++) {
		out_string(out, l ? ",\n " : " ");
		string(out, text_of(diff_list_name[l]));
		out_string(out, ": [");
		for (i = 0; i < diff->first[l + 1] - diff->first[l]; i++) {
			out_string(out, i ? ",\n  " : "\n  ");
			change_line(diff, change_at(diff, l, i), out);
		}
		out_string(out, "]");
	}
	out_string(out, "}\n");
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------------------ */

static void causes_cell(struct csv *csv, const struct diff *diff, const struct diff_change *change)
{
	struct buffer cell = { 0 };
	uint32_t i;

	for (i = 0; i < change->causes; i++) {
		buffer_string(&cell, i ? "|" : "");
		buffer_string(&cell, diff_reason_name[diff->cause[change->cause + i].reason]);
		buffer_string(&cell, ": ");
		buffer_text(&cell, diff_text(diff, diff->cause[change->cause + i].words));
	}
	csv_text(csv, buffer_view(&cell));
	buffer_free(&cell);
}

static void record(struct csv *csv, const struct diff *diff, const struct diff_change *change, const struct diff_step *step)
{
	enum diff_side side = change->entry[DIFF_NEW] ? DIFF_NEW : DIFF_OLD;
	bool finding = change->list == DIFF_FINDINGS;

	csv_string(csv, diff_list_name[change->list]);
	csv_text(csv, diff_text(diff, change->key));
	csv_string(csv, diff_kind_name[change->kind]);
	csv_text(csv, finding ? diff_text(diff, diff_value(diff, side, change->entry[side], "component")) : (struct text){ "", 0 });
	csv_text(csv, finding ? diff_text(diff, diff_value(diff, side, change->entry[side], "message")) : (struct text){ "", 0 });
	csv_text(csv, step ? diff_text(diff, step->what) : (struct text){ "", 0 });
	csv_text(csv, step ? diff_text(diff, step->value[DIFF_OLD]) : (struct text){ "", 0 });
	csv_text(csv, step ? diff_text(diff, step->value[DIFF_NEW]) : (struct text){ "", 0 });
	causes_cell(csv, diff, change);
	csv_end_record(csv);
}

void diff_write_csv(const struct diff *diff, struct out *out)
{
	struct csv csv;
	unsigned l;
	size_t i;

	csv_start(&csv, out, "list,key,change,component,message,what,from,to,causes");
	for (l = 0; l < DIFF_LISTS; l++)
		for (i = 0; i < diff->first[l + 1] - diff->first[l]; i++) {
			const struct diff_change *change = change_at(diff, l, i);
			struct diff_walk walk = { { 0 } };
			struct diff_step step;

			if (change->kind != DIFF_CHANGED)
				record(&csv, diff, change, NULL);
			while (change->kind == DIFF_CHANGED && diff_step(diff, change, &walk, &step))
				record(&csv, diff, change, &step);
		}
	csv_free(&csv);
}
