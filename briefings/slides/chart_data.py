"""Put a native chart on a page, with the workbook behind it: what opens when somebody edits its data."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu

from briefings.slides.box import Box
from briefings.slides.chart_xml import Plot, References, chart_xml
from briefings.slides.page import Page
from briefings.slides.sealing import NO_DATE
from briefings.words import writable

SHEET = "数据"
_THEIR_SHEET = "Sheet1!"
# A category is text, whatever it begins with; the workbook behind a chart must not run anything.
_TEXT_STAYS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Writer(CategoryWorkbookWriter):
    """The library's writer with a Chinese sheet name and without a date."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: io.BytesIO) -> Iterator[tuple]:
        with xlsxwriter.Workbook(xlsx_file, _TEXT_STAYS_TEXT) as book:
            book.set_properties({"created": NO_DATE})
            yield book, book.add_worksheet(SHEET)


class _Data(CategoryChartData):
    """The library's table of a chart, drawn by our own composer."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._plot = plot
        self.categories = [writable(category) for category in plot.categories]
        for series in plot.series:
            self.add_series(writable(series.name), series.values, number_format=series.number_format)

    @property
    def _workbook_writer(self) -> CategoryWorkbookWriter:
        return _Writer(self)

    def _xml(self, chart_type: XL_CHART_TYPE) -> str:
        writer = self._workbook_writer
        references: References = (
            _ours(writer.categories_ref),
            lambda place: _ours(writer.series_name_ref(self[place])),
            lambda place: _ours(writer.values_ref(self[place])),
        )
        return chart_xml(self._plot, references)


def add_chart(page: Page, box: Box, plot: Plot, name: str, alternative: str) -> None:
    """Draw a plot in a box; `alternative` says in words what it shows."""
    left, top, width, height = map(Emu, box.emu)
    # The kind is a formality of the library: the composer draws what the plot says.
    frame = page.slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, left, top, width, height, _Data(plot))
    frame.name = name
    frame._element._nvXxPr.cNvPr.set("descr", writable(alternative))


def _ours(reference: str) -> str:
    return reference.replace(_THEIR_SHEET, f"{SHEET}!")
