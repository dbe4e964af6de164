"""Zones are written in the order of the map, and a reason stays only with the depth that asks for it."""

from __future__ import annotations

from needledesk.domain.treatment import Intensity, Treatment, ZoneWork
from needledesk.domain.zone_work import (
    mirrored,
    other_side,
    short_name,
    with_depth,
    with_passes,
    with_reason,
    without,
    work_on,
)


def test_a_first_depth_starts_with_one_pass() -> None:
    assert with_depth(Treatment(), "nose", 0.5).zones == (ZoneWork("nose", 0.5, 1),)


def test_another_depth_keeps_the_passes() -> None:
    treatment = with_passes(with_depth(Treatment(), "nose", 0.5), "nose", 3)
    assert with_depth(treatment, "nose", 1.0).zones == (ZoneWork("nose", 1.0, 3),)


def test_zones_stand_in_map_order_however_they_were_tapped() -> None:
    treatment = with_depth(with_depth(Treatment(), "chin", 0.5), "forehead", 0.5)
    assert [work.zone for work in treatment.zones] == ["forehead", "chin"]


def test_a_reason_stays_over_one_and_a_half_and_goes_below() -> None:
    deep = with_reason(with_depth(Treatment(), "chin", 2.0), "chin", "old scar")
    deeper, shallow = with_depth(deep, "chin", 2.5), with_depth(deep, "chin", 1.5)
    assert (deeper.zones[0].reason, shallow.zones[0].reason) == ("old scar", "")


def test_passes_and_reason_of_an_untreated_zone_change_nothing() -> None:
    assert with_passes(Treatment(), "chin", 2) == with_reason(Treatment(), "chin", "why") == Treatment()


def test_erasing_the_last_zone_forgets_the_chosen_intensity() -> None:
    two = Treatment(zones=(ZoneWork("nose", 1.0, 1), ZoneWork("chin", 1.0, 1)), chosen=Intensity.MILD)
    one = without(two, "nose")
    assert one.chosen is Intensity.MILD
    assert without(one, "chin") == Treatment()
    assert work_on(one, "nose") is None


def test_only_paired_zones_have_another_side() -> None:
    assert other_side("cheek_left") == "cheek_right"
    assert other_side("crows_feet_right") == "crows_feet_left"
    assert other_side("nose") == ""


def test_the_other_side_gets_the_same() -> None:
    left = with_passes(with_depth(Treatment(), "cheek_left", 1.5), "cheek_left", 3)
    assert mirrored(left, "cheek_left").zones == (ZoneWork("cheek_right", 1.5, 3), ZoneWork("cheek_left", 1.5, 3))
    assert mirrored(left, "cheek_right") == left
    nose = with_depth(Treatment(), "nose", 0.5)
    assert mirrored(nose, "nose") == nose


def test_a_short_name_leaves_the_explanation_out() -> None:
    assert short_name("crows_feet_left") == "Crow’s feet L"


def test_a_zone_without_an_explanation_keeps_its_whole_name() -> None:
    assert short_name("cheek_left") == "Cheek L"
