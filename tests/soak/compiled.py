"""Small C libraries that a test loads before the C library of a child, to see what the child asks of the system."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
CODE = HERE.parents[1]


def cannot_compile() -> str:
    """Why no such library can be used here, or nothing."""
    if not sys.platform.startswith("linux"):
        return "a library is put before another in this way on Linux only"
    return "" if shutil.which("cc") else "there is no C compiler"


def library(name: str, folder: Path) -> Path:
    """`name`.c of this folder as a library in `folder`."""
    made = folder / f"{name}.so"
    command = ["cc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", str(made), str(HERE / f"{name}.c"), "-ldl"]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return made


def environment(**more: str) -> dict[str, str]:
    """For a child that runs a module of this folder."""
    search = os.pathsep.join((str(CODE), str(HERE.parent)))
    return os.environ | {"PYTHONPATH": search, "PYTHONDONTWRITEBYTECODE": "1"} | more
