/* Derived columns of reports: what the pack makes of an advisory's answers, and how the issuers of certificates stand. */
#include "assess/facts.h"

#include "policy/advisory_score.h"

#include <stdlib.h>

/* Answers, by question of the pack; questions that the schema has no column for stay unanswered. */
static void answers(const struct facts *facts, uint32_t row, uint32_t *answer)
{
	const struct policy_advisory *method = &facts->policy->advisory;
	uint32_t q;

	for (q = 0; q < method->questions; q++) {
		enum column_id column = schema_find_column(TABLE_advisory, text_of(method->question[q].name));
		struct buffer word = { 0 };

		answer[q] = ADVISORY_UNKNOWN;
		if (column == COLUMN_NONE || !model_known(facts->model, column, row))
			continue;
		model_value(facts->model, column, row, &word);
		answer[q] = advisory_answer(&method->question[q], buffer_view(&word));
		buffer_free(&word);
	}
}

/* What the date says about code that abuses the weakness. */
enum exploit { EXPLOIT_NOT_YET, EXPLOIT_PERHAPS, EXPLOIT_KNOWN };

static enum exploit exploit_of(const struct model *model, uint32_t row)
{
	int32_t since;

	if (!model_known(model, COL_advisory_exploit_date, row))
		return EXPLOIT_PERHAPS;
	since = keur_days(&model->column[COL_advisory_exploit_date], row);
	if (since == KEUR_NO_DATE) /* the answer none */
		return EXPLOIT_NOT_YET;
	if (model->as_of == KEUR_NO_DATE)
		return EXPLOIT_PERHAPS;
	return since <= model->as_of ? EXPLOIT_KNOWN : EXPLOIT_NOT_YET;
}

static void set_number(struct model *model, enum column_id column, uint32_t row, int64_t number)
{
	int64_t *data = model_data(model, column);

	data[row] = number;
	model_set_known(model, column, row);
}
static void set_byte(struct model *model, enum column_id column, uint32_t row, uint8_t value)
{
	uint8_t *data = model_data(model, column);

	data[row] = value;
	model_set_known(model, column, row);
}
static void set_days(struct model *model, enum column_id column, uint32_t row, int32_t days)
{
	int32_t *data = model_data(model, column);

	data[row] = days;
	model_set_known(model, column, row);
}
static void set_label(struct model *model, enum column_id column, uint32_t row, const char *label)
{
	uint32_t code = label ? model_intern(model, text_of(label)) : KEUR_NONE, *data = model_data(model, column);

	data[row] = code;
	model_set_known(model, column, row);
}

/* One reading: `now` with the code that is known at as_of, `before` without it. */
struct columns_of_reading {
	enum column_id points, probability, damage, label, clock, clock_from;
};
static const struct columns_of_reading columns_of[READINGS] = {
	{ COL_advisory_points, COL_advisory_probability, COL_advisory_damage, COL_advisory_label, COL_advisory_clock, COL_advisory_clock_from },
	{ COL_advisory_points_worst, COL_advisory_probability_worst, COL_advisory_damage_worst, COL_advisory_label_worst,
		COL_advisory_clock_worst, COL_advisory_clock_from_worst },
};

static void write_reading(struct model *model, uint32_t row, const struct columns_of_reading *c, const struct advisory_reading *now,
	const struct advisory_reading *before)
{
	/* The grades that start the clock were there from the beginning, or came with the code. */
	enum column_id began = before->clock ? COL_advisory_published : COL_advisory_exploit_date;

	set_number(model, c->points, row, now->points);
	set_byte(model, c->probability, row, (uint8_t)(now->probability - GRADE_LOW));
	set_byte(model, c->damage, row, (uint8_t)(now->damage - GRADE_LOW));
	set_label(model, c->label, row, now->label);
	set_byte(model, c->clock, row, now->clock ? KEUR_YES : KEUR_NO);
	if (!now->clock || !model_known(model, began, row) || keur_days(&model->column[began], row) == KEUR_NO_DATE)
		return;
	set_days(model, c->clock_from, row, keur_days(&model->column[began], row));
}

void facts_advisories(struct facts *facts)
{
	const struct policy_advisory *method = &facts->policy->advisory;
	struct model *model = facts->model;
	uint32_t exploit_question = advisory_question(facts->policy, TEXT_LITERAL("pro_exploit")), row, *answer;
	unsigned c;

	if (!method->method || !model->rows[TABLE_advisory])
		return;
	for (c = COL_advisory_points; c <= COL_advisory_clock_within; c++)
		model_column_create(model, (enum column_id)c, 0);
	answer = mem_resize(NULL, method->questions, sizeof *answer);
	for (row = 0; row < model->rows[TABLE_advisory]; row++) {
		enum exploit exploit = exploit_of(model, row);
		struct advisory_score before, with;
		uint32_t given;

		answers(facts, row, answer);
		before = advisory_score(facts->policy, answer);
		with = before;
		if (exploit != EXPLOIT_NOT_YET && exploit_question != ADVISORY_UNKNOWN) {
			given = advisory_answer(&method->question[exploit_question], TEXT_LITERAL("exploit"));
			answer[exploit_question] = given;
			with = advisory_score(facts->policy, answer);
		}
		write_reading(model, row, &columns_of[READING_KNOWN], exploit == EXPLOIT_KNOWN ? &with.known : &before.known, &before.known);
		write_reading(model, row, &columns_of[READING_WORST], &with.worst, &before.worst);
		if (exploit == EXPLOIT_KNOWN)
			set_number(model, COL_advisory_points_before, row, before.known.points);
		if (with.worst.clock)
			set_days(model, COL_advisory_clock_within, row, method->clock_days);
	}
	free(answer);
}

/* The least trusted standing for the parts of both lists; for any part where there are none. */
static uint8_t standing_for(const struct facts *facts, uint32_t supplier, uint32_t row)
{
	static const enum column_id parts[] = { COL_certificate_subjects, COL_certificate_used_by };
	uint8_t worst = KEUR_STANDING_TRUSTED;
	uint32_t looked = 0, i;
	unsigned p;

	for (p = 0; p < 2; p++) {
		const struct keur_column *list = &facts->model->column[parts[p]];

		for (i = 0; i < keur_list_length(list, row); i++, looked++) {
			uint8_t standing = facts_standing(facts, supplier, keur_list_item(list, row, i));

			if (standing > worst)
				worst = standing;
		}
	}
	return looked ? worst : facts_standing_anywhere(facts, supplier);
}

void facts_certificates(struct facts *facts)
{
	static const enum column_id about[][2] = {
		{ COL_certificate_issuer, COL_certificate_issuer_standing },
		{ COL_certificate_replacement, COL_certificate_replacement_standing },
	};
	struct model *model = facts->model;
	uint32_t row;
	size_t i;

	for (i = 0; i < 2 && model->rows[TABLE_certificate]; i++) {
		model_column_create(model, about[i][1], 0);
		for (row = 0; row < model->rows[TABLE_certificate]; row++) {
			uint32_t supplier = keur_code(&model->column[about[i][0]], row);

			if (supplier != KEUR_NONE)
				set_byte(model, about[i][1], row, standing_for(facts, supplier, row));
		}
	}
}
