"""What a unit or a sector has beside what it covers: one table for the map, one for the sectors' bars."""

from metrics.counts import by_sector, by_unit
from metrics.coverage import sector_pairs, unit_reach
from metrics.landscape import View
from metrics.memo import once_per_view
from metrics.table import Table


@once_per_view
def unit_values(view: View) -> Table:
    """Set each unit's place beside what it reaches, in the official order.

    Columns: code, name, short_name, count, sectors (of 10), scenarios (of 20), pairs (of 66), share, rank, tied.
    """
    counted, reach = {row["code"]: row for row in by_unit(view)}, unit_reach(view)
    place = ("share", "rank", "tied")
    rows = [{**row, **{name: counted[row["code"]][name] for name in place}} for row in reach]
    return Table.of((*reach.columns, *place), rows)


@once_per_view
def sector_values(view: View) -> Table:
    """Set the guide's pairs beside each sector's count; a sector of which the guide says nothing has none.

    Columns: those of `by_sector`, pairs, pairs_reached.
    """
    counted, pairs = by_sector(view), {row["code"]: row for row in sector_pairs(view)}
    nothing = {"pairs": 0, "pairs_reached": 0}
    rows = [{**row, **{name: pairs.get(row["code"], nothing)[name] for name in nothing}} for row in counted]
    return Table.of((*counted.columns, *nothing), rows)
