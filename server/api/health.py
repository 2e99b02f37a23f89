"""Is it up, is it ready, what does it run on, what does it count."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from server.api.answers import answer, refusal
from server.api.parts import Parts
from server.errors import RequestRefused
from server.metrics import CONTENT_TYPE
from sessions.messages.schema import PROTOCOL


class Health:
    """`/healthz`, `/readyz`, `/metrics`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def healthz(self, _request: Request) -> Response:
        """What runs here; always 200 while the process can answer."""
        parts = self._parts
        catalogue = parts.catalogue
        failing = parts.store.failing
        return answer(
            {
                "status": "degraded" if failing else "ok",
                "store": failing or "ok",
                "version": parts.version,
                "protocol": PROTOCOL,
                "catalogue": {
                    "digest": catalogue.digest,
                    "products": len(catalogue.products),
                    "rejected": len(catalogue.rejected),
                },
                "packs": parts.packs(),
                "models": parts.models(),
            }
        )

    async def readyz(self, _request: Request) -> Response:
        """200 while visits can be taken, else 503 and why not."""
        reason = self._parts.unready() or self._parts.store.failing
        if reason:
            return refusal(503, "not_ready", reason)
        return answer({"ready": True})

    async def metrics(self, _request: Request) -> Response:
        """What Prometheus reads.

        Raises:
            RequestRefused: the setting says no.
        """
        metrics = self._parts.metrics
        if metrics is None:
            raise RequestRefused(404, "not_found", "metrics are off")
        return Response(metrics.text(), headers={"content-type": CONTENT_TYPE})
