"""The practice: who it is, in which country, and where its sheets go."""

from __future__ import annotations

from pathlib import Path

from needledesk import resources, settings
from needledesk.desk.record_file import RecordFile
from needledesk.domain.practice import Country, Practice
from needledesk.errors import BadInput
from needledesk.storage import practice as kept


def countries() -> tuple[Country, ...]:
    """All countries that the program has settings for, by name."""
    rows = resources.toml("countries.toml")["country"]
    return tuple(sorted((Country(**row) for row in rows), key=lambda country: country.name))


def country(code: str) -> Country:
    """The settings of one country. Raises BadInput for a code that is not in the table."""
    for known in countries():
        if known.code == code:
            return known
    raise BadInput(f"There are no settings for the country “{code}”.", do="Choose another in Settings.")


def checked(practice: Practice) -> Practice:
    """The practice as it may be kept. Raises BadInput without a name, a phone number or a known country."""
    if not practice.name.strip():
        raise BadInput("The practice needs a name.", do="It stands at the top of every sheet.")
    if not any(sign.isdigit() for sign in practice.phone):
        raise BadInput("The practice needs a phone number.", do="Clients call it when they worry.")
    country(practice.country)
    return practice


class PracticeDesk:
    """`desk.practice`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def get(self) -> Practice:
        """The practice as it stands."""
        return kept.get(self._file.vault)

    def change(self, practice: Practice) -> Practice:
        """Keep the practice's details. Raises BadInput as `checked` does."""
        from needledesk.domain.history_words import practice_changed  # not needed for the first picture of the window

        practice = checked(practice)
        with self._file.vault.transaction("practice changed", practice_changed(self.get(), practice)):
            kept.keep(self._file.vault, practice)
        return practice

    def country(self) -> Country:
        """The settings of the practice's country."""
        return country(self.get().country)

    def export_folder(self) -> Path:
        """Where exported sheets go: the practice's own choice, else Documents/NeedleDesk."""
        chosen = self.get().export_folder
        return Path(chosen) if chosen else settings.documents()
