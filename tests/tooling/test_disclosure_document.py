"""What docs/disclosure.md says is what the policy holds and what the code does."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from wellbeing.model.policy import LEAST, NOISE, Policy, Refresh
from wellbeing.release.protect.reconciliation import Reconciliation
from wellbeing.release.protect.refresh import chance
from wellbeing.release.protect.rounding import _share_out
from wellbeing.sources.paths import ROOT

DOCUMENT = " ".join((ROOT / "docs" / "disclosure.md").read_text(encoding="utf8").split())
POLICY = Policy(tier="adviser", threshold=6)


@pytest.mark.parametrize(
    "said",
    [
        f"standard deviation {NOISE['count']:g} contributions, {NOISE['hui']:g} where the unit is the hui",
        "A figure below 6 (public releases: 10)",
        f"fewer than {('zero', 'one', 'two', 'three')[POLICY.sources]} hui or other sources",
        f"more than {POLICY.dominance:.0%} from one".replace("%", " %"),
        f"needs {POLICY.batch} contributions",
        f"tone* of {POLICY.comments} comments or more",
        f"of {('', '', '', '', '', 'five')[POLICY.hui]} hui or more a theme",
        "bands of attendance (0–9, 10–19, 20–39, 40 and more)",
        f"at least {LEAST['margin']:g} for regions, types and communities",
        f"communities, {LEAST['crossed']:g} for regions by types",
        f"{LEAST['sliced']:g} for these by channel, topic, period or round",
        f"(0.85 otherwise), {LEAST['opinion']:g} for what they said",
    ],
)
def test_the_document_says_what_the_policy_holds(said):
    assert said in DOCUMENT


def test_the_document_tells_the_chances_to_be_measured_anew():
    assert "(2 % if not at all, 40 % at three, 95 % at six)" in DOCUMENT
    assert chance(np.array([0.0, 3.0, 6.0]), Refresh()) == pytest.approx([0.02, 0.40, 0.95], abs=0.005)


def test_bands_begin_where_the_document_says():
    assert POLICY.bands == (0, 10, 20, 40)


def test_the_worked_example_comes_out_as_the_document_tells_it():
    adds_up = csr_array(np.array([[1.0, 1.0, -1.0]]))
    variance = np.full(3, NOISE["count"] ** 2)
    made = Reconciliation(adds_up, np.array([True]), variance)
    estimate = made.estimate(np.array([10.0, 1.0, 13.0]))
    assert estimate == pytest.approx([10 + 2 / 3, 1 + 2 / 3, 12 + 1 / 3], abs=1e-4)
    assert made.deviations()[1] == pytest.approx(1.6, abs=0.05)
    figure = np.array([0, 0, 12])
    _share_out(estimate, figure, np.array([0, 1]), (np.array([0, 0]), np.array([12.0])))
    assert figure.tolist() == [11, 1, 12]
    assert "rounded so that they add up to 11, 1 and 12" in DOCUMENT
