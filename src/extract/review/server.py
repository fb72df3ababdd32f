"""The local server of the review page: loopback only, a secret in every address, the host name checked.

Whoever knows the address may edit the labels, so it is made anew for every start and sent nowhere: pages
carry a policy that forbids other origins, and no referrer. A foreign page cannot guess the address, a foreign
host name that is pointed at this machine is refused.
"""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from extract.errors import ExtractError
from extract.outputs import page as report_page
from extract.review.hints import Hints
from extract.review.rows import RefusedError, Row
from extract.review.store import Snapshot, StaleError, Store

FOLDER = Path(__file__).parent / "page"
# Also the report's helpers and colours.
_SHARED = ("dom.js", "words.js", "figures.js", "base.css")
_TYPES = {".js": "text/javascript", ".css": "text/css"}
LONGEST_BODY = 200_000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def application(store: Store, hints: Hints, token: str, hosts: tuple[str, ...]) -> ASGIApp:
    """The server for one document; `hosts` are the values of the Host header that are answered."""
    handlers = _Handlers(store, hints)
    at = f"/{token}"
    app = Starlette(
        routes=[
            Route(f"{at}/", _page),
            Route(f"{at}/labels", handlers.labels),
            Route(f"{at}/labels", handlers.change, methods=["POST"]),
            Route(f"{at}/hints", handlers.hints),
            Route(f"{at}/propose", handlers.propose, methods=["POST"]),
            Route(f"{at}/uncovered", handlers.uncovered),
            Route(f"{at}/{{name}}", _asset),
        ],
        exception_handlers={HTTPException: _refusal},
    )
    return _Guard(app, token, hosts)


class _Guard:
    """Refuses other hosts, other origins and other addresses before anything is looked at."""

    def __init__(self, app: ASGIApp, token: str, hosts: tuple[str, ...]) -> None:
        self._app, self._token, self._hosts = app, token, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = self._refusal(Request(scope))
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
            await send(message)

        await self._app(scope, receive, guarded)

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if host not in self._hosts:
            return Response("this server answers on its own machine only\n", 403)
        origin = request.headers.get("origin")
        if origin is not None and origin.removeprefix("http://") != host:
            return Response("no other page may use this server\n", 403)
        given = request.url.path.split("/")[1]
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return Response("not found; use the whole address that was printed\n", 404)
        return None


class _Handlers:
    def __init__(self, store: Store, hints: Hints) -> None:
        self._store, self._hints = store, hints

    async def labels(self, request: Request) -> Response:
        """The labels as they are in the file."""
        del request
        return _snapshot(await run_in_threadpool(self._store.read))

    async def change(self, request: Request) -> Response:
        """Replace one row; 412 when the file has changed since `If-Match`, 422 when the row cannot stand."""
        tag = request.headers.get("if-match", "").strip('"')
        body = await _body(request)
        old, new = _row(body, "old"), _row(body, "new")
        try:
            return _snapshot(await run_in_threadpool(self._store.change, tag, old, new))
        except StaleError:
            raise HTTPException(412, "stale") from None
        except RefusedError as error:
            raise HTTPException(422, str(error)) from None

    async def hints(self, request: Request) -> Response:
        """The text, and what the extractor says of it."""
        del request
        document = self._hints.document
        about = document.model_dump(include={"doc", "title", "date", "source", "place", "text", "furniture"})
        return JSONResponse({"document": about, "file": self._store.path.name, **self._hints.data()})

    async def propose(self, request: Request) -> Response:
        """A claim for a span."""
        body = await _body(request)
        start, end = body.get("start"), body.get("end")
        if not (isinstance(start, int) and isinstance(end, int)):
            raise HTTPException(422, "start and end are offsets")
        if not 0 <= start < end <= len(self._hints.document.text):
            raise HTTPException(422, "no such span")
        return JSONResponse(await run_in_threadpool(self._hints.propose, start, end))

    async def uncovered(self, request: Request) -> Response:
        """The numerals that no label covers."""
        del request
        rows = (await run_in_threadpool(self._store.read)).rows
        return JSONResponse(await run_in_threadpool(self._hints.uncovered, rows))


def _snapshot(snapshot: Snapshot) -> Response:
    return JSONResponse(asdict(snapshot), headers={"ETag": f'"{snapshot.tag}"'})


async def _body(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type") != "application/json":
        raise HTTPException(415, "not JSON")
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > LONGEST_BODY:
            raise HTTPException(413, "too long")
    return _parsed(bytes(data))


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        raise HTTPException(422, "not JSON") from None
    if not isinstance(body, dict):
        raise HTTPException(422, "no JSON object")
    return body


def _row(body: dict[str, Any], name: str) -> Row | None:
    row = body.get(name)
    if row is not None and not (
        isinstance(row, dict) and all(isinstance(v, dict) for v in row.values()) and row
    ):
        raise HTTPException(422, f"{name} is no row")
    return row


async def _page(request: Request) -> Response:
    del request
    return HTMLResponse((FOLDER / "review.html").read_text(encoding="utf-8"))


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    folder = report_page.FOLDER if name in _SHARED else FOLDER
    path = folder / name
    if path.suffix not in _TYPES or path not in set(folder.iterdir()):
        raise HTTPException(404, "not found")
    return FileResponse(path, media_type=_TYPES[path.suffix])


async def _refusal(request: Request, error: Exception) -> Response:
    del request
    assert isinstance(error, HTTPException)
    return JSONResponse({"message": error.detail}, error.status_code)


def serve(store: Store, hints: Hints, port: int, ready: Callable[[str], None]) -> None:
    """Answer until interrupted; `ready` is told the address once the port is taken.

    Raises:
        ExtractError: the port is taken.
    """
    import uvicorn

    token = secrets.token_urlsafe(24)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()  # whoever opens the address at once waits, and is not refused
        except OSError as error:
            raise ExtractError(f"port {port}: {error.strerror}; 0 takes a free one") from None
        port = listener.getsockname()[1]
        hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        app = application(store, hints, token, hosts)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, lifespan="off"
        )
        ready(f"http://127.0.0.1:{port}/{token}/")
        uvicorn.Server(config).run(sockets=[listener])
