"""Colours as shades of the slide master's own theme, so that one step recolours charts, map and legend together.

Our palette needs three hues only. Each of its colours is written as a base colour of the theme made lighter, darker
or paler; in an office's own template the same shades come out in that office's colours.
"""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass

from charts.theme import LIGHT, contrast

#: The base colours of our own master, by their place in a theme.
THEME_COLOURS = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.page,
    "dk2": LIGHT.quiet_text,
    "lt2": LIGHT.panel,
    "accent1": LIGHT.primary,
    "accent2": LIGHT.accent,
    "accent3": LIGHT.tiers["workshop"],
    "accent4": LIGHT.stages["recommended"],
    "accent5": LIGHT.good,
    "accent6": LIGHT.unknown,
    "hlink": LIGHT.primary,
    "folHlink": LIGHT.quiet_text,
}
#: How slides call the colours of text and background, and where our master finds them in its theme.
OWN_THEME = THEME_COLOURS | {
    "tx1": THEME_COLOURS["dk1"],
    "bg1": THEME_COLOURS["lt1"],
    "tx2": THEME_COLOURS["dk2"],
    "bg2": THEME_COLOURS["lt2"],
}
_WHOLE = 100_000


@dataclass(frozen=True)
class Shade:
    """A theme colour by its slot, its lightness and saturation changed; in thousandths of a percent."""

    slot: str
    lum_mod: int = _WHOLE
    lum_off: int = 0
    sat_mod: int = _WHOLE

    @property
    def xml(self) -> str:
        """The colour as an element of a file; its namespace prefix `a` is declared around it."""
        changes = (("satMod", self.sat_mod, _WHOLE), ("lumMod", self.lum_mod, _WHOLE), ("lumOff", self.lum_off, 0))
        inner = "".join(f'<a:{name} val="{value}"/>' for name, value, unchanged in changes if value != unchanged)
        return f'<a:schemeClr val="{self.slot}">{inner}</a:schemeClr>'

    @property
    def fill(self) -> str:
        """The colour as a solid fill."""
        return f"<a:solidFill>{self.xml}</a:solidFill>"

    def rgb(self, theme: Mapping[str, str]) -> str:
        """Return the colour as #RRGGBB under a theme (slot: colour)."""
        hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(theme[self.slot]))
        lightness = min(max(lightness * self.lum_mod / _WHOLE + self.lum_off / _WHOLE, 0), 1)
        channels = colorsys.hls_to_rgb(hue, lightness, min(saturation * self.sat_mod / _WHOLE, 1))
        return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)


def toward(slot: str, wanted: str) -> Shade:
    """Return the shade of a slot that looks like the colour `wanted` under our own theme."""
    _, base, vivid = colorsys.rgb_to_hls(*_channels(OWN_THEME[slot]))
    _, lightness, saturation = colorsys.rgb_to_hls(*_channels(wanted))
    sat_mod = round(saturation / vivid * 100) * 1000 if vivid else _WHOLE
    if lightness < base:
        return Shade(slot, lum_mod=round(lightness / base * 100) * 1000, sat_mod=sat_mod)
    # Lighter by closing part of the distance to white: it never runs over, whatever the base.
    lum_mod = round((1 - lightness) / (1 - base) * 100) * 1000 if base < 1 else _WHOLE
    return Shade(slot, lum_mod=lum_mod, lum_off=_WHOLE - lum_mod, sat_mod=sat_mod)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


TEXT, PAGE, QUIET, PANEL = Shade("tx1"), Shade("bg1"), Shade("tx2"), Shade("bg2")
PRIMARY, GUIDE = Shade("accent1"), Shade("accent2")
HAIRLINE = Shade("tx1", lum_mod=15_000, lum_off=85_000)
UNKNOWN = toward("tx1", LIGHT.unknown)
NO_DATA = toward("bg1", LIGHT.no_data)
CLASSES = tuple(toward("accent1", colour) for colour in LIGHT.classes)
LIGHTER = CLASSES[1]
STAGES = {"recommended": toward("accent1", LIGHT.stages["recommended"]), "listed": PRIMARY, "benchmark": GUIDE}
TIERS = {code: toward("accent3", colour) for code, colour in LIGHT.tiers.items()} | {"unknown": UNKNOWN}


def text_on(background: Shade, theme: Mapping[str, str]) -> Shade:
    """Return whether text or page colour reads better on a fill."""
    return max((TEXT, PAGE), key=lambda shade: contrast(shade.rgb(theme), background.rgb(theme)))
