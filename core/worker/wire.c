#include "worker/wire.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

/* Exit codes say nothing to the host, which goes by frames; they help who runs the worker by hand. */
enum { EXIT_REFUSED = 2, EXIT_HOST_GONE = 3 };

static const char padding[8];

static void take_descriptors(struct msghdr *message, int fd[WIRE_FDS])
{
	struct cmsghdr *control;
	size_t count, i;

	for (control = CMSG_FIRSTHDR(message); control; control = CMSG_NXTHDR(message, control)) {
		if (control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS)
			continue;
		count = (control->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (i = 0; i < count && i < WIRE_FDS; i++)
			memcpy(&fd[i], CMSG_DATA(control) + i * sizeof(int), sizeof(int));
	}
}

void wire_receive(void *data, size_t size, int fd[WIRE_FDS])
{
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(WIRE_FDS * sizeof(int))];
	} control;
	size_t got = 0, i;

	for (i = 0; i < WIRE_FDS; i++)
		fd[i] = -1;
	while (got < size) {
		struct iovec piece = { (char *)data + got, size - got };
		struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.room,
			.msg_controllen = sizeof control.room };
		ssize_t n = recvmsg(FRAME_SOCKET, &message, MSG_CMSG_CLOEXEC);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(EXIT_HOST_GONE);
		take_descriptors(&message, fd);
		got += (size_t)n;
	}
}

static void send_all(struct iovec *piece, size_t pieces)
{
	while (pieces) {
		struct msghdr message = { .msg_iov = piece, .msg_iovlen = pieces };
		ssize_t n = sendmsg(FRAME_SOCKET, &message, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			_exit(EXIT_HOST_GONE);
		while (pieces && (size_t)n >= piece->iov_len) {
			n -= (ssize_t)piece->iov_len;
			piece++;
			pieces--;
		}
		if (pieces) {
			piece->iov_base = (char *)piece->iov_base + n;
			piece->iov_len -= (size_t)n;
		}
	}
}

void wire_send(enum frame_kind kind, const void *head, size_t head_length, const void *text, size_t length)
{
	size_t used = head_length + length, pad = (8 - used % 8) % 8;
	struct frame_head frame = { (uint32_t)kind, (uint32_t)(used + pad) };
	struct iovec piece[4] = {
		{ &frame, sizeof frame },
		{ (void *)(uintptr_t)head, head_length },
		{ (void *)(uintptr_t)text, length },
		{ (void *)(uintptr_t)padding, pad },
	};

	send_all(piece, 4);
}

void wire_send_with(enum frame_kind kind, const void *payload, size_t length, int fd)
{
	struct frame_head frame = { (uint32_t)kind, (uint32_t)length };
	struct iovec piece[2] = { { &frame, sizeof frame }, { (void *)(uintptr_t)payload, length } };
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(sizeof(int))];
	} control = { .room = { 0 } };
	struct msghdr message = { .msg_iov = piece, .msg_iovlen = 2, .msg_control = control.room, .msg_controllen = sizeof control.room };
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(head), &fd, sizeof fd);
	if (sendmsg(FRAME_SOCKET, &message, MSG_NOSIGNAL) < 0) /* a few bytes into an empty socket: whole, or not at all */
		_exit(EXIT_HOST_GONE);
}

void wire_send_frame(const void *frame, size_t length)
{
	struct iovec piece = { (void *)(uintptr_t)frame, length };

	send_all(&piece, 1);
}

void wire_stage(enum frame_stage stage)
{
	uint64_t number = stage;

	wire_send(FRAME_STAGE, &number, sizeof number, NULL, 0);
}

static _Noreturn void refuse(enum frame_kind kind, const char *format, va_list args)
{
	struct frame_failed failed = { 0 };
	char text[FRAME_FAILURE];
	int length = vsnprintf(text, sizeof text, format, args);

	failed.length = length < 0 ? 0 : (uint32_t)length < sizeof text ? (uint32_t)length : (uint32_t)sizeof text - 1;
	wire_send(kind, &failed, sizeof failed, text, failed.length);
	_exit(EXIT_REFUSED);
}

void wire_refuse(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	refuse(FRAME_REFUSED, format, args);
}

void wire_refuse_abi(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	refuse(FRAME_ABI, format, args);
}

void wire_fail(int32_t code, const char *text, size_t length)
{
	struct frame_failed failed = { code, (uint32_t)length };

	wire_send(FRAME_FAILED, &failed, sizeof failed, text, length);
	_exit(EXIT_REFUSED);
}

void wire_fault(const struct frame_fault *fault)
{
	wire_send(FRAME_FAULT, fault, sizeof *fault, NULL, 0);
}

void wire_end(uint64_t findings, uint64_t checksum)
{
	struct frame_end end = { findings, checksum };

	wire_send(FRAME_END, &end, sizeof end, NULL, 0);
	/* Not exit(): what a plugin left to be run at the end has no business any more. */
	_exit(0);
}
