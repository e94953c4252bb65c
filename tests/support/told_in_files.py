"""What a published folder tells, read by a stranger: nothing here is the product's own, not even a name of a column.

``figures_of`` is what a release's tables say. Every ``faults_of_…`` lists where a file says something else; each also
says how many figures it compared, so that a file that tells nothing is noticed.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser

import polars as pl

MEASURED = ("status", "count", "low", "high")
#: Before a name on the page: the sign of its state.
SIGN = re.compile(r"^[^\w\s“\"] ")


@dataclass(frozen=True)
class Figures:
    """The counts of a release."""

    #: Area, type or community ("" for all) → status, count, low, high.
    heard: dict
    #: Question, dimension, member ("" for all) → position → the same.
    said: dict
    threshold: int
    #: What channels are called → their ids.
    channels: dict


def figures_of(tables, threshold, engagement):
    """Of the tables of a release by name, and its ``engagement.json``."""
    heard, said = {}, {}
    for name, by in {
        "total": (),
        "region": ("area",),
        "stakeholder": ("stakeholder",),
        "region_stakeholder": ("area", "stakeholder"),
        "community": ("community",),
        "region_community": ("area", "community"),
    }.items():
        for row in tables[name].iter_rows(named=True):
            keys = ("area", "community" if "community" in by else "stakeholder")
            heard[tuple(row[key] if key in by else "" for key in keys)] = tuple(row[one] for one in MEASURED)
    for name, by in {
        "total_by_position": "stakeholder",
        "stakeholder_by_position": "stakeholder",
        "total_by_position_by_channel": "channel",
    }.items():
        for row in tables[name].iter_rows(named=True):
            positions = said.setdefault((row["question"], by, row.get(by, "")), {})
            positions[row["position"]] = tuple(row[one] for one in MEASURED)
    channels = {one["en"]: one["id"] for one in engagement["channels"]}
    return Figures(heard, said, threshold, channels)


def faults_of_csv(figures, files):
    """Of CSV files by name: faults, and how many rows were compared."""
    faults, compared = [], 0
    for name, content in files.items():
        for row in csv.DictReader(io.StringIO(content.decode())):
            told = _row_of_csv(figures, row)
            compared += told is not None
            faults += [f"{name}: {row}: {one}" for one in told or []]
    return faults, compared


def _row_of_csv(figures, row):
    """What is wrong with a row; None of one that tells no count of a cell."""
    kind = "community" if "community" in row else "stakeholder"
    if {"area", kind, "status", "heard", "low", "high"} <= row.keys():
        status, *numbers = figures.heard[row["area"], row[kind]]
        wanted = [status, *("" if one is None else f"{one}" for one in numbers)]
        found = [row[one] for one in ("status", "heard", "low", "high")]
        return [] if found == wanted else [f"the release has {wanted}"]
    if {"question", "stakeholder", "agree", "answered", "share"} <= row.keys():
        return [*_shares(figures.said[row["question"], "stakeholder", row["stakeholder"]], row)]
    if {"question", "channel", "agree", "answered", "share"} <= row.keys() and row[
        "channel"
    ] in figures.channels:
        return [*_shares(figures.said[row["question"], "channel", figures.channels[row["channel"]]], row)]
    return None


def _shares(positions, row):
    agree = positions["support"][1]
    if row["agree"] != ("" if agree is None else f"{agree}"):
        yield f"{agree} agree in the release"
    if row["answered"]:
        given = [told for position, told in positions.items() if position != "no_answer"]
        low, high = (sum(told[end] for told in given) for end in (2, 3))
        whole = None if None in [told[1] for told in given] else sum(told[1] for told in given)
        if not low <= int(row["answered"]) <= high or whole not in (None, int(row["answered"])):
            yield f"{whole} answered in the release, from {low} to {high}"
    if row["share"]:
        yield from _share(row, agree)


def _share(row, agree):
    if abs(float(row["share"]) - agree / int(row["answered"])) > 1e-12:
        yield "the share is not that of these counts"
    if not float(row["lower"]) <= float(row["share"]) <= float(row["upper"]):
        yield "the share lies outside its own range"


def faults_of_page(figures, content, files):
    """Of a web page, beside which the CSV files lie: faults, and how many figures were compared."""
    page = content.decode()
    cells = json.loads(re.search(r'id="asked">(.*?)</script>', page)[1])["cells"]
    faults = [
        f"{key}: {cell}"
        for key, cell in cells.items()
        if tuple(cell[one] for one in ("status", "heard", "low", "high"))
        != figures.heard[tuple(key.split("|"))]
        or cell["text"] != _text(cell["heard"], figures.threshold)
    ]
    names = {cell["name"]: cell["text"] for cell in cells.values()}
    shares = _both(*(_named(files, name) for name in ("trust.csv", "clarity.csv")))
    compared = len(cells)
    for heads, rows in tables_of(page):
        for row in (dict(zip(heads, one, strict=False)) for one in rows if len(one) == len(heads)):
            told, wanted = _row_of_page(row, names, shares)
            compared += bool(wanted)
            faults += [f"{row}: {wanted} wanted"] if wanted and told not in wanted else []
    return faults, compared


def _row_of_page(row, names, shares):
    """What a row of a table tells, and what it may: nothing is wanted of a row that names no cell."""
    where, who = row.get("Where"), row.get("Who")
    name = SIGN.sub("", next(iter(row.values())))
    if "Heard" in row:
        pairs = {name, f"{where}: {who}", f"{who} in {where}", f"{where} · {who}"}
        if who in {None, "All types"} or where is None:
            pairs |= {where or name}
        return row["Heard"], {names[one] for one in pairs & names.keys()}
    if {"Who", "Answered", "Share"} <= row.keys():
        return (row["Answered"], row["Share"]), shares.get(name, set())
    return None, set()


def _named(files, name):
    found = {}
    for row in csv.DictReader(io.StringIO(files[name].decode())):
        if row["share"]:
            told = (f"{int(row['answered']):,}", f"{float(row['share']) * 100:.0f}\N{NO-BREAK SPACE}%")
            found.setdefault(row["stakeholder_name"], set()).add(told)
    return found


def _both(one, other):
    return {name: one.get(name, set()) | other.get(name, set()) for name in one | other}


def _text(count, threshold):
    return f"<{threshold}" if count is None else f"{count:,}"


class _Tables(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self._cell = [], None

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables:
            self.tables[-1][-1].append("")
            self._cell = self.tables[-1][-1]

    def handle_endtag(self, tag):
        self._cell = None if tag in {"td", "th"} else self._cell

    def handle_data(self, data):
        if self._cell is not None:
            self._cell[-1] += data


def tables_of(page):
    """Heads and rows of every table of a page, each cell without what surrounds it."""
    read = _Tables()
    read.feed(page)
    tables = [[[cell.strip() for cell in row] for row in one] for one in read.tables]
    return [(one[0], one[1:]) for one in tables if one]


def faults_of_assurance(manifest, tables, text):
    """Of the page on protection: each figure that it tells, beside the release's; and how many."""
    design, policy = manifest["design"], manifest["policy"]
    least = [*zip(design["least"].values(), (policy["least"][kind] for kind in design["least"]), strict=True)]
    told = re.findall(r"([\d.]+) for .+? \(promised: ([\d.]+)\)", text)
    tones = sum(_cells_with_tone(one) for name, one in tables.items() if name.endswith("_by_tone"))
    areas = tables["hui_themes"].filter(pl.col("status") == "shown")["area"].n_unique()
    wanted = {
        r"Release (\S+) of": manifest["id"],
        r"tier (\w+)": manifest["tier"],
        r"key (\w+)": manifest["key"],
        r"([\d,]+) counts were": f"{design['counts']:,}",
        r"([\d,]+) sums among": f"{design['equations']:,}",
        r"deviation (\d+) contributions": f"{design['scale'] * policy['noise']['count']:g}",
        r"\((\d+) where": f"{policy['noise']['hui']:g}",
        r"'fewer than (\d+)'": f"{policy['threshold']}",
        r"fewer than (\d+) sources": f"{policy['sources']}",
        r"needs (\d+) changes": f"{policy['batch']}",
        r"rho = ([\d.]+)": f"{design['rho']:g}",
        r"tone of (\d+) cell": f"{tones}",
        r"themes at hui in (\d+) area": f"{areas}",
        r"of (\d+) hui or more": f"{policy['hui']}",
        r"(\d+) quotes? that": f"{tables['quotes'].height}",
    }
    found = {pattern: re.search(pattern, text) for pattern in wanted}
    faults = [
        f"{pattern}: {one} wanted"
        for pattern, one in wanted.items()
        if found[pattern] is None or found[pattern][1] != one
    ]
    if sorted(told) != sorted((f"{one:.2f}", f"{other:g}") for one, other in least):
        faults.append(f"{told}: {least} wanted")
    return faults, len(wanted) + len(told)


def _cells_with_tone(table):
    """How many cells have one, whatever its kinds."""
    cells = [name for name in ("area", "stakeholder", "community", "question") if name in table.columns]
    return table.filter(validation="ok").select(cells).unique().height
