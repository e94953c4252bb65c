"""Small engagements of many shapes, for attacks: how many were heard, from where, in what roles, about what."""

import dataclasses
import datetime as dt
from random import Random

import msgspec
import polars as pl
from two_islands import REGIONS, TYPES, judgement, record_tables

from wellbeing.model.decisions.rounds import Round
from wellbeing.model.engagement import Group, Term
from wellbeing.record.store.tables import RecordTables
from wellbeing.release.count.true_tables import TrueTables

#: Ways to group four regions.
GROUPINGS = (
    (("N1", "N2"), ("S1", "S2")),
    (("N1", "N2", "S1"), ("S2",)),
    (("N1", "N2", "S1", "S2"),),
    (("N1",), ("N2",), ("S1",), ("S2",)),
)
#: As many as the largest engagement that was asked about.
MANY_REGIONS, MANY_TYPES = 40, 12


def shape(islands, seed):
    """An engagement's folder and its true tables, drawn from a seed: every other one has a twist."""
    chance = Random(seed)  # noqa: S311
    folder = _with(islands, region_groups=_groups(chance.choice(GROUPINGS), "g"))
    rows = _thinned(chance, record_tables(seed))
    if seed % 2:
        names = [name for name in TWISTS if name not in NOT_DRAWN]
        folder, rows = TWISTS[names[seed // 2 % len(names)]](folder, rows, chance)
    return folder, _true(rows, seed)


def twisted(islands, name, seed=1):
    """The small engagement with one twist."""
    folder, rows = TWISTS[name](islands, record_tables(seed), Random(seed))  # noqa: S311
    return folder, _true(rows, seed)


def few(seed, number):
    """So many contributions to the small engagement, as they are counted."""
    rows = record_tables(seed)
    drawn = Random(seed).sample(rows.contributions["contribution_id"].to_list(), number)  # noqa: S311
    return _true(_only(rows, pl.col("contribution_id").is_in(drawn)), seed)


def small_town(islands, seed, number):
    """A folder and so many contributions, all by survey, in no groups, to questions whose answers have names."""
    folder = _with(
        islands,
        region_groups=_groups([[one] for one in REGIONS], "g"),
        stakeholder_groups=_groups([[one] for one in TYPES], "t"),
        channels=tuple(one for one in islands.engagement.channels if one.id != "hui"),
        questions=tuple(
            msgspec.structs.replace(
                one, words={"support": "Quay Street", "oppose": "No", "mixed": "The ring road"}
            )
            if one.closed
            else one
            for one in islands.engagement.questions
        ),
    )
    _, rows = no_hui(folder, record_tables(seed), Random(seed))  # noqa: S311
    drawn = Random(seed).sample(rows.contributions["contribution_id"].to_list(), number)  # noqa: S311
    return folder, _true(_only(rows, pl.col("contribution_id").is_in(drawn)), seed)


def no_hui(folder, rows, chance):
    """All is heard by survey; hui were planned and none was held."""
    cancelled = rows.events.with_columns(status=pl.lit("cancelled"), attendees=None)
    events = cancelled.cast(rows.events.schema)
    return folder, _only(dataclasses.replace(rows, events=events), pl.col("channel") != "hui")


def one_channel(folder, rows, chance):
    name = chance.choice(("hui", "online"))
    channels = tuple(term for term in folder.engagement.channels if term.id == name)
    return _with(folder, channels=channels), _only(rows, pl.col("channel") == name)


def one_type(folder, rows, chance):
    settings = folder.engagement
    stakeholders = tuple(term for term in settings.stakeholders if term.id == "farmer")
    alone = _with(folder, stakeholders=stakeholders, stakeholder_groups=_groups((("farmer",),), "role"))
    return alone, _only(rows, pl.col("stakeholder") == "farmer")


def one_region(folder, rows, chance):
    alone = _with(folder, region_groups=_groups((("N1",),), "g"))
    regions = folder.regions.filter(pl.col("code") == "N1")
    kept = dataclasses.replace(rows, events=rows.events.filter(pl.col("region") == "N1"))
    return dataclasses.replace(alone, regions=regions), _only(kept, pl.col("region") == "N1")


def one_group(folder, rows, chance):
    """All regions in one group, all types in another."""
    types = _groups((TYPES,), "role")
    return _with(folder, region_groups=_groups((REGIONS,), "g"), stakeholder_groups=types), rows


def many(folder, rows, chance):
    """40 regions in 9 groups, 12 types in 4."""
    codes = [f"R{number:02}" for number in range(MANY_REGIONS)]
    types = [f"type_{number}" for number in range(MANY_TYPES)]
    named = [folder.regions.row(0, named=True) | {"code": code, "population": 1000} for code in codes]
    regions = pl.DataFrame(named, folder.regions.schema)
    large = _with(
        folder,
        stakeholders=tuple(Term(id=name, en=name) for name in types),
        region_groups=_groups([codes[first::9] for first in range(9)], "g"),
        stakeholder_groups=_groups([types[first::4] for first in range(4)], "role"),
    )
    homes = {event: chance.choice(codes) for event in rows.events["event_id"]}
    events = rows.events.with_columns(region=pl.col("event_id").replace_strict(homes))
    people = rows.contributions.rows(named=True)
    drawn = [
        row
        | {"region": homes.get(row["event_id"]) or chance.choice([*codes, None])}
        | {"stakeholder": chance.choice([*types, None])}
        for row in people
    ]
    contributions = pl.DataFrame(drawn, rows.contributions.schema)
    return dataclasses.replace(large, regions=regions), dataclasses.replace(
        rows, events=events, contributions=contributions
    )


def no_communities(folder, rows, chance):
    nobody = rows.contributions.with_columns(communities=pl.lit([], pl.List(pl.String)))
    return _with(folder, communities=()), dataclasses.replace(rows, contributions=nobody)


def nowhere(folder, rows, chance):
    """Nobody who responds states a region."""
    region = pl.when(pl.col("channel") == "hui").then("region")
    return folder, dataclasses.replace(rows, contributions=rows.contributions.with_columns(region=region))


def single(folder, rows, chance):
    """One contribution in all."""
    return folder, _only(rows, pl.int_range(pl.len()) == chance.randrange(rows.contributions.height))


def on_both(folder, rows, chance):
    """Every question is about all topics."""
    questions = folder.engagement.questions
    return _with(
        folder, questions=tuple(msgspec.structs.replace(one, topic="both") for one in questions)
    ), rows


def only_comments(folder, rows, chance):
    return _asking(folder, rows, closed=False)


def only_choices(folder, rows, chance):
    return _asking(folder, rows, closed=True)


def no_questions(folder, rows, chance):
    return _with(folder, questions=()), dataclasses.replace(rows, answers=rows.answers.clear())


def public_attendance(folder, rows, chance):
    return _with(folder, attendance_is_public=True), rows


def no_themes(folder, rows, chance):
    return dataclasses.replace(folder, codebook=folder.codebook.clear()), rows


def later(folder, rows, chance):
    """Three weeks later: a period begins as a week begins."""
    days = dt.timedelta(days=21)
    events = rows.events.with_columns(pl.col("held_on") + days)
    return folder, dataclasses.replace(
        rows, events=events, contributions=rows.contributions.with_columns(pl.col("received_on") + days)
    )


def unlisted(folder, rows, chance):
    """An attendance at a hui that no list has."""
    one = pl.int_range(pl.len()) == 0
    event = pl.when(one).then(None).otherwise("event_id")
    return folder, dataclasses.replace(rows, contributions=rows.contributions.with_columns(event_id=event))


def one_day(folder, rows, chance):
    """Everything is received on one day, and no hui was held."""
    folder, rows = no_hui(folder, rows, chance)
    day = rows.contributions.with_columns(received_on=pl.lit(dt.date(2020, 4, 1)))
    return folder, dataclasses.replace(rows, contributions=day)


def rounds(folder, rows, chance):
    """Two rounds were declared; a few contributions are of a third."""
    since = dt.date(2020, 5, 1)
    declared = (Round(id="engage", starts_on=dt.date(2020, 3, 2)), Round(id="draft", starts_on=since))
    said = pl.when(pl.col("received_on") < since).then(pl.lit("engage")).otherwise(pl.lit("draft"))
    stray = pl.when(pl.int_range(pl.len()) % 60 == 7).then(pl.lit("final")).otherwise(said)
    kind = rows.contributions.schema["round"]
    told = rows.contributions.with_columns(round=stray.cast(kind))
    return _with(folder, rounds=declared), dataclasses.replace(rows, contributions=told)


#: Came since: what is drawn by a seed stays what it was.
NOT_DRAWN = {"rounds"}
TWISTS = {
    made.__name__: made
    for made in (
        *(later, no_hui, one_channel, one_type, one_region, one_group, many, no_communities, nowhere, single),
        *(
            on_both,
            only_comments,
            only_choices,
            no_questions,
            public_attendance,
            no_themes,
            unlisted,
            one_day,
            rounds,
        ),
    )
}


def _with(folder, **settings):
    return dataclasses.replace(folder, engagement=msgspec.structs.replace(folder.engagement, **settings))


def _groups(parts, name):
    named = enumerate(parts)
    return tuple(
        Group(id=f"{name}{number}", en="A group", members=tuple(members)) for number, members in named
    )


def _asking(folder, rows, *, closed):
    questions = tuple(one for one in folder.engagement.questions if one.closed == closed)
    answers = rows.answers.filter(pl.col("question_id").is_in([one.id for one in questions]))
    return _with(folder, questions=questions), dataclasses.replace(rows, answers=answers)


def _only(rows, kept):
    """The rows of some contributions."""
    contributions = rows.contributions.filter(kept)
    answers = rows.answers.join(contributions.select("contribution_id"), on="contribution_id", how="semi")
    return dataclasses.replace(rows, contributions=contributions, answers=answers)


def _thinned(chance, rows):
    keep = {region: chance.choice((1, 1, 0.6, 0.2)) for region in (*REGIONS, None)}
    roles = {role: chance.choice((1, 1, 0.5, 0.15)) for role in (*TYPES, None)}
    share = chance.choice((1, 0.7, 0.4))
    kept = [
        chance.random() < keep[region] * roles[role] * share
        for region, role in rows.contributions.select("region", "stakeholder").iter_rows()
    ]
    return _only(rows, pl.Series(kept))


def _true(rows: RecordTables, seed):
    """The rows as a release is made from them, attendance counted, comments judged by lot."""
    attended = rows.contributions.group_by("event_id").agg(come=pl.len().cast(pl.Int64))
    events = rows.events.join(attended, on="event_id", how="left", maintain_order="left")
    held = pl.when(pl.col("status") == "held").then(pl.col("come").fill_null(0))
    events = events.with_columns(attendees=held).select(rows.events.columns)
    heard = judgement(rows.answers, seed)
    contributions, answers = rows.contributions.lazy(), rows.answers.lazy()
    return TrueTables(events, rows.organisations, contributions, answers, judged=heard)
