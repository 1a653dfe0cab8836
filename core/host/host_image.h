/* The plugin's file: opened once, looked at through its descriptor, copied into a sealed file that nobody can change any more. What was
 * checked and what is loaded are the same bytes. */
#ifndef KEUR_HOST_HOST_IMAGE_H
#define KEUR_HOST_HOST_IMAGE_H

#include "base/error.h"
#include "base/text.h"

/* 0 with *image, or with *image -1 and a reason in `refused`; -1: the host failed. sha256 as soon as the bytes are copied. */
int image_open(const char *path, int *image, char sha256[65], struct buffer *refused, struct error *err);
/* What can be said of the bytes without loading them; false with a reason. */
bool image_check(const unsigned char *bytes, size_t length, struct buffer *refused);

#endif
