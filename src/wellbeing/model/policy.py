"""Every number of disclosure control, once: what a release's protection is, before any data.

It stands whole in each release's manifest; measurement, publication, the audit, messages and documents read
it from there. An engagement chooses its thresholds; the rest is the house's.
"""

from typing import Final

import msgspec

from wellbeing.model.engagement import Engagement

#: Classes of what is counted, and the standard deviation of the noise on each (discrete Gaussian; tone sums
#: in score units of -1 … 1). What other counts leave of a whole (``rest``) has so much that it is hardly measured.
NOISE: Final = {
    "count": 2.0,
    "rest": 20.0,
    "hui": 1.0,
    "sources": 1.0,
    "largest": 2.0,
    "codes": 2.0,
    "tone": 2.0,
}
#: The least standard deviation that is left of a figure once all tables are added up, by class of table.
#: (0.85 for slices, but for what an outsider may tie together: ``release.protect.ties``.)
#: The build compares it with the equations before it counts anything, and makes all noise larger if need be.
LEAST: Final = {"margin": 0.8, "crossed": 0.75, "sliced": 0.6, "opinion": 1.05}
#: Tables that the public tier does without: small, overlapping, and read by no page.
NOT_PUBLIC: Final = tuple(
    f"community_by_{cut}" for cut in ("channel", "topic", "period", "round", "position", "theme")
)


class Refresh(msgspec.Struct, frozen=True, kw_only=True):
    """How probably a cell is measured anew, by how far its count has moved since it was measured."""

    #: Where it has not moved: so that a new figure does not prove a change.
    still: float = 0.02
    #: Each contribution more multiplies the chance by e, up to this many …
    rising: int = 3
    #: … and from there on divides the chance to stay by e to this.
    falling: float = 0.83


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """How a tier is protected."""

    tier: str
    #: Figures below are told as "fewer than" it.
    threshold: int
    #: Class of count → standard deviation of its noise.
    noise: dict[str, float] = msgspec.field(default_factory=lambda: dict(NOISE))
    #: Class of table → the least standard deviation that is left of a figure.
    least: dict[str, float] = msgspec.field(default_factory=lambda: dict(LEAST))
    #: Opinions from fewer hui or other sources are not shown …
    sources: int = 3
    #: … as far as a noisy number of sources tells: it has to reach this many more.
    sources_margin: int = 2
    #: Opinions of which one hui or organisation is a larger share are not shown.
    dominance: float = 0.7
    #: Contributions added, changed or withdrawn from one release to the next.
    batch: int = 20
    refresh: Refresh = Refresh()
    #: Where bands of attendance begin.
    bands: tuple[int, ...] = (0, 10, 20, 40)
    #: Hui that a statement about hui is of.
    hui: int = 5
    #: Contributions among which whoever said a quote is not to be told.
    quote: int = 20
    #: Comments that a tone is of, and human codes that correct it.
    comments: int = 20
    codes: int = 100
    #: Human codes about which something is said at all.
    agreement: int = 20
    #: Tables that are left out.
    without: tuple[str, ...] = ()


#: The tier whose figures are measured; the others are made from them.
ADVISER: Final = "adviser"


def policy(settings: Engagement, tier: str) -> Policy:
    """The policy of a tier: the house's, with what the engagement declares."""
    declared = settings.disclosure[tier]
    return Policy(tier=tier, threshold=declared.threshold, without=NOT_PUBLIC if tier == "public" else ())
