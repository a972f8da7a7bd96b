"""Read numbers and dates as people type them. Each function returns None for what it cannot read."""

import datetime as dt
import re
from functools import lru_cache

from loaders.formats.sheet import Value
from loaders.tables.text import normalise

_NUMBER = re.compile(r"^(?:约|共|人民币|¥|rmb)*(-?\d[\d,]*\.?\d*|-?\.\d+)(亿元?|万元?|元)?(?:左右|余|多)?$")
_WAN_PER_UNIT = {"亿": 10_000.0, "万": 1.0, "元": 0.0001}
_COUNT = re.compile(r"^(?:约|共)*(\d[\d,]*)(?:\.0+)?(?:个|台|套|部|只)?(?:左右|余)?$")
# The time of day, which some programs write behind a date, says nothing here (white space is gone already).
_DATE = re.compile(r"^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?(?:t?\d{2}:\d{2}(?::\d{2})?)?|月)?$")
_COMPACT_DATE = re.compile(r"^(20\d{2})(0[1-9]|1[0-2])([0-3]\d)?$")
#: More than any project has: a telephone or ID number in the wrong column, or 元 typed where 万元 is asked.
_MOST_WAN = 10_000_000.0
_MOST_THINGS = 1_000_000
#: Excel counts days from here; serial numbers in use for projects lie well inside the bounds below.
_EXCEL_EPOCH = dt.date(1899, 12, 30)
_SERIAL_BOUNDS = (36_526, 73_050)  # 2000-01-01 to 2099-12-31


def as_text(value: Value | None) -> str:
    """Return a cell as a person reads it: whole numbers without a decimal point."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def money_wan(value: Value, unit: str = "万") -> float | None:
    """Return an amount in 万元; `unit` (亿, 万 or 元) holds where the cell names none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        amount = round(value * _WAN_PER_UNIT[unit], 6)
        return amount if amount <= _MOST_WAN else None
    match = _NUMBER.match(normalise(str(value)))
    if not match:
        return None
    factor = _WAN_PER_UNIT[match.group(2)[0] if match.group(2) else unit]
    amount = round(float(match.group(1).replace(",", "")) * factor, 6)
    return amount if amount <= _MOST_WAN else None


def whole_number(value: Value) -> int | None:
    """Return a count of things."""
    match = _COUNT.match(normalise(as_text(value)))
    number = int(match.group(1).replace(",", "")) if match else None
    return number if number is not None and number <= _MOST_THINGS else None


def partial_date(value: Value) -> str | None:
    """Return a date as `2024-06-30`, or `2024-06` where no day is given.

    A number such as 2024.1 is not read: the cell may have said 2024.10.
    """
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | float) and not isinstance(value, bool):
        if _SERIAL_BOUNDS[0] <= value <= _SERIAL_BOUNDS[1]:
            return (_EXCEL_EPOCH + dt.timedelta(days=int(value))).isoformat()
        if str(value).endswith(".1"):
            return None
        value = as_text(value)
    return _written_date(str(value))


@lru_cache(maxsize=4096)
def _written_date(text: str) -> str | None:
    text = normalise(text)
    match = _DATE.match(text) or _COMPACT_DATE.match(text)
    return _valid_date(*match.groups()) if match else None


def _valid_date(year: str, month: str, day: str | None) -> str | None:
    try:
        date = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day else date.isoformat()[:7]
