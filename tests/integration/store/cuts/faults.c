// Makes calls of the system on one folder fail, as a disk does, or end the program, as a power cut does. Loaded before libc.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { NONE, EIO_ONCE, FULL, KILL, SHORT };
static char dir[512];
static int how = NONE;
static long at = 0, calls = 0;
static int trace = -1;
static char ours[65536];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void arm(const char *text) {
  char word[16] = "";
  at = 0;
  __atomic_store_n(&calls, 0, __ATOMIC_SEQ_CST);
  sscanf(text, "%15[a-z]-%ld", word, &at);
  how = !strcmp(word, "eio") ? EIO_ONCE : !strcmp(word, "full") ? FULL : !strcmp(word, "kill") ? KILL : !strcmp(word, "short") ? SHORT : NONE;
}

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("FAULT_DIR"), *armed = getenv("FAULT"), *to = getenv("FAULT_TRACE");
  if (folder) snprintf(dir, sizeof dir, "%s", folder);
  if (to) trace = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (armed) arm(armed);
}

static int inside(const char *path) { return *dir && !strncmp(path, dir, strlen(dir)); }
// Not each close is seen here, so a number may stand for something else by now.
static int mine(int fd) {
  if (fd < 0 || fd >= (int)sizeof ours || !ours[fd]) return 0;
  char link[64], name[600];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, name, sizeof name - 1);
  name[n > 0 ? n : 0] = 0;
  return inside(name);
}

// Counts a call; answers whether it is to fail. `grows`: it takes room on the disk.
static int fails(int grows) {
  long n = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
  if (how == KILL && n == at) _exit(137);
  if (how == EIO_ONCE && n == at) { errno = EIO; return 1; }
  if (how == FULL && n >= at && grows) { errno = ENOSPC; return 1; }
  return 0;
}
static size_t shorter(size_t bytes) { return how == SHORT && calls == at && bytes > 1 ? bytes / 2 : bytes; }

// What a folder or a file is on the disk from now on.
static void put(const void *bytes, size_t n) { if (syscall(SYS_write, trace, bytes, n) < 0) abort(); }
static void synced(int fd) {
  if (trace < 0) return;
  struct stat st;
  if (fstat(fd, &st)) return;
  char head[900], name[600], link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, name, sizeof name - 1);
  name[n > 0 ? n : 0] = 0;
  if (S_ISDIR(st.st_mode)) {
    DIR *list = opendir(name);
    if (!list) return;
    char *body = malloc(65536);
    size_t used = 0;
    for (struct dirent *e; (e = readdir(list));)
      if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
        used += snprintf(body + used, 60000 - used, "%lu\t%s\n", (unsigned long)e->d_ino, e->d_name);
    closedir(list);
    int h = snprintf(head, sizeof head, "D\t%s\t%zu\n", name, used);
    memmove(body + h, body, used);
    memcpy(body, head, h);
    put(body, h + used);
    free(body);
  } else {
    char *body = malloc(st.st_size + sizeof head);
    int h = snprintf(body, sizeof head, "F\t%lu\t%ld\n", (unsigned long)st.st_ino, (long)st.st_size);
    int other = syscall(SYS_openat, AT_FDCWD, link, O_RDONLY);
    ssize_t got = other < 0 ? 0 : syscall(SYS_pread64, other, body + h, st.st_size, 0);
    if (other >= 0) syscall(SYS_close, other);
    if (got == st.st_size) put(body, h + got);
    free(body);
  }
}

static int opened(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
  if (!strncmp(path, "/fault/", 7)) {
    if (!strcmp(path, "/fault/count")) {
      int fd = memfd_create("count", 0);
      dprintf(fd, "%ld", calls);
      lseek(fd, 0, SEEK_SET);
      return fd;
    }
    arm(path + 7);
    errno = ENOENT;
    return -1;
  }
  int in = inside(path);
  if (in && (flags & (O_WRONLY | O_RDWR | O_CREAT)) && fails((flags & O_CREAT) && access(path, F_OK))) return -1;
  int fd = real(path, flags, mode);
  if (fd >= 0 && fd < (int)sizeof ours) ours[fd] = in;
  return fd;
}
#define MODE va_list list; va_start(list, flags); mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0; va_end(list)
int open(const char *path, int flags, ...) { MODE; return opened((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open"), path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE; return opened((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64"), path, flags, mode); }
int close(int fd) { if (mine(fd)) ours[fd] = 0; return REAL(close)(fd); }

ssize_t write(int fd, const void *b, size_t n) { if (mine(fd)) { if (fails(1)) return -1; n = shorter(n); } return REAL(write)(fd, b, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { if (mine(fd)) { if (fails(1)) return -1; n = shorter(n); } return REAL(pwrite)(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { if (mine(fd)) { if (fails(1)) return -1; n = shorter(n); } return REAL(pwrite64)(fd, b, n, o); }
int ftruncate(int fd, off_t n) { if (mine(fd) && fails(0)) return -1; return REAL(ftruncate)(fd, n); }
int ftruncate64(int fd, off64_t n) { if (mine(fd) && fails(0)) return -1; return REAL(ftruncate64)(fd, n); }
int fsync(int fd) { if (mine(fd) && fails(0)) return -1; int r = REAL(fsync)(fd); if (!r && mine(fd)) synced(fd); return r; }
int fdatasync(int fd) { if (mine(fd) && fails(0)) return -1; int r = REAL(fdatasync)(fd); if (!r && mine(fd)) synced(fd); return r; }
int rename(const char *a, const char *b) { if (inside(b) && fails(0)) return -1; return REAL(rename)(a, b); }
int unlink(const char *p) { if (inside(p) && fails(0)) return -1; return REAL(unlink)(p); }
int mkdir(const char *p, mode_t m) { if (inside(p) && fails(1)) return -1; return REAL(mkdir)(p, m); }
