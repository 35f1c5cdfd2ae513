"""Benchmarks: ratios within one run, on the machine that runs them.

python -m tests.bench            the figures of the README
python -m tests.bench --quick    small sizes: shows that the harness works
"""

import sys
from pathlib import Path

# `python -m tests.bench` starts above tests/, pytest in it: both find `bench`.
sys.path.insert(0, str(Path(__file__).parents[1]))
