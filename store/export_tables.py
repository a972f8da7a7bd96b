"""The tables of an export: every row of the store under Chinese headings, names beside codes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Row, select

from loaders.problems import Severity
from loaders.vocabulary import vocabulary
from store.export_columns import ExportTable, coded, field_name, of, time_of, unit_columns, yes, yes_or_no
from store.matching import CONFIRMED, UNRECOMMENDED, Match
from store.schema import decisions, log, mappings, problems, projects, submissions, targets, uses
from store.submissions import ACCEPTED, RECEIVED, RETURNED, WITHDRAWN
from store.targets import METRICS, PROVINCE

STATUSES = {RECEIVED: "待办", RETURNED: "已退回", ACCEPTED: "已接受", WITHDRAWN: "已撤回"}
ACTIONS = {
    "receive": "收到",
    "accept": "接受",
    "return": "退回",
    "withdraw": "撤回",
    "decide": "登记名录",
    "revoke": "撤销名录",
    "answer": "人工对应名录",
    "target": "设定目标",
    "drop-target": "取消目标",
    "map": "对应表头",
}
_ANSWERS = {CONFIRMED: "人工确认", UNRECOMMENDED: "无人推荐"}
_MATCHED_BY = {"credit_code": "统一社会信用代码", "names": "名称", CONFIRMED: "人工确认"}


def export_tables(
    place_of_original: Callable[[Row[Any]], str], place_of_list: Callable[[Row[Any]], str], matched: Iterable[Match]
) -> list[ExportTable]:
    """Return all tables; an original is named by where in the export it is, an outcome with what it was matched to."""
    return [
        _submissions(place_of_original),
        _projects(),
        _uses(),
        _problems(),
        _decisions(place_of_list, {match.line.id: match for match in matched}),
        _targets(),
        _mappings(),
        _log(),
    ]


def _submissions(place_of_original: Callable[[Row[Any]], str]) -> ExportTable:
    return ExportTable(
        "报送",
        select(submissions).order_by(submissions.c.year, submissions.c.unit, submissions.c.version),
        {
            "报送编号": of("id"),
            **unit_columns(),
            "年度": of("year"),
            "版本": of("version"),
            "状态": lambda row: STATUSES.get(row.status, row.status),
            "是否计入": yes("is_current"),
            "文件名": of("file_name"),
            "原件": place_of_original,
            "原件指纹（SHA-256）": of("sha256"),
            "项目数": of("project_count"),
            "重复行数": of("repeat_count"),
            **{severity.label: of(f"{severity.value}_count") for severity in Severity},
            "收到时间": time_of("received_at"),
            "收到人": of("received_by"),
            "办理时间": time_of("decided_at"),
            "办理人": of("decided_by"),
            "办理说明": of("note"),
            "已读的表头": lambda row: "；".join(f"{field_name(name)}：{text}" for name, text in row.columns.items()),
            "未读的表头": lambda row: "；".join(row.unmapped),
            "人工对应的表头": lambda row: "；".join(
                f"{text}：{field_name(name)}" for text, name in row.mapping.items()
            ),
        },
    )


def _projects() -> ExportTable:
    words = vocabulary()
    of_submission = submissions.c["year", "version", "is_current", "file_name"]
    return ExportTable(
        "项目",
        select(projects, *of_submission)
        .join(submissions, submissions.c.id == projects.c.submission_id)
        .order_by(projects.c.id),
        {
            "项目编号": of("id"),
            "报送编号": of("submission_id"),
            **unit_columns(),
            "年度": of("year"),
            "版本": of("version"),
            "是否计入": lambda row: yes_or_no(row.is_current and not row.is_repeat),
            "是否重复行": yes("is_repeat"),
            "企业名称": of("enterprise"),
            "项目名称": of("project_name"),
            "统一社会信用代码": of("credit_code"),
            **coded("所在县（市、区）", "county", words.counties),
            **coded("重点行业", "sector", words.sectors),
            **coded("建设类型", "tier", words.tiers),
            **coded("5G专网模式", "network_mode", words.network_modes),
            **coded("建设方式", "build_type", words.build_types),
            "项目总投资（万元）": of("investment_wan"),
            "5G终端数量（个）": of("terminals"),
            "完工时间": of("completed_on"),
            "文件名": of("file_name"),
            "工作表": of("sheet"),
            "行号": of("row"),
            "单元格": of("cell"),
        },
    )


def _uses() -> ExportTable:
    scenarios = vocabulary().scenarios
    return ExportTable(
        "场景",
        select(uses).order_by(uses.c.project_id, uses.c.position),
        {
            "项目编号": of("project_id"),
            "顺序": lambda row: row.position + 1,
            **coded("典型应用场景", "scenario", scenarios),
        },
    )


def _problems() -> ExportTable:
    return ExportTable(
        "问题",
        select(problems).order_by(problems.c.submission_id, problems.c.position),
        {
            "报送编号": of("submission_id"),
            "顺序": lambda row: row.position + 1,
            "轻重": lambda row: Severity(row.severity).label,
            "工作表": of("sheet"),
            "单元格": of("cell"),
            "问题": of("message"),
            "怎样改": of("suggestion"),
            "问题代码": of("code"),
        },
    )


def _decisions(place_of_list: Callable[[Row[Any]], str], matched: Mapping[int, Match]) -> ExportTable:
    def project(row: Row[Any]) -> object:
        return matched[row.id].project_id if row.id in matched else None

    def by(row: Row[Any]) -> object:
        return _MATCHED_BY.get(matched[row.id].by, matched[row.id].by) if row.id in matched else None

    return ExportTable(
        "名录",
        select(decisions).order_by(decisions.c.id),
        {
            "名录编号": of("id"),
            **coded("阶段", "stage", vocabulary().stages),
            "年度": of("year"),
            "企业名称": of("enterprise"),
            "项目名称": of("project_name"),
            "统一社会信用代码": of("credit_code"),
            **unit_columns(),
            "出处": of("source"),
            "文件名": of("file_name"),
            "原件": place_of_list,
            "原件指纹（SHA-256）": of("sha256"),
            "工作表": of("sheet"),
            "行号": of("row"),
            "人工答复": lambda row: _ANSWERS.get(row.answer, row.answer),
            "对应项目编号": project,
            "对应依据": by,
            "登记时间": time_of("decided_at"),
            "登记人": of("decided_by"),
            "是否撤销": yes("is_revoked"),
        },
    )


def _targets() -> ExportTable:
    units = vocabulary().units
    return ExportTable(
        "目标",
        select(targets).order_by(targets.c.id),
        {
            "目标编号": of("id"),
            "范围": lambda row: "全省" if row.scope == PROVINCE else units.name(row.scope),
            "范围代码": of("scope"),
            "指标": lambda row: METRICS[row.metric][0] if row.metric in METRICS else row.metric,
            "指标代码": of("metric"),
            "年度": of("year"),
            "目标名称": of("name"),
            "目标值": of("value"),
            "单位": of("unit_label"),
            "出处": of("source"),
            "设定时间": time_of("set_at"),
            "设定人": of("set_by"),
            "是否有效": yes("is_current"),
        },
    )


def _mappings() -> ExportTable:
    return ExportTable(
        "表头对应",
        select(mappings).order_by(mappings.c.unit, mappings.c.heading),
        {
            **unit_columns(),
            "表头": of("heading"),
            "对应": lambda row: field_name(row.field),
            "对应代码": of("field"),
        },
    )


def _log() -> ExportTable:
    return ExportTable(
        "日志",
        select(log).order_by(log.c.id),
        {
            "序号": of("id"),
            "数据版本": of("revision"),
            "时间": time_of("at"),
            "经办人": of("by"),
            "事项": lambda row: ACTIONS.get(row.action, row.action),
            **unit_columns(),
            "年度": of("year"),
            "报送编号": of("submission_id"),
            "说明": of("detail"),
            "事项代码": of("action"),
        },
    )
