"""What is typed in the form of a letter, on disk while it is typed. The pages are files elsewhere still."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from needledesk.desk.desk import Desk
from needledesk.ui.background import Background
from needledesk.ui.draft import Content, Draft, show
from needledesk.ui.visit.letter_form import LetterForm


def follow(form: LetterForm, client: int, desk: Desk, background: Background) -> Draft:
    """The draft of that client's letter; what was typed before comes back into the form."""
    lines: dict[str, QLineEdit] = {"author": form.author.line, "note": form.note.line}
    dates = {"dated": form.dated, "until": form.until}

    def read() -> Content:
        words = {name: line.text() for name, line in lines.items()}
        days = {name: field.day.text() for name, field in dates.items()}
        chosen = list(form.rules.values) if form.rules is not None else []
        return {**words, **days, "rules": chosen if any((*words.values(), *days.values())) else []}

    def put(content: Content) -> None:
        for name, field in (lines | dates).items():  # the dates in their order: the first one proposes the second
            show(field, str(content.get(name) or ""))
        if form.rules is not None:
            form.rules.set_values(content.get("rules") or ())

    draft = Draft(desk, background, form, read, put)
    for line in (*lines.values(), *(field.day for field in dates.values())):
        line.textEdited.connect(draft.touch)
    draft.open(f"letter:{client}")
    return draft
