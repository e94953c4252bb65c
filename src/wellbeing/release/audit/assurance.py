"""One page for a privacy officer: how a release is protected, what it claims, whether that holds."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from wellbeing.model.errors import counted
from wellbeing.model.vocabulary import TONES
from wellbeing.release.audit.claims import Findings
from wellbeing.release.protect.facts import fact_words
from wellbeing.release.protect.grid import HUI_THEMES
from wellbeing.release.store.opening import Release

#: What the classes of figures are called on the page.
CLASSES: Final = {
    "margin": "{regions}, {types}, communities",
    "crossed": "{regions} by {types}",
    "sliced": "the same by channel, topic or period",
    "opinion": "what they said",
}


def assurance(release: Release, found: Findings) -> str:
    """The page, as plain text."""
    parts = [
        _head(release),
        _done(release),
        _claimed(release, found),
        _comments(release),
        _tried(found),
        _end(found),
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def _head(release: Release) -> Iterator[str]:
    told = release.manifest
    yield f"Release {told.id} of {told.engagement}, tier {told.tier} ({told.provenance})"
    by = "made as a demonstration, seen by nobody" if told.marked else f"approved by {told.approver}"
    yield f"{by[0].upper()}{by[1:]}; signed with key {told.key}."


def _done(release: Release) -> Iterator[str]:
    policy, design, words = release.policy, release.manifest.design, release.engagement.words
    noise = design["scale"] * policy.noise["count"]
    few, sources = f"fewer than {policy.threshold}", policy.sources
    yield "WHAT WAS DONE"
    yield f"  {design['counts']:,} counts were measured, each with noise of its own: discrete Gaussian,"
    hui = policy.noise["hui"]
    yield f"      standard deviation {noise:g} contributions ({hui:g} where the unit is the {words.event})."
    yield f"  {design['equations']:,} sums among them were made to hold (generalised least squares)."
    yield f"  Smaller figures are told as '{few}'; opinions of fewer than {sources} sources, or mostly of"
    yield "      one, are not told. Nothing is hidden beside them."
    yield f"  A count is measured anew only as it changes; a release needs {policy.batch} changes."
    yield "  Told as they are, since they are public anyway:"
    yield from (f"      {fact_words(name, words)}" for name in design["facts"])


def _claimed(release: Release, found: Findings) -> Iterator[str]:
    yield "WHAT IS CLAIMED, AND NO MORE"
    yield "  Whatever is added up of this and of other releases, a figure stays uncertain by a standard"
    yield "      deviation of at least"
    least, words = found.design.least, release.engagement.words
    for kind, named in CLASSES.items():
        if kind in least:
            what = named.format(regions=words.regions, types=words.types)
            yield f"      {least[kind]:.2f} for {what} (promised: {release.policy.least[kind]:g})"
    yield "  unless a public fact gives it. It is not differential privacy in the strict sense: for one"
    loss = release.manifest.design["rho"]
    yield f"      contribution the privacy loss is rho = {loss:g} (zero-concentrated)."


def _comments(release: Release) -> Iterator[str]:
    tones = [release.table(name) for name in release.tables if name.endswith("_by_tone")]
    told = sum(table.filter(pl.col("validation") == "ok").height for table in tones) // len(TONES)
    raised = release.table(HUI_THEMES).filter(pl.col("status") == "shown")["area"].n_unique()
    quoted = release.table("quotes").height if "quotes" in release.tables else 0
    yield "WHAT IS TOLD OF COMMENTS, BESIDE COUNTS"
    yield f"  The tone of {counted(told, 'cell')}, to one decimal, from sums with noise;"
    if release.engagement.has_events:
        events = release.engagement.words.events
        yield f"  themes at {events} in {counted(raised, 'area')}, of {release.policy.hui} {events} or more each,"
        yield "      with noise;"
    yield f"  {counted(quoted, 'quote')} that a person read and approved. No other words of anybody."


def _tried(found: Findings) -> Iterator[str]:
    yield "WHAT WAS CHECKED JUST NOW, WITH THIS FOLDER ALONE"
    yield "  signature and every file; the design made anew, and each standard deviation with it;"
    yield "  thresholds, ranges and sums of all figures;"
    if found.beside:
        yield f"  the figures of {', '.join(found.beside)}, which lie beside it."
    else:
        yield "  no other release lies beside it to compare with."


def _end(found: Findings) -> Iterator[str]:
    if found.holds:
        yield "Every claim holds."
        return
    yield f"NOT AS CLAIMED: {counted(len(found.problems), 'finding')}. Withdraw this release."
    yield from (f"  {problem}" for problem in found.problems)
