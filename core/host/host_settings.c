#include "host/host_settings.h"

#include "base/fd.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/number.h"
#include "host/host_words.h"
#include "model/frames.h"

#include <errno.h>
#include <fcntl.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 64 * 1024 * 1024, TEXT_MOST = 64 * 1024 };

/* Untrusted text as it may stand in a message: at most 64 bytes of it. */
static void quote(struct buffer *out, const char *value)
{
	size_t length = strlen(value);

	buffer_string(out, "\"");
	if (length > 64)
		words_clean(out, value, utf8_valid_prefix(value, 64));
	else
		words_clean(out, value, length);
	buffer_string(out, length > 64 ? "...\"" : "\"");
}

static bool parse_signed(const char *value, int64_t *out)
{
	bool negative = value[0] == '-';

	if (!number_parse(text_of(value + negative), out))
		return false;
	if (negative)
		*out = -*out;
	return true;
}

static bool parse_days(const char *value, int64_t *out)
{
	int32_t days;

	if (number_parse(text_of(value), out))
		return true;
	if (!duration_parse(text_of(value), &days))
		return false;
	*out = days;
	return true;
}

static void show_range(struct buffer *why, const struct declared_param *param)
{
	char least[DATE_SIZE], most[DATE_SIZE];

	if (param->type != KEUR_PARAM_DAYS) {
		buffer_format(why, " from %lld to %lld", (long long)param->least, (long long)param->most);
		return;
	}
	if (param->least < 0 || param->most > INT32_MAX)
		return;
	duration_format((int32_t)param->least, least);
	duration_format((int32_t)param->most, most);
	buffer_format(why, " from %s to %s", least, most);
}

static bool parse_number(const struct declared_param *param, const char *value, int64_t *out, struct buffer *why)
{
	bool days = param->type == KEUR_PARAM_DAYS;

	if ((days ? parse_days(value, out) : parse_signed(value, out)) && *out >= param->least && *out <= param->most)
		return true;
	quote(why, value);
	buffer_string(why, " is not ");
	buffer_string(why, days ? "a duration like P90D" : "a whole number");
	show_range(why, param);
	return false;
}

static bool parse_yes_no(const char *value, int64_t *out, struct buffer *why)
{
	*out = strcmp(value, "yes") == 0 ? KEUR_YES : strcmp(value, "no") == 0 ? KEUR_NO : 0;
	if (*out)
		return true;
	quote(why, value);
	buffer_string(why, " is neither yes nor no");
	return false;
}

/* Compiled as the worker will compile it, and thrown away: the worker gets the text. */
static bool check_pattern(const char *value, struct buffer *why)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	PCRE2_UCHAR reason[256];
	pcre2_code *code;
	PCRE2_SIZE place;
	int problem;

	if (!context)
		mem_fail();
	pcre2_set_max_pattern_length(context, FRAME_PATTERN_LONGEST);
	pcre2_set_parens_nest_limit(context, FRAME_PATTERN_NESTING);
	code = pcre2_compile((PCRE2_SPTR)value, strlen(value), FRAME_PATTERN_OPTIONS, &problem, &place, context);
	pcre2_compile_context_free(context);
	if (code) {
		pcre2_code_free(code);
		return true;
	}
	if (pcre2_get_error_message(problem, reason, sizeof reason) < 0)
		reason[0] = '\0';
	quote(why, value);
	buffer_format(why, " is not a pattern (PCRE2), see its character %zu: %s",
		utf8_count(value, utf8_valid_prefix(value, place)) + 1, (const char *)reason);
	return false;
}

static bool read_file(struct arena *arena, const char *path, struct host_setting *setting, struct buffer *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat info;
	size_t got = 0;
	char *bytes;

	if (fd < 0 || fstat(fd, &info) != 0) {
		quote(why, path);
		buffer_format(why, " cannot be read: %s", strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (!S_ISREG(info.st_mode) || info.st_size > FILE_MOST) {
		quote(why, path);
		buffer_format(why, S_ISREG(info.st_mode) ? " is larger than %d MB" : " is not a regular file", FILE_MOST / 1024 / 1024);
		close(fd);
		return false;
	}
	bytes = arena_alloc(arena, (size_t)info.st_size + 1);
	while (got < (size_t)info.st_size) {
		ssize_t n = read(fd, bytes + got, (size_t)info.st_size - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	close(fd);
	bytes[got] = '\0';
	setting->bytes = bytes;
	setting->length = got;
	return true;
}

static bool parse(struct host_plugin *plugin, const struct declared_param *param, const char *value, struct host_setting *setting,
	struct buffer *why)
{
	setting->bytes = value;
	setting->length = strlen(value);
	if (setting->length > TEXT_MOST || utf8_valid_prefix(value, setting->length) != setting->length) {
		buffer_format(why, setting->length > TEXT_MOST ? "it is longer than %d KB" : "it is not UTF-8", TEXT_MOST / 1024);
		return false;
	}
	switch (param->type) {
	case KEUR_PARAM_NUMBER:
	case KEUR_PARAM_DAYS:
		return parse_number(param, value, &setting->number, why);
	case KEUR_PARAM_YES_NO:
		return parse_yes_no(value, &setting->number, why);
	case KEUR_PARAM_PATTERN:
		return check_pattern(value, why);
	case KEUR_PARAM_FILE:
		/* No value means an empty file. A default that names a file is none: a plugin does not choose what is read. */
		return value[0] == '\0' || read_file(&plugin->declared.arena, value, setting, why);
	case KEUR_PARAM_TEXT:
	default:
		return true;
	}
}

bool settings_start(struct host_plugin *plugin, struct buffer *refused)
{
	struct declared_plugin *declared = &plugin->declared;
	struct buffer why = { 0 };
	uint32_t i;

	plugin->setting = arena_alloc(&declared->arena, declared->params * sizeof *plugin->setting);
	memset(plugin->setting, 0, declared->params * sizeof *plugin->setting);
	for (i = 0; i < declared->params && refused->length == 0; i++) {
		const struct declared_param *param = &declared->param[i];

		if (param->type == KEUR_PARAM_FILE && param->initial[0])
			buffer_format(refused, "declares parameter %s with a file as its default; the default of a file must be empty", param->id);
		else if (!parse(plugin, param, param->initial, &plugin->setting[i], &why))
			buffer_format(refused, "declares parameter %s with a wrong default: %s", param->id, why.data);
	}
	buffer_free(&why);
	return refused->length == 0;
}

static int unknown_key(const struct host_plugin *plugin, const char *key, struct error *err)
{
	struct nearest nearest = nearest_start(text_of(key));
	struct buffer text = { 0 };
	uint32_t i;

	for (i = 0; i < plugin->declared.params; i++)
		nearest_try(&nearest, text_of(plugin->declared.param[i].id));
	buffer_format(&text, "plugin %s has no parameter ", plugin->declared.name);
	quote(&text, key);
	if (nearest.best.length)
		buffer_format(&text, ": did you mean %.*s?", (int)nearest.best.length, nearest.best.data);
	else if (plugin->declared.params == 0)
		buffer_string(&text, ": it has none");
	else
		for (i = 0; i < plugin->declared.params; i++)
			buffer_format(&text, "%s%s", i ? ", " : ": it has ", plugin->declared.param[i].id);
	error_set(err, ERROR_USAGE, "%s", text.data);
	buffer_free(&text);
	return -1;
}

int host_set(struct host_plugin *plugin, const char *key, const char *value, struct error *err)
{
	struct host_setting setting = { 0 };
	struct buffer why = { 0 };
	int result = 0;
	uint32_t i;

	if (plugin->refused)
		return error_set(err, ERROR_PLUGIN, "%s", plugin->refused);
	for (i = 0; i < plugin->declared.params && strcmp(plugin->declared.param[i].id, key) != 0; i++)
		;
	if (i == plugin->declared.params)
		return unknown_key(plugin, key, err);
	value = arena_copy(&plugin->declared.arena, value, strlen(value));
	if (parse(plugin, &plugin->declared.param[i], value, &setting, &why)) {
		setting.value = value;
		plugin->setting[i] = setting;
	} else {
		result = error_set(err, ERROR_USAGE, "parameter %s.%s: %s", plugin->declared.name, key, why.data);
	}
	buffer_free(&why);
	return result;
}

int settings_seal(const struct host_plugin *plugin, int *fd, struct error *err)
{
	uint32_t params = plugin->declared.params, i;
	uint64_t place = params * sizeof(struct frame_param);
	struct buffer head = { 0 };
	bool written = true;

	*fd = -1;
	if (params == 0)
		return 0;
	*fd = fd_memory("keur-params");
	if (*fd < 0)
		return error_system(err, errno, "cannot create memory for parameters");
	for (i = 0; i < params; i++) {
		struct frame_param param = { plugin->setting[i].number, place, plugin->setting[i].length };

		buffer_add(&head, (const char *)&param, sizeof param);
		place += param.length + 1;
	}
	for (i = 0; i < params; i++)
		if (plugin->setting[i].length <= TEXT_MOST)
			buffer_add(&head, plugin->setting[i].bytes, plugin->setting[i].length + 1);
		else {
			written = written && fd_write(*fd, head.data, head.length)
				&& fd_write(*fd, plugin->setting[i].bytes, plugin->setting[i].length + 1);
			buffer_clear(&head);
		}
	written = written && fd_write(*fd, head.data, head.length);
	buffer_free(&head);
	if (written && fd_seal(*fd))
		return 0;
	error_system(err, errno, "cannot hand over parameters");
	close(*fd);
	*fd = -1;
	return -1;
}
