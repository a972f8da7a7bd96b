"""Readings and published lines made in memory: what a test of the store puts in, without any workbook."""

from dataclasses import replace

from loaders.directory import Outcome
from loaders.problems import Problem, Severity
from loaders.tables.headings import Field
from loaders.tables.project import Project
from loaders.workbook import Reading

FUZHOU, XIAMEN = "350100", "350200"
WARNING = Problem("tier-missing", Severity.WARNING, "汇总表", "F5", "没有填写建设类型。", "请填写。")
ERROR = Problem("unit-missing", Severity.ERROR, "汇总表", "", "没有找到推荐单位。", "请写明。")


def project(enterprise: str | None, name: str | None, *scenarios: str, **values: object) -> Project:
    """Make a project of which little is known."""
    plain = dict.fromkeys(Project.__slots__) | {"sheet": "汇总表", "row": 5, "cell": "C5"}
    told = {"enterprise": enterprise, "project_name": name, "scenarios": scenarios}
    return Project(**plain | told | values)  # type: ignore[arg-type]


def reading(*projects: Project, unit: str | None = FUZHOU, year: int | None = 2025, file: str = "报送.xlsx") -> Reading:
    """Make what is read of a table with these rows."""
    return Reading(
        file=file,
        year=year,
        unit=unit,
        projects=projects,
        problems=(),
        columns={Field.PROJECT_NAME: "项目名称", Field.ENTERPRISE: "企业名称"},
        unmapped=(),
    )


def rich(unit: str, year: int, size: int = 3) -> Reading:
    """Make a reading with something in every table of the store: projects, a repeat, uses, problems."""
    rows = [
        project(
            f"样例{number}公司",
            f"样例项目{number}",
            "machine_vision_inspection",
            "remote_equipment_control",
            row=number,
        )
        for number in range(1, size + 1)
    ]
    return replace(reading(*rows, unit=unit, year=year), problems=(WARNING, ERROR), repeats=(rows[0],))


def outcome(enterprise: str, name: str, year: int, stage: str = "listed", **values: object) -> Outcome:
    """Make a published line of this province."""
    plain = {"credit_code": None, "unit": None, "is_ours": True, "sheet": "", "row": 0}
    told = {"stage": stage, "year": year, "enterprise": enterprise, "project_name": name}
    return Outcome(**plain | told | values)  # type: ignore[arg-type]
