// Compressed bitmaps of the CRoaring project (Apache-2.0): sets of 32-bit numbers.
#include <roaring/roaring.h>
