#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { ARENA_BLOCK = 64 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t size;
	_Alignas(16) unsigned char data[];
};

static mem_failure_fn failure = abort;

void mem_set_failure(mem_failure_fn fn)
{
	failure = fn;
}

_Noreturn void mem_fail(void)
{
	failure();
	abort();
}

void *mem_alloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		mem_fail();
	return p;
}

void *mem_zalloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		mem_fail();
	return p;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(count, size, &bytes))
		mem_fail();
	p = realloc(old, bytes ? bytes : 1);
	if (!p)
		mem_fail();
	return p;
}

char *mem_copy_string(const char *text, size_t length)
{
	char *p;

	if (length == SIZE_MAX)
		mem_fail();
	p = mem_alloc(length + 1);
	if (length)
		memcpy(p, text, length);
	p[length] = '\0';
	return p;
}

void mem_grow(void *array_pointer, size_t *capacity, size_t need, size_t size)
{
	void *old, *grown;
	size_t wanted = *capacity ? *capacity : 16;

	while (wanted < need) {
		if (wanted > SIZE_MAX / 2)
			mem_fail();
		wanted *= 2;
	}
	memcpy(&old, array_pointer, sizeof old);
	grown = mem_resize(old, wanted, size);
	memcpy(array_pointer, &grown, sizeof grown);
	*capacity = wanted;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t rounded;
	void *p;

	if (size > SIZE_MAX - ARENA_BLOCK)
		mem_fail();
	rounded = (size + 15u) & ~(size_t)15u;
	if (!arena->block || arena->block->size - arena->used < rounded) {
		size_t room = rounded > ARENA_BLOCK ? rounded : ARENA_BLOCK;
		struct arena_block *block = mem_alloc(sizeof *block + room);

		block->next = arena->block;
		block->size = room;
		arena->block = block;
		arena->used = 0;
	}
	p = arena->block->data + arena->used;
	arena->used += rounded;
	return p;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
	char *p;

	if (length == SIZE_MAX)
		mem_fail();
	p = arena_alloc(arena, length + 1);
	if (length)
		memcpy(p, text, length);
	p[length] = '\0';
	return p;
}

void arena_free(struct arena *arena)
{
	struct arena_block *block = arena->block;

	while (block) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
	arena->block = NULL;
	arena->used = 0;
}
