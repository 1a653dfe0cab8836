/* YAML events by libyaml, within limits: one document, depth 64, no directive, no tag but !include, no merge key, aliases within
 * an expansion budget, no duplicate keys, UTF-8 only. Each refusal is a message with its place. */
#ifndef KEUR_SYNTAX_YAML_H
#define KEUR_SYNTAX_YAML_H

#include "syntax/source.h"
#include "syntax/tree.h"

/* 0 when the whole file was read; -1 after adding at least one error to messages, or when the handler stopped it. */
int yaml_read(struct source *source, const struct tree_handler *handler, void *self, struct messages *messages);

#endif
