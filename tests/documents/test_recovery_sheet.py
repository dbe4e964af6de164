"""The drawn recovery sheet: one page, and what can be read off it is the key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from documents.conftest import PRACTICE
from pypdf import PdfReader

from needledesk.desk.practice import country
from needledesk.documents.pages import count
from needledesk.documents.recovery_sheet import draw
from needledesk.domain import recovery
from needledesk.domain.recovery_sheet import RecoverySheet, compose
from needledesk.resources import toml

KEY = bytes(range(200, 232))
MADE = datetime(2026, 11, 22, 9, 12, tzinfo=ZoneInfo("America/New_York"))
PAPERS = [("US", (612, 792)), ("GB", (595, 842))]


@pytest.fixture
def sheet() -> RecoverySheet:
    texts = toml("texts", "en", "recovery_sheet.toml")
    return compose(KEY, "7f3a90bc", "studio.needledesk", PRACTICE, texts, MADE)


@pytest.mark.parametrize(("code", "size"), PAPERS)
def test_one_page_that_holds_the_key(
    sheet: RecoverySheet,
    code: str,
    size: tuple[int, int],
    words_of: Callable[[bytes], str],
    well_laid: Callable[..., None],
) -> None:
    data = draw(sheet, country(code))
    assert count(data) == 1
    read = words_of(data)
    for said in ("Recovery sheet", "Alder & Linen", "studio.needledesk, Sun 22 Nov 2026", "kept by", "Key 7f3a90bc"):
        assert said in read
    assert recovery.read(" ".join(re.findall(r"\b\d{1,2} ([0-9A-Z]{5})\b", read))) == KEY
    well_laid(data, size, edge=35.9)


@pytest.mark.parametrize(("code", "size"), PAPERS)
def test_long_names_stay_on_the_one_page(
    sheet: RecoverySheet, code: str, size: tuple[int, int], well_laid: Callable[..., None]
) -> None:
    long = replace(
        sheet, practice="Institut für Hautgesundheit und Kosmetik " * 3, file="practice-" * 16 + "型.needledesk"
    )
    data = draw(long, country(code))
    assert count(data) == 1
    well_laid(data, size, edge=35.9)


def test_the_same_sheet_gives_the_same_bytes_and_its_title_holds_no_key(sheet: RecoverySheet) -> None:
    data = draw(sheet, country("US"))
    assert data == draw(sheet, country("US"))
    assert data != draw(replace(sheet, groups=recovery.groups(bytes(32))), country("US"))
    found = PdfReader(BytesIO(data)).metadata
    assert found is not None
    assert found.title == "Recovery sheet, Key 7f3a90bc"
    assert not any(group in str(dict(found)) for group in sheet.groups)
