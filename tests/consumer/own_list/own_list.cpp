// A stranger's plugin in C++11: products with known weaknesses, from a file of the operator's own. Each line: product,version,level,text;
// version * is every version; empty lines and those that begin with # are skipped.
#include <keur/plugin.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

enum { PRODUCT, VERSION, IN_SERVICE, NOTHING_KNOWN, NEEDS };
const keur_text need[NEEDS] = { KEUR_TEXT("component.product.name"), KEUR_TEXT("component.product.version"), KEUR_TEXT("component.in_service"),
	KEUR_TEXT("component.nothing_known") };

const keur_param param[] = { { KEUR_TEXT("file"), KEUR_TEXT("the list: product,version,level,text on each line"), KEUR_TEXT(""), KEUR_PARAM_FILE, 0, 0, 0 } };

const keur_text arg[] = { KEUR_TEXT("component"), KEUR_TEXT("product"), KEUR_TEXT("weakness") };
const keur_message message[] = { { KEUR_TEXT("en"), KEUR_TEXT("{component} is a {product}: {weakness}") } };
const keur_message question[] = { { KEUR_TEXT("en"), KEUR_TEXT("Which product and version is it ({blame})? {count} parts") } };

const keur_rule rule[] = { {
	KEUR_TEXT("listed"), KEUR_TEXT("A product with a known weakness"),
	KEUR_TEXT("The product stands on your list of weaknesses. Update it, or take it away."),
	KEUR_KIND_RISK, KEUR_EXPOSURE, KEUR_ALL_SCENARIOS, 3, KEUR_ON_ROWS,
	KEUR_COUNT(message), KEUR_COUNT(question), KEUR_COUNT(arg), 0, 0,
	message, question, arg, nullptr,
} };

struct Weakness {
	std::string version; // * is every version
	std::uint32_t level;
	std::string text;
};

// What keeps the list between the calls.
class OwnList {
public:
	explicit OwnList(const std::string &file)
	{
		std::size_t begin = 0, line = 0;

		while (begin < file.size()) {
			std::size_t end = file.find('\n', begin);

			if (end == std::string::npos)
				end = file.size();
			add(file.substr(begin, end - begin), ++line);
			begin = end + 1;
		}
		if (weakness.empty())
			throw std::runtime_error("no list: give one with --param own_list.file=FILE");
	}

	const std::vector<Weakness> *find(const keur_text &product) const
	{
		auto found = weakness.find(std::string(product.text, product.length));

		return found == weakness.end() ? nullptr : &found->second;
	}

private:
	void add(const std::string &line, std::size_t number)
	{
		std::string part[3];
		std::size_t at = 0;

		if (line.empty() || line[0] == '#')
			return;
		for (auto &field : part) {
			std::size_t comma = line.find(',', at);

			if (comma == std::string::npos || comma == at)
				fail(number, line, "is not product,version,level,text");
			field = line.substr(at, comma - at);
			at = comma + 1;
		}
		if (part[2].size() != 1 || part[2][0] < '1' || part[2][0] > '5')
			fail(number, part[2], "is not a level from 1 to 5");
		weakness[part[0]].push_back({ part[1], static_cast<std::uint32_t>(part[2][0] - '0'), line.substr(at) });
	}

	[[noreturn]] static void fail(std::size_t number, const std::string &what, const char *problem)
	{
		throw std::runtime_error("line " + std::to_string(number) + " of the list: \"" + what + "\" " + problem);
	}

	std::unordered_map<std::string, std::vector<Weakness>> weakness;
};

// What the host refused; it knows why.
struct Stopped {
	std::int32_t code;
};

void checked(std::int32_t code)
{
	if (code != 0)
		throw Stopped{ code };
}

// No exception leaves the plugin.
template <typename Work> std::int32_t guarded(keur_failure *failure, Work work) noexcept
{
	try {
		work();
		return 0;
	} catch (const Stopped &stopped) {
		return stopped.code;
	} catch (const std::exception &error) {
		std::strncpy(failure->text, error.what(), failure->size - 1);
		failure->text[failure->size - 1] = '\0';
	} catch (...) {
	}
	return 1;
}

keur_text text_of(const std::string &string)
{
	keur_text text = keur_text();

	text.text = string.data();
	text.length = static_cast<std::uint32_t>(string.size());
	return text;
}

class Part {
public:
	Part(const keur_host *host_, keur_call *call_, const keur_view *view_, std::uint32_t row_) : host(host_), call(call_), view(view_), row(row_) {}

	void judge(const OwnList &list) const
	{
		const keur_column &product = view->column[PRODUCT], &version = view->column[VERSION];
		const std::vector<Weakness> *weaknesses;
		Weakness all = { std::string(), 0, std::string() };

		if (!keur_known(&product, row))
			return ask(need[PRODUCT], 0);
		weaknesses = list.find(keur_string(view, keur_code(&product, row)));
		if (!weaknesses)
			return;
		for (const Weakness &weakness : *weaknesses) {
			keur_text found = keur_string(view, keur_code(&version, row));

			if (weakness.version == "*" || (keur_known(&version, row) && weakness.version == std::string(found.text, found.length)))
				join(all, weakness);
			else if (!keur_known(&version, row))
				ask(need[VERSION], weakness.level);
		}
		if (all.level)
			report(all);
	}

private:
	// One finding for a part, at the highest level: a second one about the same thing would be taken as evidence for the first.
	static void join(Weakness &all, const Weakness &weakness)
	{
		all.level = std::max(all.level, weakness.level);
		all.text += (all.text.empty() ? "" : "; ") + weakness.text;
	}

	keur_finding start() const
	{
		keur_finding finding = keur_finding();

		finding.component = finding.subject_row = row;
		finding.subject_table = KEUR_TABLE_COMPONENT;
		finding.party = finding.privilege = KEUR_NONE;
		return finding;
	}

	void ask(const keur_text &field, std::uint32_t level) const
	{
		keur_finding finding = start();

		finding.level = level;
		finding.basis = KEUR_UNKNOWN;
		finding.blame = KEUR_BLAME_FIELD;
		finding.blamed.kind = KEUR_VALUE_TEXT;
		finding.blamed.text = field;
		checked(host->emit(call, &finding));
	}

	void report(const Weakness &weakness) const
	{
		keur_finding finding = start();
		keur_value value[3] = { keur_value(), keur_value(), keur_value() };
		keur_row evidence = { KEUR_TABLE_COMPONENT, row };

		value[0].kind = KEUR_VALUE_ROW;
		value[0].table = KEUR_TABLE_COMPONENT;
		value[0].row = row;
		value[1].kind = KEUR_VALUE_CODE;
		value[1].row = keur_code(&view->column[PRODUCT], row);
		value[2].kind = KEUR_VALUE_TEXT;
		value[2].text = text_of(weakness.text);
		finding.basis = KEUR_KNOWN;
		finding.level = weakness.level;
		finding.values = KEUR_COUNT(value);
		finding.value = value;
		finding.evidences = 1;
		finding.evidence = &evidence;
		checked(host->emit(call, &finding));
	}

	const keur_host *host;
	keur_call *call;
	const keur_view *view;
	std::uint32_t row;
};

std::int32_t plugin_open(const keur_host *host, keur_call *call, const keur_view *, void **self, keur_failure *failure)
{
	return guarded(failure, [=] {
		keur_text file = keur_text();

		checked(host->param(call, 0, nullptr, &file));
		*self = std::unique_ptr<OwnList>(new OwnList(std::string(file.text, file.length))).release();
	});
}

std::int32_t assess_rows(void *self, const keur_host *host, keur_call *call, const keur_view *view, std::uint32_t first, std::uint32_t last,
	keur_failure *failure)
{
	return guarded(failure, [=] {
		for (std::uint32_t row = first; row < last; row++)
			if (keur_byte(&view->column[IN_SERVICE], row) != KEUR_NO && keur_byte(&view->column[NOTHING_KNOWN], row) != KEUR_YES)
				Part(host, call, view, row).judge(*static_cast<const OwnList *>(self));
	});
}

void plugin_close(void *self)
{
	delete static_cast<OwnList *>(self);
}

} // namespace

const keur_plugin keur_plugin_v1 = {
	KEUR_STAMP, KEUR_TEXT("own_list"), KEUR_TEXT("1.0"), KEUR_TEXT("Products that stand on a list of weaknesses"), KEUR_TEXT("MIT"),
	KEUR_COUNT(rule), KEUR_COUNT(param), NEEDS, 0, rule, param, need,
	plugin_open, assess_rows, nullptr, plugin_close,
};
