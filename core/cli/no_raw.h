/* Included last in what prints words of others (packs, plugins, results, names of files): from here on a raw print does not compile. What there is instead
 * stands in cli/command.h and cli/wrap.h. */
#ifndef KEUR_CLI_NO_RAW_H
#define KEUR_CLI_NO_RAW_H

#pragma GCC poison printf fprintf vprintf vfprintf dprintf puts fputs putchar putc fputc fwrite

#endif
