"""Public figures and targets: dated, sourced, and kept side by side where sources disagree."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from loaders.vocabulary import read_rows

#: How sure a figure is: official text, official figure in a repost, or weak; a target set here is what was entered.
CERTAINTY_NAMES = {"H": "官方原文", "M": "转载稿", "L": "待核实", "S": "本省设定"}
#: The certainty of a target that somebody has entered here.
SET_HERE = "S"
#: What a public figure counts.
FIGURE_NAMES = {
    "listed": "入选名录项目数",
    "industry_class": "国民经济大类数",
    "province": "覆盖省份数",
    "city": "覆盖城市数",
    "investment_yi": "投资额（亿元）",
    "scenario_note": "场景覆盖",
    "benchmark": "标杆示范数",
    "benchmark_note": "标杆",
    "factory": "项目库5G工厂数",
    "ownership": "企业性质占比（%）",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached by the end of `year`; `scope` is national, province or a unit's code."""

    code: str
    scope: str
    metric: str
    name: str
    value: float
    unit_label: str
    year: int
    certainty: str
    source: str


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """One published number, or the words that stand where no number was published."""

    year: int
    metric: str
    area: str
    value: float | None
    text: str
    certainty: str
    source: str


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One Chinese term, its one English name in the code, and what it means."""

    term: str
    english: str
    meaning: str
    source: str


@dataclass(frozen=True)
class Facts:
    """Targets and public figures, as `data/reference/` lists them."""

    targets: tuple[Target, ...]
    figures: tuple[PublicFigure, ...]


@lru_cache(maxsize=1)
def facts() -> Facts:
    """Read targets and public figures once per process."""
    targets = tuple(
        Target(**row | {"value": float(row["value"]), "year": int(row["year"])})  # type: ignore[arg-type]
        for row in read_rows("targets.csv")
    )
    figures = tuple(
        PublicFigure(**row | {"year": int(row["year"]), "value": float(row["value"]) if row["value"] else None})  # type: ignore[arg-type]
        for row in read_rows("national_directory.csv")
    )
    return Facts(targets, figures)


@cache
def deadline(year: int) -> str:
    """Return the last day on which a unit could recommend in `year`, as 2024-09-15; unpublished: the year's last."""
    dates = [row["date"] for row in read_rows("deadlines.csv") if row["step"] == "recommendation"]
    return next((date for date in dates if date.startswith(str(year))), f"{year}-12-31")


@cache
def submission_deadline(year: int) -> date | None:
    """Return the last day on which a unit's table was due in the province; None where nothing was published."""
    dates = {row["step"]: row["date"] for row in read_rows("deadlines.csv") if row["year"] == str(year)}
    last = dates.get("table") or dates.get("recommendation")
    return date.fromisoformat(last) if last else None


@cache
def years_with_deadlines() -> tuple[int, ...]:
    """Return the years for which a deadline was published, ascending."""
    return tuple(sorted({int(row["year"]) for row in read_rows("deadlines.csv")}))


def glossary() -> tuple[GlossaryEntry, ...]:
    """Return the terms of the field with their names in the code."""
    return tuple(GlossaryEntry(**row) for row in read_rows("glossary.csv"))
