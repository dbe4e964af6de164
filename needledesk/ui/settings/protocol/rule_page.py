"""One rule: what the source says of it, everything about it that can be changed, and the rule tried out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.protocol import Rule
from needledesk.domain.protocol_edits import Entry, editable
from needledesk.ui.settings.protocol.draft_keeper import DraftKeeper
from needledesk.ui.settings.protocol.live_check import LiveCheck
from needledesk.ui.settings.protocol.practice_choice import READINGS, PracticeChoice
from needledesk.ui.settings.protocol.question_block import QuestionBlock
from needledesk.ui.settings.protocol.rule_fields import RuleFields
from needledesk.ui.settings.protocol.rule_head import RuleHead
from needledesk.ui.settings.protocol.rule_line import questions_of
from needledesk.ui.settings.protocol.source_card import SourceCard
from needledesk.ui.settings.protocol.spot_links import SpotLinks
from needledesk.ui.settings.protocol.trial import trials


class RulePage(QWidget):
    """Made once and filled anew for each rule, as up and down in the list must not wait for it."""

    edited = Signal(object)  # an Edit
    chosen = Signal(str, bool)  # a field of Practice and whether it is set
    spot_requested = Signal(str)  # the id of a contradiction

    def __init__(self, keeper: DraftKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.rule = ""
        self.head, self.source, self.fields = RuleHead(), SourceCard(), RuleFields()
        self.questions: list[QuestionBlock] = []
        self.checks: list[LiveCheck] = []
        self.choices = [PracticeChoice(reading) for reading in READINGS]
        self.spots = SpotLinks()
        self.spots.spot_requested.connect(self.spot_requested)
        self._asked, self._tried, self._more = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for column in (self._asked, self._tried, self._more):
            column.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.head, self.source, self.fields):
            column.addWidget(part)
        column.addLayout(self._asked)
        column.addLayout(self._tried)
        for choice in self.choices:
            column.addWidget(choice)
            choice.chosen.connect(self.chosen)
        column.addLayout(self._more)
        column.addWidget(self.spots)
        column.addStretch(1)
        self.head.edited.connect(self.edited)
        self.fields.edited.connect(self.edited)

    def show_rule(self, rule: str) -> None:
        """Show that rule as the draft has it; what was being typed for another is handed over first."""
        if rule != self.rule:
            self.finish()
        self.rule = rule
        self.refresh()

    def refresh(self) -> None:
        """Show the same rule again, after the draft, a refusal or the practice changed."""
        protocol, keeper = self._keeper.protocol, self._keeper
        rule = protocol.rules[self.rule]
        asked = questions_of(protocol, rule.id)
        entries = editable(protocol, rule.id)
        own = {entry.name: entry for entry in entries if not entry.question}
        own |= {entry.name: entry for entry in entries if entry.name == "prescribed"}
        self.head.show_rule(rule, asked, own["on"], keeper.typed.get((rule.id, "", "on")))
        self.source.show_rule(rule)
        self.fields.show_rule(rule, asked, own, keeper.typed, keeper.in_force.rules.get(rule.id))
        self._show_questions(rule, entries)
        self._show_checks(rule)
        self.spots.show_spots(spot for spot in keeper.contradictions if rule.id in spot.rules)
        for choice in self.choices:
            choice.setVisible(rule.id in choice.reading.rules)
            choice.show_choice(getattr(keeper.practice, choice.reading.setting), protocol)

    def finish(self) -> None:
        """Hand over what is being typed."""
        self.fields.finish()
        for block in self.questions:
            block.finish()

    def _show_questions(self, rule: Rule, entries: tuple[Entry, ...]) -> None:
        asked = questions_of(self._keeper.protocol, rule.id)
        while len(self.questions) < len(asked):
            block = QuestionBlock()
            block.edited.connect(self.edited)
            self._asked.addWidget(block)
            self._more.addWidget(block.more)
            self.questions.append(block)
        for place, block in enumerate(self.questions):
            block.setVisible(place < len(asked))
            block.more.setVisible(place < len(asked))
            if place < len(asked):
                question = asked[place]
                its = {entry.name: entry for entry in entries if entry.question == question.key}
                block.show_question(rule, question, its, self._keeper.typed, len(asked))

    def _show_checks(self, rule: Rule) -> None:
        found = trials(self._keeper.protocol, rule, self._keeper.desk.now())
        while len(self.checks) < len(found):
            check = LiveCheck()
            self._tried.addWidget(check)
            self.checks.append(check)
        for place, check in enumerate(self.checks):
            check.setVisible(place < len(found))
            if place < len(found):
                check.show_trial(found[place])
