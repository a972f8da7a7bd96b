"""Which submission the address asks for: a link to one can be passed on."""

import streamlit as st

_PARAMETER = "submission"
#: A longer number is none that a database gives.
_MOST_DIGITS = 18


def opened() -> int | None:
    """Return the number of the submission to be looked at, or None for the ledger."""
    number = st.query_params.get(_PARAMETER, "")
    return int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else None


def open_submission(submission_id: int) -> None:
    """Look at one submission from the next run on."""
    st.query_params[_PARAMETER] = str(submission_id)


def close_submission() -> None:
    """Go back to the ledger."""
    st.query_params.pop(_PARAMETER, None)
