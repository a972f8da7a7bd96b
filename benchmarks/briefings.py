"""Measure the whole pack of the samples beside the same documents written the first way that comes to mind.

That way: openpyxl and python-docx cell by cell, a slide with a pasted picture for every chart, and pyplot anew for
every form of every picture. It has no map, no matrix, no editable chart, no notes: it is what a script written in an
afternoon does. Each turn is a process of its own, imports included, five turns each and one after the other. Seconds
are told by the clock and as processor time, which a busy machine does not stretch.
"""

import io
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from benchmarks.measuring import ROOT, TURNS, keep, print_table
from briefings.__main__ import received
from briefings.briefing import Briefing
from briefings.pack import PARTS, Made, Part, pack, steps, together
from metrics.landscape import Filters

YEAR = 2025
MOST_SECONDS, MOST_MEGABYTES = 5.0, 400
PACKAGES = ("python-pptx", "python-docx", "matplotlib", "xlsxwriter", "openpyxl")


@dataclass
class Watch:
    """Notes how long each document took: by the clock and of the processor."""

    seconds: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)

    def time(self, name: str, work: Callable[[], Any]) -> Any:
        """Do some work and note its time under a name."""
        clock, processor = time.perf_counter(), time.process_time()
        result = work()
        self.seconds[name] = time.perf_counter() - clock
        self.processor[name] = time.process_time() - processor
        return result


def sample_briefing() -> Briefing:
    """Measure all charts of the samples of one year."""
    return received(is_demo=True).briefing(Filters(year=YEAR))


def whole_pack(briefing: Briefing, watch: Watch) -> None:
    """Make every document and the ZIP."""
    made = []
    for part in PARTS:
        made.append(watch.time(part.key, partial(_make, briefing, part)))
    everything = together(made)
    watch.time("zip", lambda: pack(briefing, everything))
    if everything.failed or everything.left_out:
        raise RuntimeError(f"not everything was made: {everything.left_out}")


def _make(briefing: Briefing, part: Part) -> Made:
    return together(step.run() for step in steps(briefing, [part]))


def by_hand(briefing: Briefing, watch: Watch) -> None:
    """Write pictures, slides, workbook and text without a thought."""
    pictures = watch.time("pictures", lambda: _plotted(briefing))
    watch.time("slides", lambda: _pasted(pictures))
    watch.time("workbook", lambda: _written(briefing))
    watch.time("text", lambda: _typed(briefing))


def _plotted(briefing: Briefing) -> list[bytes]:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    from briefings.pictures.fonts import chinese_family

    matplotlib.rcParams["font.family"] = chinese_family()
    saved = []
    for exhibit in briefing.exhibits:
        for form in ("svg", "png"):
            figure, axes = pyplot.subplots(figsize=(9.6, 6))
            names = exhibit.table.iloc[:, 0].astype(object).fillna("").astype(str)
            axes.barh(names, exhibit.frame[exhibit.chart.series[0]].astype(float))
            axes.set_title(exhibit.finding)
            stream = io.BytesIO()
            figure.savefig(stream, format=form, dpi=200, bbox_inches="tight")
            pyplot.close(figure)
        saved.append(stream.getvalue())
    return saved


def _pasted(pictures: list[bytes]) -> None:
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    for picture in pictures:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.add_picture(io.BytesIO(picture), Inches(0.5), Inches(1.5), width=Inches(9))
    deck.save(io.BytesIO())


def _written(briefing: Briefing) -> None:
    from openpyxl import Workbook
    from openpyxl.chart import BarChart, Reference

    book = Workbook()
    tables = [(exhibit.chart.name, exhibit.table) for exhibit in briefing.exhibits]
    for name, table in [*tables, ("项目清单", briefing.projects)]:
        sheet = book.create_sheet(name)
        sheet.append(list(table.columns))
        for values in table.astype(object).where(table.notna(), None).itertuples(index=False):
            sheet.append(list(values))
        chart = BarChart()
        chart.add_data(Reference(sheet, 2, 1, 2, len(table) + 1), titles_from_data=True)
        sheet.add_chart(chart, "K2")
    book.save(io.BytesIO())


def _typed(briefing: Briefing) -> None:
    from docx import Document

    document = Document()
    for sentence in briefing.findings:
        document.add_paragraph(sentence)
    for exhibit in briefing.exhibits:
        document.add_heading(exhibit.chart.name)
        table = document.add_table(0, len(exhibit.table.columns))
        for values in [list(exhibit.table.columns), *exhibit.table.itertuples(index=False)]:
            for cell, value in zip(table.add_row().cells, values, strict=True):
                cell.text = str(value)
    document.save(io.BytesIO())


CONTENDERS: dict[str, Callable[[Briefing, Watch], None]] = {"pack": whole_pack, "by_hand": by_hand}


def one_turn(name: str) -> None:
    """Run one contender in this process and print what it took."""
    briefing, watch = sample_briefing(), Watch()
    before = _peak_megabytes()
    CONTENDERS[name](briefing, watch)
    told = {"seconds": watch.seconds, "processor": watch.processor, "before": before, "peak": _peak_megabytes()}
    print(json.dumps(told))


def _peak_megabytes() -> float | None:
    """Return the most memory this process has held; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)


def measure() -> dict[str, list[dict[str, Any]]]:
    """Return every turn of every contender; they take turns, so that a busy minute hits both."""
    turns: dict[str, list[dict[str, Any]]] = {name: [] for name in CONTENDERS}
    for _ in range(TURNS):
        for name, own in turns.items():
            command = [sys.executable, "-m", "benchmarks.briefings", name]
            told = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
            own.append(json.loads(told.splitlines()[-1]))
    return turns


def summary(turns: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the medians of one contender."""

    def medians(kind: str) -> dict[str, float]:
        parts = {name: statistics.median(turn[kind][name] for turn in turns) for name in turns[0][kind]}
        total = statistics.median(sum(turn[kind].values()) for turn in turns)
        return {name: round(value, 3) for name, value in (parts | {"total": total}).items()}

    peaks = [turn["peak"] for turn in turns if turn["peak"] is not None]
    return {
        "median_seconds": medians("seconds"),
        "median_processor_seconds": medians("processor"),
        "megabytes_before": turns[0]["before"],
        "peak_megabytes": statistics.median(peaks) if peaks else None,
    }


def run() -> None:
    """Measure, print and keep the results."""
    results = {name: summary(turns) for name, turns in measure().items()}
    names = ("slides", "workbook", "text", "pictures", "zip", "total")
    rows = [
        (f"{name}, {kind}", *(result[key].get(part, "") for part in names), result["peak_megabytes"])
        for name, result in results.items()
        for kind, key in (("seconds", "median_seconds"), ("processor", "median_processor_seconds"))
    ]
    print_table(("", *names, "peak MB"), rows)
    print(f"aim for the pack: at most {MOST_SECONDS:g} s and {MOST_MEGABYTES} MB")
    totals = {name: result["median_processor_seconds"]["total"] for name, result in results.items()}
    ratio = {"by_hand_to_pack_processor": round(totals["by_hand"] / totals["pack"], 2)}
    print(f"by hand takes {ratio['by_hand_to_pack_processor']} × the processor time of the pack")
    keep("briefings", PACKAGES, {"year": YEAR, "charts": len(sample_briefing().exhibits), **results, **ratio})


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one_turn(sys.argv[1])
    else:
        run()
