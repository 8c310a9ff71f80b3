#include <zlib.h>
#include <zstd.h>
#include <iconv.h>
