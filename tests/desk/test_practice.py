"""The practice: a name, a phone number and a country that the program knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk import settings
from needledesk.desk.desk import Desk
from needledesk.desk.practice import countries, country
from needledesk.errors import BadInput


def test_every_country_has_what_the_sheet_needs() -> None:
    assert {"US", "GB", "DE"} <= {known.code for known in countries()}
    for known in countries():
        assert known.emergency.isdigit()
        assert known.paper in ("A4", "Letter")
        assert known.date_order in ("dmy", "mdy", "ymd")
        assert known.minimum_age >= 18
        assert known.paracetamol in ("paracetamol", "acetaminophen")


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(BadInput):
        country("XX")


@pytest.mark.parametrize("wrong", [{"name": " "}, {"phone": "none"}, {"country": "XX"}])
def test_what_the_sheet_cannot_do_without_is_asked_for(desk: Desk, practice, wrong) -> None:
    with pytest.raises(BadInput):
        desk.practice.change(replace(practice, **wrong))
    assert desk.practice.get() == practice


def test_the_export_folder_is_the_practices_own_or_the_usual_one(desk: Desk, practice, tmp_path) -> None:
    assert desk.practice.export_folder() == tmp_path / "sheets"
    desk.practice.change(replace(practice, export_folder=""))
    assert desk.practice.export_folder() == settings.documents()
