"""A draft is edited, checked and put in force; visits keep the version they began with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from needledesk.desk import protocols as desk_module
from needledesk.desk.desk import Desk
from needledesk.desk.shipped_protocol import shipped_text
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Details
from needledesk.domain.protocol import Status, Unit, Window
from needledesk.domain.protocol_edits import Edit
from needledesk.errors import BadInput, NotFound, NotNow
from needledesk.storage import screening

TEN_DAYS = Edit("S-MED-01", "window", "10 days")
BOTOX = Edit("X-06", "on", True)


def test_an_edit_begins_a_draft_and_changes_nothing_in_force(desk: Desk, clock: SetClock) -> None:
    assert desk.protocols.draft() is None
    draft = desk.protocols.edit([TEN_DAYS])
    assert draft == desk.protocols.draft()
    window, does, question = draft.changes
    assert window == "S-MED-01 Aspirin: window 7 days, now 10 days"
    assert does.startswith("S-MED-01 Aspirin: account of what the program does “Shop-bought: last dose + 10 days.")
    before = "7 days between the last dose and treatment"
    assert question == f"Question aspirin: help line “10{before[1:]}”, before “{before}”"
    assert (draft.based_on, draft.protocol.version, draft.changed) == (1, 2, clock())
    assert draft.changed.tzinfo == clock().tzinfo
    assert desk.protocols.in_force() == desk.protocol()
    assert desk.protocol().rules["S-MED-01"].window == Window(7, Unit.DAYS)


def test_edits_add_up_in_one_draft(desk: Desk, clock: SetClock) -> None:
    desk.protocols.edit([BOTOX])
    clock.go(date(2026, 11, 23), 9, 0)
    draft = desk.protocols.edit([Edit("X-07", "on", True)])
    assert draft.changes == ("X-06 Botulinum toxin: switched on", "X-07 Filler: switched on")
    assert draft.changed == clock()
    back = desk.protocols.edit([Edit("X-06", "on", False), Edit("X-07", "on", False)])
    assert back.changes == ()
    desk.protocols.discard_draft()
    assert desk.protocols.draft() is None


def test_a_draft_survives_closing_the_file(open_desk: Callable[..., Desk]) -> None:
    first = open_desk()
    draft = first.protocols.edit([BOTOX])
    first.protocols.check_draft()
    first.close()
    again = open_desk()
    assert again.protocols.draft() == draft
    assert again.protocols.last_check() is None
    with pytest.raises(NotNow, match="was not checked"):
        again.protocols.put_in_force("Ada")


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([Edit("S-ZON-01", "on", False)], "Rule S-ZON-01: These zones are never treated"),
        ([BOTOX, Edit("S-MED-03", "level", "NOT_TODAY")], "Rule S-MED-03: The prescriber decides"),
        ([BOTOX, Edit("S-MED-02", "level", "DO_NOT_TREAT")], "Rule S-MED-02: DO_NOT_TREAT cannot be its level"),
        (
            [BOTOX, Edit("S-INT-02", "window", "27 days"), Edit("S-INT-03", "window", "20 days")],
            "Rule S-INT-03: the wait",
        ),
        (
            [BOTOX, Edit("S-MED-01", "text", "When did you stop it?", "aspirin")],
            "Question aspirin: only the prescriber",
        ),
        ([BOTOX, Edit("S-CON-01", "text", "Is it safe?", "keloid")], "Question keloid: “safe”"),
        ([BOTOX, Edit("X-99", "on", True)], "Rule X-99"),
    ],
)
def test_a_refused_edit_changes_nothing(desk: Desk, edits: list[Edit], said: str) -> None:
    with pytest.raises(BadInput) as refused:
        desk.protocols.edit(edits)
    assert said in refused.value.happened
    assert not refused.value.happened.startswith("Line")
    assert desk.protocols.draft() is None
    kept = desk.protocols.edit([Edit("X-07", "on", True)])
    with pytest.raises(BadInput):
        desk.protocols.edit(edits)
    assert desk.protocols.draft() == kept


def test_a_checked_draft_is_put_in_force(desk: Desk, clock: SetClock) -> None:
    desk.protocols.edit([BOTOX])
    with pytest.raises(NotNow, match="was not checked"):
        desk.protocols.put_in_force("Ada")
    outcome = desk.protocols.check_draft()
    assert (outcome.passed, outcome.failed, outcome.differences, outcome.changes) == (122, 0, (), ())
    assert desk.protocols.last_check() == outcome
    assert desk.protocols.put_in_force(" Ada ") == 2
    assert desk.protocols.draft() is None
    assert desk.protocols.last_check() is None
    newest, first = desk.protocols.versions()
    assert (newest.number, newest.author, newest.since) == (2, "Ada", clock())
    assert newest.changes == ("X-06 Botulinum toxin: switched on",)
    assert (first.number, first.author, first.changes) == (1, "M. Averil", ())
    assert desk.protocol().on("X-06")
    assert desk.protocol().version == 2
    assert desk.protocols.text(1) == shipped_text()
    assert desk.protocols.text(2) != shipped_text()


def test_only_the_very_draft_that_was_checked(desk: Desk) -> None:
    desk.protocols.edit([BOTOX])
    desk.protocols.check_draft()
    desk.protocols.edit([Edit("X-07", "on", True)])
    assert desk.protocols.last_check() is None
    with pytest.raises(NotNow, match="was not checked"):
        desk.protocols.put_in_force("Ada", despite_failures=True)
    desk.protocols.edit([Edit("X-07", "on", False)])
    assert desk.protocols.last_check() is not None


def test_failing_cases_hold_a_draft_back_until_someone_decides(desk: Desk) -> None:
    desk.protocols.edit([TEN_DAYS])
    outcome = desk.protocols.check_draft()
    assert outcome.failed
    assert outcome.passed + outcome.failed == 122
    (v14,) = [row for row in outcome.differences if (row.case, row.field) == ("V14", "status")]
    assert (v14.expected, v14.got) == ("PROCEED", "NOT_TODAY")
    assert "aspirin" in v14.title.lower()
    (change,) = [row for row in outcome.changes if (row.case, row.field) == ("V14", "earliest")]
    assert (change.before, change.after, change.title) == ("none", "2026-11-25", v14.title)
    with pytest.raises(NotNow, match=r"^\d+ worked cases fail"):
        desk.protocols.put_in_force("Ada")
    assert desk.protocols.put_in_force("Ada", despite_failures=True) == 2


def test_nobody_and_nothing_puts_nothing_in_force(desk: Desk) -> None:
    for call in (desk.protocols.check_draft, lambda: desk.protocols.put_in_force("Ada")):
        with pytest.raises(NotNow, match="There is no draft"):
            call()
    desk.protocols.edit([Edit("X-06", "on", False)])
    desk.protocols.check_draft()
    with pytest.raises(NotNow, match="changes nothing"):
        desk.protocols.put_in_force("Ada")
    with pytest.raises(BadInput, match="name of its author"):
        desk.protocols.put_in_force(" ")
    assert len(desk.protocols.versions()) == 1


def test_a_version_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        desk.protocols.text(9)
    with pytest.raises(NotFound):
        desk.protocols.export(tmp_path / "protocol.toml", 9)
    assert not (tmp_path / "protocol.toml").exists()


def test_what_is_exported_is_read_in_without_a_difference(desk: Desk, tmp_path: Path) -> None:
    desk.protocols.export(tmp_path / "protocol.toml")
    draft = desk.protocols.read_in(tmp_path / "protocol.toml")
    assert (draft.changes, draft.text, draft.based_on) == ((), shipped_text(), 1)


def test_an_earlier_version_is_read_in_as_the_draft_of_the_next(desk: Desk, tmp_path: Path) -> None:
    desk.protocols.edit([BOTOX])
    desk.protocols.check_draft()
    desk.protocols.put_in_force("Ada")
    desk.protocols.export(tmp_path / "first.toml", 1)
    desk.protocols.export(tmp_path / "second.toml")
    assert "version 1," in (tmp_path / "first.toml").read_text("utf-8")
    assert "version 2," in (tmp_path / "second.toml").read_text("utf-8")
    draft = desk.protocols.read_in(tmp_path / "first.toml")
    assert (draft.changes, draft.based_on, draft.protocol.version) == (("X-06 Botulinum toxin: switched off",), 2, 3)
    assert desk.protocols.read_in(tmp_path / "second.toml").changes == ()


def test_nothing_of_the_practice_is_in_the_file(desk: Desk, tmp_path: Path) -> None:
    desk.protocols.export(tmp_path / "protocol.toml")
    text = (tmp_path / "protocol.toml").read_text("utf-8")
    for private in ("Alder", "Averil", "0142", str(tmp_path)):
        assert private not in text


def test_a_file_that_is_refused_leaves_the_draft(desk: Desk, tmp_path: Path) -> None:
    kept = desk.protocols.edit([BOTOX])
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(
        shipped_text().replace('level = "MEDICAL_CLEARANCE"\nline = "21"', 'level = "NOT_TODAY"\nline = "21"')
    )
    with pytest.raises(BadInput, match=r"wrong.toml”: Line \d+, rule S-MED-03: the prescriber decides"):
        desk.protocols.read_in(wrong)
    assert desk.protocols.draft() == kept


def test_the_record_file_is_never_written_over(desk: Desk) -> None:
    for name in (desk.path.name, f"{desk.path.name}-wal"):
        with pytest.raises(BadInput, match="record file itself"):
            desk.protocols.export(desk.path.with_name(name))
    assert desk.protocols.versions()
    desk.protocols.export(desk.path.with_name(f"{desk.path.name}.toml"))


def test_a_draft_from_a_program_that_asked_for_less_is_held_to_what_is_asked_now(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.protocols.edit([BOTOX])
    monkeypatch.setattr(desk_module, "checked", lambda protocol: protocol)
    spoilt = shipped_text().replace('window = "28 days"\nuntil = "42 days"', 'window = "13 days"\nuntil = "42 days"')
    desk.protocols._keep(spoilt, 1)
    monkeypatch.undo()
    desk.protocols.check_draft()
    with pytest.raises(BadInput, match="Rule S-INT-03"):
        desk.protocols.put_in_force("Ada", despite_failures=True)


def test_contradictions_are_told_with_their_settings(desk: Desk) -> None:
    assert len(desk.protocols.contradictions()) == 42
    assert desk.protocols.contradictions()[0].setting == "source_advil"


def put_in_force(desk: Desk, *edits: Edit) -> int:
    desk.protocols.edit(edits)
    desk.protocols.check_draft()
    return desk.protocols.put_in_force("Ada", despite_failures=True)


ASPIRIN = Answer(Reply.YES, last=When("2026-11-14"), prescribed=Reply.NO)


def test_an_open_visit_keeps_the_version_it_began_with(desk: Desk) -> None:
    client = desk.clients.add(Details("Test", "Client"))
    visit = desk.visits.begin(client.id)
    put_in_force(desk, TEN_DAYS, Edit("S-MED-01", "text", "Any aspirin? When?", "aspirin"))
    assert desk.visits.begin(client.id).protocol_version == 1
    desk.screening.answer(visit.id, "aspirin", ASPIRIN)
    bench = desk.screening.bench(visit.id)
    assert bench.protocol.version == 1
    assert bench.protocol.question("aspirin").text.startswith("Have you taken aspirin lately")
    assert "S-MED-01" not in [finding.rule for finding in desk.screening.verdict(visit.id).findings]
    other = desk.visits.begin(desk.clients.add(Details("Other", "Client")).id)
    desk.screening.answer(other.id, "aspirin", ASPIRIN)
    assert desk.visits.get(other.id).protocol_version == 2
    (found,) = [found for found in desk.screening.verdict(other.id).findings if found.rule == "S-MED-01"]
    assert (found.status, found.question) == (Status.NOT_TODAY, "Any aspirin? When?")


def test_a_closed_record_keeps_its_version_wording_and_verdict(desk: Desk) -> None:
    client = desk.clients.add(Details("Test", "Client"))
    visit = desk.visits.begin(client.id)
    for question in desk.protocol().asked:
        desk.screening.answer(visit.id, question.key, Answer(Reply.NO))
    desk.screening.answer(visit.id, "aspirin", replace(ASPIRIN, last=When("2026-11-21")))
    desk.visits.close(visit.id)
    before, verdict = desk.visits.get(visit.id), desk.screening.verdict(visit.id)
    kept = desk._file.vault.rows("SELECT * FROM screening_answer ORDER BY question")
    put_in_force(desk, Edit("S-MED-01", "on", False), Edit("S-MED-02", "text", "Any painkiller?", "nsaid"))
    assert desk.visits.get(visit.id) == before
    assert before.protocol_version == 1
    assert desk.screening.verdict(visit.id) == verdict
    (found,) = [found for found in verdict.findings if found.rule == "S-MED-01"]
    assert found.question.startswith("Have you taken aspirin lately")
    assert [tuple(row) for row in kept] == [
        tuple(row) for row in desk._file.vault.rows("SELECT * FROM screening_answer ORDER BY question")
    ]
    assert all(row["asked"] != "Any painkiller?" for row in kept)


def test_a_returning_client_is_asked_by_the_new_version(desk: Desk) -> None:
    client = desk.clients.add(Details("Test", "Client"))
    first = desk.visits.begin(client.id)
    desk.screening.answer(first.id, "psoriasis", Answer(Reply.NO))
    desk.screening.answer(first.id, "keloid", Answer(Reply.NO))
    desk.visits.close(first.id)
    put_in_force(desk, Edit("S-CON-03", "on", False), BOTOX, Edit("S-CON-01", "text", "Thick scars?", "keloid"))
    second = desk.visits.begin(client.id)
    assert second.protocol_version == 2
    asked = [question.key for question in desk.screening.bench(second.id).protocol.asked]
    assert "x_botulinum" in asked
    assert "psoriasis" not in asked
    desk.screening.answer(second.id, "keloid", Answer(Reply.NO))
    rows = desk._file.vault.rows("SELECT visit, asked FROM screening_answer WHERE question = 'keloid' ORDER BY visit")
    assert [row["asked"] == "Thick scars?" for row in rows] == [False, True]
    assert screening.last_answers(desk._file.vault, client.id, second.id)["psoriasis"].answer.reply is Reply.NO
