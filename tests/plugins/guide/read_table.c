#include "recipe.h"
#include <read_table.c>

ENGLISH(message, "its log is never looked at");
ENGLISH(question, "What about {blame}? Parts: {count}");
PLUGIN_RULE(message, question, .args = 0);
PLUGIN("read_table", .params = 0);
