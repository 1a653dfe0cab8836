/* YAML from libyaml's events to the tree handler, with the limits that libyaml lacks: depth, repeated keys, one document, no
 * directives and tags, aliases within a budget, no ends of lines that people do not see, nothing that turns text around. Nothing here knows what a key means. */
#include "syntax/yaml.h"

#include "base/mem.h"
#include "syntax/keys.h"
#include "syntax/window.h"
#include "syntax/yaml_alias.h"
#include "syntax/yaml_breaks.h"
#include "syntax/yaml_problem.h"

#include <stdlib.h>
#include <yaml.h>

/* libyaml keeps a scalar in memory while it reads it; more than this between two events is no inventory. */
enum { QUIET_BYTES = 16 * 1024 * 1024 };

/* What the next node is, per depth. */
enum expect { EXPECT_ENTRY, EXPECT_KEY, EXPECT_VALUE };

/* What few events need; keeps its registers out of the path that every event takes. */
#define RARE __attribute__((cold, noinline))
#define OFTEN inline __attribute__((always_inline))

struct reader {
	yaml_parser_t parser;
	struct window window;
	struct source *source;
	struct messages *messages;
	struct tree_handler handler;
	void *self;
	struct keys keys;
	struct yaml_aliases aliases;
	unsigned depth;
	unsigned char expect[TREE_DEPTH + 1]; /* enum expect */
	unsigned repeated;                    /* duplicate keys told */
	bool told;                            /* why libyaml was not given more is a message already */
	uint64_t events, events_seen;         /* now, and when bytes were last asked for */
	uint64_t quiet;                       /* bytes given since the last event */
};

static struct mark mark_of(const yaml_mark_t *mark)
{
	return (struct mark){ (uint32_t)mark->line + 1, (uint32_t)mark->column + 1 };
}

static struct place place_of(const struct reader *r, struct mark at)
{
	return source_place(r->source, at.line, at.column);
}

static RARE int refuse(struct reader *r, struct mark at, const char *text)
{
	messages_add(r->messages, SEVERITY_ERROR, place_of(r, at), "%s", text);
	return -1;
}

static const char no_directives[] = "directives (`%YAML`, `%TAG`) are not accepted; remove this line";

/* Told when libyaml has had what stands before it, so that an earlier mistake is told first. */
static RARE int refuse_break(struct reader *r)
{
	struct window *w = &r->window;
	struct mark at = { 0, 0 };
	char said[YAML_BREAKS_SAID];

	if (source_locate(r->source, w->base + w->at, &at.line, &at.column))
		at = (struct mark){ 0, 0 };
	yaml_breaks_say(w->data + w->at, said, sizeof said);
	refuse(r, at, said);
	return 0;
}

/* Bytes there are to give, with what tells whether a CR among them stands alone; 0 at the end, -1 after a message. */
static ptrdiff_t bytes_left(struct window *w)
{
	int more = 1;

	while (more && (w->at == w->end || (w->end - w->at == 1 && w->data[w->at] == '\r'))) {
		more = window_more(w, w->at);
		if (more < 0)
			return -1;
	}
	return (ptrdiff_t)(w->end - w->at);
}

/* libyaml's source of bytes. */
static int feed(void *self, unsigned char *buffer, size_t size, size_t *given)
{
	struct reader *r = self;
	struct window *w = &r->window;
	ptrdiff_t left;

	*given = 0;
	r->quiet = r->events == r->events_seen ? r->quiet : 0;
	r->events_seen = r->events;
	r->told = true;
	/* Only the document start that follows them would tell of directives, and libyaml compares each with all others. */
	if (r->parser.tag_directives.top - r->parser.tag_directives.start > 2) {
		refuse(r, (struct mark){ (uint32_t)r->parser.mark.line + 1, 1 }, no_directives);
		return 0;
	}
	if (r->quiet > QUIET_BYTES) {
		refuse(r, mark_of(&r->parser.mark), "a value or comment is longer than 16 MiB before here, the most that is accepted");
		return 0;
	}
	left = bytes_left(w);
	if (left < 0)
		return 0;
	*given = left ? yaml_breaks_none(w->data + w->at, (size_t)left, (size_t)left < size ? (size_t)left : size) : 0;
	if (left && !*given)
		return refuse_break(r);
	r->told = false;
	if (!left)
		return 1;
	memcpy(buffer, w->data + w->at, *given);
	w->at += *given;
	r->quiet += *given;
	return 1;
}

/* While an anchor is open everything is recorded for its aliases. */
static RARE int record(struct reader *r, struct yaml_record record)
{
	struct mark at;

	if (yaml_record(&r->aliases, record))
		return 0;
	at = r->aliases.anchor[r->aliases.open[0]].at;
	return refuse(r, at, "what this anchor marks is larger than 64 MiB, the most that is kept for aliases; mark a smaller part");
}

/* The node that was just read is complete: what comes next where it stood? */
static void node_done(struct reader *r)
{
	if (r->expect[r->depth] == EXPECT_VALUE)
		r->expect[r->depth] = EXPECT_KEY;
	if (r->aliases.opened)
		yaml_anchor_end(&r->aliases, r->depth);
}

static RARE int refuse_tag(struct reader *r, const yaml_char_t *tag, struct mark at)
{
	static const char standard[] = "tag:yaml.org,2002:";
	struct text name = text_of((const char *)tag);

	if (name.length > sizeof standard - 1 && memcmp(name.data, standard, sizeof standard - 1) == 0) {
		name.data += sizeof standard - 1;
		name.length -= sizeof standard - 1;
		messages_add(r->messages, SEVERITY_ERROR, place_of(r, at),
			"the tag `!!%s` stands here; tags are not accepted, only `!include`", messages_quote(r->messages, name));
	} else {
		messages_add(r->messages, SEVERITY_ERROR, place_of(r, at),
			"the tag `%s` stands here; tags are not accepted, only `!include`", messages_quote(r->messages, name));
	}
	return -1;
}

static RARE int include(struct reader *r, const yaml_event_t *event, struct text value, struct mark at)
{
	if (!r->handler.include)
		return refuse(r, at, "`!include` stands here; this file cannot include others");
	if (r->depth != 1 || r->expect[1] != EXPECT_VALUE)
		return refuse(r, at, "`!include` stands here; it may only be the value of a top-level key");
	if (event->data.scalar.anchor)
		return refuse(r, at, "an anchor stands before `!include`; what is included cannot be repeated by an alias");
	if (!value.length)
		return refuse(r, at, "`!include` names no file; write `!include name.yaml`");
	if (r->aliases.opened)
		return refuse(r, at, "`!include` stands inside an anchor; what is included cannot be repeated by an alias");
	r->expect[1] = EXPECT_KEY;
	return r->handler.include(r->self, value, at);
}

static RARE int repeated_key(struct reader *r, struct text key, struct mark at, const struct mark *first)
{
	messages_add(r->messages, SEVERITY_ERROR, place_of(r, at),
		"the key `%s` stands twice in this mapping, first at line %u, column %u; remove one",
		messages_quote(r->messages, key), first->line, first->column);
	return ++r->repeated < MESSAGES_SHOWN ? 0 : -1;
}

static OFTEN int key(struct reader *r, struct text text, enum scalar_kind kind, struct mark at, bool recording)
{
	const struct mark *first;

	if (kind == SCALAR_PLAIN && text.length <= 2) {
		if (!text.length)
			return refuse(r, at, "a key is missing before `:`");
		if (text.length == 2 && text.data[0] == '<' && text.data[1] == '<')
			return refuse(r, at, "the merge key `<<` stands here, which is not accepted; write the keys out");
	}
	first = keys_add(&r->keys, text, at);
	if (first && repeated_key(r, text, at, first))
		return -1;
	r->expect[r->depth] = EXPECT_VALUE;
	if (recording) {
		if (record(r, (struct yaml_record){ .what = RECORD_KEY, .kind = kind, .at = at, .text = text }))
			return -1;
		yaml_anchor_end(&r->aliases, r->depth);
	}
	return r->handler.key(r->self, text, at);
}

static OFTEN int key_or_value(struct reader *r, const yaml_event_t *event, struct text text, struct mark at, bool recording)
{
	enum scalar_kind kind = SCALAR_PLAIN;

	if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE) {
		kind = SCALAR_QUOTED;
		/* Only `"\0"` makes one, and text in keur ends at it. */
		if (memchr(text.data, 0, text.length))
			return refuse(r, at, "this text holds a NUL character (`\\0`), which is not accepted");
	}
	if (r->expect[r->depth] == EXPECT_KEY)
		return key(r, text, kind, at, recording);
	if (r->expect[r->depth] == EXPECT_VALUE)
		r->expect[r->depth] = EXPECT_KEY;
	if (recording) {
		if (record(r, (struct yaml_record){ .what = RECORD_SCALAR, .kind = kind, .at = at, .text = text }))
			return -1;
		yaml_anchor_end(&r->aliases, r->depth);
	}
	return r->handler.scalar(r->self, text, kind, at);
}

/* With a tag or an anchor, or inside what an anchor marks. */
static RARE int marked_scalar(struct reader *r, const yaml_event_t *event, struct text text, struct mark at)
{
	if (event->data.scalar.tag) {
		if (strcmp((const char *)event->data.scalar.tag, "!include") == 0)
			return include(r, event, text, at);
		return refuse_tag(r, event->data.scalar.tag, at);
	}
	if (event->data.scalar.anchor)
		yaml_anchor_begin(&r->aliases, text_of((const char *)event->data.scalar.anchor), r->depth, at);
	return key_or_value(r, event, text, at, true);
}

static int scalar(struct reader *r, const yaml_event_t *event)
{
	struct mark at = mark_of(&event->start_mark);
	struct text text = { (const char *)event->data.scalar.value, event->data.scalar.length };

	if (event->data.scalar.tag || event->data.scalar.anchor || r->aliases.opened)
		return marked_scalar(r, event, text, at);
	return key_or_value(r, event, text, at, false);
}

static int begin(struct reader *r, const yaml_event_t *event, enum yaml_record_kind what)
{
	bool map = what == RECORD_MAP_BEGIN;
	const yaml_char_t *anchor = map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
	const yaml_char_t *tag = map ? event->data.mapping_start.tag : event->data.sequence_start.tag;
	struct mark at = mark_of(&event->start_mark);

	if (tag)
		return refuse_tag(r, tag, at);
	if (r->expect[r->depth] == EXPECT_KEY)
		return refuse(r, at, map ? "a mapping stands where a key was expected; a key is plain or quoted text"
			: "a list stands where a key was expected; a key is plain or quoted text");
	if (r->depth == TREE_DEPTH) {
		messages_add(r->messages, SEVERITY_ERROR, place_of(r, at), "nested more than %d deep; no inventory needs more", TREE_DEPTH);
		return -1;
	}
	if (anchor)
		yaml_anchor_begin(&r->aliases, text_of((const char *)anchor), r->depth, at);
	if (r->aliases.opened && record(r, (struct yaml_record){ .what = what, .at = at }))
		return -1;
	r->depth++;
	r->expect[r->depth] = map ? EXPECT_KEY : EXPECT_ENTRY;
	if (!map)
		return r->handler.list_begin(r->self, at);
	keys_open(&r->keys);
	return r->handler.map_begin(r->self, at);
}

static int end(struct reader *r, const yaml_event_t *event, enum yaml_record_kind what)
{
	struct mark at = mark_of(&event->start_mark);

	r->depth--;
	if (what == RECORD_MAP_END)
		keys_close(&r->keys);
	if (r->aliases.opened && record(r, (struct yaml_record){ .what = what, .at = at }))
		return -1;
	node_done(r);
	return what == RECORD_MAP_END ? r->handler.map_end(r->self, at) : r->handler.list_end(r->self, at);
}

static RARE int alias(struct reader *r, const yaml_event_t *event)
{
	struct mark at = mark_of(&event->start_mark);
	struct text name = text_of((const char *)event->data.alias.anchor);
	size_t anchor = yaml_anchor_find(&r->aliases, name);

	if (r->expect[r->depth] == EXPECT_KEY)
		return refuse(r, at, "an alias stands where a key was expected; write the key out");
	if (anchor == YAML_NO_ANCHOR) {
		messages_add(r->messages, SEVERITY_ERROR, place_of(r, at),
			"the alias `*%s` has no anchor before it; put `&%s` at the value that it repeats, or put the text in quotes",
			messages_quote(r->messages, name), messages_quote(r->messages, name));
		return -1;
	}
	if (!r->aliases.anchor[anchor].count) {
		messages_add(r->messages, SEVERITY_ERROR, place_of(r, at), "the alias `*%s` stands inside the value that it would repeat",
			messages_quote(r->messages, name));
		return -1;
	}
	if (r->aliases.opened && record(r, (struct yaml_record){ .what = RECORD_ALIAS, .at = at, .anchor = anchor }))
		return -1;
	node_done(r);
	switch (yaml_replay(&r->aliases, anchor, r->depth, &r->handler, r->self)) {
	case YAML_REPLAY_DONE:
		return 0;
	case YAML_REPLAY_TOO_MANY:
		return refuse(r, at, "the aliases of this file repeat more than 1,000,000 values and keys, the most that is accepted");
	case YAML_REPLAY_TOO_DEEP:
		messages_add(r->messages, SEVERITY_ERROR, place_of(r, at), "with what this alias repeats, nested more than %d deep; no inventory"
			" needs more", TREE_DEPTH);
		return -1;
	default:
		return -1;
	}
}

static RARE int document_start(struct reader *r, const yaml_event_t *event, unsigned documents)
{
	struct mark at = mark_of(&event->start_mark);

	if (documents)
		return refuse(r, at, "a second document begins here; keep one document per file");
	if (event->data.document_start.version_directive
	    || event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end)
		return refuse(r, at, no_directives);
	return 0;
}

static int read_events(struct reader *r)
{
	unsigned documents = 0;
	yaml_event_t event;
	int rc = 0;

	while (!rc) {
		if (!yaml_parser_parse(&r->parser, &event)) {
			if (!r->told)
				yaml_problem(&r->parser, r->window.skipped, r->source, r->messages);
			return -1;
		}
		r->events++;
		switch (event.type) {
		case YAML_SCALAR_EVENT:
			rc = scalar(r, &event);
			break;
		/* A collection without anchor and tag, and the end of one, hold no memory that would have to be given back. */
		case YAML_MAPPING_START_EVENT:
			rc = begin(r, &event, RECORD_MAP_BEGIN);
			if (!event.data.mapping_start.anchor && !event.data.mapping_start.tag)
				continue;
			break;
		case YAML_SEQUENCE_START_EVENT:
			rc = begin(r, &event, RECORD_LIST_BEGIN);
			if (!event.data.sequence_start.anchor && !event.data.sequence_start.tag)
				continue;
			break;
		case YAML_MAPPING_END_EVENT:
			rc = end(r, &event, RECORD_MAP_END);
			continue;
		case YAML_SEQUENCE_END_EVENT:
			rc = end(r, &event, RECORD_LIST_END);
			continue;
		case YAML_ALIAS_EVENT:
			rc = alias(r, &event);
			break;
		case YAML_DOCUMENT_START_EVENT:
			rc = document_start(r, &event, documents++);
			break;
		case YAML_STREAM_END_EVENT:
			if (!documents)
				return refuse(r, (struct mark){ 1, 1 }, "the file holds nothing but blanks and comments; a YAML document was expected");
			return r->repeated ? -1 : 0;
		default:
			break;
		}
		yaml_event_delete(&event);
	}
	return -1;
}

int yaml_read(struct source *source, const struct tree_handler *handler, void *self, struct messages *messages)
{
	struct reader *r = mem_zalloc(1, sizeof *r);
	int rc;

	r->source = source;
	r->messages = messages;
	r->handler = *handler;
	r->self = self;
	window_start(&r->window, source, "YAML", messages);
	r->window.turns = WINDOW_TURNS_TOLD;
	if (!yaml_parser_initialize(&r->parser))
		mem_fail();
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&r->parser, feed, r);
	rc = read_events(r);
	yaml_parser_delete(&r->parser);
	window_free(&r->window);
	keys_free(&r->keys);
	yaml_aliases_free(&r->aliases);
	free(r);
	return rc;
}
