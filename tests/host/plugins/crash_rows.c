#include "crash.h"
PLUGIN_WITH("crash_rows", NULL, crash_rows, NULL, ROWS_RULE)
