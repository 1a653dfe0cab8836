/* Turns libyaml's account of a syntax error into a sentence for the person who wrote the file. */
#ifndef KEUR_SYNTAX_YAML_PROBLEM_H
#define KEUR_SYNTAX_YAML_PROBLEM_H

#include "syntax/source.h"

#include <yaml.h>

/* `skipped`: bytes of the file that libyaml was not given (a byte order mark). */
void yaml_problem(const yaml_parser_t *parser, uint64_t skipped, struct source *source, struct messages *messages);

#endif
