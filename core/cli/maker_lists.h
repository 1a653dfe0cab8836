/* Published lists of who has which block of hardware addresses (IEEE) and which private enterprise number (IANA), as Debian packages carry them.
 * They propose names to a person who fills in a register; no assessment ever looks at them. */
#ifndef KEUR_CLI_MAKER_LISTS_H
#define KEUR_CLI_MAKER_LISTS_H

#include "base/dict.h"
#include "base/error.h"

/* Where Debian's ieee-data, nmap-common and wireshark keep theirs; the first that is there counts. NULL-ended. */
extern const char *const maker_address_lists[], *const maker_enterprise_lists[];

struct maker_list {
	const char *path; /* NULL: none */
	char sha256[65];
	struct dict keys; /* hexadecimal digits in lower case, or a number */
	struct dict names;
	uint32_t *name;   /* by code of keys: code of names */
	size_t capacity;
};

/* Lines like `28-6F-B9 (hex) Name`, `28:6F:B9:0/28 Short Name`, `286FB9 Name`. -1 when the file cannot be read. */
int maker_read_addresses(struct maker_list *list, const char *path, struct error *err);
/* IANA's own form, a number and beneath it, indented, the name; or number, tab, name. */
int maker_read_enterprises(struct maker_list *list, const char *path, struct error *err);
/* The first of `paths` that is there, or none. */
int maker_read_first(struct maker_list *list, const char *const *paths, int (*read)(struct maker_list *, const char *, struct error *),
	struct error *err);
/* The name for a number, or for the longest prefix of an address that is listed; *length: of the prefix. Empty when there is none. */
struct text maker_of_number(const struct maker_list *list, struct text number);
struct text maker_of_address(const struct maker_list *list, struct text digits, size_t *length);
void maker_list_free(struct maker_list *list);

#endif
