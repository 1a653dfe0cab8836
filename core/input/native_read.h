/* One reader per notation of the native format. Each returns 0, or -1 after at least one error message. */
#ifndef KEUR_INPUT_NATIVE_READ_H
#define KEUR_INPUT_NATIVE_READ_H

#include "input/native.h"
#include "syntax/source.h"

int native_yaml_read(struct native *n, struct source *source);
int native_json_read(struct native *n, struct source *source);
int native_xml_read(struct native *n, struct source *source);
int native_csv_read(struct native *n, struct source *source);

#endif
