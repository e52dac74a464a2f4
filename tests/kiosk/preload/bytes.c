/* Counts what a kiosk has allocated and not given back, in a file that a test reads: its bytes and its pieces.
 *
 * Before the C library (LD_PRELOAD): the pages of a process tell what its allocator keeps as well.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);

struct held {
  atomic_long bytes, pieces;
};

static struct held own;
static struct held *held = &own;

static void *taken(void *piece) {
  if (piece) {
    atomic_fetch_add(&held->bytes, (long)malloc_usable_size(piece));
    atomic_fetch_add(&held->pieces, 1);
  }
  return piece;
}

static void given(void *piece) {
  if (piece) {
    atomic_fetch_sub(&held->bytes, (long)malloc_usable_size(piece));
    atomic_fetch_sub(&held->pieces, 1);
  }
}

void *malloc(size_t size) { return taken(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return taken(__libc_calloc(count, size)); }

void *memalign(size_t align, size_t size) { return taken(__libc_memalign(align, size)); }

void *aligned_alloc(size_t align, size_t size) { return taken(__libc_memalign(align, size)); }

int posix_memalign(void **at, size_t align, size_t size) {
  void *piece = taken(__libc_memalign(align, size));
  if (!piece) return ENOMEM;
  *at = piece;
  return 0;
}

void free(void *piece) {
  given(piece);
  __libc_free(piece);
}

void *realloc(void *piece, size_t size) {
  long before = piece ? (long)malloc_usable_size(piece) : 0;
  void *moved = __libc_realloc(piece, size);
  if (moved) {
    atomic_fetch_add(&held->bytes, (long)malloc_usable_size(moved) - before);
    atomic_fetch_add(&held->pieces, !piece);
  } else if (piece && !size) {
    atomic_fetch_sub(&held->bytes, before);
    atomic_fetch_sub(&held->pieces, 1);
  }
  return moved;
}

/* What the kiosk starts has this library as well, and is not counted. */
__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("SPORTELLO_BYTES");
  if (!file || strcmp(program_invocation_short_name, "sportello-kiosk")) return;
  int fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || ftruncate(fd, sizeof own)) return;
  void *shared = mmap(NULL, sizeof own, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (shared == MAP_FAILED) return;
  struct held *file_held = shared;
  atomic_store(&file_held->bytes, atomic_load(&own.bytes));
  atomic_store(&file_held->pieces, atomic_load(&own.pieces));
  held = file_held;
}
