"""How each city fills in its table: headings, wording, where the unit stands.

A city keeps its habit over the years, with small drift. The official headings are not public, so these are
wordings municipal bureaus commonly use.
"""

from dataclasses import dataclass, field

# Every oddity the sample workbooks contain, and the units in whose files it stands.
LAYOUTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "plain": ("一行标准表头的 .xlsx，推荐单位为一列", ("350700",)),
    "title_and_stamps": ("标题、推荐单位行在上，填表说明、盖章、联系人在下", ("350100", "350900", "350128")),
    "group_header": ("两行表头，第一行为合并的分组", ("350200",)),
    "merged_counties": ("县（市、区）单元格向下合并，推荐单位只在文件名中", ("350400",)),
    "xls": ("带标题的 .xls", ("350600",)),
    "gb18030_csv": ("GB18030 编码的 .csv，带标题行和推荐单位行", ("350300",)),
    "numbered_scenarios": ("场景在一格内编号并换行", ("350100", "350500", "350800", "350900")),
    "industry_class": ("行业列填 GB/T 4754 类别，一行为有歧义的第38大类", ("350900",)),
    "blanks": ("建设类型、行业或场景未填", ("350100", "350200", "350300", "350400", "350600", "350700")),
    "duplicate_row": ("同一企业同一项目出现两次", ("350500",)),
    "other_headings": ("表头措辞不同且带换行", ("350500",)),
    "loose_values": ("全角数字、亿元与约数、2024年6月、2024.6、真日期", ("350300", "350600", "350800")),
    "unclear_scenarios": ("有歧义的“全域智能物流”与未知的“智能排产”", ("350100", "350500")),
    "total_row": ("表末合计行", ("350100",)),
    "contacts": ("联系人列（虚构占位）", ("350100", "350200", "350300", "350500", "350800")),
    "unfinished": ("尚未完成的项目", ("350100", "350200", "350500", "350900")),
    "second_sheet": ("第二张工作表只有填表说明", ("350900",)),
    "empty_table": ("只有表头、没有项目的表", ("350128",)),
}

TITLE = "{year}年国家5G工厂名录项目推荐汇总表"


@dataclass(frozen=True)
class Habit:
    """One city's way. `columns` pairs a field of ours with the city's heading; `{}` in texts is the year."""

    file_name: str
    columns: tuple[tuple[str, str], ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    drift: dict[tuple[int, str], str] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    sector_words: dict[str, str] = field(default_factory=dict)
    tier_words: dict[str, str] = field(default_factory=dict)
    scenario_words: dict[str, str] = field(default_factory=dict)
    network_words: dict[str, str] = field(default_factory=dict)
    completed_words: tuple[str, str] = ("是", "否")
    former_counties: dict[tuple[int, str], str] = field(default_factory=dict)
    scenario_style: str = "、"
    money_style: str = "number"
    date_style: str = "{year}年{month}月"
    writes_classes: bool = False
    merges_counties: bool = False
    total_from: int | None = None
    has_notes_sheet: bool = False

    def columns_in(self, year: int) -> list[tuple[str, str]]:
        """Return the columns of one year: a heading may be reworded, a column may come later."""
        return [
            (name, self.drift.get((year, name), heading))
            for name, heading in self.columns
            if self.since.get(name, year) <= year
        ]


def columns(text: str) -> tuple[tuple[str, str], ...]:
    """Read `field heading` lines; a bar in a heading is a line break inside the cell."""
    pairs = (line.split(maxsplit=1) for line in text.strip().splitlines())
    return tuple((name, heading.replace("|", "\n")) for name, heading in pairs)


ALIASES = {
    "predictive_maintenance": "设备预测性维护",
    "machine_vision_inspection": "机器视觉检测",
    "production_traceability": "生产过程追溯",
    "energy_efficiency": "能效管控",
}

NOTES = (
    "填表说明：1.建设类型填写产线级、车间级或工厂级；2.典型应用场景可填写多项；3.推荐项目须为已完成项目。",
    "推荐单位（盖章）：                              填表日期：{filled_on}",
    "联系人：样例联系人                              联系电话：00000000000",
)

HABITS: dict[str, Habit] = {
    "350100": Habit(
        file_name="福州市{year}年国家5G工厂名录项目推荐汇总表.xlsx",
        above=(TITLE, "推荐单位：福州市工业和信息化局"),
        below=NOTES,
        columns=columns("""
            sequence 序号
            project_name 项目名称
            enterprise 企业名称
            credit_code 统一社会信用代码
            county 县（市、区）
            sector 所属重点行业
            tier 建设类型
            scenarios 5G典型应用场景
            network_mode 5G专网模式
            build_type 建设方式
            investment_wan 项目总投资（万元）
            operator 合作运营商
            completed_on 完成时间
            completed 是否已完成
            contact_name 联系人
            contact_phone 联系电话
        """),
        drift={(2023, "scenarios"): "典型应用场景", (2025, "completed_on"): "建成时间"},
        since={"network_mode": 2024},
        scenario_style="1.\n",
        total_from=2024,
    ),
    "350200": Habit(
        file_name="厦门市{year}年5G工厂推荐汇总表.xlsx",
        above=("厦门市" + TITLE,),
        groups=(("", 1), ("企业基本情况", 4), ("项目情况", 7), ("5G应用情况", 4), ("联系方式", 3), ("", 1)),
        columns=columns("""
            sequence 序号
            enterprise 企业名称
            credit_code 统一社会信用代码
            county 所在区
            sector 所属行业
            project_name 项目名称
            tier 建设层级
            build_type 建设性质
            investment_wan 项目总投资（万元）
            started_on 开工时间
            completed_on 完工时间
            completed 是否完成
            scenarios 应用场景
            network_mode 网络模式
            terminals 5G终端数量（个）
            operator 运营商
            contact_name 姓名
            contact_phone 手机
            contact_email 邮箱
            note 备注
        """),
        drift={(2023, "tier"): "工厂类型", (2025, "network_mode"): "专网模式"},
        sector_words={
            "electronics": "电子信息制造业",
            "equipment": "装备制造业",
            "port": "港口码头",
            "home_appliance": "家用电器",
            "other": "其他",
        },
        scenario_words=ALIASES,
        network_words={"virtual": "5G虚拟专网", "hybrid": "5G混合专网", "standalone": "5G独立专网"},
        date_style="{year}-{month:02}",
    ),
    "350300": Habit(
        file_name="莆田市{year}年国家5G工厂名录项目推荐汇总表.csv",
        above=(TITLE, "推荐单位：莆田市工业和信息化局"),
        columns=columns("""
            sequence 序号
            project_name 项目名称
            enterprise 企业名称
            county 所属县区
            sector 行业领域
            tier 工厂类型
            scenarios 应用场景
            network_mode 专网模式
            investment_wan 项目总投资
            completed_on 建成时间
            contact 联系人及电话
        """),
        sector_words={"petrochemical": "石油化工", "other": "其它"},
        scenario_style="；",
        money_style="comma",
        date_style="{year}/{month}",
    ),
    "350400": Habit(
        file_name="三明-{year}年5G工厂项目汇总.xlsx",
        above=(TITLE,),
        columns=columns("""
            county 县（市、区）
            sequence 序号
            enterprise 企业全称
            project_name 项目名称
            sector 所属行业
            tier 工厂级别
            scenarios 典型场景
            network_mode 网络类型
            build_type 新建/改造
            investment_wan 投资金额（万元）
            completed_on 竣工时间
            note 备注
        """),
        drift={(2023, "sector"): "行业类别"},
        sector_words={
            "steel": "钢铁行业",
            "mining": "采矿业",
            "building_materials": "建材行业",
            "textile": "纺织业",
        },
        scenario_words=ALIASES,
        former_counties={(2023, "沙县区"): "沙县", (2024, "沙县区"): "沙县"},
        scenario_style="，",
        date_style="{year}.{month}",
        merges_counties=True,
    ),
    "350500": Habit(
        file_name="附件2 {year}年国家5G工厂名录项目推荐汇总表（泉州）.xlsx",
        above=("附件2", TITLE),
        columns=columns("""
            sequence 序|号
            unit 推荐|单位
            enterprise 申报主体|（企业全称）
            credit_code 统一社会|信用代码
            county 所属|县（市、区）
            project_name 5G工厂|项目名称
            sector 行业类别
            tier 5G工厂类型|（产线级/车间级/工厂级）
            scenarios 应用场景|（可多选）
            network_mode 组网|方式
            investment_wan 总投资|（万元）
            terminals 5G终端|连接数
            operator 合作|运营商
            completed_on 建成投产|时间
            completed 是否|建成
            contact_name 联系人
            contact_phone 联系|电话
        """),
        drift={(2023, "enterprise"): "申报企业\n（全称）", (2025, "scenarios"): "5G应用场景\n（可多选）"},
        since={"terminals": 2024},
        sector_words={
            "textile": "纺织服装",
            "petrochemical": "石油化工",
            "building_materials": "建筑材料",
            "equipment": "机械装备",
            "electronics": "电子信息制造",
            "other": "其他行业",
        },
        tier_words={"line": "产线", "workshop": "车间", "plant": "工厂"},
        completed_words=("已建成", "在建"),
        scenario_style="①\n",
        date_style="{year}年{month:02}月",
    ),
    "350600": Habit(
        file_name="漳州市{year}年推荐汇总表.xls",
        above=(TITLE, "推荐单位：漳州市工业和信息化局"),
        columns=columns("""
            sequence 序号
            project_name 项目名称
            enterprise 企业名称
            county 所在县（市、区）
            sector 所属行业
            tier 建设类型
            scenarios 典型应用场景
            network_mode 专网类型
            investment_wan 投资总额（万元）
            terminals 5G终端数量
            completed_on 完工时间
        """),
        drift={(2024, "terminals"): "5G终端接入数", (2025, "sector"): "所属重点行业"},
        sector_words={
            "petrochemical": "石化",
            "home_appliance": "家电行业",
            "building_materials": "建材行业",
        },
        scenario_words={"process_compliance": "工艺合规管理"},
        former_counties={(2023, "龙海区"): "龙海市"},
        date_style="date",
    ),
    "350700": Habit(
        file_name="南平市{year}年5G工厂推荐表.xlsx",
        columns=columns("""
            sequence 序号
            unit 推荐单位
            county 所在县（市、区）
            enterprise 企业名称
            credit_code 统一社会信用代码
            project_name 项目名称
            sector 所属重点行业
            tier 建设类型
            scenarios 典型应用场景
            network_mode 5G专网模式
            build_type 建设方式
            investment_wan 项目总投资（万元）
            terminals 5G终端数量（个）
            operator 合作运营商
            started_on 开工时间
            completed_on 完工时间
        """),
        date_style="{year}-{month:02}",
    ),
    "350800": Habit(
        file_name="龙岩市工信局{year}年5G工厂名录推荐汇总表.xlsx",
        above=(TITLE, "推荐单位：龙岩市"),
        columns=columns("""
            sequence 序号
            enterprise 企业名称
            project_name 项目名称
            county 所属县区
            sector 重点行业
            tier 建设层级
            scenarios 应用场景
            network_mode 网络模式
            investment_wan 总投资
            terminals 5G终端数
            started_on 开工时间
            completed_on 完成时间
            operator 运营商
            contact_name 项目负责人
            contact_phone 手机号码
        """),
        drift={(2024, "completed_on"): "建成时间"},
        sector_words={"equipment": "装备制造业", "mining": "矿山", "other": "其他"},
        tier_words={"line": "生产线级"},
        scenario_style="（1）\n",
        money_style="loose",
        date_style="loose",
    ),
    "350900": Habit(
        file_name="宁德市{year}年国家5G工厂名录项目推荐汇总表（定稿）.xlsx",
        above=(TITLE, "推荐单位：宁德市工业和信息化局"),
        below=NOTES[1:2],
        columns=columns("""
            sequence 序号
            project_name 项目名称
            enterprise 企业名称
            credit_code 统一社会信用代码
            county 所属县（市、区）
            sector 所属行业
            tier 建设类型
            scenarios 典型应用场景
            network_mode 5G专网模式
            build_type 建设方式
            investment_wan 项目总投资（万元）
            operator 合作运营商
            completed_on 建成时间
            completed 是否已建成
        """),
        scenario_words={"assisted_assembly": "现场辅助安装", "predictive_maintenance": "预测性维护"},
        scenario_style="1、\n",
        writes_classes=True,
        has_notes_sheet=True,
    ),
    "350128": Habit(
        file_name="平潭综合实验区{year}年国家5G工厂名录项目推荐汇总表.xlsx",
        above=(TITLE, "推荐单位：平潭综合实验区经济发展局"),
        below=NOTES[:1],
        columns=columns("""
            sequence 序号
            project_name 项目名称
            enterprise 企业名称
            sector 所属重点行业
            tier 建设类型
            scenarios 典型应用场景
            network_mode 5G专网模式
            investment_wan 项目总投资（万元）
            completed_on 完工时间
        """),
    ),
}
