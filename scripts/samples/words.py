"""Word a project's values as a given city would write them into a cell."""

import datetime

from samples.habits import Habit
from samples.projects import Project, reference

Value = str | int | datetime.date | None

NAMES = {kind: {row["code"]: row["name"] for row in reference(kind)} for kind in ("sectors", "tiers", "scenarios")}
CHOICES = {row["code"]: row["name"] for row in reference("choices")}
UNIT_NAMES = {row["code"]: row["name"] for row in reference("units")}
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")

# Placeholders: they prove that people's particulars never get in, without being anybody's.
CONTACTS = {
    "contact": "样例联系人 00000000000",
    "contact_name": "样例联系人",
    "contact_phone": "00000000000",
    "contact_email": "yangli@example.invalid",
}


def word(project: Project, habit: Habit, field: str, sequence: int) -> Value:
    """Return what the city writes into one cell."""
    if field in CONTACTS:
        return CONTACTS[field]
    if field in ("investment_wan", "started_on", "completed_on", "scenarios"):
        return WRITERS[field](project, habit, sequence)
    simple: dict[str, Value] = {
        "sequence": sequence,
        "unit": UNIT_NAMES[project.unit],
        "county": habit.former_counties.get((project.year, project.county), project.county),
        "sector": sector(project, habit),
        "tier": project.tier and habit.tier_words.get(project.tier, NAMES["tiers"][project.tier]),
        "network_mode": habit.network_words.get(project.network_mode, CHOICES[project.network_mode]),
        "build_type": CHOICES[project.build_type],
        "completed": habit.completed_words[0 if project.is_completed else 1],
        "terminals": project.terminals,
        "project_name": project.name,
        "enterprise": project.enterprise,
        "credit_code": project.credit_code,
        "operator": project.operator,
        "note": None,
    }
    return simple[field]


def sector(project: Project, habit: Habit) -> str | None:
    """Write the key sector, or the industry class where that is the habit: in 2023 without its letter."""
    if not habit.writes_classes:
        return project.sector and habit.sector_words.get(project.sector, NAMES["sectors"][project.sector])
    text = project.industry_class
    digits = text[: next(place for place, char in enumerate(text) if not char.isdigit())]
    if project.year == 2023 or project.sector is None:
        return f"{digits} {text.removeprefix(digits)}"
    return ("D" if digits == "44" else "C") + text


def scenarios(project: Project, habit: Habit, _: int) -> str | None:
    """List the scenarios in one cell, in the city's style: a separator, or a numbering and line breaks."""
    words = [habit.scenario_words.get(code, NAMES["scenarios"][code]) for code in project.scenarios]
    words += project.untranslatable
    style = habit.scenario_style
    if style == "①\n":
        return "\n".join(f"{chr(0x2460 + place)}{text}" for place, text in enumerate(words)) or None
    if "1" in style:
        return "\n".join(style.strip().replace("1", str(place)) + text for place, text in enumerate(words, 1)) or None
    return style.join(words) or None


def investment(project: Project, habit: Habit, sequence: int) -> Value:
    """Write the investment; a loose city changes its mind from row to row."""
    amount = project.investment_wan
    if habit.money_style == "comma":
        return f"{amount:,}万元"
    if habit.money_style == "number":
        return amount
    if amount >= 10000:
        return f"{amount / 10000:g}亿元"
    forms = (
        f"约{amount:,}万元",
        f"{amount}万元",
        f"{amount}".translate(FULL_WIDTH),
        f"{amount / 10000:g}亿元",
    )
    return forms[sequence % len(forms)]


def date(value: datetime.date, style: str, sequence: int) -> Value:
    """Write a date in one of the usual ways; a loose city uses them all."""
    if style == "date" or (style == "loose" and sequence % 3 == 0):
        return value
    if style == "loose":
        style = ("{year}年{month}月", "{year}.{month}")[sequence % 2]
    return style.format(year=value.year, month=value.month)


def started_on(project: Project, habit: Habit, sequence: int) -> Value:
    """Write when the building began."""
    return date(project.started_on, habit.date_style, sequence)


def completed_on(project: Project, habit: Habit, sequence: int) -> Value:
    """Write when the project was completed, nothing while it is not."""
    return date(project.completed_on, habit.date_style, sequence) if project.is_completed else None


WRITERS = {
    "investment_wan": investment,
    "scenarios": scenarios,
    "started_on": started_on,
    "completed_on": completed_on,
}
