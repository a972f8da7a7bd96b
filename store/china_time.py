"""The store keeps UTC; people live in China time, eight hours ahead: days begin and deadlines end there."""

from datetime import UTC, date, datetime, time, timedelta, timezone

_CHINA = timezone(timedelta(hours=8))


def in_china(at: datetime) -> datetime:
    """Return a time of the store (UTC, without a zone) as clocks in China show it, without a zone."""
    return at.replace(tzinfo=UTC).astimezone(_CHINA).replace(tzinfo=None)


def china_day(at: datetime) -> date:
    """Return the day in China on which a time of the store lies."""
    return in_china(at).date()


def china_today() -> date:
    """Return the day it is in China now, wherever the server stands."""
    return datetime.now(_CHINA).date()


def noon_of(day: date) -> datetime:
    """Return noon of a day in China as a time of the store."""
    return datetime.combine(day, time(12), _CHINA).astimezone(UTC).replace(tzinfo=None)
