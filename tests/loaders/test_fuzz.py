"""Damaged copies of sound files: each is read or rejected with a code, and nothing else happens."""

import random
from collections import Counter

import pytest
from format_building import SOUND, html, ods, ods_rows, spreadsheetml, xls, xlsb, xml_rows
from sheet_building import xlsx

from loaders.errors import REJECTIONS
from loaders.guarded import Rejected, Source, read_guarded
from loaders.workbook import Reading

FILES = {
    "xlsx": xlsx(SOUND, merged=["A1:F1"]),
    "xls": xls(SOUND),
    "xlsb": xlsb(SOUND, [(0, 0, 0, 5)]),
    "ods": ods(ods_rows(SOUND)),
    "csv": "\n".join(",".join(map(str, row)) for row in SOUND).encode("gb18030"),
    "html": html(SOUND).encode(),
    "xml": spreadsheetml(xml_rows(SOUND)),
}
COPIES = 60


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Flip bytes, and now and then cut, repeat or remove a piece."""
    copy = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64))):
        copy[chance.randrange(len(copy))] = chance.choice((0, 0xFF, chance.randrange(256)))
    first, last = sorted(chance.sample(range(len(copy)), 2))
    return bytes(
        chance.choice((copy, copy, copy, copy[:first], copy[:first] + copy[last:], copy[:last] + copy[first:]))
    )


@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file_is_read_or_rejected(kind: str) -> None:
    chance = random.Random(kind)
    sources = [Source(f"{number}.{kind}", damaged(FILES[kind], chance)) for number in range(COPIES)]
    results = list(read_guarded([*sources, Source("好", FILES[kind])], seconds=5))
    assert [result.file for result in results] == [*(source.name for source in sources), "好"]
    codes = Counter(result.code for result in results if isinstance(result, Rejected))
    assert set(codes) <= set(REJECTIONS)
    assert codes["too-slow"] + codes["reader-crashed"] <= COPIES // 10
    assert isinstance(results[-1], Reading)
