/* A serial driver that makes no rate above 115,200, laid over a pseudo-terminal, which takes any: preloaded in front of the
   C library. DRIVER=nearest sets the nearest rate without a word, as most drivers do; DRIVER=refuse says EINVAL. */
#define _GNU_SOURCE
#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { RATE_MAX = 115200 };

int ioctl(int descriptor, unsigned long request, ...) {
  va_list arguments;
  va_start(arguments, request);
  void *argument = va_arg(arguments, void *);
  va_end(arguments);
  int (*next)(int, unsigned long, ...) = (int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl");
  const int is_setting = request == TCSETS2 || request == TCSETSW2 || request == TCSETSF2;
  if (!is_setting || ((struct termios2 *)argument)->c_ospeed <= RATE_MAX) return next(descriptor, request, argument);
  if (strcmp(getenv("DRIVER"), "refuse") == 0) {
    errno = EINVAL;
    return -1;
  }
  struct termios2 line = *(struct termios2 *)argument;
  line.c_ospeed = RATE_MAX;
  line.c_ispeed = RATE_MAX;
  return next(descriptor, request, &line);
}
