/* Sizes that overflow end in the failure handler, arrays grow, arenas keep what they gave. */
#include "base_test.h"

#include <string.h>

static void sizes_that_overflow(void **state)
{
	struct arena arena = { 0 };
	char *array = NULL;
	size_t capacity = 0;

	(void)state;
	ASSERT_OUT_OF_MEMORY(mem_alloc((size_t)1 << 62));
	ASSERT_OUT_OF_MEMORY(mem_zalloc((size_t)1 << 61, 16));
	ASSERT_OUT_OF_MEMORY(mem_resize(NULL, (size_t)1 << 61, 8));
	ASSERT_OUT_OF_MEMORY(mem_resize(NULL, SIZE_MAX, SIZE_MAX));
	ASSERT_OUT_OF_MEMORY(mem_copy_string("", SIZE_MAX));
	ASSERT_OUT_OF_MEMORY(arena_alloc(&arena, SIZE_MAX));
	ASSERT_OUT_OF_MEMORY(arena_alloc(&arena, SIZE_MAX - 4096));
	ASSERT_OUT_OF_MEMORY(arena_copy(&arena, "", SIZE_MAX));
	ASSERT_OUT_OF_MEMORY((mem_reserve(&array, &capacity, SIZE_MAX, 1), 0));
	ASSERT_OUT_OF_MEMORY((mem_reserve(&array, &capacity, (size_t)1 << 60, 32), 0));
	assert_null(array);
	assert_int_equal(capacity, 0);
	assert_null(arena.block);
}

static void nothing_is_null(void **state)
{
	char *a = mem_alloc(0), *b = mem_zalloc(0, 0), *c = mem_resize(NULL, 0, 8), *d = mem_copy_string("ab", 1);

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	assert_non_null(c);
	assert_string_equal(d, "a");
	free(a);
	free(b);
	free(c);
	free(d);
}

static void zeroed(void **state)
{
	unsigned char *p = mem_zalloc(1000, 3);
	size_t i;

	(void)state;
	for (i = 0; i < 3000; i++)
		assert_int_equal(p[i], 0);
	free(p);
}

static void arrays_grow(void **state)
{
	uint32_t *array = NULL;
	size_t capacity = 0, i, grown = 0;

	(void)state;
	for (i = 0; i < 100000; i++) {
		size_t before = capacity;

		mem_reserve(&array, &capacity, i + 1, sizeof *array);
		assert_true(capacity > i);
		grown += capacity != before;
		array[i] = (uint32_t)i * 7;
	}
	assert_true(grown < 20); /* doubles */
	for (i = 0; i < 100000; i++)
		assert_int_equal(array[i], i * 7);
	mem_reserve(&array, &capacity, 10, sizeof *array);
	assert_true(capacity >= 100000); /* never shrinks */
	free(array);
}

static void arenas_keep_everything(void **state)
{
	struct arena arena = { 0 };
	uint64_t random = 1;
	char *kept[2000];
	size_t length[2000], i, k;

	(void)state;
	for (i = 0; i < 2000; i++) {
		/* Around the block size too: larger ones get a block of their own. */
		length[i] = i % 100 == 99 ? 60000 + random_next(&random) % 80000 : random_next(&random) % 200;
		kept[i] = arena_alloc(&arena, length[i]);
		assert_int_equal((uintptr_t)kept[i] % 16, 0);
		memset(kept[i], (int)(i % 251), length[i]);
	}
	for (i = 0; i < 2000; i++)
		for (k = 0; k < length[i]; k++)
			if ((unsigned char)kept[i][k] != i % 251)
				fail_msg("piece %zu changed at %zu", i, k);
	assert_string_equal(arena_copy(&arena, "copied", 4), "copi");
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	arena_free(&arena);
	assert_null(arena.block);
	assert_non_null(arena_alloc(&arena, 1)); /* usable again */
	arena_free(&arena);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes_that_overflow),
		cmocka_unit_test(nothing_is_null),
		cmocka_unit_test(zeroed),
		cmocka_unit_test(arrays_grow),
		cmocka_unit_test(arenas_keep_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
