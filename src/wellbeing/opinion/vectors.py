"""Words and numbers of comments as one sparse matrix, for the models that learn from codes."""

from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

#: Weight of the features (columns of about unit size) against words of unit length: words say more.
FEATURES: Final = 0.25

#: One row a text; SciPy's sparse types are not known to the type checker.
Sparse: TypeAlias = Any


def together(words: Sparse, numbers: npt.NDArray[np.float64]) -> Sparse:
    """The weighted words of each text, and beside them its features."""
    return hstack([words, csr_matrix(FEATURES * numbers)]).tocsr()
