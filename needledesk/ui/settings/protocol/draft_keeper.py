"""What the desk holds of the practice's protocol, and the one way to change it: the parts of the page look here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from needledesk.desk.desk import Desk
from needledesk.desk.worked_cases import DraftCheck
from needledesk.domain.contradictions import Contradiction
from needledesk.domain.practice import Practice
from needledesk.domain.protocol import Protocol
from needledesk.domain.protocol_edits import Edit
from needledesk.domain.protocol_versions import Draft, Version
from needledesk.errors import DeskError
from needledesk.ui.background import Background

#: rule, question ("" for the rule's own entries), entry
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """What was typed and is not in the draft: on its way there, or refused with a sentence that says why."""

    value: str | bool
    wrong: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class _Kept:
    """Everything of the protocol that the record file holds."""

    in_force: Protocol
    draft: Draft | None
    check: DraftCheck | None
    versions: tuple[Version, ...]
    contradictions: tuple[Contradiction, ...]
    practice: Practice


class DraftKeeper(QObject):
    """Asks the desk in the background. Nothing but `shown` may be asked of it before `loaded` was said."""

    loaded = Signal()  # all was read: at the start, after a version came into force, a draft was read in or given up
    changed = Signal()  # the draft, its check or the practice
    refused = Signal(object)  # the Place of an edit that could not be kept
    failed = Signal(object)  # the DeskError of anything else
    put_in_force = Signal(int)  # the number of the new version
    checked = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self._background = desk, background
        self.in_force: Protocol
        self.draft: Draft | None = None
        self.check: DraftCheck | None = None
        self.checked_at: datetime | None = None
        self.checking = False
        self.versions: tuple[Version, ...] = ()
        self.contradictions: tuple[Contradiction, ...] = ()
        self.practice: Practice
        self.typed: dict[Place, Typed] = {}
        self.shown = False
        self.load()

    @property
    def protocol(self) -> Protocol:
        """The draft, or the version in force where there is none."""
        return self.draft.protocol if self.draft else self.in_force

    @property
    def next_version(self) -> int:
        """The number that the draft would get."""
        return self.in_force.version + 1

    def load(self) -> None:
        """Read everything again."""
        self._background.ask(self._read, then=self._loaded, owner=self)

    def edit(self, edit: Edit) -> None:
        """Keep that edit in the draft, at once."""
        self.typed[edit.rule, edit.question, edit.entry] = Typed(edit.value)
        done, refused = partial(self._edited, edit), partial(self._refuse, edit)
        self._background.save(self.desk.protocols.edit, (edit,), then=done, failed=refused, owner=self)

    def start_check(self) -> None:
        """Run the worked cases on the draft."""
        self.checking = True
        call = self.desk.protocols.check_draft
        self._background.ask(call, then=self._checked, failed=self._not_checked, owner=self)

    def discard(self) -> None:
        """Give the draft up."""
        self.typed.clear()
        call = self.desk.protocols.discard_draft
        self._background.save(call, then=lambda _: self.load(), failed=self.failed.emit, owner=self)

    def put(self, by: str, despite_failures: bool) -> None:
        """Put the draft in force."""
        self._background.save(
            self.desk.protocols.put_in_force, by, despite_failures, then=self._put, failed=self.failed.emit, owner=self
        )

    def choose(self, setting: str, on: bool) -> None:
        """Change one choice of the practice."""
        self._background.save(self._change_practice, setting, on, then=self._practice_changed, owner=self)

    # -- internals ----------------------------------------------------------------------------------------

    def _read(self) -> _Kept:
        protocols = self.desk.protocols
        return _Kept(
            protocols.in_force(),
            protocols.draft(),
            protocols.last_check(),
            protocols.versions(),
            protocols.contradictions(),
            self.desk.practice.get(),
        )

    def _loaded(self, kept: _Kept) -> None:
        self.in_force, self.draft = kept.in_force, kept.draft
        self.versions, self.contradictions, self.practice = kept.versions, kept.contradictions, kept.practice
        self.check = kept.check
        self.shown = True
        self.loaded.emit()

    def _edited(self, edit: Edit, draft: Draft) -> None:
        place = (edit.rule, edit.question, edit.entry)
        if self.typed.get(place) == Typed(edit.value):  # else another one is on its way already
            del self.typed[place]
        self.draft, self.check = draft, None
        self.changed.emit()

    def _refuse(self, edit: Edit, error: DeskError) -> None:
        place = (edit.rule, edit.question, edit.entry)
        if self.typed.get(place) == Typed(edit.value):
            self.typed[place] = Typed(edit.value, f"{error.happened} {error.do}".strip())
        self.refused.emit(place)

    def _checked(self, check: DraftCheck) -> None:
        self.check, self.checked_at, self.checking = check, self.desk.now(), False
        self.changed.emit()
        self.checked.emit()

    def _not_checked(self, error: DeskError) -> None:
        self.checking = False
        self.failed.emit(error)

    def _put(self, version: int) -> None:
        self.typed.clear()
        self.load()
        self.put_in_force.emit(version)

    def _change_practice(self, setting: str, on: bool) -> Practice:
        """As the practice stands now: other pages change it too."""
        return self.desk.practice.change(replace(self.desk.practice.get(), **{setting: on}))  # type: ignore[arg-type]

    def _practice_changed(self, practice: Practice) -> None:
        self.practice = practice
        self.changed.emit()
