/* Who may run: what is said of a plugin's file without a pin, with one, and with a signature; and that only the pinned bytes are loaded. */
#include "fixture.h"
#include "place.h"

#include "host/host_pins.h"
#include "host/host_signature.h"

struct setting {
	struct pins pins;
	struct signers signers;
	struct host_trust trust;
	struct host_options options;
};

static void start(struct setting *s)
{
	struct error err;

	*s = (struct setting){ 0 };
	assert_int_equal(pins_read(&s->pins, "none.lock", false, &err), 0);
	s->trust = (struct host_trust){ .pins = &s->pins, .signers = &s->signers, .pin_options = " --pins p.lock" };
	s->options = (struct host_options){ .worker = WORKER, .trust = &s->trust };
}

static void end(struct setting *s)
{
	pins_free(&s->pins);
	signers_free(&s->signers);
}

static void describe(const struct setting *s, struct host_plugin *plugin)
{
	struct error err;

	if (host_describe(plugin, "./good.so", &s->options, &err) != 0)
		fail_msg("%s", err.text);
}

static void assert_refused(const struct setting *s, const char *why)
{
	struct host_plugin plugin;

	describe(s, &plugin);
	assert_string_equal(plugin.refused ? plugin.refused : "runs", why);
	assert_int_equal(plugin.image, -1);
	assert_int_equal(strlen(plugin.declared.sha256), 64);
	host_plugin_free(&plugin);
}

static void assert_runs(const struct setting *s, const char *signer)
{
	struct host_plugin plugin;

	describe(s, &plugin);
	assert_string_equal(plugin.refused ? plugin.refused : "", "");
	assert_string_equal(plugin.declared.name, "good");
	assert_string_equal(plugin.declared.signer ? plugin.declared.signer : "", signer ? signer : "");
	host_plugin_free(&plugin);
}

static void hash_of(const char *path, char sha256[65])
{
	const struct host_options options = { .worker = WORKER };
	struct host_plugin plugin;
	struct error err;

	assert_int_equal(host_describe(&plugin, path, &options, &err), 0);
	memcpy(sha256, plugin.declared.sha256, 65);
	host_plugin_free(&plugin);
}

static void test_pins(void **state)
{
#define OTHER "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	char hash[65], why[512];
	struct setting s;

	(void)state;
	place_copy(PLUGIN("good"), "good.so");
	hash_of("good.so", hash);
	start(&s);
	assert_refused(&s, "./good.so: is not pinned: look at it with `keur plugin check ./good.so`, then `keur plugin pin --pins p.lock "
		"./good.so`");
	pins_set(&s.pins, "faulty", "1.0", OTHER);
	assert_refused(&s, "./good.so: is not pinned: look at it with `keur plugin check ./good.so`, then `keur plugin pin --pins p.lock "
		"./good.so`");
	pins_set(&s.pins, "good", "0.9", OTHER);
	snprintf(why, sizeof why, "./good.so: is not the file that was pinned: the pin of good 0.9 is for SHA-256 0123456789abcdef..., this file has "
		"%.16s...; if it was changed on purpose, look at it with `keur plugin check ./good.so`, then `keur plugin pin --pins p.lock "
		"./good.so`", hash);
	assert_refused(&s, why);
	pins_set(&s.pins, "good", "1.0", hash);
	assert_runs(&s, NULL);

	end(&s);
}

/* A pin is for the bytes and no others: one more at the end changes nothing for the loader, and everything for the pin. */
static void test_one_byte_more(void **state)
{
	struct setting s;
	char hash[65];
	size_t length;
	char *bytes;

	(void)state;
	place_copy(PLUGIN("good"), "good.so");
	hash_of("good.so", hash);
	start(&s);
	pins_set(&s.pins, "good", "1.0", hash);
	assert_runs(&s, NULL);
	bytes = place_read("good.so", &length);
	place_write("good.so", bytes, length + 1);
	{
		struct host_plugin plugin;

		describe(&s, &plugin);
		assert_non_null(plugin.refused);
		assert_non_null(strstr(plugin.refused, "is not the file that was pinned"));
		host_plugin_free(&plugin);
	}
	free(bytes);
	end(&s);
}

static void test_names(void **state)
{
	struct setting s;
	char hash[65];

	(void)state;
	place_copy(PLUGIN("good"), "good.so");
	hash_of("good.so", hash);
	start(&s);
	pins_set(&s.pins, "better", "1.0", hash);
	assert_refused(&s, "./good.so: is pinned as better and calls itself good: mend the name in its pin, or pin it again");
	end(&s);
}

/* One that fits is tried where minisign can make it: see tests/cli. */
static void test_signatures(void **state)
{
	static const char key[] = "untrusted comment: A. Uthor\nRWS793X1aCwTxMd5dyb635IO2GuzukzQbcKqNluTmnl/dUocoOCgEASp\n";
	static const char signature[] = /* of other bytes */
		"untrusted comment: signature from a key made for this test\n"
		"RUS793X1aCwTxHErjeDChsuLmCYlaOG1xhIGUf4hj1oWpBymJ796NKGI1753yIfgLJ3JnrX7FxE31AjkNXa0H2qCDEacG/Qf6AA=\n"
		"trusted comment: made for a test of keur\n"
		"IdcOrsmLR/57z5jVkKJ5gbHMHKiqC/ZCFa679jKVsb+WXtS8kPctr32h7rTX6KTRzbV4hZGfIx2HrZ1Gl3vtBQ==\n";
	struct setting s;
	struct error err;
	char hash[65];

	(void)state;
	place_copy(PLUGIN("good"), "good.so");
	hash_of("good.so", hash);
	start(&s);
	pins_set(&s.pins, "good", "1.0", hash);
	s.trust.require_signed = true;
	assert_refused(&s, "./good.so: is not signed, and --require-signed asks for it: get ./good.so.minisig from where the plugin is from");
	place_text("good.so.minisig", signature);
	assert_refused(&s, "./good.so: is signed by the key C4132C68F575F7BB, which is none of the trusted keys, and --require-signed asks for one of "
		"those");
	s.trust.require_signed = false;
	assert_runs(&s, NULL);
	place_text("trusted.keys", key);
	assert_int_equal(signers_read(&s.signers, "trusted.keys", true, &err), 0);
	assert_refused(&s, "./good.so: is not what A. Uthor signed: ./good.so.minisig does not fit these bytes; get both again from there");
	/* A signature is no pin, and what is not asked is not looked at. */
	s.trust.pins = NULL;
	assert_refused(&s, "./good.so: is not what A. Uthor signed: ./good.so.minisig does not fit these bytes; get both again from there");
	s.options.trust = NULL;
	assert_runs(&s, NULL);
	assert_int_equal(unlink("good.so.minisig"), 0);
	end(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pins),
		cmocka_unit_test(test_one_byte_more),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_signatures),
	};

	return cmocka_run_group_tests(tests, place_enter, place_leave);
}
