/* Prints, as a template of a catalogue, the words that reports say and that stand in tables of other folders: members of closed lists, columns as
 * questions name them, and the names of statuses. What the sources mark, xgettext finds. */
#include "assess/withdraw.h"
#include "assess/result.h"
#include "model/schema.h"
#include "policy/pack.h"
#include "policy/policy.h"
#include "report/words.h"

#include <stdio.h>
#include <string.h>

static void put_string(const char *keyword, const char *string, size_t length)
{
	size_t i;

	printf("%s \"", keyword);
	for (i = 0; i < length; i++) {
		if (string[i] == '"' || string[i] == '\\')
			putchar('\\');
		putchar(string[i]);
	}
	puts("\"");
}

static void put(const char *context, const char *word, size_t length)
{
	if (!length)
		return;
	put_string("msgctxt", context, strlen(context));
	put_string("msgid", word, length);
	puts("msgstr \"\"\n");
}

static void put_all(const char *context, const char *const *word, size_t words)
{
	size_t i;

	for (i = 0; i < words; i++)
		put(context, word[i], strlen(word[i]));
}

/* Said by functions, not from tables: a cause about nobody, a part's verdict, an answer, a finding's subject that is no row. */
static const char *const words_how[] = { "unanswered", "unstated", "doubtful" }, *const words_verdict[] = { "breach", "retired", "planned" },
	*const answer[] = { "yes", "no", "unknown" }, *const words_subject[] = { "segment", "network" };

int main(void)
{
	unsigned i;

	for (i = 0; i < LIST_COUNT; i++)
		put_all(schema_list[i].name, schema_list[i].member, schema_list[i].members);
	for (i = 0; i < COLUMN_COUNT; i++)
		if (!(schema_column[i].flags & (COLUMN_DERIVED | COLUMN_VIRTUAL)))
			put("column", schema_column[i].doc, strcspn(schema_column[i].doc, ";:"));
	for (i = 0; i < RUN_STATUSES; i++)
		put("run", run_status[i].said, strlen(run_status[i].said));
	put_all("status", policy_status_name, 3);
	put_all("scenario", policy_scenario_name, SCENARIOS);
	put_all("zone", policy_zone_name, ZONES);
	put_all("ground", policy_ground_name, POLICY_GROUNDS);
	put_all("change", link_change_name, LINK_CHANGES);
	put_all("service", service_name, SERVICES);
	put_all("shared", shared_name, SHARED_KEYS + 1);
	put_all("factor", words_factor, sizeof words_factor / sizeof *words_factor);
	put_all("basis", words_basis, sizeof words_basis / sizeof *words_basis);
	put_all("decision", words_decision_state, sizeof words_decision_state / sizeof *words_decision_state);
	put_all("phase-out", phase_out_name, PHASE_OUT_STATUSES);
	put_all("isolation", isolation_name, 3);
	put_all("legal", pack_legal_words.member, pack_legal_words.members);
	put_all("how", schema_list[LIST_through].member, schema_list[LIST_through].members);
	put_all("how", words_how, sizeof words_how / sizeof *words_how);
	put_all("verdict", words_verdict, sizeof words_verdict / sizeof *words_verdict);
	put_all("verdict", policy_level_name + 1, LEVELS);
	put_all("answer", answer, sizeof answer / sizeof *answer);
	for (i = 0; i < TABLE_COUNT; i++) {
		put("table", schema_table[i].name, strlen(schema_table[i].name));
		put("subject", schema_table[i].name, strlen(schema_table[i].name));
	}
	put_all("subject", words_subject, sizeof words_subject / sizeof *words_subject);
	return 0;
}
