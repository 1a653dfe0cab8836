#include "cli/trust_files.h"

#include "base/mem.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

static bool is_absolute(const char *path)
{
	return path && path[0] == '/';
}

char *trust_files_place(const char *name)
{
	const char *settings = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct buffer path = { 0 };

	/* Anything but an absolute path would mean another file in every directory. */
	if (is_absolute(settings)) {
		buffer_format(&path, "%s/keur/%s", settings, name);
		return path.data;
	}
	if (!is_absolute(home)) {
		const struct passwd *user = getpwuid(geteuid());

		home = user ? user->pw_dir : NULL;
	}
	if (!is_absolute(home))
		return NULL;
	buffer_format(&path, "%s/.config/keur/%s", home, name);
	return path.data;
}

int trust_files_open_keys(struct trust_files *trust, const char *keys, struct error *err)
{
	char *own = keys ? NULL : trust_files_place("trusted.keys");
	int result = 0;

	*trust = (struct trust_files){ .pins.directory = -1 };
	if (keys || own)
		result = signers_read(&trust->signers, keys ? keys : own, keys != NULL, err);
	trust->host = (struct host_trust){ .signers = &trust->signers, .pin_options = "" };
	free(own);
	return result;
}

int trust_files_open(struct trust_files *trust, const char *pins, const char *keys, bool require_signed, struct error *err)
{
	char *own = pins ? NULL : trust_files_place("plugins.lock");
	int result = trust_files_open_keys(trust, keys, err);

	if (result == 0 && (pins || own))
		result = pins_read(&trust->pins, pins ? pins : own, pins != NULL, err);
	if (pins) {
		buffer_string(&trust->options, " --pins ");
		buffer_shell(&trust->options, pins);
	}
	trust->host.pins = &trust->pins;
	trust->host.require_signed = require_signed;
	trust->host.pin_options = trust->options.data ? trust->options.data : "";
	free(own);
	return result;
}

void trust_files_close(struct trust_files *trust)
{
	pins_free(&trust->pins);
	signers_free(&trust->signers);
	buffer_free(&trust->options);
}
