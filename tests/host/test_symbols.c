/* What a shared object gives and takes: of a real one, and of what is left when bytes of it are turned or cut off. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "host/host_elf.h"
#include "host/host_symbols.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned char *image;
static size_t length;

static void *copy_image(size_t more)
{
	unsigned char *bytes = mem_zalloc(length + more, 1);

	memcpy(bytes, image, length);
	return bytes;
}

static int read_bytes(struct host_symbols *symbols, const unsigned char *bytes, size_t size)
{
	int fd = memfd_create("test", MFD_CLOEXEC), done;
	struct error err;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, size), size);
	done = host_symbols_read(symbols, fd, &err);
	close(fd);
	return done;
}

static size_t count_names(const char *const *name, size_t names, const char *wanted)
{
	size_t i, found = 0;

	for (i = 0; i < names; i++)
		found += strncmp(name[i], wanted, strlen(wanted)) == 0;
	return found;
}

/* What the plugin takes and says, whatever stands around it. */
static void assert_seen(const unsigned char *bytes, size_t size)
{
	struct host_symbols symbols, plain;

	assert_int_equal(read_bytes(&plain, image, length), 0);
	assert_int_equal(read_bytes(&symbols, bytes, size), 0);
	assert_true(symbols.stamp.magic == KEUR_ABI_MAGIC);
	assert_int_equal(symbols.stamp.minor, KEUR_ABI_MINOR);
	assert_int_equal(count_names(symbols.needed, symbols.neededs, "libc.so."), 1);
	assert_int_equal(count_names(symbols.taken, symbols.takens, "time"), 1);
	assert_int_equal(symbols.takens, plain.takens);
	assert_int_equal(symbols.neededs, plain.neededs);
	assert_int_equal(symbols.others, plain.others);
	assert_int_equal(symbols.left_out, 0);
	host_symbols_free(&symbols);
	host_symbols_free(&plain);
}

static void test_good(void **state)
{
	(void)state;
	assert_seen(image, length);
}

/* The loader knows no sections; nor do we, whether there are none or many. */
static void test_no_sections(void **state)
{
	Elf64_Ehdr *header = copy_image(0);

	(void)state;
	header->e_shoff = header->e_shnum = header->e_shstrndx = 0;
	assert_seen((unsigned char *)header, length);
	free(header);
}

static void test_many_sections(void **state)
{
	enum { SECTIONS = 4096 };
	size_t at = (length + 7) & ~(size_t)7, size = at + SECTIONS * sizeof(Elf64_Shdr), i;
	unsigned char *bytes = copy_image(size - length);
	Elf64_Ehdr *header = (Elf64_Ehdr *)(void *)bytes;
	Elf64_Shdr *old = (Elf64_Shdr *)(void *)(bytes + header->e_shoff), *section = (Elf64_Shdr *)(void *)(bytes + at);

	(void)state;
	while (old->sh_type != SHT_DYNSYM)
		old++;
	for (i = 0; i < SECTIONS; i++)
		section[i] = *old; /* the same symbols again and again */
	header->e_shoff = at;
	header->e_shnum = SECTIONS;
	assert_seen(bytes, size);
	free(bytes);
}

/* ---- Made to cost memory ----------------------------------------------------------------------------------------------------------- */

static Elf64_Dyn *tag(unsigned char *bytes, int64_t which)
{
	Elf64_Ehdr *header = (Elf64_Ehdr *)(void *)bytes;
	Elf64_Phdr *segment = (Elf64_Phdr *)(void *)(bytes + header->e_phoff);
	Elf64_Dyn *tag;

	while (segment->p_type != PT_DYNAMIC)
		segment++;
	for (tag = (Elf64_Dyn *)(void *)(bytes + segment->p_offset); tag->d_tag != which; tag++)
		assert_int_not_equal(tag->d_tag, DT_NULL);
	return tag;
}

/* A segment more, behind the last; a header that nobody needs becomes its. Its address. */
static uint64_t add_segment(unsigned char *bytes, size_t at, size_t size)
{
	Elf64_Ehdr *header = (Elf64_Ehdr *)(void *)bytes;
	Elf64_Phdr *segment = (Elf64_Phdr *)(void *)(bytes + header->e_phoff), *spare = NULL;
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), end = 0;
	unsigned i;

	for (i = 0; i < header->e_phnum; i++) {
		if (segment[i].p_type == PT_LOAD)
			end = segment[i].p_vaddr + segment[i].p_memsz;
		if (segment[i].p_type == PT_GNU_EH_FRAME || segment[i].p_type == PT_NOTE)
			spare = &segment[i];
	}
	assert_non_null(spare);
	end = (end + page - 1) / page * page;
	*spare = (Elf64_Phdr){ .p_type = PT_LOAD, .p_flags = PF_R, .p_offset = at, .p_vaddr = end, .p_filesz = size, .p_memsz = size, .p_align = page };
	return end;
}

/* More symbols than any plugin takes: the first are kept, the rest is counted. */
static void test_many_symbols(void **state)
{
	enum { SYMBOLS = 3 * HOST_SYMBOLS_MOST, HASH = 16 };
	size_t page = (size_t)sysconf(_SC_PAGESIZE), at = (length + page - 1) / page * page, size = at + HASH + SYMBOLS * sizeof(Elf64_Sym), i;
	unsigned char *bytes = copy_image(size - length);
	Elf64_Sym *symbol = (Elf64_Sym *)(void *)(bytes + at + HASH);
	uint32_t hash[2] = { 1, SYMBOLS };
	struct buffer refused = { 0 };
	struct host_symbols symbols;
	uint64_t address;
	struct elf elf;

	(void)state;
	assert_true(elf_read(&elf, image, length, &refused));
	for (i = 1; i < SYMBOLS; i++) {
		symbol[i] = elf.entry;
		symbol[i].st_shndx = i > 1 ? SHN_UNDEF : elf.entry.st_shndx;
	}
	memcpy(bytes + at, hash, sizeof hash);
	address = add_segment(bytes, at, size - at);
	tag(bytes, DT_SYMTAB)->d_un.d_ptr = address + HASH;
	tag(bytes, DT_GNU_HASH)->d_un.d_ptr = address;
	tag(bytes, DT_GNU_HASH)->d_tag = DT_HASH;
	assert_true(host_symbols_look(&symbols, bytes, size));
	assert_int_equal(symbols.takens, HOST_SYMBOLS_MOST);
	assert_int_equal(symbols.left_out, SYMBOLS - 2 - HOST_SYMBOLS_MOST);
	assert_int_equal(symbols.others, 0);
	host_symbols_free(&symbols);
	free(bytes);
}

/* Nothing is read outside the file: sanitizers and valgrind watch. What is refused leaves nothing to free. */
static void test_damaged(void **state)
{
	unsigned char *bytes = copy_image(0);
	const Elf64_Ehdr *header = (const Elf64_Ehdr *)(const void *)image;
	size_t heads = sizeof *header + header->e_phnum * sizeof(Elf64_Phdr), refused = 0, i;
	struct host_symbols symbols;

	(void)state;
	for (i = 1; i < length; i += length / 97)
		if (read_bytes(&symbols, image, i) == 0)
			host_symbols_free(&symbols);
	/* The headers of the file and of its segments, byte by byte. */
	for (i = 0; i < heads; i++) {
		memcpy(bytes, image, length);
		bytes[i] ^= 0xFF;
		if (read_bytes(&symbols, bytes, length) == 0)
			host_symbols_free(&symbols);
		else
			refused++;
	}
	assert_in_range(refused, sizeof *header / 4, heads);
	free(bytes);
}

static void test_empty(void **state)
{
	struct host_symbols symbols;
	struct error err;
	int fd = memfd_create("test", MFD_CLOEXEC);

	(void)state;
	assert_int_equal(host_symbols_read(&symbols, fd, &err), -1);
	close(fd);
}

static int load(void **state)
{
	int fd = open(KEUR_BINARY_DIR "/tests/unfit-plugins/clock.so", O_RDONLY | O_CLOEXEC);
	struct stat info;

	(void)state;
	if (fd < 0 || fstat(fd, &info) != 0)
		return -1;
	length = (size_t)info.st_size;
	image = mem_alloc(length);
	if (read(fd, image, length) != info.st_size)
		return -1;
	return close(fd);
}

static int unload(void **state)
{
	(void)state;
	free(image);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_no_sections),
		cmocka_unit_test(test_many_sections),
		cmocka_unit_test(test_many_symbols),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
