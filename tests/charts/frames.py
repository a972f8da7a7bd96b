"""Small literal metric frames, one a chart, and what a drawing function makes of them, checked by plotly."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.figure import Figure
from charts.theme import Palette
from metrics.table import Row, Table

CITIES = (
    ("350500", "泉州市", "泉州", 112, 1, False),
    ("350100", "福州市", "福州", 64, 2, False),
    ("350200", "厦门市", "厦门", 41, 3, True),
    ("350600", "漳州市", "漳州", 41, 3, True),
    ("350900", "宁德市", "宁德", 22, 5, False),
    ("350800", "龙岩市", "龙岩", 15, 6, False),
    ("350300", "莆田市", "莆田", 9, 7, False),
    ("350400", "三明市", "三明", 4, 8, False),
    ("350700", "南平市", "南平", 1, 9, False),
    ("350128", "平潭综合实验区", "平潭", 0, 10, False),
)


def checked(
    draw: Callable[..., Figure], numbers: pd.DataFrame | Table, colours: Palette, *more: Any, **options: Any
) -> go.Figure:
    """Draw a table, or the rows of a frame, and return plotly's own figure of it, every value of it checked."""
    table = numbers if isinstance(numbers, Table) else _table(numbers)
    return draw(table, colours, *more, **options).checked()


def _table(frame: pd.DataFrame) -> Table:
    """Return a frame as rows, None where a number is missing."""
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return Table.of([str(name) for name in frame.columns], ({str(k): v for k, v in row.items()} for row in records))


def by_unit() -> pd.DataFrame:
    """Return ten units and the unfilled rest: 312 projects, one unit with none, two tied."""
    rows = [*CITIES, ("unknown", "未填报", "未填报", 3, 11, False)]
    frame = pd.DataFrame(rows, columns=["code", "name", "short_name", "count", "rank", "tied"])
    change = pd.Series([5, -2, 0, *[pd.NA] * 8], dtype="Int64")
    return frame.assign(share=frame["count"] / 312, previous=(frame["count"] - change).astype("Int64"), change=change)


def by_sector() -> pd.DataFrame:
    """Return three sectors."""
    rows = [
        ("electronics", "电子设备制造", True, 8, 0.8, 5, 3, 5, 4),
        ("steel", "钢铁", True, 0, 0.0, 0, 0, 9, 0),
        ("unknown", "未填报", False, 2, 0.2, pd.NA, pd.NA, 0, 0),
    ]
    columns = ["code", "name", "is_key", "count", "share", "previous", "change", "pairs", "pairs_reached"]
    return pd.DataFrame(rows, columns=columns)


def by_scenario() -> pd.DataFrame:
    """Return two typical scenarios and one outside the twenty."""
    rows = [
        ("plant_logistics", "厂区智能物流", "logistics", True, 7, 0.7, 1),
        ("unit_simulation", "生产单元模拟", "research", True, 0, 0.0, 2),
        ("smart_security", "智能安防", "", False, 1, 0.1, 1),
    ]
    return pd.DataFrame(rows, columns=["code", "name", "phase", "is_typical", "count", "share", "rank"])


def tier_composition() -> pd.DataFrame:
    """Return a unit with all four parts and one with nothing."""
    rows = [("350500", "泉州", 4, 3, 2, 1, 10), ("350128", "平潭", 0, 0, 0, 0, 0)]
    return pd.DataFrame(rows, columns=["code", "name", "line", "workshop", "plant", "unknown", "total"])


def trend() -> pd.DataFrame:
    """Return three years."""
    rows = [(2023, 12, 6, 0, 6, 0), (2024, 30, 18, 2, 24, 2), (2025, 71, 30, 4, 54, 6)]
    columns = ["year", "recommended", "listed", "benchmark", "listed_total", "benchmark_total"]
    return pd.DataFrame(rows, columns=columns)


def target_progress() -> pd.DataFrame:
    """Return a target passed, one without a public figure and one of the province."""
    rows = [
        ("a", "national", "listed", "建成5G工厂", 2025, 1000.0, 1260.0, 2025, 63, "个", "H", "已达成"),
        ("b", "national", "built", "建成5G工厂（升级版）", 2027, 10000.0, pd.NA, pd.NA, 63, "个", "M", ""),
        ("c", "province", "listed", "入选国家名录", 2027, 126.0, 63.0, 2025, 63, "个", "H", ""),
    ]
    columns = [
        "code",
        "scope",
        "metric",
        "name",
        "year",
        "target",
        "achieved",
        "achieved_year",
        "fujian",
        "unit_label",
        "certainty",
        "result_name",
    ]
    return pd.DataFrame(rows, columns=columns)


def sector_scenario() -> pd.DataFrame:
    """Return 3 sectors × 3 scenarios of two phases and none, with both kinds of recommendation."""
    sectors = (("steel", "钢铁"), ("port", "港口"), ("other", "其他行业"))
    scenarios = (
        ("unit_simulation", "生产单元模拟", "research", "研发设计", True),
        ("plant_logistics", "厂区智能物流", "logistics", "仓储物流", True),
        ("smart_security", "智能安防", "", "", False),
    )
    counts = {("steel", "plant_logistics"): 3, ("port", "unit_simulation"): 20}
    guide = {
        ("steel", "plant_logistics"): "one_of",
        ("port", "unit_simulation"): "yes",
        ("port", "smart_security"): "yes",
    }
    rows = [
        (*sector, *scenario, counts.get((sector[0], scenario[0]), 0), guide.get((sector[0], scenario[0]), "no"))
        for sector in sectors
        for scenario in scenarios
    ]
    columns = ["sector", "sector_name", "scenario", "scenario_name", "phase", "phase_name", "is_typical"]
    return pd.DataFrame(rows, columns=[*columns, "count", "recommended"])


def places() -> tuple[Row, ...]:
    """Return a label place for the ten units and Jinmen, the last two rows outside their shapes."""
    inside = [(code, 118.0, 25.0, "middle center", None, None) for code, *_ in CITIES if code != "350128"]
    rows = [
        *inside,
        ("350128", 120.1, 25.4, "middle right", 119.8, 25.5),
        ("350527", 118.5, 24.4, "bottom center", None, None),
    ]
    columns = ("code", "lon", "lat", "anchor", "leader_lon", "leader_lat")
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)
