"""WCAG 2.2 AA by axe-core, on pages whose content is there."""

import pytest

KINDS = [(width, dark) for width in (1440, 390) for dark in (False, True)]
EVERY = [(path, *kind) for path in ("/", "/brief") for kind in KINDS]
#: Views of the same page in other states, each once.
OTHERS = [
    ("/?region=04&type=government&drawing=tiles&open=government", 390, True),
    ("/?show=position&region=02", 1440, False),
    ("/?show=position&type=providers&region=wellington", 390, True),
    *[(f"/?show={show}", *kind) for show in ("tone", "theme&measure=hui") for kind in KINDS],
    ("/?show=tone&codes=without", 1440, False),
]


@pytest.mark.parametrize(("path", "width", "dark"), [*EVERY, *OTHERS])
def test_axe_finds_nothing(see, violations, path, width, dark):
    assert violations(see(path, width=width, dark=dark)) == []
