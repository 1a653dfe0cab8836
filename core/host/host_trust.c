#include "host/host_trust.h"

#include "host/host_pins.h"
#include "host/host_signature.h"

enum { HASH_SHOWN = 16 }; /* digits that nobody makes two files agree in by chance */

static void advise(const struct host_trust *trust, const char *path, struct buffer *refused)
{
	buffer_string(refused, "look at it with `keur plugin check ");
	buffer_shell(refused, path);
	buffer_format(refused, "`, then `keur plugin pin%s ", trust->pin_options);
	buffer_shell(refused, path);
	buffer_string(refused, "`");
}

static bool check_pin(const struct host_trust *trust, struct host_plugin *plugin, struct buffer *refused)
{
	struct declared_plugin *d = &plugin->declared;
	const struct pin *pin = pins_find(trust->pins, d->sha256);

	if (pin) {
		plugin->pinned = arena_copy(&d->arena, pin->name, strlen(pin->name));
		return true;
	}
	pin = pins_find_name(trust->pins, d->name);
	if (pin) {
		buffer_format(refused, "is not the file that was pinned: the pin of %s %s is for SHA-256 %.*s..., this file has %.*s...; if it was "
			"changed on purpose, ", pin->name, pin->version, HASH_SHOWN, pin->sha256, HASH_SHOWN, d->sha256);
	} else {
		buffer_string(refused, "is not pinned: ");
	}
	advise(trust, d->path, refused);
	return false;
}

static bool check_signature(const struct host_trust *trust, struct host_plugin *plugin, const struct image *image, struct buffer *refused)
{
	struct declared_plugin *d = &plugin->declared;
	struct signature signature;

	if (!signature_check(d->path, image->fd, trust->signers, &signature, refused))
		return false;
	if (signature.signer)
		d->signer = arena_copy(&d->arena, signature.signer, strlen(signature.signer));
	memcpy(plugin->unknown_key, signature.unknown, sizeof plugin->unknown_key);
	if (signature.signer || !trust->require_signed)
		return true;
	if (*signature.unknown)
		buffer_format(refused, "is signed by the key %s, which is none of the trusted keys, and --require-signed asks for one of those",
			signature.unknown);
	else
		buffer_format(refused, "is not signed, and --require-signed asks for it: get %s.minisig from where the plugin is from", d->path);
	return false;
}

bool trust_check(const struct host_trust *trust, struct host_plugin *plugin, const struct image *image, struct buffer *refused)
{
	return !trust || ((!trust->pins || check_pin(trust, plugin, refused)) && check_signature(trust, plugin, image, refused));
}
