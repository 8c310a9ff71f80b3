#include "loader.h"

#include <dlfcn.h>

void *covey_library_open(const char *path, int shared, const char **reason) {
    void *library = dlopen(path, RTLD_NOW | (shared ? RTLD_GLOBAL : RTLD_LOCAL));
    *reason = library ? NULL : dlerror();
    return library;
}

AdbcDriverInitFunc covey_library_entry(void *library, const char *name) {
    return (AdbcDriverInitFunc)dlsym(library, name);
}

void covey_library_close(void *library) {
    dlclose(library);
}
