"""What an enterprise's name says of its province: certain, a hint, another one, or nothing."""

import pytest

from loaders.places import PlaceInName, Whose, place_in_name


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("福建三钢闽光股份有限公司", None),
        ("宁德时代新能源科技股份有限公司", "350900"),
        ("样例（福州）电子有限公司", "350100"),
        ("青岛啤酒(漳州)有限公司", "350600"),
        ("平潭样例风电有限公司", "350128"),
        ("福建省晋江市样例鞋业有限公司", "350500"),
        ("长汀金龙稀土有限公司", "350800"),
        ("华安县样例建材有限公司", "350600"),
        ("国网福建省电力有限公司漳州供电公司", "350600"),
        ("中国福州样例有限公司", "350100"),
    ],
)
def test_a_name_that_begins_with_a_place_of_ours_or_has_it_in_brackets_is_ours(name: str, unit: str | None) -> None:
    assert place_in_name(name) == PlaceInName(Whose.OURS, unit)


@pytest.mark.parametrize(
    "name",
    [
        "河南平高电气股份有限公司",
        "济南平阴玛钢厂",
        "辽宁德科机械有限公司",
        "西宁德信有限公司",
        "河南安彩高科股份有限公司",
    ],
)
def test_a_place_of_ours_that_ends_another_is_none(name: str) -> None:
    assert place_in_name(name) == PlaceInName(Whose.ELSEWHERE, None)


@pytest.mark.parametrize("name", ["华安", "平和", "东山", "大田", "清流", "鼓楼", "三元", "永安", "福安", "同安"])
def test_a_county_whose_name_is_a_word_elsewhere_is_only_a_hint(name: str) -> None:
    assert place_in_name(f"{name}样例科技有限公司") == PlaceInName(Whose.PERHAPS, None)


@pytest.mark.parametrize("name", ["海宁德鑫机械有限公司", "永福建设集团有限公司", "中铁上海工程局厦门建筑有限公司"])
def test_a_place_in_the_middle_of_a_name_is_only_a_hint(name: str) -> None:
    assert place_in_name(name).whose is Whose.PERHAPS


@pytest.mark.parametrize(
    "name",
    ["宁德时代（贵州）新能源科技有限公司", "江苏华安科技有限公司", "四川永福建材有限公司", "杭州平和食品有限公司"],
)
def test_a_place_elsewhere_in_brackets_or_in_front_outweighs(name: str) -> None:
    assert place_in_name(name).whose is Whose.ELSEWHERE


@pytest.mark.parametrize("name", ["", "九牧厨卫股份有限公司", "三明治食品有限公司", "样例（中国）有限公司", "5G"])
def test_a_name_without_a_place_says_nothing(name: str) -> None:
    assert place_in_name(name) == PlaceInName(Whose.UNSAID, None)


def test_two_units_in_one_name_are_none() -> None:
    assert place_in_name("福州厦门样例有限公司") == PlaceInName(Whose.OURS, None)


def test_width_and_spacing_do_not_matter() -> None:
    assert place_in_name(" 样例 （ 莆 田 ）　电子").unit == "350300"
