/* The line is drawn by a thread of its own, as some stages are busy for seconds without telling anybody. The work itself only stores numbers; the
 * thread allocates nothing, and everything that is written to standard error while it runs is written under one lock. */
#include "cli/progress.h"

#include "base/number.h"
#include "base/text.h"
#include "report/escape.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	FIRST = 1000,      /* ms of work before anything shows */
	EACH = 250,        /* ms between two looks */
	LEFT_AFTER = 1000, /* ms of one stage before what is left of it is worth a guess */
	WIDTH_WANTED = 80, /* of a terminal that does not know its own */
	WIDTH_LEAST = 20,  /* narrower, and a line would say nothing */
	NAME_LEAST = 6,    /* columns, below which a name says nothing */
	NAME_MOST = 1024,  /* bytes */
	PIECE = 160,       /* bytes of the line beside the name */
};

static const char take_back[] = "\r\033[K";

static struct {
	bool verbose, listening;
	bool running; /* the thread */
	pthread_t thread;
	/* What follows is under the lock where the thread runs. */
	bool ending, drawn, open, each;
	char about[PIECE];
	const char *doing, *unit;
	char name[NAME_MOST]; /* can be shown as it is */
	int64_t work_began, began;
	/* Told by the work without the lock. */
	_Atomic uint64_t done, of;
} at;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wake;
/* For a signal handler. */
static atomic_int on_screen, abandoned;

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void enter(void)
{
	if (at.running)
		pthread_mutex_lock(&lock);
}

static void leave(void)
{
	if (at.running)
		pthread_mutex_unlock(&lock);
}

/* ---- The line ------------------------------------------------------------------------------------------------------------------- */

/* One that was stopped (Ctrl-S) gets no line: the work would wait for it. */
static bool can_take(void)
{
	struct pollfd terminal = { .fd = STDERR_FILENO, .events = POLLOUT };

	return poll(&terminal, 1, 0) == 1 && terminal.revents & POLLOUT;
}

static void take_line(void)
{
	if (at.drawn && write(STDERR_FILENO, take_back, sizeof take_back - 1) < 0)
		abandoned = 1; /* a terminal that is gone */
	at.drawn = false;
	on_screen = 0;
}

static unsigned columns(void)
{
	struct winsize size;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : WIDTH_WANTED;
}

static bool is_bytes(void)
{
	return at.unit && strcmp(at.unit, "bytes") == 0;
}

/* In the largest unit that leaves three digits or more of the whole. */
static void format_amount(char *to, uint64_t done, uint64_t of)
{
	static const char *const name[] = { "bytes", "kB", "MB", "GB" };
	uint64_t most = of ? of : done, scale = 1;
	char first[NUMBER_SIZE + 8], last[NUMBER_SIZE + 8];
	unsigned unit = 0;

	for (; is_bytes() && most / scale >= 100000 && unit < 3; unit++)
		scale *= 1000;
	number_format(done / scale, first);
	number_format(of / scale, last);
	snprintf(to, PIECE, "%s%s%s %s", first, of ? " of " : "", of ? last : "", is_bytes() ? name[unit] : at.unit);
}

static void format_time(char *to, int64_t ms)
{
	int64_t seconds = (ms + 999) / 1000;

	if (seconds < 100)
		snprintf(to, PIECE, "%lld s", (long long)seconds);
	else
		snprintf(to, PIECE, "%lld min", (long long)(seconds + 59) / 60);
}

/* "151 of 444 MB, about 10 s left": how far the stage is, and while nothing tells, how long it has taken. */
static void format_state(char *to, size_t size)
{
	uint64_t done = atomic_load_explicit(&at.done, memory_order_relaxed), of = atomic_load_explicit(&at.of, memory_order_relaxed);
	int64_t taken = now() - at.began;
	char amount[PIECE] = "", time[PIECE];

	if (at.unit && (done || of))
		format_amount(amount, done < of || !of ? done : of, of);
	if (done && done < of && taken >= LEFT_AFTER) {
		format_time(time, (int64_t)((unsigned __int128)taken * (of - done) / done));
		snprintf(to, size, ": %s, about %s left", amount, time);
	} else {
		format_time(time, taken);
		snprintf(to, size, ": %s%s%s", amount, *amount ? ", " : "", time);
	}
}

/* The end of a name, as that tells files apart, in so many columns. */
static const char *fit_name(unsigned room, bool *cut)
{
	const char *from = at.name;
	size_t width = escape_width(text_of(from));

	*cut = width > room;
	while (*cut && width > room - 3) {
		struct character first = character_next(from, strlen(from));

		width -= escape_columns(first.code);
		from += first.size;
	}
	return from;
}

/* "reading network.yaml", "running plugins, vendor_trust" */
static const char *between(void)
{
	return at.each ? " " : ", ";
}

static void draw(void)
{
	char head[2 * PIECE], state[2 * PIECE], line[NAME_MOST + 5 * PIECE];
	unsigned width = columns(), used;
	int length;

	if (width < WIDTH_LEAST || !at.doing || tcgetpgrp(STDERR_FILENO) != getpgrp()) {
		take_line();
		return;
	}
	width--; /* the last column would begin the next line */
	snprintf(head, sizeof head, "keur: %s%s%s", at.about, *at.about ? ": " : "", at.doing);
	format_state(state, sizeof state);
	used = (unsigned)(strlen(head) + strlen(between()) + strlen(state));
	if (*at.name && used + NAME_LEAST <= width) {
		bool cut;
		const char *name = fit_name(width - used, &cut);

		length = snprintf(line, sizeof line, "\r%s%s%s%s%s", head, between(), cut ? "..." : "", name, state);
	} else {
		length = snprintf(line, sizeof line, "\r%s%s", head, state);
		if (length > (int)width + 1)
			length = (int)width + 1; /* plain characters, a column each */
	}
	memcpy(line + length, take_back + 1, sizeof take_back - 2);
	if (abandoned || !can_take())
		return;
	on_screen = 1;
	at.drawn = write(STDERR_FILENO, line, (size_t)length + sizeof take_back - 2) >= 0;
}

static void *keep_drawing(void *unused)
{
	int64_t next = at.work_began + FIRST;

	(void)unused;
	pthread_mutex_lock(&lock);
	while (!at.ending) {
		struct timespec until = { .tv_sec = next / 1000, .tv_nsec = next % 1000 * 1000000 };

		pthread_cond_timedwait(&wake, &lock, &until);
		if (!at.ending && now() >= next) {
			draw();
			next = now() + EACH;
		}
	}
	pthread_mutex_unlock(&lock);
	return NULL;
}

/* ---- Stages --------------------------------------------------------------------------------------------------------------------- */

static void say_time(struct buffer *out, int64_t ms)
{
	buffer_format(out, "%lld.%03lld s\n", (long long)(ms / 1000), (long long)(ms % 1000));
}

/* "keur: reading network.yaml: 12,345 bytes, 0.031 s" */
static void say_stage(void)
{
	uint64_t done = atomic_load_explicit(&at.done, memory_order_relaxed);
	struct buffer line = { 0 };
	char number[NUMBER_SIZE + 8];

	buffer_format(&line, "keur: %s%s%s%s%s: ", at.about, *at.about ? ": " : "", at.doing, at.each ? " " : "", at.each ? at.name : "");
	number_format(done, number);
	if (at.unit && done)
		buffer_format(&line, "%s %.*s, ", number, (int)strlen(at.unit) - (done == 1), at.unit); /* without its s */
	say_time(&line, now() - at.began);
	fputs(line.data, stderr);
	buffer_free(&line);
}

/* Under the lock. */
static void end_piece(void)
{
	if (at.open && at.verbose) {
		take_line();
		say_stage();
	}
	at.open = false;
}

static void begin_piece(uint64_t of)
{
	at.open = true;
	at.began = now();
	atomic_store_explicit(&at.done, 0, memory_order_relaxed);
	atomic_store_explicit(&at.of, of, memory_order_relaxed);
}

static void name_piece(const char *name)
{
	struct buffer shown = { 0 };
	size_t from = 0;

	escape_visible(&shown, text_of(name));
	if (shown.length >= sizeof at.name)
		for (from = shown.length - sizeof at.name + 1; ((unsigned char)shown.data[from] & 0xC0) == 0x80; from++)
			;
	snprintf(at.name, sizeof at.name, "%s", shown.data ? shown.data + from : "");
	buffer_free(&shown);
}

static void told_begin(void *context, const char *name, uint64_t of)
{
	(void)context;
	enter();
	if (at.each) {
		end_piece();
		begin_piece(of);
	}
	atomic_store_explicit(&at.of, of, memory_order_relaxed);
	name_piece(name);
	leave();
}

static void told_at(void *context, uint64_t done)
{
	(void)context;
	atomic_store_explicit(&at.done, done, memory_order_relaxed);
}

static const struct progress listener = { told_begin, told_at, NULL };

const struct progress *progress_listener(void)
{
	return at.listening ? &listener : NULL;
}

void progress_stage(const char *doing, const char *unit, bool each)
{
	if (!at.listening)
		return;
	enter();
	end_piece();
	at.doing = doing;
	at.unit = unit;
	at.each = each;
	at.name[0] = '\0';
	begin_piece(0);
	at.open = !each;
	leave();
}

void progress_about(const char *format, ...)
{
	va_list args;

	if (!at.listening)
		return;
	enter();
	end_piece(); /* was not about it */
	va_start(args, format);
	vsnprintf(at.about, sizeof at.about, format, args);
	va_end(args);
	leave();
}

/* ---- Beginning and end ---------------------------------------------------------------------------------------------------------- */

static bool can_draw(void)
{
	const char *terminal = getenv("TERM"), *recorded = getenv("CI");

	return isatty(STDERR_FILENO) && terminal && *terminal && strcmp(terminal, "dumb") != 0 && !(recorded && *recorded);
}

/* Signals are for the thread that works. No thread, no line: nothing else is lost. */
static void start_drawing(void)
{
	pthread_condattr_t steady;
	sigset_t all, before;

	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&wake, &steady);
	pthread_condattr_destroy(&steady);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	at.running = pthread_create(&at.thread, NULL, keep_drawing, NULL) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void progress_start(bool silent, bool verbose)
{
	bool drawing = !silent && can_draw();

	progress_end();
	at.verbose = verbose;
	at.listening = verbose || drawing;
	at.ending = false;
	at.doing = NULL;
	at.about[0] = at.name[0] = '\0';
	if (!at.listening)
		return;
	at.work_began = now();
	if (drawing)
		start_drawing();
}

void progress_end(void)
{
	if (!at.listening)
		return;
	enter();
	end_piece();
	take_line();
	at.ending = true;
	leave();
	if (at.running) {
		pthread_cond_signal(&wake);
		pthread_join(at.thread, NULL);
		pthread_cond_destroy(&wake);
		at.running = false;
	}
	at.listening = false;
	if (at.verbose) {
		struct buffer line = { 0 };

		buffer_string(&line, "keur: all together: ");
		say_time(&line, now() - at.work_began);
		fputs(line.data, stderr);
		buffer_free(&line);
	}
}

void progress_end_for(int fd)
{
	struct stat info;

	if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
		progress_end();
}

void progress_print(const char *text)
{
	struct buffer shown = { 0 };

	escape_lines(&shown, text_of(text));
	enter();
	take_line();
	fputs(shown.data ? shown.data : "", stderr);
	leave();
	buffer_free(&shown);
}

void progress_abandon(void)
{
	abandoned = 1;
	if (on_screen && write(STDERR_FILENO, take_back, sizeof take_back - 1) < 0)
		return;
}
