"""Importing early what the first visit needs and the first paint does not."""

from __future__ import annotations

from importlib import import_module

LATER = (
    "needledesk.documents.handout",
    "needledesk.documents.pages",
    "needledesk.imaging.intake",
    "needledesk.storage.migrations",
)


def warm_up() -> None:
    """Import what makes PDFs and migrates files, so that the first export does not wait for it.

    Touches no record file: meant for a thread beside the window once it has been painted.
    """
    for name in LATER:
        import_module(name)
