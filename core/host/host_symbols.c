#include "host/host_symbols.h"

#include <elf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

/* Far more than any linker writes. */
enum { SECTIONS_MOST = 4096, ENTRIES_MOST = 100000, NAME_MOST = 256 };

struct view {
	const unsigned char *bytes;
	size_t length;
};

/* The place of `size` bytes; NULL when they do not lie in the file. */
static const void *bytes_at(struct view file, uint64_t offset, uint64_t size)
{
	return offset <= file.length && size <= file.length - offset ? file.bytes + offset : NULL;
}

static bool section(struct view file, const Elf64_Ehdr *header, uint32_t index, Elf64_Shdr *out)
{
	const void *at = index < header->e_shnum ? bytes_at(file, header->e_shoff + (uint64_t)index * sizeof *out, sizeof *out) : NULL;

	if (at)
		memcpy(out, at, sizeof *out);
	return at != NULL;
}

static const char *string_at(struct host_symbols *symbols, struct view file, const Elf64_Shdr *strings, uint64_t offset)
{
	const char *at = offset < strings->sh_size ? bytes_at(file, strings->sh_offset, strings->sh_size) : NULL;
	uint64_t left = at ? strings->sh_size - offset : 0;

	return at ? arena_copy(&symbols->arena, at + offset, strnlen(at + offset, left < NAME_MOST ? left : NAME_MOST)) : "";
}

static void add(const char ***list, size_t *count, size_t *room, const char *name)
{
	mem_reserve(list, room, *count + 1, sizeof **list);
	(*list)[(*count)++] = name;
}

/* The bytes at an address that the file is mapped to. */
static void read_stamp(struct host_symbols *symbols, struct view file, const Elf64_Ehdr *header, uint64_t address)
{
	unsigned i;

	for (i = 0; i < header->e_phnum; i++) {
		const void *at = bytes_at(file, header->e_phoff + i * sizeof(Elf64_Phdr), sizeof(Elf64_Phdr));
		Elf64_Phdr segment;

		if (!at)
			return;
		memcpy(&segment, at, sizeof segment);
		if (segment.p_type != PT_LOAD || address < segment.p_vaddr || address - segment.p_vaddr >= segment.p_filesz)
			continue;
		at = bytes_at(file, segment.p_offset + (address - segment.p_vaddr), sizeof symbols->stamp);
		if (at)
			memcpy(&symbols->stamp, at, sizeof symbols->stamp);
	}
}

static void read_symbols(struct host_symbols *symbols, struct view file, const Elf64_Ehdr *header, const Elf64_Shdr *table, const Elf64_Shdr *strings)
{
	uint64_t count = table->sh_size / sizeof(Elf64_Sym), i;

	for (i = 1; i < count && i < ENTRIES_MOST; i++) {
		const void *at = bytes_at(file, table->sh_offset + i * sizeof(Elf64_Sym), sizeof(Elf64_Sym));
		Elf64_Sym symbol;
		const char *name;

		if (!at)
			return;
		memcpy(&symbol, at, sizeof symbol);
		name = string_at(symbols, file, strings, symbol.st_name);
		if (!name[0] || ELF64_ST_BIND(symbol.st_info) == STB_LOCAL)
			continue;
		if (symbol.st_shndx == SHN_UNDEF) {
			if (ELF64_ST_BIND(symbol.st_info) != STB_WEAK)
				add(&symbols->taken, &symbols->takens, &symbols->taken_room, name);
			continue;
		}
		add(&symbols->given, &symbols->givens, &symbols->given_room, name);
		if (strcmp(name, "keur_plugin_v1") == 0)
			read_stamp(symbols, file, header, symbol.st_value);
	}
	symbols->read = true;
}

static void read_needed(struct host_symbols *symbols, struct view file, const Elf64_Shdr *table, const Elf64_Shdr *strings)
{
	uint64_t count = table->sh_size / sizeof(Elf64_Dyn), i;

	for (i = 0; i < count && i < ENTRIES_MOST; i++) {
		const void *at = bytes_at(file, table->sh_offset + i * sizeof(Elf64_Dyn), sizeof(Elf64_Dyn));
		Elf64_Dyn tag;

		if (!at)
			return;
		memcpy(&tag, at, sizeof tag);
		if (tag.d_tag == DT_NEEDED)
			add(&symbols->needed, &symbols->neededs, &symbols->needed_room, string_at(symbols, file, strings, tag.d_un.d_val));
	}
}

static void read_file(struct host_symbols *symbols, struct view file)
{
	const void *at = bytes_at(file, 0, sizeof(Elf64_Ehdr));
	Elf64_Ehdr header;
	Elf64_Shdr table, strings;
	uint32_t i;

	if (!at)
		return;
	memcpy(&header, at, sizeof header);
	if (header.e_shentsize != sizeof(Elf64_Shdr))
		return;
	for (i = 0; i < header.e_shnum && i < SECTIONS_MOST; i++) {
		if (!section(file, &header, i, &table) || !section(file, &header, table.sh_link, &strings))
			continue;
		if (table.sh_type == SHT_DYNSYM)
			read_symbols(symbols, file, &header, &table, &strings);
		else if (table.sh_type == SHT_DYNAMIC)
			read_needed(symbols, file, &table, &strings);
	}
}

int host_symbols_read(struct host_symbols *symbols, int image, struct error *err)
{
	struct stat info;
	void *bytes;

	*symbols = (struct host_symbols){ 0 };
	if (fstat(image, &info) != 0 || info.st_size <= 0)
		return error_system(err, errno, "cannot look at the copy of a plugin");
	bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, image, 0);
	if (bytes == MAP_FAILED)
		return error_system(err, errno, "cannot map the copy of a plugin");
	read_file(symbols, (struct view){ bytes, (size_t)info.st_size });
	munmap(bytes, (size_t)info.st_size);
	return 0;
}

void host_symbols_free(struct host_symbols *symbols)
{
	free(symbols->given);
	free(symbols->taken);
	free(symbols->needed);
	arena_free(&symbols->arena);
	*symbols = (struct host_symbols){ 0 };
}
