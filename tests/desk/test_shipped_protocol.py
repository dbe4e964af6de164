from __future__ import annotations

from needledesk import resources
from needledesk.desk.shipped_protocol import FILES, shipped_protocol, shipped_text
from needledesk.domain.protocol import read


def test_every_file_of_the_folder_is_part_of_it() -> None:
    assert sorted(FILES) == sorted(path.name for path in resources.path("protocol").glob("*.toml"))


def test_the_text_is_the_files_one_after_the_other_and_reads_as_version_1() -> None:
    text = shipped_text()
    assert all(resources.text("protocol", name) in text for name in FILES)
    assert shipped_protocol() == read(text, 1)
