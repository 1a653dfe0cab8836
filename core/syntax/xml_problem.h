/* Turns libxml2's account of a mistake into a sentence for the person who has the file. */
#ifndef KEUR_SYNTAX_XML_PROBLEM_H
#define KEUR_SYNTAX_XML_PROBLEM_H

#include "base/messages.h"

#include <libxml/xmlerror.h>

/* Adds one message; true when reading cannot go on. */
bool xml_problem(const xmlError *error, struct place at, struct messages *messages);

#endif
