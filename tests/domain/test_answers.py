from __future__ import annotations

from needledesk.domain.answers import Answer, Reply


def test_an_answer_does_not_show_what_was_said() -> None:
    assert repr(Answer(Reply.YES, name="apixaban", detail="a clot")) == "Answer(…)"
