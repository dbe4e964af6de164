from __future__ import annotations

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.screening import Plan
from needledesk.ui.visit.answer_history import AnswerHistory, Step

NO = Answer(Reply.NO)


def test_the_last_change_comes_back_first() -> None:
    history = AnswerHistory()
    history.changed({"aspirin": None})
    history.planned(Plan(zones=("chin",)))
    history.changed({"aspirin": NO, "nsaid": None})
    assert history.take() == Step((("aspirin", NO), ("nsaid", None)))
    assert history.take() == Step(plan=Plan(zones=("chin",)))
    assert history.take() == Step((("aspirin", None),))
    assert history.take() is None


def test_typing_into_one_field_is_one_step() -> None:
    history = AnswerHistory()
    history.changed({"herbal": NO}, typed_in="herbal")
    history.changed({"herbal": Answer(Reply.YES, name="gin")}, typed_in="herbal")
    assert history.take() == Step((("herbal", NO),))
    assert history.take() is None


def test_typing_after_something_else_is_a_step_of_its_own() -> None:
    history = AnswerHistory()
    history.changed({"herbal": NO}, typed_in="herbal")
    history.changed({"aspirin": None})
    history.changed({"herbal": NO}, typed_in="herbal")
    assert [history.take() is not None for _ in range(4)] == [True, True, True, False]


def test_another_visit_has_no_past() -> None:
    history = AnswerHistory()
    history.changed({"aspirin": None})
    history.clear()
    assert history.take() is None
