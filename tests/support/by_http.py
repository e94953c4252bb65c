"""One request, as a browser sends it, and what is answered: cookies a line each."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LINE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "eA==",
}


def asked(base, path, method="GET", body=None, **headers):
    server = urlsplit(base)
    line = HTTPConnection(server.hostname, server.port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, body, named)
    answer = line.getresponse()
    text = answer.read().decode(errors="replace") if answer.status != 101 else ""
    answer.close()  # of a line that was opened too
    line.close()
    cookies = answer.headers.get_all("Set-Cookie")
    return (
        answer.status,
        dict(answer.getheaders()) | ({"Set-Cookie": "\n".join(cookies)} if cookies else {}),
        text,
    )
