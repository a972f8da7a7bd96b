"""The columns of the template: what each asks for, and the rule that keeps its cells readable."""

from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

from loaders.tables.headings import Field

#: The defined names of the lists that feed the drop-downs.
LIST_NAME = "词表_{}"


@dataclass(frozen=True)
class TemplateColumn:
    """One column: its field, whether it must be filled in, what to type, an example, and the rule for its cells."""

    field: Field
    width: float
    prompt: str
    example: str | float
    is_required: bool = False
    align: str = "left"
    is_text: bool = False
    rule: dict[str, Any] = default(default_factory=dict)


def _list_of(name: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": "=" + LIST_NAME.format(name),
        "error_title": "请从列表中选择",
        "error_message": "请点右侧箭头，从列表中选择，不要自行填写其他内容。",
    }


def _number(kind: str, most: int, message: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": 0,
        "maximum": most,
        "error_title": "请填数字",
        "error_message": message,
    }


_DATE_RULE = {
    "validate": "custom",
    # 2024-06 or 2024-06-30, typed into a cell of text: a cell of dates would turn the first into a day.
    "value": '=AND(OR(LEN({cell})=7,LEN({cell})=10),MID({cell},5,1)="-",'
    'ISNUMBER(DATEVALUE(IF(LEN({cell})=7,{cell}&"-01",{cell}))))',
    "error_title": "请改写时间",
    "error_message": "请写成“2024-06”或“2024-06-30”。",
}
_CODE_RULE = {
    "validate": "length",
    "criteria": "==",
    "value": 18,
    "error_title": "位数不对",
    "error_message": "统一社会信用代码为18位数字或大写字母。",
}

COLUMNS = (
    TemplateColumn(Field.SEQUENCE, 6, "从1开始的顺序号，可不填。", "示例", align="center"),
    TemplateColumn(Field.ENTERPRISE, 26, "企业全称，与营业执照一致。", "样例纺织有限公司", is_required=True),
    TemplateColumn(
        Field.PROJECT_NAME, 26, "项目全称。同一企业的不同项目分行填写。", "样例纺织5G柔性织造工厂", is_required=True
    ),
    TemplateColumn(
        Field.CREDIT_CODE,
        21,
        "18位统一社会信用代码，数字和大写字母。",
        "91350500YL00000017",
        align="center",
        is_text=True,
        rule=_CODE_RULE,
    ),
    TemplateColumn(Field.COUNTY, 13, "从列表中选择项目所在的县（市、区）。", "", align="center", rule=_list_of("县区")),
    TemplateColumn(
        Field.SECTOR,
        14,
        "从列表中选择。十个重点行业都不是的，选“其他行业”。",
        "纺织",
        is_required=True,
        align="center",
        rule=_list_of("重点行业"),
    ),
    TemplateColumn(
        Field.TIER,
        10,
        "从列表中选择：产线级、车间级或工厂级。",
        "车间级",
        is_required=True,
        align="center",
        rule=_list_of("建设类型"),
    ),
    TemplateColumn(Field.NETWORK_MODE, 11, "从列表中选择。", "混合专网", align="center", rule=_list_of("专网模式")),
    TemplateColumn(
        Field.BUILD_TYPE, 9, "从列表中选择：新建或改造。", "改造", align="center", rule=_list_of("建设方式")
    ),
    TemplateColumn(
        Field.INVESTMENT_WAN,
        11,
        "只填数字，单位为万元。例如1.2亿元填12000。",
        3000,
        align="right",
        rule=_number("decimal", 10_000_000, "只填不小于0的数字，单位为万元，不要写“万元”“约”等字。"),
    ),
    TemplateColumn(
        Field.TERMINALS,
        10,
        "只填整数，单位为个。没有统计的留空。",
        120,
        align="right",
        rule=_number("integer", 1_000_000, "只填不小于0的整数，不要写“个”“台”“约”等字。"),
    ),
    TemplateColumn(
        Field.COMPLETED_ON,
        12,
        "写成2024-06，或写到日2024-06-30。",
        "2024-06",
        align="center",
        is_text=True,
        rule=_DATE_RULE,
    ),
    TemplateColumn(
        Field.COMPLETED, 9, "从列表中选择。推荐项目须为已完成项目。", "是", align="center", rule=_list_of("是否")
    ),
    TemplateColumn(Field.NOTE, 16, "需要说明的事项。请勿填写联系人、电话等个人信息。", ""),
)
