"""What a damaged record file has lost, in the practitioner's words."""

from __future__ import annotations

from dataclasses import dataclass

from needledesk.domain import row_words


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """Rows of one `table` that cannot be read. `client`: the number, such as `C-0007`; `visit`: its day in words.

    Both are empty where the rows belong to nobody, or nobody can say any more to whom.
    """

    table: str
    client: str = ""
    visit: str = ""

    @property
    def words(self) -> str:
        """`A photo (client C-0007, visit of 25 Oct 2026)`."""
        what = row_words.what(self.table)
        whose = ", ".join(
            [*([f"client {self.client}"] if self.client else []), *([f"visit of {self.visit}"] if self.visit else [])]
        )
        return f"{what[0].upper()}{what[1:]}" + (f" ({whose})" if whose else "")
