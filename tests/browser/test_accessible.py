"""WCAG 2.2 AA by axe-core, on pages whose content is there."""

import pytest

EVERY = [(path, width, dark) for path in ("/", "/brief") for width in (1440, 390) for dark in (False, True)]
#: Views of the same page in other states, each once.
OTHERS = [
    ("/?region=04&type=government&drawing=tiles&open=government", 390, True),
    ("/?show=position&region=02", 1440, False),
    ("/?show=position&type=providers&region=wellington", 390, True),
]


@pytest.mark.parametrize(("path", "width", "dark"), [*EVERY, *OTHERS])
def test_axe_finds_nothing(see, accessible, path, width, dark):
    accessible(see(path, width=width, dark=dark))
