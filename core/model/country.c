#include "model/country.h"

/* Assigned codes, by first letter: the second letters. Taken from iso3166.tab of the time zone database. */
static const char *const assigned[26] = {
	['A' - 'A'] = "DEFGILMOQRSTUWXZ",
	['B' - 'A'] = "ABDEFGHIJLMNOQRSTVWYZ",
	['C' - 'A'] = "ACDFGHIKLMNORUVWXYZ",
	['D' - 'A'] = "EJKMOZ",
	['E' - 'A'] = "CEGHRST",
	['F' - 'A'] = "IJKMOR",
	['G' - 'A'] = "ABDEFGHILMNPQRSTUWY",
	['H' - 'A'] = "KMNRTU",
	['I' - 'A'] = "DELMNOQRST",
	['J' - 'A'] = "EMOP",
	['K' - 'A'] = "EGHIMNPRWYZ",
	['L' - 'A'] = "ABCIKRSTUVY",
	['M' - 'A'] = "ACDEFGHKLMNOPQRSTUVWXYZ",
	['N' - 'A'] = "ACEFGILOPRUZ",
	['O' - 'A'] = "M",
	['P' - 'A'] = "AEFGHKLMNRSTWY",
	['Q' - 'A'] = "A",
	['R' - 'A'] = "EOSUW",
	['S' - 'A'] = "ABCDEGHIJKLMNORSTVXYZ",
	['T' - 'A'] = "CDFGHJKLMNORTVWZ",
	['U' - 'A'] = "AGMSYZ",
	['V' - 'A'] = "ACEGINU",
	['W' - 'A'] = "FS",
	['Y' - 'A'] = "ET",
	['Z' - 'A'] = "AMW",
};

/* Codes that people write for countries whose code is another. */
static const char others[][2][2] = {
	{ { 'U', 'K' }, { 'G', 'B' } },
	{ { 'E', 'L' }, { 'G', 'R' } },
};

bool country_known(struct text code)
{
	char first, second;
	const char *seconds;

	if (code.length != 2)
		return false;
	first = code.data[0];
	second = code.data[1];
	if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z')
		return false;
	if (first == 'X' || (first == 'Q' && second >= 'M') || (first == second && (first == 'A' || first == 'Z')))
		return true; /* the users' own */
	seconds = assigned[first - 'A'];
	return seconds && strchr(seconds, second);
}

struct text country_meant(struct text code, char room[2])
{
	size_t i;

	if (code.length != 2)
		return (struct text){ room, 0 };
	for (i = 0; i < 2; i++)
		room[i] = (char)(code.data[i] >= 'a' && code.data[i] <= 'z' ? code.data[i] - 32 : code.data[i]);
	for (i = 0; i < sizeof others / sizeof *others; i++)
		if (memcmp(room, others[i][0], 2) == 0)
			memcpy(room, others[i][1], 2);
	return (struct text){ room, country_known((struct text){ room, 2 }) ? 2 : 0 };
}
