// Opening a driver's library. A shim because dlsym answers with a data pointer, and C is where turning that into a
// function pointer of a known type is ordinary.

#ifndef COVEY_ADBC_LOADER_H
#define COVEY_ADBC_LOADER_H

#include "adbc.h"

// Opens a library, resolving all of its symbols now. With `shared`, its symbols serve libraries that are opened later.
// Null where that fails; `*reason` is then the loader's text, valid until the next call on this thread.
void *covey_library_open(const char *path, int shared, const char **reason);

// The entry point of that name, or null where the library does not export it.
AdbcDriverInitFunc covey_library_entry(void *library, const char *name);

void covey_library_close(void *library);

#endif
