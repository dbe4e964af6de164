"""What was done to the skin comes back as it was written down."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest

from needledesk.domain.treatment import Cartridge, DeviceType, Endpoint, Intensity, Product, Treatment, ZoneWork
from needledesk.errors import NotFound
from needledesk.storage import treatment
from needledesk.storage.vault import Vault


@pytest.fixture
def everything(at: datetime) -> Treatment:
    return Treatment(
        device="Pen 3",
        device_type=DeviceType.ROLLER,
        speed="8000",
        cartridge=Cartridge("L-1", date(2027, 3, 31), 12, True),
        products=(Product("HA", "H-2", date(2027, 1, 1), False, "asked for it"), Product("Glide")),
        zones=(ZoneWork("cheek_left", 1.5, 4, "old scar"), ZoneWork("chin", 0.25, 1)),
        endpoint=Endpoint.PINPOINT,
        scar_target=True,
        chosen=Intensity.MILD,
        numbing="cream, 30 min",
        started=at,
        finished=at + timedelta(minutes=40),
    )


def test_no_field_is_left_out_of_this_test(everything: Treatment) -> None:
    """A field that is added to one of these must be kept too."""
    pairs = (
        (everything, Treatment()),
        (everything.cartridge, Cartridge()),
        (everything.products[0], Product("")),
        (everything.zones[0], ZoneWork("", 0, 0)),
    )
    for full, bare in pairs:
        assert all(getattr(full, field.name) != getattr(bare, field.name) for field in fields(full))  # type: ignore[arg-type]


def test_everything_comes_back_in_the_visit_s_zone(vault: Vault, visit: int, everything: Treatment) -> None:
    treatment.keep(vault, visit, everything)
    back = treatment.get(vault, visit)
    assert back == everything
    assert back.finished is not None
    assert back.finished.tzinfo == everything.finished.tzinfo  # type: ignore[union-attr]
    assert treatment.zones(vault, visit) == ("cheek_left", "chin")


def test_keeping_again_replaces_all_of_it(vault: Vault, visit: int, everything: Treatment) -> None:
    treatment.keep(vault, visit, everything)
    treatment.keep(vault, visit, Treatment())
    assert treatment.get(vault, visit) == Treatment()
    assert vault.row("SELECT finished FROM visit WHERE id = ?", visit)["finished"] is None


def test_the_intensity_is_kept_as_graded_then(vault: Vault, visit: int, everything: Treatment) -> None:
    kept = []
    for work in (everything, replace(everything, chosen=None), Treatment()):
        treatment.keep(vault, visit, work)
        kept.append(vault.row("SELECT intensity FROM treatment")["intensity"])
    assert kept == ["mild", "deep", None]


def test_nothing_written_down_yet_is_an_empty_treatment(vault: Vault, visit: int) -> None:
    assert treatment.get(vault, visit) == Treatment()


def test_a_visit_that_is_not_there(vault: Vault) -> None:
    with pytest.raises(NotFound):
        treatment.get(vault, 7)
    with pytest.raises(NotFound):
        treatment.keep(vault, 7, Treatment())
