"""The list of projects under Chinese headings: on the screen, in its downloads and in the workbook."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from loaders.vocabulary import Vocabulary


def project_table(projects: pd.DataFrame, words: Vocabulary) -> pd.DataFrame:
    """Return projects under Chinese headings, codes as names; one row each, in their order (see `headed`)."""
    return pd.DataFrame(headed(projects, words))


def headed(projects: Mapping[str, Sequence[Any]] | pd.DataFrame, words: Vocabulary) -> dict[str, Sequence[Any]]:
    """Return the columns of projects under Chinese headings, codes as names.

    Columns wanted: enterprise, project_name, credit_code, unit, county, sector, tier, scenarios (tuple of codes),
    year (-1: not recommended by a unit of ours, 0: not told), listed_year and benchmark_year (0: not reached),
    investment_wan (万元), terminals, network_mode, build_type, completed_on, file, sheet, row.
    """
    return {
        "企业名称": projects["enterprise"],
        "项目名称": projects["project_name"],
        "推荐单位": [words.units.name(code) for code in projects["unit"]],
        "县（市、区）": [words.counties.name(code) for code in projects["county"]],
        "行业": [words.sectors.name(code) for code in projects["sector"]],
        "建设类型": [words.tiers.name(code) for code in projects["tier"]],
        "典型场景": ["、".join(map(words.scenarios.name, codes)) or "未填报" for codes in projects["scenarios"]],
        "阶段": list(map(stage_text, projects["year"], projects["listed_year"], projects["benchmark_year"])),
        "投资额（万元）": projects["investment_wan"],
        "5G终端（个）": projects["terminals"],
        "专网模式": [words.network_modes.name(code) for code in projects["network_mode"]],
        "建设方式": [words.build_types.name(code) for code in projects["build_type"]],
        "完工时间": projects["completed_on"],
        "统一社会信用代码": projects["credit_code"],
        "来源文件": projects["file"],
        "工作表": projects["sheet"],
        "行号": projects["row"],
    }


def stage_text(year: int, listed_year: int, benchmark_year: int) -> str:
    """Say how far a project has come, with the year of each step."""
    steps = ["未经推荐"] if year < 0 else [f"{year or '未知年份'}推荐"]
    steps += [f"{listed_year}入选"] if listed_year else []
    steps += [f"{benchmark_year}标杆"] if benchmark_year else []
    return "，".join(steps)
