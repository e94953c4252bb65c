"""What docs/method.md says in numbers is what the code holds."""

import numpy as np
import pytest

from wellbeing.measures.coverage import baseline, ensemble, finest, firmness, states
from wellbeing.measures.opinion import clusters, positions, raking, shrinkage, standing
from wellbeing.measures.planning import candidates, choosing, where_next
from wellbeing.measures.representativeness import mentions, similarity
from wellbeing.model.policy import NOISE, Policy, Refresh
from wellbeing.opinion.coding import sampling
from wellbeing.release.protect.refresh import chance
from wellbeing.sources.paths import ROOT

DOCUMENT = " ".join((ROOT / "docs" / "method.md").read_text(encoding="utf8").split())
RULE = states.METHOD
POLICY = Policy(tier="adviser", threshold=6)


@pytest.mark.parametrize(
    "said",
    [
        f"p_under = P(λ < {RULE.under}), p_over = P(λ > {RULE.over})",
        f"min(x, {baseline.LOUDEST}·q·n* + {('', '½')[baseline.CHANCE == 0.5]}√(φ·q·n*))",
        f"on the list at a false-discovery rate of {RULE.false_gaps}",
        f"| `thin` | on the list at {RULE.false_thin} |",
        f"| `over` | on the list of those above {RULE.over} at {RULE.false_gaps} |",
        f"| `too_few` | *E* < {RULE.least:g} |",
        f"p_under ≤ {RULE.doubt}, and the published count is at least {RULE.under}·*E*",
        f"{('', 'one')[ensemble.PSEUDO_CELLS == 1]} pseudo-cell",
        f"From a flat prior, {ensemble.STEPS} times",
        f"at least {('', 'half')[finest.BEARS == 0.5]} of what was expected there",
        "published {published:g}, derived {derived}, assumed {assumed}".format(**firmness.ERRORS),
        f"({similarity.DRAWS:,} draws)",
        f"then {candidates.ADDRESSED} of those who come are of these",
        f"{where_next.AHEAD} events are looked ahead",
        f"up to {max(choosing.BLOCKS)} of a kind together",
        f"*settled* from a chance of {where_next.LIKELY} on",
        f"with a chance of at most {where_next.HARDLY}",
        f"that have enough where they keep it with at least {1 - where_next.HARDLY}",
        f"left out by more than {mentions.LEFT_OUT_TIMES} times the mean",
        f"more than {similarity.MOST_UNMAPPED:.0%} of contributions".replace("%", " %"),
        f"below {positions.FULL_WIDTH:.2f} in full colour, below {positions.PALE_WIDTH:.2f} pale",
        f"from {positions.FEWEST_FOR_WORDS} answers on words only",
        f"from {('', 'ten')[clusters.FEWEST_HUI == 10]} hui on, else taken as {clusters.ASSUMED_RHO}",
        f"the variance between cells at least {shrinkage.LEAST_VARIANCE}",
        f"below or above from {standing.SURE} on, looks so from {standing.LOOKS} on",
        f"above {raking.MOST_DEFF:g} or a weight above {raking.MOST_WEIGHT:g}",
        f"{POLICY.comments} comments, and {POLICY.codes} codes in all",
        f"The first {sampling.FIRST_SAMPLE} are a random sample",
        f"σ = {NOISE['count']:g} contributions, {NOISE['hui']:g} where the unit is the hui",
        f"a noisy number that must reach {('', '', 'two')[POLICY.sources_margin]} more",
        f"A release needs {POLICY.batch} contributions",
        f"probability {POLICY.refresh.still}·e^min(d, {POLICY.refresh.rising})",
    ],
)
def test_the_document_says_what_the_code_holds(said):
    assert said in DOCUMENT


def test_the_chance_to_be_measured_anew_is_the_formula_of_the_document():
    moved = np.array([0.0, 2.0, 3.0, 5.0])
    formula = np.where(
        moved <= 3, 0.02 * np.exp(moved), 1 - (1 - 0.02 * np.exp(3)) * np.exp(-0.83 * (moved - 3))
    )
    assert chance(moved, Refresh()) == pytest.approx(formula)
    assert "1 − (1 − 0.02e³)·e^(−0.83(d − 3))" in DOCUMENT
