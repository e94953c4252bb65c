"""The process that serves pages of the desk: it knows the workspace, and only this machine reaches it.

``python -m wellbeing.desk.serving --watched --port N --address A`` (started by ``wellbeing serve --tier analyst``).
The engagement, the workspace and the release are named by the environment, as for a notebook.
"""

import argparse
import os
from contextlib import suppress
from typing import Final

from wellbeing.desk.collect.deeds import Desk
from wellbeing.desk.collect.door import door
from wellbeing.desk.collect.page import deeds_of
from wellbeing.desk.reviewing.looked_at import erase_looked_at
from wellbeing.language import speak
from wellbeing.model.errors import DataError
from wellbeing.sources.paths import PAGES_VARIABLE, RELEASE, engagement_folder, workspace_folder
from wellbeing.views.gate.entry import alone
from wellbeing.views.gate.headers import DESK_POLICY
from wellbeing.views.serving import serve_pages
from wellbeing.views.watching.log import PLAIN, keep_log
from wellbeing.views.watching.watcher import end_with_watcher

#: The page that answers at the root, then each by its notebook's name: one more page is one more line.
DESK_PAGES: Final = {"/": "analyse", "/analyse": "analyse", "/collect": "collect"}


def serve_desk() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="wellbeing.desk.serving")
    parser.add_argument("--port", type=int, default=5007)
    parser.add_argument("--address", default="localhost")
    parser.add_argument("--watched", action="store_true", help="end when the standard input is closed")
    options = parser.parse_args()
    if options.watched:
        end_with_watcher()
    keep_log(PLAIN)
    desk = Desk(engagement_folder(), workspace_folder())
    erase_looked_at(desk.workspace)
    with suppress(DataError):  # each page then says what is wrong
        speak(desk.folder.engagement.language)
    # Each page names the other; that of a release only where there is one.
    os.environ[PAGES_VARIABLE] = "collect analyse" if os.environ.get(RELEASE) else "collect"
    entry = alone(options.port, options.address)
    serve_pages(DESK_PAGES, entry, door(deeds_of(desk), entry.names), policy=DESK_POLICY)


if __name__ == "__main__":
    serve_desk()
