#include "syntax/yaml_alias.h"

#include <stdlib.h>

void yaml_anchor_begin(struct yaml_aliases *a, struct text name, unsigned depth, struct mark at)
{
	uint32_t code = dict_add(&a->names, name);

	mem_reserve(&a->latest, &a->latest_capacity, (size_t)code + 1, sizeof *a->latest);
	mem_reserve(&a->anchor, &a->anchors_capacity, a->anchors + 1, sizeof *a->anchor);
	a->latest[code] = a->anchors;
	a->open[a->opened++] = a->anchors;
	a->anchor[a->anchors++] = (struct yaml_anchor){ a->records, 0, depth, at };
}

void yaml_anchor_end(struct yaml_aliases *a, unsigned depth)
{
	struct yaml_anchor *anchor = &a->anchor[a->open[a->opened - 1]];

	if (anchor->depth != depth)
		return;
	anchor->count = a->records - anchor->first;
	a->opened--;
}

bool yaml_record(struct yaml_aliases *a, struct yaml_record record)
{
	a->bytes += sizeof record + record.text.length;
	if (a->bytes > YAML_RECORDED_BYTES)
		return false;
	if (record.text.length)
		record.text.data = arena_copy(&a->text, record.text.data, record.text.length);
	mem_reserve(&a->record, &a->records_capacity, a->records + 1, sizeof *a->record);
	a->record[a->records++] = record;
	return true;
}

size_t yaml_anchor_find(const struct yaml_aliases *a, struct text name)
{
	uint32_t code = a->anchors ? dict_find(&a->names, name) : DICT_NONE;

	return code == DICT_NONE ? YAML_NO_ANCHOR : a->latest[code];
}

/* Recursion follows aliases inside recorded values. Each lies at least one collection deeper than the last, so TREE_DEPTH bounds it. */
enum yaml_replay yaml_replay(struct yaml_aliases *a, size_t anchor, unsigned depth, const struct tree_handler *handler, void *self)
{
	size_t at = a->anchor[anchor].first, end = at + a->anchor[anchor].count;
	enum yaml_replay nested;
	int stop = 0;

	for (; at < end && !stop; at++) {
		const struct yaml_record *record = &a->record[at];

		if (++a->replayed > YAML_REPLAYED_EVENTS)
			return YAML_REPLAY_TOO_MANY;
		switch (record->what) {
		case RECORD_MAP_BEGIN:
		case RECORD_LIST_BEGIN:
			if (++depth > TREE_DEPTH)
				return YAML_REPLAY_TOO_DEEP;
			stop = record->what == RECORD_MAP_BEGIN ? handler->map_begin(self, record->at) : handler->list_begin(self, record->at);
			break;
		case RECORD_MAP_END:
			depth--;
			stop = handler->map_end(self, record->at);
			break;
		case RECORD_LIST_END:
			depth--;
			stop = handler->list_end(self, record->at);
			break;
		case RECORD_KEY:
			/* An anchor can stand before a key; its alias is a value. */
			stop = at == a->anchor[anchor].first ? handler->scalar(self, record->text, record->kind, record->at)
				: handler->key(self, record->text, record->at);
			break;
		case RECORD_SCALAR:
			stop = handler->scalar(self, record->text, record->kind, record->at);
			break;
		case RECORD_ALIAS:
			nested = yaml_replay(a, record->anchor, depth, handler, self);
			if (nested != YAML_REPLAY_DONE)
				return nested;
			break;
		}
	}
	return stop ? YAML_REPLAY_STOPPED : YAML_REPLAY_DONE;
}

void yaml_aliases_free(struct yaml_aliases *a)
{
	free(a->record);
	arena_free(&a->text);
	free(a->anchor);
	dict_free(&a->names);
	free(a->latest);
	*a = (struct yaml_aliases){ 0 };
}
