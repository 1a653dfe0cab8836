/* The plugin's file: opened once, looked at through its descriptor, copied into a sealed file that nobody can change any more. What was
 * checked and what is loaded are the same bytes. */
#ifndef KEUR_HOST_HOST_IMAGE_H
#define KEUR_HOST_HOST_IMAGE_H

#include "base/error.h"
#include "base/text.h"

struct image {
	int fd;             /* the sealed copy; -1: none */
	char sha256[65];    /* of its bytes; "" until all are copied */
	unsigned libraries; /* FRAME_LIB_*: what it needs beside libc */
};

/* 0 with the image, or with image->fd -1 and a reason in `refused`; -1: the host failed. */
int image_open(const char *path, struct image *image, struct buffer *refused, struct error *err);
/* For debuggers, which look for what is loaded by its name: the file itself, as a descriptor, when it still holds what the sealed copy holds,
 * and else -1. Its owner could still change it, the sealed copy nobody. */
int image_by_name(const char *path, int image);
/* What can be said of the bytes without loading them; false with a reason. host_elf.c */
bool image_check(const unsigned char *bytes, size_t length, unsigned *libraries, struct buffer *refused);

#endif
