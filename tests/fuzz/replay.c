/* Hands every file of a directory to a fuzz target, without libFuzzer: what once crashed must not again. */
#include "base/mem.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *directory, const char *name)
{
	char path[4096];
	uint8_t *bytes;
	FILE *file;
	long size;

	snprintf(path, sizeof path, "%s/%s", directory, name);
	file = fopen(path, "rb");
	if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
		perror(path);
		return 1;
	}
	rewind(file);
	bytes = mem_alloc((size_t)size + 1);
	if (fread(bytes, 1, (size_t)size, file) != (size_t)size)
		return 1;
	fclose(file);
	printf("%s\n", name);
	fflush(stdout); /* the last one said is the one that crashed */
	LLVMFuzzerTestOneInput(bytes, (size_t)size);
	free(bytes);
	return 0;
}

int main(int argc, char **argv)
{
	DIR *directory = opendir(argc == 2 ? argv[1] : "");
	const struct dirent *entry;
	unsigned files = 0;
	int bad = 0;

	while (directory && (entry = readdir(directory)) != NULL)
		if (entry->d_name[0] != '.') {
			bad |= replay(argv[1], entry->d_name);
			files++;
		}
	if (directory)
		closedir(directory);
	if (!files)
		fprintf(stderr, "usage: replay DIRECTORY, with files in it\n");
	return files ? bad : 1;
}
