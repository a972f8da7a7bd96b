"""Remember, for every unit, which of its headings a person has mapped by hand to which field.

One small JSON file of this machine, outside the repository. It holds headings, never what stands under them.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from loaders.tables.headings import Field
from loaders.tables.text import normalise

MAPPINGS = Path(__file__).resolve().parent.parent / "data" / "local" / "mappings.json"


def remembered(unit: str | None, file: Path = MAPPINGS) -> dict[str, Field]:
    """Return what was mapped for a unit: normalised heading → field. A damaged file counts as empty."""
    headings = _read(file).get(unit or "", {})
    known = {field.value for field in Field}
    return {heading: Field(field) for heading, field in headings.items() if field in known}


def remember(unit: str, chosen: Mapping[str, Field | None], file: Path = MAPPINGS) -> None:
    """Keep a unit's mappings (heading as found → field; None forgets) beside those it has already."""
    everything = _read(file)
    own = everything.setdefault(unit, {})
    for heading, field in chosen.items():
        if field is None:
            own.pop(normalise(heading), None)
        else:
            own[normalise(heading)] = field.value
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and moved over: whoever reads at the same time sees the old or the new, never half.
    draft = file.with_name(f".{file.name}.{uuid4().hex}")
    draft.write_text(json.dumps(everything, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(file)


def _read(file: Path) -> dict[str, dict[str, str]]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
