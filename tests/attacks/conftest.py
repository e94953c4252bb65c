"""Releases to attack: of the small engagement, of engagements of many shapes, of the shipped one."""

from functools import cache

import pytest
from demonstration import demonstration
from generated import shape
from making import Press, made
from people import People


@pytest.fixture(scope="session")
def first(islands, islands_true):
    """A release of the small engagement for advisers."""
    return made(islands, islands_true)


@pytest.fixture(scope="session")
def people(first):
    """Who could be in it."""
    return People(first.said)


@pytest.fixture(scope="session")
def press(islands, islands_true, first):
    """Makes many releases of the small engagement."""
    return Press(islands, islands_true, first)


@pytest.fixture(scope="session")
def shaped(islands):
    """A function of a seed: the release of an engagement of some shape, its folder and what it was made from."""

    @cache
    def one(seed):
        folder, true = shape(islands, seed)
        return made(folder, true, secret=seed.to_bytes(32, "big")), folder, true

    return one


@pytest.fixture(scope="session")
def shipped():
    """The release of the shipped engagement, its folder and what it was made from."""
    folder, true = demonstration()
    return made(folder, true), folder, true
