#include "base/number.h"

#include <stdio.h>

enum { DAYS_MOST = 36500, SHARE_WHOLE = 10000 };

bool number_parse(struct text text, int64_t *out)
{
	int64_t value = 0;
	size_t i;

	if (text.length == 0)
		return false;
	for (i = 0; i < text.length; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
		if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, text.data[i] - '0', &value))
			return false;
	}
	*out = value;
	return true;
}

/* Days since 1970-01-01 of a date in the proleptic Gregorian calendar, counted in eras of 400 years that begin in March. */
static int32_t days_from_date(int32_t year, int32_t month, int32_t day)
{
	int32_t era, year_of_era, day_of_year;

	year -= month <= 2;
	era = year / 400;
	year_of_era = year - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static int32_t days_in_month(int32_t year, int32_t month)
{
	static const int8_t days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_parse(struct text text, int32_t *days)
{
	int64_t year, month, day;

	if (text.length != 10 || text.data[4] != '-' || text.data[7] != '-')
		return false;
	if (!number_parse((struct text){ text.data, 4 }, &year) || !number_parse((struct text){ text.data + 5, 2 }, &month)
		|| !number_parse((struct text){ text.data + 8, 2 }, &day))
		return false;
	if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month((int32_t)year, (int32_t)month))
		return false;
	*days = days_from_date((int32_t)year, (int32_t)month, (int32_t)day);
	return true;
}

static void date_from_days(int32_t days, int32_t *year, int32_t *month, int32_t *day)
{
	int32_t shifted = days + 719468;
	int32_t era = shifted / 146097;
	int32_t day_of_era = shifted - era * 146097;
	int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int32_t march_month = (5 * day_of_year + 2) / 153;

	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
	*day = day_of_year - (153 * march_month + 2) / 5 + 1;
}

void date_format(int32_t days, char out[DATE_SIZE])
{
	int32_t year, month, day;

	date_from_days(days, &year, &month, &day);
	snprintf(out, DATE_SIZE, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
}

int32_t date_months_later(int32_t days, uint32_t months)
{
	int32_t year, month, day, last;

	date_from_days(days, &year, &month, &day);
	month += (int32_t)(months % 12) - 1;
	year += (int32_t)(months / 12) + month / 12;
	month = month % 12 + 1;
	if (year > 9999)
		return DATE_MOST;
	last = days_in_month(year, month);
	return days_from_date(year, month, day < last ? day : last);
}

bool duration_parse(struct text text, int32_t *days)
{
	static const struct {
		char unit;
		int32_t days;
	} units[] = { { 'Y', 365 }, { 'M', 30 }, { 'W', 7 }, { 'D', 1 } };
	size_t at = 1, unit = 0;
	int64_t total = 0;

	if (text.length < 3 || text.data[0] != 'P')
		return false;
	while (at < text.length) {
		size_t start = at;
		int64_t value;

		while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
			at++;
		if (at == text.length || !number_parse((struct text){ text.data + start, at - start }, &value) || value > DAYS_MOST)
			return false;
		while (unit < 4 && units[unit].unit != text.data[at])
			unit++; /* units come in this order, each once */
		if (unit == 4)
			return false;
		total += value * units[unit++].days;
		at++;
	}
	if (total > DAYS_MOST)
		return false;
	*days = (int32_t)total;
	return true;
}

void duration_format(int32_t days, char out[DATE_SIZE])
{
	snprintf(out, DATE_SIZE, "P%dD", (int)days);
}

bool share_parse(struct text text, int32_t *hundredths)
{
	size_t point = 0;
	int64_t whole, part = 0;

	if (text.length && text.data[text.length - 1] == '%')
		text = text_trim((struct text){ text.data, text.length - 1 });
	while (point < text.length && text.data[point] != '.')
		point++;
	if (!number_parse((struct text){ text.data, point }, &whole) || whole > 100)
		return false;
	if (point < text.length) {
		struct text digits = { text.data + point + 1, text.length - point - 1 };

		if (digits.length > 2 || !number_parse(digits, &part))
			return false;
		if (digits.length == 1)
			part *= 10;
	}
	if (whole * 100 + part > SHARE_WHOLE)
		return false;
	*hundredths = (int32_t)(whole * 100 + part);
	return true;
}

void share_format(int32_t hundredths, char out[NUMBER_SIZE])
{
	if (hundredths % 100)
		snprintf(out, NUMBER_SIZE, "%d.%02d %%", (int)(hundredths / 100), (int)(hundredths % 100));
	else
		snprintf(out, NUMBER_SIZE, "%d %%", (int)(hundredths / 100));
}

void number_format(uint64_t number, char out[NUMBER_SIZE + 8])
{
	char plain[NUMBER_SIZE];
	int length = snprintf(plain, sizeof plain, "%llu", (unsigned long long)number);
	int i, to = 0;

	for (i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0)
			out[to++] = ',';
		out[to++] = plain[i];
	}
	out[to] = '\0';
}
