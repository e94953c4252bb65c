"""The browser tests stay together: a second worker would start a second server and Chromium for them."""

from collections import Counter

import sharing
from marking import TESTS


def test_the_suite_is_shared_as_it_should_be(pytestconfig):
    schedulers = pytestconfig.pluginmanager.hook.pytest_xdist_make_scheduler.get_hookimpls()
    assert sharing.pytest_xdist_make_scheduler in [scheduler.function for scheduler in schedulers]


def test_what_is_begun_early_is_there_and_in_no_part():
    assert [name for name, often in Counter(sharing.LONG).items() if often > 1] == []
    assert [name for name in sharing.LONG if not (TESTS.parent / name).is_file()] == []
    assert [name for name in sharing.LONG if sharing._part(name) != name] == []
