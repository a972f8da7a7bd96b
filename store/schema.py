"""The tables. Changes go into a new file of `migrations/versions/` as well; a test holds the two together."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex
from sqlalchemy.sql.compiler import DDLCompiler

from store.texts import Words

#: The newest file of `migrations/versions/`.
SCHEMA_VERSION = "0003"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Both databases write such a condition alike. SQLAlchemy's own argument for it has to be given once for each, and
# then imports both dialects at every start, whichever is in use.
_ONLY_WHERE = "only-where"


@compiles(CreateIndex)
def _create_index(element: CreateIndex, compiler: DDLCompiler, **options: Any) -> str:
    """Write an index as usual, with its condition where it has one."""
    made = compiler.visit_create_index(element, **options)
    condition = element.element.info.get(_ONLY_WHERE)
    return f"{made} WHERE {condition}" if condition else made


# SQLite numbers rows by itself only in a column of plain INTEGER.
_Id = BigInteger().with_variant(Integer, "sqlite")

#: One row: a number that grows with every write, and a name for this one state. The number alone does not tell a
#: store from its own backup, brought back and written to since.
state = Table(
    "state",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True, autoincrement=False),
    Column("identity", String(32), nullable=False),
    Column("revision", BigInteger, nullable=False),
)

#: Files exactly as they came, each content once.
originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

#: One workbook of one unit for one year; times are UTC.
submissions = Table(
    "submissions",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("unit", String(16), nullable=False),
    Column("year", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("file_name", Words, nullable=False),
    Column("sha256", String(64), ForeignKey(originals.c.sha256), nullable=False),
    # What was understood of the file: the same bytes read with other headings are another submission.
    Column("reading_digest", String(64), nullable=False),
    Column("columns", JSON, nullable=False),
    Column("unmapped", JSON, nullable=False),
    Column("mapping", JSON, nullable=False),
    Column("project_count", Integer, nullable=False),
    Column("repeat_count", Integer, nullable=False),
    Column("error_count", Integer, nullable=False),
    Column("warning_count", Integer, nullable=False),
    Column("hint_count", Integer, nullable=False),
    Column("received_at", DateTime, nullable=False),
    Column("received_by", Words, nullable=False),
    Column("status", String(16), nullable=False),
    Column("decided_at", DateTime),
    Column("decided_by", Words),
    # The revision in which it was accepted last: withdrawing goes back along it.
    Column("accepted_order", BigInteger),
    Column("is_current", Boolean, nullable=False, server_default=false()),
    # Why it was decided so, in the officer's words.
    Column("note", Words),
    UniqueConstraint("unit", "year", "version"),
    UniqueConstraint("unit", "year", "sha256", "reading_digest"),
)
# Whatever two people do at once, a unit has at most one accepted table a year.
Index(
    "uq_submissions_current",
    submissions.c.unit,
    submissions.c.year,
    unique=True,
    info={_ONLY_WHERE: "is_current"},
)

problems = Table(
    "problems",
    metadata,
    Column("submission_id", _Id, ForeignKey(submissions.c.id), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", Words, nullable=False),
    Column("severity", String(16), nullable=False),
    Column("sheet", Words, nullable=False),
    Column("cell", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("suggestion", Words, nullable=False),
)

#: One row of a submission; codes are null where nothing was certain.
projects = Table(
    "projects",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("submission_id", _Id, ForeignKey(submissions.c.id), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("is_repeat", Boolean, nullable=False),
    Column("project_name", Words),
    Column("enterprise", Words),
    Column("credit_code", String(18), index=True),
    Column("unit", String(16)),
    Column("county", String(16)),
    Column("sector", String(32)),
    Column("tier", String(32)),
    Column("network_mode", String(32)),
    Column("build_type", String(32)),
    Column("investment_wan", Float),
    Column("terminals", Integer),
    Column("completed_on", String(10)),
    Column("sheet", Words, nullable=False),
    Column("row", Integer, nullable=False),
    Column("cell", Words, nullable=False),
    # Names brought to one form, to match published lists and to search.
    Column("enterprise_key", Words, nullable=False),
    Column("project_key", Words, nullable=False),
    Column("search_text", Words, nullable=False),
)
Index("ix_projects_keys", projects.c.enterprise_key, projects.c.project_key)

#: Project × scenario.
uses = Table(
    "uses",
    metadata,
    Column("project_id", _Id, ForeignKey(projects.c.id), primary_key=True),
    Column("scenario", String(48), primary_key=True),
    Column("position", Integer, nullable=False),
)

#: One published outcome: this project was listed or named a benchmark in that year, says this source.
decisions = Table(
    "decisions",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("stage", String(16), nullable=False),
    Column("year", Integer, nullable=False),
    Column("enterprise", Words, nullable=False),
    Column("project_name", Words, nullable=False),
    Column("credit_code", String(18), index=True),
    Column("unit", String(16)),
    Column("enterprise_key", Words, nullable=False),
    Column("project_key", Words, nullable=False),
    Column("source", Words, nullable=False),
    # Where it stands in a list that was read; null for what was marked by hand.
    Column("sha256", String(64), ForeignKey(originals.c.sha256)),
    Column("file_name", Words),
    Column("sheet", Words),
    Column("row", Integer),
    # What a person said of its match: confirmed (with the names of the project), or unrecommended. The keys find the
    # project however its name is spelled later; the name itself tells it from one of the same key in another city.
    Column("answer", String(16)),
    Column("answer_enterprise_key", Words),
    Column("answer_project_key", Words),
    Column("answer_enterprise", Words),
    Column("decided_at", DateTime, nullable=False),
    Column("decided_by", Words, nullable=False),
    Column("is_revoked", Boolean, nullable=False, server_default=false()),
)
Index(
    "uq_decisions_line",
    decisions.c.stage,
    decisions.c.year,
    decisions.c.enterprise,
    decisions.c.project_name,
    unique=True,
    info={_ONLY_WHERE: "NOT is_revoked"},
)

#: What province and units set themselves; the national ones are facts.
targets = Table(
    "targets",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("scope", String(16), nullable=False),
    Column("metric", String(32), nullable=False),
    Column("year", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("value", Float, nullable=False),
    Column("unit_label", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("set_at", DateTime, nullable=False),
    Column("set_by", Words, nullable=False),
    Column("is_current", Boolean, nullable=False, server_default=true()),
)
Index(
    "uq_targets_current",
    targets.c.scope,
    targets.c.metric,
    targets.c.year,
    unique=True,
    info={_ONLY_WHERE: "is_current"},
)

#: Headings of a unit that somebody mapped by hand.
mappings = Table(
    "mappings",
    metadata,
    Column("unit", String(16), primary_key=True),
    Column("heading", String(255), primary_key=True),
    Column("field", String(32), nullable=False),
)

#: Who did what when; never what is in a table.
log = Table(
    "log",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("revision", BigInteger, nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("by", Words, nullable=False),
    Column("action", String(32), nullable=False),
    Column("unit", String(16)),
    Column("year", Integer),
    Column("submission_id", _Id),
    Column("detail", Words, nullable=False),
)
