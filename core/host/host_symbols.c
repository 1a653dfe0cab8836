#include "host/host_symbols.h"

#include "base/fd.h"
#include "host/host_elf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MOST = 255 };

static const char *copy_name(struct host_symbols *symbols, const char *name)
{
	return arena_copy(&symbols->arena, name, strnlen(name, NAME_MOST));
}

static void take(struct host_symbols *symbols, const char *name)
{
	if (symbols->takens == HOST_SYMBOLS_MOST) {
		symbols->left_out++;
		return;
	}
	mem_reserve(&symbols->taken, &symbols->taken_room, symbols->takens + 1, sizeof *symbols->taken);
	symbols->taken[symbols->takens++] = copy_name(symbols, name);
}

/* A few names only, each of them one that the host permits: see check_library. */
static void need(struct host_symbols *symbols, const char *name)
{
	size_t i;

	for (i = 0; i < symbols->neededs; i++)
		if (strcmp(symbols->needed[i], name) == 0)
			return;
	mem_reserve(&symbols->needed, &symbols->needed_room, symbols->neededs + 1, sizeof *symbols->needed);
	symbols->needed[symbols->neededs++] = copy_name(symbols, name);
}

static void look_at_symbols(struct host_symbols *symbols, const struct elf *elf)
{
	uint64_t i;

	for (i = 1; i < elf->symbol_count; i++) {
		Elf64_Sym symbol = elf_symbol(elf, i);
		unsigned binding = ELF64_ST_BIND(symbol.st_info);
		const char *name = elf_string(elf, symbol.st_name);

		if (!name || !name[0] || binding == STB_LOCAL)
			continue;
		if (symbol.st_shndx != SHN_UNDEF)
			symbols->others += strcmp(name, "keur_plugin_v1") != 0;
		else if (binding != STB_WEAK)
			take(symbols, name);
	}
}

bool host_symbols_look(struct host_symbols *symbols, const unsigned char *bytes, size_t length)
{
	struct buffer refused = { 0 };
	const unsigned char *stamp;
	struct elf elf;
	size_t i;
	bool right = elf_read(&elf, bytes, length, &refused);

	*symbols = (struct host_symbols){ 0 };
	buffer_free(&refused);
	if (!right)
		return false;
	stamp = elf_at(&elf, elf.entry.st_value, sizeof symbols->stamp);
	if (stamp && elf.entry.st_size >= sizeof symbols->stamp)
		memcpy(&symbols->stamp, stamp, sizeof symbols->stamp);
	for (i = 0; i < elf.tags; i++)
		if (elf_tag(&elf, i).d_tag == DT_NEEDED)
			need(symbols, elf_string(&elf, elf_tag(&elf, i).d_un.d_val));
	look_at_symbols(symbols, &elf);
	return true;
}

int host_symbols_read(struct host_symbols *symbols, int image, struct error *err)
{
	struct text bytes;
	bool right;

	*symbols = (struct host_symbols){ 0 };
	if (!fd_map(image, &bytes))
		return error_system(err, errno, "cannot map the copy of a plugin");
	right = host_symbols_look(symbols, (const unsigned char *)bytes.data, bytes.length);
	fd_unmap(bytes);
	return right ? 0 : error_set(err, ERROR_PLUGIN, "the copy of a plugin is none that the host would take");
}

void host_symbols_free(struct host_symbols *symbols)
{
	free(symbols->taken);
	free(symbols->needed);
	arena_free(&symbols->arena);
	*symbols = (struct host_symbols){ 0 };
}
