"""``brief.toml`` is refused with what is wrong, at which line, and what is known."""

import pytest

from wellbeing.model.scene import SCENE_KINDS
from wellbeing.sources.checking.scenes import read_scenes
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT


@pytest.fixture(scope="module")
def settings():
    return read_engagement(ROOT / "data" / "your-say-2018").engagement


def problems(tmp_path, settings, text):
    (tmp_path / "brief.toml").write_text(text, "utf8")
    found = []
    scenes = read_scenes(tmp_path / "brief.toml", settings, found)
    assert bool(scenes) == (not found)
    return "\n".join(found)


def test_the_shipped_briefing_has_every_kind_of_scene_in_the_usual_order(settings):
    """But those of rounds: it had one."""
    kinds = [scene.shows for scene in settings.scenes]
    assert list(dict.fromkeys(kinds)) == [one for one in SCENE_KINDS if not one.endswith("_by_round")]


ONE = '[[scenes]]\nid = "a"\nshows = "gaps"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE.replace('gaps', 'gap'), ", line 1: scene 'a': shows 'gap', which is no kind of scene. Known: 'question'"),
        (ONE + 'tilte = "x"', "1 unknown field: 'tilte'. Known: 'id', 'shows', 'title', 'question', 'region'"),
        (ONE + '[[scenes]]\nid = "b"', ", line 4: scene 'b': 'shows' missing."),
        (ONE + ONE, "1 id used twice in scenes: 'a'."),
        (ONE + "title = 3", "'title' must be text"),
        (ONE + 'question = "trust"', "`question` is for scenes that show 'said' only."),
        (ONE.replace("gaps", "said") + 'question = "x"', "no closed headline question 'x'. Known: 'trust', 'clarity'."),
        (ONE + 'region = "01"', "'region': for scenes that show 'cell' only."),
        (ONE.replace("gaps", "cell"), "names neither `region` nor `stakeholder`"),
        (ONE.replace("gaps", "cell") + 'stakeholder = "x"', "no stakeholder 'x'. Known: 'service_user'"),
        ('scene = 1', "1 unknown key: 'scene'. Known: 'scenes'."),
        ("scenes = 1", "it has no [[scenes]]"),
        ('[[scenes]]\nid = "a|b"\nshows = "gaps"', "cannot be used"),
        ("[[scenes", "is not TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_is_known(tmp_path, settings, text, said):
    assert said in problems(tmp_path, settings, text)


def test_scenes_in_the_settings_are_sent_to_their_file(islands_folder):
    with (islands_folder / "engagement.toml").open("a") as settings:
        settings.write(f"\n{ONE}")
    with pytest.raises(Exception, match=r"`scenes` stand in brief\.toml"):
        read_engagement(islands_folder)
