/* Runs a command with its output thrown away and prints "CPU-milliseconds peak-RSS-KiB exit-code" to stdout.
 * CPU is user and system time of the command and all it waited for; RSS is that of its largest process. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rusage usage;
	int status, null;
	pid_t child;

	if (argc < 2) {
		fputs("usage: bench_measure COMMAND [ARGUMENT...]\n", stderr);
		return 1;
	}
	child = fork();
	if (child == 0) {
		null = open("/dev/null", O_WRONLY);
		if (null >= 0)
			dup2(null, STDOUT_FILENO);
		execvp(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child) {
		perror("bench_measure");
		return 1;
	}
	printf("%ld %ld %d\n",
		(long)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 + (long)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000,
		(long)usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}
