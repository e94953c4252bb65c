"""A reader without a browser: opens the page and presses by Bokeh's own protocol, as many as a machine bears."""

import asyncio
import itertools
import json
import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

TOKEN = re.compile(r'"token":"([^"]+)"')
TREES = re.compile(r'<script type="application/json" id="trees">(.*?)</script>', re.DOTALL)
Content = dict[str, Any]


class Reader:
    """One page of one reader. What is sent to it is counted as it is before it is packed."""

    def __init__(self, port: int, told_by_proxy: str = "") -> None:
        """Take where; and the address that a proxy in front of the server would say the reader has."""
        self._address = f"127.0.0.1:{port}/explore"
        self._headers = {"X-Forwarded-For": told_by_proxy} if told_by_proxy else {}
        self._numbers = itertools.count(1)
        self.received = 0

    async def open(self) -> None:
        """Ask for the page and for its document, and say that it is ready."""
        page = await asyncio.to_thread(self._page)
        found, held = TOKEN.search(page), TREES.search(page)
        if not (found and held):
            raise ConnectionError(page[:300])
        self._line: WebSocketClientConnection = await websocket_connect(
            HTTPRequest(f"ws://{self._address}/ws", headers=self._headers),
            subprotocols=["bokeh", found[1]],
            compression_options={},
        )
        self._line.protocol.set_nodelay(True)  # as browsers do: a message goes out in three small pieces
        await self._heard("ACK")
        await self._say("PULL-DOC-REQ", {})
        document = (await self._heard("PULL-DOC-REPLY"))["doc"]
        self._sheet = next(sheet for sheet, place in _sheets(document) if place == "main")
        tree = json.loads(held[1])["main"]
        self._presses = next(one["number"] for one in _pieces(tree) if "data-set" in str(one["values"]))
        await self._tell("document_ready", {})

    def _page(self) -> str:
        asked = Request(f"http://{self._address}", headers=self._headers)
        with urlopen(asked, timeout=120) as answer:  # noqa: S310 - this machine
            text: bytes = answer.read()
        return text.decode()

    async def press(self, data: Content) -> float:
        """Press something on the page; milliseconds until the whole answer is there."""
        begun = time.perf_counter()
        said = _map({"piece": self._presses, "data": _map({"do": ""} | data | {"set": _map(data["set"])})})
        await self._tell("data_event", {"model": {"id": self._sheet}, "data": said})
        while '"answered", true' not in json.dumps(await self._heard("PATCH-DOC")):
            pass
        return 1000 * (time.perf_counter() - begun)

    def close(self) -> None:
        """Leave."""
        self._line.close()

    async def _tell(self, name: str, values: Content) -> None:
        event = {"type": "event", "name": name, "values": _map(values)}
        sent = {"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": event}
        await self._say("PATCH-DOC", {"events": [sent]})

    async def _say(self, kind: str, content: Content) -> None:
        for part in ({"msgid": str(next(self._numbers)), "msgtype": kind}, {}, content):
            await self._line.write_message(json.dumps(part))

    async def _heard(self, kind: str) -> Content:
        while True:
            header, _, content = [await self._part() for _ in range(3)]
            for _ in range(2 * int(header.get("num_buffers", 0))):
                await self._line.read_message()
            if header["msgtype"] == kind:
                return content

    async def _part(self) -> Content:
        part = await self._line.read_message()
        if part is None:
            raise ConnectionError("The server has closed the line.")
        self.received += len(part)
        said: Content = json.loads(part)
        return said


def _map(values: Content) -> Content:
    """As Bokeh writes it."""
    return {"type": "map", "entries": [[name, value] for name, value in values.items()]}


def _sheets(node: object) -> Iterator[tuple[str, str]]:
    """Id and place of each sheet in a document."""
    if isinstance(node, dict):
        attributes = node.get("attributes")
        if isinstance(attributes, dict) and attributes.get("class_name") == "Sheet":
            yield node["id"], attributes["data"]["attributes"]["place"]
    for one in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _sheets(one)


def _pieces(piece: Content) -> Iterator[Content]:
    yield piece
    for part in piece["parts"]:
        yield from _pieces(part)
