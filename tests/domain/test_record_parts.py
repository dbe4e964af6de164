"""What a record is made of shows no name and no health where it is not meant to be read."""

from __future__ import annotations

from domain.record_facts import AT, facts

from needledesk.domain.visit_record import compose


def test_no_name_and_no_answer_in_a_repr() -> None:
    found = facts()
    record = compose(found, "en-US", AT)
    shown = repr((found, record, *record.sections, *record.sections[0].entries, *found.answers))
    assert "Ottilie" not in shown
    assert "scleroderma" not in shown
