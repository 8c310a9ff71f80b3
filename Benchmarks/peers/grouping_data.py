"""Writes float32 rows for the benchmarks of groups: `grouping_data.py FILE ROWS COLUMNS`.

Eight groups that overlap, so that k-means has more than twenty iterations to do.
"""
import sys

import numpy

path, rows, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random = numpy.random.default_rng(1)
centres = random.normal(0, 1.5, (8, columns))
values = centres[random.integers(0, 8, rows)] + random.normal(0, 1.5, (rows, columns))
values.astype(numpy.float32).tofile(path)
