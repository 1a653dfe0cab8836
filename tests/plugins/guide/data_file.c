#include "recipe.h"
#include <data_file.c>

ENGLISH(message, "it stands on the list");
ENGLISH(question, "What about {blame}? Parts: {count}");
PLUGIN_RULE(message, question, .args = 0);
PLUGIN("data_file", .params = PARAMS, .param = param, .open = check_list);
