/* What a kernel says of input devices, where there are none: pipes called event0 and event1 are a keypad and a jack.
 *
 * Before the C library (LD_PRELOAD). Their records are those of a kernel, and all that the kiosk does with them is its own;
 * a real kernel is in kiosk/tests/guest.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/input.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Which of the two it is; -1 for whatever else. */
static int device(int fd) {
  char link[40], path[500];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return -1;
  path[length] = 0;
  const char *name = strrchr(path, '/');
  return name && !strcmp(name, "/event0") ? 0 : name && !strcmp(name, "/event1") ? 1 : -1;
}

static int answer(int is_jack, unsigned long asked, unsigned char *at) {
  size_t size = _IOC_SIZE(asked);
  if (_IOC_DIR(asked) & _IOC_READ) memset(at, 0, size);
  switch (_IOC_NR(asked)) {
    case 0x01: at[2] = 1; return 0; /* version */
    case 0x02: ((struct input_id *)at)->bustype = BUS_USB; return 0;
    case 0x06: snprintf((char *)at, size, is_jack ? "Test jack" : "Test keypad"); return (int)strlen((char *)at) + 1;
    case 0x07: case 0x08: errno = ENOENT; return -1; /* where it is, its own number */
    case 0x20: at[0] = 1 | (is_jack ? 1 << EV_SW : 1 << EV_KEY); return (int)size;
    case 0x20 + EV_KEY: memset(at, is_jack ? 0 : 0xff, size); return (int)size;
    case 0x20 + EV_SW: at[0] = is_jack ? 1 << SW_HEADPHONE_INSERT : 0; return (int)size;
    default: return 0; /* nothing is down or in; it is grabbed */
  }
}

int ioctl(int fd, unsigned long asked, ...) {
  va_list rest;
  va_start(rest, asked);
  void *at = va_arg(rest, void *);
  va_end(rest);
  int which = _IOC_TYPE(asked) == 'E' ? device(fd) : -1;
  return which < 0 ? (int)syscall(SYS_ioctl, fd, asked, at) : answer(which, asked, at);
}
