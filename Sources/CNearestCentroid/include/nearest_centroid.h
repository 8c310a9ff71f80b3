#ifndef COVEY_NEAREST_CENTROID_H
#define COVEY_NEAREST_CENTROID_H

#include <stddef.h>
#include <stdint.h>

/// Rows that stand beside each other in a block.
#define COVEY_BLOCK_ROWS 16

/// Finds the nearest centroid of every row by squared Euclidean distance, ties going to the first.
///
/// It uses the widest registers of the processor that it runs on; the labels are the same on all of them, since every
/// distance is added up column by column and no multiplication is fused with an addition.
///
/// @param blocks block by block, in a block column by column the values of sixteen rows: block_count × width × 16
/// @param centroids group by group, column by column: groups × width
/// @param labels for every row the number of its group from 0: block_count × 16
///
/// O(block_count × 16 × groups × width).
void covey_nearest_centroid(
    const float *blocks,
    size_t block_count,
    const float *centroids,
    size_t groups,
    size_t width,
    int32_t *labels
);

#endif
