"""Check digits of identifying numbers. Which kinds there are, the rules in ``identifiers.toml`` say."""

from typing import Final

import stdnum
from nhi import is_nhi

#: A check that python-stdnum does not have.
_HEALTH: Final = "health"


def passes(check: str, number: str) -> bool:
    """Whether a number's check digits fit; spaces and hyphens do not count.

    Args:
        check: ``health``, or country and module of python-stdnum with a point between ("nl.bsn").
        number: as written.

    Raises:
        LookupError: there is no such check.
    """
    bare = number.replace(" ", "").replace("-", "")
    if check == _HEALTH:
        # Numbers reserved for tests are what fixtures and demonstrations hold.
        return bool(is_nhi(bare, allow_test_values=True))
    module = stdnum.get_cc_module(*check.split("."))
    if module is None:
        raise LookupError(check)
    return bool(module.is_valid(number))
