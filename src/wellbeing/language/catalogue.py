"""Catalogues of messages, read from the files that translators write."""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages import Catalog
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
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string:
                    catalogue[message.id] = message
    return catalogue


@cache
def of_scripts(tag: str) -> dict[str, str]:
    """What the scripts of pages say, English → the language of a tag; nothing of English."""
    path = CATALOGUES / Locale.parse(tag, sep="-").language / SCRIPTS
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}


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
