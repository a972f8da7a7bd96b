"""Find a font on this machine that can write Chinese. Without one a picture would hold boxes: none is drawn."""

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from briefings.errors import BriefingError

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry, FontManager

#: By how well they go with the screen; the first that is installed is taken.
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "DengXian",
    "SimHei",
    "Noto Serif CJK SC",
    "SimSun",
)
#: Characters that our pictures hold: a font without them is of no use, whatever its name.
_NEEDED = "福建厦漳"
NO_FONT = (
    "这台服务器上没有中文字体，图片（PNG、SVG）未生成。请系统管理员安装一种中文字体"
    "（如 Noto Sans CJK SC、微软雅黑或黑体），装好后再次生成即可；在此之前，可用各图右上角的相机按钮下载图片。"
)
_log = logging.getLogger("landscape")


class NoChineseFont(BriefingError):
    """This machine has no font for Chinese; the message says in Chinese what to do."""

    def __init__(self) -> None:
        super().__init__(NO_FONT)


@lru_cache(maxsize=1)
def chinese_family() -> str:
    """Return the family that pictures are written in; raises NoChineseFont."""
    from matplotlib import font_manager

    family = _installed(font_manager.fontManager)
    if family is None:
        _look_again(font_manager.fontManager)
        family = _installed(font_manager.fontManager)
    if family is None:
        raise NoChineseFont
    return family


def can_draw() -> bool:
    """Tell whether pictures can be drawn on this machine."""
    try:
        chinese_family()
    except NoChineseFont:
        return False
    return True


def _installed(manager: "FontManager") -> str | None:
    known = {entry.name: entry for entry in reversed(manager.ttflist)}
    return next((name for name in FAMILIES if name in known and _writes_chinese(known[name])), None)


def _writes_chinese(entry: "FontEntry") -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        font = FT2Font(entry.fname, face_index=entry.index)
    except (OSError, RuntimeError) as error:  # Listed once, but gone or unreadable since.
        _log.warning("A font cannot be opened: %s", error)
        return False
    return all(font.get_char_index(ord(character)) for character in _NEEDED)


def _look_again(manager: "FontManager") -> None:
    """Read fonts installed since matplotlib made its list, which it never renews by itself."""
    from matplotlib import font_manager

    listed = {entry.fname for entry in manager.ttflist}
    for path in sorted(set(font_manager.findSystemFonts()) - listed):
        try:
            manager.addfont(path)
        except (OSError, RuntimeError) as error:
            _log.warning("A font cannot be opened: %s", error)
