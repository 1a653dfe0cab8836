/* The look at a plugin's file: every reason to refuse it, and nothing read outside of it, whatever stands in it. The bytes lie against a page
 * that cannot be read, so that one byte too far ends the test with or without a sanitizer. */
#include "fixture.h"
#include "host/host_image.h"
#include "model/frames.h"

#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct room {
	unsigned char *map, *end; /* end: where the page begins that cannot be read */
	size_t size;
};

struct file {
	unsigned char *bytes;
	size_t length;
};

static void read_plugin(const char *path, struct file *file)
{
	int fd = open(path, O_RDONLY);
	struct stat info;

	if (fd < 0)
		fail_msg("cannot open %s", path);
	assert_int_equal(fstat(fd, &info), 0);
	file->length = (size_t)info.st_size;
	file->bytes = mem_alloc(file->length);
	assert_int_equal(read(fd, file->bytes, file->length), file->length);
	close(fd);
}

static void room_open(struct room *room, size_t length)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), whole = (length + page - 1) / page * page;

	room->size = whole + page;
	room->map = mmap(NULL, room->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	assert_true(room->map != MAP_FAILED);
	room->end = room->map + whole;
	assert_int_equal(mprotect(room->end, page, PROT_NONE), 0);
}

/* True, or false with a reason: never both, never neither. */
static bool look(const unsigned char *bytes, size_t length, struct buffer *refused)
{
	unsigned libraries = 99;
	bool right;

	buffer_clear(refused);
	right = image_check(bytes, length, &libraries, refused);
	assert_int_equal(right, refused->length == 0);
	assert_true(right || libraries == 0);
	assert_int_equal(utf8_valid_prefix(refused->data ? refused->data : "", refused->length), refused->length);
	return right;
}

static void assert_refused(const struct file *file, const char *why)
{
	struct buffer refused = { 0 };

	look(file->bytes, file->length, &refused);
	assert_string_equal(refused.data ? refused.data : "", why);
	buffer_free(&refused);
}

/* ---- Shapes as toolchains make them -------------------------------------------------------------------------------------------------- */

static void test_shapes(void **state)
{
	static const struct {
		const char *name, *why;
		unsigned libraries;
	} shape[] = {
		{ PLUGIN("shape_plain"), NULL, 0 },
		{ PLUGIN("shape_sysv"), NULL, 0 },
		{ PLUGIN("shape_both"), NULL, 0 },
		{ PLUGIN("shape_templates"), NULL, 0 },
		{ PLUGIN("shape_libraries"), NULL, FRAME_LIB_M | FRAME_LIB_GCC_S },
		{ PLUGIN("good"), NULL, 0 },
		{ PLUGIN("shape_short"), "exports a keur_plugin_v1 that is too short for KEUR_STAMP of <keur/plugin.h>", 0 },
		{ PLUGIN("shape_function"), "exports a keur_plugin_v1 that is not data: see <keur/plugin.h>", 0 },
		{ PLUGIN("shape_two"), "exports second_name beside keur_plugin_v1: compile it with -fvisibility=hidden", 0 },
		{ PLUGIN("shape_method"), "exports _ZN5Check3runEv beside keur_plugin_v1: compile it with -fvisibility=hidden", 0 },
		{ PLUGIN("no_symbol"), "exports no keur_plugin_v1: is it a plugin of keur? See <keur/plugin.h>", 0 },
		{ PLUGIN("shape_strange"), "needs the library libcrypto.so.3; a plugin may need libc, libm, libstdc++ and libgcc_s only: link others "
			"in statically", 0 },
		{ PLUGIN("shape_filter"), "stands in for another library (FILTER): link it without --filter", 0 },
		{ PLUGIN("shape_auxiliary"), "stands in for another library (AUXILIARY): link it without --auxiliary", 0 },
		{ PLUGIN("shape_audit"), "names a library that watches the loader (AUDIT): link it without --audit", 0 },
		{ PLUGIN("shape_depaudit"), "names a library that watches the loader (DEPAUDIT): link it without --depaudit", 0 },
		{ PLUGIN("runpath"), "names directories to load libraries from (RPATH or RUNPATH): link it without -rpath", 0 },
		{ PLUGIN("shape_rpath"), "names directories to load libraries from (RPATH or RUNPATH): link it without -rpath", 0 },
		{ PLUGIN("exec_stack"), "asks for an executable stack: link it with -z noexecstack", 0 },
		{ WORKER, "is a program, not a plugin: link it with -shared", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof shape / sizeof *shape; i++) {
		struct buffer refused = { 0 };
		unsigned libraries;
		struct file file;
		bool right;

		read_plugin(shape[i].name, &file);
		right = image_check(file.bytes, file.length, &libraries, &refused);
		if (right != !shape[i].why || (shape[i].why && strcmp(refused.data, shape[i].why) != 0) || libraries != shape[i].libraries)
			fail_msg("%s: %s, libraries %u", shape[i].name, refused.data ? refused.data : "taken", libraries);
		buffer_free(&refused);
		free(file.bytes);
	}
}

/* ---- Shapes that no toolchain makes --------------------------------------------------------------------------------------------------- */

static Elf64_Ehdr *header(const struct file *file)
{
	return (Elf64_Ehdr *)(void *)file->bytes;
}

/* The nth segment of a type. */
static Elf64_Phdr *segment(const struct file *file, uint32_t type, unsigned nth)
{
	Elf64_Phdr *segment = (Elf64_Phdr *)(void *)(file->bytes + header(file)->e_phoff);
	unsigned i;

	for (i = 0; i < header(file)->e_phnum; i++)
		if (segment[i].p_type == type && nth-- == 0)
			return &segment[i];
	fail_msg("no segment of type %u", type);
	return NULL;
}

static Elf64_Dyn *tag(const struct file *file, int64_t wanted)
{
	Elf64_Dyn *at = (Elf64_Dyn *)(void *)(file->bytes + segment(file, PT_DYNAMIC, 0)->p_offset);

	while (at->d_tag != wanted && at->d_tag != DT_NULL)
		at++;
	assert_int_equal(at->d_tag, wanted);
	return at;
}

/* What lies at an address, in a file whose first segment is mapped as it lies. */
static void *at_address(const struct file *file, uint64_t address)
{
	assert_true(address < segment(file, PT_LOAD, 0)->p_filesz);
	return file->bytes + address;
}

static Elf64_Sym *entry(const struct file *file)
{
	const char *strings = at_address(file, tag(file, DT_STRTAB)->d_un.d_ptr);
	Elf64_Sym *symbol = at_address(file, tag(file, DT_SYMTAB)->d_un.d_ptr);

	while (strcmp(strings + symbol->st_name, "keur_plugin_v1") != 0)
		symbol++;
	return symbol;
}

static void other_class(const struct file *f) { f->bytes[EI_CLASS] = ELFCLASS32; }
static void other_order(const struct file *f) { f->bytes[EI_DATA] = ELFDATA2MSB; }
static void other_machine(const struct file *f) { header(f)->e_machine = EM_S390; }
static void no_magic(const struct file *f) { f->bytes[1] = 'e'; }
static void object_file(const struct file *f) { header(f)->e_type = ET_REL; }
static void headers_outside(const struct file *f) { header(f)->e_phoff = UINT64_MAX - 8; }
static void headers_odd(const struct file *f) { header(f)->e_phentsize = 1; }
static void headers_none(const struct file *f) { header(f)->e_phnum = 0; }
static void headers_many(const struct file *f) { header(f)->e_phnum = 65; }
static void cut_off(const struct file *f) { segment(f, PT_LOAD, 1)->p_filesz = UINT64_MAX; }
static void load_far(const struct file *f) { segment(f, PT_LOAD, 1)->p_offset = UINT64_MAX; }
static void write_execute(const struct file *f) { segment(f, PT_LOAD, 1)->p_flags = PF_R | PF_W | PF_X; }
static void load_shift(const struct file *f) { segment(f, PT_LOAD, 1)->p_vaddr += 8; }
static void load_overlap(const struct file *f) { segment(f, PT_LOAD, 1)->p_vaddr = segment(f, PT_LOAD, 1)->p_offset = 0; }
static void load_huge(const struct file *f) { segment(f, PT_LOAD, 3)->p_memsz = UINT64_MAX; }
static void load_negative(const struct file *f) { segment(f, PT_LOAD, 0)->p_memsz = 1; }
static void stack_unsaid(const struct file *f) { segment(f, PT_GNU_STACK, 0)->p_type = PT_NULL; }
static void interpreter(const struct file *f) { segment(f, PT_GNU_STACK, 0)->p_type = PT_INTERP; }
static void dynamic_none(const struct file *f) { segment(f, PT_DYNAMIC, 0)->p_type = PT_NULL; }
static void dynamic_two(const struct file *f) { *segment(f, PT_NOTE, 0) = *segment(f, PT_DYNAMIC, 0); }
static void dynamic_far(const struct file *f) { segment(f, PT_DYNAMIC, 0)->p_vaddr = UINT64_MAX - 15; }
static void dynamic_long(const struct file *f) { segment(f, PT_DYNAMIC, 0)->p_filesz = UINT64_MAX; }
static void dynamic_endless(const struct file *f) { segment(f, PT_DYNAMIC, 0)->p_filesz = 16 * 4; }
static void dynamic_empty(const struct file *f) { segment(f, PT_DYNAMIC, 0)->p_filesz = 0; }
static void tag_alias(const struct file *f) { tag(f, DT_INIT)->d_tag = INT64_C(0x100000000) | DT_FILTER; }
static void tag_negative(const struct file *f) { tag(f, DT_INIT)->d_tag = -1; }
static void tag_twice(const struct file *f) { tag(f, DT_INIT)->d_tag = DT_STRTAB; }
static void tag_textrel(const struct file *f) { tag(f, DT_INIT)->d_tag = DT_TEXTREL; }
static void tag_program(const struct file *f) { Elf64_Dyn *t = tag(f, DT_INIT); t->d_tag = DT_FLAGS_1; t->d_un.d_val = DF_1_PIE; }
static void flag_textrel(const struct file *f) { Elf64_Dyn *t = tag(f, DT_INIT); t->d_tag = DT_FLAGS; t->d_un.d_val = DF_TEXTREL; }
static void library_far(const struct file *f) { tag(f, DT_NEEDED)->d_un.d_val = UINT64_MAX; }
static void library_path(const struct file *f)
{
	char *name = (char *)at_address(f, tag(f, DT_STRTAB)->d_un.d_ptr + tag(f, DT_NEEDED)->d_un.d_val);

	memcpy(name, "/\x1bm/\xff.so6", 9);
}
static void strings_far(const struct file *f) { tag(f, DT_STRTAB)->d_un.d_ptr = UINT64_MAX; }
static void strings_long(const struct file *f) { tag(f, DT_STRSZ)->d_un.d_val = UINT64_MAX; }
static void strings_open(const struct file *f) { tag(f, DT_STRSZ)->d_un.d_val--; }
static void strings_none(const struct file *f) { tag(f, DT_STRSZ)->d_un.d_val = 0; }
static void symbols_far(const struct file *f) { tag(f, DT_SYMTAB)->d_un.d_ptr = UINT64_MAX - 8; }
static void symbols_odd(const struct file *f) { tag(f, DT_SYMENT)->d_un.d_val = 23; }
static void hash_far(const struct file *f) { tag(f, DT_GNU_HASH)->d_un.d_ptr = UINT64_MAX - 3; }
static void hash_none(const struct file *f) { tag(f, DT_GNU_HASH)->d_tag = DT_DEBUG; }
static void hash_buckets(const struct file *f) { ((uint32_t *)at_address(f, tag(f, DT_GNU_HASH)->d_un.d_ptr))[0] = UINT32_MAX; }
static void hash_bloom(const struct file *f) { ((uint32_t *)at_address(f, tag(f, DT_GNU_HASH)->d_un.d_ptr))[2] = UINT32_MAX; }
static void hash_bucket(const struct file *f)
{
	uint32_t *hash = at_address(f, tag(f, DT_GNU_HASH)->d_un.d_ptr);

	hash[4 + 2 * hash[2]] = UINT32_MAX;
}
static void entry_far(const struct file *f) { entry(f)->st_value = UINT64_MAX - 7; }
static void entry_long(const struct file *f) { entry(f)->st_size = UINT64_MAX; }
static void entry_empty(const struct file *f) { entry(f)->st_size = 0; }
static void entry_ifunc(const struct file *f) { entry(f)->st_info = ELF64_ST_INFO(STB_GLOBAL, STT_GNU_IFUNC); }
static void entry_undefined(const struct file *f) { entry(f)->st_shndx = SHN_UNDEF; }
static void entry_name(const struct file *f) { entry(f)->st_name = UINT32_MAX; }

static void test_damage(void **state)
{
	static const struct {
		void (*damage)(const struct file *file);
		const char *why;
	} damage[] = {
		{ no_magic, "is not a shared object (no ELF header)" },
		{ other_class, "is not built for 64 bits, little endian" },
		{ other_order, "is not built for 64 bits, little endian" },
#if defined(__x86_64__)
		{ other_machine, "is built for another machine; this one is x86-64" },
#else
		{ other_machine, "is built for another machine; this one is aarch64" },
#endif
		{ object_file, "is not a shared object: link it with -shared" },
		{ headers_outside, "is damaged: its program headers lie outside the file" },
		{ headers_odd, "is damaged: its program headers lie outside the file" },
		{ headers_none, "is damaged: its program headers lie outside the file" },
		{ headers_many, "is damaged: its program headers lie outside the file" },
		{ cut_off, "is cut off: it is shorter than its own headers say" },
		{ load_far, "is cut off: it is shorter than its own headers say" },
		{ write_execute, "has memory that is writable and executable" },
		{ load_shift, "is damaged: its segments are not in order" },
		{ load_overlap, "is damaged: its segments are not in order" },
		{ load_huge, "is damaged: its segments are not in order" },
		{ load_negative, "is damaged: its segments are not in order" },
		{ stack_unsaid, "does not rule out an executable stack: link it with -z noexecstack" },
		{ interpreter, "is a program, not a plugin: link it with -shared" },
		{ dynamic_none, "is not a shared object: link it with -shared" },
		{ dynamic_two, "is damaged: it has two dynamic sections" },
		{ dynamic_far, "is damaged: its dynamic section lies outside the file" },
		{ dynamic_long, "is damaged: its dynamic section lies outside the file" },
		{ dynamic_endless, "is damaged: its dynamic section has no end" },
		{ dynamic_empty, "is damaged: its dynamic section has no end" },
		{ tag_alias, "is damaged: its dynamic section has a tag that does not exist" },
		{ tag_negative, "is damaged: its dynamic section has a tag that does not exist" },
		{ tag_twice, "is damaged: its dynamic section says one thing twice" },
		{ tag_textrel, "would have its code rewritten when it is loaded: compile it with -fPIC" },
		{ flag_textrel, "would have its code rewritten when it is loaded: compile it with -fPIC" },
		{ tag_program, "is a program, not a plugin: link it with -shared" },
		{ library_far, "is damaged: the name of a library lies outside its strings" },
		{ library_path, "needs the library /?m/?.so6; a plugin may need libc, libm, libstdc++ and libgcc_s only: link others in statically" },
		{ strings_far, "is damaged: its table of strings lies outside the file or has no end" },
		{ strings_long, "is damaged: its table of strings lies outside the file or has no end" },
		{ strings_open, "is damaged: its table of strings lies outside the file or has no end" },
		{ strings_none, "is damaged: its table of strings lies outside the file or has no end" },
		{ symbols_far, "is damaged: its symbols lie outside the file" },
		{ symbols_odd, "is damaged: its symbols have a size that no symbol has" },
		{ hash_far, "is damaged: its table of names lies outside the file" },
		{ hash_none, "exports no keur_plugin_v1: is it a plugin of keur? See <keur/plugin.h>" },
		{ hash_buckets, "is damaged: its table of names lies outside the file" },
		{ hash_bloom, "is damaged: its table of names lies outside the file" },
		{ hash_bucket, "is damaged: its table of names lies outside the file" },
		{ entry_far, "is damaged: its keur_plugin_v1 lies outside its memory" },
		{ entry_long, "is damaged: its keur_plugin_v1 lies outside its memory" },
		{ entry_empty, "exports a keur_plugin_v1 that is too short for KEUR_STAMP of <keur/plugin.h>" },
		{ entry_ifunc, "exports a keur_plugin_v1 that is not data: see <keur/plugin.h>" },
		{ entry_undefined, "exports no keur_plugin_v1: is it a plugin of keur? See <keur/plugin.h>" },
		{ entry_name, "is damaged: a symbol's name lies outside its strings" },
	};
	struct file whole, file;
	size_t i;

	(void)state;
	read_plugin(PLUGIN("shape_plain"), &whole);
	file = (struct file){ mem_alloc(whole.length), whole.length };
	for (i = 0; i < sizeof damage / sizeof *damage; i++) {
		memcpy(file.bytes, whole.bytes, whole.length);
		damage[i].damage(&file);
		assert_refused(&file, damage[i].why);
	}
	free(file.bytes);
	free(whole.bytes);
}

/* ---- Every way to be damaged a little ------------------------------------------------------------------------------------------------ */

static size_t loaded_end(const struct file *file)
{
	const Elf64_Phdr *at = (const Elf64_Phdr *)(const void *)(file->bytes + header(file)->e_phoff);
	size_t end = 0;
	unsigned i;

	for (i = 0; i < header(file)->e_phnum; i++)
		if (at[i].p_type == PT_LOAD && at[i].p_offset + at[i].p_filesz > end)
			end = at[i].p_offset + at[i].p_filesz;
	return end;
}

static void each_truncation(const char *path)
{
	struct buffer refused = { 0 };
	struct room room;
	struct file file;
	size_t length, end;

	read_plugin(path, &file);
	room_open(&room, file.length);
	end = loaded_end(&file);
	for (length = 0; length <= file.length; length++) {
		memcpy(room.end - length, file.bytes, length);
		assert_int_equal(look(room.end - length, length, &refused), length >= end);
	}
	munmap(room.map, room.size);
	free(file.bytes);
	buffer_free(&refused);
}

static void test_truncations(void **state)
{
	(void)state;
	each_truncation(PLUGIN("shape_plain"));
	each_truncation(PLUGIN("shape_sysv"));
}

/* Every bit of the file, one at a time; the headers and what they point to are among them. */
static void each_flip(const char *path)
{
	struct buffer refused = { 0 };
	struct room room;
	struct file file;
	unsigned char *bytes;
	size_t i, caught = 0;

	read_plugin(path, &file);
	room_open(&room, file.length);
	bytes = room.end - file.length;
	memcpy(bytes, file.bytes, file.length);
	for (i = 0; i < file.length * 8; i++) {
		bytes[i / 8] ^= (unsigned char)(1u << i % 8);
		caught += !look(bytes, file.length, &refused);
		bytes[i / 8] ^= (unsigned char)(1u << i % 8);
	}
	assert_true(look(bytes, file.length, &refused));
	assert_true(caught > 1000); /* the rest is code, text and numbers that this look is not about */
	munmap(room.map, room.size);
	free(file.bytes);
	buffer_free(&refused);
}

static void test_flips(void **state)
{
	(void)state;
	each_flip(PLUGIN("shape_plain"));
	each_flip(PLUGIN("shape_both"));
}

/* Several words at once, out of a fixed series: small, large, and just around what fits. */
static void test_words(void **state)
{
	static const uint64_t word[] = { 0, 1, 7, 0x7fffffff, 0x80000000, 0xffffffff, INT64_MAX, UINT64_MAX, UINT64_MAX - 7 };
	struct buffer refused = { 0 };
	struct room room;
	struct file file;
	uint32_t random = 1, round, k;
	unsigned char *bytes;
	size_t heads;

	(void)state;
	read_plugin(PLUGIN("shape_sysv"), &file);
	room_open(&room, file.length);
	bytes = room.end - file.length;
	heads = segment(&file, PT_LOAD, 0)->p_filesz;
	for (round = 0; round < 50000; round++) {
		memcpy(bytes, file.bytes, file.length);
		for (k = 0; k < 1 + round % 4; k++) {
			size_t at;

			random = random * 1664525 + 1013904223;
			at = round % 2 ? segment(&file, PT_DYNAMIC, 0)->p_offset + (random >> 8) % segment(&file, PT_DYNAMIC, 0)->p_filesz
				: (random >> 8) % heads;
			at &= ~(size_t)3;
			if (at + 8 <= file.length)
				memcpy(bytes + at, &word[(random >> 4) % (sizeof word / sizeof *word)], round % 3 ? 8 : 4);
		}
		look(bytes, file.length, &refused);
	}
	munmap(room.map, room.size);
	free(file.bytes);
	buffer_free(&refused);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_truncations),
		cmocka_unit_test(test_flips),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
