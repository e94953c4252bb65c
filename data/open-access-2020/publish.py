"""Make ``responses/anid.csv`` from the file that ANID published, and say what was left out of it.

Run by hand, ``python data/open-access-2020/publish.py ORIGINAL.csv``; the result is committed. The original is
``BBDD_Consulta_PAA.csv`` of the repository ANID-GITHUB/Consulta-Publica-Politica-de-Acceso-Abierto (CC0 1.0).
Only columns that the profile reads are kept, under their own headings; what leads to a person is taken out of comments.
"""

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Final

import polars as pl

FOLDER: Final = Path(__file__).resolve().parent
PROFILE: Final = FOLDER / "profiles" / "anid.toml"
RESULT: Final = FOLDER / "responses" / "anid.csv"
#: Questions that were answered in own words, as their headings begin.
COMMENT: Final = ["P30", "P32", "P35", "P37", "P39", "P41", "P43", "P45", "P47", "P49", "P51", "P53", "P54"]
#: What leads to a person, what stands in its place, and how it is told. In the original "/" is written "_".
TAKEN_OUT: Final = {
    "e-mail addresses": (r"[\w.+-]+\s?@\s?[\w-]+\.[\w.-]*\w", "[correo]"),
    "links": (
        r"https?:[_/]{2}\S*\w[_/]?|\bwww\.\S*\w|\b[\w-]+(?:\.[\w-]+)*\.(?:cl|com|edu|net|org)\b",
        "[enlace]",
    ),
    "accounts (@name)": (r"(?<!\w)@\w{3,}", "[cuenta]"),
    "ORCID and RUN numbers": (
        r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b|\b\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]\b",
        "[número]",
    ),
    # Amounts are written with "$" and with points: $1.300.000.
    "telephone numbers": (
        r"(?<![\d$.,])(?:\+\d{1,3}[ -]?)?(?:\(?\d{1,2}\)?[ -]?)?\d{3,4}[ -]?\d{4}(?![\d.,])",
        "[teléfono]",
    ),
    # Somebody who is named after a post; authors of works that are cited stay.
    "names of persons": (r"(?<=\(CR\)2; )[A-Z]\w+ [A-Z]\w+", "[nombre]"),
}


def main(original: Path) -> None:
    """Write the columns that are used, and say what was left out."""
    rows = pl.read_csv(original, separator=";", infer_schema=False)
    kept = rows.select(column for column in rows.columns if is_used(column))
    counts: Counter[str] = Counter()
    cleaned = kept.with_columns(
        pl.Series(name, [without_persons(text, counts) for text in kept[name]], pl.String)
        for name in kept.columns
        if name.split("_")[0] in COMMENT
    )
    cleaned.write_csv(RESULT, separator=";")
    print(f"{RESULT.name}: {kept.height} rows, {kept.width} of {rows.width} columns kept.")
    for told in TAKEN_OUT:
        print(f"{counts[told]} {told} taken out of comments.")


def is_used(heading: str) -> bool:
    """Whether the profile reads a column: its headings begin with what stands before ``*``."""
    profile = tomllib.loads(PROFILE.read_text("utf8"))
    parts = [profile["region"], profile["stakeholder"], *profile["questions"]]
    named = [*profile["id"], *(one for part in parts for one in part["columns"])]
    words = re.sub(r"[\W_]+", " ", heading)
    return any(words.startswith(one.removesuffix("*")) for one in named)


def without_persons(text: str | None, counts: "Counter[str]") -> str | None:
    """A comment without what leads to a person, each kind counted."""
    for told, (pattern, instead) in TAKEN_OUT.items():
        text, number = re.subn(pattern, instead, text or "")
        counts[told] += number
    return text or None


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"{__doc__}\nusage: python {Path(__file__).name} ORIGINAL.csv")
    main(Path(sys.argv[1]))
