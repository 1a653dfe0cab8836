/* A region: memory that other processes can map read-only. Grows at the end, never moves in this process (the address range
 * is reserved once), lives in an anonymous file without a name. Sealed once: nobody, this process included, can write to it then. */
#ifndef KEUR_BASE_REGION_H
#define KEUR_BASE_REGION_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct region {
	int fd;
	unsigned char *base; /* page aligned */
	size_t used, committed;
	size_t mapped; /* length of the mapping at base */
};

int region_open(struct region *region, struct error *err);
/* Zeroed, aligned to 16; never NULL (see base/mem.h). An offset of 0 is never handed out. */
void *region_alloc(struct region *region, size_t count, size_t size);
static inline uint64_t region_offset(const struct region *region, const void *p)
{
	return p ? (uint64_t)((const unsigned char *)p - region->base) : 0;
}
int region_seal(struct region *region, struct error *err);
/* Maps a sealed region that came as a descriptor: checks that it is sealed. Keeps fd open, owned by the region. */
int region_map(struct region *region, int fd, struct error *err);
void region_close(struct region *region);

#endif
