"""What is in a submission, read once for all sessions: its rows, its table as sent, its marked return.

What writes workbooks is imported where one is written: other screens import this module for what it reads.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

from briefings.data_file import excel_file
from loaders.as_sent import SentTable, as_sent
from loaders.guarded import Rejected, Task, run_guarded
from loaders.problems import Problem, Severity
from loaders.workbook import Reading
from pages.parts.submissions.words import mapping_of, title
from store.contents import original, readings
from store.database import Database
from store.elsewhere import repeats_in_store
from store.submissions import WITHDRAWN, Submission

_ORDER = list(Severity)


def reading_of(database: Database, submission: Submission) -> Reading:
    """Return what was read of a submission when it came; shared, never changed."""
    return _reading(database, submission.id, _identity(submission))


def _identity(submission: Submission) -> str:
    """Name what is in a submission: it stays the same whatever is decided on it."""
    return f"{submission.id}-{submission.sha256}-{submission.received_at}-{sorted(submission.mapping.items())}"


@st.cache_resource(max_entries=16, show_spinner="正在读取…")
def _reading(_database: Database, submission_id: int, identity: str) -> Reading:
    with _database.reading() as connection:
        return readings(connection, [submission_id])[submission_id]


@st.cache_resource(max_entries=16, show_spinner="正在与其他单位核对…")
def problems_of(_database: Database, revision: str, submission: Submission) -> tuple[Problem, ...]:
    """Return what is wrong in a submission, the gravest first: what was found when it came, and repeats since then."""
    reading = reading_of(_database, submission)
    since = repeats_in_store(_database, reading) if submission.status != WITHDRAWN else []
    return tuple(sorted(dict.fromkeys((*reading.problems, *since)), key=lambda problem: _ORDER.index(problem.severity)))


def content_of(database: Database, submission: Submission) -> bytes:
    """Return the file exactly as it was sent."""
    with database.reading() as connection:
        return original(connection, submission.sha256)


def sent_tables(database: Database, submission: Submission) -> tuple[SentTable, ...] | Rejected:
    """Return the tables as they were filled in, read in a child process as all that others send; shared."""
    return _sent_tables(database, submission, _identity(submission))


@st.cache_resource(max_entries=8, show_spinner="正在打开原表…")
def _sent_tables(_database: Database, _submission: Submission, identity: str) -> tuple[SentTable, ...] | Rejected:
    arguments = content_of(_database, _submission), mapping_of(_submission)
    result = next(run_guarded([Task(_submission.file_name, as_sent, arguments)]))
    return result


@st.cache_resource(max_entries=64, show_spinner=False)
def _suffix(_database: Database, _submission: Submission, identity: str) -> str:
    from loaders.documents.returned import return_suffix

    return return_suffix(content_of(_database, _submission))


def return_name(database: Database, submission: Submission) -> str:
    """Return under which name a marked workbook goes back."""
    suffix = _suffix(database, submission, _identity(submission))
    return f"退回修改_{Path(submission.file_name).stem}{suffix}"


def marked(database: Database, submission: Submission, problems: Sequence[Problem]) -> bytes:
    """Return the sender's own workbook with its problems marked, made in a child process.

    One that cannot be marked within the limits comes as the list of its problems: the officer has something to send.
    """
    from loaders.documents.returned import mark

    reading = replace(reading_of(database, submission), problems=tuple(problems))
    arguments = content_of(database, submission), reading, mapping_of(submission)
    result = next(run_guarded([Task(submission.file_name, mark, arguments)]))
    return _list_of(problems, title(submission)) if isinstance(result, Rejected) else result


def _list_of(problems: Sequence[Problem], name: str) -> bytes:
    rows = [(p.severity.label, p.sheet, p.cell or "整张表", p.message, p.suggestion) for p in problems]
    table = pd.DataFrame(rows, columns=["轻重", "工作表", "单元格", "问题", "怎样改"])
    return excel_file(table, "问题清单", [f"{name}：原表无法标注，只列出问题。"], [])
