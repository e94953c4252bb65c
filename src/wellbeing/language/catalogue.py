"""Catalogues of messages, read from the files that translators write."""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

#: One folder a language, of one file for each part of the product (``es/pages.po``).
CATALOGUES: Final = Path(__file__).parent / "catalogues"
#: The file of a language that goes to the browser.
SCRIPTS: Final = "scripts.po"


def messages_of(language: str) -> Catalog:
    """Every message of a language, of all its files; none of English, which is what stands in the code."""
    catalogue = Catalog(locale=language)
    for path in sorted((CATALOGUES / language).glob("*.po")):
        for message in messages_of_file(language, path.name):
            catalogue[message.id] = message
    return catalogue


def messages_of_file(language: str, name: str) -> list[Message]:
    """Every message of one file of a language; none where it has no such file."""
    path = CATALOGUES / language / name
    if not path.exists():
        return []
    with path.open("rb") as file:
        return [one for one in read_po(file, locale=language) if one.id and one.string]


@cache
def of_scripts(tag: str) -> dict[str, str]:
    """What the scripts of pages say, English → the language of a tag; nothing of English."""
    return {
        str(one.id): str(one.string) for one in messages_of_file(Locale.parse(tag, sep="-").language, SCRIPTS)
    }


@cache
def catalogue_of(tag: str) -> gettext.NullTranslations:
    """The translations of a language tag (BCP 47: ``es-CL`` is answered by ``es``)."""
    language = Locale.parse(tag, sep="-").language
    if not (CATALOGUES / language).is_dir():
        return gettext.NullTranslations()
    file = BytesIO()
    write_mo(file, messages_of(language))
    file.seek(0)
    return gettext.GNUTranslations(file)
