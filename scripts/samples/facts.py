"""What the invented projects are drawn from: how many, where, which trades, and which slips of the pen.

Nothing here names a real enterprise. Counties and sectors follow what each city is commonly known for, so
that the sample map and tables look like Fujian, but every row is made up.
"""

from dataclasses import dataclass

YEARS = (2023, 2024, 2025)

# Projects recommended per unit in 2023, 2024 and 2025.
COUNTS = {
    "350100": (6, 12, 17),
    "350200": (6, 11, 15),
    "350300": (3, 5, 8),
    "350400": (3, 6, 8),
    "350500": (8, 14, 19),
    "350600": (4, 8, 11),
    "350700": (2, 4, 6),
    "350800": (4, 7, 9),
    "350900": (4, 7, 10),
    "350128": (0, 1, 2),
}

# 2023 is the public figure for Fujian. For 2024 and 2025 only the order of the provinces is public; these
# numbers are invented, consistent with it (2025: Fujian stands before Sichuan's 29).
LISTED_COUNTS = {2023: 6, 2024: 24, 2025: 34}
BENCHMARK_COUNTS = {2024: 1, 2025: 2}

TIER_WEIGHTS = {"line": 25, "workshop": 40, "plant": 35}

# Tiers a unit has in no project of a sector: real tables have such blanks, and the dashboard must show them.
BLANK_TIERS = {
    ("350200", "port"): ("workshop",),
    ("350300", "port"): ("line", "workshop"),
    ("350400", "steel"): ("line",),
    ("350500", "petrochemical"): ("workshop",),
    ("350600", "petrochemical"): ("line",),
    ("350800", "mining"): ("line",),
    ("350900", "steel"): ("workshop",),
}

# Guide pairs nobody practises yet, so that the list "recommended but nobody" is not empty.
UNUSED_PAIRS = {
    ("mining", "unit_simulation"),
    ("port", "unit_simulation"),
    ("building_materials", "unit_simulation"),
    ("textile", "enterprise_collaboration"),
    ("steel", "enterprise_collaboration"),
    ("equipment", "virtual_onsite_service"),
    ("home_appliance", "smart_security"),
    ("power", "assisted_assembly"),
}

# Scenarios of sectors for which the guide recommends none.
COMMON_SCENARIOS = (
    "machine_vision_inspection",
    "plant_logistics",
    "production_traceability",
    "energy_efficiency",
    "site_monitoring",
    "flexible_manufacturing",
)


@dataclass(frozen=True)
class Profile:
    """A trade of one city: which sector it is, what it makes, where, and how common it is there."""

    sector: str
    trade: str
    works: tuple[str, ...]
    counties: tuple[str, ...]
    weight: int
    industry_class: str = ""


# fmt: off
PROFILES: dict[str, tuple[Profile, ...]] = {
    "350100": (
        Profile("electronics", "电子", ("显示模组", "光通信器件", "汽车电子"),
                ("马尾区", "福清市", "闽侯县"), 4),
        Profile("textile", "化纤", ("锦纶长丝", "经编面料", "差别化纤维"), ("长乐区", "连江县"), 4),
        Profile("equipment", "机械", ("汽车零部件", "发电机组", "铝合金轮毂"),
                ("闽侯县", "仓山区", "晋安区"), 3),
        Profile("steel", "钢铁", ("热轧带钢", "连铸板坯"), ("罗源县",), 2),
        Profile("power", "电力", ("海上风电", "燃煤机组"), ("连江县", "福清市"), 2),
        Profile("port", "码头", ("集装箱装卸",), ("福清市",), 1),
        Profile("building_materials", "陶瓷", ("建筑陶瓷",), ("闽清县",), 1),
        Profile("petrochemical", "化工", ("聚氨酯原料",), ("福清市",), 1),
        Profile("other", "食品", ("鱼糜制品",), ("马尾区", "连江县"), 1),
    ),
    "350200": (
        Profile("electronics", "电子", ("液晶面板", "LED芯片", "智能终端"),
                ("翔安区", "湖里区", "集美区"), 5),
        Profile("equipment", "机械", ("新能源客车", "工程机械", "输配电设备"),
                ("集美区", "同安区", "翔安区"), 4),
        Profile("port", "集装箱码头", ("集装箱装卸", "岸桥作业"), ("海沧区", "湖里区"), 3),
        Profile("home_appliance", "电器", ("净水电器", "空气净化器", "智能坐便器"), ("同安区", "海沧区"), 3),
        Profile("other", "生物医药", ("体外诊断试剂",), ("海沧区",), 1),
        Profile("other", "食品", ("预制食品",), ("同安区",), 1),
    ),
    "350300": (
        Profile("other", "鞋业", ("运动鞋", "鞋底"), ("荔城区", "城厢区", "涵江区"), 3),
        Profile("electronics", "电子", ("印制电路板", "显示面板"), ("涵江区", "荔城区"), 3),
        Profile("petrochemical", "新材料", ("聚酰胺切片",), ("秀屿区",), 2),
        Profile("port", "港务", ("散货装卸",), ("秀屿区",), 2),
        Profile("other", "啤酒", ("啤酒灌装",), ("涵江区",), 1),
    ),
    "350400": (
        Profile("steel", "钢铁", ("建筑钢材", "中厚板"), ("三元区",), 3),
        Profile("building_materials", "水泥", ("熟料烧成", "水泥粉磨"), ("永安市", "将乐县"), 2),
        Profile("textile", "纺织", ("纱线", "色织布"), ("尤溪县", "永安市", "沙县区"), 2),
        Profile("mining", "矿业", ("萤石采选", "铁矿采选"), ("清流县", "大田县"), 2),
        Profile("equipment", "机械", ("专用汽车", "锻压装备"), ("沙县区", "永安市"), 2),
        Profile("petrochemical", "氟化工", ("含氟精细化学品",), ("明溪县",), 1),
        Profile("other", "木业", ("竹木家居",), ("建宁县", "泰宁县"), 1),
    ),
    "350500": (
        Profile("textile", "纺织", ("针织面料", "印染", "服装"), ("石狮市", "晋江市", "永春县"), 4),
        Profile("other", "鞋服", ("运动鞋", "运动服饰"), ("晋江市", "丰泽区"), 3),
        Profile("building_materials", "陶瓷", ("日用陶瓷", "建筑石材", "卫浴陶瓷"), ("德化县", "南安市"), 4),
        Profile("equipment", "机械", ("数控装备", "纺织机械", "阀门"), ("洛江区", "南安市", "鲤城区"), 3),
        Profile("petrochemical", "石化", ("乙烯裂解", "芳烃", "聚丙烯"), ("泉港区", "惠安县"), 3),
        Profile("other", "食品", ("休闲食品", "方便食品"), ("晋江市", "惠安县"), 2),
        Profile("electronics", "光电", ("LED封装",), ("安溪县",), 1),
        Profile("steel", "钢铁", ("高速线材",), ("安溪县",), 1),
    ),
    "350600": (
        Profile("petrochemical", "石化", ("对二甲苯", "乙二醇", "聚苯乙烯"), ("漳浦县",), 4),
        Profile("home_appliance", "电器", ("厨房小家电", "电动牙刷", "电热水壶"),
                ("芗城区", "龙文区", "长泰区"), 3),
        Profile("other", "食品", ("水产罐头", "果蔬饮料"), ("龙海区", "东山县", "平和县"), 3),
        Profile("steel", "钢铁", ("冷轧板", "镀锡板"), ("龙海区",), 2),
        Profile("equipment", "机械", ("起重机械",), ("长泰区",), 1),
        Profile("building_materials", "玻璃", ("光伏玻璃",), ("东山县",), 1),
        Profile("power", "核电", ("核电机组",), ("云霄县",), 1),
    ),
    "350700": (
        Profile("other", "竹业", ("竹家居", "竹缠绕管"), ("建瓯市", "邵武市", "顺昌县"), 2),
        Profile("other", "食品", ("禽肉加工", "饮用水"), ("光泽县", "浦城县"), 2),
        Profile("textile", "纺织", ("革基布", "针织面料"), ("延平区", "建瓯市"), 2),
        Profile("electronics", "电子", ("电容器",), ("邵武市", "建阳区"), 1),
        Profile("other", "茶业", ("茶叶精制",), ("武夷山市", "政和县"), 1),
    ),
    "350800": (
        Profile("equipment", "重工", ("装载机", "叉车", "环卫装备"), ("新罗区", "永定区"), 4),
        Profile("mining", "矿业", ("铜矿采选", "金矿采选"), ("上杭县",), 3),
        Profile("building_materials", "水泥", ("熟料烧成", "骨料"), ("新罗区", "漳平市"), 3),
        Profile("other", "铜业", ("阴极铜", "铜箔"), ("上杭县",), 2),
        Profile("other", "卷烟", ("卷接包",), ("新罗区",), 1),
        Profile("textile", "纺织", ("针织品",), ("长汀县",), 1),
        Profile("electronics", "电子", ("显示模组",), ("武平县",), 1),
    ),
    "350900": (
        Profile("equipment", "新能源", ("动力电池", "储能电池", "电芯"),
                ("蕉城区", "霞浦县"), 4, "384电池制造"),
        Profile("steel", "不锈钢", ("不锈钢热轧", "镍铁"), ("福安市",), 3, "31黑色金属冶炼和压延加工业"),
        Profile("electronics", "电子", ("消费类电池模组",),
                ("蕉城区",), 2, "39计算机、通信和其他电子设备制造业"),
        Profile("equipment", "电机", ("中小型电机",), ("福安市",), 2, "381电机制造"),
        Profile("power", "核电", ("核电机组",), ("福鼎市",), 1, "44电力、热力生产和供应业"),
        Profile("equipment", "汽车", ("新能源整车",), ("蕉城区",), 1, "36汽车制造业"),
        Profile("other", "食品", ("食用菌加工", "茶饮料"), ("古田县", "福鼎市"), 1, "14食品制造业"),
    ),
    "350128": (
        Profile("power", "风电", ("海上风电",), ("平潭县",), 1),
        Profile("electronics", "电子", ("智能穿戴设备",), ("平潭县",), 1),
    ),
}
# fmt: on


@dataclass(frozen=True)
class Slip:
    """One thing a city got wrong or left open: in the nth project of that year (of that sector, if named)."""

    unit: str
    year: int
    kind: str
    nth: int = 0
    sector: str | None = None


SLIPS = (
    Slip("350100", 2023, "unfinished", -1),
    Slip("350200", 2024, "unfinished", -1),
    Slip("350500", 2024, "unfinished", 5),
    Slip("350900", 2025, "unfinished", 2),
    Slip("350100", 2024, "ambiguous_scenario", 0, "steel"),
    Slip("350500", 2025, "unknown_scenario", 3),
    Slip("350900", 2024, "ambiguous_class", 0, "equipment"),
    Slip("350500", 2024, "duplicate", 2),
    Slip("350100", 2025, "no_tier", 4),
    Slip("350300", 2024, "no_tier", 1),
    Slip("350200", 2025, "no_sector", 6),
    Slip("350400", 2024, "no_sector", 2),
    Slip("350700", 2025, "no_scenarios", 1),
    Slip("350200", 2023, "no_scenarios", 3),
    Slip("350600", 2025, "no_tier", 3),
)

# Not listed the first time, sent again by the same unit: (unit, first year, second year). The last project of
# the first year comes back.
RETURNS = (
    ("350100", 2023, 2024),
    ("350500", 2023, 2024),
    ("350200", 2024, 2025),
    ("350800", 2024, 2025),
)

# Invented brand names are one character of each; 224 pairs are enough for every enterprise to have its own.
BRAND_FIRST = "恒拓启瀚景屿澜岚泽砺钧昱衡翼沐禾"
BRAND_SECOND = "织远川宸锐坤域晟岳峤澄朔霖柏"
