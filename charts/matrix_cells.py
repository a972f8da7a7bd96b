"""Place the cells of the sector × scenario matrix: order, groups and gaps, without any drawing."""

from collections.abc import Mapping
from dataclasses import dataclass

from charts.classes import Class, class_breaks
from charts.grid import Band, Track, lay_out
from metrics.table import Table

OUTSIDE_LABEL = "二十个之外"
LAST_SECTORS = ("other", "unknown")


@dataclass(frozen=True)
class Form:
    """Sizes of one orientation: pixels a row, gaps in axis units, extra pixels above for phase names."""

    row_height: int
    row_gap: int
    row_lead: int
    column_gap: int
    band_height: int


# The lead of the rows keeps the column names off the first cells.
WIDE = Form(row_height=34, row_gap=7, row_lead=3, column_gap=8, band_height=34)
TALL = Form(row_height=27, row_gap=22, row_lead=22, column_gap=7, band_height=0)


@dataclass(frozen=True)
class Matrix:
    """The cells placed on two tracks; keys are (column, row) codes, names are not yet escaped."""

    columns: Track
    rows: Track
    names: Mapping[str, str]
    counts: Mapping[tuple[str, str], int]
    guide: Mapping[tuple[str, str], str]
    classes: tuple[Class, ...]


def place(cells: Table, form: Form, transpose: bool) -> Matrix:
    """Place the cells, one a row: scenarios across and sectors down, or the other way round."""
    across, down = ("sector", "scenario") if transpose else ("scenario", "sector")
    bands = {"sector": _sector_bands(cells), "scenario": _scenario_bands(cells)}
    keys = list(zip(cells.column(across), cells.column(down), strict=True))
    counts = dict(zip(keys, cells.column("count"), strict=True))
    guide = dict(zip(keys, cells.column("recommended"), strict=True))
    names = {row[kind]: str(row[f"{kind}_name"]) for kind in ("sector", "scenario") for row in cells}
    columns = lay_out(bands[across], form.column_gap)
    rows = lay_out(bands[down], form.row_gap, form.row_lead)
    return Matrix(columns, rows, names, counts, guide, class_breaks(counts.values()))


def _sector_bands(cells: Table) -> list[Band]:
    codes = list(dict.fromkeys(cells.column("sector")))
    return [
        Band("", tuple(code for code in codes if code not in LAST_SECTORS)),
        Band("", tuple(code for code in codes if code in LAST_SECTORS)),
    ]


def _scenario_bands(cells: Table) -> list[Band]:
    phases: dict[str, list[str]] = {}
    for code, row in {row["scenario"]: row for row in cells}.items():
        phases.setdefault(str(row["phase_name"]) if row["is_typical"] else OUTSIDE_LABEL, []).append(code)
    outside = phases.pop(OUTSIDE_LABEL, [])
    return [*(Band(name, tuple(codes)) for name, codes in phases.items()), Band(OUTSIDE_LABEL, tuple(outside))]
