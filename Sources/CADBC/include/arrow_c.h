// The Arrow C data and stream interfaces: three structs whose layout is fixed by the Arrow specification, so that
// two programs in one process can hand columns to each other without copying.

#ifndef COVEY_ARROW_C_H
#define COVEY_ARROW_C_H

#include <stdint.h>

// The guard is the specification's own, so that another header that declares the same layout can be included as well.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

// The type of a column: `format` names it, `children` are its nested types. Released once, by `release`.
struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

// The values of a column. `buffers[0]` is the validity bitmap (least significant bit first; null where nothing is
// missing) for the types that Covey reads; what follows depends on the type. `offset` counts rows to skip.
struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

// A sequence of arrays of one schema. The calls return zero or an errno value; the end is an array whose `release`
// is null. `get_last_error` is valid until the next call.
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

#endif
#endif
