"""The zones: what was done where, on the map, with light or deep as it follows from that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain import zone_work, zones
from needledesk.domain.treatment import Endpoint, Intensity, Treatment, graded
from needledesk.ui.theme import Theme
from needledesk.ui.visit.caution_lines import CautionLines
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.record_card import RecordCard
from needledesk.ui.visit.zone_entry import MOST_PASSES, ZoneEntry
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.zone_legend import ZoneLegend
from needledesk.ui.widgets.zone_map import ZoneButton, ZoneMap

_SIDES = (
    Choice("face", "Face", "", width=58),
    Choice("front", "Front", "", width=58),
    Choice("back", "Back", "", width=58),
)
_INTENSITIES = (
    Choice(Intensity.MILD, "Light", "", "primary", 66),
    Choice(Intensity.DEEP, "Deep", "", "primary", 66),
)
LOWEST_MAP = 224  # px: on a short screen, while a reason is asked for
NOT_STARTED = "Start treatment to record zones"


class ZonesCard(RecordCard):
    """Map, legend and the panel of the chosen zone. `repeat_requested`: the last session is to be repeated."""

    repeat_requested = Signal()
    entry_shown = Signal()  # a tap on the map has something to show below it

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(open_visit, "", parent=parent)
        self.setAccessibleName("Zones")
        self._repeatable = False
        self._zone = self._refusal = ""  # the zone the panel shows; why a tap was refused
        self.hint = Text("", "small")
        self.sides = Segment(_SIDES, "Side")
        self.intensity = Segment(_INTENSITIES, "Light or deep")
        self.map = ZoneMap()
        self.legend = ZoneLegend()
        self.entry = ZoneEntry()
        self.cautions = CautionLines()
        self.fields.watch(self.entry.reason)
        self._lay_out()
        self._connect()

    def offer_repeat(self, repeatable: bool) -> None:
        """Whether there is a last session with zones to repeat."""
        self._repeatable = repeatable
        self._fill_entry()

    def fill(self) -> None:
        """Show the zones, what is left out, and the grading."""
        out = self.left_out()
        self.map.show_work({work.zone: work for work in self.treatment.zones})
        self.map.show_left_out(out)
        self.legend.show_left_out({zone_work.short_name(zone): why for zone, why in out.items()})
        self._fill_intensity()
        self._fill_entry()

    def typed(self, treatment: Treatment) -> Treatment:
        """The treatment with the reason for the chosen zone's depth."""
        return zone_work.with_reason(treatment, self._zone, self.entry.reason.text().strip())

    def cleared(self) -> None:
        """Nothing chosen yet; the map shows the side that this visit is about."""
        self._refusal = self._zone = ""
        self.map.select("")
        self.entry.reason.clear()
        self.show_side(self._first_side())

    def left_out(self) -> dict[str, str]:
        """The zones left out today, planned or not, each with the fact that leaves it out."""
        visit = self.open_visit.visit
        at = visit.treatment.started or self.open_visit.desk.now()
        out = dict.fromkeys(self.open_visit.verdict.excluded_zones, "by the screening")
        out |= self.open_visit.bench.zones_to_leave(visit.answers, at)
        return {zone: out[zone] for zone in zones.TREATABLE if zone in out}

    def show_side(self, side: str) -> None:
        """Show the face, or the body from the front or the back."""
        self.sides.set_value(side)
        self.map.show_side(side)
        before: QWidget = list(self.intensity.parts.values())[-1]
        for button in self.map.findChildren(ZoneButton):
            self.setTabOrder(before, button)
            before = button
        self.legend.show_side("front" if Theme.current().short else side)

    def pick_depth(self, depth: float) -> None:
        """Write that depth for the chosen zone."""
        if self._zone and self.writable:
            self._write(lambda treatment: zone_work.with_depth(treatment, self._zone, depth))
            self.entry.ask_reason()

    def pick_digit(self, digit: int) -> None:
        """The digit 1 to 6 picks the first to the sixth depth."""
        if digit <= len(zone_work.DEPTHS):
            self.pick_depth(zone_work.DEPTHS[digit - 1])

    def step_passes(self, step: int) -> None:
        """One pass more or less for the chosen zone."""
        if self.entry.passes.isEnabled():
            self.pick_passes(min(max(1, self.entry.passes.value + step), MOST_PASSES))

    def pick_passes(self, passes: int) -> None:
        """Write that many passes for the chosen zone."""
        self._write(lambda treatment: zone_work.with_passes(treatment, self._zone, passes))

    def erase(self) -> None:
        """The chosen zone was not treated after all."""
        if self.entry.erase.isEnabled():
            self._write(lambda treatment: zone_work.without(treatment, self._zone))

    @property
    def writable(self) -> bool:
        """Zones tell what was done: they open with the start and close with the visit."""
        return self.open_visit.editable and self.treatment.started is not None

    def _mirror(self) -> None:
        self._write(lambda treatment: zone_work.mirrored(treatment, self._zone))

    def _write(self, change: Callable[[Treatment], Treatment]) -> None:
        """Keep what is typed, then the change."""
        self.flush()
        self.change(change(self.treatment))

    def _choose_intensity(self, key: str) -> None:
        chosen = Intensity(key)
        self.write(chosen=None if chosen is graded(self.treatment) else chosen)

    def _zone_picked(self, zone: str) -> None:
        self.flush()
        self._zone, self._refusal = zone, ""
        self.entry.reason.clear()
        self._fill_entry()
        if zone:
            self.entry_shown.emit()

    def _turn(self, side: str) -> None:
        """Another side is looked at: a zone out of sight is no longer the chosen one."""
        self.show_side(side)
        self.map.select("")
        self._zone_picked("")

    def _refused(self, why: str) -> None:
        self._refusal = why
        self._fill_entry()
        self.entry_shown.emit()

    def _fill_intensity(self) -> None:
        treatment = self.treatment
        self.intensity.set_value(treatment.intensity or "")
        for part in self.intensity.parts.values():
            part.setEnabled(self.writable and bool(treatment.zones))
        against = treatment.chosen is not None and treatment.chosen is not graded(treatment)
        self.hint.setText(_grading(treatment))
        self.hint.set_tone("decide" if against else "")

    def _fill_entry(self) -> None:
        if not self.open_visit.shown:
            return
        zone, protocol = self._zone, self.open_visit.bench.protocol
        if self._refusal:
            self.entry.show_nothing(self._refusal, locked=self.treatment.started is None)
        elif not zone or self.treatment.started is None:
            started = self.treatment.started is not None
            self.entry.show_nothing("Tap a zone" if started else NOT_STARTED, locked=not started)
        else:
            done = zone_work.work_on(self.treatment, zone)
            self.fields.show(self.entry.reason, done.reason if done else "")
            mirror = done is not None and zone_work.other_side(zone) not in self.left_out()
            self.entry.show_zone(zone, done, self.writable, protocol.on("X-20"), mirror)
        self.entry.show_repeat(self._repeatable and self.writable and not self.treatment.zones)
        others = [one for work in self.treatment.zones if work.zone != zone for one in self.cautions_at(work.zone)]
        self.cautions.show_cautions([*self.cautions_at("zones"), *others])

    def _first_side(self) -> str:
        visit = self.open_visit.visit
        where = [work.zone for work in visit.treatment.zones] or list(visit.plan.zones)
        if not where or any(zone in zones.FACE or zone == zones.FULL_FACE for zone in where):
            return "face"
        return "back" if set(where) == {"back"} else "front"

    def _connect(self) -> None:
        self.open_visit.verdict_changed.connect(self.fill)
        self.sides.chosen.connect(self._turn)
        self.intensity.chosen.connect(self._choose_intensity)
        self.map.zone_selected.connect(self._zone_picked)
        self.map.refused.connect(self._refused)
        self.map.digit_pressed.connect(self.pick_digit)
        self.entry.depth_picked.connect(self.pick_depth)
        self.entry.passes_picked.connect(self.pick_passes)
        self.entry.erase_requested.connect(self.erase)
        self.entry.mirror_requested.connect(self._mirror)
        self.entry.repeat_requested.connect(self.repeat_requested)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(self._zones_head())
        self.body.addWidget(_rule())
        middle = QHBoxLayout()
        middle.setContentsMargins(14, 6, 8, 4)
        middle.setSpacing(12)
        middle.addWidget(self.map, 1)
        middle.addWidget(self.legend)
        self.legend.setFixedWidth(max(118, Theme.current().scaled(104)))
        self.map.setMinimumHeight(LOWEST_MAP)
        self.body.addLayout(middle, 1)
        self.body.addWidget(_rule())
        self.body.addWidget(self.entry)
        self.body.addWidget(self.cautions)
        self.cautions.setContentsMargins(14, 0, 14, 12)

    def _zones_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text("Zones", "h2"))
        words.addWidget(self.hint)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 6)
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.sides)
        head.addWidget(self.intensity)
        return head


def _grading(treatment: Treatment) -> str:
    """Why it counts as light or deep."""
    own = graded(treatment)
    if own is not None and treatment.chosen not in (None, own):
        return f"graded {own.word}, set by you"
    if treatment.zones and all(work.depth < 1.0 for work in treatment.zones):
        if treatment.scar_target:
            return "deep: a scar"
        if treatment.endpoint in (Endpoint.PINPOINT, Endpoint.MORE):
            return "deep: bleeding"
    return "deep from 1.0 mm"


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("cls", "rule")
    rule.setFixedHeight(1)
    return rule
