"""The outsider's linear programme: counts that obey every relation, pushed as far as they go."""

from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np

from wellbeing.release.propagation import ENDLESS
from wellbeing.release.relations import Numbers, Relations

#: Smaller differences are the solver's rounding: counts are whole numbers.
TOLERANCE: Final = 1e-5
#: HiGHS's names of the two simplex methods.
DUAL, PRIMAL = 1, 4


@dataclass(frozen=True)
class Extreme:
    """How far one cell goes."""

    value: float
    #: Counts that obey everything, with the cell at its extreme.
    counts: Numbers
    #: The cells whose bounds stop it (those that would have to give way).
    stopped_by: np.ndarray


class NoAnswerError(RuntimeError):
    """The solver found no counts: the relations contradict each other, or it lost its way."""


class Programme:
    """Relations and bounds in HiGHS, which starts each question from the answer to the one before."""

    def __init__(self, made: Relations, low: Numbers, high: Numbers) -> None:
        self._width = low.size
        self._all = np.arange(self._width, dtype=np.int32)
        self._solver = _loaded(made, low, high)
        #: Questions answered so far.
        self.solved = 0

    def widen(self, cell: int, low: float, high: float) -> None:
        """Less is known of one cell from now on."""
        self._solver.changeColBounds(cell, low, highspy.kHighsInf if high >= ENDLESS else high)

    def push(self, weights: Numbers) -> Numbers:
        """Counts that obey everything, with the weighted sum of them as large as it can be.

        Started afresh: with many weights changed at once that is three times as fast as going on.
        """
        self._solver.clearSolver()
        self._solver.setOptionValue("presolve", "choose")
        self._solver.setOptionValue("simplex_strategy", DUAL)
        return self._best(weights)

    def extreme(self, cell: int, *, up: bool) -> Extreme:
        """The most that a cell can be, or the least; goes on from the answer before."""
        weights = np.zeros(self._width)
        weights[cell] = 1.0 if up else -1.0
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("simplex_strategy", PRIMAL)
        counts = self._best(weights)
        costs = np.abs(np.asarray(self._solver.getSolution().col_dual))
        costs[cell] = 0
        return Extreme(float(counts[cell]), counts, np.flatnonzero(costs > TOLERANCE))

    def _best(self, weights: Numbers) -> Numbers:
        self._solver.changeColsCost(self._width, self._all, weights)
        self._solver.run()
        self.solved += 1
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            msg = f"the audit's linear programme has no answer: {self._solver.modelStatusToString(status)}"
            raise NoAnswerError(msg)
        return np.asarray(self._solver.getSolution().col_value)


def _loaded(made: Relations, low: Numbers, high: Numbers) -> highspy.Highs:
    columns = made.matrix.tocsc()
    problem = highspy.HighsLp()
    problem.num_col_, problem.num_row_ = low.size, made.lower.size
    problem.sense_ = highspy.ObjSense.kMaximize
    problem.col_cost_ = np.zeros(low.size)
    problem.col_lower_, problem.col_upper_ = low, np.where(high >= ENDLESS, highspy.kHighsInf, high)
    problem.row_lower_, problem.row_upper_ = made.lower, made.upper
    problem.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    problem.a_matrix_.start_ = columns.indptr.astype(np.int32)
    problem.a_matrix_.index_ = columns.indices.astype(np.int32)
    problem.a_matrix_.value_ = columns.data
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 (HiGHS's own signature)
    solver.setOptionValue("threads", 1)  # the same answer on every machine
    solver.passModel(problem)
    return solver
