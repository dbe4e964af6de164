"""Runs first in the frozen program: what it starts, a PDF viewer say, must use the system's libraries, not ours."""

import os

if "LD_LIBRARY_PATH" in os.environ:
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    del os.environ["LD_LIBRARY_PATH"]
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # and our own child sets up its libraries anew
