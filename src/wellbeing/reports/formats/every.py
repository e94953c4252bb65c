"""Every format of a report: what it is called, and what makes it."""

from collections.abc import Callable, Mapping
from typing import Final

from wellbeing.reports.briefing.content import Briefing
from wellbeing.reports.formats.data_package import data_package
from wellbeing.reports.formats.paper.document import word_document
from wellbeing.reports.formats.paper.printed import printed_paper
from wellbeing.reports.formats.slides import slides
from wellbeing.reports.formats.web_page import web_page
from wellbeing.reports.formats.workbook import report_workbook

#: Format → the one file that it is, of a briefing.
ONE_FILE: Final[Mapping[str, Callable[[Briefing], bytes]]] = {
    "html": web_page,
    "pdf": printed_paper,
    "pptx": slides,
    "docx": word_document,
    "xlsx": report_workbook,
}
#: Format → the files of the folder that it is.
FOLDER: Final[Mapping[str, Callable[[Briefing], dict[str, bytes]]]] = {"csv": data_package}
