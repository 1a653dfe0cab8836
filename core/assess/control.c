#include "assess/control.h"

#include <stdlib.h>
#include <string.h>

static void build_arcs(struct control *control, enum reading reading)
{
	const struct model *model = control->facts->model;
	uint32_t n = model->rows[TABLE_supplier], row, s;
	struct arcs *arcs = &control->controls;
	int pass;

	arcs->nodes = n;
	arcs->first = mem_zalloc((size_t)n + 2, sizeof *arcs->first);
	arcs->arc = mem_resize(NULL, model->rows[TABLE_ownership], sizeof *arcs->arc);
	for (pass = 0; pass < 2; pass++) {
		for (row = 0; row < model->rows[TABLE_ownership]; row++) {
			uint32_t owner = keur_code(&model->column[COL_ownership_owner], row);
			uint32_t owned = keur_code(&model->column[COL_ownership_owned], row);
			uint8_t controls = ownership_controls(model, row);

			if (owner == KEUR_NONE || owned == KEUR_NONE || controls == KEUR_NO || (controls != KEUR_YES && reading == READING_KNOWN))
				continue;
			if (pass == 0)
				arcs->first[owner + 2]++;
			else
				arcs->arc[arcs->first[owner + 1]++] = owned;
		}
		for (s = 0; pass == 0 && s < n; s++)
			arcs->first[s + 2] += arcs->first[s + 1];
	}
}

static int number_compare(const void *a, const void *b)
{
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

static void add_top(struct control *control, uint32_t supplier)
{
	mem_reserve(&control->top, &control->top_capacity, control->tops + 1, sizeof *control->top);
	control->top[control->tops++] = supplier;
}

static void begin_set(struct control *control)
{
	mem_reserve(&control->set_first, &control->set_capacity, control->sets + 2, sizeof *control->set_first);
	control->set_first[control->sets] = control->tops;
}

/* Sorted, each once, and not more than are kept: chains whose every link brings another owner would make sets that grow with their square. */
static uint32_t end_set(struct control *control, uint32_t circle)
{
	size_t first = control->set_first[control->sets], i, kept = first;

	qsort(control->top + first, control->tops - first, sizeof *control->top, number_compare);
	for (i = first; i < control->tops; i++)
		if (i == first || control->top[i] != control->top[i - 1])
			control->top[kept++] = control->top[i];
	if (kept - first > CONTROL_TOPS) {
		kept = first + CONTROL_TOPS;
		control->open[circle] = 1;
	}
	control->tops = kept;
	control->set_first[control->sets + 1] = kept;
	return (uint32_t)control->sets++;
}

/* The suppliers of one circle take over from the circles above, which are done. */
static void settle(struct control *control, uint32_t circle, const uint32_t *supplier, uint32_t suppliers)
{
	const struct arcs *by = &control->controlled_by;
	const uint8_t *everywhere = control->facts->everywhere;
	uint32_t only = KEUR_NONE, i, k;
	size_t t;
	bool several = false;

	for (i = 0; i < suppliers; i++) {
		uint8_t own = everywhere[supplier[i]];

		if (own == STANDING_SCOPED)
			control->scoped[circle] = 1;
		else if (own > control->standing[circle])
			control->standing[circle] = own;
		for (k = by->first[supplier[i]]; k < by->first[supplier[i] + 1]; k++) {
			uint32_t above = control->circle[by->arc[k]];

			if (above == circle)
				continue;
			several |= only != KEUR_NONE && only != control->set_of[above];
			only = control->set_of[above];
			control->scoped[circle] |= control->scoped[above];
			control->open[circle] |= control->open[above];
			if (control->standing[above] > control->standing[circle])
				control->standing[circle] = control->standing[above];
		}
	}
	if (only != KEUR_NONE && !several) {
		control->set_of[circle] = only;
		return;
	}
	begin_set(control);
	if (only == KEUR_NONE)
		add_top(control, supplier[0]); /* the lowest row speaks for a circle */
	for (i = 0; several && i < suppliers; i++)
		for (k = by->first[supplier[i]]; k < by->first[supplier[i] + 1]; k++) {
			uint32_t set = control->set_of[control->circle[by->arc[k]]];

			if (control->circle[by->arc[k]] == circle)
				continue;
			for (t = control->set_first[set]; t < control->set_first[set + 1]; t++)
				add_top(control, control->top[t]);
		}
	control->set_of[circle] = end_set(control, circle);
}

void control_start(struct control *control, const struct facts *facts, enum reading reading)
{
	uint32_t n = facts->model->rows[TABLE_supplier], circles, c, s, *first, *supplier;

	*control = (struct control){ .facts = facts };
	build_arcs(control, reading);
	arcs_reverse(&control->controls, &control->controlled_by);
	control->circle = mem_resize(NULL, n, sizeof *control->circle);
	circles = arcs_strong_components(&control->controls, control->circle);
	control->set_of = mem_zalloc(circles, sizeof *control->set_of);
	control->standing = mem_zalloc(circles, 1);
	control->scoped = mem_zalloc(circles, 1);
	control->open = mem_zalloc(circles, 1);
	first = mem_zalloc((size_t)circles + 2, sizeof *first);
	supplier = mem_resize(NULL, n, sizeof *supplier);
	for (s = 0; s < n; s++)
		first[control->circle[s] + 2]++;
	for (c = 0; c < circles; c++)
		first[c + 2] += first[c + 1];
	for (s = 0; s < n; s++)
		supplier[first[control->circle[s] + 1]++] = s;
	for (c = circles; c-- > 0;) /* whoever controls has the higher number */
		settle(control, c, supplier + first[c], first[c + 1] - first[c]);
	free(first);
	free(supplier);
	control->seen = mem_zalloc(n, sizeof *control->seen);
	control->queue = mem_resize(NULL, n, sizeof *control->queue);
}

const uint32_t *control_tops(const struct control *control, uint32_t supplier, uint32_t *count)
{
	uint32_t set = control->set_of[control->circle[supplier]];

	*count = (uint32_t)(control->set_first[set + 1] - control->set_first[set]);
	return control->top + control->set_first[set];
}

bool control_is_open(const struct control *control, uint32_t supplier)
{
	return control->open[control->circle[supplier]];
}

uint8_t control_standing(struct control *control, uint32_t supplier, uint32_t component)
{
	const struct arcs *by = &control->controlled_by;
	uint8_t standing = control->standing[control->circle[supplier]];
	uint32_t head, tail = 0, k;

	if (!control->scoped[control->circle[supplier]])
		return standing;
	control->round++;
	control->seen[supplier] = control->round;
	control->queue[tail++] = supplier;
	for (head = 0; head < tail; head++) {
		uint32_t s = control->queue[head];
		uint8_t own = facts_standing(control->facts, s, component);

		if (own > standing)
			standing = own;
		for (k = by->first[s]; k < by->first[s + 1]; k++)
			if (control->seen[by->arc[k]] != control->round && control->scoped[control->circle[by->arc[k]]]) {
				control->seen[by->arc[k]] = control->round;
				control->queue[tail++] = by->arc[k];
			}
	}
	return standing;
}

void control_free(struct control *control)
{
	arcs_free(&control->controls);
	arcs_free(&control->controlled_by);
	free(control->circle);
	free(control->set_of);
	free(control->set_first);
	free(control->top);
	free(control->standing);
	free(control->scoped);
	free(control->open);
	free(control->seen);
	free(control->queue);
}
