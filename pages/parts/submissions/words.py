"""How submissions, their states and times are written on the screen."""

from datetime import datetime

from loaders.tables.headings import Field
from loaders.vocabulary import vocabulary
from store.china_time import in_china
from store.ledger import Standing
from store.submissions import ACCEPTED, RECEIVED, RETURNED, Submission

#: Colour and icon of every standing: with its word, three ways to tell it.
_BADGES = {
    Standing.NOT_SENT: ("gray", "schedule"),
    Standing.OVERDUE: ("red", "alarm"),
    Standing.RECEIVED: ("blue", "inbox"),
    Standing.WITH_PROBLEMS: ("orange", "warning"),
    Standing.RETURNED: ("orange", "assignment_return"),
    Standing.WITHDRAWN: ("gray", "undo"),
    Standing.ACCEPTED: ("green", "check_circle"),
    Standing.ACCEPTED_AND_NEWER: ("blue", "published_with_changes"),
}
LATE_BADGE = ":red-badge[:material/alarm: 逾期报送]"
ACTIONS = {
    "receive": "登记",
    "accept": "接受",
    "return": "退回",
    "withdraw": "撤回",
    "map": "对应表头",
    "target": "设定目标",
    "drop-target": "取消目标",
}


def unit_name(submission: Submission) -> str:
    """Return the name of the unit that sent a table."""
    return vocabulary().units.name(submission.unit)


def title(submission: Submission) -> str:
    """Name one version, as 泉州市2025年第2版."""
    return f"{unit_name(submission)}{submission.year}年第{submission.version}版"


def badge(standing: Standing) -> str:
    """Return a standing as a coloured badge with its icon, as Markdown."""
    colour, icon = _BADGES[standing]
    return f":{colour}-badge[:material/{icon}: {standing.label}]"


def status_badge(submission: Submission) -> str:
    """Return where one version stands as a badge; a version replaced by another one says so."""
    if submission.is_current:
        return badge(Standing.ACCEPTED)
    if submission.status == ACCEPTED:
        return ":gray-badge[:material/layers: 已被替代]"
    if submission.status == RECEIVED:
        return badge(Standing.RECEIVED if submission.is_clean else Standing.WITH_PROBLEMS)
    return badge(Standing.RETURNED if submission.status == RETURNED else Standing.WITHDRAWN)


def day(at: datetime) -> str:
    """Write the day of a time of the store."""
    return in_china(at).date().isoformat()


def moment(at: datetime) -> str:
    """Write a time of the store to the minute."""
    return in_china(at).strftime("%Y-%m-%d %H:%M")


def found(submission: Submission) -> str:
    """Say how much is in a version and what is wrong with it."""
    counts = {"须改正": submission.error_count, "请核对": submission.warning_count, "提示": submission.hint_count}
    wrong = "、".join(f"{word}{count}处" for word, count in counts.items() if count)
    return f"项目{submission.project_count}项，{wrong or '没有问题'}"


def came(submission: Submission) -> str:
    """Say when a version came in and who wrote it down."""
    return f"{day(submission.received_at)}收到，{submission.received_by}登记"


def decided(submission: Submission) -> str:
    """Say who decided what on a version and when; blank where nobody did."""
    if submission.decided_at is None:
        return ""
    words = {ACCEPTED: "接受", RETURNED: "退回"}
    return f"{day(submission.decided_at)}{submission.decided_by}{words.get(submission.status, '撤回')}"


def mapping_of(submission: Submission) -> dict[str, Field]:
    """Return the headings mapped by hand with which a version was read."""
    known = {field.value for field in Field}
    return {heading: Field(field) for heading, field in submission.mapping.items() if field in known}
