/* What the tests of core/base share: cmocka, repeatable random numbers, and running out of memory without ending. */
#ifndef KEUR_TESTS_BASE_TEST_H
#define KEUR_TESTS_BASE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"

/* splitmix64: the same numbers on every machine. */
static inline uint64_t random_next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

static jmp_buf out_of_memory;

static inline void jump_out(void)
{
	longjmp(out_of_memory, 1);
}

/* The call must end in mem_fail(). */
#define ASSERT_OUT_OF_MEMORY(call) \
	do { \
		mem_set_failure(jump_out); \
		if (setjmp(out_of_memory) == 0) { \
			(void)(call); \
			fail_msg("%s went on", #call); \
		} \
		mem_set_failure(abort); \
	} while (0)

/* A sanitizer would end the program where malloc says no. */
#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options(void);
__attribute__((visibility("default"))) const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}
#endif

#endif
