#include "recipe.h"
#include <walk_graph.c>

ENGLISH(message, "it is within reach of the internet");
ENGLISH(question, "What about {blame}? Parts: {count}");
PLUGIN_RULE(message, question, .args = 0);
PLUGIN("walk_graph", .params = 0);
