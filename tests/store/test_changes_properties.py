"""What holds for any two tables."""

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.tables.project import Project
from loaders.workbook import Reading
from store.changes import Changes, changes

projects = st.lists(
    st.builds(
        Project,
        project_name=st.sampled_from([None, "5G质检线", "5G质检产线", "无人仓", "无人仓库"]),
        enterprise=st.sampled_from([None, "样例甲公司", "样例甲有限公司", "样例乙公司"]),
        credit_code=st.sampled_from([None, None, "91350100M000100Y43", "91350100M000100Y51"]),
        unit=st.none(),
        county=st.none(),
        sector=st.sampled_from([None, "steel"]),
        tier=st.sampled_from([None, "plant", "line"]),
        scenarios=st.sampled_from([(), ("plant_logistics",), ("plant_logistics", "remote_control")]),
        network_mode=st.none(),
        build_type=st.none(),
        investment_wan=st.sampled_from([None, 1.5]),
        terminals=st.none(),
        completed_on=st.none(),
        sheet=st.just("表1"),
        row=st.integers(4, 40),
        cell=st.just("B4"),
    ),
    max_size=7,
)
bounded = settings(derandomize=True, max_examples=300, deadline=None)


def reading(rows: list[Project]) -> Reading:
    return Reading("福州.xlsx", 2025, "350100", tuple(rows), (), {}, ())


def counts(found: Changes) -> tuple[int, int, int, int]:
    """Return how many were added, removed, changed and left alone."""
    return len(found.added), len(found.removed), len(found.changed), found.unchanged


@bounded
@given(projects)
def test_a_table_does_not_differ_from_itself(rows: list[Project]) -> None:
    assert counts(changes(reading(rows), reading(rows))) == (0, 0, 0, len(rows))


@bounded
@given(projects, projects)
def test_every_row_is_told_of_exactly_once(before: list[Project], after: list[Project]) -> None:
    added, removed, changed, unchanged = counts(changes(reading(before), reading(after)))
    assert (removed + changed + unchanged, added + changed + unchanged) == (len(before), len(after))


@bounded
@given(projects, projects)
def test_the_way_back_undoes_the_way_there(before: list[Project], after: list[Project]) -> None:
    there, back = changes(reading(before), reading(after)), changes(reading(after), reading(before))
    added, removed, changed, unchanged = counts(there)
    assert counts(back) == (removed, added, changed, unchanged)


@bounded
@given(projects, projects, st.randoms())
def test_the_order_of_rows_does_not_matter(before: list[Project], after: list[Project], chance: object) -> None:
    shuffled = chance.sample(after, len(after))  # type: ignore[attr-defined]
    assert counts(changes(reading(before), reading(shuffled))) == counts(changes(reading(before), reading(after)))
