/* Preloaded into a server: calls on the files of one folder fail as the control file says.
   KIOSK_FAULT_FOLDER names the folder, KIOSK_FAULT_CONTROL a file of one line: "write 122 3" makes each third write
   fail with errno 122, "fsync 5 1" each fsync with 5, an empty file makes nothing fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int calls;

static int fault(const char *kind, int fd) {
  const char *folder = getenv("KIOSK_FAULT_FOLDER"), *control = getenv("KIOSK_FAULT_CONTROL");
  char link[64], name[4096], line[64], wanted[16];
  int number = 0, each = 1;
  if (!folder || !control) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, sizeof name - 1);
  if (length < 0) return 0;
  name[length] = 0;
  if (strncmp(name, folder, strlen(folder))) return 0;
  int from = open(control, O_RDONLY | O_CLOEXEC);
  if (from < 0) return 0;
  length = read(from, line, sizeof line - 1);
  close(from);
  if (length <= 0) return 0;
  line[length] = 0;
  if (sscanf(line, "%15s %d %d", wanted, &number, &each) < 2 || strcmp(wanted, kind)) return 0;
  return __sync_add_and_fetch(&calls, 1) % each ? 0 : number;
}

#define REAL(name) static typeof(name) *real; if (!real) real = (typeof(name) *)dlsym(RTLD_NEXT, #name)
#define FAIL(kind, fd) do { int number = fault(kind, fd); if (number) { errno = number; return -1; } } while (0)

ssize_t write(int fd, const void *bytes, size_t size) { REAL(write); FAIL("write", fd); return real(fd, bytes, size); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { REAL(pwrite); FAIL("write", fd); return real(fd, bytes, size, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) { REAL(pwrite64); FAIL("write", fd); return real(fd, bytes, size, at); }
int ftruncate(int fd, off_t size) { REAL(ftruncate); FAIL("write", fd); return real(fd, size); }
int ftruncate64(int fd, off64_t size) { REAL(ftruncate64); FAIL("write", fd); return real(fd, size); }
int fsync(int fd) { REAL(fsync); FAIL("fsync", fd); return real(fd); }
int fdatasync(int fd) { REAL(fdatasync); FAIL("fsync", fd); return real(fd); }
