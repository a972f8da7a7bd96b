"""All documents of a briefing, made one step at a time, and the ZIP that holds them with a note on what is inside."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefings.archive import zip_files
from briefings.briefing import Briefing
from briefings.errors import BriefingError
from charts.exhibit import Exhibit
from charts.map import BOUNDARY_NOTE

NOTE_NAME = "说明.txt"
PICTURE_FOLDER = "图"
_log = logging.getLogger("landscape.briefings")


@dataclass(frozen=True)
class File:
    """One finished file under its name in the pack."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Made:
    """What one step gave: files, and in Chinese why something is missing; `failed` where that is our own fault."""

    files: tuple[File, ...] = ()
    left_out: tuple[str, ...] = ()
    failed: bool = False


@dataclass(frozen=True)
class Part:
    """One document to be had by itself; `name` is how screens call it, `suffix` ends its file's name."""

    key: str
    name: str
    file_name: str
    suffix: str
    mime: str
    about: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
SLIDES = Part(
    "slides",
    "演示文稿（PPT）",
    "简报.pptx",
    "简报.pptx",
    f"{_OFFICE}.presentationml.presentation",
    "图表和地图都可编辑，备注里有口径和出处",
)
WORKBOOK = Part(
    "workbook",
    "数据表（Excel）",
    "数据.xlsx",
    "数据.xlsx",
    f"{_OFFICE}.spreadsheetml.sheet",
    "每张图一个工作表，带原生图表；另有项目清单和指标口径",
)
TEXT = Part(
    "text",
    "通报（Word）",
    "通报.docx",
    "通报.docx",
    f"{_OFFICE}.wordprocessingml.document",
    "公文格式：主要结论、分项情况、表格、地图和出处",
)
PICTURES = Part(
    "pictures", "图片（PNG、SVG）", f"{PICTURE_FOLDER}/", "图.zip", "application/zip", "每张图两种格式，可直接插入文稿"
)
PARTS = (SLIDES, WORKBOOK, TEXT, PICTURES)
PARTS_BY_KEY = {part.key: part for part in PARTS}
ZIP_MIME = "application/zip"


@dataclass(frozen=True)
class Step:
    """A piece of work that takes a moment: what to say meanwhile, what it belongs to, and the work."""

    words: str
    part: Part
    work: Callable[[], Made]

    def run(self) -> Made:
        """Do the work. Whatever fails is logged with its traceback and said in Chinese; other steps go on."""
        try:
            return self.work()
        except BriefingError as error:
            return Made(left_out=(f"{self.part.name}：{error.message}",))
        except Exception:
            _log.exception("A document could not be made: %s", self.part.key)
            return Made(left_out=(f"{self.part.name}未能生成，原因已记入日志，请联系系统管理员。",), failed=True)


def steps(briefing: Briefing, parts: Sequence[Part] = PARTS, template: bytes | None = None) -> list[Step]:
    """Return the work for some documents in the order of `parts`; `template` is an office's own for the slides."""
    work: list[Step] = []
    for part in parts:
        if part is PICTURES:
            work += _picture_steps(briefing)
        else:
            work.append(Step(f"正在生成{part.name}…", part, _maker(part, briefing, template)))
    return work


def _maker(part: Part, briefing: Briefing, template: bytes | None) -> Callable[[], Made]:
    # Imported where a document is made: these libraries cost up to a second, and no chart needs them.
    def work() -> Made:
        if part is SLIDES:
            from briefings.slides import slides

            content = slides(briefing, template)
        elif part is WORKBOOK:
            from briefings.workbook import workbook

            content = workbook(briefing)
        else:
            from briefings.text import text

            content = text(briefing)
        return Made((File(part.file_name, content),))

    return work


def _picture_steps(briefing: Briefing) -> list[Step]:
    from briefings.pictures import NO_FONT, can_draw

    if not can_draw():
        return [Step("正在查找中文字体…", PICTURES, lambda: Made(left_out=(NO_FONT,)))]
    return [
        Step(f"正在画图：{exhibit.chart.name}…", PICTURES, _painter(briefing, exhibit)) for exhibit in briefing.exhibits
    ]


def _painter(briefing: Briefing, exhibit: Exhibit) -> Callable[[], Made]:
    def work() -> Made:
        from briefings.pictures import pictures

        drawn = pictures(exhibit, briefing.outlines)
        stem = f"{PICTURE_FOLDER}/{exhibit.chart.name}"
        return Made(tuple(File(f"{stem}.{form.value}", content) for form, content in drawn.items()))

    return work


def together(made: Iterable[Made]) -> Made:
    """Join what several steps gave; what was left out for the same reason is said once."""
    parts = list(made)
    files = tuple(file for each in parts for file in each.files)
    left_out = tuple(dict.fromkeys(reason for each in parts for reason in each.left_out))
    return Made(files, left_out, any(each.failed for each in parts))


def pack(briefing: Briefing, made: Made) -> bytes:
    """Return the ZIP: the files, and a note that says what they are and what is missing."""
    files = [(file.name, file.content) for file in made.files]
    return zip_files([*files, (NOTE_NAME, note(briefing, made))])


def note(briefing: Briefing, made: Made) -> bytes:
    """Return the note as text that any Windows program reads: UTF-8 with its mark, lines ended as there."""
    abouts = {part.file_name: part.about for part in PARTS}
    inside = [f"  {file.name}　{abouts.get(file.name, '')}".rstrip() for file in made.files]
    lines = [
        briefing.title,
        "",
        *([f"注意：{briefing.warning}", ""] if briefing.warning else []),
        f"统计口径：{briefing.subject}，共{briefing.view.total():,}项",
        f"筛选条件：{'；'.join(briefing.filters) or '无（全省、全部年份）'}",
        f"数据日期：{briefing.data_date}",
        f"数据版本：{briefing.revision}",
        "",
        f"包含{len(inside)}个文件：",
        *inside,
        "",
        "未包含：" + ("无" if not made.left_out else ""),
        *(f"  {reason}" for reason in made.left_out),
        "",
        f"{BOUNDARY_NOTE}。",
        "",
    ]
    return "\r\n".join(lines).encode("utf-8-sig")


def download_name(briefing: Briefing, suffix: str) -> str:
    """Name a file to be saved by place and year: 泉州市5G工厂建设情况（2025年）_通报.docx."""
    years = briefing.view.landscape.years
    if briefing.view.filters.year or not years:
        stem = briefing.title
    else:
        span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
        stem = f"{briefing.title}（{span}）"
    return f"{stem}_{suffix}" if not suffix.startswith(".") else f"{stem}{suffix}"
