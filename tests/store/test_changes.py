"""What a table sent again changes is told project by project, field by field, and nothing else."""

from dataclasses import replace

import pytest

from loaders.tables.project import Project
from loaders.workbook import Reading, read_workbook
from store.changes import changes
from store.contents import readings
from store.database import Database
from store.submissions import receive
from tests.loaders.sheet_building import NAME, TITLE, UNIT_LINE, xlsx

HEADINGS = [
    "序号", "项目名称", "企业名称", "统一社会信用代码", "所在县（市、区）", "所属重点行业", "建设类型", "典型应用场景",
    "投资额（万元）", "5G终端数（个）",
]  # fmt: skip
SENT = [
    [1, "5G智慧炼钢项目", "样例甲有限公司", None, "马尾区", "钢铁", "产线级", "机器视觉质检、厂区智能物流", 1200.5, 80],
    [2, "柔性织造车间", "样例乙有限公司", None, "长乐区", "纺织", "车间级", "柔性生产制造", 300, 12],
    [3, "无人仓", "样例丙有限公司", None, "仓山区", "电子设备制造", "工厂级", "厂区智能物流", 900, 45],
    [4, "5G数字矿山", "样例丁有限公司", None, "闽清县", "采矿", "工厂级", "无人智能巡检", 5000, 300],
    [5, "全连接示范线", "样例戊有限公司", None, "福清市", "电子设备制造", "产线级", "机器视觉质检", 700, 30],
]
# Another order; 甲: tier, investment and one scenario more; 乙: the enterprise's name; 丙: left out; 戊: the
# project's name; 己: new.
SENT_AGAIN = [
    [1, "5G数字矿山", "样例丁有限公司", None, "闽清县", "采矿", "工厂级", "无人智能巡检", 5000, 300],
    [2, "柔性织造车间", "样例乙纺织集团有限公司", None, "长乐区", "纺织", "车间级", "柔性生产制造", 300, 12],
    [3, "5G智慧炼钢项目", "样例甲有限公司", None, "马尾区", "钢铁", "车间级",
     "厂区智能物流、机器视觉质检、远程设备操控", 1500, 80],
    [4, "5G全连接示范产线", "样例戊有限公司", None, "福清市", "电子设备制造", "产线级", "机器视觉质检", 700, 30],
    [5, "5G港口", "样例己有限公司", None, "马尾区", "其他", "工厂级", "远程设备操控", None, None],
]  # fmt: skip


def table(*rows: list) -> Reading:
    return read_workbook(xlsx([[TITLE], [UNIT_LINE], HEADINGS, *rows]), NAME)


def project(**values: object) -> Project:
    """Make a project that says hardly anything."""
    blank = dict.fromkeys(Project.__dataclass_fields__)
    return Project(**blank | {"scenarios": (), "sheet": "表1", "row": 4, "cell": "B4"} | values)  # type: ignore[arg-type]


def reading(*projects: Project) -> Reading:
    numbered = tuple(replace(project, row=4 + place) for place, project in enumerate(projects))
    return Reading(NAME, 2025, "350100", numbered, (), {}, ())


def counts(before: Reading, after: Reading) -> tuple[int, int, int, int]:
    """Return how many were added, removed, changed and left alone."""
    found = changes(before, after)
    return len(found.added), len(found.removed), len(found.changed), found.unchanged


def test_a_known_table_sent_again_with_known_changes_gives_exactly_these() -> None:
    found = changes(table(*SENT), table(*SENT_AGAIN))
    assert [project.enterprise for project in found.added] == ["样例己有限公司"]
    assert [project.enterprise for project in found.removed] == ["样例丙有限公司"]
    assert found.unchanged == 1
    assert {
        changed.after.row: [(field.name, field.before, field.after) for field in changed.fields]
        for changed in found.changed
    } == {
        5: [("企业名称", "样例乙有限公司", "样例乙纺织集团有限公司")],
        6: [
            ("建设类型", "产线级", "车间级"),
            ("典型场景", "机器视觉质检、厂区智能物流", "远程设备操控、机器视觉质检、厂区智能物流"),
            ("投资额（万元）", "1,200.5", "1,500"),
        ],
        7: [("项目名称", "全连接示范线", "5G全连接示范产线")],
    }
    assert [changed.before.row for changed in found.changed] == [5, 4, 8]


def test_what_was_read_and_what_the_store_gives_back_are_the_same(database: Database) -> None:
    data = xlsx([[TITLE], [UNIT_LINE], HEADINGS, *SENT])
    kept = receive(database, read_workbook(data, NAME), data, by="甲")
    with database.reading() as connection:
        stored = readings(connection, [kept.id])[kept.id]
    assert counts(read_workbook(data, NAME), stored) == (0, 0, 0, 5)


def test_an_order_of_rows_and_other_rows_above_are_no_change() -> None:
    moved = read_workbook(xlsx([[TITLE], [UNIT_LINE], HEADINGS, *reversed(SENT)], down=3, right=2), NAME)
    assert changes(table(*SENT), moved).is_none


@pytest.mark.parametrize(
    ("before", "after"),
    [([], []), ([], SENT[:1]), (SENT[:1], []), (SENT[:1], SENT[1:2])],
    ids=["both empty", "first project", "last project gone", "another project"],
)
def test_tables_without_anything_in_common(before: list, after: list) -> None:
    assert counts(table(*before), table(*after)) == (len(after), len(before), 0, 0)


def test_a_missing_name_that_was_filled_in_is_a_change() -> None:
    before = reading(project(enterprise="样例甲公司", tier="plant"))
    after = reading(project(enterprise="样例甲公司", project_name="5G工厂", tier="plant"))
    (changed,) = changes(before, after).changed
    assert [(field.name, field.before, field.after) for field in changed.fields] == [("项目名称", "", "5G工厂")]


def test_rows_without_names_that_say_the_same_are_the_same() -> None:
    nameless = project(tier="plant", terminals=5)
    assert counts(reading(nameless, nameless), reading(nameless)) == (0, 1, 0, 1)


def test_an_enterprise_renamed_altogether_is_known_by_its_credit_code() -> None:
    before = reading(project(enterprise="样例旧名公司", project_name="5G智慧工厂", credit_code="91350100M000100Y43"))
    after = reading(project(enterprise="样例新名公司", project_name="5G智慧工厂一期", credit_code="91350100M000100Y43"))
    (changed,) = changes(before, after).changed
    assert [field.name for field in changed.fields] == ["企业名称", "项目名称"]


def test_of_several_projects_of_one_enterprise_the_most_alike_belong_together() -> None:
    before = reading(*(project(enterprise="样例甲公司", project_name=name) for name in ("5G质检线", "5G无人仓库")))
    after = reading(*(project(enterprise="样例甲公司", project_name=name) for name in ("5G无人仓库二期", "5G质检产线")))
    found = changes(before, after)
    assert [(changed.before.project_name, changed.after.project_name) for changed in found.changed] == [
        ("5G无人仓库", "5G无人仓库二期"),
        ("5G质检线", "5G质检产线"),
    ]


def test_two_enterprises_with_one_name_of_project_stay_two_where_their_codes_differ() -> None:
    before = reading(project(enterprise="样例甲公司", project_name="5G智慧工厂", credit_code="91350100M000100Y43"))
    after = reading(project(enterprise="样例乙公司", project_name="5G智慧工厂", credit_code="91350100M000100Y51"))
    assert counts(before, after) == (1, 1, 0, 0)


def test_a_row_with_its_units_name_is_the_same_as_one_in_its_units_table() -> None:
    told = project(enterprise="样例甲公司", project_name="5G工厂", unit="350100")
    assert changes(reading(told), reading(replace(told, unit=None))).is_none


def test_an_enterprise_with_very_many_projects_is_compared_without_waiting() -> None:
    before = reading(*(project(enterprise="样例甲公司", project_name=f"旧项目{number}") for number in range(400)))
    after = reading(*(project(enterprise="样例甲公司", project_name=f"新项目{number}") for number in range(400)))
    assert counts(before, after) == (400, 400, 0, 0)
