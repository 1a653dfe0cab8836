#include "recipe.h"
#include <use_pattern.c>

ENGLISH(message, "it is a {product}");
ENGLISH(question, "What about {blame}? Parts: {count}");
PLUGIN_RULE(message, question, .args = KEUR_COUNT(arg), .arg = arg);
PLUGIN("use_pattern", .params = PARAMS, .param = param);
