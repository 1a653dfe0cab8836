#include "base/nearest.h"

#include <stdlib.h>

enum {
	LONGEST = 64, /* longer names are not misspellings of anything */
	BEGIN = 3,    /* letters that say which name was begun */
};

struct nearest nearest_start(struct text wanted)
{
	/* A third of the letters may be wrong, at least one and at most four: beyond that a hint misleads. */
	unsigned most = (unsigned)(wanted.length / 3);

	return (struct nearest){ wanted, { "", 0 }, (most < 1 ? 1 : most > 4 ? 4 : most) + 1, false };
}

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance over bytes, three rows. */
static unsigned distance(struct text a, struct text b)
{
	unsigned rows[3][LONGEST + 1];
	size_t i, j;

	for (j = 0; j <= b.length; j++)
		rows[0][j] = (unsigned)j;
	for (i = 1; i <= a.length; i++) {
		unsigned *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];

		now[0] = (unsigned)i;
		for (j = 1; j <= b.length; j++) {
			char x = lower(a.data[i - 1]), y = lower(b.data[j - 1]);

			now[j] = least(least(before[j] + 1, now[j - 1] + 1), before[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == lower(b.data[j - 2]) && lower(a.data[i - 2]) == y)
				now[j] = least(now[j], earlier[j - 2] + 1);
		}
	}
	return rows[a.length % 3][b.length];
}

static void try_begin(struct nearest *nearest, struct text candidate)
{
	size_t i;

	if (nearest->wanted.length < BEGIN || candidate.length <= nearest->wanted.length
		|| (nearest->best.length && (!nearest->begins || nearest->best.length <= candidate.length)))
		return;
	for (i = 0; i < nearest->wanted.length; i++)
		if (lower(nearest->wanted.data[i]) != lower(candidate.data[i]))
			return;
	nearest->best = candidate;
	nearest->begins = true;
}

void nearest_try(struct nearest *nearest, struct text candidate)
{
	size_t a = nearest->wanted.length, b = candidate.length;
	unsigned d;

	if (a > LONGEST || b > LONGEST)
		return;
	try_begin(nearest, candidate);
	if ((a > b ? a - b : b - a) >= nearest->distance)
		return;
	d = distance(nearest->wanted, candidate);
	if (d < nearest->distance) {
		nearest->distance = d;
		nearest->best = candidate;
		nearest->begins = false;
	}
}
