"""What can be wrong in a sender's table: a closed catalogue of codes, and one value per finding.

A problem is data: collected, counted and shown to the sender, never raised.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters; the value is the code, `label` the Chinese word."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        return {"error": "须改正", "warning": "请核对", "hint": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One entry of the catalogue: the sentence and the advice have blanks to be filled."""

    severity: Severity
    title: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place; `cell` is written as Excel shows it, or empty for the whole sheet."""

    code: str
    severity: Severity
    sheet: str
    cell: str
    message: str
    suggestion: str


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

CATALOGUE: dict[str, ProblemKind] = {
    "unit-missing": ProblemKind(
        _E, "推荐单位未找到", "表中和文件名中都没有找到推荐单位。", "请在表头上方写明“推荐单位：XX市”。"
    ),
    "unit-unknown": ProblemKind(_E, "推荐单位无法识别", "推荐单位“{value}”不是本省十个推荐单位之一。", "{advice}"),
    "unit-mismatch": ProblemKind(
        _E,
        "推荐单位不一致",
        "推荐单位“{value}”与全表“{expected}”不一致。",
        "请改为“{expected}”，或移到对应地市的表中。",
    ),
    "year-mismatch": ProblemKind(
        _E, "年度不一致", "本表年度{value}与全文件{expected}不一致。", "请核对标题中的年度，不同年度分别报送。"
    ),
    "year-missing": ProblemKind(
        _E,
        "年度未找到",
        "标题和文件名中都没有找到年度。",
        "请在标题中写明年度，如“2025年国家5G工厂名录项目推荐汇总表”。",
    ),
    "enterprise-missing": ProblemKind(_E, "企业名称未填", "企业名称未填写。", "请填写企业全称。"),
    "project-name-missing": ProblemKind(_E, "项目名称未填", "项目名称未填写。", "请填写项目名称。"),
    "sector-missing": ProblemKind(
        _E, "行业未填", "重点行业未填写。", "请从十个重点行业中选一个；都不是的填“其他行业”。"
    ),
    "sector-unknown": ProblemKind(_E, "行业无法识别", "行业“{value}”不在词表中。", "{advice}"),
    "sector-ambiguous": ProblemKind(
        _E, "行业有歧义", "行业“{value}”可能是{candidates}，无法确定。", "请在{candidates}中选一个填写。"
    ),
    "tier-missing": ProblemKind(_E, "建设类型未填", "建设类型未填写。", "请填写产线级、车间级或工厂级。"),
    "tier-unknown": ProblemKind(_E, "建设类型无法识别", "建设类型“{value}”不在词表中。", "{advice}"),
    "scenario-missing": ProblemKind(_E, "应用场景未填", "典型应用场景未填写。", "请至少填写一个典型应用场景。"),
    "scenario-unknown": ProblemKind(_E, "应用场景无法识别", "应用场景“{value}”不在词表中，未计入。", "{advice}"),
    "scenario-ambiguous": ProblemKind(
        _E, "应用场景有歧义", "应用场景“{value}”可能是{candidates}，未计入。", "请在{candidates}中选一个填写。"
    ),
    "county-unknown": ProblemKind(
        _H, "县（市、区）无法识别", "所在县（市、区）“{value}”不是现行县级行政区。", "{advice}"
    ),
    "county-mismatch": ProblemKind(
        _W,
        "县（市、区）与推荐单位不符",
        "“{value}”属于{owner}，不属于{expected}。",
        "请核对所在县（市、区）和推荐单位。",
    ),
    "network-mode-unknown": ProblemKind(_W, "专网模式无法识别", "5G专网模式“{value}”不在词表中。", "{advice}"),
    "build-type-unknown": ProblemKind(_W, "建设方式无法识别", "建设方式“{value}”不在词表中。", "{advice}"),
    "investment-unreadable": ProblemKind(
        _W, "投资额无法识别", "投资额“{value}”不是数字，或大于1000亿元。", "请只填数字，单位为万元。"
    ),
    "terminals-unreadable": ProblemKind(
        _W, "终端数无法识别", "5G终端数“{value}”不是整数，或大于100万。", "请只填整数。"
    ),
    "date-unreadable": ProblemKind(_W, "日期无法识别", "日期“{value}”无法识别。", "请写成“2024-06”或“2024-06-30”。"),
    "completed-unknown": ProblemKind(_W, "完成情况无法识别", "完成情况“{value}”不在词表中。", "请填“是”或“否”。"),
    "not-completed": ProblemKind(
        _E, "项目未完成", "项目填报为尚未完成；通知要求推荐项目为已完成项目。", "请确认已完成后再推荐，否则移出本表。"
    ),
    "completed-after-deadline": ProblemKind(
        _E,
        "完工晚于截止日",
        "完工时间{value}晚于{year}年推荐截止日{deadline}。",
        "请核对完工时间；截止日前未完成的项目移出本表。",
    ),
    "credit-code-invalid": ProblemKind(
        _E,
        "统一社会信用代码有误",
        "统一社会信用代码“{value}”的校验码不符或位数不对。",
        "请对照营业执照核对18位代码。",
    ),
    "sector-class-conflict": ProblemKind(
        _W,
        "行业与国民经济分类不符",
        "重点行业填“{value}”，国民经济行业“{class_name}”一般属于{candidates}。",
        "请核对重点行业或国民经济行业分类。",
    ),
    "investment-out-of-range": ProblemKind(
        _W, "投资额不合常理", "投资额“{value}”折合{amount}万元，不合常理。", "请核对数字和单位（万元）。"
    ),
    "terminals-out-of-range": ProblemKind(_W, "终端数不合常理", "5G终端数为0。", "请核对；没有填的留空。"),
    "contact-in-wrong-column": ProblemKind(
        _E,
        "出现联系方式",
        "本格疑似含有电话、邮箱或证件号，已略去，不予显示。",
        "请删去；联系方式只填在联系人一栏或另行报送。",
    ),
    "heading-unknown": ProblemKind(
        _H, "表头无法识别", "表头“{value}”无法识别，本列未读取。", "如果是“{nearest}”，请改用这个表头；否则不必处理。"
    ),
    "hidden-cells": ProblemKind(_H, "有隐藏内容", "{what}，已照常读取。", "请确认隐藏的内容也要报送；不报送的请删去。"),
    "duplicate-across-units": ProblemKind(
        _E, "与其他单位重复", "与{other}推荐的是同一企业的同一项目。", "请与对方商定由一家推荐。"
    ),
    "duplicate-across-years": ProblemKind(
        _H, "往年推荐过", "{other}年已推荐过同一企业的同一项目。", "如属再次推荐，不必处理。"
    ),
    "duplicate-project": ProblemKind(_E, "项目重复", "与{first}是同一企业的同一项目，本行未计入。", "请删除其中一行。"),
    "no-projects": ProblemKind(_H, "表中没有项目", "表头之下没有项目。", "如本年确无推荐项目，无需处理。"),
}


def problem(code: str, sheet: str, cell: str, **blanks: str) -> Problem:
    """Make a problem of the catalogue's `code`, its sentence filled with `blanks`."""
    kind = CATALOGUE[code]
    return Problem(code, kind.severity, sheet, cell, kind.message.format(**blanks), kind.suggestion.format(**blanks))
