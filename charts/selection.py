"""Draw selection rates: of what was recommended, how much has been listed; always with both counts beside the rate."""

from collections.abc import Collection

from charts.bars import ROW_HEIGHT, Bar, bar_colour, draw_bars
from charts.figure import Figure
from charts.marks import ALL, mark
from charts.text import count_text, escape, quiet, share_text
from charts.theme import Palette
from metrics.table import Row, Table

NOTHING_RECOMMENDED = "无推荐"
#: Room for the longest end of a bar, such as 1,260/4,000 31.5%, in pixels.
RIGHT_MARGIN = 120


def draw_selection_rates(
    selection: Table,
    colours: Palette,
    *,
    whole: str,
    dimension: str = "sector",
    name: str = "name",
    few: int = 0,
    highlight: Collection[str] = (),
) -> Figure:
    """Compare the rates of units or sectors below that of all of them together, which is called `whole`.

    `dimension` is unit or sector, `highlight` holds the codes that keep the full colour. The hover warns where fewer
    than `few` were recommended.

    Columns: code, name, the column `name` for the labels, recommended, listed, rate (0–1, None where nothing was
    recommended: the row then has no bar and says so); drawn in row order.
    """
    recommended, listed = sum(selection.column("recommended")), sum(selection.column("listed"))
    overall = {
        "code": ALL,
        "name": whole,
        "recommended": recommended,
        "listed": listed,
        "rate": listed / recommended if recommended else None,
    }
    bars = [_bar(overall, dimension, f"<b>{escape(whole)}</b>", colours.classes[2], colours, 0)]
    for row in selection:
        colour = bar_colour(str(row["code"]), colours, highlight)
        bars.append(_bar(row, dimension, escape(row[name]), colour, colours, few))
    return draw_bars(bars, colours, ROW_HEIGHT, right=RIGHT_MARGIN)


def _bar(row: Row, dimension: str, label: str, colour: str, colours: Palette, few: int) -> Bar:
    head = f"<b>{escape(row['name'])}</b>"
    if row["rate"] is None:
        return Bar(label, 0, quiet(NOTHING_RECOMMENDED, colours.quiet_text), f"{head}<br>没有推荐项目", colour)
    counts, rate = f"{count_text(row['listed'])}/{count_text(row['recommended'])}", share_text(row["rate"])
    warning = f"<br>推荐不足{few}项，入选率仅供参考" if row["recommended"] < few else ""
    hover = (
        f"{head}<br>推荐{count_text(row['recommended'])}项，其中已入选{count_text(row['listed'])}项"
        f"<br>入选率{rate}{warning}"
    )
    end, code = f"{counts} {quiet(rate, colours.quiet_text)}", mark(row["listed"], **{dimension: row["code"]})
    # Whole tenths of a percent: what the label can show is all that is sent.
    return Bar(label, round(float(row["rate"]), 3), end, hover, colour, code)
