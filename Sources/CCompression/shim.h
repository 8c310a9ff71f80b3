// The C libraries behind reading compressed and transcoded files: zlib, zstd and the C library's iconv.
#include <errno.h>
#include <iconv.h>
#include <zlib.h>
#include <zstd.h>

// `inflateInit2` is a macro, which Swift does not import. 15 + 32: any window, gzip or zlib header by detection.
static inline int covey_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
