"""Every problem of the catalogue, provoked once, in the cell where it stands."""

import pytest
from sheet_building import FIRST, HEADINGS, NAME, SECOND, TITLE, UNIT_LINE, project_with, with_hidden_row, xlsx

from loaders.problems import CATALOGUE, Problem, Severity, problem
from loaders.workbook import read_workbook

LINES = [[TITLE], [UNIT_LINE]]
#: Found by comparing files, tested with the other checks across files.
ACROSS_FILES = ("duplicate-across-units", "duplicate-across-years")
CASES = [
    ("unit-missing", xlsx([[TITLE], HEADINGS, FIRST]), "汇总表.xlsx", ""),
    ("unit-unknown", project_with("推荐单位", "南昌市"), NAME, "G4"),
    ("unit-mismatch", project_with("推荐单位", "厦门市"), NAME, "G4"),
    ("year-missing", xlsx([[UNIT_LINE], HEADINGS, FIRST]), "福州市.xlsx", ""),
    ("year-mismatch", xlsx([*LINES, HEADINGS, FIRST], [["2024年汇总表"], [UNIT_LINE], HEADINGS, SECOND]), NAME, ""),
    ("enterprise-missing", project_with("企业名称", ""), NAME, "C4"),
    ("project-name-missing", project_with("项目名称", ""), NAME, "B4"),
    ("sector-missing", project_with("所属重点行业", ""), NAME, "D4"),
    ("sector-unknown", project_with("所属重点行业", "炼丹"), NAME, "D4"),
    ("sector-ambiguous", project_with("所属重点行业", "C38"), NAME, "D4"),
    ("tier-missing", project_with("建设类型", ""), NAME, "E4"),
    ("tier-unknown", project_with("建设类型", "县级"), NAME, "E4"),
    ("scenario-missing", project_with("典型应用场景", ""), NAME, "F4"),
    ("scenario-unknown", project_with("典型应用场景", "智能排产"), NAME, "F4"),
    ("scenario-ambiguous", project_with("典型应用场景", "全域智能物流"), NAME, "F4"),
    ("county-unknown", project_with("所在县", "西湖区"), NAME, "G4"),
    ("county-mismatch", project_with("所在县", "平潭县"), NAME, "G4"),
    ("network-mode-unknown", project_with("5G专网模式", "卫星"), NAME, "G4"),
    ("build-type-unknown", project_with("建设方式", "租用"), NAME, "G4"),
    ("investment-unreadable", project_with("总投资", "三千万"), NAME, "G4"),
    ("terminals-unreadable", project_with("5G终端数", "若干"), NAME, "G4"),
    ("date-unreadable", project_with("完工时间", 2024.1), NAME, "G4"),
    ("completed-unknown", project_with("是否已完成", "大概"), NAME, "G4"),
    ("not-completed", project_with("是否已完成", "否"), NAME, "G4"),
    ("completed-after-deadline", project_with("完工时间", "2025-04-01"), NAME, "G4"),
    ("credit-code-invalid", project_with("统一社会信用代码", "91350100MA00000010"), NAME, "G4"),
    ("sector-class-conflict", project_with("国民经济行业大类", "C17纺织业"), NAME, "D4"),
    ("investment-out-of-range", project_with("总投资", "200亿元"), NAME, "G4"),
    ("terminals-out-of-range", project_with("5G终端数", 0), NAME, "G4"),
    ("contact-in-wrong-column", project_with("备注", "13800001111"), NAME, "G4"),
    ("heading-unknown", project_with("项目名称代号", "A"), NAME, "G3"),
    ("hidden-cells", with_hidden_row(), NAME, ""),
    ("duplicate-project", xlsx([*LINES, HEADINGS, FIRST, FIRST]), NAME, "B5"),
    ("no-projects", xlsx([*LINES, HEADINGS]), NAME, ""),
]


@pytest.mark.parametrize(("code", "data", "file", "cell"), CASES, ids=[case[0] for case in CASES])
def test_the_problem_is_found_in_its_cell_and_nothing_else(code: str, data: bytes, file: str, cell: str) -> None:
    assert [(found.code, found.cell) for found in read_workbook(data, file).problems] == [(code, cell)]


def test_every_problem_of_the_catalogue_is_provoked_here() -> None:
    assert sorted([*(case[0] for case in CASES), *ACROSS_FILES]) == sorted(CATALOGUE)


@pytest.mark.parametrize(("code", "data", "file", "cell"), CASES, ids=[case[0] for case in CASES])
def test_every_sentence_is_filled_in(code: str, data: bytes, file: str, cell: str) -> None:
    found = read_workbook(data, file).problems[0]
    assert found.message and found.suggestion
    assert "{" not in found.message + found.suggestion
    assert found.severity is CATALOGUE[code].severity


@pytest.mark.parametrize(
    ("severity", "label"),
    [(Severity.ERROR, "须改正"), (Severity.WARNING, "请核对"), (Severity.HINT, "提示")],
)
def test_severities_have_a_chinese_word(severity: Severity, label: str) -> None:
    assert severity.label == label


def test_a_problem_says_what_where_and_how_to_mend_it() -> None:
    assert problem("unit-mismatch", "表1", "B5", value="厦门市", expected="福州市") == Problem(
        code="unit-mismatch",
        severity=Severity.ERROR,
        sheet="表1",
        cell="B5",
        message="推荐单位“厦门市”与全表“福州市”不一致。",
        suggestion="请改为“福州市”，或移到对应地市的表中。",
    )


@pytest.mark.parametrize(
    ("heading", "value", "message", "suggestion"),
    [
        (
            "典型应用场景",
            "全域智能物流",
            "应用场景“全域智能物流”可能是“全域物流监测”或“厂区智能物流”，未计入。",
            "请在“全域物流监测”或“厂区智能物流”中选一个填写。",
        ),
        (
            "所属重点行业",
            "C38",
            "行业“C38”可能是“装备制造”或“家电”，无法确定。",
            "请在“装备制造”或“家电”中选一个填写。",
        ),
        ("建设类型", "县级", "建设类型“县级”不在词表中。", "请填写：产线级、车间级、工厂级。"),
        ("建设类型", "车间极", "建设类型“车间极”不在词表中。", "是否应为“车间级”？请按词表填写。"),
        ("典型应用场景", "智能排产", "应用场景“智能排产”不在词表中，未计入。", "请按词表填写。"),
        ("所在县", "平潭县", "“平潭县”属于平潭综合实验区，不属于福州市。", "请核对所在县（市、区）和推荐单位。"),
        ("总投资", "三千万", "投资额“三千万”不是数字，或大于1000亿元。", "请只填数字，单位为万元。"),
    ],
)
def test_the_sender_reads_what_to_do(heading: str, value: str, message: str, suggestion: str) -> None:
    found = read_workbook(project_with(heading, value), NAME).problems[0]
    assert (found.message, found.suggestion) == (message, suggestion)
