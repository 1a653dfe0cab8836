/* The bounded look at a shared object: any bytes, and never a crash, a word outside of them, or a refusal without a reason. */
#include "host/host_image.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buffer refused = { 0 };
	unsigned libraries;

	if (image_check(data, size, &libraries, &refused) != (refused.length == 0))
		abort();
	buffer_free(&refused);
	return 0;
}
