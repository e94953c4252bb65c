"""A browser's end of a page's line, by the protocol alone, which says whatever a test has it say."""

import asyncio
import contextlib
import json
import re
from typing import Any, Self
from urllib.request import Request, urlopen

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

TOKEN = re.compile(r'"token":"([^"]+)"')
PATIENCE = 30
#: Seconds to wait for the server's word that a line is closed.
CLOSING = 2


class Talker:
    """One page's line."""

    def __init__(self, base: str, **headers: str) -> None:
        self._base, self._headers = base, {name.replace("_", "-"): value for name, value in headers.items()}
        self.line: WebSocketClientConnection = None

    def page(self) -> str:
        asked = Request(f"{self._base}/explore", headers=self._headers)  # noqa: S310 - this machine
        with urlopen(asked, timeout=120) as answer:  # noqa: S310 - this machine
            return answer.read().decode()

    async def open(self, token: str = "", *, ready: bool = True) -> None:
        """Open the line of a page just asked for, or by any token; and wait until the server has its document."""
        token = token or TOKEN.search(await asyncio.to_thread(self.page))[1]
        request = HTTPRequest(f"ws{self._base.removeprefix('http')}/explore/ws", headers=self._headers)
        self.line = await websocket_connect(request, subprotocols=["bokeh", token])
        if ready:
            await self.heard("ACK")
            await self.say("PULL-DOC-REQ", {})
            self.document = (await self.heard("PULL-DOC-REPLY"))["doc"]
            self.models = {one["id"]: one for one in every_model(self.document)}

    async def say(self, kind: str, content: Any, header: dict[str, Any] | None = None) -> None:
        """One message, in its three pieces."""
        for piece in (header or {"msgid": "1", "msgtype": kind}, {}, content):
            await self.line.write_message(json.dumps(piece))

    async def heard(self, kind: str) -> Any:
        """What the next message of a kind holds."""
        while (piece := await asyncio.wait_for(self.line.read_message(), PATIENCE)) is not None:
            if f'"msgtype": "{kind}"' in str(piece):
                await self.line.read_message()
                return json.loads(await self.line.read_message())
        raise ConnectionError(f"closed with {self.line.close_code}")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if not self.line:
            return
        is_open, stream = self.line.close_code is None, self.line.stream
        self.line.close()
        with contextlib.suppress(TimeoutError):
            await (asyncio.wait_for(self.end(), CLOSING) if is_open else asyncio.sleep(0.1))
        stream.close()  # so that nothing of it is left to be collected, where nobody answered

    async def end(self) -> int | None:
        """The code with which the server closes the line."""
        while await asyncio.wait_for(self.line.read_message(), PATIENCE) is not None:
            pass
        return self.line.close_code

    def of_kind(self, name: str) -> dict[str, Any]:
        """The first model of the page whose kind has that name."""
        return next({"id": id_} for id_, one in self.models.items() if name in one["name"])


def every_model(told: Any) -> list[dict[str, Any]]:
    """Every model that a document describes."""
    if isinstance(told, list):
        return [one for part in told for one in every_model(part)]
    if not isinstance(told, dict):
        return []
    own = [told] if told.get("type") == "object" and "id" in told else []
    return own + [one for part in told.values() for one in every_model(part)]
