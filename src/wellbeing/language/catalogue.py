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
def catalogue_of(tag: str) -> gettext.NullTranslations:
    """The translations of a language tag (BCP 47: ``es-CL`` is answered by ``es``)."""
    language = Locale.parse(tag, sep="-").language
    if not (CATALOGUES / language).is_dir():
        return gettext.NullTranslations()
    file = BytesIO()
    write_mo(file, messages_of(language))
    file.seek(0)
    return gettext.GNUTranslations(file)
