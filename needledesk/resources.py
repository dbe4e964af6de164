"""The one door to the files that ship with the program: icons, fonts, texts, protocol, styles."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any


@cache
def folder() -> Path:
    """Where the shipped files lie: in the frozen program, in an installed package, or beside the source."""
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(__file__).resolve().parent
    places = [Path(frozen) / "resources"] if frozen else [here / "_resources", here.parent / "resources"]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError("The program's resources folder is missing: the installation is incomplete.")


def path(*parts: str) -> Path:
    """The path of a shipped file, named by its parts below resources/."""
    return folder().joinpath(*parts)


def text(*parts: str) -> str:
    """A shipped text file."""
    return path(*parts).read_text(encoding="utf-8")


def toml(*parts: str) -> dict[str, Any]:
    """A shipped TOML file, parsed."""
    import tomllib  # only here: the first picture of the window needs none

    return tomllib.loads(text(*parts))
