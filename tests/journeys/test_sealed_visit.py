"""A visit is closed, opened again, amended and printed, another one voided; then the file is opened by others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from journeys.hand import Hand
from journeys.test_letter_and_override import add_client, answer
from journeys.test_whole_visit import first_run, treat
from pypdf import PdfReader
from PySide6.QtCore import Qt

from needledesk.desk.desk import Desk
from needledesk.storage import driver

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer that keeps what it gets in a file."""
    command, out = tmp_path / "bin" / "lp", tmp_path / "printed.pdf"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\ncat > "{out}"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
    return out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lp")
def test_a_sealed_visit(hand: Hand, own_home: Path, printed: Path) -> None:
    first_run(hand)
    add_client(hand)
    answer(hand)
    treat(hand)
    hand.click("Aftercare: Export PDF")
    hand.sees("Aftercare exported")
    hand.click_and_confirm("Close and seal", "Close and seal")
    hand.sees("Closed and sealed", "unchanged", "None so far", "exactly as it was given")
    amend(hand)
    hand.click("Print the visit")
    hand.sees("Sent to the printer")
    void_another(hand)
    look_again(hand)
    hand.window.close()
    check_paper(printed)
    check_file(own_home / "NeedleDesk" / "studio.needledesk")


def amend(hand: Hand) -> None:
    """The lot was misread."""
    hand.click("Add an amendment")
    hand.type("Title", "Lot corrected")
    hand.choose("Corrects", "Lot, cartridge")
    hand.type("Becomes", "C26-0914")
    hand.type("Text", "Read from the box.")
    hand.type("Reason", "Typing error")
    hand.click("Add and seal")
    hand.sees("Lot, cartridge: was C26-0419, becomes C26-0914", "corrected: amendment 1")


def void_another(hand: Hand) -> None:
    """A visit that was begun for the wrong client."""
    hand.keys(Qt.Key.Key_N, CTRL | SHIFT)
    hand.sees("Verdict so far")
    hand.click_and_confirm("Close untreated and seal", "Close and seal")
    hand.sees("Closed and sealed", "Not treated")
    hand.click("Void this visit")
    hand.type("Why is it not to be relied on?", "Begun for the wrong client")
    hand.click("Void the visit")
    hand.sees("Begun for the wrong client. Content kept")


def look_again(hand: Hand) -> None:
    """On the client's page both say what became of them; the first one is opened again and checked."""
    hand.keys(Qt.Key.Key_F, CTRL)
    hand.type("Search: Name, phone or lot", "Person")
    hand.keys(Qt.Key.Key_Return)
    hand.sees("Voided: Not today", "Amended, 1 amendment")
    hand.click("*Session 1 · light*")
    hand.sees("Closed and sealed", "Lot corrected", "unchanged")


def check_paper(printed: Path) -> None:
    """The original as it was, the amendment below."""
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(printed).pages).split())
    for said in ("lot C26-0419", "was C26-0419, becomes C26-0914", "Reason: Typing error", "by M. Averil", "unchanged"):
        assert said in words
    assert words.index("lot C26-0419") < words.index("becomes C26-0914")


def check_file(path: Path) -> None:
    """The program finds all of it again; another one is refused."""
    desk = Desk.open(path)
    try:
        (client,) = desk.clients.find("C26-0914")
        voided, treated = desk.visits.timeline(client.id)
        assert voided.voided
        assert any(line.startswith("Amended") for line in treated.lines)
        assert all(desk.seals.unbroken(card.visit) for card in (voided, treated))
        told = [entry.title for entry in desk.history.of_visit(treated.visit)]
        assert told[:3] == ["Opened, seal checked", "Visit record printed", "Amendment 1 added and sealed"]
        assert desk.visits.get(treated.visit).treatment.cartridge.lot == "C26-0419"
    finally:
        desk.close()
    connection = driver.connect(path)
    try:
        for statement in (
            "UPDATE treatment SET cartridge_lot = 'C26-0914'",
            "DELETE FROM note",
            "DELETE FROM amendment",
            "UPDATE voiding SET reason = 'none'",
            "DELETE FROM seal",
        ):
            with pytest.raises(driver.Error, match=r"sealed|never changed"):
                connection.execute(statement)
    finally:
        connection.close()
