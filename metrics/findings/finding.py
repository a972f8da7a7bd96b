"""One finding as a value, so that screens and documents show the same sentence and link to the same chart."""

from dataclasses import dataclass

#: Chinese names of the values a finding used, with the values; shares as fractions of 1.
Numbers = tuple[tuple[str, float | int | str], ...]


@dataclass(frozen=True)
class Finding:
    """A whole sentence that is true of one view.

    `rule` names the rule that found it, `numbers` holds what it used, `chart` is the key of the chart that
    shows it.
    """

    rule: str
    sentence: str
    numbers: Numbers
    chart: str
