/* What a shared object's bytes say of themselves, as the loader will read them: see host_elf.c. One reading for who refuses (host_image) and for
 * who tells (host_symbols). */
#ifndef KEUR_HOST_HOST_ELF_H
#define KEUR_HOST_HOST_ELF_H

#include "base/text.h"

#include <elf.h>
#include <stdbool.h>
#include <stdint.h>

enum { ELF_SEGMENTS_MOST = 64 /* far more than any linker writes */ };

struct elf {
	const unsigned char *bytes;
	size_t length;
	struct buffer *refused;
	Elf64_Phdr load[ELF_SEGMENTS_MOST], dynamic;
	unsigned loads, dynamics;
	bool stack;
	const unsigned char *tag; /* the dynamic section up to its end; see elf_tag */
	size_t tags;
	/* Of the dynamic section, addresses and sizes; 0: not there. */
	uint64_t strings, strings_size, symbols, symbol_size, hash, gnu_hash;
	const unsigned char *symbol; /* all that the loader can find by name, and those before them; see elf_symbol */
	uint64_t symbol_count;
	Elf64_Sym entry; /* keur_plugin_v1 */
	unsigned libraries;
};

/* False with a reason. Everything below may be asked after it said true; the bytes must still be there. */
bool elf_read(struct elf *elf, const unsigned char *bytes, size_t length, struct buffer *refused);
Elf64_Dyn elf_tag(const struct elf *elf, size_t index);
/* From 1: the first is none. */
Elf64_Sym elf_symbol(const struct elf *elf, uint64_t index);
/* A string of the string table, whose last byte is a NUL: so each string in it ends. NULL: not in it. */
const char *elf_string(const struct elf *elf, uint64_t offset);
/* The bytes that will be at an address, or NULL unless all of them come from the file. */
const unsigned char *elf_at(const struct elf *elf, uint64_t address, uint64_t size);

/* The second half of elf_read, in host_elf_symbols.c. */
bool elf_read_symbols(struct elf *elf);
/* Both false. The second: a name out of the file between two texts of ours. */
bool elf_refuse(struct elf *elf, const char *why);
bool elf_refuse_name(struct elf *elf, const char *before, const char *name, const char *after);

#endif
