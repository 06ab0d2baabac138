"""Checks on every request (host, origin, size), and the headers that every answer carries."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: No request of the page comes near these [bytes].
MOST_BODY = 4096
MOST_ADDRESS = 2048

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses requests from other sites, under other names, or of another size than the page's.

    A name that somebody points at this machine (rebinding) is refused: only addresses in numbers
    and the names given are served.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        """Stand before `app`, known as `names` (lower case, without a port)."""
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def carrying(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        wrong = self._wrong(scope)
        if wrong is not None:
            status, told = wrong
            # Whatever else was sent is not read: the line is closed.
            refused = JSONResponse({"error": told}, status, {"Connection": "close"})
            await refused(scope, receive, carrying)
            return
        await self.app(scope, receive, carrying)

    def _wrong(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if "content-length" in headers and "transfer-encoding" in headers:
            # Which of the two counts is what a smuggled request turns on.
            return 400, "a body says its length in one way"
        if not self._known(headers.get("host", "")):
            return 421, "this server does not go by that name"
        if len(scope["path"]) + len(scope["query_string"]) > MOST_ADDRESS:
            return 414, f"an address may have at most {MOST_ADDRESS} bytes"
        # A link to the lesson may stand anywhere; what the page asks for comes from the page, and a
        # picture or a frame of another page is no link.
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not (
            scope["path"] == "/" and headers.get("sec-fetch-dest") in (None, "document")
        ):
            return 403, "only this page itself may ask"
        if scope["method"] == "POST":
            return self._wrong_post(headers)
        if "transfer-encoding" in headers or headers.get("content-length", "0") != "0":
            return 400, "this takes no body"
        return None

    def _wrong_post(self, headers: Headers) -> tuple[int, str] | None:
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            return 403, "only this page itself may send"
        length = headers.get("content-length", "")
        if not length.isdigit():
            return 411, "a body must say how long it is"
        if int(length[:12]) > MOST_BODY:
            return 413, f"a body may have at most {MOST_BODY} bytes"
        return None

    def _known(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True
