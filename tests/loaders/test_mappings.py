"""What a person mapped by hand is remembered for that unit only."""

from pathlib import Path

import pytest
from sheet_building import NAME, TITLE, UNIT_LINE, xlsx

from loaders.mappings import remember, remembered
from loaders.tables.headings import Field
from loaders.workbook import read_workbook


def test_a_mapping_is_remembered_for_its_unit_only(tmp_path: Path) -> None:
    file = tmp_path / "local" / "mappings.json"
    remember("350100", {"甲级 别": Field.TIER}, file)
    remember("350200", {"乙": Field.SECTOR}, file)
    assert remembered("350100", file) == {"甲级别": Field.TIER}
    assert remembered("350200", file) == {"乙": Field.SECTOR}
    assert remembered("350300", file) == {}


def test_a_mapping_can_be_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "mappings.json"
    remember("350100", {"甲": Field.TIER}, file)
    remember("350100", {"甲": None}, file)
    assert remembered("350100", file) == {}


@pytest.mark.parametrize("content", ["", "[]", "{", '{"350100": {"甲": "no-such-field"}}'])
def test_a_damaged_file_counts_as_empty(tmp_path: Path, content: str) -> None:
    file = tmp_path / "mappings.json"
    file.write_text(content, encoding="utf-8")
    assert remembered("350100", file) == {}


def test_a_mapped_heading_is_read_like_a_known_one() -> None:
    data = xlsx(
        [
            [TITLE],
            [UNIT_LINE],
            ["项目名称", "企业名称", "所属重点行业", "甲级", "典型应用场景"],
            ["甲项目", "甲公司", "钢铁", "车间级", "机器视觉质检"],
        ]
    )
    assert [found.code for found in read_workbook(data, NAME).problems] == ["tier-missing"]
    mapped = read_workbook(data, NAME, {"甲级": Field.TIER})
    assert (mapped.projects[0].tier, mapped.problems, mapped.unmapped) == ("workshop", (), ())
