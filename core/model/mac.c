#include "model/mac.h"

#include <string.h>

bool mac_digits(struct text written, struct buffer *out)
{
	size_t i;

	for (i = 0; i < written.length; i++) {
		char c = written.data[i];

		if (c >= 'A' && c <= 'F')
			c = (char)(c + 32);
		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
			buffer_add(out, &c, 1);
		else if (!c || !strchr(":-. ", c) || i == 0)
			return false;
	}
	return true;
}

bool mac_is_local(struct text digits)
{
	return digits.length > 1 && strchr("2367abef", digits.data[1]) != NULL;
}
