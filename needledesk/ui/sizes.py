"""Sizes as people say them."""

from __future__ import annotations


def said_size(size: int) -> str:
    """A size in bytes as people say it: `412 kB`, `3.1 MB`, `1.2 GB`."""
    for unit, worth in (("GB", 1e9), ("MB", 1e6)):
        if size >= worth:
            return f"{size / worth:.1f} {unit}"
    return f"{max(1, round(size / 1e3))} kB"
