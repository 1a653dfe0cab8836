/* A signature beside a file: any bytes, and never a crash, a refusal without a reason, or a signer for anything but what was signed: two texts fit this file,
 * by the lines behind the first, which is a comment that nobody vouches for. */
#include "host/host_signature.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char message[] = "The very bytes that were signed.\n";
static const char keys[] = "untrusted comment: A. Uthor, Utrecht\nRWS793X1aCwTxMd5dyb635IO2GuzukzQbcKqNluTmnl/dUocoOCgEASp\n";
static const char *const fits[] = {
	"RUS793X1aCwTxHErjeDChsuLmCYlaOG1xhIGUf4hj1oWpBymJ796NKGI1753yIfgLJ3JnrX7FxE31AjkNXa0H2qCDEacG/Qf6AA=\n"
	"trusted comment: made for a test of keur\n"
	"IdcOrsmLR/57z5jVkKJ5gbHMHKiqC/ZCFa679jKVsb+WXtS8kPctr32h7rTX6KTRzbV4hZGfIx2HrZ1Gl3vtBQ==",
	"RWS793X1aCwTxJIagvtp+fZ3jl53BJ/+RLhrZvr+t02eVlDhB4ArTxfXQJO6mwPahwZk9C5ZXI8tllMnZ07RrQCW4MCQHYUzNgc=\n"
	"trusted comment: made for a test of keur\n"
	"aujS5CPUYcn26/bnoHqAdRbr6QM1pzszVmVnCwgNybveU7WnTa320N5pv223LrC+TTqxJJUDIUvyxCMjbMeLAA==",
};

/* Whether the lines behind the first are those of a signature that fits, with or without the last line's end. */
static bool is_signed(struct text text)
{
	size_t i;

	text_line(&text);
	if (text.length && text.data[text.length - 1] == '\n')
		text.length--;
	for (i = 0; i < sizeof fits / sizeof *fits; i++)
		if (text_is(text, fits[i]))
			return true;
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct signers signers;
	static int file = -1;
	struct text text = { (const char *)data, size };
	struct buffer refused = { 0 };
	struct signature out;
	struct error err;
	bool right;

	if (file < 0) {
		file = memfd_create("signed", MFD_CLOEXEC);
		if (file < 0 || write(file, message, sizeof message - 1) != (ssize_t)sizeof message - 1
			|| signers_take(&signers, "k", text_of(keys), &err) != 0)
			abort();
	}
	right = signature_take("s", text, file, &signers, &out, &refused);
	if (right != (refused.length == 0) || (!right && (out.signer || *out.unknown)) || (right && !out.signer != (*out.unknown != 0)))
		abort();
	if (out.signer && !is_signed(text))
		abort();
	buffer_free(&refused);
	return 0;
}
