"""Write a template: a workbook whose columns can be filled from the engagement's own lists."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from wellbeing.model.consent import CONSENT_WORDS
from wellbeing.model.profile import Kind
from wellbeing.model.vocabulary import BOTH
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import towns
from wellbeing.sources.reading.workbook import DATA_SHEET
from wellbeing.sources.templates.headings import Heading, template_columns
from wellbeing.sources.templates.profiles import TEMPLATE_MARK, TEMPLATE_VERSION
from wellbeing.sources.text_workbook import write_marker

_CHOICES: Final = "choices"
HELP_SHEET: Final = "Read me"
#: Rows that have lists to choose from.
LISTED_ROWS: Final = 2_000
#: Characters that a spreadsheet shows beside a cell, in the title and text of a hint.
_TITLE_CHARACTERS: Final = 32
_HINT_CHARACTERS: Final = 255


def write_template(kind: Kind, folder: EngagementFolder, path: Path) -> None:
    """Write an empty template; when it comes back filled, it says itself what it is."""
    columns = template_columns(kind, folder.engagement)
    lists = _lists(folder)
    used = {column.choices: lists[column.choices] for column in columns if column.choices}
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with path.open("wb") as file, xlsxwriter.Workbook(file, options) as book:
        data = book.add_worksheet(DATA_SHEET)
        _write_help(book, kind, folder, columns)
        write_marker(book, (TEMPLATE_MARK, kind, folder.engagement.id, TEMPLATE_VERSION))
        write_choices(book, used)
        _write_headings(book, data, columns)
        for place, column in enumerate(columns):
            offer(data, place, column, used)


def _lists(folder: EngagementFolder) -> dict[str, list[str]]:
    """What may be chosen, as people read it: each is understood when it comes back."""
    settings = folder.engagement
    places = dict.fromkeys([*folder.places["place"].sort(), *towns(folder)["town"].sort()])
    topics = [topic.en for topic in settings.topics]
    return {
        "places": list(places),
        "regions": folder.regions["name_en"].to_list(),
        "stakeholders": [term.en for term in settings.stakeholders],
        "communities": [term.en for term in settings.communities],
        "topics": [*topics, BOTH] if len(topics) > 1 else topics,
        "channels": [term.en for term in settings.channels if term.id != "hui"],
        "consents": list(CONSENT_WORDS),
        "themes": folder.codebook["name"].to_list(),
        **{question.id: [option.value for option in question.options] for question in settings.questions},
    }


def _write_headings(book: Any, data: Any, columns: tuple[Heading, ...]) -> None:  # noqa: ANN401 (no types)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for place, column in enumerate(columns):
        form = text if column.form == "@" else book.add_format({"num_format": column.form})
        data.set_column(place, place, column.width, form)
        data.write_string(0, place, column.name, bold)
    data.freeze_panes(1, 0)


def offer(data: Any, place: int, column: Heading, lists: Mapping[str, list[str]]) -> None:  # noqa: ANN401 (no types)
    """A hint beside each cell, and a list to choose from where there is one."""
    hint = {"input_title": column.name[:_TITLE_CHARACTERS], "input_message": column.asks[:_HINT_CHARACTERS]}
    if lists.get(column.choices):
        letter = xl_col_to_name(list(lists).index(column.choices), col_abs=True)
        listed = {
            "validate": "list",
            "source": f"={_CHOICES}!{letter}$1:{letter}${len(lists[column.choices])}",
        }
        strict = {"error_type": "information" if column.open else "stop"}
        data.data_validation(1, place, LISTED_ROWS, place, {**listed, **strict, **hint})
    else:
        data.data_validation(1, place, LISTED_ROWS, place, {"validate": "any", **hint})


def write_choices(book: Any, lists: Mapping[str, list[str]]) -> None:  # noqa: ANN401 (no types)
    """The hidden sheet that cells choose from, a column a list."""
    sheet = book.add_worksheet(_CHOICES)
    sheet.hide()
    for place, choices in enumerate(lists.values()):
        for row, choice in enumerate(choices):
            sheet.write_string(row, place, choice)


def _write_help(book: Any, kind: Kind, folder: EngagementFolder, columns: tuple[Heading, ...]) -> None:  # noqa: ANN401
    sheet = book.add_worksheet(HELP_SHEET)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 90)
    care = folder.engagement.care
    lines = [
        (
            folder.engagement.en,
            f"Template for {kind}: fill in the sheet {DATA_SHEET}, one row each, and send it back.",
        ),
        ("Why it is collected", care.purpose),
        ("What people are told", care.notice),
        *((column.name, column.asks) for column in columns),
    ]
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, text)
