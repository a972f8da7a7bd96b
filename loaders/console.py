"""What commands share: text that every terminal can show, a bar, and an end without a traceback."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from loaders.report import printable

_BAR = 30
#: argparse speaks English; these are the complaints that a user can meet.
_COMPLAINTS = {
    "unrecognized arguments:": "不认识的参数：",
    "the following arguments are required:": "缺少参数：",
    "expected one argument": "后面要有一个值",
    "expected at least one argument": "后面至少要有一个值",
    "invalid int value:": "不是整数：",
    "invalid choice:": "没有：",
    "choose from": "可用：",
    "ambiguous option:": "参数不明确：",
    "could match": "可能是",
    "argument ": "参数",
}
_HELP = {
    "usage:": "用法：",
    "positional arguments:": "参数：",
    "options:": "选项：",
    "show this help message and exit": "显示用法",
}


class Parser(argparse.ArgumentParser):
    """Speaks Chinese, in its help and of what is wrong with the options."""

    def format_help(self) -> str:
        """Return the help, its own words in Chinese."""
        return _in_chinese(super().format_help(), _HELP)

    def error(self, message: str) -> NoReturn:
        """End with status 2, after a sentence and where to find help."""
        print(f"{printable(_in_chinese(message, _COMPLAINTS))}\n用“{self.prog} --help”查看用法。", file=sys.stderr)
        raise SystemExit(2)


def _in_chinese(text: str, words: Mapping[str, str]) -> str:
    for english, chinese in words.items():
        text = text.replace(english, chinese)
    return text


def run_command(parser: argparse.ArgumentParser, arguments: list[str] | None) -> int:
    """Run the command that `arguments` name; return 0 where all is in order, 1 where it is not, 2 for wrong usage.

    Its `run` takes the options and the parser, and returns the status.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name that is no text, as Linux allows, is written as an escape: in JSON that is what it is.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options, parser)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read has seen enough; what is still to be written has nowhere to go.
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        return 1


def progress(total: int) -> Callable[[int], None]:
    """Return what draws a bar on the terminal; where there is none, nothing."""
    if not sys.stderr.isatty() or total < 2:
        return lambda done: None

    def draw(done: int) -> None:
        filled = _BAR * done // total
        end = "\r" + " " * (_BAR + 24) + "\r" if done == total else ""
        print(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {done}/{total}{end}", end="", file=sys.stderr, flush=True)

    return draw
