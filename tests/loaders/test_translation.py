"""A word becomes a code only where that is certain."""

import pytest

from loaders.tables.translation import Translation, industry_class_sectors, translate


@pytest.mark.parametrize(
    ("kind", "word", "code"),
    [
        ("unit", "福州市", "350100"),
        ("unit", "福州", "350100"),
        ("unit", "平潭综合实验区", "350128"),
        ("unit", "平潭", "350128"),
        ("unit", "平潭县", "350128"),
        ("unit", "福州市工业和信息化局", "350100"),
        ("unit", "泉州市工信局", "350500"),
        ("unit", "平潭综合实验区经济发展局", "350128"),
        ("county", "平潭县", "350128"),
        ("county", "龙海区", "350604"),
        ("county", "龙海市", "350604"),
        ("county", "350681", "350604"),
        ("county", "梅列区", "350404"),
        ("county", "沙县", "350405"),
        ("sector", "钢铁", "steel"),
        ("sector", "钢铁行业", "steel"),
        ("sector", "电子信息制造业", "electronics"),
        ("sector", "家电领域", "home_appliance"),
        ("sector", "其他", "other"),
        ("sector", "电力（必填）", "power"),
        ("tier", "产线级", "line"),
        ("tier", "生产线级", "line"),
        ("tier", "车间级5G工厂", "workshop"),
        ("tier", "工厂级5G全连接工厂", "plant"),
        ("tier", "车 间 级", "workshop"),
        ("scenario", "机器视觉质检", "machine_vision_inspection"),
        ("scenario", "5G+机器视觉质检", "machine_vision_inspection"),
        ("scenario", "５Ｇ＋机器视觉质检", "machine_vision_inspection"),
        ("scenario", "机器视觉质检场景", "machine_vision_inspection"),
        ("scenario", "现场辅助安装", "assisted_assembly"),
        ("scenario", "工艺合规管理", "process_compliance"),
        ("scenario", "智能理货", "smart_tallying"),
        ("scenario", "生产智能监测", "site_monitoring"),
        ("scenario", "智能安防", "smart_security"),
        ("network_mode", "5G虚拟专网", "virtual"),
        ("build_type", "技术改造", "upgrade"),
        ("completed", "已建成", "yes"),
        ("completed", "在建", "no"),
    ],
)
def test_names_aliases_and_filler_words_are_certain(kind: str, word: str, code: str) -> None:
    assert translate(kind, word) == Translation(code=code)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("39", "electronics"),
        ("C39", "electronics"),
        ("C3985", "electronics"),
        ("39计算机、通信和其他电子设备制造业", "electronics"),
        ("计算机、通信和其他电子设备制造业", "electronics"),
        ("计算机、通信和其他电子设备制造业（39）", "electronics"),
        ("384电池制造", "equipment"),
        ("C385", "home_appliance"),
        ("3851", "home_appliance"),
        ("家用电力器具制造", "home_appliance"),
        ("553", "port"),
        ("B06", "mining"),
        ("14食品制造业", "other"),
    ],
)
def test_an_industry_class_stands_for_its_sector(word: str, code: str) -> None:
    assert translate("sector", word) == Translation(code=code)


@pytest.mark.parametrize(
    ("kind", "word", "candidates"),
    [
        ("scenario", "全域智能物流", ("logistics_monitoring", "plant_logistics")),
        ("scenario", "5G+全域智能物流", ("logistics_monitoring", "plant_logistics")),
        ("sector", "38", ("equipment", "home_appliance")),
        ("sector", "C38", ("equipment", "home_appliance")),
        ("sector", "C3899", ("equipment", "home_appliance")),
        ("sector", "电气机械和器材制造业", ("equipment", "home_appliance")),
        ("sector", "28化学纤维制造业", ("textile", "petrochemical")),
    ],
)
def test_an_ambiguous_word_is_never_guessed(kind: str, word: str, candidates: tuple[str, ...]) -> None:
    assert translate(kind, word) == Translation(candidates=candidates)


@pytest.mark.parametrize(
    ("kind", "word", "nearest"),
    [
        ("scenario", "机器视觉质量检测", ("机器视觉质检",)),
        ("scenario", "设备故障诊段", ("设备故障诊断",)),
        ("sector", "装备制照", ("装备制造",)),
        ("tier", "车间極", ("车间级",)),
        ("tier", "县级", ()),
        ("scenario", "智能排产", ()),
    ],
)
def test_a_near_match_is_only_a_suggestion(kind: str, word: str, nearest: tuple[str, ...]) -> None:
    found = translate(kind, word)
    assert (found.code, found.candidates) == (None, ())
    assert found.nearest[: len(nearest)] == nearest


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("unit", "福州市马尾区"),
        ("unit", "南昌市"),
        ("unit", "福州市平潭县"),
        ("sector", "5G"),
        ("sector", "99"),
        ("tier", "5G全连接工厂"),
        ("county", "西湖区"),
    ],
)
def test_what_is_on_no_list_has_no_code(kind: str, word: str) -> None:
    assert translate(kind, word).code is None


@pytest.mark.parametrize("word", ["", "钢铁", "7", "第39类", "C"])
def test_other_words_name_no_industry_class(word: str) -> None:
    assert industry_class_sectors(word) == ()
