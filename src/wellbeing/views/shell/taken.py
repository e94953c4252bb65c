"""Sentences that readers take: handed to whoever started the server, and marked where they no longer hold.

This process has no workspace. It writes into a folder beside the release that it was given, if there is one; the
process that started it fetches what is there, and puts there what was taken from earlier releases.
"""

from collections import defaultdict
from functools import partial
from pathlib import Path

import msgspec

from wellbeing.release.store.opening import Release
from wellbeing.reports.claims.content import Claim
from wellbeing.reports.claims.holding import is_judged, no_longer
from wellbeing.reports.claims.keeping import CLAIMS, keep, kept_claims
from wellbeing.reports.claims.taking import claim_of, resting_address
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures


class Mark(msgspec.Struct, frozen=True):
    """A sentence that was taken from another release and is no longer so, with why."""

    sentence: str
    release: str
    why: str


def take_sentence(answer: Answer) -> None:
    """Keep the first sentence of what is shown, where whoever started the server wants it."""
    folder = _folder(answer.figures.release)
    if folder.is_dir():
        keep(claim_of(answer, "copied"), folder)


def marks(answer: Answer) -> list[Mark]:
    """What was taken from here under other releases, and no longer holds under this one."""
    figures = answer.figures
    claims = figures.kept.get((marks,), partial(_claims, figures))
    found = [(one, no_longer(one, figures)) for one in claims.get(resting_address(answer), ())]
    return [Mark(one.sentence, one.release, "; ".join(why)) for one, why in found if why]


def _claims(figures: Figures) -> dict[str, list[Claim]]:
    """Of other releases, by address: those that were there when the first of them was asked for."""
    by_address = defaultdict[str, list[Claim]](list)
    for claim in kept_claims(_folder(figures.release)):
        if is_judged(claim, figures):
            by_address[claim.address].append(claim)
    return dict(by_address)


def _folder(release: Release) -> Path:
    return release.path.parent / CLAIMS
