"""Eight invented projects on which every number can be counted by hand."""

import pandas as pd

from loaders.facts import Facts, facts
from loaders.vocabulary import vocabulary
from metrics.landscape import Filters, Landscape, View

COLUMNS = ["unit", "sector", "tier", "year", "listed_year", "benchmark_year", "scenarios"]
PROJECTS = [
    ("350100", "electronics", "line", 2023, 2023, 2024, ("machine_vision_inspection", "plant_logistics")),
    ("350100", "steel", "workshop", 2023, 2024, 0, ("logistics_monitoring",)),
    ("350200", "electronics", "plant", 2024, 2024, 0, ("flexible_manufacturing", "machine_vision_inspection")),
    ("350200", "other", "plant", 2024, 0, 0, ("smart_security",)),
    ("350128", "power", "unknown", 2024, 0, 0, ()),
    ("unknown", "unknown", "plant", 2024, 0, 0, ("machine_vision_inspection",)),
    ("350500", "steel", "line", 2025, 2025, 0, ("plant_logistics", "logistics_monitoring")),
    ("350500", "textile", "workshop", 2025, 0, 0, ("unit_simulation",)),
]


def frame(*projects: tuple) -> pd.DataFrame:
    """Lay projects out as the loaders do."""
    return pd.DataFrame(projects, columns=COLUMNS)


def uses(projects: pd.DataFrame) -> pd.DataFrame:
    """Lay the uses of projects out as the store does."""
    used = [(row, code) for row, codes in enumerate(projects["scenarios"]) for code in codes]
    return pd.DataFrame(used, columns=["project", "scenario"])


def landscape(*projects: tuple, known: Facts | None = None) -> Landscape:
    """Build the landscape of some projects."""
    laid_out = frame(*projects)
    return Landscape.of(laid_out, uses(laid_out), vocabulary(), known or facts())


def view(*projects: tuple, **filters: object) -> View:
    """Filter the landscape of these projects, of all eight where none are given."""
    return landscape(*(projects or PROJECTS)).view(Filters(**filters))


def of_nothing(**filters: object) -> View:
    """Filter a landscape without projects."""
    return landscape().view(Filters(**filters))
