#include "cli/places.h"

#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* KEUR_*_FROM_BIN: the way from the program's directory, which the build tree and an installation share. */
static char *beside(const char *directory, const char *way)
{
	struct buffer path = { 0 };

	buffer_format(&path, "%s/%s", directory, way);
	return path.data;
}

int places_find(struct places *places, struct error *err)
{
	char program[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	char *slash;

	if (length <= 0)
		return error_system(err, errno, "cannot find the program's own place (/proc/self/exe)");
	program[length] = '\0';
	slash = strrchr(program, '/');
	if (slash)
		*slash = '\0';
	places->worker = beside(program, KEUR_WORKER_FROM_BIN);
	places->plugins = beside(program, KEUR_PLUGINS_FROM_BIN);
	places->policies = beside(program, KEUR_DATA_FROM_BIN "/policies");
	places->demo = beside(program, KEUR_DATA_FROM_BIN "/demo");
	places->templates = beside(program, KEUR_DATA_FROM_BIN "/template");
	places->catalogues = beside(program, KEUR_LOCALE_FROM_BIN);
	return 0;
}

void places_free(struct places *places)
{
	free(places->worker);
	free(places->plugins);
	free(places->policies);
	free(places->demo);
	free(places->templates);
	free(places->catalogues);
	*places = (struct places){ 0 };
}
