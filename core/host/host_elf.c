/* A bounded look at a shared object: enough to say in plain words why the loader would not or should not take it. Reads nothing outside the
 * bytes it is given; loops are bounded by their length. */
#include "host/host_image.h"

#include <elf.h>

#if defined(__x86_64__)
#define ELF_MACHINE EM_X86_64
#define ELF_MACHINE_NAME "x86-64"
#elif defined(__aarch64__)
#define ELF_MACHINE EM_AARCH64
#define ELF_MACHINE_NAME "aarch64"
#else
#error "name this machine's ELF number here"
#endif

/* Far more than any linker writes. */
enum { SEGMENTS_MOST = 64, TAGS_MOST = 4096 };

static bool refuse(struct buffer *refused, const char *why)
{
	buffer_string(refused, why);
	return false;
}

static bool check_header(const unsigned char *bytes, size_t length, Elf64_Ehdr *header, struct buffer *refused)
{
	if (length < sizeof *header || memcmp(bytes, ELFMAG, SELFMAG) != 0)
		return refuse(refused, "is not a shared object (no ELF header)");
	memcpy(header, bytes, sizeof *header);
	if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_ident[EI_DATA] != ELFDATA2LSB)
		return refuse(refused, "is not built for 64 bits, little endian");
	if (header->e_machine != ELF_MACHINE)
		return refuse(refused, "is built for another machine; this one is " ELF_MACHINE_NAME);
	if (header->e_type != ET_DYN)
		return refuse(refused, "is not a shared object: link it with -shared");
	if (header->e_phentsize != sizeof(Elf64_Phdr) || header->e_phnum == 0 || header->e_phnum > SEGMENTS_MOST
		|| header->e_phoff > length || length - header->e_phoff < (size_t)header->e_phnum * sizeof(Elf64_Phdr))
		return refuse(refused, "is damaged: its program headers lie outside the file");
	return true;
}

static bool check_dynamic(const unsigned char *bytes, size_t length, struct buffer *refused)
{
	size_t count = length / sizeof(Elf64_Dyn), i;

	for (i = 0; i < count && i < TAGS_MOST; i++) {
		Elf64_Dyn tag;

		memcpy(&tag, bytes + i * sizeof tag, sizeof tag);
		if (tag.d_tag == DT_NULL)
			break;
		if (tag.d_tag == DT_RPATH || tag.d_tag == DT_RUNPATH)
			return refuse(refused, "names directories to load libraries from (RPATH or RUNPATH): link it without -rpath");
		if (tag.d_tag == DT_TEXTREL || (tag.d_tag == DT_FLAGS && (tag.d_un.d_val & DF_TEXTREL)))
			return refuse(refused, "would have its code rewritten when it is loaded: compile it with -fPIC");
	}
	return true;
}

bool image_check(const unsigned char *bytes, size_t length, struct buffer *refused)
{
	Elf64_Ehdr header;
	bool stack = false, dynamic = false;
	unsigned i;

	if (!check_header(bytes, length, &header, refused))
		return false;
	for (i = 0; i < header.e_phnum; i++) {
		Elf64_Phdr segment;

		memcpy(&segment, bytes + header.e_phoff + i * sizeof segment, sizeof segment);
		if (segment.p_type == PT_INTERP)
			return refuse(refused, "is a program, not a plugin: link it with -shared");
		if (segment.p_type == PT_LOAD && (segment.p_offset > length || segment.p_filesz > length - segment.p_offset))
			return refuse(refused, "is cut off: it is shorter than its own headers say");
		if (segment.p_type == PT_LOAD && (segment.p_flags & PF_W) && (segment.p_flags & PF_X))
			return refuse(refused, "has memory that is writable and executable");
		if (segment.p_type == PT_GNU_STACK) {
			if (segment.p_flags & PF_X)
				return refuse(refused, "asks for an executable stack: link it with -z noexecstack");
			stack = true;
		}
		if (segment.p_type == PT_DYNAMIC) {
			if (segment.p_offset > length || segment.p_filesz > length - segment.p_offset)
				return refuse(refused, "is damaged: its dynamic section lies outside the file");
			if (!check_dynamic(bytes + segment.p_offset, segment.p_filesz, refused))
				return false;
			dynamic = true;
		}
	}
	if (!dynamic)
		return refuse(refused, "is not a shared object: link it with -shared");
	/* Without this header the loader gives everything an executable stack. */
	return stack || refuse(refused, "does not rule out an executable stack: link it with -z noexecstack");
}
