"""Numbers and dates are read as typed, or not at all."""

import datetime as dt

import pytest

from loaders.formats.sheet import Value
from loaders.tables.values import as_text, money_wan, partial_date, whole_number


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        (3000, 3000.0),
        (1.5, 1.5),
        ("3000", 3000.0),
        ("3,000万元", 3000.0),
        ("３０００", 3000.0),
        ("３，０００万元", 3000.0),
        ("1.2亿元", 12000.0),
        ("约1.2亿元", 12000.0),
        ("1.2亿", 12000.0),
        ("12000000元", 1200.0),
        ("约3000万元左右", 3000.0),
        ("3000万余", 3000.0),
        ("人民币3000万元", 3000.0),
        ("￥3000", 3000.0),
        ("0.5 亿元", 5000.0),
        (0, 0.0),
    ],
)
def test_money_is_read_in_ten_thousands(typed: Value, amount: float) -> None:
    assert money_wan(typed) == amount


@pytest.mark.parametrize(
    ("typed", "unit", "amount"),
    [
        (1.2, "亿", 12000.0),
        ("1.2", "亿", 12000.0),
        ("3000万元", "亿", 3000.0),
        (12000000, "元", 1200.0),
        ("1.2亿元", "元", 12000.0),
    ],
)
def test_the_headings_unit_holds_where_the_cell_names_none(typed: Value, unit: str, amount: float) -> None:
    assert money_wan(typed, unit) == amount


@pytest.mark.parametrize(
    "typed", ["--", "待定", "", True, "3000-5000", "三千万", "1.2亿美元", 30_000_000, "1200亿元", dt.date(2024, 6, 1)]
)
def test_what_is_no_amount_is_not_read(typed: Value) -> None:
    assert money_wan(typed) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (120, 120),
        (120.0, 120),
        ("120", 120),
        ("１２０", 120),
        ("1,200台", 1200),
        ("约120个", 120),
        ("120左右", 120),
        ("120.0", 120),
        (0, 0),
    ],
)
def test_counts_are_read_as_whole_numbers(typed: Value, number: int) -> None:
    assert whole_number(typed) == number


@pytest.mark.parametrize("typed", [120.5, "120.5", "多", "", True, "-3", "100-200", "若干", 13800001111])
def test_what_is_no_whole_number_is_not_read(typed: Value) -> None:
    assert whole_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        (dt.datetime(2024, 6, 30), "2024-06-30"),
        (dt.date(2024, 6, 30), "2024-06-30"),
        ("2024-06-30", "2024-06-30"),
        ("2024/6/30", "2024-06-30"),
        ("2024.6.30", "2024-06-30"),
        ("2024年6月30日", "2024-06-30"),
        ("2024 年 6 月 30 日", "2024-06-30"),
        ("２０２４年６月", "2024-06"),
        ("2024年6月", "2024-06"),
        ("2024年06月", "2024-06"),
        ("2024-6", "2024-06"),
        ("2024/6", "2024-06"),
        ("2024.6", "2024-06"),
        ("202406", "2024-06"),
        ("20240630", "2024-06-30"),
        (202406, "2024-06"),
        (20240630.0, "2024-06-30"),
        (2024.6, "2024-06"),
        (2024.11, "2024-11"),
        (2024.12, "2024-12"),
        (45444, "2024-06-01"),
        (45444.75, "2024-06-01"),
    ],
)
def test_dates_are_read_in_every_usual_form(typed: Value, date: str) -> None:
    assert partial_date(typed) == date


def test_a_number_that_may_be_january_or_october_is_not_read() -> None:
    assert partial_date(2024.1) is None


@pytest.mark.parametrize(
    "typed",
    [
        2024,
        2024.0,
        "2024年",
        "6月",
        "2024-13",
        "2024-02-30",
        "20241301",
        "预计年底",
        "",
        True,
        12,
        "24.6",
        "2024年6-9月",
    ],
)
def test_what_is_no_certain_date_is_not_read(typed: Value) -> None:
    assert partial_date(typed) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (12.0, "12"), (12.5, "12.5"), (7, "7"), (" 甲 ", "甲"), (13800000000.0, "13800000000")],
)
def test_whole_numbers_read_without_a_decimal_point(value: Value | None, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize("text", ["2024-06-30 00:00:00", "2024/6/30 8:30".replace(" 8", " 08"), "2024-06-30T00:00:00"])
def test_a_time_of_day_behind_a_date_is_passed_over(text: str) -> None:
    assert partial_date(text) == "2024-06-30"
