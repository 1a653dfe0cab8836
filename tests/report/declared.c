/* Prints what the writers declare: the tables of the spreadsheets and the fields of the projections, as JSON for check_formats.py. */
#include "report/cells.h"
#include "report/formats.h"

#include <stdio.h>

int main(void)
{
	size_t i, k;

	printf("{\"tables\": [");
	for (i = 0; i < CELLS_TABLES; i++) {
		const struct cells_table *table = &cells_table[i];

		printf("%s\n {\"name\": \"%s\", \"sheet\": \"%s\", \"section\": \"%s\", \"direct\": %s, \"fields\": [", i ? "," : "", table->name,
			table->sheet, table->section, table->rows ? "true" : "false");
		for (k = 0; k < table->fields; k++)
			printf("%s\n  {\"name\": \"%s\", \"facts\": \"%s\"}", k ? "," : "", table->field[k].name, table->field[k].fact);
		printf("]}");
	}
	printf("],\n\"formats\": [");
	for (i = 0; i < FORMATS; i++) {
		printf("%s\n {\"name\": \"%s\", \"file\": \"%s\", \"full\": %s, \"fields\": [", i ? "," : "", format[i].name,
			format[i].file ? format[i].file : "", format[i].full ? "true" : "false");
		for (k = 0; format[i].field && format[i].field[k].shown; k++)
			printf("%s\n  {\"shown\": \"%s\", \"facts\": \"%s\"}", k ? "," : "", format[i].field[k].shown, format[i].field[k].fact);
		printf("]}");
	}
	printf("]}\n");
	return 0;
}
