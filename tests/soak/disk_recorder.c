/* Loaded before the C library: writes down what happens to the files of one folder, in order, for power_loss.py.

   A record is: kind (1 byte), number of the file (4), offset (8), length (4), then that many bytes: the data of a
   write, the name of a file. Little-endian, as the machine is. Kinds: o a name was opened or made, d a folder was
   opened, w write, t truncate, s sync, u name removed, r name changed (old, zero, new). Each opening has a number of its
   own. Calls within the C library itself are not seen; SQLite and Python make theirs from outside. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
#define REAL(name) ((__typeof__(&name))real(#name))

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int file_of[FDS]; /* number of the opening behind a descriptor, 0: not ours */
static int files = 0, record = -2;
static const char *folder;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void put(char kind, int file, int64_t offset, const void *data, uint32_t length) {
    static char head[17];
    if (record < 0) return;
    head[0] = kind;
    memcpy(head + 1, &file, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &length, 4);
    struct iovec parts[2] = {{head, 17}, {(void *)data, length}};
    pthread_mutex_lock(&one_at_a_time);
    if (REAL(writev)(record, parts, 2) != 17 + (ssize_t)length) abort();
    pthread_mutex_unlock(&one_at_a_time);
}

static const char *inside(const char *path) { /* the name within the folder, "" for the folder, 0 for elsewhere */
    static __thread char whole[PATH_MAX * 2];
    if (record == -2) {
        folder = getenv("RECORDED_FOLDER");
        const char *log = getenv("RECORD");
        record = folder && log ? REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    }
    if (record < 0 || !path) return 0;
    if (path[0] != '/') {
        if (!getcwd(whole, PATH_MAX)) return 0;
        strcat(whole, "/");
        strncat(whole, path, PATH_MAX);
        path = whole;
    }
    size_t length = strlen(folder);
    if (strncmp(path, folder, length) || (path[length] && path[length] != '/')) return 0;
    return path[length] ? path + length + 1 : path + length;
}

static int opened(const char *path, int fd, int flags) {
    const char *name = fd >= 0 && fd < FDS ? inside(path) : 0;
    if (fd >= 0 && fd < FDS) file_of[fd] = 0;
    if (name) {
        struct stat about;
        file_of[fd] = __sync_add_and_fetch(&files, 1);
        put(!fstat(fd, &about) && S_ISDIR(about.st_mode) ? 'd' : 'o', file_of[fd], 0, name, strlen(name));
        if (flags & O_TRUNC) put('t', file_of[fd], 0, 0, 0);
    }
    return fd;
}

static int ours(int fd) { return fd >= 0 && fd < FDS ? file_of[fd] : 0; }

#define OPEN(name)                                                        \
    int name(const char *path, int flags, ...) {                          \
        va_list rest;                                                     \
        va_start(rest, flags);                                            \
        int mode = flags & O_CREAT ? va_arg(rest, int) : 0;               \
        va_end(rest);                                                     \
        return opened(path, REAL(name)(path, flags, mode), flags);        \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                      \
    int name(int at, const char *path, int flags, ...) {                  \
        va_list rest;                                                     \
        va_start(rest, flags);                                            \
        int mode = flags & O_CREAT ? va_arg(rest, int) : 0;               \
        va_end(rest);                                                     \
        int fd = REAL(name)(at, path, flags, mode);                       \
        return at == AT_FDCWD || path[0] == '/' ? opened(path, fd, flags) : fd; \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    if (ours(fd)) file_of[fd] = 0;
    return REAL(close)(fd);
}

ssize_t write(int fd, const void *data, size_t length) {
    ssize_t done = REAL(write)(fd, data, length);
    if (ours(fd) && done > 0) put('w', file_of[fd], lseek(fd, 0, SEEK_CUR) - done, data, done);
    return done;
}

#define PWRITE(name, position)                                            \
    ssize_t name(int fd, const void *data, size_t length, position at) {  \
        ssize_t done = REAL(name)(fd, data, length, at);                  \
        if (ours(fd) && done > 0) put('w', file_of[fd], at, data, done); \
        return done;                                                      \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (ours(fd)) abort(); /* nobody does so far; it must not pass unseen */
    return REAL(writev)(fd, parts, count);
}

#define TRUNCATE(name, position)                                          \
    int name(int fd, position size) {                                     \
        int result = REAL(name)(fd, size);                                \
        if (ours(fd) && !result) put('t', file_of[fd], size, 0, 0);   \
        return result;                                                    \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                                                        \
    int name(int fd) {                                                    \
        int result = REAL(name)(fd);                                      \
        if (ours(fd) && !result) put('s', ours(fd), 0, 0, 0);            \
        return result;                                                    \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    int result = REAL(unlink)(path);
    const char *name = result ? 0 : inside(path);
    if (name) put('u', 0, 0, name, strlen(name));
    return result;
}

int rename(const char *from, const char *to) {
    char both[PATH_MAX * 2];
    int result = REAL(rename)(from, to);
    const char *name = result ? 0 : inside(from);
    if (!name) return result;
    strcpy(both, name);
    size_t first = strlen(both) + 1;
    name = inside(to);
    if (!name) abort();
    strcpy(both + first, name);
    put('r', 0, 0, both, first + strlen(name));
    return result;
}
