"""Draw the invented projects: who recommends what, in which year, how far it got."""

import csv
import datetime
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from samples.facts import (
    BENCHMARK_COUNTS,
    BLANK_TIERS,
    BRAND_FIRST,
    BRAND_SECOND,
    COMMON_SCENARIOS,
    COUNTS,
    LISTED_COUNTS,
    PROFILES,
    RETURNS,
    SLIPS,
    TIER_WEIGHTS,
    UNUSED_PAIRS,
    YEARS,
    Profile,
    Slip,
)

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
# The window of the national platform closes then; a completed project cannot be newer.
LAST_COMPLETION = {2023: (2023, 8), 2024: (2024, 8), 2025: (2025, 3)}


def reference(name: str) -> list[dict[str, str]]:
    """Read one reference table."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


UNIT_SHORT_NAMES = {row["code"]: row["short_name"] for row in reference("units")}
COUNTY_CODES = {(row["unit"], row["name"]): row["code"] for row in reference("counties")}


@dataclass(frozen=True)
class Project:
    """One row as it was meant, before a city writes it down in its own way."""

    unit: str
    year: int
    enterprise: str
    name: str
    credit_code: str
    county: str
    profile: Profile
    sector: str | None
    industry_class: str
    tier: str | None
    scenarios: tuple[str, ...]
    untranslatable: tuple[str, ...]
    network_mode: str
    build_type: str
    investment_wan: int
    terminals: int
    operator: str
    started_on: datetime.date
    completed_on: datetime.date
    is_completed: bool = True
    is_duplicate: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Identify the project across the years."""
        return (self.unit, self.enterprise, self.name)


@dataclass(frozen=True)
class Draw:
    """Everything the workbooks are written from."""

    projects: tuple[Project, ...]
    listed: dict[tuple[str, str, str], int]
    benchmarks: dict[tuple[str, str, str], int]


def draw_everything(seed: int) -> Draw:
    """Draw all projects of all years and what became of them."""
    rng = random.Random(seed)
    brands = [first + second for first in BRAND_FIRST for second in BRAND_SECOND]
    rng.shuffle(brands)
    projects: list[Project] = []
    for position, year in enumerate(YEARS):
        for unit, counts in COUNTS.items():
            projects += draw_table(rng, unit, year, counts[position], projects, brands)
    listed = draw_listed(rng, projects)
    return Draw(tuple(projects), listed, draw_benchmarks(rng, projects, listed))


def draw_table(
    rng: random.Random, unit: str, year: int, count: int, earlier: list[Project], brands: list[str]
) -> list[Project]:
    """Draw the projects one unit recommends in one year, with its slips."""
    table = [again(project, year) for project in returning(earlier, unit, year)]
    for profile in spread(rng, PROFILES[unit], count - len(table)):
        table.append(draw_project(rng, unit, year, profile, earlier + table, brands))
    for slip in SLIPS:
        if (slip.unit, slip.year) == (unit, year):
            table = with_slip(table, slip)
    return table


def spread(rng: random.Random, profiles: tuple[Profile, ...], count: int) -> Iterator[Profile]:
    """Pick profiles in proportion to their weights: systematic, so that small tables stay typical."""
    ladder = [profile for profile in profiles for _ in range(profile.weight)]
    start = rng.random()
    for step in range(count):
        yield ladder[int((step + start) * len(ladder) / count)]


def draw_project(
    rng: random.Random, unit: str, year: int, profile: Profile, earlier: list[Project], brands: list[str]
) -> Project:
    """Draw one new project; now and then of an enterprise that has recommended another one before."""
    tier = draw_tier(rng, unit, profile.sector)
    county = rng.choice(profile.counties)
    siblings = [p for p in earlier if p.unit == unit and p.year < year and p.profile == profile]
    if siblings and rng.random() < 0.15:
        sibling = rng.choice(siblings)
        enterprise, credit_code, county = sibling.enterprise, sibling.credit_code, sibling.county
    else:
        enterprise = draw_enterprise(rng, unit, profile, brands.pop())
        credit_code = invented_credit_code(COUNTY_CODES[(unit, county)], len(brands))
    started_on, completed_on = draw_dates(rng, year)
    return Project(
        unit=unit,
        year=year,
        enterprise=enterprise,
        name=draw_name(rng, enterprise, profile, tier, {p.name for p in earlier if p.enterprise == enterprise}),
        credit_code=credit_code,
        county=county,
        profile=profile,
        sector=profile.sector,
        industry_class=profile.industry_class,
        tier=tier,
        scenarios=draw_scenarios(rng, profile.sector, tier),
        untranslatable=(),
        network_mode=rng.choices(("virtual", "hybrid", "standalone"), (50, 35, 15))[0],
        build_type=rng.choices(("new", "upgrade"), (35, 65))[0],
        investment_wan=draw_investment(rng, tier),
        terminals=rng.randrange(2, 60) * {"line": 5, "workshop": 10, "plant": 30}[tier],
        operator=rng.choices(("中国移动", "中国电信", "中国联通"), (45, 35, 20))[0],
        started_on=started_on,
        completed_on=completed_on,
    )


def draw_tier(rng: random.Random, unit: str, sector: str) -> str:
    """Draw a tier, never one the unit has blank in that sector."""
    blank = BLANK_TIERS.get((unit, sector), ())
    open_tiers = [tier for tier in TIER_WEIGHTS if tier not in blank]
    return rng.choices(open_tiers, [TIER_WEIGHTS[tier] for tier in open_tiers])[0]


def draw_enterprise(rng: random.Random, unit: str, profile: Profile, brand: str) -> str:
    """Compose an enterprise name that says 样例; some carry brackets, which lists print in other widths."""
    city = UNIT_SHORT_NAMES[unit]
    form = rng.choices(("有限公司", "股份有限公司", "有限责任公司"), (7, 2, 1))[0]
    if rng.random() < 0.15:
        return f"样例{brand}（{city}）{profile.trade}{form}"
    return f"{city}样例{brand}{profile.trade}{form}"


def draw_name(rng: random.Random, enterprise: str, profile: Profile, tier: str, taken: set[str]) -> str:
    """Compose a project name the enterprise has not used yet."""
    brand = enterprise.split("样例")[1][:2]
    work = rng.choice(profile.works)
    names = {
        "line": (f"{brand}{work}5G产线", f"5G+{work}柔性产线（一期）", f"{work}生产线5G改造项目"),
        "workshop": (f"{brand}{work}5G数字化车间", f"5G+{work}智能车间", f"{work}5G全连接车间（二期）"),
        "plant": (
            f"{brand}{profile.trade}5G工厂",
            f"5G+工业互联网{work}智慧工厂",
            f"{brand}{work}5G全连接工厂",
        ),
    }[tier]
    return rng.choice([name for name in names if name not in taken])


def draw_scenarios(rng: random.Random, sector: str, tier: str) -> tuple[str, ...]:
    """Draw one to seven scenarios, mostly those the guide recommends for the sector."""
    weights = scenario_weights(sector)
    size = min(rng.choices(range(1, 8), SIZES[tier])[0], len(weights))
    ranked = sorted(weights, key=lambda code: rng.random() ** (1 / weights[code]), reverse=True)
    return tuple(code for code in SCENARIO_ORDER if code in ranked[:size])


SIZES = {"line": (4, 5, 4, 1, 0, 0, 0), "workshop": (1, 3, 5, 4, 2, 1, 0), "plant": (0, 1, 3, 4, 4, 3, 2)}
SCENARIO_ORDER = [row["code"] for row in reference("scenarios")]


def scenario_weights(sector: str) -> dict[str, float]:
    """Weigh the scenarios a sector may practise."""
    weights = {row["code"]: 0.4 for row in reference("scenarios") if row["is_typical"] == "1"}
    guide = [row["scenario"] for row in reference("guide_pairs") if row["sector"] == sector]
    for code in guide or COMMON_SCENARIOS:
        if "|" not in code:  # the guide's ambiguous wording is not a scenario of its own
            weights[code] = 6.0
    return {code: weight for code, weight in weights.items() if (sector, code) not in UNUSED_PAIRS}


def draw_investment(rng: random.Random, tier: str) -> int:
    """Draw an investment in 万元, rounded as people write it."""
    middle = {"line": 900, "workshop": 2200, "plant": 5500}[tier]
    return max(200, round(middle * rng.lognormvariate(0, 0.6) / 50) * 50)


def draw_dates(rng: random.Random, year: int) -> tuple[datetime.date, datetime.date]:
    """Draw start and completion: the latter at most sixteen months before the window of that year closes."""
    last_year, last_month = LAST_COMPLETION[year]
    end = last_year * 12 + last_month - 1 - rng.randrange(16)
    start = end - rng.randrange(6, 22)
    return datetime.date(start // 12, start % 12 + 1, 1), datetime.date(end // 12, end % 12 + 1, 20)


def invented_credit_code(county_code: str, serial: int) -> str:
    """Return a code with right check digits whose body starts with YL (样例), as no real one does."""
    body = f"YL{serial:06}"
    values = [int(char, 36) for char in body]
    digit = -sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True)) % 11
    code = f"91{county_code}{body}{'X' if digit == 10 else digit}"
    total = sum(CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code))
    return code + CREDIT_ALPHABET[-total % 31]


def returning(earlier: list[Project], unit: str, year: int) -> list[Project]:
    """Find the projects the unit sends again this year."""
    first_years = [first for code, first, second in RETURNS if (code, second) == (unit, year)]
    return [[p for p in earlier if (p.unit, p.year) == (unit, first)][-1] for first in first_years]


def again(project: Project, year: int) -> Project:
    """Send a project again: by now it is complete, and one scenario further."""
    further = [code for code in COMMON_SCENARIOS if code not in project.scenarios][:1]
    scenarios = tuple(code for code in SCENARIO_ORDER if code in {*project.scenarios, *further})
    completed_on = datetime.date(year - 1, 12, 20)
    return replace(project, year=year, scenarios=scenarios, completed_on=completed_on, is_completed=True)


def with_slip(table: list[Project], slip: Slip) -> list[Project]:
    """Return the table with one slip in it; a slip that finds no project is a fault of ours and raises."""
    places = [place for place, project in enumerate(table) if slip.sector in (None, project.sector)]
    place = places[slip.nth]
    project = table[place]
    if slip.kind == "duplicate":
        return [*table, replace(project, is_duplicate=True)]
    changes: dict[str, dict[str, object]] = {
        "unfinished": {"is_completed": False},
        "no_tier": {"tier": None},
        "no_sector": {"sector": None},
        "no_scenarios": {"scenarios": ()},
        "ambiguous_class": {"sector": None, "industry_class": "38电气机械和器材制造业"},
        "ambiguous_scenario": {"untranslatable": ("全域智能物流",)},
        "unknown_scenario": {"untranslatable": ("智能排产",)},
    }
    return [*table[:place], replace(project, **changes[slip.kind]), *table[place + 1 :]]  # type: ignore[arg-type]


def draw_listed(rng: random.Random, projects: list[Project]) -> dict[tuple[str, str, str], int]:
    """Choose what entered the national directory: completed, in the year of its last recommendation."""
    last_year = {project.key: project.year for project in projects}
    able = [p for p in projects if p.year == last_year[p.key] and p.is_completed and not p.is_duplicate]
    listed: dict[tuple[str, str, str], int] = {}
    for year, count in LISTED_COUNTS.items():
        chosen = choose_listed(rng, [project for project in able if project.year == year], count)
        listed |= {project.key: year for project in chosen}
    return listed


def choose_listed(rng: random.Random, able: list[Project], count: int) -> list[Project]:
    """Choose by lot, plants more often, and no unit far beyond its share."""
    entries = Counter(project.unit for project in able)
    room = {unit: 1 + round(count * entry / len(able)) for unit, entry in entries.items()}
    chosen: list[Project] = []
    for project in sorted(able, key=lambda p: rng.random() ** (1 / LISTING_WEIGHTS[p.tier]), reverse=True):
        if room[project.unit] and len(chosen) < count:
            room[project.unit] -= 1
            chosen.append(project)
    return chosen


LISTING_WEIGHTS = {"line": 1, "workshop": 2, "plant": 4, None: 1}


def draw_benchmarks(
    rng: random.Random, projects: list[Project], listed: dict[tuple[str, str, str], int]
) -> dict[tuple[str, str, str], int]:
    """Choose benchmark factories among the plants listed by then."""
    plants = [project.key for project in projects if project.tier == "plant" and project.key in listed]
    benchmarks: dict[tuple[str, str, str], int] = {}
    for year, count in BENCHMARK_COUNTS.items():
        able = [key for key in plants if listed[key] <= year and key not in benchmarks]
        benchmarks |= dict.fromkeys(rng.sample(able, count), year)
    return benchmarks
