"""Know a column by its heading."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from loaders.tables.text import normalise, without_hints
from loaders.vocabulary import read_rows

#: Longer texts are never headings; most cells of a table are told apart by this alone.
LONGEST_HEADING = 60


class Field(StrEnum):
    """The columns a recommendation table may have; contact columns are known only to be left out."""

    SEQUENCE = "sequence"
    PROJECT_NAME = "project_name"
    ENTERPRISE = "enterprise"
    CREDIT_CODE = "credit_code"
    UNIT = "unit"
    COUNTY = "county"
    ADDRESS = "address"
    SECTOR = "sector"
    INDUSTRY_CLASS = "industry_class"
    TIER = "tier"
    SCENARIOS = "scenarios"
    NETWORK_MODE = "network_mode"
    BUILD_TYPE = "build_type"
    INVESTMENT_WAN = "investment_wan"
    TERMINALS = "terminals"
    OPERATOR = "operator"
    STARTED_ON = "started_on"
    COMPLETED_ON = "completed_on"
    COMPLETED = "completed"
    SUMMARY = "summary"
    NOTE = "note"
    RECOMMENDED_ORDER = "recommended_order"
    YEAR = "year"
    PROVINCE = "province"
    CONTACT = "contact"
    CONTACT_NAME = "contact_name"
    CONTACT_PHONE = "contact_phone"
    CONTACT_EMAIL = "contact_email"
    CONTACT_ID_NUMBER = "contact_id_number"

    @property
    def is_contact(self) -> bool:
        return self.value.startswith("contact")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading as found; `hint` is what it says in brackets, such as 万元."""

    field: Field
    text: str
    hint: str


@lru_cache(maxsize=1)
def heading_wordings() -> dict[str, Field]:
    """Return every known wording (normalised) with its field."""
    return {normalise(row["heading"]): Field(row["field"]) for row in read_rows("headings.csv")}


#: Headings somebody has mapped by hand: normalised wording → field.
NO_MAPPING: Mapping[str, Field] = MappingProxyType({})


def recognise(text: str, mapping: Mapping[str, Field] = NO_MAPPING) -> Heading | None:
    """Return the field that a heading names by the table of headings or by `mapping`, or None."""
    if mapping and (field := mapping.get(normalise(text))):
        return Heading(field, text, "")
    return _recognise(text)


@lru_cache(maxsize=4096)
def _recognise(text: str) -> Heading | None:
    if len(text) > LONGEST_HEADING:
        return None
    word = normalise(text).lstrip("*")
    bare = without_hints(word)
    wordings = heading_wordings()
    field = wordings.get(word) or wordings.get(bare)
    return Heading(field, text, word[len(bare) :]) if field else None


def standard_heading(field: Field) -> str:
    """Return our own heading of a field: the first wording listed for it."""
    return next(row["heading"] for row in read_rows("headings.csv") if row["field"] == field)
