#include "host/host_declaration.h"

#include "base/mem.h"
#include "host/host_words.h"
#include "model/frames.h"

enum { LINE_LONGEST = 512 };

struct declaration {
	struct declared_plugin *plugin;
	struct frame_reader in;
	struct buffer *refused; /* the first complaint */
	uint32_t entries;       /* FRAME_HAS_* */
};

static bool complain(struct declaration *d, const char *format, const char *a, const char *b)
{
	if (d->refused->length == 0) {
		buffer_string(d->refused, "declares ");
		buffer_format(d->refused, format, a, b);
	}
	return false;
}

static void *list(struct declaration *d, uint32_t count, size_t size)
{
	void *room = arena_alloc(&d->plugin->arena, count * size);

	memset(room, 0, count * size);
	return room;
}

/* A text of the declaration, which may be shown to people: `lines` allows line breaks. */
static const char *read_text(struct declaration *d, const char *what, const char *of, bool lines)
{
	struct text text = frames_text(&d->in);

	if (memchr(text.data, '\0', text.length) || !words_are_clean(text, lines)) {
		complain(d, "a %s%s that is not UTF-8 or has control characters", what, of);
		return "";
	}
	return text.data;
}

static const char *read_id(struct declaration *d, const char *what)
{
	const char *id = read_text(d, what, "", false);

	if (!id_right(text_of(id)))
		complain(d, "the %s \"%s\"; it must be lower-case letters, digits and underscores, a letter first, at most 64", what, id);
	return id;
}

/* A number from `least` to `most`; what and of name it. */
static uint8_t read_choice(struct declaration *d, uint32_t least, uint32_t most, const char *what, const char *of)
{
	uint32_t value = frames_number(&d->in);

	if (value < least || value > most)
		complain(d, "rule %s with a %s out of range", of, what);
	return (uint8_t)value;
}

/* ---- Messages -------------------------------------------------------------------------------------------------------------------- */

static bool known_placeholder(struct text name, const char *const *allowed, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++)
		if (text_is(name, allowed[i]))
			return true;
	return false;
}

/* Every brace belongs to a placeholder, and every placeholder will have a value. */
static bool placeholders_right(const char *text, const char *const *allowed, uint32_t count)
{
	while ((text = strpbrk(text, "{}")) != NULL) {
		size_t length = strcspn(text + 1, "{}");

		if (*text == '}' || text[1 + length] != '}' || !known_placeholder((struct text){ text + 1, length }, allowed, count))
			return false;
		text += length + 2;
	}
	return true;
}

static struct declared_message *read_messages(struct declaration *d, uint32_t *count, const char *what, const char *rule)
{
	uint32_t i, n = frames_number(&d->in);
	struct declared_message *message;

	if (n > FRAME_LANGUAGES) {
		d->in.bad = true;
		n = 0;
	}
	message = list(d, n, sizeof *message);
	for (i = 0; i < n; i++) {
		message[i].language = read_text(d, "language of rule ", rule, false);
		message[i].text = read_text(d, what, rule, false);
	}
	*count = n;
	return message;
}

static bool has_english(const struct declared_message *message, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++)
		if (strcmp(message[i].language, "en") == 0 && message[i].text[0])
			return true;
	return false;
}

static void check_messages(struct declaration *d, const struct declared_rule *rule)
{
	static const char *const question[] = { "blame", "count" };
	uint32_t i;

	if (!has_english(rule->message, rule->messages))
		complain(d, "rule %s without an English message%s", rule->id, "");
	if (rule->questions && !has_english(rule->question, rule->questions))
		complain(d, "rule %s with questions and no English one%s", rule->id, "");
	for (i = 0; i < rule->messages; i++)
		if (!placeholders_right(rule->message[i].text, rule->arg, rule->args))
			complain(d, "rule %s with a message whose placeholders are not its arguments: \"%s\"", rule->id, rule->message[i].text);
	for (i = 0; i < rule->questions; i++)
		if (!placeholders_right(rule->question[i].text, question, 2))
			complain(d, "rule %s with a question whose placeholders are not {blame} or {count}: \"%s\"", rule->id,
				rule->question[i].text);
}

static const char **read_texts(struct declaration *d, uint32_t *count, uint32_t most, const char *what, const char *of)
{
	uint32_t i, n = frames_number(&d->in);
	const char **text;

	if (n > most) {
		d->in.bad = true;
		n = 0;
	}
	text = list(d, n, sizeof *text);
	for (i = 0; i < n; i++)
		text[i] = read_text(d, what, of, false);
	*count = n;
	return text;
}

/* ---- Rules, parameters, needs ---------------------------------------------------------------------------------------------------- */

static const char *full_name(struct declared_plugin *plugin, const char *rule)
{
	size_t prefix = strlen(plugin->name), length = strlen(rule);
	char *full = arena_alloc(&plugin->arena, prefix + length + 2);

	memcpy(full, plugin->name, prefix);
	full[prefix] = '.';
	memcpy(full + prefix + 1, rule, length + 1);
	return full;
}

static void read_rule(struct declaration *d, struct declared_rule *rule)
{
	rule->id = read_id(d, "rule");
	rule->full = full_name(d->plugin, rule->id);
	rule->title = read_text(d, "title of rule ", rule->id, false);
	rule->help = read_text(d, "help of rule ", rule->id, true);
	rule->kind = read_choice(d, KEUR_KIND_BREACH, KEUR_KIND_NOTE, "kind", rule->id);
	rule->factor = read_choice(d, KEUR_THREAT, KEUR_NO_FACTOR, "factor", rule->id);
	rule->scenarios = read_choice(d, rule->factor == KEUR_NO_FACTOR ? 0 : 1, KEUR_ALL_SCENARIOS, "set of scenarios", rule->id);
	rule->level = read_choice(d, rule->factor == KEUR_NO_FACTOR ? 0 : 1, 5, "level", rule->id);
	rule->on = read_choice(d, KEUR_ON_ROWS, KEUR_ON_WHOLE, "call (on)", rule->id);
	rule->message = read_messages(d, &rule->messages, "message of rule ", rule->id);
	rule->question = read_messages(d, &rule->questions, "question of rule ", rule->id);
	rule->arg = read_texts(d, &rule->args, FRAME_VALUES, "placeholder of rule ", rule->id);
	rule->measure = read_texts(d, &rule->measures, FRAME_MEASURES, "measure of rule ", rule->id);
	if (d->in.bad)
		return;
	check_messages(d, rule);
	if (rule->on == KEUR_ON_ROWS && !(d->entries & FRAME_HAS_ROWS))
		complain(d, "rule %s for assess_rows(), which it does not have%s", rule->id, "");
	if (rule->on == KEUR_ON_WHOLE && !(d->entries & FRAME_HAS_WHOLE))
		complain(d, "rule %s for assess_whole(), which it does not have%s", rule->id, "");
}

static void read_rules(struct declaration *d)
{
	struct declared_plugin *plugin = d->plugin;
	uint32_t count = frames_number(&d->in), i, k;

	if (count > FRAME_RULES)
		d->in.bad = true;
	if (d->in.bad)
		return;
	plugin->rule = list(d, count, sizeof *plugin->rule);
	for (i = 0; i < count && !d->in.bad; i++) {
		read_rule(d, &plugin->rule[i]);
		for (k = 0; k < i; k++)
			if (strcmp(plugin->rule[k].id, plugin->rule[i].id) == 0)
				complain(d, "rule %s twice%s", plugin->rule[i].id, "");
	}
	plugin->rules = count;
	if (count == 0)
		complain(d, "no rules%s%s", "", "");
}

static void read_params(struct declaration *d)
{
	struct declared_plugin *plugin = d->plugin;
	uint32_t count = frames_number(&d->in), i, k;

	if (count > FRAME_PARAMS)
		d->in.bad = true;
	if (d->in.bad)
		return;
	plugin->param = list(d, count, sizeof *plugin->param);
	for (i = 0; i < count && !d->in.bad; i++) {
		struct declared_param *param = &plugin->param[i];

		param->id = read_id(d, "parameter");
		param->help = read_text(d, "help of parameter ", param->id, true);
		param->initial = read_text(d, "default of parameter ", param->id, false);
		param->type = frames_number(&d->in);
		param->least = frames_long(&d->in);
		param->most = frames_long(&d->in);
		if (param->type < KEUR_PARAM_NUMBER || param->type > KEUR_PARAM_FILE)
			complain(d, "parameter %s of a type that does not exist%s", param->id, "");
		if ((param->type == KEUR_PARAM_NUMBER || param->type == KEUR_PARAM_DAYS) && param->least > param->most)
			complain(d, "parameter %s with a range that holds nothing%s", param->id, "");
		for (k = 0; k < i; k++)
			if (strcmp(plugin->param[k].id, param->id) == 0)
				complain(d, "parameter %s twice%s", param->id, "");
	}
	plugin->params = count;
}

static struct text nearest_need(const char *need)
{
	struct nearest nearest = nearest_start(text_of(need));
	static char name[COLUMN_COUNT][64];
	unsigned c;

	for (c = 0; c < COLUMN_COUNT; c++) {
		const struct schema_column *column = &schema_column[c];
		struct buffer full = { 0 };

		if (column->flags & COLUMN_VIRTUAL)
			continue;
		buffer_format(&full, "%s.%s", schema_table[column->table].name, column->name);
		if (full.length < sizeof name[c])
			memcpy(name[c], full.data, full.length + 1);
		buffer_free(&full);
		nearest_try(&nearest, text_of(name[c]));
	}
	return nearest.best;
}

static void read_needs(struct declaration *d)
{
	struct declared_plugin *plugin = d->plugin;
	uint32_t i;

	plugin->need = read_texts(d, &plugin->needs, FRAME_NEEDS, "need", "");
	for (i = 0; i < plugin->needs && !d->in.bad; i++) {
		struct text near;

		if (schema_find_full(text_of(plugin->need[i])) != COLUMN_NONE)
			continue;
		near = nearest_need(plugin->need[i]);
		if (near.length)
			complain(d, "the need \"%s\", a column that this keur does not have; did it mean \"%s\"?", plugin->need[i], near.data);
		else
			complain(d, "the need \"%s\", a column that this keur does not have%s", plugin->need[i], "");
	}
}

bool declaration_read(struct declared_plugin *declared, const unsigned char *bytes, uint32_t length, struct buffer *refused)
{
	const char *copy = arena_copy(&declared->arena, (const char *)bytes, length);
	struct declaration d = { .plugin = declared, .refused = refused };

	d.in = (struct frame_reader){ (const unsigned char *)copy, (const unsigned char *)copy + length, false };
	declared->name = read_id(&d, "name");
	declared->version = read_text(&d, "version", "", false);
	declared->summary = read_text(&d, "summary", "", false);
	declared->licence = read_text(&d, "licence", "", false);
	d.entries = frames_number(&d.in);
	if (strcmp(declared->name, "keur") == 0)
		complain(&d, "the name \"%s\", which is the program's own%s", declared->name, "");
	read_rules(&d);
	read_params(&d);
	read_needs(&d);
	if (d.in.bad) {
		buffer_clear(refused);
		buffer_string(refused, "has a declaration that cannot be read");
	}
	return refused->length == 0;
}
