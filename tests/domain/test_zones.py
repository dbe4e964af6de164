from __future__ import annotations

import pytest

from needledesk.domain import zones
from needledesk.errors import BadInput


def test_full_face_stands_for_eleven_zones_in_map_order() -> None:
    assert zones.expand(["chin", "full_face"]) == tuple(zones.FACE)
    assert len(zones.FACE) == 11


def test_the_five_zones_that_are_never_treated() -> None:
    assert {*zones.EYELIDS, *zones.LIPS} == set(zones.NEVER) == set(zones.ALL) - set(zones.TREATABLE)
    assert len(zones.NEVER) == 5


def test_a_zone_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadInput, match="elbow") as refused:
        zones.expand(["elbow"])
    assert "forehead" in refused.value.do


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["full_face", "neck"], "Full face, Neck"),
        (["cheek_left", "cheek_right"], "Cheeks"),
        (["lip_vermilion"], "Red of the lips"),
        ([], ""),
    ],
)
def test_zones_in_words(keys: list[str], words: str) -> None:
    assert zones.say(keys) == words


def test_zones_said_together_stand_where_the_first_of_them_does() -> None:
    assert zones.say(["chin", "cheek_left", "forehead", "cheek_right"]) == "Forehead, Cheeks, Chin"
    assert zones.say(["nose", "crows_feet_left", "crows_feet_right"]) == "Crow’s feet, outside the bone, Nose"
    assert zones.say(["eyelid_upper_left", "neck"]) == "Neck, Upper eyelid L"
