/* Link: numbers of users that cannot be. Groups are weighed by users, so one number too high makes every other part of its group weigh less. */
#include "model/link_internal.h"

#include <stdlib.h>

/* What parts of one function and product at one place serve; those of different products, or of which it is not known, may each serve everybody.
 * Parts that can take over from each other serve the same users: the most of them counts. */
struct served {
	uint32_t function, site, product, group, component;
	int64_t users;
};

static int served_compare(const void *a, const void *b)
{
	const struct served *x = a, *y = b;

	if (x->function != y->function)
		return x->function < y->function ? -1 : 1;
	if (x->site != y->site)
		return x->site < y->site ? -1 : 1;
	if (x->product != y->product)
		return x->product < y->product ? -1 : 1;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->component > y->component) - (x->component < y->component);
}

/* Where the number stands: in the row of the part, or with who changed it last. */
static struct place users_place(const struct link *link, uint32_t component)
{
	const struct link_result *result = link->result;
	const struct model *model = link->model;
	size_t i;

	for (i = result->overrides; i-- > 0;)
		if (result->override[i].change == LINK_CHANGED && result->override[i].column == COL_component_users && result->override[i].row == component)
			return (struct place){ result->override[i].file, result->override[i].line, 0 };
	return (struct place){ model_file(model, TABLE_component, component), model->line[TABLE_component][component], 0 };
}

static void check_each(struct link *link, int64_t whole)
{
	const struct keur_column *users = &link->model->column[COL_component_users];
	uint32_t c;

	for (c = 0; c < link->components; c++)
		if (model_known(link->model, COL_component_users, c) && keur_number(users, c) > whole)
			messages_add_field(link->messages, SEVERITY_WARNING, users_place(link, c), "users",
				"component.users is %lld, and the network has %lld: shares in groups are counted by it", (long long)keur_number(users, c),
				(long long)whole);
}

static uint32_t code_or_none(const struct model *model, enum column_id column, uint32_t row)
{
	return model_known(model, column, row) ? keur_code(&model->column[column], row) : KEUR_NONE;
}

static size_t collect(const struct link *link, struct served *served)
{
	const struct model *model = link->model;
	const struct keur_column *function = &model->column[COL_component_function], *users = &model->column[COL_component_users];
	size_t count = 0;
	uint32_t c;

	for (c = 0; c < link->components; c++) {
		if (!model_known(model, COL_component_users, c) || !model_known(model, COL_component_site, c) || !keur_list_length(function, c)
			|| !model_known(model, COL_component_product_name, c))
			continue;
		served[count++] = (struct served){ keur_list_item(function, c, 0), keur_code(&model->column[COL_component_site], c),
			keur_code(&model->column[COL_component_product_name], c), code_or_none(model, COL_component_redundancy_group, c), c, keur_number(users, c) };
	}
	qsort(served, count, sizeof *served, served_compare);
	return count;
}

static bool is_alike(const struct served *a, const struct served *b)
{
	return a->function == b->function && a->site == b->site && a->product == b->product;
}

/* Parts from `first` on that are alike; returns the first of the next ones. A single number that is too high was told of. */
static size_t check_place(struct link *link, const struct served *served, size_t count, size_t first, int64_t whole)
{
	const struct model *model = link->model;
	uint64_t sum = 0, most = 0;
	bool alone = false;
	size_t i;

	for (i = first; i < count && is_alike(&served[i], &served[first]); i++) {
		if (i > first && (served[i].group == KEUR_NONE || served[i].group != served[i - 1].group)) {
			sum = sum > (uint64_t)whole ? sum : sum + most;
			most = 0;
		}
		alone |= served[i].users > whole;
		if ((uint64_t)served[i].users > most)
			most = (uint64_t)served[i].users;
	}
	if (!alone && (sum > (uint64_t)whole || sum + most > (uint64_t)whole))
		messages_add_field(link->messages, SEVERITY_WARNING, users_place(link, served[first].component), "users",
			"the parts with function %s and the same product at %s have more users together than the network, which has %lld: shares in groups are counted by them",
			messages_quote(link->messages, model_text(model, served[first].function)),
			messages_quote(link->messages, model_string(model, COL_site_id, served[first].site)), (long long)whole);
	return i;
}

void link_check_users(struct link *link)
{
	const struct model *model = link->model;
	struct served *served;
	size_t count, i;
	int64_t whole;

	if (!link->components || !model->rows[TABLE_network] || !model_known(model, COL_network_users, 0))
		return;
	whole = keur_number(&model->column[COL_network_users], 0);
	check_each(link, whole);
	served = mem_resize(NULL, link->components, sizeof *served);
	count = collect(link, served);
	for (i = 0; i < count;)
		i = check_place(link, served, count, i, whole);
	free(served);
}
