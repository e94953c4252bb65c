"""Make the demonstration's contributions: totals as published, everything below them synthetic.

Run by hand; what it writes is committed. ``python make.py`` writes beside this file, ``--into DIR``
elsewhere. The same seed gives the same tables.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from attendances import attendances
from campaign import as_ticked, campaigns, letters_sent
from chance import SEED, stream
from coders import NOISE, codes
from comments import comments
from communities import communities
from consents import consents
from hui import FIRST_PLACE, held_and_cancelled
from noted import notes
from opinions import DIFFERENCES, HUI_SPREAD, closed_answers
from planted import GAPS, HIDDEN, intended, truth_of
from roster import organisations, speaking_for
from survey import responses

from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.model.vocabulary import BOTH
from wellbeing.sources.engagement import EngagementFolder, read_engagement

HERE: Final = Path(__file__).parent
#: Of the hui, how many are about both topics; the others about one.
ABOUT_BOTH: Final = 0.85
FIRST_HUI: Final = "Published: the first hui, in Manukau, with more than 20 NGOs. How many came is synthetic."
NOT_HELD: Final = "28 locations were planned and 27 visited; that it was this one is synthetic."


def make(folder: EngagementFolder) -> dict[str, pl.DataFrame]:
    """Every table by its file name."""
    means = intended(folder)
    planned = held_and_cancelled(folder, means)
    came = attendances(planned, means)
    responded = responses(folder, means)
    said = _contributions(_with_topic(came, planned), responded, organisations(folder))
    sent = letters_sent(responded)
    closed = as_ticked(closed_answers(said, folder.engagement), sent, folder.engagement)
    written = comments(said, closed, sent)
    return {
        "events.csv": _as_text(_events(planned, came)),
        "organisations.csv": Organisations.validate(organisations(folder).drop("comes"), cast=True),
        "contributions.parquet": Contributions.validate(_in_language(said, written), cast=True),
        "answers.parquet": Answers.validate(_answers(closed, written), cast=True),
        "consents.csv": consents(said, written),
        "codes.csv": codes(said, written),
        "notes.csv": notes(said, folder.codebook["theme"].to_list()),
    }


def _events(planned: pl.DataFrame, came: pl.DataFrame) -> pl.DataFrame:
    sizes = came.group_by("event_id").agg(attendees=pl.len())
    first = pl.col("place") == FIRST_PLACE
    off = pl.col("status") == "cancelled"
    rows = planned.join(sizes, on="event_id", how="left").with_columns(
        notes=pl.when(first).then(pl.lit(FIRST_HUI)).when(off).then(pl.lit(NOT_HELD)),
        provenance=pl.when(first)
        .then(pl.lit("published; attendance synthetic"))
        .otherwise(pl.lit("synthetic")),
    )
    return Events.validate(rows.select(Events.column_names()).sort("event_id"), cast=True)


def _with_topic(came: pl.DataFrame, planned: pl.DataFrame) -> pl.DataFrame:
    rng = stream("topics of hui")
    one = (1 - ABOUT_BOTH) / 2
    choices = [BOTH, "investing_for_social_wellbeing", "data_protection_and_use"]
    topics = rng.choice(choices, planned.height, p=[ABOUT_BOTH, one, one])
    per_hui = planned.select(
        "event_id", topic=pl.Series(np.where(planned["place"] == FIRST_PLACE, BOTH, topics))
    )
    return came.join(per_hui, on="event_id").sort("event_id", "stakeholder", "ordinal")


def _contributions(came: pl.DataFrame, responded: pl.DataFrame, roster: pl.DataFrame) -> pl.DataFrame:
    hui = came.with_columns(channel=pl.lit("hui"), source_row=pl.int_range(1, pl.len() + 1))
    rows = pl.concat(
        [hui, responded.with_columns(source_row="ordinal")], how="diagonal_relaxed"
    ).with_columns(
        round=pl.lit("engage"),
        language=pl.when(pl.col("channel") != "hui").then(pl.lit("en")),
        source_file=pl.format("synthetic-{}.csv", "channel"),
        provenance=pl.lit("synthetic"),
    )
    spoken = rows.with_columns(speaking_for(rows, roster), communities(rows))
    return spoken.select(Contributions.column_names())


def _in_language(said: pl.DataFrame, written: pl.DataFrame) -> pl.DataFrame:
    """A response whose comment is entirely in te reo Māori is in te reo Māori."""
    in_te_reo = written.filter(pl.col("language") == "mi")["contribution_id"].implode()
    chosen = pl.when(pl.col("contribution_id").is_in(in_te_reo)).then(pl.lit("mi")).otherwise("language")
    return said.with_columns(language=chosen)


def _answers(closed: pl.DataFrame, written: pl.DataFrame) -> pl.DataFrame:
    open_answers = written.select("contribution_id", "question_id", "text")
    rows = pl.concat([closed, open_answers], how="diagonal").sort("contribution_id", "question_id")
    return rows.select(Answers.column_names())


def _as_text(events: pl.DataFrame) -> pl.DataFrame:
    """Lists as text parted by ``|``, as CSV wants them."""
    return events.with_columns(pl.col("audience").list.join("|"))


def truth(folder: EngagementFolder) -> dict[str, object]:
    """What was planted, for tests; never read by the library."""
    sent = letters_sent(responses(folder, intended(folder)))
    return {
        "seed": SEED,
        "benchmark": folder.engagement.default_benchmark.id,
        "gaps": truth_of(folder, *GAPS),
        "hidden_by_campaign": truth_of(folder, HIDDEN),
        "campaigns": campaigns(sent),
        "differences": [asdict(difference) for difference in DIFFERENCES],
        "hui_spread": HUI_SPREAD,
        "code_noise": NOISE,
        "intended": intended(folder).with_columns(pl.col(pl.Float64).round(3)).to_dicts(),
    }


def write(tables: dict[str, pl.DataFrame], into: Path) -> None:
    """Each table in the format that its name says."""
    for name, table in tables.items():
        if name.endswith(".csv"):
            table.write_csv(into / name)
        else:
            table.write_parquet(into / name)


def main() -> None:
    """Write every file, and say how many rows each has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=HERE)
    into = parser.parse_args().into
    folder = read_engagement(HERE.parent)
    tables = make(folder)
    write(tables, into)
    told = json.dumps(truth(folder), ensure_ascii=False, indent=1)
    (into / "truth.json").write_text(told + "\n", encoding="utf8")
    for name, table in tables.items():
        print(f"{name}: {table.height:,} rows")


if __name__ == "__main__":
    main()
