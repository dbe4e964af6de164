/* Loaded before the C library: writes down which network sockets a process asks for, which files it opens for writing,
   and which files it writes one of the secret texts into, for tour.py. A line each: socket 2, write PATH, secret PATH.

   SECRETS names a file of texts: length (4 bytes), then the text. What the C library's own streams write is not seen
   here, but their opening is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define MOST 65536

static char secrets[MOST];
static ssize_t all_secrets = -1;

static void tell(const char *what, const char *which) {
    char line[PATH_MAX + 64], whole[PATH_MAX];
    const char *log = getenv("WITNESSED");
    if (!log) return;
    int fd = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (which[0] == '/' || *what == 's' || !getcwd(whole, PATH_MAX)) *whole = 0;
    else strcat(whole, "/");
    int length = snprintf(line, sizeof line, "%s %s%s\n", what, whole, which);
    if (fd < 0 || length < 0 || REAL(write)(fd, line, length) != length) abort();
    REAL(close)(fd);
}

static void look(int fd, const char *data, size_t length) {
    if (all_secrets < 0) {
        const char *path = getenv("SECRETS");
        int file = path ? REAL(open)(path, O_RDONLY | O_CLOEXEC) : -1;
        all_secrets = file < 0 ? 0 : read(file, secrets, MOST);
        if (file >= 0) REAL(close)(file);
    }
    for (ssize_t at = 0; at + 4 < all_secrets;) {
        uint32_t size;
        memcpy(&size, secrets + at, 4);
        if (memmem(data, length, secrets + at + 4, size)) {
            char link[64], path[PATH_MAX];
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            ssize_t found = readlink(link, path, PATH_MAX - 1);
            path[found < 0 ? 0 : found] = 0;
            if (path[0] == '/' && strncmp(path, "/memfd:", 7)) tell("secret", path); /* a pipe is no file */
            return;
        }
        at += 4 + size;
    }
}

int socket(int domain, int type, int protocol) {
    char number[16];
    snprintf(number, sizeof number, "%d", domain);
    if (domain != AF_UNIX) tell("socket", number);
    return REAL(socket)(domain, type, protocol);
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
    tell("socket", "getaddrinfo");
    return REAL(getaddrinfo)(node, service, hints, result);
}

struct hostent *gethostbyname(const char *name) {
    tell("socket", "gethostbyname");
    return REAL(gethostbyname)(name);
}

static void opened(const char *path, int flags) {
    if ((flags & O_ACCMODE) != O_RDONLY) tell("write", path);
}

#define OPEN(name)                                                   \
    int name(const char *path, int flags, ...) {                     \
        va_list rest;                                                \
        va_start(rest, flags);                                       \
        int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0; \
        va_end(rest);                                                \
        opened(path, flags);                                         \
        return REAL(name)(path, flags, mode);                        \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                 \
    int name(int at, const char *path, int flags, ...) {             \
        va_list rest;                                                \
        va_start(rest, flags);                                       \
        int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0; \
        va_end(rest);                                                \
        opened(path, flags);                                         \
        return REAL(name)(at, path, flags, mode);                    \
    }
OPENAT(openat)
OPENAT(openat64)

#define FOPEN(name)                                                  \
    FILE *name(const char *path, const char *mode) {                 \
        opened(path, strpbrk(mode, "wa+") ? O_RDWR : O_RDONLY);      \
        return REAL(name)(path, mode);                               \
    }
FOPEN(fopen)
FOPEN(fopen64)

ssize_t write(int fd, const void *data, size_t length) {
    look(fd, data, length);
    return REAL(write)(fd, data, length);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) {
    look(fd, data, length);
    return REAL(pwrite)(fd, data, length, at);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
    look(fd, data, length);
    return REAL(pwrite64)(fd, data, length, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    for (int part = 0; part < count; part++) look(fd, parts[part].iov_base, parts[part].iov_len);
    return REAL(writev)(fd, parts, count);
}
