"""层级: production line, workshop and plant by unit, by sector and over the years."""

from metrics.counts import by_tier
from metrics.findings import percent
from pages.parts.cards import pair_of_charts, show_chart
from pages.parts.filters import chosen_view, stop_if_empty
from pages.parts.kpis import Kpi, show_kpis

view = chosen_view()
stop_if_empty(view)
show_kpis(
    [
        Kpi(f"{row['name']}（项）", f"{row['count']:,}", f"占{view.total():,}项的{percent(row['share'])}")
        for row in by_tier(view)
    ]
)
show_chart("tiers-by-unit", view)
with pair_of_charts():
    show_chart("tiers-by-sector", view)
    show_chart("tiers-by-year", view)
