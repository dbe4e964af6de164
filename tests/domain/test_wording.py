"""The words on the verdict card, and the words that appear nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Finding, Verdict
from needledesk.domain.wording import elsewhere

Screen = Callable[..., Verdict]
CLAIMS = re.compile(r"safe|cleared|approved|permanent|immediate|no down ?time|very rare", re.IGNORECASE)
HELD_BACK = re.compile(r"\b(stop|stops|stopped|stopping|pause|paused|discontinu\w*)\b", re.IGNORECASE)


def texts(protocol: Protocol) -> Iterator[tuple[str, str]]:
    """Every text of the protocol with its place."""
    for thing in (*protocol.groups, *protocol.questions, *protocol.rules.values()):
        for name, value in asdict(thing).items():
            if isinstance(value, str):
                yield f"{getattr(thing, 'key', '') or getattr(thing, 'id', '')}.{name}", value


def test_the_protocol_claims_nothing_it_must_not(shipped: Protocol) -> None:
    assert [place for place, text in texts(shipped) if CLAIMS.search(text)] == []


def test_no_text_of_the_protocol_tells_anyone_to_give_up_a_medicine(shipped: Protocol) -> None:
    assert [place for place, text in texts(shipped) if HELD_BACK.search(text)] == []


@pytest.fixture
def found(screen: Screen) -> Callable[..., Finding]:
    def only(key: str, **given: object) -> Finding:
        answer = Answer(Reply.YES, **given)  # type: ignore[arg-type]
        findings = screen({key: answer}).findings
        assert len(findings) == 1
        return findings[0]

    return only


@pytest.mark.parametrize(
    ("key", "given", "title", "reason"),
    [
        (
            "scleroderma",
            {},
            "Scleroderma: yes",
            "The checklist says do not treat. This program does not offer a way round. Reason: scleroderma.",
        ),
        (
            "herpes_history",
            {},
            "Cold sores or other herpes, ever: yes",
            "One letter, two answers: the history, and prevention",
        ),
        ("acne_active", {"zones": ("chin",)}, "Active spots, chin", "Chin left out today"),
        (
            "blood_thinner",
            {"prescribed": Reply.YES, "name": "apixaban"},
            "Blood thinner, prescribed",
            "The prescriber decides, in writing; change nothing because of this appointment",
        ),
        (
            "isotretinoin",
            {"current": True},
            "Isotretinoin, still taking",
            "No date yet: counted from the last capsule",
        ),
        (
            "isotretinoin",
            {"last": When("unknown")},
            "Isotretinoin, last capsule not known",
            "A date that is not known never counts as long ago",
        ),
        ("isotretinoin", {"last": When("2026-07-14")}, "Isotretinoin, 14 Jul", "6 months after the last capsule"),
        (
            "isotretinoin",
            {"last": When("2027-01-02")},
            "Isotretinoin, 2 Jan 2027",
            "6 months after the last capsule",
        ),
        (
            "retinoid",
            {"last": When("2026-11-21T21:00")},
            "Vitamin A cream, 21 Nov, 21:00",
            "24 hours between use and treatment",
        ),
        (
            "nsaid",
            {"last": When("2026-11-21"), "prescribed": Reply.UNSURE},
            "Ibuprofen and similar, prescribed or not, 21 Nov",
            "First find out whether a doctor prescribed it",
        ),
        ("rosacea", {}, "Rosacea: yes", "Say which zones"),
        ("x_skin_cancer", {"past": True}, "Skin cancer, in the past", "A doctor answers in writing first"),
        ("x_sun_exposure", {"last": When("2026-11-20")}, "Strong sun or tanning bed, 20 Nov", "14 days: you decide"),
    ],
)
def test_the_card(found: Callable[..., Finding], key: str, given: dict[str, object], title: str, reason: str) -> None:
    finding = found(key, **given)
    assert (finding.title, finding.reason) == (title, reason)


@pytest.mark.parametrize(
    ("key", "last", "arithmetic"),
    [
        ("isotretinoin", "2026-08-31", "31 Aug 2026 + 6 months = Mon 1 Mar 2027"),
        ("isotretinoin", "2026-09", "Sep 2026, counted as 30 Sep 2026, + 6 months = Tue 30 Mar 2027"),
        ("isotretinoin", "2026", "2026, counted as 31 Dec 2026, + 6 months = Thu 1 Jul 2027"),
        ("retinoid", "2026-11-21T21:00", "21 Nov 2026, 21:00 + 24 hours = Sun 22 Nov 2026, 21:00"),
        ("retinoid", "2026-11-21", "end of 21 Nov 2026 + 24 hours = Mon 23 Nov 2026, 00:00"),
        ("retinoid", "2026-11", "end of 30 Nov 2026 + 24 hours = Wed 2 Dec 2026, 00:00"),
    ],
)
def test_the_sum(found: Callable[..., Finding], key: str, last: str, arithmetic: str) -> None:
    assert found(key, last=When(last)).arithmetic == arithmetic


def test_an_answer_tells_only_what_was_asked(found: Callable[..., Finding]) -> None:
    everything = {
        "last": When("2026-11-21"),
        "prescribed": Reply.NO,
        "name": "Advil",
        "zones": ("chin",),
        "current": True,
        "past": True,
    }
    assert found("nsaid", **everything).answer == "Yes; last dose 21 Nov 2026; not prescribed; Advil"
    assert found("isotretinoin", current=True, name="Claravis").answer == "Yes; still taking it; Claravis"
    assert found("x_skin_cancer", past=True, zones=("chin",)).answer == "Yes; in the past; Chin"


def test_findings_keep_what_was_said_out_of_their_repr(screen: Screen) -> None:
    verdict = screen({"other_chronic": Answer(Reply.YES, detail="asthma")})
    assert "asthma" in verdict.findings[0].answer
    assert "asthma" not in repr(verdict) + repr(verdict.findings[0])


def test_what_a_finding_elsewhere_comes_to(shipped: Protocol) -> None:
    asked = shipped.question("x_skin_cancer")
    assert elsewhere(Status.MEDICAL_CLEARANCE, asked) == "Not in a planned zone: a doctor answers in writing first"
    assert elsewhere(Status.PRACTITIONER_DECISION, asked) == "Not in a planned zone: you decide"
    assert elsewhere(Status.MEDICAL_CLEARANCE, replace(asked, reason="")) == "Not in a planned zone: you decide"


def test_a_doctor_decides_about_a_spot_that_is_left_out_too(screen: Screen) -> None:
    spot = screen({"suspicious_lesion": Answer(Reply.YES, zones=("chin",))}).findings[0]
    assert spot.zones == ("chin",)
    assert "left out" not in spot.reason
