"""How hard a sheet is to read, and every sentence that a file of texts can print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


def every_text(texts: Any) -> Iterator[str]:
    """Every sentence of a file of texts, whether or not its condition holds."""
    if isinstance(texts, dict):
        for key, value in texts.items():
            if key not in ("ids", "when", "any", "question"):
                yield from every_text(value)
    elif isinstance(texts, list):
        for value in texts:
            yield from every_text(value)
    elif isinstance(texts, str):
        yield texts


def syllables(word: str) -> int:
    """Groups of vowels."""
    groups = re.findall(r"[aeiouy]+", re.sub(r"(?<=[^l])e$", "", word.lower()))
    return max(1, len(groups))


def grade(texts: list[str]) -> float:
    """Flesch-Kincaid; each line counts as a sentence."""
    words = [word for text in texts for word in re.findall(r"[A-Za-z]+", text)]
    stops = sum(max(1, len(re.findall(r"[.;:](?=\s|$)", text))) for text in texts)
    return 0.39 * len(words) / stops + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
