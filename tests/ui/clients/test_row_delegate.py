from __future__ import annotations

import pytest

from needledesk.desk import clients
from needledesk.ui.clients.row_delegate import STATES, matches


@pytest.mark.parametrize(
    ("name", "searched", "marked"),
    [
        ("Ottilie Farnwick", "farn", ["Farn"]),
        ("Ottilie Farnwick", "OTT farn", ["Ott", "Farn"]),
        ("José Núñez", "nunez", ["Núñez"]),
        ("José Núñez", "JOSE", ["José"]),
        ("Ottilie Farnwick", "202", []),
        ("Ottilie Farnwick", "", []),
        ("Anna Strauß", "anna", ["Anna"]),
    ],
)
def test_the_letters_that_were_searched_for_are_marked(name: str, searched: str, marked: list[str]) -> None:
    assert [name[start:end] for start, end in matches(name, searched)] == marked


def test_every_state_the_desk_gives_has_an_icon() -> None:
    source = clients.__loader__.get_source(clients.__name__)  # type: ignore[union-attr]
    given = {line.split('return "')[1].split('"')[0] for line in source.splitlines() if 'return "' in line}
    assert given == set(STATES)
