"""Keep text that others wrote from being run by the program that opens a file of ours."""

# The wide ones too: a Chinese or Japanese Excel takes some of them for the narrow.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would take for a formula; anything else stays as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
