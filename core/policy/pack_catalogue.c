/* Classes, their criticality, and the functions with all their names: struct policy's first tables and the catalogue for link. */
#include "policy/pack.h"

static const char unknown[] = "unknown"; /* the class of a part whose function is not known */

static uint32_t find_class(const struct pack *pack, struct text name)
{
	uint32_t c;

	for (c = 0; c < pack->policy->classes; c++)
		if (text_is(name, pack->policy->class_[c].name))
			return c;
	return DICT_NONE;
}

void pack_unknown_class(struct pack *pack, const struct pack_text *name)
{
	const struct policy *policy = pack->policy;
	const char **known = arena_alloc(&pack->arena, (policy->classes + 1) * sizeof *known);
	struct buffer hint = { 0 };
	uint32_t c;

	for (c = 0; c < policy->classes; c++)
		known[c] = policy->class_[c].name;
	pack_suggest(&hint, name->text, known, policy->classes);
	pack_error(pack, name->at, "`%s` is no class of this pack%s", pack_quote(pack, name->text), hint.data);
	buffer_free(&hint);
}

static void take_class(struct pack *pack, const struct pack_record *entry, struct policy_class *class)
{
	int64_t flags = pack_get(pack, entry, CLASS_FLAGS)->number;

	pack_triple(pack_get(pack, entry, CLASS_IMPACT), class->impact);
	class->capped = flags & FLAG_CAPPED;
	class->inherits = flags & FLAG_INHERITS;
	class->administers = flags & FLAG_ADMINISTERS;
	class->filter = flags & FLAG_FILTER;
	class->security_element = flags & FLAG_SECURITY;
	class->takes = (uint8_t)(pack_get(pack, entry, CLASS_TAKES)->number | PASSES_SABOTAGE);
	class->impact_note = pack_note(pack, SECTION_CLASSES, entry);
}

static void take_classes(struct pack *pack)
{
	struct policy *policy = pack->policy;
	struct catalogue *catalogue = &policy->catalogue;
	uint32_t count = pack->entries[SECTION_CLASSES], i, found;

	policy->class_ = pack_array(pack, count, sizeof *policy->class_);
	catalogue->class_name = pack_array(pack, count, sizeof *catalogue->class_name);
	for (i = 0; i < count; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_CLASSES, i);
		const struct pack_value *name = pack_get(pack, entry, CLASS_NAME);

		if (find_class(pack, name->text) != DICT_NONE)
			pack_error(pack, name->at, "the class `%s` is given twice", pack_quote(pack, name->text));
		policy->class_[i].name = pack_keep(pack, name);
		take_class(pack, entry, &policy->class_[i]);
		catalogue->class_name[i] = text_of(policy->class_[i].name);
		policy->classes = i + 1;
	}
	catalogue->classes = policy->classes;
	found = find_class(pack, text_of(unknown));
	if (found == DICT_NONE)
		pack_error(pack, pack->section[SECTION_CLASSES].at,
			"there is no class `unknown`; its impact is what a part without a known function counts as in the worst case");
	else
		memcpy(policy->unknown_impact, policy->class_[found].impact, sizeof policy->unknown_impact);
}

static void take_criticality(struct pack *pack)
{
	struct policy *policy = pack->policy;
	struct mark *first = arena_alloc(&pack->arena, policy->classes * sizeof *first + 1);
	uint32_t i, n, c;

	memset(first, 0, policy->classes * sizeof *first);
	for (i = 0; i < pack->entries[SECTION_CRITICALITY]; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_CRITICALITY, i);
		const struct pack_value *names = pack_get(pack, entry, CRITICALITY_CLASSES);
		struct policy_note note = pack_note(pack, SECTION_CRITICALITY, entry);

		for (n = 0; n < names->items; n++) {
			c = find_class(pack, names->item[n].text);
			if (c == DICT_NONE) {
				pack_unknown_class(pack, &names->item[n]);
				continue;
			}
			if (first[c].line && pack_level(first[c]) == pack_level(names->item[n].at))
				pack_error(pack, names->item[n].at, "the class `%s` stands twice in `criticality`, first at line %s",
					policy->class_[c].name, pack_line(pack, first[c]));
			first[c] = names->item[n].at;
			policy->class_[c].criticality = (enum policy_criticality)pack_get(pack, entry, CRITICALITY_LEVEL)->number;
			policy->class_[c].note = note;
		}
	}
	for (c = 0; c < policy->classes; c++)
		if (!first[c].line)
			pack_error(pack, pack->section[SECTION_CRITICALITY].at, "`criticality` says nothing about the class `%s`",
				policy->class_[c].name);
}

/* One more name of function f; it may stand for one function only, however it is spelt. */
static void add_name(struct pack *pack, const struct pack_text *name, uint32_t f, struct buffer *normal)
{
	struct catalogue *catalogue = &pack->policy->catalogue;
	size_t before = catalogue->names.count;
	uint32_t code;

	buffer_clear(normal);
	catalogue_normalise(name->text, normal);
	if (!normal->length) {
		pack_error(pack, name->at, "`%s` is no name: it needs a letter or a digit", pack_quote(pack, name->text));
		return;
	}
	code = dict_add(&catalogue->names, buffer_view(normal));
	if (code >= before) {
		catalogue->name_function[code] = f;
		catalogue->name[code] = (struct text){ arena_copy(&pack->policy->arena, name->text.data, name->text.length), name->text.length };
	} else if (catalogue->name_function[code] == f)
		pack_error(pack, name->at, "`%s` is given twice: `%s` has that name already (case, blanks and - _ . / do not count)",
			pack_quote(pack, name->text), pack_quote(pack, catalogue->function[f]));
	else
		pack_error(pack, name->at, "`%s` is given twice: it is a name of `%s` already (case, blanks and - _ . / do not count)",
			pack_quote(pack, name->text), pack_quote(pack, catalogue->function[catalogue->name_function[code]]));
}

/* All aliases in one text, for people. */
static const char *join(struct pack *pack, const struct pack_value *aliases)
{
	struct buffer out = { 0 };
	const char *copy;
	uint32_t i;

	for (i = 0; i < aliases->items; i++) {
		if (i)
			buffer_string(&out, ", ");
		buffer_text(&out, aliases->item[i].text);
	}
	copy = arena_copy(&pack->policy->arena, buffer_view(&out).data, out.length);
	buffer_free(&out);
	return copy;
}

static void take_function(struct pack *pack, const struct pack_record *entry, struct policy_function *function, uint32_t class_index)
{
	const struct policy_class *class = &pack->policy->class_[class_index];
	const struct pack_value *impact = pack_get(pack, entry, FUNCTION_IMPACT), *capped = pack_get(pack, entry, FUNCTION_CAPPED);
	const struct pack_value *takes = pack_get(pack, entry, FUNCTION_TAKES);

	function->class_index = class_index;
	memcpy(function->impact, class->impact, sizeof function->impact);
	if (pack_given(impact))
		pack_triple(impact, function->impact);
	function->capped = pack_given(capped) ? capped->number == 1 : class->capped;
	function->takes = pack_given(takes) ? (uint8_t)(takes->number | PASSES_SABOTAGE) : class->takes;
}

static void take_function_class(struct pack *pack, const struct pack_record *entry, struct policy_function *function)
{
	const struct pack_value *name = pack_get(pack, entry, FUNCTION_CLASS);
	struct pack_text text = { name->text, name->at, true };
	uint32_t c = find_class(pack, name->text);

	if (c == DICT_NONE)
		pack_unknown_class(pack, &text);
	else if (strcmp(pack->policy->class_[c].name, unknown) == 0)
		pack_error(pack, name->at, "`%s` is put into the class `unknown`, which is for parts without a known function", function->name);
	else
		take_function(pack, entry, function, c);
}

/* A class that no function has would never be used; its name was probably meant otherwise. */
static void check_used(struct pack *pack)
{
	const struct policy *policy = pack->policy;
	uint32_t c, f;

	for (c = 0; c < policy->classes; c++) {
		for (f = 0; f < policy->catalogue.functions; f++)
			if (policy->function[f].class_index == c)
				break;
		if (f == policy->catalogue.functions && strcmp(policy->class_[c].name, unknown) != 0)
			pack_error(pack, pack_get(pack, pack_entry(pack, SECTION_CLASSES, c), CLASS_NAME)->at, "no function is of the class `%s`",
				policy->class_[c].name);
	}
}

static void take_functions(struct pack *pack)
{
	struct policy *policy = pack->policy;
	struct catalogue *catalogue = &policy->catalogue;
	uint32_t count = pack->entries[SECTION_FUNCTIONS], i, a;
	struct buffer normal = { 0 };
	size_t names = count;

	for (i = 0; i < count; i++)
		names += pack_get(pack, pack_entry(pack, SECTION_FUNCTIONS, i), FUNCTION_ALIASES)->items;
	policy->function = pack_array(pack, count, sizeof *policy->function);
	catalogue->function = pack_array(pack, count, sizeof *catalogue->function);
	catalogue->function_class = pack_array(pack, count, sizeof *catalogue->function_class);
	catalogue->name_function = pack_array(pack, names, sizeof *catalogue->name_function);
	catalogue->name = pack_array(pack, names, sizeof *catalogue->name);
	for (i = 0; i < count; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_FUNCTIONS, i);
		const struct pack_value *name = pack_get(pack, entry, FUNCTION_NAME), *aliases = pack_get(pack, entry, FUNCTION_ALIASES);
		struct policy_function *function = &policy->function[i];
		struct pack_text text = { name->text, name->at, true };

		function->name = pack_keep(pack, name);
		function->class_index = DICT_NONE;
		function->aliases = join(pack, aliases);
		function->note = pack_note(pack, SECTION_FUNCTIONS, entry);
		take_function_class(pack, entry, function);
		catalogue->function[i] = text_of(function->name);
		catalogue->function_class[i] = function->class_index;
		catalogue->functions = i + 1;
		add_name(pack, &text, i, &normal);
		for (a = 0; a < aliases->items; a++)
			add_name(pack, &aliases->item[a], i, &normal);
	}
	buffer_free(&normal);
	check_used(pack);
}

void pack_take_catalogue(struct pack *pack)
{
	take_classes(pack);
	take_criticality(pack);
	take_functions(pack);
}
