"""All that the steward's page says of an engagement, on the way through each of its parts."""

import base64
import html
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import msgspec

from wellbeing.desk.collect.deeds import Desk, done
from wellbeing.desk.collect.fields import Field, choosable, form_sections
from wellbeing.desk.collect.page import DeskPiece, deeds_of
from wellbeing.sources.templates.headings import template_fields

Ask = Callable[..., dict[str, Any]]
#: What tells one run from another, and no reader anything.
CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\(reference \w+|\d{4}-\d\d-\d\dT[\d:.+]+|in [\d.,]+ days")
#: Of forms, as a page makes them.
_KEYS = [f"{UUID(int=one)}" for one in range(10)]
#: A form that stays in the record, and whose place a file takes.
STAYS = {"batch": "T", "form": "90"}
COMMENT = "Palabras 98 765 4321 de quien escribe, una@otra.org"


def said_at_desk(desk: Desk) -> Iterator[tuple[str, str]]:
    """Where something is said, and what: the page, and the answer to each thing that may be asked.

    Args:
        desk: of an engagement with a record that holds comments.
    """
    deeds = deeds_of(desk)

    def ask(do: str, **said: Any) -> dict[str, Any]:
        return done(deeds, {"do": do} | said)

    yield "page", DeskPiece(desk).html
    for name, parts in (
        ("forms", _forms),
        ("place", _in_place),
        ("files", _files),
        ("waiting", _waiting),
        ("quotes", _quotes),
    ):
        yield from _told(name, parts(ask, desk))
    for name, parts in (("coding", _coding), ("requests", _requests), ("odd", _odd)):
        yield from _told(name, parts(ask, desk))


def _told(part: str, answers: Iterator[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for number, answer in enumerate(answers):
        texts = [
            *answer.get("parts", {}).values(),
            *(answer.get(one) or "" for one in ("line", "error", "held")),
        ]
        texts += [one["text"] for one in answer.get("problems", [])]
        yield f"{part} {number}", CHANGING.sub("", " ".join(texts))


def _form(desk: Desk, **other: Any) -> dict[str, Any]:
    fields: dict[str, Field] = {one.id: one for each in form_sections(desk.folder) for one in each.fields}
    listed = choosable(desk.folder)
    typed: dict[str, Any] = {"received": desk.folder.engagement.ends_on.isoformat()}
    typed |= {name: listed[name][0].label for name in ("region", "stakeholder")}
    for name, one in fields.items():
        if name.startswith("asked:") and one.kind == "radios":
            typed[name] = one.options[0][0]
        elif name.startswith("asked:"):
            typed[name] = COMMENT
    return typed | other


def _forms(ask: Ask, desk: Desk) -> Iterator[dict[str, Any]]:
    typed, closed = _form(desk), next(one for one in _form(desk) if one.startswith("asked:"))
    yield ask("save", key=_KEYS[1], typed=typed | {"form": "7", "may_publish": "yes"})
    yield ask("save", key=_KEYS[2], typed=typed)
    wrong = {"region": "Qwerty", "stakeholder": "", "place": "Uiop", closed: "asdf", "language": "!"}
    yield ask("save", key=_KEYS[3], typed=typed | wrong)
    yield ask("save", key=_KEYS[3], typed=typed | wrong, sure=True)
    yield ask("save", key=_KEYS[4], typed=typed | {"form": "7", "language": "en"})
    yield ask("save", key=_KEYS[5], typed=typed | {"form": "7"}, twice=True)
    yield ask("save", key=_KEYS[6], typed=typed | {"received": "1990-01-01"})
    yield ask("save", key=_KEYS[7], typed={"received": typed["received"]})
    yield ask("take back", key=_KEYS[1], typed=typed, number=1)
    yield ask("save", key="", typed=typed)
    yield ask("save", key=_KEYS[8], typed=7)
    yield ask("save", key=_KEYS[9], typed=typed | STAYS, sure=True)


def _table(desk: Desk, rows: list[dict[str, str]]) -> str:
    fields = template_fields("survey", desk.folder.engagement)
    lines = [",".join(f'"{one.name}"' for one in fields.values())]
    lines += [",".join(f'"{row.get(name, "")}"' for name in fields) for row in rows]
    return base64.b64encode("\n".join(lines).encode()).decode()


def _rows(desk: Desk) -> list[dict[str, str]]:
    plain = {name: f"{text}" for name, text in _form(desk).items()}
    closed = next(name for name in plain if name.startswith("asked:"))
    wrong = (
        *({"region": "Qwerty"}, {"region": "Qwerty"}, {"stakeholder": "Uiop"}, {closed: "asdf"}),
        *({"received": "31/31/2000"}, {"received": ""}, {"received": "1999-02-03"}, {"place": "Hjkl"}),
        *({"language": "?!"}, {"may_publish": "tal vez"}, {"region": ""}, {}),
    )
    each = [plain | {"form": f"{50 + at}", "batch": "A"} | other for at, other in enumerate(wrong)]
    return [*each, plain | {"form": "61", "batch": "A", "language": "fr"}, {"form": "", "batch": "B"}]


def _in_place(ask: Ask, desk: Desk) -> Iterator[dict[str, Any]]:
    """A row in the place of a form that was typed, which says something else and allows more."""
    closed = next(name for name in _rows(desk)[0] if name.startswith("asked:"))
    row = _rows(desk)[-2] | {"batch": "t", "form": STAYS["form"], "may_publish": "yes", closed: ""}
    content = _table(desk, [row | {"region": choosable(desk.folder)["region"][1].label}])
    looked = ask("look at file", name="otra.csv", profile="template-survey", content=content)
    yield looked
    token = looked["parts"]["file"].partition('"token": "')[2].partition('"')[0]
    yield ask("import file", token=token, profile="template-survey")
    yield ask("put file away", token=token)
    yield ask("show subject", **STAYS)


def _files(ask: Ask, desk: Desk) -> Iterator[dict[str, Any]]:
    file = {"name": "tabla.csv", "profile": "template-survey", "content": _table(desk, _rows(desk))}
    looked = ask("look at file", **file)
    token = looked["parts"]["file"].partition('"token": "')[2].partition('"')[0]
    yield looked
    yield ask("copy of file", token=token, profile="template-survey")
    yield ask("import file", token=token, profile="template-survey")
    yield ask("import file", token=token, profile="template-survey")
    yield ask("look at file", **file)
    yield ask("put file away", token=token)
    for name, content in (("x.exe", b""), ("x.csv", b""), ("x.csv", b"a,b\n1,2\n"), ("x.xlsx", b"nada")):
        for profile in ("", "template-survey", "de-nadie"):
            yield ask("look at file", name=name, profile=profile, content=base64.b64encode(content).decode())
    yield ask("look at file", name="x.csv", profile="template-survey", content="?")
    odd = b'a,"b\n1,2\n\x00'
    yield ask("look at file", name="x.csv", profile="template-survey", content=base64.b64encode(odd).decode())


def _waiting(ask: Ask, desk: Desk) -> Iterator[dict[str, Any]]:
    yield ask("open waiting")
    region = choosable(desk.folder)["region"][1].label
    yield ask("mend word", field="region", value="Qwerty", becomes="?", profile="")
    yield ask("mend word", field="region", value="Qwerty", becomes="Ningún lugar", profile="")
    yield ask("mend word", field="region", value="Nada así", becomes=region, profile="")
    yield ask("mend word", field="number", value="7", becomes="8", profile="")
    yield ask("mend word", field="region", value="Qwerty", becomes=region, profile="")
    number = _first(desk, "SELECT max(id) FROM quarantine")
    yield ask("mend row", number=number, **{"cell:Received on": "nunca"})
    yield ask("mend row", number=10_000, **{"cell:Received on": "nunca"})
    yield ask("dismiss", numbers=[number], reason=" ")
    yield ask("dismiss", numbers=[number], reason="es una prueba")
    yield ask("recall", number=10_000)
    yield ask("recall", number="x")
    yield ask("recall", number=_first(desk, "SELECT max(id) FROM refusals"))


def _first(desk: Desk, query: str) -> Any:
    with desk.reading() as record:
        return record.execute(query).fetchone()[0]


def _quotes(ask: Ask, desk: Desk) -> Iterator[dict[str, Any]]:
    yield ask("open quotes")
    yield ask("open quotes", question="de-nadie")
    with desk.reading() as record:
        found = record.execute(
            "SELECT contribution_id, question_id, text FROM answers WHERE text = ? LIMIT 1", (COMMENT,)
        ).fetchone()
    contribution, question, text = found
    about = {"contribution": contribution, "question": question, "by": "Ana"}
    for words in ("", "Nada de esto", text):
        yield ask("approve quote", **about, words=words)
    yield ask("approve quote", **about | {"by": ""}, words=text)
    yield ask("approve quote", **about, words=text, checked=True, theme="de-nadie")
    yield ask("approve quote", **about, words=text, checked=True)
    yield ask("open quotes", question=question, by="Ana")
    yield ask("retract quote", **about)
    yield ask("retract quote", **about)
    yield ask("approve quote", **about | {"contribution": "nadie"}, words=text, checked=True)


def _coding(ask: Ask, desk: Desk) -> Iterator[dict[str, Any]]:
    yield ask("open coding")
    yield ask("next comment", by="")
    first = ask("next comment", by="Ana", reading="1")
    yield first
    asked = html.unescape(first["parts"]["comment"].partition("data-asked='")[2].partition("'")[0])
    read = msgspec.json.decode(asked or "{}")
    yield ask("code comment", **read)
    yield ask("code comment", **read, tone="negative", theme=["de-nadie"])
    yield ask("code comment", **read, tone="negative")
    yield ask("code comment", **read, tone="negative")
    yield ask("next comment", by="Ana", reading="2")
    yield ask("end coding")


def _requests(ask: Ask, desk: Desk) -> Iterator[dict[str, Any]]:
    yield ask("open requests")
    one = {"contribution": _first(desk, "SELECT min(contribution_id) FROM answers WHERE text IS NOT NULL")}
    yield ask("show subject")
    yield ask("show subject", contribution="nadie")
    yield ask("show subject", batch="A", form="52")
    yield ask("show subject", **one)
    yield ask("correct subject", **one)
    yield ask("correct subject", **one, may_publish="no", reason="lo dijo")
    yield ask("withdraw", **one, reason="lo pide")
    yield ask("withdraw", **one, reason="lo pide", sure=True)
    yield ask("show subject", **one)


def _odd(ask: Ask, _: Desk) -> Iterator[dict[str, Any]]:
    yield ask("otra cosa")
    yield ask("import file", token="nada")  # noqa: S106
    yield ask("put file away", token="nada")  # noqa: S106
