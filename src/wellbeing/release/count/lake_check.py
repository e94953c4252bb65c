"""Whether a folder of contributions can be counted, and counts only what is the engagement's."""

from collections.abc import Collection, Iterator
from typing import Any, Final

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.vocabulary import BOTH, POSITIONS, ROUNDS, TONES
from wellbeing.release.count.lake import CONTRIBUTIONS, Lake, lake_columns
from wellbeing.release.count.rows import BETWEEN, copied_column, position_column, themes_column, tone_column
from wellbeing.sources.engagement import EngagementFolder

#: Columns that every contribution says something in.
_STATED: Final = ("round", "channel", "topic", "received_on")
_SEVERAL: Final = "communities"


def check_lake(
    lake: Lake, folder: EngagementFolder, events: Collection[str], organisations: Collection[str]
) -> None:
    """Make sure of columns, of their types, and of every value that is counted; ids are taken to be unique.

    Args:
        lake: the folder.
        folder: the engagement.
        events: ids of hui that the record knows.
        organisations: ids of organisations that it knows.

    Raises:
        DataError: what does not fit: counted, named, all in one message.
    """
    if not lake.files:
        msg = f"There is no Parquet in {lake.path / CONTRIBUTIONS}. `wellbeing record export {lake.path}` writes it."
        raise DataError(msg)
    faults = list(_of_columns(lake, folder.engagement))
    if not faults:
        known = _known(folder) | {"event_id": events, "organisation_id": organisations}
        columns = [*dict.fromkeys([*known, *_STATED])]
        values = dict(zip(columns, lake.counted_each([[one] for one in columns]), strict=True))
        faults = [line for column in known for line in _of_values(values[column], column, known[column])]
        faults += [line for column in _STATED for line in _unstated(values[column], column)]
    if faults:
        said = "\n".join(f"  {line}" for line in faults)
        count = counted(len(faults), "fault")
        more = "docs/own-data.md, “A folder of contributions”, says what each column holds."
        raise DataError(f"{lake.path} cannot be counted: {count}.\n{said}\n{more}")


def _of_columns(lake: Lake, settings: Engagement) -> Iterator[str]:
    """Columns that a file lacks, and those of another type."""
    wanted = _types(settings)
    for file in lake.files:
        schema = pl.read_parquet_schema(file)
        if lacking := [name for name in wanted if name not in schema]:
            yield f"{file}: {counted(len(lacking), 'column')} missing: {quoted(lacking)}."
        wrong = [
            f"{name} ({schema[name]} in place of {kind})"
            for name, kind in wanted.items()
            if name in schema and schema[name] != kind
        ]
        if wrong:
            yield f"{file}: {counted(len(wrong), 'column')} of another type: {quoted(wrong)}."


def _types(settings: Engagement) -> dict[str, Any]:
    copied = {copied_column(one.id) for one in settings.questions}
    other = {"received_on": pl.Date, **dict.fromkeys(copied, pl.Boolean)}
    return {name: other.get(name, pl.String) for name in lake_columns(settings)}


def _known(folder: EngagementFolder) -> dict[str, Collection[str]]:
    """Column → what it may say."""
    settings = folder.engagement
    named = {
        "channel": settings.channels,
        "stakeholder": settings.stakeholders,
        _SEVERAL: settings.communities,
        "topic": settings.topics,
    }
    ids = {column: {term.id for term in terms} for column, terms in named.items()}
    themes = set(folder.codebook["theme"])
    asked: dict[str, Collection[str]] = {}
    for one in settings.questions:
        if one.closed:
            asked[position_column(one.id)] = POSITIONS
        else:
            asked |= {tone_column(one.id): TONES, themes_column(one.id): themes}
    of_record = {"round": ROUNDS, "region": set(folder.regions["code"]), "campaign": {"copy"}}
    return {**ids, **of_record, **asked, "topic": {*ids["topic"], BOTH}}


def _of_values(values: pl.DataFrame, column: str, known: Collection[str]) -> Iterator[str]:
    each = values.with_columns(value=pl.col(column).str.split(BETWEEN)).explode("value")
    strange = each.filter(pl.col("value").is_not_null(), pl.col("value") != "")
    strange = strange.filter(~pl.col("value").is_in(list(known)))
    if strange.height:
        rows = counted(int(strange.unique(column)["n"].sum()), "contribution")
        yield f"'{column}': {rows} with what is not known: {quoted(strange['value'].unique().sort())}."


def _unstated(values: pl.DataFrame, column: str) -> Iterator[str]:
    rows = int(values.filter(pl.col(column).is_null())["n"].sum())
    if rows:
        yield f"'{column}': {counted(rows, 'contribution')} without a value."
