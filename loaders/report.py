"""Say what was found in files: as lines of JSON for programs, as a short report for people."""

import json
import re
from collections.abc import Iterable
from typing import Any

from loaders.guarded import Rejected
from loaders.problems import Problem, Severity
from loaders.tables.project import Project
from loaders.vocabulary import CodeTable, TermType, vocabulary
from loaders.workbook import Reading

Result = Reading | Rejected

#: JSON leaves these as they are, though readers of lines take them for the end of one.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
#: Control characters and marks that turn the writing round: a cell must not steer the terminal.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_STATUSES = {"accepted": "通过", "with_problems": "有问题", "rejected": "无法读取"}


def status(result: Result) -> str:
    """Return `accepted`, `with_problems` or `rejected`."""
    return "rejected" if isinstance(result, Rejected) else result.status


def is_in_order(result: Result) -> bool:
    """Return whether a file was read and none of its problems is an error."""
    return isinstance(result, Reading) and all(found.severity is not Severity.ERROR for found in result.problems)


def as_json(result: Result, with_projects: bool) -> str:
    """Return a result as one line of JSON."""
    line = json.dumps(_as_record(result, with_projects), ensure_ascii=False)
    for character, escape in _LINE_ENDS.items():
        line = line.replace(character, escape)
    return line


def _as_record(result: Result, with_projects: bool) -> dict[str, Any]:
    record: dict[str, Any] = {
        "file": result.file,
        "status": status(result),
        "unit": None,
        "year": None,
        "rows": 0,
        "columns": {},
        "unmapped": [],
        "problems": [],
        "error": None,
    }
    projects: list[Project] = []
    if isinstance(result, Rejected):
        record["error"] = {"code": result.code, "message": result.message}
    else:
        projects = in_order_of_rows(result)
        record |= {
            "unit": _name(vocabulary().units, result.unit),
            "year": result.year,
            "rows": len(projects),
            "columns": {field.value: heading for field, heading in result.columns.items()},
            "unmapped": list(result.unmapped),
            "problems": [_problem(found) for found in result.problems],
        }
    return record | ({"projects": [_project(project) for project in projects]} if with_projects else {})


def in_order_of_rows(reading: Reading) -> list[Project]:
    """Return all rows of a file that are projects, repeated ones too, in the order in which they stand there."""
    rows = (*reading.projects, *reading.repeats)
    sheets = list(dict.fromkeys(project.sheet for project in rows))
    return sorted(rows, key=lambda project: (sheets.index(project.sheet), project.row))


def _problem(found: Problem) -> dict[str, str]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "sheet": found.sheet,
        "cell": found.cell,
        "message": found.message,
        "suggestion": found.suggestion,
    }


def _project(project: Project) -> dict[str, Any]:
    words = vocabulary()
    return {
        "project_name": project.project_name,
        "enterprise": project.enterprise,
        "credit_code": project.credit_code,
        "unit": _name(words.units, project.unit),
        "county": _name(words.counties, project.county),
        "sector": _name(words.sectors, project.sector),
        "tier": _name(words.tiers, project.tier),
        "scenarios": [_name(words.scenarios, code) for code in project.scenarios],
        "network_mode": _name(words.network_modes, project.network_mode),
        "build_type": _name(words.build_types, project.build_type),
        "investment_wan": project.investment_wan,
        "terminals": project.terminals,
        "completed_on": project.completed_on,
        "sheet": project.sheet,
        "row": project.row,
    }


def _name(table: CodeTable[TermType], code: str | None) -> str | None:
    return None if code is None else table.name(code)


def as_text(result: Result, with_projects: bool) -> str:
    """Return a result as a few lines for people."""
    if isinstance(result, Rejected):
        return printable(f"✗ {result.file}\n    无法读取（{result.code}）：{result.message}")
    unit = _name(vocabulary().units, result.unit) or "推荐单位不明"
    year = f"{result.year}年" if result.year else "年度不明"
    mark = {"accepted": "✓", "with_problems": "!"}[result.status]
    rows = len(result.projects) + len(result.repeats)
    lines = [f"{mark} {result.file}", f"    {unit}，{year}，{rows}个项目，{_STATUSES[result.status]}"]
    for found in result.problems:
        place = f"{found.sheet}!{found.cell}" if found.cell else found.sheet
        lines.append(f"    [{found.severity.label}] {place}：{found.message}{found.suggestion}（{found.code}）")
    if result.unmapped:
        lines.append(f"    未识别的表头：{'、'.join(result.unmapped)}")
    if with_projects:
        lines += [
            f"    {project.sheet}第{project.row}行：{project.enterprise or '—'}，{project.project_name or '—'}"
            for project in in_order_of_rows(result)
        ]
    return printable("\n".join(" ".join(line.split("\n")) for line in lines))


def as_summary(results: Iterable[Result]) -> str:
    """Return how many files ended in which status, as one line."""
    counts = dict.fromkeys(_STATUSES, 0)
    for result in results:
        counts[status(result)] += 1
    return f"共{sum(counts.values())}个文件：" + "，".join(f"{name}{counts[key]}个" for key, name in _STATUSES.items())


def printable(text: str) -> str:
    """Return text without what would steer a terminal; line breaks stay."""
    return "\n".join(_UNPRINTABLE.sub("\ufffd", line) for line in text.split("\n"))
