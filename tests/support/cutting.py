"""A line that can be cut and mended: what a browser sends goes through it to the server."""

import contextlib
import socket
import threading
from collections.abc import Iterator


class Cut:
    """Stands before a server on a port of its own; cut, it refuses everybody and drops whoever is connected."""

    def __init__(self, port: int) -> None:
        """Take the port of the server."""
        self._to = port
        self._listener: socket.socket | None = None
        self._ends: set[socket.socket] = set()
        self.port = 0

    def mend(self) -> None:
        """Let through from now on, on the same port as before."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """Drop everybody, and let nobody in."""
        listener, self._listener = self._listener, None
        for one in [*([listener] if listener else []), *self._ends]:
            self._end(one)

    def _accept(self, listener: socket.socket) -> None:
        while self._listener is listener:
            try:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                return
            if self._listener is not listener:
                self._end(near)
                self._end(far)
                return
            self._ends |= {near, far}
            here, there = (f"127.0.0.1:{port}".encode() for port in (self.port, self._to))
            for ends in ((near, far, here, there), (far, near, b"", b"")):
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, here: bytes, there: bytes) -> None:
        """Whoever asks here calls the server by its own name: it answers to no other."""
        with contextlib.suppress(OSError):
            while data := one.recv(1 << 16):
                other.sendall(data.replace(here, there) if here else data)
        for end in (one, other):
            self._end(end)

    def _end(self, one: socket.socket) -> None:
        self._ends.discard(one)
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextlib.contextmanager
def cuttable(port: int) -> Iterator[Cut]:
    """A line to a server that stands at first."""
    line = Cut(port)
    line.mend()
    try:
        yield line
    finally:
        line.cut()
