"""Other ways to count are judged as the page is."""

import pytest

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.state.counting import ways_of_counting


@pytest.mark.slow
def test_under_a_rule_that_counts_every_channel_as_many_came_together_as_on_the_page(figures):
    # Equal roles make many cells loud: the mix of channels as it came would be another.
    shown = figures.coverage("", "equal_roles").select(*DIMENSIONS, "phi").drop_nulls()
    found = ways_of_counting(figures, "equal_roles")["double_10"].select(*DIMENSIONS, counted="phi")
    both = shown.join(found, on=DIMENSIONS)
    assert both.height == shown.height > 300
    assert both["counted"].to_list() == pytest.approx(both["phi"].to_list(), rel=1e-12)
