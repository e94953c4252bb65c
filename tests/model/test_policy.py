"""Every number of a tier's policy is read by what protects."""

import re
from pathlib import Path

import wellbeing
from wellbeing.model.policy import Policy

LIBRARY = Path(wellbeing.__file__).parent


def test_no_number_of_the_policy_is_written_and_not_read():
    # The tier is its name.
    code = "\n".join(path.read_text("utf8") for path in LIBRARY.rglob("*.py") if path.name != "policy.py")
    read = set(re.findall(r"policy\.(\w+)", code))
    assert [field for field in Policy.__struct_fields__ if field not in read] == ["tier"]
