/* Numbers, dates, durations and shares as whole numbers. No floating point, no locale. */
#ifndef KEUR_BASE_NUMBER_H
#define KEUR_BASE_NUMBER_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { DATE_SIZE = 40, NUMBER_SIZE = 24 }; /* DATE_SIZE holds any int32_t three times over, which lets the compiler prove it */

/* Decimal digits only, no sign, at most 9,223,372,036,854,775,807. */
bool number_parse(struct text text, int64_t *out);
/* ISO 8601 YYYY-MM-DD between 0001-01-01 and 9999-12-31 as days since 1970-01-01. */
bool date_parse(struct text text, int32_t *days);
/* The days that are dates, 0001-01-01 to 9999-12-31. */
#define DATE_LEAST INT32_C(-719162)
#define DATE_MOST INT32_C(2932896)
void date_format(int32_t days, char out[DATE_SIZE]);
/* So many calendar months later; the last day of a month where it has no such day. */
int32_t date_months_later(int32_t days, uint32_t months);
/* ISO 8601 duration of whole units: P3M, P90D, P1Y6M, P2W; month = 30 days, year = 365. At most 36,500 days. */
bool duration_parse(struct text text, int32_t *days);
void duration_format(int32_t days, char out[DATE_SIZE]); /* "P90D" */
/* A share of a whole, `35`, `35%` or `33.34 %`, as hundredths of a percent, 0 to 10,000. */
bool share_parse(struct text text, int32_t *hundredths);
void share_format(int32_t hundredths, char out[NUMBER_SIZE]); /* "33.34 %" */
/* 4200000 as "4,200,000", for people. */
void number_format(uint64_t number, char out[NUMBER_SIZE + 8]);

#endif
