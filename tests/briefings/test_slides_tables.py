from dataclasses import replace

import pytest

from briefings.slides.box import Box
from briefings.slides.table import Table, fit_table, heading_lines, pages_of, stretched

ROWS = tuple((f"推荐单位{number}", f"{number:,}", "说明" * number) for number in range(1, 31))
TABLE = Table(("单位", "项目数", "说明"), ROWS, right=frozenset({1}), wrapping=frozenset({0, 2}))
BOX = Box(0, 0, 500, 300)
SMALL = Table(("推荐单位", "占比"), (("福州市", "12.5%"), ("平潭综合实验区", "0.0%")), right=frozenset({1}))


def test_a_table_takes_the_largest_type_at_which_all_of_it_fits() -> None:
    large, small = fit_table(SMALL, Box(0, 0, 300, 200)), fit_table(SMALL, Box(0, 0, 130, 60))
    assert large is not None
    assert small is not None
    assert (large.size, small.size < large.size, small.size >= 9) == (12.0, True, True)


def test_a_table_that_does_not_fit_at_the_least_type_is_not_squeezed_in() -> None:
    assert fit_table(TABLE, BOX) is None
    assert fit_table(SMALL, Box(0, 0, 60, 200)) is None


def test_a_long_table_continues_with_every_row_once_and_headings_on_each_page() -> None:
    parts = pages_of(TABLE, BOX)
    assert len(parts) > 1
    assert tuple(row for part in parts for row in part.table.rows) == ROWS
    assert {part.table.headings for part in parts} == {TABLE.headings}
    assert len({part.widths for part in parts}) == 1


def test_every_page_of_a_table_stays_in_its_box() -> None:
    parts = pages_of(TABLE, BOX)
    assert max(part.height for part in parts) <= BOX.height
    assert max(sum(part.widths) for part in parts) <= BOX.width + 0.01


def test_a_table_without_rows_is_its_headings() -> None:
    empty = replace(TABLE, rows=())
    assert [part.table.rows for part in pages_of(empty, BOX)] == [()]


def test_a_table_too_wide_for_any_type_has_its_texts_cut() -> None:
    wide = Table(tuple(f"很长的列标题{n}" for n in range(30)), (("一段很长很长的文字",) * 30,))
    part = pages_of(wide, BOX)[0]
    assert sum(part.widths) <= BOX.width + 0.01
    assert part.table.rows[0][0].endswith("…")


def test_numbers_and_short_names_are_never_broken() -> None:
    fitted = fit_table(SMALL, Box(0, 0, 140, 200))
    assert fitted is not None
    assert fitted.heights[1] == fitted.heights[2]


def test_rows_fill_a_height_but_grow_only_so_far() -> None:
    fitted = fit_table(SMALL, Box(0, 0, 300, 200))
    assert fitted is not None
    tall = stretched(fitted, 400, heading=40, highest=50)
    assert tall.heights == (40, pytest.approx(50), pytest.approx(50))
    assert stretched(fitted, 60, highest=50).height <= max(60, fitted.height)


@pytest.mark.parametrize(
    ("heading", "room", "lines"),
    [
        ("项目数", 40, ["项目数"]),
        ("较上年增减", 40, ["较上年", "增减"]),
        ("指南推荐场景数", 50, ["指南推荐", "场景数"]),
        ("覆盖重点行业（共10个）", 75, ["覆盖重点行业", "（共10个）"]),
    ],
)
def test_headings_break_into_lines_of_like_length(heading: str, room: float, lines: list[str]) -> None:
    assert heading_lines(heading, room, 11) == lines


def test_chosen_rows_stay_strong_where_a_table_continues() -> None:
    parts = pages_of(replace(TABLE, strong=frozenset({0, 29})), BOX)
    assert (parts[0].table.strong, parts[-1].table.strong) == (
        frozenset({0}),
        frozenset({len(parts[-1].table.rows) - 1}),
    )
