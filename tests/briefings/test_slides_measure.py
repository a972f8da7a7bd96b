import pytest

from briefings.slides.measure import cut, fits, headline, largest_fitting, line_count, shorten, sizes, text_width

SENTENCE = "泉州最多，占全省两成；漳州、龙岩尚无项目；其他行业五项"


def test_a_chinese_character_is_as_wide_as_the_type_is_high() -> None:
    assert text_width("福建", 12) == 24


def test_figures_between_chinese_take_the_gap_some_programs_leave() -> None:
    assert text_width("占5项", 10) > text_width("占项", 10) + text_width("5", 10)


@pytest.mark.parametrize(
    ("text", "lines"), [("福建", 1), ("福建省地图", 2), ("福建省地图福建省地图", 3), ("", 1), ("福\n建", 2)]
)
def test_lines_are_filled_character_by_character(text: str, lines: int) -> None:
    assert line_count(text, 43, 10) == lines


def test_a_number_is_not_broken_between_lines() -> None:
    assert not fits("共1234567项", 30, 200, 10)


@pytest.mark.parametrize(
    ("width", "shown"), [(200, "平潭综合实验区"), (70, "平潭综合实验区"), (60, "平潭综合实…"), (10, "…")]
)
def test_a_name_too_long_is_cut_with_an_ellipsis(width: float, shown: str) -> None:
    assert shorten("平潭综合实验区", width, 10) == shown


def test_a_cut_leaves_no_comma_before_the_ellipsis() -> None:
    assert cut("一二三，四五六", lambda text: len(text) <= 5) == "一二三…"


@pytest.mark.parametrize(
    ("room", "shown"),
    [(50, SENTENCE), (20, "泉州最多，占全省两成；漳州、龙岩尚无项目"), (12, "泉州最多，占全省两成"), (5, "泉州最多…")],
)
def test_a_sentence_loses_whole_clauses_before_it_is_cut(room: int, shown: str) -> None:
    assert headline(SENTENCE, lambda text: len(text) <= room) == shown


def test_the_largest_type_that_fits_is_chosen() -> None:
    assert largest_fitting("福建省", 62, 30, (24, 20, 16)) == 16
    assert largest_fitting("福建省", 10, 10, (24, 20)) is None


@pytest.mark.parametrize(
    ("highest", "lowest", "step", "expected"),
    [(12, 9, 1, (12, 11, 10, 9)), (12, 11.5, 1, (12, 11.5)), (10, 9, 0.5, (10, 9.5, 9)), (9, 9, 1, (9,))],
)
def test_sizes_run_down_to_the_least(highest: float, lowest: float, step: float, expected: tuple) -> None:
    assert sizes(highest, lowest, step) == expected
