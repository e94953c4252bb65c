"""Reconciliation: generalised least squares that makes the measurements of all tables add up.

x̂ = y − ΣAᵀ(AΣAᵀ)⁻¹Ay, the best linear estimate under A·x = 0 of counts measured with independent noise
(Stone, Champernowne and Meade 1942, "The precision of national income estimates", Review of Economic Studies
9, 111–125). Its variance Σ − ΣAᵀ(AΣAᵀ)⁻¹AΣ follows from A and Σ alone: it is known before any data, and
nobody who adds up published tables can do better.

AΣAᵀ is block diagonal but for a border: equations along areas and types within one member of a slice touch no
other member, and equations that add up slices are the border. So each block is factorised by itself, and the
border once, by its Schur complement.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve, get_lapack_funcs, solve_triangular
from scipy.sparse import csc_array, csr_array
from scipy.sparse.csgraph import connected_components
from threadpoolctl import threadpool_limits

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
#: −1, 0, 1.
Signs = npt.NDArray[np.int8]

#: Equations are partly redundant: what keeps their matrix invertible, in parts of the noise's variance.
RIDGE: Final = 1e-7
#: The blocks are small: threads would wait for one another, for ten times as long where other work runs.
THREADS: Final = 1
#: Counts of no block (attendances of hui, which may be many) that are looked at together.
PORTION: Final = 2048
#: Rows of a matrix that are turned over together.
SIDE: Final = 256
#: A count whose variance is below this part of its noise is known: public facts and sums give it exactly.
KNOWN: Final = 1e-4


@dataclass(frozen=True)
class _Block:
    """Equations that share counts with each other and with the border only."""

    #: Their numbers; their counts.
    rows: Integers
    cells: Integers
    #: Equations × counts, of the block and of the border's equations that its counts stand in.
    own: Signs
    border: Signs
    #: Which of the border's equations these are.
    touched: Integers
    factor: tuple[Floats, bool]
    #: G⁻¹ of the block times its part of G beside the border.
    beside: Floats


class Reconciliation:
    """The equations of one design, factorised: any measurements of it are reconciled by ``estimate``."""

    def __init__(self, equations: csr_array, border: npt.NDArray[np.bool_], variance: Floats) -> None:
        """Factorise.

        Args:
            equations: equations × counts, −1, 0, 1.
            border: the equations after whose removal the others fall into small blocks.
            variance: of each count's noise; 0 for a public fact.
        """
        self._a, self._variance = equations.tocsr(), variance
        self._ridge = RIDGE * max(float(np.median(variance[variance > 0])) if variance.any() else 0.0, 1.0)
        self._border = np.flatnonzero(border)
        with threadpool_limits(THREADS, user_api="blas"):
            across = self._a[self._border]
            schur = ((across * variance) @ across.T).toarray()
            schur[np.diag_indices_from(schur)] += self._ridge
            self._across = across.tocsc()
            self._blocks = [self._eliminated(*part, schur) for part in _components(self._a, ~border)]
            self._schur = cho_factor(schur, lower=True, overwrite_a=True, check_finite=False)

    def estimate(self, measured: Floats) -> Floats:
        """x̂ of each count from its measurement."""
        solved = self._solved(self._a @ measured)
        return np.asarray(measured - self._variance * (self._a.T @ solved))

    def deviations(self, further: csr_array | None = None) -> Floats:
        """The standard deviation of each x̂, from the design alone; 0 where facts and sums give it exactly.

        Args:
            further: equations that hold besides, few beside the others: those need not be factorised anew.
        """
        variance = self._variances
        if further is not None:
            with threadpool_limits(THREADS, user_api="blas"):
                variance = variance - self._known_by(further)
        return np.sqrt(np.where(variance > KNOWN * self._variance, variance, 0.0))

    @cached_property
    def _variances(self) -> Floats:
        with threadpool_limits(THREADS, user_api="blas"):
            inverse = _inverse(self._schur)
            taken = np.zeros_like(self._variance)
            left = np.diff(self._across.indptr) > 0
            for block in self._blocks:
                taken[block.cells] = _taken(block, inverse)
                left[block.cells] = False
            for others in _portions(np.flatnonzero(left)):
                on_border = self._across[:, others].T.tocsr()
                taken[others] = np.einsum("ij,ij->i", on_border.toarray(), on_border @ inverse)
            return np.asarray(self._variance - self._variance**2 * taken)

    def _known_by(self, further: csr_array) -> Floats:
        """VTᵀ(TVTᵀ)⁻¹TV of each x̂ of variance V: what further equations T take of it."""
        weighted = (further * self._variance).T.tocsr()
        solved = self._solved((self._a @ weighted).toarray())
        gram = (further @ weighted).toarray() - (weighted.T @ self._a.T) @ solved
        gram[np.diag_indices_from(gram)] += self._ridge
        factor, _ = cho_factor(gram, lower=True, overwrite_a=True, check_finite=False)
        known = np.zeros_like(self._variance)
        for some in _portions(np.arange(known.size)):
            shared = weighted[some].toarray() - self._variance[some, None] * (self._a[:, some].T @ solved)
            apart = solve_triangular(factor, shared.T, lower=True, check_finite=False)
            known[some] = np.einsum("ij,ij->j", apart, apart)
        return known

    def _solved(self, wrong: Floats) -> Floats:
        """G⁻¹ times one column, or many."""
        solved = np.zeros_like(wrong)
        rest = wrong[self._border].copy()
        for block in self._blocks:
            rest[block.touched] -= block.beside.T @ wrong[block.rows]
        if rest.size:
            solved[self._border] = cho_solve(self._schur, rest, check_finite=False)
        for block in self._blocks:
            border = solved[self._border[block.touched]]
            own = cho_solve(block.factor, wrong[block.rows], check_finite=False)
            solved[block.rows] = own - block.beside @ border
        return solved

    def _eliminated(self, rows: Integers, cells: Integers, own: Signs, schur: Floats) -> _Block:
        """A block's factor; the border's matrix loses what the block explains of it."""
        touched, border = _columns(self._across, cells)
        weighted = own * self._variance[cells]
        gram = weighted @ own.T
        gram[np.diag_indices_from(gram)] += self._ridge
        factor = cho_factor(gram, lower=True, overwrite_a=True, check_finite=False)
        cross = weighted @ border.T
        beside = cho_solve(factor, cross, check_finite=False)
        if touched.size:
            schur[np.ix_(touched, touched)] -= cross.T @ beside
        return _Block(rows, cells, own, border, touched, factor, beside)


def _taken(block: _Block, inverse: Floats) -> Floats:
    """aᵀG⁻¹a for the counts of a block: its own equations and those of the border that they stand in."""
    own = block.own.astype(float)
    inside = np.einsum("ij,ij->j", own, cho_solve(block.factor, own, check_finite=False))
    if not block.touched.size:
        return np.asarray(inside)
    outside = block.border - block.beside.T @ own
    border = inverse[np.ix_(block.touched, block.touched)]
    return np.asarray(inside + np.einsum("ij,ij->j", outside, border @ outside))


def _components(
    equations: csr_array, inner: npt.NDArray[np.bool_]
) -> Iterator[tuple[Integers, Integers, Signs]]:
    """The blocks into which the equations that are not the border's fall: rows, counts, rows × counts."""
    rows = np.flatnonzero(inner)
    if not rows.size:
        return
    chosen = equations[rows]
    number, label = connected_components(chosen @ abs(chosen.T), directed=False)
    order = np.argsort(label, kind="stable")
    placed = chosen[order]
    ends = np.searchsorted(label[order], np.arange(number + 1))
    for first, last in itertools.pairwise(ends):
        span = slice(placed.indptr[first], placed.indptr[last])
        cells, column = np.unique(placed.indices[span], return_inverse=True)
        own = np.zeros((last - first, cells.size), dtype=np.int8)
        lengths = np.diff(placed.indptr[first : last + 1])
        own[np.repeat(np.arange(last - first), lengths), column] = placed.data[span]
        yield rows[order[first:last]], cells, own


def _columns(across: csc_array, cells: Integers) -> tuple[Integers, Signs]:
    """The rows in which some columns are not zero, and these rows × columns."""
    starts, lengths = across.indptr[cells], np.diff(across.indptr)[cells]
    column = np.repeat(np.arange(cells.size), lengths)
    within = np.arange(column.size) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    at = np.repeat(starts, lengths) + within
    touched, row = np.unique(across.indices[at], return_inverse=True)
    found = np.zeros((touched.size, cells.size), dtype=np.int8)
    found[row, column] = across.data[at]
    return touched, found


def _portions(cells: Integers) -> Iterator[Integers]:
    """So few at a time that their equations fit into memory as dense matrices."""
    yield from (cells[first : first + PORTION] for first in range(0, cells.size, PORTION))


def _inverse(factor: tuple[Floats, bool]) -> Floats:
    """The whole inverse; its upper half is filled from the lower part by part, which is where time goes else."""
    lower = factor[0]
    if not lower.size:
        return lower
    (potri,) = get_lapack_funcs(("potri",), (lower,))
    whole, _ = potri(lower, lower=True)
    for first in range(0, len(whole), SIDE):
        last = first + SIDE
        whole[first:last, last:] = whole[last:, first:last].T
        corner = np.tril(whole[first:last, first:last])
        whole[first:last, first:last] = corner + np.tril(corner, -1).T
    return np.asarray(whole)
