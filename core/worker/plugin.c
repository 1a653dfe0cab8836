#include "worker/plugin.h"

#include "base/mem.h"
#include "worker/wire.h"

#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The sizes of version 1.0, which no later version goes below, whatever this header has grown to, and a bound above which a size is no size.
 * Texts and values stand inside other structs, so they never grow. */
enum { SIZE_MOST = 4096 };
static const struct size_rule {
	const char *name;
	size_t offset;
	uint32_t least, most;
} size_rule[] = {
#define SIZE(member, type, least, most) { #type, offsetof(struct keur_stamp, member), least, most }
	SIZE(plugin_size, keur_plugin, 200, SIZE_MOST),
	SIZE(rule_size, keur_rule, 120, SIZE_MOST),
	SIZE(param_size, keur_param, 72, SIZE_MOST),
	SIZE(message_size, keur_message, 32, SIZE_MOST),
	SIZE(text_size, keur_text, 16, 16),
	SIZE(column_size, keur_column, 32, SIZE_MOST),
	SIZE(view_size, keur_view, 40, SIZE_MOST),
	SIZE(value_size, keur_value, 40, 40),
	SIZE(finding_size, keur_finding, 120, SIZE_MOST),
	SIZE(host_size, keur_host, 64, SIZE_MOST),
	SIZE(reach_size, keur_reach, 24, SIZE_MOST),
	SIZE(failure_size, keur_failure, 16, SIZE_MOST),
	SIZE(row_size, keur_row, 8, SIZE_MOST),
#undef SIZE
};
_Static_assert(sizeof(struct keur_stamp) == 64, "the stamp is frozen");

/* The last byte of the magic is the major version, as a digit. */
enum { MAJOR_SHIFT = 56 };
#define MAJOR(magic) ((char)((magic) >> MAJOR_SHIFT))
#define NAME_OF(magic) ((magic) & ((UINT64_C(1) << MAJOR_SHIFT) - 1))

_Noreturn static void refuse_major(char major)
{
	wire_refuse_abi("it speaks version %c of the plugin interface; this keur speaks version %c: it needs %s", major, MAJOR(KEUR_ABI_MAGIC),
		major > MAJOR(KEUR_ABI_MAGIC) ? "a newer keur" : "to be built again");
}

void plugin_copy(void *ours, size_t our_size, const void *theirs, size_t their_size)
{
	size_t both = our_size < their_size ? our_size : their_size;

	memcpy(ours, theirs, both);
	if (both < our_size)
		memset((char *)ours + both, 0, our_size - both);
}

void *plugin_room(uint32_t count, size_t our_size, uint32_t their_size)
{
	return mem_zalloc(count, our_size > their_size ? our_size : their_size);
}

static void check_stamp(const struct keur_stamp *stamp, size_t symbol_size)
{
	size_t i;

	if (symbol_size >= sizeof *stamp && NAME_OF(stamp->magic) == NAME_OF(KEUR_ABI_MAGIC) && stamp->magic != KEUR_ABI_MAGIC
		&& MAJOR(stamp->magic) >= '1' && MAJOR(stamp->magic) <= '9')
		refuse_major(MAJOR(stamp->magic));
	if (symbol_size < sizeof *stamp || stamp->magic != KEUR_ABI_MAGIC)
		wire_refuse_abi("its keur_plugin_v1 is not headed by KEUR_STAMP of <keur/plugin.h>");
	for (i = 0; i < sizeof size_rule / sizeof *size_rule; i++) {
		const struct size_rule *rule = &size_rule[i];
		uint32_t size;

		memcpy(&size, (const char *)stamp + rule->offset, sizeof size);
		if (size < rule->least || size > rule->most || size % 8)
			wire_refuse_abi("its stamp says that struct %s has %u bytes, which no version 1 has (1.0: %u); fill it with KEUR_STAMP",
				rule->name, size, rule->least);
	}
	if (symbol_size < stamp->plugin_size)
		wire_refuse_abi("its keur_plugin_v1 has %zu bytes where its stamp says %u; fill it with KEUR_STAMP", symbol_size,
			stamp->plugin_size);
}

/* The loader names the file by the descriptor it came through, which helps nobody. */
static const char *load_error(const char *path)
{
	const char *text = dlerror();
	size_t length = strlen(path);

	if (!text)
		return "unknown reason";
	if (strncmp(text, path, length) == 0 && strncmp(text + length, ": ", 2) == 0)
		text += length + 2;
	return text;
}

/* A plugin of another major version exports another symbol, so that one file can hold both. */
static void look_for_other_major(void *object)
{
	char name[] = "keur_plugin_v1", *digit = &name[sizeof name - 2];

	for (*digit = '2'; *digit <= '9'; ++*digit)
		if (dlsym(object, name))
			refuse_major(*digit);
}

/* Debuggers look for the file by the name that it was loaded under, and "/proc/self/fd/4" is another file for them. */
static void prefer_name(char path[PATH_MAX], int image)
{
	struct stat named, given;
	char name[PATH_MAX];
	ssize_t length = readlink(path, name, sizeof name - 1);

	if (length <= 0)
		return;
	name[length] = '\0';
	if (stat(name, &named) == 0 && fstat(image, &given) == 0 && named.st_dev == given.st_dev && named.st_ino == given.st_ino)
		memcpy(path, name, (size_t)length + 1);
}

void plugin_load(struct plugin *plugin, int image, bool by_name)
{
	const ElfW(Sym) *entry = NULL;
	const void *symbol;
	char path[PATH_MAX];
	void *object;
	Dl_info info;

	snprintf(path, sizeof path, "/proc/self/fd/%d", image);
	if (by_name)
		prefer_name(path, image);
	object = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!object)
		wire_refuse("cannot be loaded: %s", load_error(path));
	symbol = dlsym(object, "keur_plugin_v1");
	if (!symbol)
		look_for_other_major(object);
	if (!symbol || dladdr1(symbol, &info, (void **)(uintptr_t)&entry, RTLD_DL_SYMENT) == 0 || !entry)
		wire_refuse("it exports no keur_plugin_v1: is it a plugin of keur? See <keur/plugin.h>");
	memset(&plugin->size, 0, sizeof plugin->size);
	memcpy(&plugin->size, symbol, entry->st_size < sizeof plugin->size ? entry->st_size : sizeof plugin->size);
	check_stamp(&plugin->size, entry->st_size);
	plugin_copy(&plugin->entry, sizeof plugin->entry, symbol, plugin->size.plugin_size);
}

struct keur_rule plugin_rule(const struct plugin *plugin, uint32_t index)
{
	struct keur_rule rule;

	plugin_copy(&rule, sizeof rule, (const char *)plugin->entry.rule + (size_t)index * plugin->size.rule_size,
		plugin->size.rule_size);
	return rule;
}

struct keur_param plugin_param(const struct plugin *plugin, uint32_t index)
{
	struct keur_param param;

	plugin_copy(&param, sizeof param, (const char *)plugin->entry.param + (size_t)index * plugin->size.param_size,
		plugin->size.param_size);
	return param;
}

struct keur_text plugin_need(const struct plugin *plugin, uint32_t index)
{
	return plugin->entry.need[index];
}

struct keur_message plugin_message(const struct plugin *plugin, const struct keur_message *array, uint32_t index)
{
	struct keur_message message;

	plugin_copy(&message, sizeof message, (const char *)array + (size_t)index * plugin->size.message_size,
		plugin->size.message_size);
	return message;
}
