/* Network resource models as XML: an element is an object when it has an id (as a child or as an attribute), and a value when it
 * holds text only. */
#include "input/foreign.h"

#include "base/mem.h"
#include "input/nrm.h"
#include "syntax/xml.h"

#include <stdlib.h>

static int on_start(void *self, struct text name, const struct xml_attribute *attribute, size_t attributes, struct mark at)
{
	struct nrm *nrm = self;
	size_t i;

	nrm_begin(nrm, name, at.line);
	for (i = 0; i < attributes; i++)
		if (text_is(attribute[i].name, "id"))
			nrm_value(nrm, attribute[i].name, attribute[i].value);
	return 0;
}

static int on_end(void *self, struct text name, struct text text, bool stray, struct mark at)
{
	struct nrm *nrm = self;

	(void)at;
	if (stray)
		messages_add(nrm->messages, SEVERITY_WARNING, (struct place){ nrm->file, nrm->frame[nrm->depth].line, 0 },
			"text between the elements of an object is passed over");
	if (nrm_has_children(nrm)) {
		nrm_end(nrm);
	} else {
		nrm_cancel(nrm);
		nrm_value(nrm, name, text);
	}
	return 0;
}

int nrm_xml_read(struct part *part, struct source *source, struct messages *messages)
{
	static const struct xml_handler handler = { on_start, on_end };
	struct nrm *nrm = mem_alloc(sizeof *nrm);
	int result;

	nrm_start(nrm, part, source->file, messages);
	result = xml_read(source, &handler, nrm, messages);
	if (result == 0)
		result = nrm_finish(nrm);
	nrm_free(nrm);
	free(nrm);
	return result;
}
