"""Files of every kind that is read, made from the paragraphs of a release."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from html import escape

TITLE = "甲县上半年就业形势稳定"
BYLINE = "发布时间：2024-07-20 来源：甲县日报"
BODY = (
    "今年上半年，全县城镇新增就业3.2万人，同比增长5.2%，其中高校毕业生1.1万人，占三成以上。",
    "截至6月底，城镇登记失业率为2.45%，比上年同期下降0.3个百分点。全县发放稳岗补贴534.2万元，惠及企业672家。",
    "下半年，县人社局计划举办招聘会40场，力争全年新增就业6万人。企业与员工之比不低于1:20。",
)
PARAGRAPHS = (TITLE, BYLINE, *BODY)


def text(paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    return "\n".join(paragraphs) + "\n"


def html(paragraphs: Sequence[str] = PARAGRAPHS, charset: str = "utf-8", table: str = "") -> bytes:
    """A page as news sites have it: navigation, headline, byline, body, related links, copyright line."""
    title, byline, *body = map(escape, paragraphs)
    links = "".join(f"<li><a href='/{n}.html'>链接到别的新闻第{n}条</a></li>" for n in range(9))
    lines = "".join(f"<p>&emsp;&emsp;{line}</p>\n" for line in body)
    script = '<script>var a = "增长99%";</script>'
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}">
<title>{title}_甲县人民政府</title>
<style>p {{ color: red }}</style></head><body><ul class="nav">{links}</ul><h1>{title}</h1>
<div class="info">{byline}</div><div class="TRS_Editor">{lines}{table}</div>{script}
<ul>{links}</ul><div class="foot">版权所有 © 2011-2019 甲县人民政府 地址：甲县1号</div></body></html>"""
    return page.encode("gb18030" if charset == "gb2312" else charset)  # what pages so labelled hold


def docx(paragraphs: Sequence[str] = PARAGRAPHS, rows: Sequence[Sequence[str]] = ()) -> bytes:
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for line, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(line.cells, cells, strict=True):
                cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(
    paragraphs: Sequence[str] = PARAGRAPHS,
    per_page: int = 30,
    password: str | None = None,
    heads: bool = True,
) -> bytes:
    """A print: 34 characters a line, paragraphs indented, running head and page number on every page."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
    from reportlab.pdfgen.canvas import Canvas

    registerFont(UnicodeCIDFont("STSong-Light"))
    lines = []
    for paragraph in paragraphs:
        line = "　　"
        for character in paragraph:
            if stringWidth(line + character, "STSong-Light", 14) > 34 * 14:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    file = io.BytesIO()
    canvas = Canvas(file, (595, 842), encrypt=StandardEncryption(password) if password else None)
    for first in range(0, max(len(lines), 1), per_page):
        canvas.setFont("STSong-Light", 9)
        if heads:
            canvas.drawString(60, 800, "甲县统计资料2024")
            canvas.drawString(290, 30, f"- {first // per_page + 1} -")
        canvas.setFont("STSong-Light", 14)
        for number, line in enumerate(lines[first : first + per_page]):
            canvas.drawString(60, 760 - 22 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return file.getvalue()


def json_lines(rows: Sequence[dict[str, object]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")


def parquet(rows: Sequence[dict[str, object]], compression: str = "snappy") -> bytes:
    import pyarrow
    from pyarrow import parquet as tables

    file = io.BytesIO()
    tables.write_table(pyarrow.Table.from_pylist(list(rows)), file, compression=compression)
    return file.getvalue()


def one_of_each() -> dict[str, bytes]:
    """The same release as every kind of file, by name."""
    row = {"text": text(), "date": "2024-07-20", "title": TITLE}
    return {
        "a.txt": text().encode("utf-8"),
        "b.txt": text().encode("gb18030"),
        "c.txt": text().encode("utf-16"),
        "d.txt.gz": gzip.compress(text().encode("utf-8"), mtime=0),
        "e.html": html(),
        "f.html": html(charset="gb2312"),
        "g.pdf": pdf(),
        "h.docx": docx(rows=[("指标", "数量"), ("企业", "672家")]),
        "i.zip": zipped({"x/1.txt": text().encode("utf-8"), "x/2.html": html()}),
        "j.jsonl": json_lines([row, row]),
        "k.jsonl.gz": gzip.compress(json_lines([row]), mtime=0),
        "l.parquet": parquet([row]),
    }
