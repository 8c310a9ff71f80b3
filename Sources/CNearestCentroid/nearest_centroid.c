#include "nearest_centroid.h"

#include <math.h>

// A version for each width of register, chosen when the program is loaded. Only glibc on x86-64 can choose so; the
// registers of other processors have one width.
#if defined(__x86_64__) && defined(__GLIBC__)
#define FOR_EVERY_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EVERY_PROCESSOR
#endif

// A fused multiplication and addition rounds once where two instructions round twice, and so could label a row
// differently on another processor.
#pragma STDC FP_CONTRACT OFF

// Aligned as their elements are: nothing is asked of the caller's memory.
typedef float row_values __attribute__((vector_size(COVEY_BLOCK_ROWS * sizeof(float)), aligned(4)));
typedef int32_t row_labels __attribute__((vector_size(COVEY_BLOCK_ROWS * sizeof(int32_t)), aligned(4)));

FOR_EVERY_PROCESSOR
void covey_nearest_centroid(
    const float *blocks,
    size_t block_count,
    const float *centroids,
    size_t groups,
    size_t width,
    int32_t *labels
) {
    for (size_t number = 0; number < block_count; number++) {
        const row_values *block = (const row_values *)blocks + number * width;
        row_values best = (row_values){0} + INFINITY;
        row_labels nearest = {0};
        for (size_t group = 0; group < groups; group++) {
            // (x − c)² and not ‖c‖² − 2x·c: groups that are small and far from the centre keep their digits.
            row_values distance = {0};
            for (size_t column = 0; column < width; column++) {
                row_values difference = block[column] - centroids[group * width + column];
                distance += difference * difference;
            }
            row_labels is_nearer = distance < best;
            best = (row_values)((is_nearer & (row_labels)distance) | (~is_nearer & (row_labels)best));
            nearest = (is_nearer & (int32_t)group) | (~is_nearer & nearest);
        }
        ((row_labels *)labels)[number] = nearest;
    }
}
