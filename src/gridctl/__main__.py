"""``python -m gridctl`` is the same door as ``gridctl``."""

from gridctl.main import console

if __name__ == "__main__":
    console()
