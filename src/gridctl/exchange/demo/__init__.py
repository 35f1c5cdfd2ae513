"""The demo: files of a believable community and a month of its requests, fixed by a seed.

`make_files` writes plain CSV files; the real importers read them like anybody's.
"""

from gridctl.exchange.demo.maker import DemoFiles, make_files

__all__ = ["DemoFiles", "make_files"]
