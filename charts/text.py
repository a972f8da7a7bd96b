"""Turn names and numbers into the words a chart shows."""

import html


def escape(text: object) -> str:
    """Escape text that may come from a workbook: plotly reads labels and hover texts as HTML."""
    return html.escape(str(text), quote=False)


def count_text(value: float) -> str:
    """Write a count with thousands separated, such as 1,260."""
    return f"{int(value):,}"


def share_text(share: float) -> str:
    """Write a share of 0–1 as a percentage with one decimal."""
    return f"{share * 100:.1f}%"


def change_text(previous: int | None, change: int | None, unit: str) -> str:
    """Write the change against the year before; empty when there is nothing to compare with."""
    if previous is None or change is None:
        return ""
    if change == 0:
        return f"与上年持平（{count_text(previous)}{unit}）"
    direction = "增加" if change > 0 else "减少"
    return f"比上年{direction}{count_text(abs(change))}{unit}（上年{count_text(previous)}{unit}）"


def quiet(text: str, colour: str) -> str:
    """Set a secondary figure beside a label in the quiet colour; `text` is already escaped."""
    return f'<span style="color:{colour};font-size:12px">{text}</span>'
