#include "input/foreign.h"

static int refuse(struct source *source, struct messages *messages)
{
	messages_add(messages, SEVERITY_ERROR, source_place(source, 0, 0), "exports of other systems are not read by this version");
	return -1;
}

int nrm_xml_read(struct part *part, struct source *source, struct messages *messages)
{
	(void)part;
	return refuse(source, messages);
}

int nrm_json_read(struct part *part, struct source *source, struct messages *messages)
{
	(void)part;
	return refuse(source, messages);
}

int nrf_read(struct part *part, struct source *source, struct messages *messages)
{
	(void)part;
	return refuse(source, messages);
}
