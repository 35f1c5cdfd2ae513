"""Run all benchmarks and print a Markdown table."""

import sys

from bench.main import main

if __name__ == "__main__":
    sys.exit(main())
