"""The file of an access key, or of a secret: read without Panel, so that a command says at once what is wrong."""

from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError

#: Letters of a key at least: nobody tries as many.
_SHORTEST: Final = 16


def read_key(path: Path) -> str:
    """The key in a file: its first line.

    Raises:
        DataError: it cannot be read, or is too short to keep anybody out.
    """
    try:
        key = path.read_text(encoding="utf8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"The access key {path} cannot be read: {error}"
        raise DataError(msg) from error
    if len(key) < _SHORTEST:
        msg = (
            f"The access key in {path} has {len(key)} letters: it takes {_SHORTEST} or more. `openssl rand -hex 16` "
            "makes one"
        )
        raise DataError(msg)
    return key
