from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from needledesk.desk.access import Lock
from needledesk.domain import recovery
from needledesk.ui.access.lock_form import LockForm
from needledesk.ui.access.paper import COVERED, Paper

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def form(background, desk, qtbot, practice) -> LockForm:
    made = LockForm(background, Lock.new, lambda lock: lock.sheet(practice, "studio.needledesk", desk.now()), desk.now)
    made.show_names(practice.name, "studio.needledesk")
    qtbot.addWidget(made)
    made.resize(860, 560)
    made.show()
    return made


@pytest.fixture
def locked(form, qtbot, settle) -> LockForm:
    """The words were typed again, and the key is there."""
    qtbot.keyClicks(form.form.again.line, form.form.passphrase)
    form.derive_now()
    settle()
    return form


def prove(form: LockForm, qtbot) -> None:
    groups = recovery.groups(form._lock.key.raw)
    for place, field in zip(form._lock.places, form.proof.fields, strict=True):
        qtbot.keyClicks(field, groups[place].lower())


def test_nothing_can_be_printed_or_proven_before_the_passphrase(form) -> None:
    assert not form.sheet.print.isEnabled()
    assert not form.sheet.save.isEnabled()
    assert not any(field.isEnabled() for field in form.proof.fields)
    assert form.lock is None


def test_the_two_groups_that_are_asked_for_are_covered(locked, monkeypatch) -> None:
    one, other = locked._lock.places
    assert locked.sheet.paper._written.covered == (one, other)
    assert f"{one + 1} and {other + 1}" in locked.proof._ask.text()
    assert f"{one + 1} and {other + 1}" in locked.sheet.paper.accessibleDescription()
    said: list[str] = []
    monkeypatch.setattr(Paper, "_words", lambda _, __, ___, words, *____: said.append(words))
    locked.sheet.paper.grab()
    groups = recovery.groups(locked._lock.key.raw)
    assert [at for at, words in enumerate(said[3:16]) if words == COVERED] == [one, other]
    assert not {groups[one], groups[other]} & set(said)


def test_two_right_groups_prove_it(locked, qtbot) -> None:
    facts: list[bool] = []
    locked.changed.connect(lambda: facts.append(locked.lock is not None))
    prove(locked, qtbot)
    assert locked.lock is locked._lock
    assert facts[-1]
    assert locked.complain() == ""


def test_a_wrong_group_is_named(locked, qtbot) -> None:
    qtbot.keyClicks(locked.proof.fields[1], "0000A")
    assert locked.proof._said.text() == f"Group {locked._lock.places[1] + 1} is not as on the sheet"
    assert locked.lock is None
    assert "two groups" in locked.complain()


def test_another_passphrase_needs_another_proof(locked, qtbot, settle) -> None:
    prove(locked, qtbot)
    before = locked._lock
    locked.form.others.click()
    assert locked.lock is None
    assert not locked.sheet.print.isEnabled()
    qtbot.keyClicks(locked.form.again.line, locked.form.passphrase)
    locked.derive_now()
    settle()
    assert locked._lock.key != before.key
    assert [field.text() for field in locked.proof.fields] == ["", ""]


def test_the_sheet_is_saved_where_one_says_and_opens(locked, settle, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "kept" / "sheet"), ""))
    given: list[bool] = []
    locked.sheet.given.connect(lambda: given.append(True))
    locked.sheet.save.click()
    settle()
    found = tmp_path / "kept" / "sheet.pdf"
    text = " ".join(PdfReader(BytesIO(found.read_bytes())).pages[0].extract_text().split())
    assert recovery.read(" ".join(re.findall(r"\b\d{1,2} ([0-9A-Z]{5})\b", text))) == locked._lock.key.raw
    assert given == [True]
    assert locked.sheet.save.text() == "Saved"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lp")
def test_the_sheet_goes_to_the_printer_and_not_to_a_file(locked, settle, tmp_path: Path, monkeypatch, qtbot) -> None:
    command = tmp_path / "bin" / "lp"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\ncat > "{tmp_path}/printed"; printf "%s\\n" "$@" > "{tmp_path}/args"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
    qtbot.mouseClick(locked.sheet.print, Qt.MouseButton.LeftButton)
    settle()
    assert (tmp_path / "printed").read_bytes().startswith(b"%PDF")
    assert "Recovery sheet" in (tmp_path / "args").read_text()
    assert re.fullmatch(r"Printed \d\d:\d\d", locked.sheet.print.text())


def test_in_a_narrow_window_the_sheet_stands_below(form, settle) -> None:
    assert form.sheet.x() > form.proof.x()
    form.resize(520, 1000)
    settle()
    assert form.sheet.y() > form.proof.y()
    assert form.minimumSizeHint().width() < 520


def test_a_short_screen_does_without_the_foot_of_the_sheet(form, dressed, qapp, settle) -> None:
    high = form.sheet.paper.sizeHint().height()
    dressed.apply(qapp, "light", 100, short=True)
    settle()
    assert form.sheet.paper.sizeHint().height() < high - 60
    assert form.sheet.paper.height() == form.sheet.paper.sizeHint().height()
