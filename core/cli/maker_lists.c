#include "cli/maker_lists.h"

#include "base/digest.h"
#include "base/mem.h"
#include "model/mac.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const maker_address_lists[] = { "/usr/share/ieee-data/oui.txt", "/usr/share/nmap/nmap-mac-prefixes", "/usr/share/wireshark/manuf", NULL };
const char *const maker_enterprise_lists[] = { "/usr/share/ieee-data/enterprise-numbers", "/usr/share/wireshark/enterprises.tsv", NULL };

enum { LINE = 1024 };

static void add(struct maker_list *list, struct text key, struct text name)
{
	size_t before = list->keys.count;
	uint32_t code;

	if (!key.length || !name.length)
		return;
	code = dict_add(&list->keys, key);
	mem_reserve(&list->name, &list->capacity, list->keys.count, sizeof *list->name);
	if (list->keys.count > before) /* of two lines on one block the first counts */
		list->name[code] = dict_add(&list->names, name);
}

static int begin(struct maker_list *list, const char *path, FILE **file, struct error *err)
{
	*list = (struct maker_list){ .path = path };
	*file = fopen(path, "rbe");
	return *file ? 0 : error_set(err, ERROR_IO, "%s: %s", path, strerror(errno));
}

static int end(struct maker_list *list, FILE *file, struct digest *digest, struct error *err)
{
	unsigned char hash[DIGEST_SIZE];
	int failed = ferror(file);

	digest_end(digest, hash);
	digest_hex(hash, DIGEST_SIZE, list->sha256);
	digest_free(digest);
	fclose(file);
	return failed ? error_set(err, ERROR_IO, "%s could not be read", list->path) : 0;
}

/* What stands behind the address: `(hex)` and `(base 16)` are signs of IEEE's form; the last of several columns is the long name. */
static struct text name_in(struct text rest)
{
	const char *tab;

	rest = text_trim(rest);
	if (rest.length && rest.data[0] == '(') {
		const char *close = memchr(rest.data, ')', rest.length);

		if (close)
			rest = text_trim((struct text){ close + 1, rest.length - (size_t)(close + 1 - rest.data) });
	}
	while (rest.length && (tab = memchr(rest.data, '\t', rest.length)) != NULL)
		rest = text_trim((struct text){ tab + 1, rest.length - (size_t)(tab + 1 - rest.data) });
	return rest;
}

static void address_line(struct maker_list *list, struct text line)
{
	size_t used = 0, bits = 0;
	struct buffer digits = { 0 };

	while (used < line.length && strchr("0123456789abcdefABCDEF:-.", line.data[used]))
		used++;
	if (used && used < line.length && strchr(" \t/", line.data[used]) && mac_digits((struct text){ line.data, used }, &digits)
		&& digits.length >= MAC_LEAST && digits.length <= MAC_DIGITS) {
		struct text rest = { line.data + used, line.length - used };

		if (rest.data[0] == '/') {
			for (rest.data++, rest.length--; rest.length && rest.data[0] >= '0' && rest.data[0] <= '9'; rest.data++, rest.length--)
				bits = bits * 10 + (size_t)(rest.data[0] - '0');
			if (bits >= 4 * MAC_LEAST && bits / 4 < digits.length)
				digits.length = bits / 4; /* `28:6F:B9:00:00:00/28`: seven digits */
		}
		add(list, buffer_view(&digits), name_in(rest));
	}
	buffer_free(&digits);
}

int maker_read_addresses(struct maker_list *list, const char *path, struct error *err)
{
	struct digest *digest;
	char line[LINE];
	FILE *file;

	if (begin(list, path, &file, err))
		return -1;
	digest = digest_new();
	while (fgets(line, sizeof line, file)) {
		digest_add(digest, line, strlen(line));
		address_line(list, text_of(line));
	}
	return end(list, file, digest, err);
}

int maker_read_enterprises(struct maker_list *list, const char *path, struct error *err)
{
	struct buffer number = { 0 };
	struct digest *digest;
	char line[LINE];
	FILE *file;

	if (begin(list, path, &file, err))
		return -1;
	digest = digest_new();
	while (fgets(line, sizeof line, file)) {
		size_t digits = strspn(line, "0123456789"), blanks = strspn(line, " ");

		digest_add(digest, line, strlen(line));
		if (digits) {
			buffer_clear(&number);
			buffer_add(&number, line, digits);
			add(list, buffer_view(&number), name_in(text_of(line + digits)));
		} else if (blanks == 2 && number.length) { /* IANA: two blanks before the name, four before whom to ask */
			add(list, buffer_view(&number), text_trim(text_of(line)));
			buffer_clear(&number);
		}
	}
	buffer_free(&number);
	return end(list, file, digest, err);
}

int maker_read_first(struct maker_list *list, const char *const *paths, int (*read)(struct maker_list *, const char *, struct error *),
	struct error *err)
{
	*list = (struct maker_list){ .path = NULL };
	for (; *paths; paths++)
		if (access(*paths, R_OK) == 0)
			return read(list, *paths, err);
	return 0;
}

struct text maker_of_number(const struct maker_list *list, struct text number)
{
	uint32_t code = list->path ? dict_find(&list->keys, number) : DICT_NONE;

	return code == DICT_NONE ? (struct text){ "", 0 } : dict_text(&list->names, list->name[code]);
}

struct text maker_of_address(const struct maker_list *list, struct text digits, size_t *length)
{
	for (*length = digits.length; *length >= MAC_LEAST; --*length) {
		struct text name = maker_of_number(list, (struct text){ digits.data, *length });

		if (name.length)
			return name;
	}
	*length = 0;
	return (struct text){ "", 0 };
}

void maker_list_free(struct maker_list *list)
{
	dict_free(&list->keys);
	dict_free(&list->names);
	free(list->name);
	*list = (struct maker_list){ 0 };
}
