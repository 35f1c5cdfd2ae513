"""Rough handling: processes killed at any moment, and many of them at the same rows.

python -m tests.stress.kill --rounds 1000
python -m tests.stress.many --processes 64 --updates 1000
"""

import sys
from pathlib import Path

# `python -m tests.stress.kill` starts above tests/, pytest in it: both find `stress`.
sys.path.insert(0, str(Path(__file__).parents[1]))
