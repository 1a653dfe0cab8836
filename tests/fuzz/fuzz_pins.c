/* The file of pins: any bytes, and never a crash, a refusal without place and reason, or pins that would not be found or not be read again. */
#include "host/host_pins.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_refusal(const struct error *err)
{
	if (strncmp(err->text, "p:", 2) != 0 || utf8_valid_prefix(err->text, strlen(err->text)) != strlen(err->text))
		abort();
}

/* As pins_save writes them. */
static void write_lines(const struct pins *pins, struct buffer *out)
{
	size_t i;

	for (i = 0; i < pins->lines; i++)
		if (pins->line[i].comment)
			buffer_format(out, "%s\n", pins->line[i].comment);
		else
			buffer_format(out, "%s  %s %s\n", pins->line[i].sha256, pins->line[i].name, pins->line[i].version);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buffer once = { 0 }, twice = { 0 };
	struct pins pins, again;
	struct error err;
	size_t i;

	if (pins_take(&pins, "p", (struct text){ (const char *)data, size }, &err) != 0) {
		check_refusal(&err);
		pins_free(&pins);
		return 0;
	}
	for (i = 0; i < pins.lines; i++)
		if (!pins.line[i].comment
			&& (pins_find(&pins, pins.line[i].sha256) != &pins.line[i] || pins_find_name(&pins, pins.line[i].name) != &pins.line[i]))
			abort();
	write_lines(&pins, &once);
	if (pins_take(&again, "p", buffer_view(&once), &err) != 0)
		abort();
	write_lines(&again, &twice);
	if (!text_equal(buffer_view(&once), buffer_view(&twice)))
		abort();
	pins_free(&pins);
	pins_free(&again);
	buffer_free(&once);
	buffer_free(&twice);
	return 0;
}
