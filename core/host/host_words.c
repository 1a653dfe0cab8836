#include "host/host_words.h"

#include "base/character.h"

/* Those that turn text around; U+0080 to U+009F are controls. What else people could not see may belong to words of other languages. */
static bool is_hidden(const unsigned char *s, size_t left)
{
	return (left >= 2 && s[0] == 0xC2 && s[1] < 0xA0) || (left >= 3 && character_turn((const char *)s, 3));
}

/* Bytes of the clean run that starts here; stops at what is to be replaced. */
static size_t clean_prefix(const char *data, size_t length, bool lines)
{
	const unsigned char *s = (const unsigned char *)data;
	size_t valid = utf8_valid_prefix(data, length), i;

	for (i = 0; i < valid; i++) {
		if (s[i] == '\n' && lines)
			continue;
		if (s[i] < 0x20 || s[i] == 0x7F || (s[i] >= 0xC2 && is_hidden(s + i, valid - i)))
			return i;
	}
	return valid;
}

size_t words_clean_prefix(struct text text)
{
	return clean_prefix(text.data, text.length, false);
}

bool words_are_clean(struct text text, bool lines)
{
	return clean_prefix(text.data, text.length, lines) == text.length;
}

void words_clean(struct buffer *out, const char *data, size_t length)
{
	size_t at = 0;

	while (at < length) {
		struct character c = character_next(data + at, length - at);

		if (c.code == CHARACTER_BAD || character_deceives(c.code))
			buffer_string(out, "?");
		else
			buffer_add(out, data + at, c.size);
		at += c.size;
	}
}

static const char *table_name(uint32_t table)
{
	if (table < TABLE_COUNT)
		return schema_table[table].name;
	return table == KEUR_SUBJECT_SEGMENT ? "segment (a string code)" : NULL;
}

static void add_row(struct buffer *out, const char *what, const struct frame_fault *fault)
{
	const char *name = table_name(fault->table);

	if (name)
		buffer_format(out, "%s that does not exist: row %llu of table %s", what, (unsigned long long)fault->found, name);
	else
		buffer_format(out, "%s in table %u, which does not exist", what, fault->table);
}

void words_fault(struct buffer *out, const struct declared_plugin *plugin, const struct frame_fault *fault)
{
	unsigned long long found = fault->found, bound = fault->bound;
	const char *param = fault->found < plugin->params ? plugin->param[fault->found].id : "?";

	if (fault->rule < plugin->rules)
		buffer_format(out, "a finding of rule %s: ", plugin->rule[fault->rule].id);
	switch ((enum frame_fault_kind)fault->what) {
	case FAULT_RULE:
		buffer_format(out, "a finding of rule number %llu; it declares %llu rules, numbered from 0", found, bound);
		break;
	case FAULT_STAGE:
		buffer_string(out, "emitted in another call than the one the rule declares");
		break;
	case FAULT_COMPONENT:
		buffer_format(out, "component row %llu; there are %llu", found, bound);
		break;
	case FAULT_RANGE:
		buffer_format(out, "component row %llu, which is outside the range of this call", found);
		break;
	case FAULT_SUBJECT:
		add_row(out, "a subject", fault);
		break;
	case FAULT_PARTY:
		buffer_format(out, "party row %llu; there are %llu suppliers", found, bound);
		break;
	case FAULT_LEVEL:
		buffer_format(out, "level %llu; levels are 1 to 5, or 0 for the rule's own", found);
		break;
	case FAULT_BASIS:
		buffer_format(out, "basis %llu; it is one of KEUR_KNOWN, KEUR_SUSPECTED, KEUR_UNKNOWN", found);
		break;
	case FAULT_SCENARIOS:
		buffer_format(out, "scenarios %llu; they are bits up to KEUR_ALL_SCENARIOS", found);
		break;
	case FAULT_AFFECTS:
		buffer_format(out, "affects %llu; it is one of KEUR_AFFECTS_COMPONENT, KEUR_AFFECTS_REACH", found);
		break;
	case FAULT_PRIVILEGE:
		buffer_format(out, "privilege %llu; it is one of KEUR_PRIVILEGE_*, or KEUR_NONE", found);
		break;
	case FAULT_BLAME:
		if (found)
			buffer_format(out, "blame %llu; it is one of KEUR_BLAME_*", found);
		else
			buffer_string(out, "basis KEUR_UNKNOWN and nothing to blame");
		break;
	case FAULT_VALUES:
		buffer_format(out, "%llu values for %llu placeholders", found, bound);
		break;
	case FAULT_VALUE:
		buffer_format(out, "a value of kind %llu; it is one of KEUR_VALUE_*", found);
		break;
	case FAULT_VALUE_ROW:
		add_row(out, "a value", fault);
		break;
	case FAULT_NUMBER:
		buffer_format(out, "the value %lld, which is out of range for its kind", (long long)fault->found);
		break;
	case FAULT_MEMBER:
		buffer_string(out, "a value that is in no closed list: its text must be \"table.column\" and its number one of that list");
		break;
	case FAULT_EVIDENCES:
		buffer_format(out, "%llu rows of evidence; the most is %llu", found, bound);
		break;
	case FAULT_EVIDENCE:
		add_row(out, "evidence", fault);
		break;
	case FAULT_PATH_LENGTH:
		buffer_format(out, "a path of %llu parts; the most is %llu", found, bound);
		break;
	case FAULT_PATH:
		buffer_format(out, "a path through component row %llu; there are %llu", found, bound);
		break;
	case FAULT_TEXT_LENGTH:
		buffer_format(out, "a text of %llu bytes; the most is %llu", found, bound);
		break;
	case FAULT_UTF8:
		buffer_string(out, "a text that is not UTF-8, or that has control characters");
		break;
	case FAULT_POINTER:
		buffer_string(out, "a count of things and NULL where they should be");
		break;
	case FAULT_CALL:
		buffer_format(out, "%s() used in open(), where the network is not there yet", found == CALL_REACH ? "reach" : "match");
		break;
	case FAULT_PARAM:
		if (found < plugin->params)
			buffer_format(out, "match() with parameter %s, which is no pattern", param);
		else
			buffer_format(out, "parameter number %llu; it declares %llu, numbered from 0", found, bound);
		break;
	case FAULT_PATTERN:
		buffer_format(out, "the pattern of parameter %s needs too much work: make it simpler, without repetitions inside repetitions",
			param);
		break;
	case FAULT_START:
		buffer_format(out, "reach() from component row %llu; there are %llu", found, bound);
		break;
	case FAULT_SCENARIO:
		buffer_format(out, "reach() for scenarios %llu; it takes exactly one scenario bit", found);
		break;
	case FAULT_NEED:
		buffer_string(out, "column() of a column that it does not declare as a need");
		break;
	case FAULT_NO_STRINGS:
		buffer_string(out, "match() of a column that holds no strings");
		break;
	case FAULT_RESERVED:
		buffer_string(out, "a value whose reserved members are not 0: begin with a struct of zeroes");
		break;
	case FAULT_NONE:
	case FAULT_TIME:
	case FAULT_MEMORY:
	default:
		buffer_format(out, "fault %u", fault->what);
		break;
	}
}
