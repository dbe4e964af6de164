"""What the practitioner should know about the record file while working, without being stopped."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """`key`: what it is about, one word; `title` in one short line; `text` in plain sentences, with what to do."""

    key: str
    title: str
    text: str
