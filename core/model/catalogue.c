#include "model/catalogue.h"

#include "base/nearest.h"

void catalogue_normalise(struct text name, struct buffer *out)
{
	size_t i;

	for (i = 0; i < name.length; i++) {
		char c = name.data[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (!strchr(" -_./", c))
			buffer_add(out, &c, 1);
	}
}

uint32_t catalogue_find(const struct catalogue *catalogue, struct text name)
{
	struct buffer normal = { 0 };
	uint32_t code;

	catalogue_normalise(name, &normal);
	code = dict_find(&catalogue->names, buffer_view(&normal));
	buffer_free(&normal);
	return code == DICT_NONE ? DICT_NONE : catalogue->name_function[code];
}

struct text catalogue_nearest(const struct catalogue *catalogue, struct text name)
{
	struct nearest nearest = nearest_start(name);
	size_t i;

	for (i = 0; i < catalogue->functions; i++)
		nearest_try(&nearest, catalogue->function[i]);
	for (i = 0; i < catalogue->names.count; i++)
		nearest_try(&nearest, catalogue->name[i]);
	return nearest.best;
}
