/* Network resource models as JSON (TS 28.623, RFC 7951): a map is an object when it has an id; its class is the key it stands under. */
#include "input/foreign.h"

#include "base/mem.h"
#include "input/json_names.h"
#include "input/nrm.h"
#include "syntax/json.h"

#include <stdlib.h>

struct reader {
	struct nrm nrm;
	struct json_names names;
};

static int on_map_begin(void *self, struct mark at)
{
	struct reader *r = self;

	nrm_begin(&r->nrm, json_names_now(&r->names), at.line);
	json_names_open(&r->names, true);
	return 0;
}

static int on_map_end(void *self, struct mark at)
{
	struct reader *r = self;

	(void)at;
	json_names_close(&r->names);
	nrm_end(&r->nrm);
	return 0;
}

static int on_list_begin(void *self, struct mark at)
{
	struct reader *r = self;

	(void)at;
	json_names_open(&r->names, false);
	return 0;
}

static int on_list_end(void *self, struct mark at)
{
	struct reader *r = self;

	(void)at;
	json_names_close(&r->names);
	return 0;
}

static int on_key(void *self, struct text key, struct mark at)
{
	struct reader *r = self;

	(void)at;
	json_names_key(&r->names, key);
	return 0;
}

static int on_scalar(void *self, struct text value, enum scalar_kind kind, struct mark at)
{
	struct reader *r = self;

	if (value.length > PART_TEXT_MOST)
		return part_too_long("a value", NULL, value, PART_TEXT_MOST, (struct place){ r->nrm.file, at.line, at.column }, r->nrm.messages);
	if (kind != SCALAR_NULL)
		nrm_value(&r->nrm, json_names_now(&r->names), value);
	return 0;
}

int nrm_json_read(struct part *part, struct source *source, struct messages *messages)
{
	static const struct tree_handler handler = { on_map_begin, on_map_end, on_list_begin, on_list_end, on_key, on_scalar, NULL };
	struct reader *r = mem_zalloc(1, sizeof *r);
	int result;

	nrm_start(&r->nrm, part, source->file, messages);
	result = json_read(source, JSON_DUPLICATES_WARN, &handler, r, messages);
	if (result == 0)
		result = nrm_finish(&r->nrm);
	nrm_free(&r->nrm);
	json_names_free(&r->names);
	free(r);
	return result;
}
