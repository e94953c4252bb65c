"""Engagements of no country with each optional piece absent: folders, files to import, what their pages may say."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import polars as pl

#: Regions, types and communities have names that nothing else has, so that whose they are is seen in any text.
REGIONS = {f"{number:02}": name for number, name in enumerate(("Ylva", "Orrin", "Tamsin", "Quill"), start=1)}
TYPES = {"baker": "Bakers", "potter": "Potters", "piper": "Pipers"}
COMMUNITIES = {"left": "Left-handed", "tall": "Tall"}
PEOPLE, PER_MEETING = 150, 15
LONG = "Verwaltungsgemeinschaft " * 12
HOSTILE = (
    "<script>document.title='run'</script>",
    "<img src=http://elsewhere.example/x onerror=\"document.title='run'\">",
    "[here](http://elsewhere.example/) {{7*7}} ${7*7}",
    "=HYPERLINK(\"http://elsewhere.example\") 'quoted' & \u200fturned",
    '"] {7*7} {name!r} {0} %s \\N{BULLET} $x^2$ }{',
    "</style></title></svg>]]><!-- --><script>document.title='run'</script>\ntwo lines",
)
OPTIONS = {"good": "support", "so-so": "mixed", "bad": "oppose"}


@dataclass
class Draft:
    """A folder and the files to import, before they are written."""

    settings: dict
    tables: dict[str, list[dict]]
    #: Rows of a survey, and of an attendance sheet; none is no file.
    responses: list[dict] = field(default_factory=list)
    meetings: list[dict] = field(default_factory=list)
    #: Files of the folder that are left out.
    without: set[str] = field(default_factory=set)


def whole(seed: int = 1) -> Draft:
    """An engagement with all its pieces."""
    chance = Random(seed)  # noqa: S311
    made = Draft(_settings(), _tables())
    made.responses = [_response(chance, number) for number in range(PEOPLE)]
    made.meetings = [_meeting(chance, number) for number in range(6)]
    return made


def no_boundaries(made):
    made.settings["boundaries"] = ""


def no_closed_question(made):
    _keep(made, "questions", lambda asked: "options" not in asked)


def no_comments(made):
    _keep(made, "questions", lambda asked: "options" in asked)


def no_headline(made):
    """Every question is told of everybody, of regions and of types only."""
    for one in made.settings["questions"]:
        one["headline"] = False


def no_questions(made):
    made.settings.pop("questions", None)


def no_published(made):
    made.without.add("published.csv")


def no_meetings(made):
    made.meetings = []
    _keep(made, "channels", lambda one: one["id"] != "hui")
    made.tables["published.csv"] = [
        row for row in made.tables["published.csv"] if "responses" in row["figure"]
    ]
    made.without |= {"places.csv", "plan.csv"}


def only_meetings(made):
    made.responses = []
    _keep(made, "channels", lambda one: one["id"] == "hui")
    made.tables["published.csv"] = []


def no_groups(made):
    made.settings.pop("region_groups", None)
    made.settings.pop("stakeholder_groups", None)


def no_region_benchmark(made):
    for one in made.settings.get("benchmarks", ()):
        one.pop("regions", None)
    _keep_rows(made, "benchmarks.csv", lambda row: not row["region"])


def no_type_benchmark(made):
    for one in made.settings.get("benchmarks", ()):
        one.pop("stakeholders", None)
    _keep_rows(made, "benchmarks.csv", lambda row: not row["stakeholder"])


def empty_benchmark(made):
    """A slot for figures that nobody has yet."""
    made.without.add("benchmarks.csv")


def no_benchmark(made):
    made.settings.pop("benchmarks", None)
    made.without.add("benchmarks.csv")


def no_communities(made):
    made.settings.pop("communities", None)
    for row in made.responses:
        row["speaks_for"] = ""


def no_plan(made):
    made.without.add("plan.csv")


def no_codebook(made):
    made.without.add("codebook.csv")


def one_region(made):
    _only(made, "01", "region", "regions.csv", "code")
    made.tables["published.csv"] = []
    made.settings["region_groups"] = [{"id": "g", "en": "Ylva alone", "members": ["01"]}]


def one_type(made):
    made.settings["stakeholder_groups"] = [{"id": "r", "en": "Bakers alone", "members": ["baker"]}]
    _keep(made, "stakeholders", lambda one: one["id"] == "baker")
    _keep_rows(made, "benchmarks.csv", lambda row: row["stakeholder"] in {"", "baker"})
    for row in (*made.responses, *made.meetings):
        row["role"] = "Bakers"


def other_script(made):
    """Names in several scripts, from right to left too, with marks that stand alone."""
    names = dict(zip(REGIONS, ("Čakovec–Þingeyri", "東京都", "القاهرة", "Te Tai o Aorere’s ā"), strict=True))
    for row in made.tables["regions.csv"]:
        row["name_en"] = names[row["code"]]
    for row in made.responses:
        row["region"] = row["region"] and names[row["region"]]
    made.settings["en"] = "Ποιος ακούστηκε; 🗣️"


def hostile_names(made):
    """Names that a page must not run, load, or take for markup of its own."""
    for at, row in enumerate(made.tables["regions.csv"]):
        row["name_en"] = f"{HOSTILE[at % len(HOSTILE)]} {row['code']}"
    for at, row in enumerate(made.tables["codebook.csv"]):
        row["name"] = f"{HOSTILE[at % len(HOSTILE)]} {row['name']}"
    _hostile_tables(made)
    for kind in ("stakeholders", "communities", "topics", "region_groups", "stakeholder_groups", "questions"):
        for at, one in enumerate(made.settings.get(kind, ())):
            was, one["en"] = one["en"], f"{HOSTILE[at % len(HOSTILE)]} {one['en']}"
            for row in (*made.responses, *made.meetings):
                row.update({key: one["en"] for key, value in row.items() if value == was})
    made.settings["en"] = made.settings["agency"] = " ".join(HOSTILE)


def _hostile_tables(made):
    """Bodies, published figures, benchmarks and places."""
    _hostile_places(made)
    source = {"basis": "assumed", "source": HOSTILE[0]}
    made.tables["roster.csv"] = [
        {"name": f"{text} {at}", "type": "baker", "regions": "01", **source}
        for at, text in enumerate(HOSTILE[:5])
    ]
    for row in made.tables["published.csv"]:
        row |= {"unit": HOSTILE[0], "source": HOSTILE[4]}
    for one in made.settings.get("benchmarks", ()):
        one |= {"en": f"{HOSTILE[0]} {one['en']}", "note": HOSTILE[4]}


def _hostile_places(made):
    """Where meetings were held and are planned; whoever reads the file finds them by the same name."""
    for at, row in enumerate(made.tables["places.csv"]):
        was, row["place"] = row["place"], f"{HOSTILE[(at + 1) % 5]} {row['place']}"
        for other in (*made.meetings, *made.tables["plan.csv"]):
            if other["place"] == was:
                other["place"] = row["place"]


def spanish(made):
    """Pages in another language, which calls everything otherwise."""
    made.settings |= {"language": "es", "en": "¿A quién se escuchó?", "agency": "Oficina de los Valles"}
    made.settings["words"] = {"event": "cabildo", "events": "cabildos"} | {
        "region": "comuna",
        "regions": "comunas",
        "type": "sector",
        "types": "sectores",
    }


def long_names(made):
    for kind in ("stakeholders", "region_groups", "stakeholder_groups", "topics", "communities"):
        for one in made.settings.get(kind, ()):
            one["en"] = f"{LONG}{one['en']}"
    for row in (*made.responses, *made.meetings):
        row["role"] = row["role"] and f"{LONG}{row['role']}"
        row["speaks_for"] = row.get("speaks_for") and f"{LONG}{row['speaks_for']}"
    made.settings["en"] = LONG


def few_stated(made):
    """Most who answered left region and type blank."""
    for row in made.responses[: 4 * PEOPLE // 5]:
        row.update({"region": "", "role": ""})
        row.update(_answered(row))


ABSENT = {
    change.__name__: change
    for change in (
        *(
            no_boundaries,
            no_closed_question,
            no_comments,
            no_headline,
            no_questions,
            no_published,
            no_meetings,
            only_meetings,
            no_groups,
        ),
        *(
            no_region_benchmark,
            no_type_benchmark,
            empty_benchmark,
            no_benchmark,
            no_communities,
            no_plan,
            no_codebook,
        ),
        *(one_region, one_type, other_script, hostile_names, spanish, long_names, few_stated),
    )
}


def write(made: Draft, folder: Path) -> list[tuple[Path, str]]:
    """The folder, and beside it what is imported: each file with the profile that reads it."""
    (folder / "profiles").mkdir(parents=True)
    (folder / "engagement.toml").write_text(_toml(made.settings), encoding="utf8")
    for name, rows in made.tables.items():
        if name not in made.without:
            _csv(rows, folder / name, _HEADS[name])
    if made.settings["boundaries"]:
        _squares([row["code"] for row in made.tables["regions.csv"]], folder / made.settings["boundaries"])
    asked = [asked["id"] for asked in made.settings.get("questions", [])]
    profiles = {"survey": _survey(asked), "meetings": _attendance(made.settings)}
    given = {"survey": made.responses, "meetings": made.meetings}
    files = []
    for name, rows in given.items():
        if rows:
            (folder / "profiles" / f"{name}.toml").write_text(_toml(profiles[name]), encoding="utf8")
            _csv(rows, folder.parent / f"{name}.csv", list(rows[0]))
            files.append((folder.parent / f"{name}.csv", name))
    return files


def _squares(codes: list[str], path: Path) -> None:
    """A country of squares, side by side."""
    import geopandas as gpd  # noqa: PLC0415
    from shapely import box  # noqa: PLC0415

    shapes = [box(10_000 * at, 0, 10_000 * (at + 1), 10_000) for at in range(len(codes))]
    named = {"code": codes, "name_en": codes, "attribution": ["Squares of our own"] * len(codes)}
    gpd.GeoDataFrame(named, geometry=shapes, crs="EPSG:3035").to_parquet(path)


def _settings() -> dict:
    return {
        "id": "four-valleys",
        "en": "What the four valleys say",
        "agency": "Office of Valleys",
        "starts_on": dt.date(2031, 3, 3),
        "ends_on": dt.date(2031, 6, 30),
        "time_zone": "UTC",
        "iap2": "consult",
        "boundaries": "valleys.parquet",
        "provenance": "made for tests",
        "care": {
            "purpose": "To test.",
            "legal_basis": "None.",
            "notice": "None.",
            "retention": "None.",
            "retain_until": dt.date(2040, 1, 1),
            "kaitiaki": "",
            "contact": "nobody",
        },
        "disclosure": {"adviser": {"threshold": 6}, "public": {"threshold": 10}},
        "channels": _terms({"hui": "Gathering", "online": "Web form", "paper": "Paper form"}),
        "topics": _terms({"bread": "Bread", "clay": "Clay"}),
        "stakeholders": _terms(TYPES),
        "communities": _terms(COMMUNITIES),
        "region_groups": [
            {"id": "upper", "en": "Upper valleys", "members": ["01", "02"]},
            {"id": "lower", "en": "Lower valleys", "members": ["03", "04"]},
        ],
        "stakeholder_groups": [
            {"id": "makers", "en": "Makers", "members": ["baker", "potter"]},
            {"id": "players", "en": "Players", "members": ["piper"]},
        ],
        "questions": [
            {
                "id": "ovens",
                "en": "Are the ovens good?",
                "topic": "both",
                "headline": True,
                "options": [{"value": value, "position": position} for value, position in OPTIONS.items()],
            },
            {"id": "why", "en": "Why so?", "topic": "both", "headline": True},
        ],
        "benchmarks": [
            {
                "id": "heads",
                "en": "Heads",
                "regions": "count",
                "stakeholders": "equal",
                "note": "Counted.",
                "default": True,
            }
        ],
    }


def _tables() -> dict[str, list[dict]]:
    source = {"basis": "assumed", "source": "tests"}
    day = {"as_of": "2031-01-01"}
    weights = dict(zip(REGIONS, (40, 30, 20, 10), strict=True))
    return {
        "regions.csv": [
            {"code": code, "name_en": name, "population": 1000, **source} for code, name in REGIONS.items()
        ],
        "places.csv": [{"place": f"{name}ton", "region": code, **source} for code, name in REGIONS.items()],
        "benchmarks.csv": [
            *({"set": "count", "region": code, "weight": n, **source, **day} for code, n in weights.items()),
            *({"set": "equal", "stakeholder": one, "weight": 1, **source, **day} for one in TYPES),
        ],
        "plan.csv": [
            {"place": "Ylvaton", "region": "01", "week": "2031-03-03", "events": 4, "target": 80, **source}
        ],
        "published.csv": [
            {"figure": figure, "value": value, "unit": "number", **source}
            for figure, value in (("hui", 6), ("places", 4), ("attendances", 90), ("responses", 150))
        ],
        "codebook.csv": [
            {"theme": "heat", "name": "Heat", "definition": "How hot", "version": "1", "source": "tests"}
        ],
    }


_HEADS = {
    "roster.csv": ["name", "also", "type", "regions", "basis", "source"],
    "regions.csv": ["code", "iso", "name_en", "name_mi", "also", "population", "basis", "source"],
    "places.csv": ["place", "region", "longitude", "latitude", "source"],
    "benchmarks.csv": ["set", "region", "stakeholder", "weight", "basis", "source", "as_of"],
    "plan.csv": ["place", "region", "week", "events", "target", "audience", "basis", "source"],
    "published.csv": ["figure", "value", "unit", "basis", "source", "note"],
    "codebook.csv": [
        *("theme", "name", "definition", "include", "exclude", "keywords", "examples", "version", "source"),
    ],
}


def _answered(row: dict) -> dict:
    """Whoever says neither where nor who says something else: a form with nothing in it is none."""
    return {"ovens": row["ovens"] or "bad", "why": row["why"] or "Nobody knows."}


def _response(chance: Random, number: int) -> dict:
    row = {
        "number": f"{number + 1}",
        "day": f"{dt.date(2031, 3, 3) + dt.timedelta(days=chance.randrange(90))}",
        "how": chance.choice(("Web form", "Web form", "Paper form")),
        "about": chance.choice(("Bread", "Clay")),
        "region": chance.choice([*REGIONS, ""]),
        "role": chance.choice([*TYPES.values(), *TYPES.values(), ""]),
        "speaks_for": chance.choice(["", *COMMUNITIES.values()]),
        "ovens": chance.choice([*OPTIONS, ""]),
        "why": chance.choice(("", "They are far too cold.", "Good and warm.", "Nobody asked us before.")),
    }
    return row if row["region"] or row["role"] else row | _answered(row)


def _meeting(chance: Random, number: int) -> dict:
    return {
        "day": f"{dt.date(2031, 3, 4) + dt.timedelta(days=9 * number)}",
        "place": f"{list(REGIONS.values())[number % 4]}ton",
        "role": list(TYPES.values())[number % 3],
        "came": PER_MEETING,
    }


def _survey(asked: Iterable[str]) -> dict:
    return {
        "about": "A survey",
        "evidence": "proposed",
        "id": ["number"],
        "received_on": {"columns": ["day"], "formats": ["%Y-%m-%d"]},
        "channel": {"columns": ["how"]},
        "topic": {"columns": ["about"]},
        "region": {"columns": ["region"], "codes": True},
        "stakeholder": {"columns": ["role"]},
        "communities": {"columns": ["speaks_for"], "split": ";"},
        "questions": [{"id": one, "columns": [one]} for one in asked],
    }


def _attendance(settings: dict) -> dict:
    return {
        "about": "Who came",
        "evidence": "proposed",
        "kind": "attendance",
        "received_on": {"columns": ["day"], "formats": ["%Y-%m-%d"]},
        "place": {"columns": ["place"], "required": True},
        "stakeholder": {"columns": ["role"]},
        "number": {"columns": ["came"]},
        "topic": {"constant": "both" if len(settings["topics"]) > 1 else settings["topics"][0]["id"]},
    }


def _only(made: Draft, code: str, column: str, file: str, key: str) -> None:
    """One region and what is of it."""
    _keep_rows(made, file, lambda row: row[key] == code)
    for name in ("places.csv", "plan.csv"):
        _keep_rows(made, name, lambda row: row["region"] == code)
    _keep_rows(made, "benchmarks.csv", lambda row: row.get("region", "") in {"", code})
    for row in made.responses:
        row[column] = row[column] and code
    for row in made.meetings:
        row["place"] = f"{REGIONS[code]}ton"


def _terms(names: dict[str, str]) -> list[dict]:
    return [{"id": id_, "en": name} for id_, name in names.items()]


def _keep(made: Draft, kind: str, kept) -> None:
    made.settings[kind] = [one for one in made.settings.get(kind, []) if kept(one)]


def _keep_rows(made: Draft, file: str, kept) -> None:
    full = [dict.fromkeys(_HEADS[file], "") | row for row in made.tables[file]]
    made.tables[file] = [row for row in full if kept(row)]


def _csv(rows: list[dict], path: Path, heads: list[str]) -> None:
    full = [[f"{row.get(head, '')}" for head in heads] for row in rows]
    frame = pl.DataFrame(full, dict.fromkeys(heads, pl.String), orient="row")
    path.write_text(frame.write_csv(), encoding="utf8")


def _toml(settings: dict) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in settings.items())


def _value(value) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return f"{value}" if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)
