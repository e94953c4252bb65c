"""The browser tests stay together: a second worker would start a second server and Chromium for them."""

import sharing


def test_the_suite_is_shared_as_it_should_be(pytestconfig):
    schedulers = pytestconfig.pluginmanager.hook.pytest_xdist_make_scheduler.get_hookimpls()
    assert sharing.pytest_xdist_make_scheduler in [scheduler.function for scheduler in schedulers]
