/* Where the user's own pins and keys are: what the environment may say of that, and what counts when it says nothing of use. */
#include "cli/trust_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void assert_place(const char *settings, const char *home, const char *expected)
{
	char *place;

	if (settings)
		setenv("XDG_CONFIG_HOME", settings, 1);
	else
		unsetenv("XDG_CONFIG_HOME");
	if (home)
		setenv("HOME", home, 1);
	else
		unsetenv("HOME");
	place = trust_files_place("plugins.lock");
	assert_string_equal(place, expected);
	free(place);
}

static void test_place(void **state)
{
	const struct passwd *user = getpwuid(geteuid());
	char own[512];

	(void)state;
	assert_place("/settings", "/home/me", "/settings/keur/plugins.lock");
	assert_place(NULL, "/home/me", "/home/me/.config/keur/plugins.lock");
	assert_place("", "/home/me", "/home/me/.config/keur/plugins.lock");
	assert_place("settings", "/home/me", "/home/me/.config/keur/plugins.lock");
	if (!user || user->pw_dir[0] != '/') {
		print_message("this user has no home: not tried\n");
		skip();
	}
	snprintf(own, sizeof own, "%s/.config/keur/plugins.lock", user->pw_dir);
	assert_place(NULL, NULL, own);
	assert_place("./x", "", own);
	assert_place(NULL, "me", own);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_place) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
