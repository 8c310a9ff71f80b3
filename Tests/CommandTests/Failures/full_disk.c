// A full disk for tests: below the folder FULL_DISK_FOLDER, writes fail with ENOSPC once FULL_DISK_ROOM bytes were
// written. Loaded into the program with LD_PRELOAD.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_llong written;

static int is_inside(int descriptor) {
    const char *folder = getenv("FULL_DISK_FOLDER");
    if (!folder) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

static int is_full(int descriptor, long long more) {
    const char *room = getenv("FULL_DISK_ROOM");
    if (!room || !is_inside(descriptor)) return 0;
    if (atomic_fetch_add(&written, more) + more <= atoll(room)) return 0;
    errno = ENOSPC;
    return 1;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    ssize_t (*next)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    return is_full(descriptor, (long long)count) ? -1 : next(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    ssize_t (*next)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite");
    return is_full(descriptor, (long long)count) ? -1 : next(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    ssize_t (*next)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
    return is_full(descriptor, (long long)count) ? -1 : next(descriptor, bytes, count, offset);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    ssize_t (*next)(int, const struct iovec *, int) = dlsym(RTLD_NEXT, "writev");
    long long total = 0;
    for (int part = 0; part < count; part++) total += (long long)parts[part].iov_len;
    return is_full(descriptor, total) ? -1 : next(descriptor, parts, count);
}

// Some file systems tell of a full disk only here.
int fsync(int descriptor) {
    int (*next)(int) = dlsym(RTLD_NEXT, "fsync");
    return is_full(descriptor, 0) ? -1 : next(descriptor);
}

int fdatasync(int descriptor) {
    int (*next)(int) = dlsym(RTLD_NEXT, "fdatasync");
    return is_full(descriptor, 0) ? -1 : next(descriptor);
}
