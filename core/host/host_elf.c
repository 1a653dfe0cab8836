/* A bounded look at a shared object: enough to say in plain words why the loader would not or should not take it. Reads nothing outside the
 * bytes it is given; loops are bounded by their length. Sees what the loader will see: it follows the addresses of the loaded segments, as
 * the loader does, and refuses what the two of them could read in different ways. Section headers are never looked at. */
#include "host/host_elf.h"

#include "base/sanitizer.h"
#include "host/host_image.h"
#include "host/host_words.h"
#include "model/frames.h"

#include <unistd.h>

#if defined(__x86_64__)
#define ELF_MACHINE EM_X86_64
#define ELF_MACHINE_NAME "x86-64"
#define ELF_LOADER "ld-linux-x86-64.so.2"
#elif defined(__aarch64__)
#define ELF_MACHINE EM_AARCH64
#define ELF_MACHINE_NAME "aarch64"
#define ELF_LOADER "ld-linux-aarch64.so.1"
#else
#error "name this machine's ELF number and loader here"
#endif

/* Far more than any linker writes; no address of a plugin is near the last. */
enum { TAGS_MOST = 4096, NAME_SHOWN = 80 };
#define ADDRESS_MOST (UINT64_C(1) << 40)

bool elf_refuse(struct elf *elf, const char *why)
{
	buffer_string(elf->refused, why);
	return false;
}

bool elf_refuse_name(struct elf *elf, const char *before, const char *name, const char *after)
{
	buffer_string(elf->refused, before);
	words_clean(elf->refused, name, strnlen(name, NAME_SHOWN));
	return elf_refuse(elf, after);
}

const unsigned char *elf_at(const struct elf *elf, uint64_t address, uint64_t size)
{
	unsigned i;

	for (i = 0; i < elf->loads; i++) {
		const Elf64_Phdr *load = &elf->load[i];
		uint64_t into = address - load->p_vaddr;

		if (address >= load->p_vaddr && into <= load->p_filesz && size <= load->p_filesz - into)
			return elf->bytes + load->p_offset + into;
	}
	return NULL;
}

/* ---- Headers -------------------------------------------------------------------------------------------------------------------- */

static bool check_header(struct elf *elf, Elf64_Ehdr *header)
{
	if (elf->length < sizeof *header || memcmp(elf->bytes, ELFMAG, SELFMAG) != 0)
		return elf_refuse(elf, "is not a shared object (no ELF header)");
	memcpy(header, elf->bytes, sizeof *header);
	if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_ident[EI_DATA] != ELFDATA2LSB)
		return elf_refuse(elf, "is not built for 64 bits, little endian");
	if (header->e_machine != ELF_MACHINE)
		return elf_refuse(elf, "is built for another machine; this one is " ELF_MACHINE_NAME);
	if (header->e_type != ET_DYN)
		return elf_refuse(elf, "is not a shared object: link it with -shared");
	if (header->e_phentsize != sizeof(Elf64_Phdr) || header->e_phnum == 0 || header->e_phnum > ELF_SEGMENTS_MOST
		|| header->e_phoff > elf->length || elf->length - header->e_phoff < (size_t)header->e_phnum * sizeof(Elf64_Phdr))
		return elf_refuse(elf, "is damaged: its program headers lie outside the file");
	return true;
}

/* Segments must follow each other page by page: where they overlapped, the loader would see the later one and `elf_at` the earlier. */
static bool check_load(struct elf *elf, const Elf64_Phdr *segment)
{
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), end = 0;

	if (segment->p_offset > elf->length || segment->p_filesz > elf->length - segment->p_offset)
		return elf_refuse(elf, "is cut off: it is shorter than its own headers say");
	if ((segment->p_flags & PF_W) && (segment->p_flags & PF_X))
		return elf_refuse(elf, "has memory that is writable and executable");
	if (elf->loads) {
		const Elf64_Phdr *before = &elf->load[elf->loads - 1];

		end = (before->p_vaddr + before->p_memsz + page - 1) & ~(page - 1);
	}
	if (segment->p_filesz > segment->p_memsz || segment->p_vaddr > ADDRESS_MOST || segment->p_memsz > ADDRESS_MOST
		|| ((segment->p_vaddr - segment->p_offset) & (page - 1)) || (segment->p_vaddr & ~(page - 1)) < end)
		return elf_refuse(elf, "is damaged: its segments are not in order");
	elf->load[elf->loads++] = *segment;
	return true;
}

static bool check_segment(struct elf *elf, const Elf64_Phdr *segment)
{
	switch (segment->p_type) {
	case PT_INTERP:
		return elf_refuse(elf, "is a program, not a plugin: link it with -shared");
	case PT_LOAD:
		return check_load(elf, segment);
	case PT_GNU_STACK:
		if (segment->p_flags & PF_X)
			return elf_refuse(elf, "asks for an executable stack: link it with -z noexecstack");
		elf->stack = true;
		return true;
	case PT_DYNAMIC:
		elf->dynamic = *segment;
		return elf->dynamics++ == 0 || elf_refuse(elf, "is damaged: it has two dynamic sections");
	default:
		return true;
	}
}

/* ---- The dynamic section -------------------------------------------------------------------------------------------------------- */

static const struct {
	int64_t tag;
	const char *why;
} refused_tag[] = {
	{ DT_RPATH, "names directories to load libraries from (RPATH or RUNPATH): link it without -rpath" },
	{ DT_RUNPATH, "names directories to load libraries from (RPATH or RUNPATH): link it without -rpath" },
	{ DT_TEXTREL, "would have its code rewritten when it is loaded: compile it with -fPIC" },
	{ DT_AUDIT, "names a library that watches the loader (AUDIT): link it without --audit" },
	{ DT_DEPAUDIT, "names a library that watches the loader (DEPAUDIT): link it without --depaudit" },
	{ DT_FILTER, "stands in for another library (FILTER): link it without --filter" },
	{ DT_AUXILIARY, "stands in for another library (AUXILIARY): link it without --auxiliary" },
};

static const struct {
	int64_t tag;
	size_t offset;
} kept_tag[] = {
	{ DT_STRTAB, offsetof(struct elf, strings) },
	{ DT_STRSZ, offsetof(struct elf, strings_size) },
	{ DT_SYMTAB, offsetof(struct elf, symbols) },
	{ DT_SYMENT, offsetof(struct elf, symbol_size) },
	{ DT_HASH, offsetof(struct elf, hash) },
	{ DT_GNU_HASH, offsetof(struct elf, gnu_hash) },
};

static bool check_tag(struct elf *elf, const Elf64_Dyn *tag)
{
	size_t i;

	/* glibc looks at some tags by their low bits only. */
	if (tag->d_tag < 0 || tag->d_tag > INT32_MAX)
		return elf_refuse(elf, "is damaged: its dynamic section has a tag that does not exist");
	for (i = 0; i < sizeof refused_tag / sizeof *refused_tag; i++)
		if (tag->d_tag == refused_tag[i].tag)
			return elf_refuse(elf, refused_tag[i].why);
	if (tag->d_tag == DT_FLAGS && (tag->d_un.d_val & DF_TEXTREL))
		return elf_refuse(elf, "would have its code rewritten when it is loaded: compile it with -fPIC");
	if (tag->d_tag == DT_FLAGS_1 && (tag->d_un.d_val & DF_1_PIE))
		return elf_refuse(elf, "is a program, not a plugin: link it with -shared");
	for (i = 0; i < sizeof kept_tag / sizeof *kept_tag; i++)
		if (tag->d_tag == kept_tag[i].tag) {
			uint64_t kept;

			memcpy(&kept, (const char *)elf + kept_tag[i].offset, sizeof kept);
			if (kept)
				return elf_refuse(elf, "is damaged: its dynamic section says one thing twice");
			memcpy((char *)elf + kept_tag[i].offset, &tag->d_un.d_val, sizeof kept);
		}
	return true;
}

Elf64_Dyn elf_tag(const struct elf *elf, size_t index)
{
	Elf64_Dyn tag;

	memcpy(&tag, elf->tag + index * sizeof tag, sizeof tag);
	return tag;
}

const char *elf_string(const struct elf *elf, uint64_t offset)
{
	const unsigned char *strings = elf_at(elf, elf->strings, elf->strings_size);

	return strings && offset < elf->strings_size ? (const char *)strings + offset : NULL;
}

static bool check_strings(struct elf *elf)
{
	const unsigned char *strings = elf_at(elf, elf->strings, elf->strings_size);

	return (strings && elf->strings_size && strings[elf->strings_size - 1] == '\0')
		|| elf_refuse(elf, "is damaged: its table of strings lies outside the file or has no end");
}

static bool check_library(struct elf *elf, uint64_t offset)
{
	static const struct {
		const char *name;
		unsigned bit;
	} library[] = {
		{ "libc.so.6", 0 }, { ELF_LOADER, 0 }, { "libm.so.6", FRAME_LIB_M }, { "libstdc++.so.6", FRAME_LIB_STDCPP },
		{ "libgcc_s.so.1", FRAME_LIB_GCC_S },
	};
	static const char *const sanitizer[] = { "libasan.so.", "libubsan.so." };
	const char *name = elf_string(elf, offset);
	size_t i;

	if (!name)
		return elf_refuse(elf, "is damaged: the name of a library lies outside its strings");
	for (i = 0; i < sizeof library / sizeof *library; i++)
		if (strcmp(name, library[i].name) == 0) {
			elf->libraries |= library[i].bit;
			return true;
		}
	for (i = 0; SANITIZED && i < sizeof sanitizer / sizeof *sanitizer; i++)
		if (strncmp(name, sanitizer[i], strlen(sanitizer[i])) == 0)
			return true;
	return elf_refuse_name(elf, "needs the library ", name,
		"; a plugin may need libc, libm, libstdc++ and libgcc_s only: link others in statically");
}

static bool read_dynamic(struct elf *elf)
{
	size_t count, i;

	if (!elf->dynamics)
		return elf_refuse(elf, "is not a shared object: link it with -shared");
	elf->tag = elf_at(elf, elf->dynamic.p_vaddr, elf->dynamic.p_filesz);
	if (!elf->tag)
		return elf_refuse(elf, "is damaged: its dynamic section lies outside the file");
	count = elf->dynamic.p_filesz / sizeof(Elf64_Dyn);
	for (; elf->tags < count && elf->tags < TAGS_MOST; elf->tags++) {
		Elf64_Dyn tag = elf_tag(elf, elf->tags);

		if (tag.d_tag == DT_NULL)
			break;
		if (!check_tag(elf, &tag))
			return false;
	}
	/* The loader reads on until it comes. */
	if (elf->tags == count || elf->tags == TAGS_MOST)
		return elf_refuse(elf, "is damaged: its dynamic section has no end");
	if (!check_strings(elf))
		return false;
	for (i = 0; i < elf->tags; i++) {
		Elf64_Dyn tag = elf_tag(elf, i);

		if (tag.d_tag == DT_NEEDED && !check_library(elf, tag.d_un.d_val))
			return false;
	}
	return true;
}

bool elf_read(struct elf *elf, const unsigned char *bytes, size_t length, struct buffer *refused)
{
	Elf64_Ehdr header;
	unsigned i;

	*elf = (struct elf){ .bytes = bytes, .length = length, .refused = refused };
	if (!check_header(elf, &header))
		return false;
	for (i = 0; i < header.e_phnum; i++) {
		Elf64_Phdr segment;

		memcpy(&segment, bytes + header.e_phoff + i * sizeof segment, sizeof segment);
		if (!check_segment(elf, &segment))
			return false;
	}
	if (!read_dynamic(elf))
		return false;
	/* Without this header the loader gives everything an executable stack. */
	if (!elf->stack)
		return elf_refuse(elf, "does not rule out an executable stack: link it with -z noexecstack");
	return elf_read_symbols(elf);
}

bool image_check(const unsigned char *bytes, size_t length, unsigned *libraries, struct buffer *refused)
{
	struct elf elf;
	bool right = elf_read(&elf, bytes, length, refused);

	*libraries = right ? elf.libraries : 0;
	return right;
}
