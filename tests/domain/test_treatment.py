"""Light or deep: from the depth, what was seen, and what was aimed at (C-24)."""

from __future__ import annotations

import pytest

from needledesk.domain.treatment import Endpoint, Intensity, Treatment, ZoneWork, graded

MILD, DEEP = Intensity.MILD, Intensity.DEEP
SHALLOW = (ZoneWork("chin", 0.99, 3), ZoneWork("nose", 0.25, 1))


@pytest.mark.parametrize(
    ("treatment", "intensity"),
    [
        (Treatment(), None),
        (Treatment(endpoint=Endpoint.MORE, scar_target=True), None),
        (Treatment(zones=SHALLOW), MILD),
        (Treatment(zones=(*SHALLOW, ZoneWork("cheek_left", 1.0, 1))), DEEP),
        (Treatment(zones=SHALLOW, endpoint=Endpoint.NONE), MILD),
        (Treatment(zones=SHALLOW, endpoint=Endpoint.REDNESS), MILD),
        (Treatment(zones=SHALLOW, endpoint=Endpoint.PINPOINT), DEEP),
        (Treatment(zones=SHALLOW, endpoint=Endpoint.MORE), DEEP),
        (Treatment(zones=SHALLOW, scar_target=True), DEEP),
    ],
)
def test_deep_from_one_millimetre_or_blood_or_a_scar(treatment: Treatment, intensity: Intensity | None) -> None:
    assert graded(treatment) is intensity
    assert treatment.intensity is intensity


def test_the_practitioner_may_grade_it_otherwise() -> None:
    assert Treatment(zones=SHALLOW, chosen=DEEP).intensity is DEEP
    assert Treatment(zones=(ZoneWork("chin", 2.0, 3),), chosen=MILD).intensity is MILD


def test_the_words_for_it() -> None:
    assert (MILD.word, DEEP.word) == ("light", "deep")
