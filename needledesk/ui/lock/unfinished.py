"""After a crash or a kill: what was typed and never kept is offered, wherever it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from needledesk.ui.lock.way_back import WayBack
from needledesk.ui.place import Place

if TYPE_CHECKING:
    from datetime import datetime

    from needledesk.desk.desk import Desk
    from needledesk.ui.background import Background
    from needledesk.ui.main_window import MainWindow

#: Drafts that belong to a visit, by the first word of their place; the dialog of the first two is opened again.
OF_VISIT = ("override", "deferral", "decision")


def offer(window: MainWindow, desk: Desk, background: Background) -> None:
    """Say once at the start that something was typed last and not kept, and lead there."""

    def newest() -> tuple[str, datetime] | None:
        for draft in desk.drafts.places():
            found = desk.drafts.get(draft)
            if found is not None and place_of_draft(draft) is not None:
                return draft, found[1]
        return None

    def tell(found: tuple[str, datetime] | None) -> None:
        place = place_of_draft(found[0]) if found is not None else None
        if found is None or place is None:
            return
        words = f"Unfinished text of {found[1]:%H:%M}"
        window.pages.toasts.say(words, "pencil", "Go on", WayBack(window, place).go, "undo-2")

    background.ask(newest, then=tell, owner=window)


def place_of_draft(draft: str) -> Place | None:
    """Where the text of a draft was typed; None for what nobody can be led to."""
    kind, _, number = draft.partition(":")
    if draft == "client:new":
        return Place(form="new")
    if not number.isdigit():
        return None
    if kind == "client":
        return Place(client=int(number), form="change")
    if kind == "letter":
        return Place(client=int(number), dialog=draft)
    return Place(visit=int(number), dialog=draft) if kind in OF_VISIT else None
