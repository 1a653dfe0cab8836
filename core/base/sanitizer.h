/* Whether this is a build with AddressSanitizer, by either compiler: its shadow memory is many times any limit, its run-time library makes
 * system calls of its own, and what it builds needs its libraries. */
#ifndef KEUR_BASE_SANITIZER_H
#define KEUR_BASE_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
