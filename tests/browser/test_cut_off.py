"""Brief on a laptop whose network is down: not a browser's switch, but no interface besides the loopback."""

import pytest
from cut_off import alone, way

from wellbeing.reports.briefing.making import briefing


@pytest.mark.slow
def test_a_kiosk_and_its_deck_work_where_there_is_no_network_at_all(workspace, figures, tmp_path):
    if not way():
        pytest.skip(
            "This machine lets nobody make a network namespace: `unshare --net true` as root would, "
            "or `unshare --map-root-user --net true` where namespaces of users are allowed."
        )
    (release,) = [path.name for path in (workspace / "releases").iterdir() if path.is_dir()]
    seen = alone(workspace, release, tmp_path / "log.txt")
    assert (seen["interfaces"], seen["outside"]) == (["lo"], False)
    titles = list(dict.fromkeys(scene.title for scene in briefing(figures).scenes))
    assert list(dict.fromkeys(seen["titles"])) == titles
    assert "ouncils in Marlborough" in seen["answer"]
