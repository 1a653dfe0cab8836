#include "cli/result_say.h"

#include "base/mem.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "input/recognise.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/no_raw.h"

/* Anything that keur assess would read; what is JSON of no known kind is a result that is damaged. */
static bool is_inventory(const char *path)
{
	char *head = mem_alloc(RECOGNISE_BYTES);
	FILE *file = fopen(path, "rbe");
	const char *why;
	enum input_format format = INPUT_UNKNOWN;

	if (file) {
		format = recognise((struct text){ head, fread(head, 1, RECOGNISE_BYTES, file) }, &why);
		fclose(file);
	}
	free(head);
	return format != INPUT_UNKNOWN && format != INPUT_NRM_JSON;
}

int result_unreadable(const char *command, const char *path, struct messages *messages, const struct error *err)
{
	struct buffer text = { 0 };

	progress_end();
	if (!messages->errors)
		return command_fail(err);
	if (is_inventory(path)) {
		command_error("%s: this is an inventory; %s reads a result.json, which `keur assess --output=DIR` writes",
			messages_quote(messages, text_of(path)), command);
		return EXIT_COULD_NOT;
	}
	messages_print(messages, &text);
	command_say(buffer_view(&text));
	buffer_free(&text);
	return EXIT_COULD_NOT;
}
