"""Survey exports of the small engagement, as a platform with ids and one without would write them."""

from pathlib import Path

HEAD = "Response,Date,Topic,Region,Who,For,Content,Why"
#: For files with ids, and for files whose rows are known by what they say.
PROFILE = """
about = "Web forms of the tests."
evidence = "our own template"
{id}
channel = {{ constant = "online" }}
topic = {{ columns = ["Topic"] }}
region = {{ columns = ["Region"] }}
stakeholder = {{ columns = ["Who"] }}
communities = {{ columns = ["For"], split = ";" }}
received_on = {{ columns = ["Date"], formats = ["%d/%m/%Y"], confirmed_by = "A. Tester" }}
questions = [
  {{ id = "content", columns = ["Content"] }},
  {{ id = "why", columns = ["Why"] }},
]
"""


def profiled(engagement: Path) -> Path:
    """The engagement's folder with the profiles ``web`` (ids) and ``plain`` (none)."""
    (engagement / "profiles").mkdir(exist_ok=True)
    (engagement / "profiles" / "web.toml").write_text(PROFILE.format(id='id = ["Response"]'))
    (engagement / "profiles" / "plain.toml").write_text(PROFILE.format(id=""))
    return engagement


def line(number: int, **said: str) -> str:
    """One response; each number says something of its own unless it is told what to say."""
    topics, regions, types = (
        ("Water", "Roads"),
        ("North One", "N2", "S1", "Tonga Rua"),
        ("Farmers", "Fishers"),
    )
    row = {
        "Response": str(number),
        "Date": f"{number % 28 + 1:02}/04/2020",
        "Topic": topics[number % 2],
        "Region": regions[number % 4],
        "Who": types[number % 2],
        "For": ("", "Young people", "Young people;Old people")[number % 3],
        "Content": ("yes", "somewhat", "no")[number % 3],
        "Why": f"reason {number}",
    }
    return ",".join((row | said).values())


def export(path: Path, lines: list[str]) -> Path:
    """A file of responses."""
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return path
