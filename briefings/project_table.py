"""The list of projects under Chinese headings: on the screen, in its downloads and in the workbook."""

import pandas as pd

from loaders.vocabulary import Vocabulary


def project_table(projects: pd.DataFrame, words: Vocabulary) -> pd.DataFrame:
    """Return projects under Chinese headings, codes as names; one row each, in their order.

    Columns wanted: enterprise, project_name, credit_code, unit, county, sector, tier, scenarios (tuple of codes),
    year (-1: not recommended by a unit of ours, 0: not told), listed_year and benchmark_year (0: not reached),
    investment_wan (万元), terminals, network_mode, build_type, completed_on, file, sheet, row.
    """
    return pd.DataFrame(
        {
            "企业名称": projects["enterprise"],
            "项目名称": projects["project_name"],
            "推荐单位": projects["unit"].map(words.units.name),
            "县（市、区）": projects["county"].map(words.counties.name),
            "行业": projects["sector"].map(words.sectors.name),
            "建设类型": projects["tier"].map(words.tiers.name),
            "典型场景": projects["scenarios"].map(
                lambda codes: "、".join(words.scenarios.name(code) for code in codes) or "未填报"
            ),
            "阶段": projects.apply(stage_text, axis=1) if len(projects) else [],
            "投资额（万元）": projects["investment_wan"],
            "5G终端（个）": projects["terminals"],
            "专网模式": projects["network_mode"].map(words.network_modes.name),
            "建设方式": projects["build_type"].map(words.build_types.name),
            "完工时间": projects["completed_on"],
            "统一社会信用代码": projects["credit_code"],
            "来源文件": projects["file"],
            "工作表": projects["sheet"],
            "行号": projects["row"],
        }
    )


def stage_text(row: pd.Series) -> str:
    """Say how far a project has come, with the year of each step."""
    steps = ["未经推荐"] if row["year"] < 0 else [f"{row['year'] or '未知年份'}推荐"]
    steps += [f"{row['listed_year']}入选"] if row["listed_year"] else []
    steps += [f"{row['benchmark_year']}标杆"] if row["benchmark_year"] else []
    return "，".join(steps)
