"""What somebody reads in a file of a report: its texts, whatever they are packed in; and the numbers in them."""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import msgspec
import pikepdf
import polars as pl
from docx import Document
from pptx import Presentation

#: 1,848; 0.35; 31.
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CODE = re.compile(rb"<([0-9a-fA-F]+)>")


def numbers(texts):
    """The numbers in texts."""
    return {one.rstrip(",") for text in texts for one in NUMBER.findall(text)}


class _Texts(HTMLParser):
    """What stands between tags, and what is said to whoever does not see a picture; not what a program reads."""

    def __init__(self):
        super().__init__()
        self.texts, self._silent = [], 0

    def handle_starttag(self, tag, attributes):
        self._silent += tag in {"style", "script"}
        self.texts += [value for name, value in attributes if name == "aria-label" and value]

    def handle_endtag(self, tag):
        self._silent -= tag in {"style", "script"}

    def handle_data(self, data):
        self.texts += [] if self._silent else [data]


def of_page(content):
    """Texts of a web page."""
    page = _Texts()
    page.feed(content.decode())
    return page.texts


def of_document(content):
    """Texts of a Word document, its footer and the description of its pictures among them."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    feet = [line.text for part in document.sections for line in part.footer.paragraphs]
    told = document.element.body.xpath(".//wp:docPr/@descr")
    return [*(line.text for line in document.paragraphs), *cells, *feet, *told]


def of_slides(content):
    """Texts of slides, and the descriptions of what is drawn on them."""
    shapes = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes]
    told = [one for shape in shapes for one in shape._element.xpath(".//p:cNvPr/@descr")]
    cells = [cell.text for one in shapes if one.has_table for row in one.table.rows for cell in row.cells]
    return [*(shape.text_frame.text for shape in shapes if shape.has_text_frame), *cells, *told]


def of_print(content):
    """Texts of a PDF, page by page, as its fonts say which letter is which."""
    with pikepdf.open(io.BytesIO(content)) as printed:
        return ["".join(_page_text(page)) for page in printed.pages]


def _page_text(page) -> Iterator[str]:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if f"{operator}" == "Tf":
            letters = fonts[f"{operands[0]}"]
        yield from _shown(operands, f"{operator}", letters)


def _shown(operands, operator, letters) -> Iterator[str]:
    """What one instruction of a page shows; a space where a text ends."""
    parts = {"TJ": lambda: operands[0], "Tj": lambda: operands}.get(operator, tuple)()
    for codes in (bytes(part) for part in parts if isinstance(part, pikepdf.String)):
        yield "".join(letters.get(codes[at : at + 2], "") for at in range(0, len(codes), 2))
    yield " " if operator == "ET" else ""


def _letters(font):
    """Code of a glyph → its letters."""
    table, found, in_range = font["/ToUnicode"].read_bytes(), {}, False
    for line in table.splitlines():
        codes = [bytes.fromhex(code.decode()) for code in _CODE.findall(line)]
        in_range = (in_range or line.endswith(b"beginbfrange")) and not line.endswith(b"endbfrange")
        if in_range and len(codes) == 3:
            first, last = (int.from_bytes(code) for code in codes[:2])
            start = codes[2].decode("utf-16-be")
            for step in range(last - first + 1):
                found[(first + step).to_bytes(2)] = start[:-1] + chr(ord(start[-1]) + step)
        elif len(codes) == 2 and len(codes[0]) == 2:
            found[codes[0]] = codes[1].decode("utf-16-be")
    return found


READ = {"html": of_page, "docx": of_document, "pptx": of_slides, "pdf": of_print}


def texts_in(value) -> Iterator[str]:
    """Every text of a description, and its numbers as texts; frames cell by cell."""
    if (parts := _parts(value)) is not None:
        for one in parts:
            yield from texts_in(one)
    elif value is not None:
        yield f"{value:,}" if isinstance(value, int) else f"{value}"


def _parts(value):
    """What a value is made of; None of one that has no parts."""
    if isinstance(value, pl.DataFrame):
        return value.rows()
    if isinstance(value, msgspec.Struct):
        return [getattr(value, name) for name in value.__struct_fields__]
    if isinstance(value, dict):
        return [*value.items()]
    return value if isinstance(value, tuple | list) else None
