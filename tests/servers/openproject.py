"""A small server that answers as OpenProject's API does: pages, a key, work packages, relations."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from typing_extensions import override

KEY = "geheim"


@dataclass
class FakeProject:
    """What a server has of one project."""

    id: int
    name: str
    packages: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class OpenProjectData:
    """What a server has, and how it answers."""

    projects: list[FakeProject] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    code: int = 200
    body: bytes | None = None
    asked: list[str] = field(default_factory=list)


def package(uid: int, subject: str, parent: int | None = None, **values: object) -> dict[str, Any]:
    """Return a work package as the API writes it."""
    href = None if parent is None else f"/api/v3/work_packages/{parent}"
    return {"id": uid, "subject": subject, "_links": {"parent": {"href": href}}, **values}


def relation(uid: int, kind: str, first: int, second: int, lag: int = 0) -> dict[str, Any]:
    """Return a relation as the API writes it."""
    ends = {
        "from": {"href": f"/api/v3/work_packages/{first}"},
        "to": {"href": f"/api/v3/work_packages/{second}"},
    }
    return {"id": uid, "type": kind, "lag": lag, "_links": ends}


@contextmanager
def openproject(data: OpenProjectData) -> Iterator[str]:
    """Run a server on a free port; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        @override
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            data.asked.append(self.path)
            wanted = base64.b64encode(f"apikey:{KEY}".encode()).decode()
            if self.headers.get("Authorization") != f"Basic {wanted}":
                self._answer(401, b"{}")
            elif data.body is not None or data.code != 200:
                self._answer(data.code, data.body or b"{}")
            else:
                self._collection()

        def _collection(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            path = parts.path.removeprefix("/api/v3/").split("/")
            size, page = int(query["pageSize"][0]), int(query["offset"][0])
            if path == ["projects"]:
                found: list[dict[str, Any]] = [
                    {"id": one.id, "name": one.name, "identifier": one.name.lower()}
                    for one in data.projects
                ]
            elif path == ["relations"]:
                filters = json.loads(query["filters"][0])
                names = set(filters[0]["involved"]["values"])
                found = [
                    one
                    for one in data.relations
                    if any(
                        link["href"].rpartition("/")[2] in names for link in one["_links"].values()
                    )
                ]
            else:
                project = next((one for one in data.projects if str(one.id) == path[1]), None)
                if project is None:
                    self._answer(404, b"{}")
                    return
                found = project.packages
            part = found[(page - 1) * size : page * size]
            answer = {"total": len(found), "count": len(part), "_embedded": {"elements": part}}
            self._answer(200, json.dumps(answer).encode())

        def _answer(self, code: int, body: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "application/hal+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
