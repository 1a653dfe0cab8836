/* The bounded look at a shared object: any bytes, and never a crash, a word outside of them, or a refusal without a reason; and what is told of it. */
#include "host/host_image.h"
#include "host/host_symbols.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buffer refused = { 0 };
	struct host_symbols symbols;
	unsigned libraries;
	bool right = image_check(data, size, &libraries, &refused);

	if (right != (refused.length == 0) || right != host_symbols_look(&symbols, data, size))
		abort();
	if (right)
		host_symbols_free(&symbols);
	buffer_free(&refused);
	return 0;
}
