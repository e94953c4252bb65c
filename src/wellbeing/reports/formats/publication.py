"""What is handed to the public as plain files: any web server or object store serves them, without a process."""

import hashlib
from collections.abc import Mapping
from typing import Final

from wellbeing.language import say
from wellbeing.reports.briefing.content import Briefing
from wellbeing.reports.formats.data_package import data_package
from wellbeing.reports.formats.paper.printed import printed_paper
from wellbeing.reports.formats.web_page import Beside, web_page

#: What answers at the folder's address; how it is protected; the paper; digests as ``sha256sum -c`` reads them.
PAGE, ASSURANCE, PAPER, SUMS = "index.html", "assurance.txt", "paper.pdf", "SHA256SUMS"
#: The folder of the tables.
DATA: Final = "data"
_DESCRIPTOR: Final = "datapackage.json"


def publication(briefing: Briefing, assurance: str, release: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path below the folder → its content.

    Args:
        briefing: of a release for the public.
        assurance: how its protection was checked, as text.
        release: the files of the release itself, by their paths: who doubts a figure can check its signature.
    """
    tables = {f"{DATA}/{name}": content for name, content in data_package(briefing).items()}
    paper = {PAPER: printed_paper(briefing), ASSURANCE: assurance.encode()}
    signed = {f"release/{name}": content for name, content in release.items()}
    beside = (
        Beside(PAPER, say("The paper"), say("PDF, tagged")),
        Beside(f"{DATA}/{_DESCRIPTOR}", say("The tables"), say("a Frictionless data package of CSV files")),
        *(Beside(name, name.removeprefix(f"{DATA}/"), "CSV") for name in tables if name.endswith(".csv")),
        Beside(ASSURANCE, say("How the figures are protected"), say("text")),
        Beside("release/manifest.json", say("The release itself"), say("signed; its tables lie beside it")),
        Beside(SUMS, say("SHA-256 of every file"), say("text")),
    )
    files = {PAGE: web_page(briefing, beside), **paper, **tables, **signed}
    return files | {SUMS: digests(files)}


def digests(files: Mapping[str, bytes]) -> bytes:
    """A line for each file: its SHA-256 and its path."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()
