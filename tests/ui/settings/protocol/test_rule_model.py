from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.ui.settings.protocol.rule_line import Heading, RuleLine
from needledesk.ui.settings.protocol.rule_model import RuleModel

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
        assert len(model.rules) == number
    model.narrow("extra", "")
    assert all(rule.startswith("X-") for rule in model.rules)


@pytest.mark.parametrize(
    ("searched", "found"),
    [("nsaid", ["S-MED-02"]), ("s-abs-04", ["S-ABS-04"]), ("ISOTRETINOIN capsule", ["S-MED-09"]), ("zzz", [])],
)
def test_it_finds_rules_by_id_question_and_word(model, searched, found) -> None:
    model.narrow("all", searched)
    assert list(model.rules) == found


def test_headings_are_passed_over(model) -> None:
    for row in range(model.rowCount()):
        index = model.index(row)
        heading = isinstance(index.data(RuleModel.LINE), Heading)
        assert bool(index.flags() & Qt.ItemFlag.ItemIsSelectable) is not heading


def test_the_door_stands_first_once_there_are_contradictions(model) -> None:
    assert model.door == -1
    model.show_contradictions(3)
    assert model.door == 0
    model.narrow("extra", "")
    assert model.door == -1
    model.narrow("all", "contra")
    assert model.door == 0
    model.narrow("all", "aspirin")
    assert model.door == -1


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
