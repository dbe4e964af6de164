from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.contradictions import Contradiction
from needledesk.ui.settings.protocol.rule_line import Heading, RuleLine
from needledesk.ui.settings.protocol.rule_model import SPOTS, RuleModel

SHIPPED = shipped_protocol()


@pytest.fixture
def model() -> RuleModel:
    made = RuleModel()
    made.show_protocol(SHIPPED)
    return made


def test_it_counts_the_rules_of_each_kind(model) -> None:
    assert [model.count(kind) for kind in ("all", "source", "extra")] == [107, 73, 34]


def test_a_kind_shows_its_rules_only(model) -> None:
    for kind, number in (("source", 73), ("extra", 34), ("all", 107)):
        model.narrow(kind, "")
        assert len(model.keys) == number
    model.narrow("extra", "")
    assert all(rule.startswith("X-") for rule in model.keys)


@pytest.mark.parametrize(
    ("searched", "found"),
    [("nsaid", ["S-MED-02"]), ("s-abs-04", ["S-ABS-04"]), ("ISOTRETINOIN capsule", ["S-MED-09"]), ("zzz", [])],
)
def test_it_finds_rules_by_id_question_and_word(model, searched, found) -> None:
    model.narrow("all", searched)
    assert list(model.keys) == found


def test_headings_are_passed_over(model) -> None:
    for row in range(model.rowCount()):
        index = model.index(row)
        heading = isinstance(index.data(RuleModel.LINE), Heading)
        assert bool(index.flags() & Qt.ItemFlag.ItemIsSelectable) is not heading


SPOT = Contradiction("C-01", "21, 44", ("S-MED-02",), "Advil afterwards", "two lines", "not before", "on the day")


def test_contradictions_stand_in_a_list_of_their_own(model) -> None:
    model.show_spots((SPOT, replace(SPOT, id="C-02", title="Herpes", rules=("X-01",))))
    assert len(model.keys) == 107
    model.narrow(SPOTS, "")
    assert model.index(0).data() == "2 places in the source, each once"
    assert model.keys == ("C-01", "C-02")
    assert (model.row_of("C-02"), model.key(2), model.key(0), model.key(9)) == (2, "C-02", "", "")
    model.narrow(SPOTS, "s-med-02 advil")
    assert model.keys == ("C-01",)
    model.narrow(SPOTS, "zzz")
    assert model.rowCount() == 0


def test_rules_and_contradictions_are_told_apart(model) -> None:
    model.show_spots((SPOT,))
    assert model.is_spot("C-01")
    assert not model.is_spot("S-MED-02")
    assert model.count(SPOTS) == 1


def test_an_edit_paints_its_row_anew_and_leaves_the_others(model, qtbot) -> None:
    rule = replace(SHIPPED.rules["S-MED-02"], on=False)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.show_protocol(replace(SHIPPED, rules={**SHIPPED.rules, rule.id: rule}))
    assert changed.args[0].row() == model.row_of("S-MED-02")
    assert not resets


def test_a_row_speaks(model) -> None:
    index = model.index(model.row_of("S-MED-01"))
    assert index.data() == "Aspirin"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Aspirin, rule S-MED-01")
    assert isinstance(index.data(RuleModel.LINE), RuleLine)
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Medicines and products, source line 21"
    assert model.data(model.index(999)) is None
