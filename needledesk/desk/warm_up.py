"""Importing early what the first visit needs and the first paint does not."""

from __future__ import annotations


def warm_up() -> None:
    """Import what makes PDFs and migrates files, so that the first export does not wait for it.

    Touches no record file: meant for a thread beside the window once it has been painted.
    """
    import needledesk.documents.handout
    import needledesk.documents.pages
    import needledesk.imaging.intake
    import needledesk.storage.migrations  # noqa: F401
