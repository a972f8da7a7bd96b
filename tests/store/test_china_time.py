"""Days begin in China, wherever the server stands."""

from datetime import date, datetime

from store.china_time import china_day, china_today, in_china, noon_of


def test_a_time_of_the_store_is_shown_eight_hours_later() -> None:
    assert in_china(datetime(2025, 3, 31, 17, 30)) == datetime(2025, 4, 1, 1, 30)
    assert china_day(datetime(2025, 3, 31, 17, 30)) == date(2025, 4, 1)


def test_a_day_is_kept_as_its_noon_and_found_again() -> None:
    assert noon_of(date(2025, 3, 31)) == datetime(2025, 3, 31, 4, 0)
    assert china_day(noon_of(date(2025, 3, 31))) == date(2025, 3, 31)


def test_today_is_a_day_of_chinas_calendar() -> None:
    assert china_today().toordinal() - date.today().toordinal() in (-1, 0, 1)
