#include "conform/conform_model.h"

#include "assess/assess.h"
#include "base/fd.h"
#include "input/input.h"
#include "model/link.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* The readers want a file: one that has no name. */
static int read_text(struct input_set *inputs, struct text text, struct messages *messages, struct error *err)
{
	int fd = fd_memory("keur-conformance"), done;
	char path[64];

	if (fd < 0)
		return error_system(err, errno, "cannot create memory for a built-in inventory");
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (fd_write(fd, text.data, text.length))
		done = input_read(inputs, INPUT_INVENTORY, path, "built-in inventory", messages, err);
	else
		done = error_system(err, errno, "cannot write a built-in inventory");
	close(fd);
	return done;
}

static int complain(struct messages *messages, struct error *err)
{
	struct buffer text = { 0 };

	messages_sort(messages);
	messages_print(messages, &text);
	error_set(err, ERROR_INPUT, "the built-in inventory is wrong, which is a fault of keur: %s", text.data ? text.data : err->text);
	buffer_free(&text);
	return -1;
}

int conform_model_make(struct conform_model *made, const struct conform_shape *shape, const struct policy *policy, struct error *err)
{
	struct messages messages = { 0 };
	struct input_set inputs = { 0 };
	struct link_result link = { 0 };
	struct derived derived;
	struct buffer text = { 0 };
	int done;

	*made = (struct conform_model){ .model.region.fd = -1 };
	conform_network(shape, policy, &text);
	done = read_text(&inputs, buffer_view(&text), &messages, err);
	if (done == 0 && (messages.errors
		|| link_parts(&made->model, inputs.part, inputs.files, &policy->catalogue, KEUR_NO_DATE, &link, &messages, err) != 0))
		done = complain(&messages, err);
	else
		made->linked = done == 0;
	if (done == 0) {
		derive(&made->model, policy, &derived);
		derived_free(&derived);
		done = model_seal(&made->model, err);
	}
	if (made->linked)
		link_result_free(&link);
	input_free(&inputs);
	messages_free(&messages);
	buffer_free(&text);
	return done;
}

void conform_model_free(struct conform_model *made)
{
	if (made->linked)
		model_close(&made->model);
	*made = (struct conform_model){ .model.region.fd = -1 };
}
