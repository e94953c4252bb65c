"""A test that drives no browser has no loop running: Playwright's runs on in a worker once it has begun."""

from asyncio import events
from collections.abc import Generator

import pytest


def _apart(item: pytest.Item) -> Generator[None, object, object]:
    """Set a running loop aside for a test that is not its own, and put it back before anything of it is ended."""
    if item.get_closest_marker("browser"):
        return (yield)
    running = events._get_running_loop()
    events._set_running_loop(None)
    try:
        return (yield)
    finally:
        events._set_running_loop(running)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from _apart(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from _apart(item))
