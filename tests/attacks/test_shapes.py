"""No engagement is refused for what its counts are: shapes of every kind, in both tiers."""

import numpy as np
import pytest
from generated import TWISTS, shape, twisted
from making import made, said_of
from outsider import Best, matrix

#: Made, but slowly: 16,000 cells.
LARGE = {"many"}
SEEDS = 3


def checked(folder, true, secret):
    """A release of both tiers; the outsider knows no count better than it says."""
    release = made(folder, true, secret=secret.to_bytes(32, "big"))
    public = said_of(folder, release.figures, "public")
    said = release.said
    assert set(public.rows) <= set(said.rows)
    statuses = {row["status"] for row in said.rows.values()}
    assert statuses <= {"shown", "few", "one_source"}
    assert all(0 <= row["low"] <= row["high"] for row in (*said.rows.values(), *public.rows.values()))
    cells = np.flatnonzero(~np.isnan(said.sd))
    chosen = np.random.default_rng(secret).choice(cells, min(60, cells.size), replace=False)
    assert (Best(matrix(said), said.sigma).sd(chosen) - said.sd[chosen]).min() >= -1e-3
    return release


@pytest.mark.parametrize("name", [name for name in TWISTS if name not in LARGE])
def test_an_engagement_of_any_kind_gets_its_releases(islands, name):
    checked(*twisted(islands, name), 1)


@pytest.mark.parametrize("seed", range(0, 2 * SEEDS, 2))
def test_an_engagement_of_any_size_gets_its_releases(islands, seed):
    checked(*shape(islands, seed), seed)


@pytest.mark.prove
@pytest.mark.timeout(7200)
def test_500_shapes_are_released_without_a_refusal(islands):
    sizes = [len(checked(*shape(islands, seed), seed).said.cells) for seed in range(500)]
    print(f"{len(sizes)} shapes released, none refused; the largest has {max(sizes):,} counts")  # noqa: T201
    assert len(sizes) == 500
