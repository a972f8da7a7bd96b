"""Hold every colour, font and plotly setting of the product, once.

Every figure says all of its look itself: plotly's default template adds about five kilobytes to every figure sent to
the browser, and a template of our own makes plotly draw every figure twice (see `charts/figure.py`).
"""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

FONT_FAMILY = "Noto Sans SC, Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif"
FONT_SIZE = 14
SMALL_FONT_SIZE = 13
SMALLEST_FONT_SIZE = 12
CLEAR = "rgba(0,0,0,0)"

# Served from our own static folder: plotly otherwise asks cdn.plot.ly for world outlines, and the
# map stays blank where the network is cut. plotly appends "world_110m.json" to this address.
TOPOJSON_URL = "app/static/topojson/"

ThemeName = Literal["light", "dark"]
ImageFormat = Literal["png", "svg"]


@dataclass(frozen=True, eq=False)
class Palette:
    """Colours by role; `stages` and `tiers` by code, `classes` from the lowest to the highest class."""

    name: ThemeName
    page: str
    panel: str
    hairline: str
    text: str
    quiet_text: str
    primary: str
    accent: str
    stages: MappingProxyType[str, str]
    tiers: MappingProxyType[str, str]
    classes: tuple[str, str, str, str, str]
    zero: str
    unknown: str
    no_data: str
    guide_outline: str
    good: str
    warning: str
    error: str

    @property
    def lighter(self) -> str:
        """Return the colour of bars that are present but not the one chosen."""
        return self.classes[1]


LIGHT = Palette(
    name="light",
    page="#FFFFFF",
    panel="#F5F7FA",
    hairline="#DDE3EA",
    text="#1B2430",
    quiet_text="#5B6573",
    primary="#1F56A5",
    accent="#C2660C",
    stages=MappingProxyType({"recommended": "#7092C2", "listed": "#1F56A5", "benchmark": "#C2660C"}),
    tiers=MappingProxyType({"line": "#659D95", "workshop": "#206B65", "plant": "#083C3A"}),
    classes=("#DCE7F4", "#A9C4E4", "#6C98CE", "#2F68B0", "#123F7C"),
    zero="#FFFFFF",
    unknown="#8B94A1",
    no_data="#E3E3E0",
    guide_outline="#C2660C",
    good="#1E7A46",
    warning="#8A5A00",
    error="#B3261E",
)

DARK = Palette(
    name="dark",
    page="#14181F",
    panel="#1C222B",
    hairline="#2E3742",
    text="#E8ECF2",
    quiet_text="#A3ADBA",
    primary="#7BA9E0",
    accent="#F0A04B",
    stages=MappingProxyType({"recommended": "#6E93C9", "listed": "#A9C8F5", "benchmark": "#F0A04B"}),
    tiers=MappingProxyType({"line": "#4E8F89", "workshop": "#7CC4BA", "plant": "#CDEFE8"}),
    classes=("#1E2F47", "#2A4F80", "#3F78BD", "#7BA9E0", "#C5DDF8"),
    zero="#14181F",
    unknown="#6B7480",
    no_data="#3A3F46",
    guide_outline="#F0A04B",
    good="#5CC08A",
    warning="#E0B04A",
    error="#F28B82",
)


def palette(name: ThemeName) -> Palette:
    """Return the palette of the light or the dark theme."""
    return {"light": LIGHT, "dark": DARK}[name]


def relative_luminance(colour: str) -> float:
    """Return the WCAG relative luminance of a `#RRGGBB` colour, 0 (black) to 1 (white)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    low, high = sorted((relative_luminance(first), relative_luminance(second)))
    return (high + 0.05) / (low + 0.05)


@cache
def text_on(background: str, colours: Palette) -> str:
    """Return what reads best on a fill; white is allowed because the dark text is too grey on a mid blue."""
    return max((colours.text, colours.page, "#FFFFFF"), key=lambda candidate: contrast(candidate, background))


@cache
def layout_of_all(colours: Palette) -> dict[str, Any]:
    """Return what all figures of a palette say of themselves, as plain data that they share."""
    return {
        "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": colours.text},
        # The page colour, not transparent: a picture downloaded in the browser is then complete.
        "paper_bgcolor": colours.page,
        "plot_bgcolor": colours.page,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "hovermode": "closest",
        "hoverlabel": {
            "align": "left",
            "bgcolor": colours.panel,
            "bordercolor": colours.hairline,
            "font": {"size": SMALL_FONT_SIZE, "color": colours.text},
        },
        "legend": {"font": {"size": SMALL_FONT_SIZE}, "itemclick": False, "itemdoubleclick": False},
        "modebar": {"bgcolor": CLEAR, "color": colours.quiet_text, "activecolor": colours.primary},
    }


@cache
def axis_of_all(colours: Palette) -> dict[str, Any]:
    """Return what all axes of a palette say of themselves."""
    return {
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        # Said because the line has a colour: plotly would draw it.
        "showline": False,
        "zeroline": False,
        "ticklabelstandoff": 6,
        "gridcolor": colours.hairline,
        "linecolor": colours.hairline,
    }


# plotly's own words that a reader can see; anything not listed here is never shown with our buttons.
_CHINESE = {
    "Download plot as a PNG": "下载图片",
    "Download plot": "下载图片",
    "Preparing image - this may take a few seconds": "正在生成图片，请稍候",
    "Image download succeeded": "图片已下载",
    "Sorry, there was a problem downloading your image!": "图片未能下载，请重试",
}

PLOTLY_CONFIG: MappingProxyType[str, Any] = MappingProxyType(
    {
        "displaylogo": False,
        "responsive": True,
        # Also keeps the wheel scrolling the page instead of zooming the map.
        "scrollZoom": False,
        "doubleClick": False,
        # The full list, not additions or removals: anything else would bring buttons with English titles.
        "modeBarButtons": [["toImage"]],
        "topojsonURL": TOPOJSON_URL,
        "locale": "zh-CN",
        "locales": {"zh-CN": {"dictionary": _CHINESE}},
    }
)


def plotly_config(file_name: str, image_format: ImageFormat = "png") -> dict[str, Any]:
    """Return plotly's browser settings for one chart; its picture is saved as `file_name`."""
    image = {"format": image_format, "filename": file_name, "scale": 1 if image_format == "svg" else 3}
    return {**PLOTLY_CONFIG, "toImageButtonOptions": image}
