"""Where nothing is certain, the most alike recommendations are suggested, best first."""

import random
from collections.abc import Iterable

import numpy as np
import pytest

from loaders.tables.checks import enterprise_identity
from loaders.tables.text import identity
from store import candidates
from store.alike import Names, characters, compare
from store.database import Database
from store.decisions import decide, line_of, refuse
from store.matching import Candidate, Line
from store.standings import standings
from store.submissions import accept, receive, withdraw
from store.suggestions import LEAST_SCORE, Near, Portion, Suggestion, nearest, rank, suggest
from tests.store.reading_building import FUZHOU, XIAMEN, outcome, project, reading

ENTERPRISE, NAME = "泉州样例鞋服科技有限公司", "样例鞋服5G全连接工厂"
CODE = "91350100M000100Y43"


def candidate(
    number: int, enterprise: str = ENTERPRISE, name: str = NAME, year: int = 2024, code: str | None = None
) -> Candidate:
    """Return a recommended project."""
    return Candidate(number, year, identity(enterprise), enterprise_identity(enterprise), identity(name), code)


def line(enterprise: str = ENTERPRISE, name: str = NAME, year: int = 2025, code: str | None = None) -> Line:
    """Return a published line."""
    return line_of(outcome(enterprise, name, year, credit_code=code), 1)


def suggested(wanted: Line, *found: Candidate) -> list[int]:
    """Return the suggested projects, best first."""
    return [each.project_id for each in suggest([wanted], found).get(1, ())]


@pytest.mark.parametrize(
    ("enterprise", "name"),
    [
        ("泉州样例鞋服科技股份有限公司", NAME),
        (ENTERPRISE, "鞋服5G智慧工厂"),
        ("样例鞋服科技（泉州）有限公司", "样例鞋服5G工厂"),
        ("泉州样例鞋服科枝有限公司", "样例鞋服5G全连接工厂项目"),
        ("样例鞋服集团有限公司", NAME),
    ],
    ids=["legal form", "project renamed", "region elsewhere in the name", "typed wrongly", "shortened"],
)
def test_what_a_person_would_recognise_is_suggested(enterprise: str, name: str) -> None:
    assert suggested(line(enterprise, name), candidate(7)) == [7]


@pytest.mark.parametrize(
    ("enterprise", "name"),
    [("龙岩范本水泥有限公司", "范本水泥5G智慧矿山"), ("厦门范本航空有限公司", "5G工厂"), ("", "")],
)
def test_what_has_nothing_in_common_is_not(enterprise: str, name: str) -> None:
    assert suggested(line(enterprise, name), candidate(7)) == []


def test_a_common_project_name_alone_is_no_reason() -> None:
    assert suggested(line("厦门范本航空有限公司", "5G智慧工厂"), candidate(7, name="5G智慧工厂")) == []


def test_the_enterprise_weighs_more_than_the_project() -> None:
    same_enterprise = candidate(7, name="完全另一件事")
    same_project = candidate(8, enterprise="泉州样例织造科技有限公司")
    other = candidate(9, enterprise="泉州范本食品有限公司", name="范本食品工厂")
    scores = suggest([line("泉州样例鞋服科技有限公司", "某某工程")], [same_enterprise, same_project, other])[1]
    assert scores[0].project_id == 7
    assert 9 not in [each.project_id for each in scores]


def test_the_same_credit_code_lifts_a_suggestion() -> None:
    renamed = line("泉州范本新材料有限公司", "样例鞋服5G工厂", code=CODE)
    assert suggested(renamed, candidate(7, code=CODE), candidate(8)) == [7]


def test_another_city_in_the_name_counts_against() -> None:
    here, there = candidate(7), candidate(8, enterprise="厦门样例鞋服科技有限公司")
    found = suggest([line("样例鞋服科技（泉州）有限公司", NAME)], [here, there])[1]
    assert [(each.project_id, each.score) for each in found] == [(7, 100), (8, 85)]


def test_nothing_recommended_later_is_suggested() -> None:
    assert suggested(line(year=2024), candidate(7, year=2025), candidate(8, year=2023)) == [8]


def test_a_project_recommended_in_several_years_is_suggested_once_in_the_latest() -> None:
    assert suggested(line(), candidate(7, year=2023), candidate(8, year=2025), candidate(9, year=2024)) == [8]


def test_at_most_three_are_suggested_best_first() -> None:
    names = ["样例鞋服5G工厂", "样例鞋服5G全连接工厂", "鞋服5G车间", "鞋服5G产线", "鞋服5G园区"]
    found = suggest([line()], [candidate(number, name=name) for number, name in enumerate(names)])[1]
    assert found[0] == Suggestion(1, 100)
    assert len(found) == 3
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_scores_stay_between_the_threshold_and_a_hundred() -> None:
    names = ["样例", "样例鞋服", "样例鞋服科技", "样例鞋服科技5G", "样例鞋服科技5G全连接工厂"]
    found = suggest([line()], [candidate(number, name=name) for number, name in enumerate(names)])[1]
    assert all(LEAST_SCORE <= each.score <= 100 for each in found)


def test_an_enterprise_with_hundreds_of_projects_still_has_the_right_one_first() -> None:
    crowd = [candidate(number, name=f"第{number}条产线改造") for number in range(300)]
    assert suggested(line(name="第257条产线改造工程"), *crowd)[0] == 257


@pytest.mark.parametrize(("lines", "candidates"), [([], [candidate(7)]), ([line()], [])])
def test_nothing_to_compare_gives_nothing(lines: list, candidates: list) -> None:
    assert suggest(lines, candidates) == {}


def drawn(count: int, letters: str, chance: random.Random) -> list[str]:
    """Draw names of a few characters, some of them astral, some empty."""
    return ["".join(chance.choices(letters, k=chance.randint(0, 12))) for _ in range(count)]


@pytest.mark.parametrize("letters", ["样例鞋服工厂5𠮷", "".join(map(chr, range(0x4E00, 0x4E00 + 300)))])
def test_no_alike_name_is_told_apart_beforehand(letters: str) -> None:
    chance = random.Random(4)
    ones, others = drawn(30, letters, chance), drawn(300, letters, chance)
    names = Names(others)
    for one, has in zip(ones, characters(ones), strict=True):
        for least in (1, 50, 75, 90, 100):
            places, alike = names.like(one, has, least)
            expected = {place: score for place, score in enumerate(compare([one], others, least)[0]) if score}
            assert dict(zip(places.tolist(), alike.tolist(), strict=True)) == expected


def test_the_nearest_of_several_portions_are_those_of_all_at_once() -> None:
    chance = random.Random(8)
    names = drawn(400, "样例鞋服工厂5甲乙丙", chance)
    crowd = [candidate(number, enterprise=name, name=name[::-1]) for number, name in enumerate(names) if name]
    lines = [line_of(outcome(name, name[::-1], 2025), number) for number, name in enumerate(names[:40]) if name]
    parts = [portion(crowd[start : start + 30]) for start in range(0, len(crowd), 30)]
    assert ranked(lines, nearest(list(map(Near, lines)), parts), crowd) == suggest(lines, crowd)


def portion(part: list[Candidate], table: int = 0) -> Portion:
    """Return candidates as the store reads them."""
    return Portion(
        np.array([each.id for each in part]),
        np.full(len(part), table),
        np.array([each.year for each in part]),
        *([getattr(each, key) or "" for each in part] for key in ("enterprise_key", "project_key", "credit_code")),
    )


def ranked(lines: list[Line], near: list[Near], crowd: list[Candidate]) -> dict[int, tuple[Suggestion, ...]]:
    """Return what is suggested, as `suggest` does."""
    found = zip(lines, rank(near, crowd), strict=True)
    return {each.id: suggestions for each, suggestions in found if suggestions}


@pytest.mark.parametrize("letters", ["样例", "样例鞋服工厂5甲乙丙"], ids=["hundreds are near", "few are near"])
def test_what_is_kept_as_tables_come_and_go_is_what_is_nearest_among_those_that_count(letters: str) -> None:
    chance = random.Random(8)
    lines = [
        line_of(outcome(name or "样", name[::-1], 2025), number)
        for number, name in enumerate(drawn(20, letters, chance))
    ]
    counted: dict[int, list[Candidate]] = {}
    near, again = list(map(Near, lines)), 0
    for table in range(40):
        names = [name for name in drawn(30, letters, chance) if name]
        counted[table] = [candidate(table * 30 + place, name, name[::-1]) for place, name in enumerate(names)]
        near = nearest(near, [portion(counted[table], table)])
        if table % 3 == 2:
            gone = chance.sample(sorted(counted), 2)
            for each in gone:
                del counted[each]
            whole = [portion(part, number) for number, part in counted.items()]
            left = [each.without(np.array(sorted(gone))) for each in near]
            again += left.count(None)
            near = [each or nearest([Near(line)], whole)[0] for each, line in zip(left, lines, strict=True)]
        crowd = [each for part in counted.values() for each in part]
        assert ranked(lines, near, crowd) == suggest(lines, crowd)
    assert again < 40


def test_a_line_is_compared_only_with_tables_it_was_not_compared_with(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[int, int]] = []

    def counting(lines: list[Near], portions: Iterable[Portion]) -> list[Near]:
        parts = list(portions)
        compared.append((len(lines), sum(len(part.numbers) for part in parts)))
        return nearest(lines, parts)

    monkeypatch.setattr(candidates, "nearest", counting)
    first = reading(project(ENTERPRISE, NAME), project(ENTERPRISE, "鞋服车间"), unit=FUZHOU, year=2025)
    accept(database, receive(database, first, b"1", by="张").id, by="张")
    decide(
        database,
        [outcome("泉州样例鞋服科技股份有限公司", "鞋服工厂", 2025), outcome(ENTERPRISE, "鞋服5G", 2025)],
        "名录",
        by="张",
    )
    before = standings(database)
    assert compared == [(2, 2)]
    refuse(database, before[0].decision.id, by="张")
    assert standings(database)[1] == before[1]
    assert compared == [(2, 2)]
    other = reading(project("泉州样例鞋服科枝有限公司", "鞋服5G"), unit=XIAMEN, year=2024)
    number = accept(database, receive(database, other, b"2", by="张").id, by="张").id
    assert len(standings(database)[1].suggestions) == len(before[1].suggestions) + 1
    assert compared == [(2, 2), (2, 1)]
    withdraw(database, number, by="张")
    assert standings(database)[1] == before[1]
    decide(database, [outcome("泉州样例鞋服科技集团", "鞋服", 2025)], "名录", by="张")
    assert standings(database)[1] == before[1]
    assert compared == [(2, 2), (2, 1), (1, 2)]


def test_a_table_that_took_the_place_of_another_is_suggested_from(database: Database) -> None:
    first = reading(project("泉州样例鞋服科枝有限公司", "鞋服工厂"), unit=FUZHOU, year=2025)
    accept(database, receive(database, first, b"1", by="张").id, by="张")
    decide(database, [outcome(ENTERPRISE, "鞋服5G工厂", 2025)], "名录", by="张")
    (before,) = standings(database)[0].suggestions
    second = reading(project("泉州样例鞋服科枝有限公司", "鞋服5G厂"), unit=FUZHOU, year=2025)
    accept(database, receive(database, second, b"2", by="张").id, by="张")
    (after,) = standings(database)[0].suggestions
    assert after.project_id != before.project_id
    assert after.score > before.score
