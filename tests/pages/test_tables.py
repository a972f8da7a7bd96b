"""A screen's tables: made once for a view, and sent as they stand in the files."""

from collections.abc import Callable

import pytest

from metrics.coverage import guide_pairs
from metrics.landscape import View
from metrics.progress import national_progress
from pages.parts.tables import Packed, national_targets, recommended_scenarios, sectors_by_unit, unused_pairs
from tests.metrics.small_landscape import view

TABLES = (national_targets, recommended_scenarios, sectors_by_unit, unused_pairs)


@pytest.mark.parametrize("table", TABLES)
def test_it_is_made_once_for_a_view(table: Callable[[View], Packed]) -> None:
    looked_at = view()
    assert table(looked_at) is table(looked_at)
    assert table(looked_at) is not table(view())


@pytest.mark.parametrize("table", TABLES)
def test_files_hold_what_browsers_are_sent(table: Callable[[View], Packed]) -> None:
    made = table(view())
    told = made.frame.astype(object).where(made.frame.notna(), None)
    assert told.to_dict("records") == made.sent.to_pylist()
    assert len(made) == len(made.frame)


def test_a_sector_without_projects_is_blank_and_numbers_stay_whole() -> None:
    frame = sectors_by_unit(view()).frame.set_index("推荐单位")
    assert frame.loc["福州市", ["电子设备制造", "钢铁", "合计"]].tolist() == [1, 1, 2]
    assert frame["港口"].isna().all()
    assert set(map(str, frame.dtypes)) == {"Int64"}


def test_national_targets_are_those_of_the_metrics() -> None:
    looked_at = view()
    shares = [row["share"] for row in national_progress(looked_at)]
    assert national_targets(looked_at).sent["完成度"].to_pylist() == shares


def test_the_uses_of_a_sectors_scenarios_are_counted() -> None:
    rows = recommended_scenarios(view(sectors=("electronics",))).sent.to_pylist()
    counts = {row["指南推荐场景（原文）"]: row["应用项目数"] for row in rows}
    assert counts["机器视觉质检"] == 2


def test_what_nobody_uses_is_what_is_not_used() -> None:
    looked_at = view()
    told = [tuple(row.values()) for row in unused_pairs(looked_at).sent.to_pylist()]
    blank = [(pair["sector_name"], pair["printed_scenario"]) for pair in guide_pairs(looked_at) if not pair["count"]]
    assert told == blank
