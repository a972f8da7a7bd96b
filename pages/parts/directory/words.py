"""How published lines, what they were matched by and where they stand are written on the screen."""

from loaders.directory import BENCHMARK, LISTED
from store.sorting import Sort, SortedLine
from store.standings import Standing, Status

STAGES = {LISTED: "入选", BENCHMARK: "标杆"}
STATUSES = {Status.MATCHED: "已对应", Status.PENDING: "待确认", Status.NOBODY: "无人推荐"}
MATCHED_BY = {"credit_code": "信用代码一致", "names": "名称一致", "confirmed": "人工确认"}
SORTS = {
    Sort.KNOWN: "已载入或重复",
    Sort.MATCHED: "已对应",
    Sort.SUGGESTED: "待确认",
    Sort.NOBODY: "无人推荐",
    Sort.DOUBTFUL: "疑似本省",
    Sort.ELSEWHERE: "外省",
}


def status_words(standing: Standing) -> str:
    """Say where a kept line stands, and why."""
    if standing.status is Status.MATCHED:
        return f"已对应（{MATCHED_BY[standing.by]}）"
    if standing.is_lost:
        return f"{STATUSES[standing.status]}（原确认的项目已不在现行报送中）"
    return STATUSES[standing.status] + ("（人工确认）" if standing.is_answered else "")


def sort_words(line: SortedLine) -> str:
    """Say what is known of a line that is not kept yet."""
    return f"已对应（{MATCHED_BY[line.by]}）" if line.by else SORTS[line.sort]
