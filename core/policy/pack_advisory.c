/* Second pass over the sections on advisories: questions with their points, the labels, the clock. That a score can reach every grade,
 * and each grade once, is checked here; scoring is for advisory_score.c. */
#include "policy/pack.h"

#include "base/number.h"

enum { MOST_DAMAGE = 2, MOST_POINTS = 1000 }; /* 0 low, 1 medium, 2 high; more points than any published method gives */

/* "poc 4": the answer and its points. */
static void take_answer(struct pack *pack, const struct pack_text *text, struct policy_answer *answer)
{
	size_t length = id_length(text->text);
	int64_t points = 0;

	if (!length || length >= text->text.length || text->text.data[length] != ' '
		|| !number_parse((struct text){ text->text.data + length + 1, text->text.length - length - 1 }, &points) || points > MOST_POINTS) {
		pack_error(pack, text->at, "`%s` stands here; an answer is a word and its points, like poc 4", pack_quote(pack, text->text));
		length = 0;
	}
	answer->name = arena_copy(&pack->policy->arena, text->text.data, length);
	answer->points = (uint32_t)points;
}

static void take_answers(struct pack *pack, const struct pack_value *list, struct policy_question *question)
{
	struct policy_answer *answer = pack_array(pack, list->items, sizeof *answer);
	uint32_t i, j;

	for (i = 0; i < list->items; i++) {
		take_answer(pack, &list->item[i], &answer[i]);
		for (j = 0; j < i && answer[i].name[0]; j++)
			if (strcmp(answer[j].name, answer[i].name) == 0)
				pack_error(pack, list->item[i].at, "the answer `%s` is given twice", answer[i].name);
		if (question->damage && answer[i].points > MOST_DAMAGE)
			pack_error(pack, list->item[i].at, "%u points stand here; damage is 0 (low), 1 (medium) or 2 (high)", answer[i].points);
	}
	if (list->items < 2)
		pack_error(pack, list->at, "`%s` has one answer; a question has at least two", question->name);
	question->answer = answer;
	question->answers = list->items;
}

/* Sums that no answers can reach would make a grade that never comes. */
static void check_thresholds(struct pack *pack, const struct pack_record *section)
{
	const struct policy_advisory *advisory = &pack->policy->advisory;
	const struct pack_value *medium = pack_get(pack, section, ADVISORY_MEDIUM), *high = pack_get(pack, section, ADVISORY_HIGH);
	uint32_t least = 0, most = 0, i, a;

	for (i = 0; i < advisory->questions; i++) {
		const struct policy_question *question = &advisory->question[i];
		uint32_t low = UINT32_MAX, top = 0;

		for (a = 0; a < question->answers && !question->damage; a++) {
			low = question->answer[a].points < low ? question->answer[a].points : low;
			top = question->answer[a].points > top ? question->answer[a].points : top;
		}
		if (!question->damage && question->answers) {
			least += low;
			most += top;
		}
	}
	if (high->number <= medium->number)
		pack_error(pack, high->at, "`high_from` is %lld after `medium_from` %lld; thresholds go upwards", (long long)high->number,
			(long long)medium->number);
	else if (medium->number <= least || high->number > most)
		pack_error(pack, medium->number <= least ? medium->at : high->at, "`%s` is %lld; the answers sum up to %u at least and %u at most",
			medium->number <= least ? "medium_from" : "high_from",
			(long long)(medium->number <= least ? medium->number : high->number), least, most);
}

static void take_questions(struct pack *pack)
{
	struct policy_advisory *advisory = &pack->policy->advisory;
	const struct pack_record *section = &pack->section[SECTION_ADVISORY];
	uint64_t errors = pack->messages->errors;
	uint32_t i, j, damage = 0;

	advisory->method = pack_keep(pack, pack_get(pack, section, ADVISORY_METHOD));
	advisory->medium_from = (uint32_t)pack_get(pack, section, ADVISORY_MEDIUM)->number;
	advisory->high_from = (uint32_t)pack_get(pack, section, ADVISORY_HIGH)->number;
	advisory->note = pack_note(pack, SECTION_ADVISORY, NULL);
	advisory->questions = pack->entries[SECTION_ADVISORY];
	advisory->question = pack_array(pack, advisory->questions, sizeof *advisory->question);
	for (i = 0; i < advisory->questions; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_ADVISORY, i);
		struct policy_question *question = &advisory->question[i];

		question->name = pack_keep(pack, pack_get(pack, entry, QUESTION_NAME));
		question->words = pack_keep(pack, pack_get(pack, entry, QUESTION_WORDS));
		question->damage = pack_get(pack, entry, QUESTION_ASKS)->number == 1;
		question->note = pack_note(pack, SECTION_ADVISORY, entry);
		damage += question->damage;
		take_answers(pack, pack_get(pack, entry, QUESTION_ANSWERS), question);
		for (j = 0; j < i; j++)
			if (strcmp(advisory->question[j].name, question->name) == 0)
				pack_error(pack, pack_get(pack, entry, QUESTION_NAME)->at, "the question `%s` is given twice", question->name);
	}
	if (!damage || damage == advisory->questions)
		pack_error(pack, section->at, "`advisory` has no question that asks for %s", damage ? "probability" : "damage");
	if (pack->messages->errors == errors)
		check_thresholds(pack, section);
}

static void take_labels(struct pack *pack)
{
	struct policy_advisory *advisory = &pack->policy->advisory;
	uint32_t i, j;

	advisory->labels = pack->entries[SECTION_ADVISORY_LABELS];
	advisory->label = pack_array(pack, advisory->labels, sizeof *advisory->label);
	for (i = 0; i < advisory->labels; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_ADVISORY_LABELS, i);
		struct policy_label *label = &advisory->label[i];

		label->name = pack_keep(pack, pack_get(pack, entry, LABEL_NAME));
		label->probability = (uint8_t)(pack_get(pack, entry, LABEL_PROBABILITY)->number + GRADE_LOW);
		label->damage = (uint8_t)(pack_get(pack, entry, LABEL_DAMAGE)->number + GRADE_LOW);
		label->note = pack_note(pack, SECTION_ADVISORY_LABELS, entry);
		for (j = 0; j < i; j++)
			if (advisory->label[j].probability == label->probability && advisory->label[j].damage == label->damage)
				pack_error(pack, entry->at, "%s/%s has the label `%s` already", policy_grade_name[label->probability],
					policy_grade_name[label->damage], advisory->label[j].name);
	}
}

static void take_clock(struct pack *pack)
{
	struct policy_advisory *advisory = &pack->policy->advisory;
	const struct pack_record *clock = &pack->section[SECTION_ADVISORY_CLOCK];

	advisory->clock_probability = (uint8_t)(pack_get(pack, clock, CLOCK_PROBABILITY)->number + GRADE_LOW);
	advisory->clock_damage = (uint8_t)(pack_get(pack, clock, CLOCK_DAMAGE)->number + GRADE_LOW);
	advisory->clock_days = (int32_t)pack_get(pack, clock, CLOCK_WITHIN)->number;
	advisory->clock_note = pack_note(pack, SECTION_ADVISORY_CLOCK, NULL);
}

void pack_take_advisory(struct pack *pack)
{
	static const enum section_id without[] = { SECTION_ADVISORY_LABELS, SECTION_ADVISORY_CLOCK };
	bool scored = pack->section[SECTION_ADVISORY].at.line != 0;
	size_t i;

	for (i = 0; i < sizeof without / sizeof *without && !scored; i++)
		if (pack->section[without[i]].at.line)
			pack_error(pack, pack->section[without[i]].at, "`%s` stands here without `advisory`, whose grades it is about",
				pack_section[without[i]].name);
	if (!scored)
		return;
	take_questions(pack);
	if (pack->section[SECTION_ADVISORY_LABELS].at.line)
		take_labels(pack);
	if (pack->section[SECTION_ADVISORY_CLOCK].at.line)
		take_clock(pack);
}
