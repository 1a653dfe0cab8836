/* Numbers, dates, durations and shares, as users write them and as reports show them. */
#include "base_test.h"

#include "base/number.h"

static void numbers(void **state)
{
	static const struct {
		const char *text;
		int64_t value; /* -1: refused */
	} cases[] = {
		{ "0", 0 }, { "7", 7 }, { "007", 7 }, { "12000", 12000 }, { "9223372036854775807", INT64_MAX }, { "9223372036854775808", -1 },
		{ "18446744073709551616", -1 }, { "92233720368547758070", -1 }, { "", -1 }, { "-1", -1 }, { "+1", -1 }, { " 1", -1 },
		{ "1 ", -1 }, { "1.0", -1 }, { "1e3", -1 }, { "0x10", -1 }, { "1,000", -1 }, { "\xD9\xA1", -1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t value = -2;

		if (number_parse(text_of(cases[i].text), &value) != (cases[i].value >= 0))
			fail_msg("%s", cases[i].text);
		assert_int_equal(value, cases[i].value >= 0 ? cases[i].value : -2); /* untouched when refused */
	}
}

static bool is_leap(int year)
{
	return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
}

/* Day by day, counted forwards from a day whose number is known. */
static void every_day_from_1900_to_2100(void **state)
{
	static const int length[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year, month, day;
	int32_t expected = -25567; /* 70 years, 17 of them leap years, before 1970 */

	(void)state;
	for (year = 1900; year <= 2100; year++)
		for (month = 1; month <= 12; month++)
			for (day = 1; day <= length[month - 1] + (month == 2 && is_leap(year)); day++) {
				char text[64], shown[DATE_SIZE];
				int32_t days;

				snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
				if (!date_parse(text_of(text), &days) || days != expected)
					fail_msg("%s is not day %d", text, (int)expected);
				date_format(days, shown);
				assert_string_equal(shown, text);
				expected++;
			}
	assert_int_equal(expected, 47847); /* 2101-01-01 */
}

static void edges_of_the_calendar(void **state)
{
	static const struct {
		const char *text;
		int32_t days;
	} cases[] = {
		{ "0001-01-01", -719162 }, { "0004-02-29", -718008 }, { "1600-02-29", -135081 }, { "1970-01-01", 0 }, { "1969-12-31", -1 },
		{ "2000-02-29", 11016 }, { "2026-11-01", 20758 }, { "9999-12-31", 2932896 },
	};
	static const char *const refused[] = { "0000-12-31", "1900-02-29", "2100-02-29", "2023-02-29", "2026-04-31", "2026-13-01", "2026-00-01",
		"2026-01-00", "2026-01-32", "2026-1-01", "2026-01-1", "26-01-01", "12026-01-01", "2026/01/01", "2026-01-01T00", " 2026-01-01",
		"2026-01-01 ", "-001-01-01", "2026-+1-01", "", "20260101", "yyyy-mm-dd" };
	char shown[DATE_SIZE];
	int32_t days;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(date_parse(text_of(cases[i].text), &days));
		assert_int_equal(days, cases[i].days);
		date_format(days, shown);
		assert_string_equal(shown, cases[i].text);
	}
	for (i = 0; i < sizeof refused / sizeof *refused; i++) {
		days = 99;
		if (date_parse(text_of(refused[i]), &days) || days != 99)
			fail_msg("%s", refused[i]);
	}
}

static void durations(void **state)
{
	static const struct {
		const char *text;
		int32_t days; /* -1: refused */
	} cases[] = {
		{ "P3M", 90 }, { "P90D", 90 }, { "P2W", 14 }, { "P1Y", 365 }, { "P1Y6M", 545 }, { "P1Y1M1W1D", 403 }, { "P0D", 0 },
		{ "P100Y", 36500 }, { "P36500D", 36500 }, { "P36501D", -1 }, { "P100Y1D", -1 }, { "P1217M", -1 }, { "P99999999999999999999Y", -1 },
		{ "P", -1 }, { "P3", -1 }, { "3M", -1 }, { "p3m", -1 }, { "P3m", -1 }, { "PM", -1 }, { "P1M1Y", -1 }, { "P1D1D", -1 },
		{ "PT5H", -1 }, { "P1.5Y", -1 }, { "P-3M", -1 }, { "P3M ", -1 }, { "", -1 }, { "P1YM", -1 },
	};
	char shown[DATE_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t days = -2;

		if (duration_parse(text_of(cases[i].text), &days) != (cases[i].days >= 0))
			fail_msg("%s", cases[i].text);
		assert_int_equal(days, cases[i].days >= 0 ? cases[i].days : -2);
	}
	duration_format(90, shown);
	assert_string_equal(shown, "P90D");
	duration_format(INT32_MAX, shown);
	assert_string_equal(shown, "P2147483647D");
}

static void shares(void **state)
{
	static const struct {
		const char *text;
		int32_t hundredths; /* -1: refused */
		const char *shown;
	} cases[] = {
		{ "35", 3500, "35 %" }, { "35%", 3500, "35 %" }, { "35 %", 3500, "35 %" }, { "33.34", 3334, "33.34 %" },
		{ "33.3 %", 3330, "33.30 %" }, { "0", 0, "0 %" }, { "0.01", 1, "0.01 %" }, { "100", 10000, "100 %" }, { "100.00", 10000, "100 %" },
		{ "100.01", -1, NULL }, { "101", -1, NULL }, { "33,34", -1, NULL }, { "33.345", -1, NULL }, { "33.", -1, NULL }, { ".5", -1, NULL },
		{ "", -1, NULL }, { "%", -1, NULL }, { "-1", -1, NULL }, { "1.-1", -1, NULL }, { "5%%", -1, NULL }, { "99999999999999999999", -1, NULL },
	};
	char shown[NUMBER_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t value = -2;

		if (share_parse(text_of(cases[i].text), &value) != (cases[i].hundredths >= 0))
			fail_msg("%s", cases[i].text);
		assert_int_equal(value, cases[i].hundredths >= 0 ? cases[i].hundredths : -2);
		if (!cases[i].shown)
			continue;
		share_format(value, shown);
		assert_string_equal(shown, cases[i].shown);
	}
}

static void numbers_for_people(void **state)
{
	static const struct {
		uint64_t number;
		const char *shown;
	} cases[] = {
		{ 0, "0" }, { 7, "7" }, { 999, "999" }, { 1000, "1,000" }, { 10000, "10,000" }, { 4200000, "4,200,000" },
		{ UINT64_MAX, "18,446,744,073,709,551,615" },
	};
	char shown[NUMBER_SIZE + 8];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		number_format(cases[i].number, shown);
		assert_string_equal(shown, cases[i].shown);
	}
}

/* The same day of a later month, or that month's last day. */
static void months_later(void **state)
{
	static const struct {
		const char *from;
		uint32_t months;
		const char *to;
	} cases[] = {
		{ "2026-01-20", 36, "2029-01-20" }, { "2024-02-29", 36, "2027-02-28" }, { "2024-02-29", 48, "2028-02-29" },
		{ "2026-01-31", 1, "2026-02-28" }, { "2026-12-31", 1, "2027-01-31" }, { "2026-11-15", 2, "2027-01-15" },
		{ "2026-08-31", 0, "2026-08-31" }, { "9999-12-01", 1, "9999-12-31" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		char shown[DATE_SIZE];
		int32_t days;

		assert_true(date_parse(text_of(cases[i].from), &days));
		date_format(date_months_later(days, cases[i].months), shown);
		assert_string_equal(shown, cases[i].to);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_later),
		cmocka_unit_test(numbers),
		cmocka_unit_test(every_day_from_1900_to_2100),
		cmocka_unit_test(edges_of_the_calendar),
		cmocka_unit_test(durations),
		cmocka_unit_test(shares),
		cmocka_unit_test(numbers_for_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
