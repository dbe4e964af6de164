"""A key, drawn as a cap: "Ctrl F"."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


class KeyCap(QLabel):
    """Shows which key does the same as the control beside it."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setProperty("cls", "kbd")
        self.setAccessibleName(f"Key {key}")
