"""Words that are told twice: two labels of one quote together would be a region and a type."""

import dataclasses
from collections import defaultdict

import polars as pl
import pytest
from making import made, said_of

QUOTED = ("contribution_id", "question_id", "words", "theme")
WORDS = "Because our water is dear to us"


@pytest.fixture(scope="session")
def writer(islands_true):
    """A farmer of N1 who wrote a comment."""
    wrote = islands_true.answers.filter(pl.col("question_id") == "why").select("contribution_id")
    farmers = islands_true.contributions.filter(pl.col("region") == "N1", pl.col("stakeholder") == "farmer")
    return (
        farmers.join(wrote, on="contribution_id", how="semi")
        .select(pl.col("contribution_id").min())
        .collect()
        .item()
    )


def quoting(true, *quotes):
    """The true tables with approved quotes: contribution, words."""
    rows = [dict(zip(QUOTED, (whose, "why", words, None), strict=True)) for whose, words in quotes]
    return dataclasses.replace(true, quotes=pl.DataFrame(rows, dict.fromkeys(QUOTED, pl.String)))


def fewer_farmers(true, kept):
    """So few farmers that a quote can not be said to be of one."""
    ordinal = pl.int_range(pl.len()).over("stakeholder")
    some = (pl.col("stakeholder") != "farmer") | (ordinal < kept) | pl.col("stakeholder").is_null()
    return dataclasses.replace(true, contributions=true.contributions.filter(some).collect().lazy())


def labels(*releases):
    """Words → everything that all releases say of who said them."""
    found = defaultdict(set)
    for said in releases:
        for row in said.tables["quotes"].iter_rows(named=True):
            found[row["words"]] |= {(name, row[name]) for name in ("area", "stakeholder") if row[name]}
    return found


def in_a_row(folder, *trues):
    """Releases, each after the one before."""
    found, before = [], None
    for true in trues:
        found.append(made(folder, true, before=before))
        before = found[-1].earlier
    return found


def test_a_quote_keeps_its_first_label_when_a_finer_one_becomes_possible(islands, islands_true, writer):
    """The attack on the first design: first labelled by group of regions, then by type."""
    few = quoting(fewer_farmers(islands_true, 10), (writer, WORDS))
    first, then = (one.said for one in in_a_row(islands, few, quoting(islands_true, (writer, WORDS))))
    assert len(labels(first, then)[WORDS]) == 1
    # The control: the later release labels by itself.
    by_itself = made(islands, quoting(islands_true, (writer, WORDS))).said
    assert len(labels(first, by_itself)[WORDS]) == 2


def test_both_tiers_label_a_quote_alike(islands, islands_true, writer):
    found = made(islands, quoting(islands_true, (writer, WORDS)))
    both = labels(found.said, said_of(islands, found.figures, "public"))
    assert both[WORDS] == {("stakeholder", "farmer")}


def test_words_that_name_a_place_are_never_those_of_a_type(islands, islands_true, writer):
    """Labelled farmer before, later quoted again with words that name N1's town."""
    local = "In Nub, because of that"
    first, then = in_a_row(
        islands,
        quoting(islands_true, (writer, WORDS)),
        quoting(islands_true, (writer, WORDS), (writer, local)),
    )
    assert labels(first.said)[WORDS] == {("stakeholder", "farmer")}
    assert ("stakeholder", "farmer") not in labels(then.said)[local]


def test_a_quote_that_was_taken_back_keeps_its_label(islands, islands_true, writer):
    few = quoting(fewer_farmers(islands_true, 10), (writer, WORDS))
    releases = in_a_row(islands, few, quoting(islands_true), quoting(islands_true, (writer, WORDS)))
    assert len(labels(*(one.said for one in releases))[WORDS]) == 1
