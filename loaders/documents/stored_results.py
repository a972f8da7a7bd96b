"""Put the results of formulas back into a workbook that openpyxl has saved.

openpyxl writes formulas without their results. Excel computes them again when it opens the file, but whatever only
reads it, this program included, would find those cells empty.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, iterparse
from xml.sax.saxutils import escape

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_Results = dict[str, tuple[str, str]]
# As openpyxl writes it, with lxml or without, never a sender's own XML: an empty <v> behind the formula.
_FORMULA_CELL = re.compile(
    rb'<c ([^>]*?\br="([A-Z]+\d+)"[^>]*)>(<f[ />](?:(?!</c>).)*?)(?:<v\s*/>|<v></v>)\s*</c>', re.DOTALL
)
_TYPE = re.compile(rb'\s*\bt="[^"]*"')
#: Results are numbers (no type), text, booleans or error values. A shared string is no result.
_RESULT_TYPES = {"", "n", "str", "b", "e"}


def put_back_results(original: bytes, saved: bytes) -> bytes:
    """Return `saved` with the results that `original` stores for the formulas both hold."""
    with zipfile.ZipFile(io.BytesIO(original)) as before, zipfile.ZipFile(io.BytesIO(saved)) as after:
        sources = _sheet_parts(before)
        results = {
            part: found
            for name, part in _sheet_parts(after).items()
            if name in sources and (found := _read_results(before, sources[name]))
        }
        return _rewrite(after, results) if results else saved


def _rewrite(archive: zipfile.ZipFile, results: dict[str, _Results]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as rewritten:
        for item in archive.infolist():
            content = archive.read(item)
            if item.filename in results:
                content = _with_results(content, results[item.filename])
            rewritten.writestr(item, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _with_results(xml: bytes, results: _Results) -> bytes:
    def fill(match: re.Match[bytes]) -> bytes:
        if (address := match.group(2).decode()) not in results:
            return match.group()
        kind, value = results[address]
        attributes = _TYPE.sub(b"", b" " + match.group(1))
        kind_of_result = f' t="{kind}"'.encode() if kind not in ("", "n") else b""
        return b"<c%s%s>%s<v>%s</v></c>" % (attributes, kind_of_result, match.group(3), escape(value).encode())

    return _FORMULA_CELL.sub(fill, xml)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of every sheet with its part of the archive; nothing for an archive laid out otherwise."""
    if not {_WORKBOOK, _RELATIONS} <= set(archive.namelist()):
        return {}
    targets = {element.get("Id"): element.get("Target", "") for element in _elements(archive, _RELATIONS)}
    sheets = (
        (element.get("name", ""), next((value for key, value in element.items() if key.endswith("}id")), None))
        for element in _elements(archive, _WORKBOOK)
        if _local(element.tag) == "sheet"
    )
    parts = {name: targets[relation] for name, relation in sheets if relation in targets}
    return {name: part.lstrip("/") if part.startswith("/") else f"xl/{part}" for name, part in parts.items()}


def _read_results(archive: zipfile.ZipFile, part: str) -> _Results:
    """Return type and stored result of every cell with a formula."""
    if part not in archive.namelist():
        return {}
    results: _Results = {}
    for element in _elements(archive, part):
        if _local(element.tag) != "c":
            continue
        inside = {_local(child.tag): child for child in element}
        kind = element.get("t", "")
        if "f" in inside and "v" in inside and kind in _RESULT_TYPES:
            results[element.get("r", "")] = kind, inside["v"].text or ""
        element.clear()
    return results


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[Element]:
    for _, element in iterparse(io.BytesIO(archive.read(part))):
        yield element


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
