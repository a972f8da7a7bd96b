"""The screens, one file each: choose, compute, show. `parts/` holds what several of them share."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """One entry of the navigation; `path` is its place in the address, `answers` what it is for."""

    file: str
    title: str
    icon: str
    path: str
    answers: str


SCREENS = (
    Screen("overview", "总览", "dashboard", "", "离全国目标还有多远，哪个地市领先，哪里是空白"),
    Screen("industry", "行业", "factory", "industry", "十个重点行业的数量、占比、增减和指南推荐场景的覆盖"),
    Screen("tiers", "层级", "layers", "tiers", "产线级、车间级、工厂级在各地市、各行业、各年度的构成"),
    Screen("scenarios", "场景", "grid_view", "scenarios", "二十个典型场景的应用，行业×场景的空白"),
    Screen("cities", "地市", "map", "cities", "在地图上看各地市，点开看一个地市的情况"),
    Screen("projects", "项目", "table_rows", "projects", "查一个项目，追到原表的文件、工作表和行"),
    Screen("submissions", "报送", "inbox", "submissions", "谁报了、哪份有问题：登记、检查、接受、退回，看版本和改动"),
    Screen("directory", "名录", "verified", "directory", "载入公布的名录和标杆名单，对应到推荐项目，逐条确认"),
    Screen("targets", "目标", "flag", "targets", "设定省级和地市目标，看离目标还差多少；国家目标只读"),
    Screen("briefings", "简报", "slideshow", "briefings", "选好年份、范围和图表，生成PPT、Excel、通报和图片"),
    Screen("definitions", "口径", "menu_book", "definitions", "指标定义、目标、词表、出处和版本"),
)
