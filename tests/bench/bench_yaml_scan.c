/* The bare library: every event of a YAML file by libyaml, thrown away. What keur is measured against. */
#include <stdio.h>
#include <yaml.h>

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	unsigned long events = 0;
	yaml_parser_t parser;
	yaml_event_t event;
	int last = 0;

	if (!file || !yaml_parser_initialize(&parser)) {
		fputs("usage: bench_yaml_scan FILE\n", stderr);
		return 1;
	}
	yaml_parser_set_input_file(&parser, file);
	while (!last) {
		if (!yaml_parser_parse(&parser, &event)) {
			fprintf(stderr, "%s:%zu: %s\n", argv[1], parser.problem_mark.line + 1, parser.problem);
			return 1;
		}
		last = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
		events++;
	}
	yaml_parser_delete(&parser);
	fclose(file);
	printf("%lu events\n", events);
	return 0;
}
