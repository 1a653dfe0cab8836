#include "recipe.h"
#include <ask_statement.c>

ENGLISH(message, "it can be reached in a way that nobody drew");
ENGLISH(question, "What about {blame}? Parts: {count}");
PLUGIN_RULE(message, question, .args = 0);
PLUGIN("ask_statement", .params = 0);
