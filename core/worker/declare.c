/* The declaration as bytes. Only bounds are looked at here; what it says is the host's to judge. */
#include "model/frames.h"
#include "worker/plugin.h"
#include "worker/wire.h"

/* What is let through today could mean nothing tomorrow. */
static void check_reserved(uint32_t reserved, const char *what)
{
	if (reserved)
		wire_refuse("it declares a %s whose reserved member is %u; it must be 0", what, reserved);
}

static void put_text(struct buffer *out, struct keur_text text, const char *what)
{
	if (text.length > FRAME_DECLARED_TEXT)
		wire_refuse("it declares a %s of %u bytes; the most is %u", what, text.length, (unsigned)FRAME_DECLARED_TEXT);
	if (text.length && !text.text)
		wire_refuse("it declares a %s with a length and no text", what);
	check_reserved(text.reserved, what);
	frames_put_text(out, text.length ? text.text : "", text.length);
}

static void put_count(struct buffer *out, uint32_t count, const void *array, uint32_t most, const char *what)
{
	if (count > most)
		wire_refuse("it declares %u %s; the most is %u", count, what, most);
	if (count && !array)
		wire_refuse("it declares %u %s and no list of them", count, what);
	frames_put_number(out, count);
}

static void put_messages(struct buffer *out, const struct plugin *plugin, const struct keur_message *array, uint32_t count,
	const char *what)
{
	uint32_t i;

	put_count(out, count, array, FRAME_LANGUAGES, what);
	for (i = 0; i < count; i++) {
		struct keur_message message = plugin_message(plugin, array, i);

		put_text(out, message.language, "language");
		put_text(out, message.text, "message");
	}
}

static void put_texts(struct buffer *out, const struct keur_text *array, uint32_t count, uint32_t most, const char *what)
{
	uint32_t i;

	put_count(out, count, array, most, what);
	for (i = 0; i < count; i++)
		put_text(out, array[i], what);
}

static void put_rule(struct buffer *out, const struct plugin *plugin, uint32_t index)
{
	struct keur_rule rule = plugin_rule(plugin, index);

	put_text(out, rule.id, "rule id");
	put_text(out, rule.title, "rule title");
	put_text(out, rule.help, "rule help");
	check_reserved(rule.reserved, "rule");
	frames_put_number(out, rule.kind);
	frames_put_number(out, rule.factor);
	frames_put_number(out, rule.scenarios);
	frames_put_number(out, rule.level);
	frames_put_number(out, rule.on);
	put_messages(out, plugin, rule.message, rule.messages, "messages");
	put_messages(out, plugin, rule.question, rule.questions, "questions");
	put_texts(out, rule.arg, rule.args, FRAME_VALUES, "placeholders");
	put_texts(out, rule.measure, rule.measures, FRAME_MEASURES, "measures");
}

static void put_param(struct buffer *out, const struct plugin *plugin, uint32_t index)
{
	struct keur_param param = plugin_param(plugin, index);

	put_text(out, param.id, "parameter id");
	put_text(out, param.help, "parameter help");
	check_reserved(param.reserved, "parameter");
	put_text(out, param.initial, "parameter default");
	frames_put_number(out, param.type);
	frames_put_long(out, param.least);
	frames_put_long(out, param.most);
}

void plugin_declare(const struct plugin *plugin, struct buffer *out)
{
	const struct keur_plugin *p = &plugin->entry;
	uint32_t i;

	put_text(out, p->name, "name");
	put_text(out, p->version, "version");
	put_text(out, p->summary, "summary");
	put_text(out, p->licence, "licence");
	if (p->threading)
		wire_refuse("it asks for threading %u; the one value of this version is 0", p->threading);
	frames_put_number(out, (p->assess_rows ? FRAME_HAS_ROWS : 0u) | (p->assess_whole ? FRAME_HAS_WHOLE : 0u));
	put_count(out, p->rules, p->rule, FRAME_RULES, "rules");
	for (i = 0; i < p->rules; i++)
		put_rule(out, plugin, i);
	put_count(out, p->params, p->param, FRAME_PARAMS, "parameters");
	for (i = 0; i < p->params; i++)
		put_param(out, plugin, i);
	put_count(out, p->needs, p->need, FRAME_NEEDS, "needs");
	for (i = 0; i < p->needs; i++)
		put_text(out, plugin_need(plugin, i), "need");
}
