"""Settings, Protocol: the rules at the left, one of them at the right, and below it the way into force."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.calendar import say_day
from needledesk.domain.protocol_edits import Edit
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.settings.protocol.cases_page import CasesPage
from needledesk.ui.settings.protocol.contradiction_page import ContradictionPage
from needledesk.ui.settings.protocol.draft_keeper import DraftKeeper
from needledesk.ui.settings.protocol.foot import Foot
from needledesk.ui.settings.protocol.rule_list import RuleList
from needledesk.ui.settings.protocol.rule_page import RulePage
from needledesk.ui.settings.protocol.trouble import Trouble
from needledesk.ui.settings.protocol.versions_page import VersionsPage
from needledesk.ui.widgets.scroll import ScrollColumn


class ProtocolPage(QWidget):
    """Holds the parts together; each of them looks at the keeper."""

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self.keeper = DraftKeeper(desk, background, self)
        self.list = RuleList()
        self.rule = RulePage(self.keeper)
        self.cases = CasesPage()
        self.foot, self.trouble = Foot(self.keeper), Trouble()
        self.contradiction: ContradictionPage | None = None
        self.versions: VersionsPage | None = None
        self._scroll = ScrollColumn()
        self._shown: QWidget = self.rule
        self._arrange()
        self._wire()

    # -- going somewhere ----------------------------------------------------------------------------------

    def show_chosen(self, key: str) -> None:
        """One rule, or one contradiction."""
        page = self._contradiction() if self.list.model.is_spot(key) else self.rule
        self._show(page)
        if isinstance(page, ContradictionPage):
            page.show_spot(key)
        else:
            page.show_rule(key)
        self._scroll.verticalScrollBar().setValue(0)

    def go_to(self, key: str) -> None:
        """One rule or contradiction, and its row in the list."""
        self.list.go_to(key)
        self.show_chosen(key)

    def show_versions(self) -> None:
        """The history, and the way in and out."""
        if self.versions is None:
            self.versions = VersionsPage(self.keeper)
            self.versions.left.connect(self._back)
            self.versions.export_requested.connect(self._export)
            self.versions.import_requested.connect(self._import)
            self._add(self.versions)
        self._show(self.versions)

    def show_cases(self) -> None:
        """What the worked cases came to."""
        if self.keeper.check is not None:
            self.cases.show_check(self.keeper.check)
            self._show(self.cases)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is being typed is kept when another page is shown, or the window closes."""
        super().hideEvent(event)
        self.rule.finish()

    # -- internals ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        right = QVBoxLayout()
        right.setContentsMargins(24, 14, 24, 12)
        right.setSpacing(10)
        right.addWidget(self._scroll, 1)
        right.addWidget(self.trouble)
        right.addWidget(self.foot)
        row.addLayout(right, 1)
        self._scroll.body.addWidget(self.rule)
        self._add(self.cases)
        for part in (self.list, self._scroll, self.foot):
            part.setEnabled(False)

    def _wire(self) -> None:
        self.list.chosen.connect(self.show_chosen)
        self.list.versions_requested.connect(self.show_versions)
        self.rule.edited.connect(self._edit)
        self.rule.chosen.connect(self.keeper.choose)
        self.rule.spot_requested.connect(self.go_to)
        self.cases.left.connect(self._back)
        self.foot.check.check_requested.connect(self._check)
        self.foot.check.cases_requested.connect(self.show_cases)
        self.foot.put_requested.connect(self.keeper.put)
        self.foot.discard_requested.connect(self._discard)
        self.keeper.loaded.connect(self._loaded)
        self.keeper.changed.connect(self._refresh)
        self.keeper.refused.connect(lambda _: self.rule.refresh())
        self.keeper.checked.connect(self._checked)
        self.keeper.failed.connect(self._failed)
        self.keeper.put_in_force.connect(self._put)

    def _add(self, page: QWidget) -> None:
        page.hide()
        self._scroll.body.addWidget(page)

    def _show(self, page: QWidget) -> None:
        if page is not self._shown:
            if self._shown is self.rule:
                self.rule.finish()
            self._shown.hide()
            self._shown = page
            page.show()
            self._scroll.verticalScrollBar().setValue(0)

    def _contradiction(self) -> ContradictionPage:
        if self.contradiction is None:
            self.contradiction = ContradictionPage(self.keeper)
            self.contradiction.rule_requested.connect(self.go_to)
            self.contradiction.chosen.connect(self.keeper.choose)
            self._add(self.contradiction)
        return self.contradiction

    def _back(self) -> None:
        self.go_to(self.rule.rule)

    def _loaded(self) -> None:
        for part in (self.list, self._scroll, self.foot):
            part.setEnabled(True)
        self.list.show_spots(self.keeper.contradictions)
        self._refresh()
        if not self.rule.rule:
            self.go_to(self.list.model.keys[0])

    def _refresh(self) -> None:
        """Every part that shows the draft, its check or the practice."""
        keeper = self.keeper
        since = next((each.since for each in keeper.versions if each.number == keeper.in_force.version), None)
        title = f"Protocol v{keeper.next_version}, draft" if keeper.draft else f"Protocol v{keeper.in_force.version}"
        words = f"in force since {say_day(since.date(), year=True)[4:]}" if since else "in force"
        self.list.show_versions(title, f"v{keeper.in_force.version} {words}" if keeper.draft else f"I{words[1:]}")
        self.list.show_protocol(keeper.protocol)
        self.foot.refresh()
        if self.rule.rule in keeper.protocol.rules:
            self.rule.refresh()
        elif self.rule.rule:  # a protocol that was read in need not have it
            self.go_to(self.list.model.keys[0])
        if self.contradiction is not None:
            self.contradiction.refresh()
        if self.versions is not None:
            self.versions.refresh()
        if keeper.check is None and self._shown is self.cases:
            self._back()

    def _edit(self, edit: Edit) -> None:
        self.trouble.hide()
        self.keeper.edit(edit)

    def _check(self) -> None:
        self.rule.finish()
        self.trouble.hide()
        self.keeper.start_check()

    def _checked(self) -> None:
        """What fails is listed at once; what only changed is a press away."""
        if self.keeper.check is not None and self.keeper.check.failed:
            self.show_cases()

    def _failed(self, error: object) -> None:
        self.trouble.show_error(error)  # type: ignore[arg-type]
        self.foot.refresh()

    def _put(self, version: int) -> None:
        self.trouble.show_done(
            f"Version {version} is in force", f"New visits are asked by it. Past visits keep v{version - 1}."
        )
        if self.window().focusWidget() is None:  # it was on the button that is gone now
            self.list.take_focus()

    def _discard(self) -> None:
        count = len(self.keeper.draft.changes) if self.keeper.draft else 0
        lost = f"{count} change{'s' * (count != 1)} would be gone" if count else "It changes nothing"
        now = self.keeper.in_force.version
        if messages.ask(self, "Discard the draft?", f"{lost}; v{now} stays in force.", "Discard draft", kind="danger"):
            self.trouble.hide()
            self.keeper.discard()

    def _export(self, path: Path, version: int) -> None:
        self._background.ask(
            self.keeper.desk.protocols.export,
            path,
            version,
            then=lambda _: self.trouble.show_done(f"Version {version} is written", str(path)),
            failed=self._failed,
            owner=self,
        )

    def _import(self, path: Path) -> None:
        draft = self.keeper.draft
        if draft is not None and draft.changes:
            told = "The file takes the place of the draft; the version in force stays as it is."
            if not messages.ask(self, "Replace the draft?", told, "Replace the draft"):
                return
        self._background.save(
            self.keeper.desk.protocols.read_in, path, then=self._read_in, failed=self._failed, owner=self
        )

    def _read_in(self, draft: object) -> None:  # noqa: ARG002
        self.trouble.show_done("The file is the draft now", "Look at what it changes, and check the worked cases.")
        self.keeper.typed.clear()
        self.keeper.load()
