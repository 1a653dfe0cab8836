/* Every refusal of a policy pack, provoked by one change to small.yaml, with its exact words and places. */
#include "policy_test.h"

/* right == NULL: the whole file is replaced. `says` without the name of the file. */
static const struct {
	const char *right, *wrong, *says;
} refusal[] = {
	/* header and keys */
	{ "keur-policy: 1\n", "keur-policy: 2\n", "1:14: error: `keur-policy` is 2; this keur reads packs of format 1\n" },
	{ "keur-policy: 1\n", "keur-policy: one\n",
	  "1:14: error: `one` stands here; `keur-policy` takes a whole number like 100000\n" },
	{ "keur-policy: 1\n", "", "1:1: error: this pack has no `keur-policy`; it takes a whole number like 100000\n" },
	{ "id: small", "id: Small Pack",
	  "2:5: error: `Small Pack` stands here; `id` takes a name of lower-case letters, digits and hyphens\n" },
	{ "version: \"3\"", "version:", "3:9: error: `version` has an empty value; it takes text\n" },
	{ "title: A small pack", "title: [A, small]", "4:8: error: a list stands here; `title` takes text\n" },
	{ "title: A small pack", "title: {en: A}", "4:8: error: a mapping stands here; `title` takes text\n" },
	{ "title:", "titel:", "4:1: error: `titel` is no key of a pack; did you mean `title`?\n" },
	{ "classes:\n  source: a test", "clases:\n  source: a test",
	  "7:1: error: `clases` is no key of a pack; did you mean `classes`?\n" },
	{ "about: For tests.", "about: For tests.\nquite_other: 1",
	  "6:1: error: `quite_other` is no key of a pack; known are keur-policy, extends, without, id, version, title, about, critical_word, "
	  "legal_status, in_force_from, "
	  "classes, criticality, functions, data, caps, site, redundancy, baselines, concentration, likelihood, matrices, "
	  "trusted_suppliers, answered, events, retention, rules, params, stakeholder, dependency, penetration, advisory, advisory_labels, advisory_clock, "
	  "untrusted, phase_out, measures, sharing, domains\n" },
	{ "critical_word: approximated", "critical_word: \" \"", "6:16: error: ` ` stands here; `critical_word` takes text\n" },
	/* domains, and what the rule table says about groups */
	{ "    - {param: a.x, value: \"1,2\"}", "    - {param: a.x, value: \"1,2\"}\ndomains:\n  source: a\n  status: proposal\n  entries:\n    - {domain: x, classes: [cor]}",
	  "88:29: error: `cor` is no class of this pack; did you mean `core`?\n" },
	{ "    - {param: a.x, value: \"1,2\"}", "    - {param: a.x, value: \"1,2\"}\ndomains:\n  source: a\n  status: proposal\n  entries:\n    - {domain: x, classes: [core], by: town}",
	  "88:40: error: `town` stands here, which `by` does not know; known are network, region\n" },
	{ "    - {param: a.x, value: \"1,2\"}", "    - {param: a.x, value: \"1,2\"}\ndomains:\n  source: a\n  status: proposal\n  entries:\n    - {domain: x}",
	  "88:7: error: the domain `x` needs `classes` or `scopes`, one of the two: which parts belong to it\n" },
	{ "    - {param: a.x, value: \"1,2\"}", "    - {param: a.x, value: \"1,2\"}\ndomains:\n  source: a\n  status: proposal\n  entries:\n    - {domain: x, classes: [core], scopes: [critical]}",
	  "88:7: error: the domain `x` needs `classes` or `scopes`, one of the two: which parts belong to it\n" },
	{ "    - {param: a.x, value: \"1,2\"}", "    - {param: a.x, value: \"1,2\"}\ndomains:\n  source: a\n  status: proposal\n  entries:\n    - {domain: x, classes: [core]}\n    - {domain: x, classes: [edge]}",
	  "89:16: error: the domain `x` is given twice\n" },
	{ "    - {param: a.x, value: \"1,2\"}", "    - {param: a.x, value: \"1,2\"}\ndomains:\n  source: a\n  status: proposal\n  entries:\n    - {domain: x, classes: [core], roles: []}",
	  "88:43: error: `roles` is empty; leave it out for manufacture\n" },
	{ "    - {rule: a.b, level: 3}", "    - {rule: a.b, when: {domain: [accs]}, level: 3}",
	  "78:35: error: `accs` is no domain of this pack\n" },
	{ "    - {rule: a.b, level: 3}", "    - {rule: a.b, when: {domain: []}, level: 3}",
	  "78:34: error: `when.domain` is empty; leave it out where it does not matter\n" },
	{ "    - {rule: a.b, level: 3}", "    - {rule: a.b, when: {share_over: much}, level: 3}",
	  "78:38: error: `much` stands here; `when.share_over` takes a share in percent like 35\n" },
	/* the stakeholder metric */
	{ "retention: {least: P3M, source: a test, status: proposal}", "retention: {least: P3M, source: a test, status: proposal}\nstakeholder: {watch: 0.2, control: 0.1, danger: 2, source: a, status: proposal}\ndependency: {source: a, status: proposal, entries: [{level: 2, from: 0}]}\npenetration: {source: a, status: proposal, entries: [{level: 2, roles: manage}]}",
	  "72:36: error: `control` does not begin above the zone before it: zones go upwards from 0\n" },
	{ "retention: {least: P3M, source: a test, status: proposal}", "retention: {least: P3M, source: a test, status: proposal}\nstakeholder: {watch: 0.2, control: lots, danger: 2, source: a, status: proposal}\ndependency: {source: a, status: proposal, entries: [{level: 2, from: 0}]}\npenetration: {source: a, status: proposal, entries: [{level: 2, roles: manage}]}",
	  "72:36: error: `lots` stands here; `control` takes a number like 0.9, of two decimals at most\n" },
	{ "retention: {least: P3M, source: a test, status: proposal}", "retention: {least: P3M, source: a test, status: proposal}\nstakeholder: {watch: 0.2, control: 0.9, danger: 2, source: a, status: proposal}\ndependency: {source: a, status: proposal, entries: [{level: 2, from: 0}]}\n",
	  "72:1: error: `stakeholder`, `dependency` and `penetration` make up one metric: `penetration` is missing\n" },
	{ "retention: {least: P3M, source: a test, status: proposal}", "retention: {least: P3M, source: a test, status: proposal}\ndependency: {source: a, status: proposal, entries: [{level: 2, from: 0}]}",
	  "72:1: error: `stakeholder`, `dependency` and `penetration` make up one metric: `stakeholder` is missing\n" },
	{ "retention: {least: P3M, source: a test, status: proposal}", "retention: {least: P3M, source: a test, status: proposal}\nstakeholder: {watch: 0.2, control: 0.9, danger: 2, source: a, status: proposal}\ndependency: {source: a, status: proposal, entries: [{level: 2, from: 0}, {level: 2, from: 10}]}\npenetration: {source: a, status: proposal, entries: [{level: 2, roles: manage}]}",
	  "73:74: error: this entry of `dependency` does not stand above the one before it: levels and shares go upwards\n" },
	{ "retention: {least: P3M, source: a test, status: proposal}", "retention: {least: P3M, source: a test, status: proposal}\nstakeholder: {watch: 0.2, control: 0.9, danger: 2, source: a, status: proposal}\ndependency: {source: a, status: proposal, entries: [{level: 5, from: 0}]}\npenetration: {source: a, status: proposal, entries: [{level: 2, roles: manage}]}",
	  "73:61: error: `level` is 5; the metric's scales go from 1 to 4\n" },
	{ "retention: {least: P3M, source: a test, status: proposal}", "retention: {least: P3M, source: a test, status: proposal}\nstakeholder: {watch: 0.2, control: 0.9, danger: 2, source: a, status: proposal}\ndependency: {source: a, status: proposal, entries: [{level: 2, from: 0}]}\npenetration: {source: a, status: proposal, entries: [{level: 2, scopes: critical}]}",
	  "74:54: error: this entry of `penetration` is about nothing: it names no role, privilege or way\n" },
	/* shapes */
	{ "site: {floor: 4/4/4, source: a test, status: proposal}", "site: 4/4/4",
	  "47:7: error: a single value stands here; `site` takes a mapping with source, status and its values\n" },
	{ "site: {floor: 4/4/4, source: a test, status: proposal}", "site: [4/4/4]",
	  "47:7: error: a list stands here; `site` takes a mapping with source, status and its values\n" },
	{ "params:\n  source: a test\n  status: proposal\n  entries:\n    - {param: a.x, value: \"1,2\"}", "params:\n  entries: 5",
	  "80:12: error: a single value stands here; `entries` takes a list of mappings\n" },
	{ "params:\n  source: a test\n  status: proposal\n  entries:\n    - {param: a.x, value: \"1,2\"}", "params:\n  entries: {param: a.x}",
	  "80:12: error: a mapping stands here; `entries` takes a list of mappings\n" },
	{ "    - {param: a.x, value: \"1,2\"}", "    - a.x",
	  "83:7: error: a single value stands here; each entry of `params` is a mapping\n" },
	{ "    - {param: a.x, value: \"1,2\"}", "    - [a.x]",
	  "83:7: error: a list stands here; each entry of `params` is a mapping\n" },
	{ "when: {required: no}", "when: always", "77:25: error: a single value stands here; `when` takes a mapping\n" },
	{ "when: {required: no}", "when: [required]", "77:25: error: a list stands here; `when` takes a mapping\n" },
	{ "when: {required: no}", "when: {required: {no: no}}",
	  "77:36: error: a mapping stands here; `when.required` takes yes or no\n" },
	{ "when: {required: no}", "when: {requird: no}",
	  "77:26: error: `requird` is no key of `when` of `rules`; did you mean `required`?\n" },
	{ "when: {required: no}", "whn: {required: no}",
	  "77:19: error: `whn` is no key of an entry of `rules`; did you mean `when`?\n" },
	{ "when: {required: no}", "when.required: no",
	  "77:19: error: `when.required` is no key of an entry of `rules`; known are source, status, rule, level, kind, when\n" },
	{ "aliases: [AMFFunction, 5GC-AMF]", "aliases: [AMFFunction, [5GC-AMF]]",
	  "24:59: error: a list stands here; the list `aliases` holds single values\n" },
	{ "aliases: [AMFFunction, 5GC-AMF]", "aliases: {AMFFunction: 5GC-AMF}",
	  "24:45: error: a mapping stands here; `aliases` takes a list of names\n" },
	{ "aliases: [AMFFunction, 5GC-AMF]", "aliases: [{a: b}, AMFFunction, \"\"]",
	  "24:46: error: a mapping stands here; the list `aliases` holds single values\n"
	  "24:67: error: `aliases` has an empty value; it takes a list of names\n" },
	{ "    - {class: core, impact: 5/4/3}", "    - {class: core, impct: 5/4/3}",
	  "11:21: error: `impct` is no key of an entry of `classes`; did you mean `impact`?\n" },
	{ "    - {class: core, impact: 5/4/3}", "    - {class: core, impact: 5/4/3, note: x}",
	  "11:36: error: `note` is no key of an entry of `classes`; known are source, status, class, impact, flags, takes\n" },
	{ "site: {floor: 4/4/4,", "site: {flor: 4/4/4,", "47:8: error: `flor` is no key of `site`; did you mean `floor`?\n" },
	{ "trusted_suppliers: {scopes", "trusted_suppliers: {entries: [], scopes",
	  "68:21: error: `entries` is no key of `trusted_suppliers`; known are source, status, scopes, sensitive_sites\n" },
	{ "caps:\n  source: a test\n  status: proposal\n  entries", "caps:\n  source: a test\n  status: proposal\n  entres",
	  "43:3: error: `entres` is no key of `caps`; did you mean `entries`?\n" },
	{ "entries:\n    - {below", "entries:\n    - {blow",
	  "44:8: error: `blow` is no key of an entry of `caps`; did you mean `below`?\n" },
	{ "flags: [capped, filter]", "flags: [capped, [filter]]",
	  "12:52: error: a list stands here; the list `flags` holds single values\n" },
	{ "floor: 4/4/4, source: a test", "floor: , source: a test",
	  "47:15: error: `floor` has an empty value; it takes three levels from 1 to 5, espionage/manipulation/sabotage, "
	  "like 4/5/5\n" },
	{ "aliases: [AMFFunction, 5GC-AMF]", "aliases: ", "24:45: error: `aliases` has an empty value; it takes a list of names\n" },
	/* whole file */
	{ NULL, "- a\n", "1:1: error: a list stands here; a pack is a mapping that begins with `keur-policy: 1`\n" },
	{ NULL, "text\n", "1:1: error: a single value stands here; a pack is a mapping that begins with `keur-policy: 1`\n" },
	{ NULL, "keur-policy: 1\nid: x\n",
	  "error: section `answered` is missing\n"
	  "error: section `baselines` is missing\n"
	  "error: section `caps` is missing\n"
	  "error: section `classes` is missing\n"
	  "error: section `concentration` is missing\n"
	  "error: section `criticality` is missing\n"
	  "error: section `data` is missing\n"
	  "error: section `events` is missing\n"
	  "error: section `functions` is missing\n"
	  "error: section `likelihood` is missing\n"
	  "error: section `matrices` is missing\n"
	  "error: section `redundancy` is missing\n"
	  "error: section `retention` is missing\n"
	  "error: section `site` is missing\n"
	  "error: section `trusted_suppliers` is missing\n"
	  "1:1: error: this pack has no `about`; it takes text\n"
	  "1:1: error: this pack has no `critical_word`; it takes text\n"
	  "1:1: error: this pack has no `title`; it takes text\n"
	  "1:1: error: this pack has no `version`; it takes text\n" },
	{ "title: A small pack", "title: A small pack\ntitle: B",
	  "5:1: error: the key `title` stands twice in this mapping, first at line 4, column 1; remove one\n" },
	{ "about: For tests.", "about: !include x.txt", "5:8: error: `!include` stands here; this file cannot include others\n" },
	/* values */
	{ "{class: core, impact: 5/4/3}", "{class: core, impact: 6/4/3}",
	  "11:29: error: `6/4/3` stands here; `impact` takes three levels from 1 to 5, espionage/manipulation/sabotage, "
	  "like 4/5/5\n" },
	{ "{class: core, impact: 5/4/3}", "{class: core, impact: 5/4}",
	  "11:29: error: `5/4` stands here; `impact` takes three levels from 1 to 5, espionage/manipulation/sabotage, like "
	  "4/5/5\n" },
	{ "{class: core, impact: 5/4/3}", "{class: core, impact: 5-4-3}",
	  "11:29: error: `5-4-3` stands here; `impact` takes three levels from 1 to 5, espionage/manipulation/sabotage, "
	  "like 4/5/5\n" },
	{ "{class: core, impact: 5/4/3}", "{class: core, impact: [5, 4, 3]}",
	  "11:29: error: a list stands here; `impact` takes three levels from 1 to 5, espionage/manipulation/sabotage, "
	  "like 4/5/5\n" },
	{ "{class: core, impact: 5/4/3}", "{class: Core, impact: 5/4/3}",
	  "11:15: error: `Core` stands here; `class` takes a name of lower-case letters, digits and hyphens\n" },
	{ "flags: [capped, filter]", "flags: [caped, filter]",
	  "12:44: error: `caped` stands here, which `flags` does not know; did you mean `capped`?\n" },
	{ "takes: [manipulation]", "takes: [availability]",
	  "12:69: error: `availability` stands here, which `takes` does not know; known are espionage, manipulation, sabotage\n" },
	{ "status: verified}\n    - {class: unknown", "status: verifed}\n    - {class: unknown",
	  "12:111: error: `verifed` stands here, which `status` does not know; did you mean `verified`?\n" },
	{ "capped: no", "capped: maybe", "25:64: error: `maybe` stands here, which `capped` does not know; known are no, yes\n" },
	{ "{data: log,", "{data: logs,", "39:14: error: `logs` stands here, which `data` does not know; did you mean `log`?\n" },
	{ "users_from: 500", "users_from: -5", "30:112: error: `-5` stands here; `users_from` takes a whole number like 100000\n" },
	{ "users_from: 500", "users_from: 99999999999999999999",
	  "30:112: error: `99999999999999999999` stands here; `users_from` takes a whole number like 100000\n" },
	{ "{level: 5}", "{level: 6}", "46:15: error: `6` stands here; `level` takes a level from 1 to 5\n" },
	{ "{level: 5}", "{level: 0}", "46:15: error: `0` stands here; `level` takes a level from 1 to 5\n" },
	{ "relief: 1", "relief: 5", "48:22: error: `5` stands here; `relief` takes a number of levels from 0 to 4\n" },
	{ "from: 35.5", "from: 135", "55:35: error: `135` stands here; `from` takes a share in percent like 35\n" },
	{ "threat: 2", "threat: high", "49:21: error: `high` stands here; `threat` takes a level from 1 to 5\n" },
	{ "P3M", "3 months", "71:20: error: `3 months` stands here; `least` takes a duration like P3M or P90D, or none\n" },
	{ "P3M", "P0D", "71:20: error: `P0D` stands here; `least` takes a duration like P3M or P90D, or none\n" },
	{ "{rule: a.b, level: 3}", "{rule: ab, level: 3}",
	  "78:14: error: `ab` stands here; `rule` takes a plugin and what it declares, like remote_access.undeclared_path\n" },
	{ "{rule: a.b, level: 3}", "{rule: a.b.c, level: 3}",
	  "78:14: error: `a.b.c` stands here; `rule` takes a plugin and what it declares, like remote_access.undeclared_path\n" },
	{ "kind: note", "kind: notice", "77:47: error: `notice` stands here, which `kind` does not know; did you mean `note`?\n" },
	{ "{standing: trusted, from", "{standing: undecided, from",
	  "56:18: error: `undecided` stands here, which `standing` does not know; known are trusted, untrusted\n" },
	{ "scopes: [critical, adjacent]", "scopes: [critical, adjacnt]",
	  "68:40: error: `adjacnt` stands here, which `scopes` does not know; did you mean `adjacent`?\n" },
	{ "roles: [manufacture, support]", "roles: [maker, support]",
	  "69:20: error: `maker` stands here, which `roles` does not know; known are manufacture, integrate, build, "
	  "manage, support, host\n" },
	{ "hop: []", "hop: [login]",
	  "70:66: error: `login` stands here, which `hop` does not know; known are authentication, admin_action, "
	  "account_change, config_change, data_access, data_export, remote_session, log_control, software_update, start_stop\n" },
	/* missing */
	{ "{class: core, impact: 5/4/3}", "{class: core}",
	  "11:7: error: `core` has no `impact`; it takes three levels from 1 to 5, espionage/manipulation/sabotage, like 4/5/5\n" },
	{ "{function: AMF, class: core, aliases", "{function: AMF, aliases", "24:7: error: `AMF` has no `class`; it takes text\n" },
	{ "{function: AMF, class: core, aliases", "{class: core, aliases",
	  "24:7: error: this entry of `functions` has no `function`; it takes text\n" },
	{ "redundancy: {relief: 1, source: a test, status: proposal}\n", "", "error: section `redundancy` is missing\n" },
	{ "caps:\n  source: a test\n  status: proposal\n  entries:\n    - {below: 100, level: 2}\n    - {below: 1000, level: 4}\n    - {level: 5}\n", "caps: {source: a test, status: proposal}\n",
	  "40:1: error: `caps` has no entries\n" },
	{ "    - {data: log, floor: 3/4/2, critical: never}\n", "", "26:1: error: `data` says nothing about `log`\n" },
	{ "  source: a test\n  status: proposal\n  entries:\n    - {below", "  source: a test\n  entries:\n    - {below",
	  "43:7: error: this entry of `caps` has no status, and neither has the section; say verified, unverified or "
	  "proposal (and 2 more like it)\n" },
	{ "  source: a test\n  status: proposal\n  entries:\n    - {class", "  status: proposal\n  entries:\n    - {class",
	  "10:7: error: this entry of `classes` has no source, and neither has the section (and 1 more like it)\n" },
	{ "source: elsewhere, status: verified", "source: elsewhere",
	  "12:92: error: this entry of `classes` has a source of its own but no status; say verified, unverified or proposal\n" },
	{ "site: {floor: 4/4/4, source: a test, status: proposal}", "site: {floor: 4/4/4}",
	  "47:1: error: `site` has no source\n"
	  "47:1: error: `site` has no status; say verified, unverified or proposal\n" },
	/* classes and functions */
	{ "class: edge, impact: 2/2/2", "class: core, impact: 2/2/2",
	  "12:15: error: no function is of the class `core`\n"
	  "12:15: error: the class `core` is given twice\n"
	  "14:1: error: `criticality` says nothing about the class `core`\n"
	  "19:29: error: `edge` is no class of this pack; known are core, core, unknown (and 1 more like it)\n" },
	{ "    - {class: unknown, impact: 5/5/4}\n", "",
	  "7:1: error: there is no class `unknown`; its impact is what a part without a known function counts as in the "
	  "worst case\n"
	  "17:41: error: `unknown` is no class of this pack; known are core, edge\n" },
	{ "classes: [core, unknown]", "classes: [core]", "14:1: error: `criticality` says nothing about the class `unknown`\n" },
	{ "classes: [core, unknown]", "classes: [core, unknown, edge]",
	  "19:29: error: the class `edge` stands twice in `criticality`, first at line 18\n" },
	{ "classes: edge", "classes: egde",
	  "14:1: error: `criticality` says nothing about the class `edge`\n"
	  "19:29: error: `egde` is no class of this pack; did you mean `edge`?\n" },
	{ "function: AMF, class: core", "function: AMF, class: cor",
	  "11:15: error: no function is of the class `core`\n"
	  "24:30: error: `cor` is no class of this pack; did you mean `core`?\n" },
	{ "function: AMF, class: core", "function: AMF, class: satellites",
	  "11:15: error: no function is of the class `core`\n"
	  "24:30: error: `satellites` is no class of this pack; known are core, edge, unknown\n" },
	{ "function: AMF, class: core", "function: AMF, class: unknown",
	  "11:15: error: no function is of the class `core`\n"
	  "24:30: error: `AMF` is put into the class `unknown`, which is for parts without a known function\n" },
	{ "function: AMF, class: core", "function: AMF, class: edge", "11:15: error: no function is of the class `core`\n" },
	{ "aliases: [AMFFunction, 5GC-AMF]", "aliases: [AMFFunction, 5GC-AMF, a.m.f]",
	  "24:68: error: `a.m.f` is given twice: `AMF` has that name already (case, blanks and - _ . / do not count)\n" },
	{ "takes: []}", "takes: [], aliases: [5gc amf]}",
	  "25:89: error: `5gc amf` is given twice: it is a name of `AMF` already (case, blanks and - _ . / do not count)\n" },
	{ "aliases: [AMFFunction, 5GC-AMF]", "aliases: [AMFFunction, \"-/-\"]",
	  "24:59: error: `-/-` is no name: it needs a letter or a digit\n" },
	/* data, caps, shares */
	{ "{data: config, ", "{data: billing, ",
	  "26:1: error: `data` says nothing about `config`\n"
	  "38:14: error: `billing` stands twice in `data`, first at line 31\n" },
	{ "critical: from_users, users_from: 500", "critical: from_users",
	  "30:88: error: `from_users` stands here without `users_from`, the number of users\n" },
	{ "critical: from_users, users_from: 500", "critical: always, users_from: 500",
	  "30:108: error: `users_from` stands here without `critical: from_users`\n" },
	{ "many_users: 1000000, ", "", "30:50: error: `many_floor` stands here without `many_users`\n" },
	{ "many_floor: 4/3/2, ", "", "30:50: error: `many_users` stands here without `many_floor`\n" },
	{ "many_floor: 4/3/2, ", "many_floor: 4/2/2, ",
	  "30:71: error: `many_floor` is lower than `floor` for manipulation: 2 after 3\n" },
	{ "{below: 1000, level: 4}", "{below: 100, level: 4}", "45:15: error: `below` is 100 after 100; caps go upwards\n" },
	{ "{below: 100, level: 2}", "{below: 0, level: 2}", "44:15: error: `below` is 0 after 0; caps go upwards\n" },
	{ "{below: 1000, level: 4}", "{below: 1000, level: 1}",
	  "45:28: error: level 1 stands after 2: more users may not allow less impact\n" },
	{ "{below: 1000, level: 4}", "{level: 4}",
	  "45:7: error: this cap has no `below`, the number of users that it ends at; only the last one has no limit\n" },
	{ "{level: 5}", "{below: 5000, level: 5}", "46:15: error: the last cap holds for all more users; leave `below` out\n" },
	{ "from: 35.5", "from: 9", "55:35: error: `from` is 9 % after 10 %; shares go upwards\n" },
	{ "impact: 3/3/4}\n    - {standing: trusted", "impact: 3/1/4}\n    - {standing: trusted",
	  "55:49: error: manipulation 1 stands after 2: a larger share may not weigh less\n" },
	{ "    - {standing: trusted, from: 50, impact: 2/2/3}\n", "",
	  "50:1: error: `concentration` says nothing about suppliers that are trusted\n" },
	{ "exposure_internet: 3", "exposure_internet: 1", "49:56: error: `exposure_internet` is 1, below `exposure` 2\n" },
	/* matrices */
	{ "rows: [1 1 2 2 2, 1 2 2", "rows: [1 1 2 2 1, 1 2 2",
	  "60:18: error: 1 stands right of 2: along a row levels may not fall\n" },
	{ "rows: [1 1 2 2 2, 1 2 2", "rows: [1 1 2 2 2, 2 3 3",
	  "60:34: error: 2 stands below 3: down a column levels may not fall\n" },
	{ "rows: [1 1 2 2 2, 1 2 2 3 3", "rows: [1 1 2 2 2, 1 2 2 3 6",
	  "60:21: error: `1 2 2 3 6` stands here; a row is five levels from 1 to 5 with one blank between them, like 1 2 3 3 4\n" },
	{ "rows: [1 1 2 2 2, 1 2 2 3 3", "rows: [1 1 2 2 2, 1 2 2 3 3 3",
	  "60:21: error: `1 2 2 3 3 3` stands here; a row is five levels from 1 to 5 with one blank between them, like 1 2 "
	  "3 3 4\n" },
	{ "rows: [1 1 2 2 2, 1 2 2 3 3", "rows: [1 1 2 2 2, 1 2 2 3",
	  "60:21: error: `1 2 2 3` stands here; a row is five levels from 1 to 5 with one blank between them, like 1 2 3 3 4\n" },
	{ "rows: [1 1 2 2 2, ", "rows: [",
	  "60:9: error: 4 rows stand here; `rows` takes five rows of five levels, like [1 1 2 2 2, 1 2 2 3 3, ...]\n" },
	{ "rows: [1 1 2 2 2, 1 2 2 3 3, 2 2 3 3 4, 2 3 3 4 5, 2 3 4 5 5]", "rows: 1 1 2 2 2",
	  "60:9: error: 1 row stands here; `rows` takes five rows of five levels, like [1 1 2 2 2, 1 2 2 3 3, ...]\n" },
	{ "1 2 3 4 4, 1 2 3 4 5]", "1 2 3 4 4, \"1 2 3 4 3\"]",
	  "66:70: error: 3 stands below 4: down a column levels may not fall\n"
	  "66:70: error: 3 stands right of 4: along a row levels may not fall\n" },
	{ "use: one", "use: oen", "62:8: error: `use` names the matrix `oen`, which is not here; did you mean `one`?\n" },
	{ "name: two", "name: one", "67:14: error: the matrix `one` is given twice\n" },
	/* rules and parameters */
	{ "class: [core], privilege", "class: [cores], privilege",
	  "76:51: error: `cores` is no class of this pack; did you mean `core`?\n" },
	{ "class: [core], privilege", "class: [], privilege",
	  "76:50: error: `when.class` is empty; leave it out where it does not matter\n" },
	{ "scope: critical", "scope: []", "76:33: error: `when.scope` is empty; leave it out where it does not matter\n" },
	{ "kind: note", "kind: note}\n    - {rule: b.c",
	  "78:7: error: this entry for `b.c` changes nothing: it has neither `level` nor `kind`\n" },
	{ "when: {required: no}, ", "",
	  "78:7: error: this entry never counts: the one for `a.b` at line 77 has no `when` and stands before it\n" },
	{ "    - {rule: a.b, level: 3}", "    - {rule: b.c, when: {scope: [critical, other]}, level: 3}\n    - {rule: b.c, when: {scope: other, class: [edge]}, level: 2}",
	  "79:7: error: this entry never counts: the one for `b.c` at line 78 fits wherever it does and stands before it\n" },
	{ "    - {rule: a.b, level: 3}", "    - {rule: b.c, when: {scope: [other], required: yes}, level: 3}",
	  "78:52: error: this entry can never fit: the pack requires trusted suppliers in none of its scopes\n" },
	{ "    - {rule: a.b, level: 3}", "    - {rule: b.c, when: {scope: [other], class: [core]}, level: 3}",
	  "78:33: error: this entry can never fit: parts of its classes are critical, and its scopes are others\n" },
	{ "    - {param: a.x, value: \"1,2\"}", "    - {param: a.x, value: \"1,2\"}\n    - {param: a.x, value: 3}",
	  "84:15: error: `a.x` is given twice\n" },
	/* advisories */
	{ "medium_from: 3", "medium_from: 6", "87:14: error: `high_from` is 6 after `medium_from` 6; thresholds go upwards\n" },
	{ "medium_from: 3", "medium_from: 1", "86:16: error: `medium_from` is 1; the answers sum up to 1 at least and 7 at most\n" },
	{ "high_from: 6", "high_from: 8", "87:14: error: `high_from` is 8; the answers sum up to 1 at least and 7 at most\n" },
	{ "maybe 2", "maybe", "91:79: error: `maybe` stands here; an answer is a word and its points, like poc 4\n" },
	{ "maybe 2", "maybe 2000", "91:79: error: `maybe 2000` stands here; an answer is a word and its points, like poc 4\n" },
	{ "maybe 2", "no 2", "91:79: error: the answer `no` is given twice\n" },
	{ "very 2", "very 3", "93:80: error: 3 points stand here; damage is 0 (low), 1 (medium) or 2 (high)\n" },
	{ "[no 0, yes 3]", "[yes 3]", "92:68: error: `easy` has one answer; a question has at least two\n" },
	{ "question: easy", "question: likely", "92:18: error: the question `likely` is given twice\n" },
	{ "question: easy", "question: Easy",
	  "92:18: error: `Easy` stands here; `question` takes a name of lower-case letters, digits and underscores\n" },
	{ "asks: damage, words: \"bad?\", answers: [no 0, somewhat 1, very 2]", "asks: probability, words: \"bad?\", answers: [no 0, yes 2]",
	  "84:1: error: `advisory` has no question that asks for damage\n" },
	{ "label: Later, probability: low", "label: Later, probability: high", "94:110: error: high/high has the label `Now` already\n" },
	{ "damage: high, within", "damage: severe, within",
	  "95:47: error: `severe` stands here, which `damage` does not know; known are low, medium, high\n" },
	{ "advisory:\n  method: points\n  medium_from: 3\n  high_from: 6\n  source: a test\n  status: proposal\n  entries:\n"
	  "    - {question: likely, asks: probability, words: \"likely?\", answers: [no 1, maybe 2, yes 4]}\n"
	  "    - {question: easy, asks: probability, words: \"easy?\", answers: [no 0, yes 3]}\n"
	  "    - {question: bad, asks: damage, words: \"bad?\", answers: [no 0, somewhat 1, very 2]}\n", "",
	  "84:1: error: `advisory_labels` stands here without `advisory`, whose grades it is about\n"
	  "85:1: error: `advisory_clock` stands here without `advisory`, whose grades it is about\n" },
	/* whom the pack distrusts, and until when */
	{ "grounds: [decision, establishment]", "grounds: [establishment]",
	  "96:22: error: `grounds` leaves out `decision`; what an authority decides about a supplier always counts\n" },
	{ "grounds: [decision, establishment]", "grounds: [decision]",
	  "96:45: error: `countries` stands here, but no ground is about a country; establishment, management_seat, ownership and control are\n" },
	{ "grounds: [decision, establishment]", "grounds: [decision, rumour]",
	  "96:33: error: `rumour` stands here, which `grounds` does not know; known are decision, establishment, management_seat, ownership, control\n" },
	{ "countries: [QZ]", "countries: [QZ, Qz]", "96:65: error: `Qz` stands here; a country is two capital letters, as in ISO 3166-1\n" },
	{ "countries: [QZ]", "countries: [QZ, QZ]", "96:65: error: `QZ` is given twice\n" },
	{ "until: 2027-01-01", "until: end of 2026", "101:71: error: `end of 2026` stands here; `until` takes a date like 2027-01-01\n" },
	{ "until: 2027-01-01", "until: 2027-01-01, months: 3",
	  "101:91: error: `months` stands beside `until`; a deadline is a day, or so many months from a trigger\n" },
	{ "until: 2027-01-01", "until: 2027-01-01, trigger: 2028-01-01",
	  "101:71: error: `until` is before `trigger`; nobody can be too late before it begins\n" },
	{ "months: 13", "months: 0", "102:79: error: `months` is 0; it takes a number of months from 1 to 1200\n" },
	{ ", months: 13", "", "102:59: error: `trigger` stands here without `months`, the time that runs from it\n" },
	{ "deadline: own", "deadline: soon", "103:18: error: the deadline `soon` is given twice\n" },
	{ "class: [core]}, until", "class: []}, until",
	  "102:7: error: the deadline `later` never counts: `soon` at line 101 fits wherever it does and stands before it\n" },
	{ "class: [core]}, until", "class: [cores]}, until", "101:56: error: `cores` is no class of this pack; did you mean `core`?\n" },
	/* measures and sharing */
	{ "\"BIO2:8.15\"", "\"BIO3:8.15\"", "109:44: error: `BIO3` is no system of measures of this pack; did you mean `BIO2`?\n" },
	{ "\"BIO2:8.15\"", "8.15", "109:44: error: `8.15` stands here; a measure is a system and its number there, like EU-TB:SM04\n" },
	{ "\"BIO2:8.15\"", "\"EU-TB:SM04\"", "109:44: error: `EU-TB:SM04` is given twice\n" },
	{ "instead: yes}", "instead: yes}\n    - {rule: a.b, measures: [\"BIO2:1\"]}", "110:14: error: `a.b` is given twice\n" },
	{ ", law: A law", "", "119:34: error: `basis: yes` stands here without `law`, which gives it\n" },
	{ "basis: no}", "basis: no, law: A law}", "120:45: error: `law` stands here with `basis: no`\n" },
	{ "recipient: stranger", "recipient: friend", "120:19: error: the recipient `friend` is given twice\n" },
	{ "override_needs: [approver, reason]", "override_needs: [approver, resaon]",
	  "114:30: error: `resaon` stands here, which `override_needs` does not know; did you mean `reason`?\n" },
	/* methods with steps of their own */
	{ "{name: two, rows: [1 1 1 1 5,", "{name: two, scale: 1 2 3 4 4, rows: [1 1 1 1 5,",
	  "67:43: error: 5 rows stand here; with four steps in `scale`, `rows` takes four rows of four levels\n" },
	{ "{name: two, rows: [1 1 1 1 5, 1 2 2 2 5, 1 2 3 3 5, 1 2 3 4 5, 5 5 5 5 5]}", "{name: two, scale: 1 2 2 3 3, rows: [1 1 1, 1 2 2, 1 2 2 2]}",
	  "67:58: error: `1 2 2 2` stands here; a row is three levels from 1 to 5 with one blank between them, like 1 2 3\n" },
	{ "{name: two, rows: [1 1 1 1 5, 1 2 2 2 5, 1 2 3 3 5, 1 2 3 4 5, 5 5 5 5 5]}", "{name: two, scale: 1 2 2 3 3, rows: [1 1 2, 1 2 2, 1 1 2]}",
	  "67:60: error: 1 stands below 2: down a column levels may not fall\n" },
	{ "{name: two, rows", "{name: two, scale: 1 2 4 4 5, rows",
	  "67:26: error: `1 2 4 4 5` stands here; `scale` begins with 1 and rises by one or not at all, like 1 2 3 4 4\n" },
	{ "about: For tests.", "about: For tests.\nlegal_status: law",
	  "6:15: error: `law` stands here, which `legal_status` does not know; known are in_force, guidance, proposal\n" },
	{ "about: For tests.", "about: For tests.\nwithout: [rules]",
	  "6:10: error: `without` stands here without `extends`; it names sections of the base\n" },
};

static void refusals(void **state)
{
	char *text = read_text(SMALL);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof refusal / sizeof *refusal; i++) {
		const char *at = refusal[i].right ? strstr(text, refusal[i].right) : text;
		size_t before = (size_t)(at - text), length = refusal[i].right ? strlen(refusal[i].right) : strlen(text);
		struct buffer changed = { 0 };
		struct trial trial;

		assert_non_null(at);
		buffer_add(&changed, text, before);
		buffer_string(&changed, refusal[i].wrong);
		buffer_string(&changed, at + length);
		trial_text(&trial, changed.data);
		assert_int_equal(trial.rc, -1);
		assert_string_equal(trial.said.data, refusal[i].says);
		assert_int_equal(trial.err.code, ERROR_INPUT);
		assert_non_null(strstr(trial.err.text, "nothing is loaded"));
		trial_end(&trial);
		buffer_free(&changed);
	}
	free(text);
}

/* Cut anywhere, a pack is refused or, where only comments and blanks are lost, accepted: never half-loaded, never a crash. */
static void cut(void **state)
{
	char *text = read_text(SMALL);
	size_t length = strlen(text), last = 0;

	(void)state;
	for (; length > 0; length -= length > 97 ? 97 : length) {
		struct trial trial;

		text[length] = '\0';
		trial_text(&trial, text);
		assert_true(trial.rc == 0 || trial.messages.errors > 0);
		assert_true(trial.rc == -1 || last == 0);
		last = length;
		trial_end(&trial);
	}
	free(text);
}

static void check_error(const char *name, const char *directory, enum error_code code, const char *says)
{
	struct trial trial;

	trial_load(&trial, name, directory);
	assert_int_equal(trial.rc, -1);
	assert_string_equal(trial.err.text, says);
	assert_int_equal(trial.err.code, code);
	trial_end(&trial);
}

static void names(void **state)
{
	struct trial trial;

	(void)state;
	check_error("nl-tefv", PACKS, ERROR_USAGE, "there is no policy pack `nl-tefv`; did you mean `nl-tfev`?");
	check_error("brazil", PACKS, ERROR_USAGE, "there is no policy pack `brazil`; known are csa2-proposal, de-critical-functions, eu-5g-toolbox, fi-traficom, nl-tfev, uk-hrv");
	check_error("nl-tfev.yaml", PACKS, ERROR_USAGE, "there is no policy pack `nl-tfev.yaml`; to read a file of your own write ./nl-tfev.yaml");
	check_error("", PACKS, ERROR_USAGE, "there is no policy pack ``; known are csa2-proposal, de-critical-functions, eu-5g-toolbox, fi-traficom, nl-tfev, uk-hrv");
	check_error("/nonexistent/pack.yaml", PACKS, ERROR_IO, "cannot open /nonexistent/pack.yaml: No such file or directory");
	check_error("/tmp/", PACKS, ERROR_IO, "/tmp/ is a directory; name a file in it");
	check_error("nl-tfev", "/nonexistent", ERROR_IO, "cannot read the directory of policy packs /nonexistent: No such file or directory");
	trial_load(&trial, SMALL, "/nonexistent");
	assert_int_equal(trial.rc, 0);
	trial_end(&trial);
}

/* A pack found by name must carry that name, or reports would name another one than the user asked for. */
static void renamed(void **state)
{
	char directory[] = "/tmp/keur-packs-XXXXXX";
	struct buffer path = { 0 };
	char *text = read_text(SMALL);
	struct trial trial;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(directory));
	buffer_format(&path, "%s/other.yaml", directory);
	file = fopen(path.data, "wb");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	trial_load(&trial, "other", directory);
	assert_int_equal(trial.rc, -1);
	assert_string_equal(trial.said.data, "2:5: error: `id` is `small` but the file is named `other.yaml`\n");
	trial_end(&trial);
	unlink(path.data);
	rmdir(directory);
	buffer_free(&path);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refusals),
		cmocka_unit_test(cut),
		cmocka_unit_test(names),
		cmocka_unit_test(renamed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
