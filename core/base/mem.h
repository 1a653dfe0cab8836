/* Memory: checked sizes, one failure policy, and an arena.
 *
 * Nothing here returns NULL. When memory runs out the handler is called; it must not return. keur is a program, not a library:
 * out of memory means "could not run" (exit code 1) with nothing half-written, and one place that says so is easier to get
 * right than a thousand checks. Every size is multiplied with overflow checks, so a hostile count ends here as well. */
#ifndef KEUR_BASE_MEM_H
#define KEUR_BASE_MEM_H

#include <stddef.h>
#include <stdint.h>

typedef void (*mem_failure_fn)(void);

/* Called once, before the process ends, when memory runs out. Default: abort(). */
void mem_set_failure(mem_failure_fn fn);
_Noreturn void mem_fail(void);

void *mem_alloc(size_t size);
void *mem_zalloc(size_t count, size_t size);
void *mem_resize(void *old, size_t count, size_t size);
char *mem_copy_string(const char *text, size_t length);
/* Grows *array so that `need` elements fit; capacity doubles. Large blocks grow by mremap, so the unused tail is not resident. */
void mem_grow(void *array_pointer, size_t *capacity, size_t need, size_t size);
static inline void mem_reserve(void *array_pointer, size_t *capacity, size_t need, size_t size)
{
	if (need > *capacity)
		mem_grow(array_pointer, capacity, need, size);
}

/* Bytes that live and die together. */
struct arena {
	struct arena_block *block;
	size_t used;
};
void *arena_alloc(struct arena *arena, size_t size);
char *arena_copy(struct arena *arena, const char *text, size_t length); /* NUL-ended */
void arena_free(struct arena *arena);

#endif
