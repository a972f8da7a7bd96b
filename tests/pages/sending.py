"""Send tables to the screen 报送 and read what it says of them."""

import io
import re

from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from tests.pages.visit import visit

HEADINGS = ["项目名称", "企业名称", "所属重点行业", "建设类型", "典型应用场景"]
SOUND = ["甲项目", "样例甲公司", "钢铁", "车间级", "机器视觉质检"]
OTHER = ["乙项目", "样例乙公司", "纺织", "产线级", "柔性生产制造"]
FAULTY = ["甲项目", "样例甲公司", "钢铁", "县级", "机器视觉质检"]


#: A year for which no deadline was published: whenever the tests run, nobody is late.
YEAR = 2023


def table(*rows: list, unit: str = "福州市", year: int = YEAR, headings: list[str] | None = None) -> bytes:
    """Write the workbook of a unit for a year; a blank unit and the year 0 are left out."""
    book, stream = Workbook(), io.BytesIO()
    title = [f"{year or ''}{'年' if year else ''}国家5G工厂名录项目推荐汇总表"]
    for row in (title, [f"推荐单位：{unit}"] if unit else ["推荐单位："], headings or HEADINGS, *rows):
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def send(screen: AppTest | None = None, **files: bytes) -> AppTest:
    """Upload files, named without their suffix, on the ledger."""
    screen = screen or visit("submissions")
    for name, content in files.items():
        screen.file_uploader[0].upload(f"{name}.xlsx", content)
    return screen.run(timeout=60)


def opened(screen: AppTest, unit: str = "350100") -> AppTest:
    """Click on a unit's row of the ledger."""
    return screen.button(key=f"open-{unit}").click().run(timeout=60)


def standing(screen: AppTest, unit: str) -> list[str]:
    """Return the words behind a unit's name in the ledger: where its table stands, and whether it was late."""
    (line,) = [text.value for text in screen.main.markdown if text.value.startswith(f"**{unit}**")]
    return re.findall(r"material/\w+: ([^\]]+)\]", line)


def told(screen: AppTest) -> list[str]:
    """Return what has been done, or why it could not be, as the screen says it after a click."""
    return [message.value for message in (*screen.success, *screen.error)]


def page_text(screen: AppTest) -> str:
    """Return all that is sent to the browser, as far as it is text."""
    elements = [element for part in (screen.main, screen.sidebar) for element in part if element.proto is not None]
    return b"\n".join(element.proto.SerializeToString() for element in elements).decode("utf-8", "replace")
