/* The least that a process with a plugin in it can be: opens argv[1] with dlopen and ends. What a worker's start is held against. */
#include <dlfcn.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	_exit(argc > 1 && dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) ? 0 : 1);
}
