from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.protocol_edits import Edit, editable
from needledesk.ui.settings.protocol.question_block import ASKED, MORE, QuestionBlock
from needledesk.ui.settings.protocol.rule_line import questions_of

pytestmark = pytest.mark.usefixtures("dressed")
SHIPPED = shipped_protocol()


def fill(block: QuestionBlock, rule: str, place: int = 0) -> None:
    asked = questions_of(SHIPPED, rule)
    question = asked[place]
    entries = {entry.name: entry for entry in editable(SHIPPED, rule) if entry.question == question.key}
    block.show_question(SHIPPED.rules[rule], question, entries, {}, len(asked))


@pytest.fixture
def block(show) -> QuestionBlock:
    made = QuestionBlock()
    fill(made, "S-MED-02")
    return show(made, 686, 300)


def test_all_wordings_of_the_question_are_there(block) -> None:
    question = SHIPPED.question("nsaid")
    assert {name: field.value() for name, field in block.words.items()} == {
        name: getattr(question, name) for name in (*ASKED, *MORE)
    }


def test_empty_ones_show_what_counts_instead(block) -> None:
    assert block.words["card"].text.placeholderText() == "Ibuprofen and similar"
    assert block.words["reason"].text.placeholderText() == SHIPPED.question("nsaid").help


def test_a_changed_wording_names_its_question(block, qtbot) -> None:
    field = block.words["text"]
    field.text.selectAll()
    qtbot.keyClicks(field.text, "Any painkiller?")
    with qtbot.waitSignal(block.edited) as said:
        qtbot.keyClick(field.text, Qt.Key.Key_Return)
    assert said.args == [Edit("S-MED-02", "text", "Any painkiller?", "nsaid")]


def test_one_of_several_questions_has_a_head_and_a_level_of_its_own(block) -> None:
    assert not block.head.isVisible()
    assert not block.level.isVisible()
    fill(block, "X-05", 1)
    assert block.head.text() == "Question x_sun_exposure"
    assert block.head.isVisible()
    assert block.level.isVisible()
    assert block.wait.value() == "14 days"
    assert block.words["text"].text.accessibleName() == "Question for the client, Strong sun or tanning bed"
