"""What `make_samples.py` is made of: facts, habits of ten cities, invented words, sheets and files."""

import os

# With lxml, which other packages bring, openpyxl writes the same XML with other spaces: before its first import.
os.environ["OPENPYXL_LXML"] = "False"
