/* The symbols of a shared object: how many there are, that keur_plugin_v1 is one that can be used, and that nothing else is given to others. */
#include "host/host_elf.h"

#include <keur/plugin.h>

#include <string.h>

static const char entry_name[] = "keur_plugin_v1";

static uint32_t word_at(const unsigned char *words, uint64_t index)
{
	uint32_t word;

	memcpy(&word, words + index * sizeof word, sizeof word);
	return word;
}

/* How many symbols the old hash table knows of. False when it lies outside the file. */
static bool count_hashed(const struct elf *elf, uint64_t *count)
{
	const unsigned char *head = elf_at(elf, elf->hash, 2 * sizeof(uint32_t));

	if (head)
		*count = word_at(head, 1);
	return head != NULL;
}

/* The same for GNU's: its table does not say; the last symbol stands at the end of the chain that begins furthest back. */
static bool count_gnu_hashed(const struct elf *elf, uint64_t *count)
{
	const unsigned char *head = elf_at(elf, elf->gnu_hash, 4 * sizeof(uint32_t)), *buckets, *link;
	uint64_t first, chain, last = 0, i;

	if (!head)
		return false;
	first = word_at(head, 1);
	chain = 4 * sizeof(uint32_t) + 8 * (uint64_t)word_at(head, 2);
	buckets = elf_at(elf, elf->gnu_hash + chain, 4 * (uint64_t)word_at(head, 0));
	if (!buckets)
		return false;
	for (i = 0; i < word_at(head, 0); i++)
		if (word_at(buckets, i) > last)
			last = word_at(buckets, i);
	*count = 0;
	if (last < first)
		return true; /* nothing is exported */
	chain += elf->gnu_hash + 4 * (uint64_t)word_at(head, 0);
	for (;; last++) {
		link = elf_at(elf, chain + 4 * (last - first), sizeof(uint32_t));
		if (!link)
			return false;
		if (word_at(link, 0) & 1)
			break;
	}
	*count = last + 1;
	return true;
}

/* Names that compilers and linkers add without being asked. Weak names of C++ are templates of its library, which are visible whatever
 * one asks for. */
static bool from_toolchain(const char *name, unsigned binding)
{
	static const char *const known[] = { "_init", "_fini", "_edata", "_end", "_etext", "mangle_path" /* gcov */, "lprofDirMode" };
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(name, known[i]) == 0)
			return true;
	return strncmp(name, "__", 2) == 0 || (binding != STB_GLOBAL && strncmp(name, "_Z", 2) == 0);
}

/* The entry of another major version; what the worker has to say of it is better than anything here. */
static bool other_major(const char *name)
{
	size_t stem = sizeof entry_name - 2;

	return strncmp(name, entry_name, stem) == 0 && name[stem] >= '0' && name[stem] <= '9' && name[stem + 1] == '\0';
}

static bool check_entry(struct elf *elf, const Elf64_Sym *symbol)
{
	unsigned i;

	if (ELF64_ST_TYPE(symbol->st_info) != STT_OBJECT)
		return elf_refuse(elf, "exports a keur_plugin_v1 that is not data: see <keur/plugin.h>");
	for (i = 0; i < elf->loads; i++) {
		uint64_t into = symbol->st_value - elf->load[i].p_vaddr;

		if (symbol->st_value >= elf->load[i].p_vaddr && into <= elf->load[i].p_memsz && symbol->st_size <= elf->load[i].p_memsz - into)
			break;
	}
	if (i == elf->loads)
		return elf_refuse(elf, "is damaged: its keur_plugin_v1 lies outside its memory");
	if (symbol->st_size < sizeof(struct keur_stamp))
		return elf_refuse(elf, "exports a keur_plugin_v1 that is too short for KEUR_STAMP of <keur/plugin.h>");
	return true;
}

Elf64_Sym elf_symbol(const struct elf *elf, uint64_t index)
{
	Elf64_Sym symbol;

	memcpy(&symbol, elf->symbol + index * sizeof symbol, sizeof symbol);
	return symbol;
}

static bool find_symbols(struct elf *elf)
{
	if (elf->symbol_size && elf->symbol_size != sizeof(Elf64_Sym))
		return elf_refuse(elf, "is damaged: its symbols have a size that no symbol has");
	/* The loader prefers the same one. */
	if (elf->gnu_hash ? !count_gnu_hashed(elf, &elf->symbol_count) : elf->hash && !count_hashed(elf, &elf->symbol_count))
		return elf_refuse(elf, "is damaged: its table of names lies outside the file");
	elf->symbol = elf_at(elf, elf->symbols, elf->symbol_count * sizeof(Elf64_Sym));
	return !elf->symbol_count || elf->symbol || elf_refuse(elf, "is damaged: its symbols lie outside the file");
}

bool elf_read_symbols(struct elf *elf)
{
	const char *other = NULL;
	bool entry = false, major = false;
	uint64_t i;

	if (!find_symbols(elf))
		return false;
	for (i = 1; i < elf->symbol_count; i++) {
		Elf64_Sym symbol = elf_symbol(elf, i);
		const char *name;

		if (symbol.st_shndx == SHN_UNDEF || ELF64_ST_BIND(symbol.st_info) == STB_LOCAL)
			continue;
		name = elf_string(elf, symbol.st_name);
		if (!name)
			return elf_refuse(elf, "is damaged: a symbol's name lies outside its strings");
		if (strcmp(name, entry_name) == 0) {
			if (entry)
				return elf_refuse(elf, "is damaged: it exports two keur_plugin_v1");
			entry = true;
			elf->entry = symbol;
			if (!check_entry(elf, &symbol))
				return false;
		} else if (other_major(name)) {
			major = true;
		} else if (!other && !from_toolchain(name, ELF64_ST_BIND(symbol.st_info))) {
			other = name;
		}
	}
	if (!entry && !major)
		return elf_refuse(elf, "exports no keur_plugin_v1: is it a plugin of keur? See <keur/plugin.h>");
	return !other || elf_refuse_name(elf, "exports ", other, " beside keur_plugin_v1: compile it with -fvisibility=hidden");
}
