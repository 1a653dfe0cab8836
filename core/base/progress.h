/* How far long work has come: told by whoever does it, shown by whoever wants to. Knows no terminal, no clock and no stage: the layers below
 * say what they are at and count, and nothing that they do depends on whether somebody listens. */
#ifndef KEUR_BASE_PROGRESS_H
#define KEUR_BASE_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

struct progress {
	/* The next piece of the work: the name of a file or of a plugin, which may hold anything and need not outlive the call. `of`: how much
	 * there is to do, in bytes or runs; 0: not known. */
	void (*begin)(void *context, const char *name, uint64_t of);
	/* So much of it is done. Cheap, but meant for every few thousand rows or bytes, not for each. */
	void (*at)(void *context, uint64_t done);
	void *context;
};

/* NULL: nobody listens. */
static inline void progress_begin(const struct progress *progress, const char *name, uint64_t of)
{
	if (progress)
		progress->begin(progress->context, name, of);
}

static inline void progress_at(const struct progress *progress, uint64_t done)
{
	if (progress)
		progress->at(progress->context, done);
}

#endif
