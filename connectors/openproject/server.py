"""An OpenProject server: its projects, and the work packages of one of them as a plan.

Described in the API documentation of OpenProject, version 3: collections with `pageSize` and
`offset`, links in `_links`, durations in ISO 8601, lags in working days.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from app.domain.portfolio.foreign_plans import (
    MOST_TASKS,
    ForeignPlan,
    ForeignPlanError,
)
from app.services.ports.plan_servers import ForeignProject
from connectors.openproject.packages import plan_from

_TIMEOUT_S: Final = 20.0
_PAGE: Final = 200
_INVOLVED: Final = 100
"""So many packages fit into the address of one question about relations."""
_MOST_BYTES: Final = 32 * 1024 * 1024
_UNAUTHORIZED: Final = frozenset({401, 403})
_NOT_FOUND: Final = 404
_OK: Final = 200


class OpenProjectServer:
    """Fulfils `ports.plan_servers.PlanServer`.

    Args:
        address: Of the server, such as `https://projekte.example.org`.
        key: The person's API key; it is sent over TLS, or to this machine itself, only.
        timeout_s: How long the server may take for each answer.
    """

    def __init__(self, address: str, key: str, timeout_s: float = _TIMEOUT_S) -> None:
        self._address = address.strip().rstrip("/").removesuffix("/api/v3")
        self._key = key
        self._timeout_s = timeout_s

    def projects(self) -> list[ForeignProject]:
        """Return the projects, see `ports.plan_servers`."""
        with self._client() as client:
            found = [
                ForeignProject(
                    str(one.get("id", "")),
                    str(one.get("name", "")),
                    f"{self._address}/projects/{one.get('identifier', '')}",
                )
                for one in self._pages(client, "projects", {}, lambda _done, _all: True)
                if one.get("id") and one.get("name")
            ]
        return sorted(found, key=lambda one: one.name.casefold())

    def plan(self, project: ForeignProject, go_on: Callable[[int, int], bool]) -> ForeignPlan:
        """Return the plan of a project, see `ports.plan_servers`."""
        path = f"projects/{project.id}/work_packages"
        with self._client() as client:
            packages = list(self._pages(client, path, {"filters": "[]"}, go_on))
            names = sorted(str(one.get("id")) for one in packages)
            relations = {
                str(one.get("id")): one
                for at in range(0, len(names), _INVOLVED)
                for one in self._pages(
                    client, "relations", _between(names[at : at + _INVOLVED]), go_on
                )
            }
        digest = hashlib.sha256(
            json.dumps([packages, list(relations.values())], sort_keys=True).encode()
        )
        return plan_from(project, packages, relations.values(), digest.hexdigest())

    def _client(self) -> httpx.Client:
        parts = urlsplit(self._address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ForeignPlanError(
                f"„{self._address}“ ist keine Adresse. Erwartet wird etwa "
                "„https://projekte.example.org“."
            )
        if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
            raise ForeignPlanError(
                "Der Schlüssel würde unverschlüsselt übertragen. Bitte geben Sie eine Adresse "
                "mit https an."
            )
        return httpx.Client(
            base_url=f"{self._address}/api/v3/",
            auth=("apikey", self._key),
            timeout=self._timeout_s,
            headers={"Accept": "application/hal+json"},
            follow_redirects=False,
        )

    def _pages(
        self,
        client: httpx.Client,
        path: str,
        parameters: Mapping[str, str],
        go_on: Callable[[int, int], bool],
    ) -> Iterator[dict[str, Any]]:
        done, page, total = 0, 1, 1
        while done < total:
            values = {**parameters, "pageSize": str(_PAGE), "offset": str(page)}
            answer = self._get(client, path, values)
            embedded = answer.get("_embedded")
            elements = embedded.get("elements") if isinstance(embedded, dict) else None
            total = answer.get("total", 0)
            if not isinstance(elements, list) or not isinstance(total, int):
                raise ForeignPlanError(
                    "Der Server antwortet anders als OpenProject. Bitte prüfen Sie die Adresse."
                )
            if total > MOST_TASKS:
                count = f"{total:,}".replace(",", ".")
                raise ForeignPlanError(f"Das sind {count} Einträge; so viele werden nicht gelesen.")
            if not elements:
                return
            yield from (one for one in elements if isinstance(one, dict))
            done, page = done + len(elements), page + 1
            if not go_on(done, total):
                raise ForeignPlanError("Abgebrochen; nichts wurde geändert.")

    def _get(
        self, client: httpx.Client, path: str, parameters: Mapping[str, str]
    ) -> dict[str, Any]:
        try:
            answer = client.get(path, params=parameters)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            words = " ".join(str(error).split()) or type(error).__name__
            raise ForeignPlanError(f"{self._address} ist nicht erreichbar: {words}") from error
        if answer.status_code in _UNAUTHORIZED:
            raise ForeignPlanError(
                "Der Server nimmt den Schlüssel nicht an. In OpenProject finden Sie ihn unter "
                "„Mein Konto“, „Zugangs-Token“."
            )
        if answer.status_code == _NOT_FOUND:
            raise ForeignPlanError("Das gibt es auf dem Server nicht (mehr), oder nicht für Sie.")
        if answer.status_code != _OK:
            raise ForeignPlanError(
                f"Der Server hat mit {answer.status_code} {answer.reason_phrase} geantwortet."
            )
        if len(answer.content) > _MOST_BYTES:
            raise ForeignPlanError("Der Server schickt mehr, als ein Plan haben kann.")
        try:
            found = answer.json()
        except ValueError as error:
            raise ForeignPlanError(
                "Der Server antwortet anders als OpenProject. Bitte prüfen Sie die Adresse."
            ) from error
        return found if isinstance(found, dict) else {}


def _between(names: Sequence[str]) -> dict[str, str]:
    """Return the filter for the relations that involve some work packages."""
    return {"filters": json.dumps([{"involved": {"operator": "=", "values": list(names)}}])}
