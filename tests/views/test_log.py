"""What is written where a message of a page fails: what kind of error, and where; never what was said."""

import io
import logging
import subprocess
import sys

import pytest

from wellbeing.views.watching.log import unsaid

SAID = "what somebody pressed"


#: As Bokeh writes it, in a process whose log is ours.
TOLD = f"""
import logging
from wellbeing.views.watching.log import keep_log
keep_log("plain")
logging.getLogger("bokeh.server.protocol_handler").error("error handling message %r", "{SAID}")
"""


def fail():
    raise KeyError("what " + SAID[5:]) from ValueError(SAID)


@pytest.fixture
def log():
    """A log of its own that is written as a server's is, and what it says."""
    own, written = logging.Logger("of a test"), io.StringIO()
    own.addHandler(logging.StreamHandler(written))
    own.addFilter(unsaid)
    return own, written


def test_a_message_that_failed_is_told_by_where_it_did_and_never_by_what_it_said(log):
    own, written = log
    try:
        fail()
    except KeyError as error:
        own.error("error handling message\n message: %r \n error: %r", SAID, error, exc_info=True)
    said = written.getvalue()
    assert said.startswith("A message of a page failed: KeyError\nTraceback")
    assert "test_log.py" in said
    assert SAID not in said


def test_a_server_s_log_is_kept_so():
    done = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)
    assert done.stderr == "A message of a page failed: no error\n"
