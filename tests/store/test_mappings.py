"""What a person mapped by hand is remembered for that unit only."""

from loaders.tables.headings import Field
from loaders.workbook import read_workbook
from store.database import Database
from store.mappings import remember, remembered
from store.submissions import receive
from tests.loaders.sheet_building import FIRST, HEADINGS, NAME, TITLE, UNIT_LINE, xlsx


def test_a_mapping_is_remembered_for_its_unit_only(database: Database) -> None:
    remember(database, "350100", {"甲级 别": Field.TIER}, by="测试")
    remember(database, "350200", {"乙": Field.SECTOR}, by="测试")
    assert remembered(database, "350100") == {"甲级别": Field.TIER}
    assert remembered(database, "350200") == {"乙": Field.SECTOR}
    assert remembered(database, "350300") == {}


def test_a_mapping_can_be_taken_back(database: Database) -> None:
    remember(database, "350100", {"甲": Field.TIER, "乙": Field.SECTOR}, by="测试")
    remember(database, "350100", {"甲": None}, by="测试")
    assert remembered(database, "350100") == {"乙": Field.SECTOR}


def test_the_same_mapping_again_writes_nothing(database: Database) -> None:
    remember(database, "350100", {"甲": Field.TIER}, by="测试")
    before = database.revision()
    remember(database, "350100", {"甲": Field.TIER}, by="测试")
    assert database.revision() == before


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


def test_a_file_read_with_a_heading_mapped_by_hand_is_another_version_even_if_no_number_changes(
    database: Database,
) -> None:
    data = xlsx([[TITLE], [UNIT_LINE], [*HEADINGS, "完工否"], [*FIRST, "否"]])
    first = receive(database, read_workbook(data, NAME), data, by="甲")
    mapping = {"完工否": Field.COMPLETED}
    again = receive(database, read_workbook(data, NAME, mapping), data, by="甲", mapping=mapping)
    assert (first.version, first.error_count) == (1, 0)
    assert (again.version, again.error_count, again.mapping) == (2, 1, {"完工否": "completed"})
