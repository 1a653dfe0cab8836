/* keur explain. */
#ifndef KEUR_CLI_EXPLAIN_H
#define KEUR_CLI_EXPLAIN_H

int cmd_explain(int argc, char **argv); /* argv[0]: "explain"; the exit code */

#endif
