"""Adding up all tables: the best that least squares make of a release is what is printed.

The outsider writes down what the documentation says of the tables, weighs every count by its noise, and solves.
"""

import numpy as np
import pytest
from naive import raw
from outsider import Best, equations, matrix
from people import People, anybody, is_of_hui

#: A seed whose engagement has a period that begins on a Monday: weeks add up to periods.
PARTED = 1
#: Published standard deviations have four decimals.
EXACT = 1e-3


def deviations(said, cells):
    return Best(matrix(said), said.sigma).sd(cells)


def printed(said):
    """The cells whose standard deviation is published."""
    return np.flatnonzero(~np.isnan(said.sd))


def test_nobody_knows_a_count_of_the_small_engagement_better_than_its_sd(first):
    cells = printed(first.said)
    gained = deviations(first.said, cells) - first.said.sd[cells]
    assert len(cells) > 1200
    assert gained.min() >= -EXACT
    assert abs(gained.mean()) <= EXACT


def test_nobody_knows_a_count_of_the_shipped_engagement_better_than_its_sd(shipped):
    said = shipped[0].said
    cells = np.random.default_rng(8).choice(printed(said), 120, replace=False)
    gained = deviations(said, cells) - said.sd[cells]
    assert gained.min() >= -EXACT
    assert abs(gained.mean()) <= EXACT


@pytest.mark.prove
def test_nobody_knows_any_count_of_the_shipped_engagement_better_than_its_sd(shipped):
    said = shipped[0].said
    cells = printed(said)
    gained = np.concatenate([deviations(said, part) - said.sd[part] for part in np.array_split(cells, 20)])
    print(f"{len(cells):,} cells: own less published sd {gained.min():.5f} … {gained.max():.5f}")  # noqa: T201
    assert gained.min() >= -EXACT
    assert abs(gained.mean()) <= EXACT


def test_nobody_knows_a_count_better_than_its_sd_where_a_month_begins_with_a_week(shaped):
    said = shaped(PARTED)[0].said
    cells = printed(said)
    assert (deviations(said, cells) - said.sd[cells]).min() >= -EXACT


@pytest.mark.prove
def test_least_squares_without_any_equation_agree(shaped):
    """From who could be in it alone: counts are sums of people, so estimates lie in what people span."""
    said = shaped(PARTED)[0].said
    sd, stated = without_equations(People(said))
    assert np.nanmax(np.abs(sd - stated)) <= EXACT


def test_least_squares_without_any_equation_agree_where_topics_are_public(people):
    """Responses by topic are public and leave none on both: so both is at hui only, where hui were held."""
    sd, stated = without_equations(people)
    assert np.nanmax(np.abs(sd - stated)) <= EXACT


def without_equations(people):
    """The standard deviation of each count that is not public, and the published one."""
    said = people.said
    kinds = zip(said.cells, said.sigma, strict=True)
    free = np.array([sigma > 0 and not is_of_hui(cell) for cell, sigma in kinds])
    spanned = span(people, 2500)
    # What public facts leave open: combinations of people that change no figure that is known.
    known = spanned[(said.sigma == 0) & (spanned != 0).any(axis=1)]
    _, size, right = np.linalg.svd(known, full_matrices=True)
    left = spanned[free] @ right[(size > 1e-8).sum() :].T
    weighted = left / said.sigma[free][:, None] ** 2
    inner = np.linalg.pinv(weighted.T @ left, rcond=1e-10, hermitian=True)
    return np.sqrt(np.einsum("ij,jk,ik->i", left, inner, left)), said.sd[free]


def span(people, number):
    """Cells × as many combinations of people as are independent."""
    drawn = people.cells_of(anybody(people, number, np.random.default_rng(1)))
    members = np.zeros((number, len(people.said.cells) + 1))
    members[np.arange(number)[:, None], drawn] = 1
    _, size, right = np.linalg.svd(members[:, :-1].T @ members[:, :-1], hermitian=True)
    return right[size > 1e-6 * size[0]].T


def test_published_figures_add_up_to_the_last_digit_that_ranges_tell(first):
    """``low`` and ``high`` of a shown cell tell its estimate to a fraction: all that is told is consistent."""
    said = first.said
    least, most = (np.array([window(said, cell)[end] for cell in said.cells]) for end in (0, 1))
    checked = 0
    for parts, wholes in equations(said):
        at, of = [said.at[cell] for cell in parts], [said.at[cell] for cell in wholes]
        low = least[at].sum() - most[of].sum()
        high = most[at].sum() - least[of].sum()
        checked += np.isfinite(high - low)
        assert low <= 1e-3
        assert high >= -1e-3
    assert checked >= 200


def window(said, cell):
    """The estimates that a published row leaves possible."""
    row = said.rows.get(cell)
    if row is None or row["status"] != "shown":
        return -np.inf, np.inf
    reach = 1.96 * row["sd"]
    if row["sd"] == 0:
        return row["count"], row["count"]
    least = row["low"] - 1 + reach if row["low"] > 0 else -np.inf
    return max(least, row["high"] - reach, row["count"] - 1), min(
        row["low"] + reach if row["low"] > 0 else np.inf, row["high"] + 1 - reach, row["count"] + 1
    )


def test_tables_add_up_within_one_for_most_wholes(first):
    """What a reader finds who adds up printed whole numbers."""
    said = first.said
    apart = [
        sum(said.rows[cell]["count"] for cell in parts) - sum(said.rows[cell]["count"] for cell in wholes)
        for parts, wholes in equations(said)
        if all(cell in said.rows and said.rows[cell]["count"] is not None for cell in (*parts, *wholes))
    ]
    assert len(apart) >= 200
    assert np.mean(np.abs(apart) <= 1) >= 0.9


def test_adding_up_breaks_noise_that_was_not_reconciled(first, press):
    """The control: each table as measured, with the noise that is declared. Adding up says far more than that."""
    said, errors = first.said, []
    solve = Best(matrix(said), np.where(said.sigma > 0, press.sigma, 0))
    for seed in range(10):
        measured = raw(first.true, press.sigma, seed)
        errors.append((solve.estimate(measured) - first.true)[press.sigma > 0])
    assert np.std(errors) <= 0.65 * press.sigma.max()


def test_adding_up_leaves_published_figures_as_they_are(first, press):
    """The same on ours: the outsider's estimate is the published one, and as far from the truth as is claimed."""
    said, errors = first.said, []
    solve = Best(matrix(said), said.sigma)
    for seed in range(10):
        estimate = press.release(seed.to_bytes(32, "big")).estimate
        again = solve.estimate(estimate)
        assert np.abs(again - estimate).max() <= EXACT
        free = said.sd > 0
        errors.append((again - first.true)[free] / said.sd[free])
    assert np.std(errors) >= 0.95
