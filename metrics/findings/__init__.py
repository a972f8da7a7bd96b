"""What the numbers say, in Chinese sentences that are computed from them and never generated.

`findings` runs the rules over a view: what 总览 and the documents list. `titles` holds the sentence above each
chart. Both speak with the same words (`words`).
"""

from metrics.findings.finding import Finding
from metrics.findings.rules import findings
from metrics.findings.words import NOTHING, counted, listed_names, percent

__all__ = ["NOTHING", "Finding", "counted", "findings", "listed_names", "percent"]
