"""Every route of the API."""

from __future__ import annotations

from starlette.routing import Route

from server.api.health import Health
from server.api.me import Me
from server.api.parts import Parts
from server.api.shop import catalogue, messages
from server.api.staff import Staff


def routes(parts: Parts) -> list[Route]:
    """To be put into the application, whose `exception_handlers` are `answers.handlers()`."""
    health, me, staff = Health(parts), Me(parts), Staff(parts)
    return [
        Route("/healthz", health.healthz),
        Route("/readyz", health.readyz),
        Route("/metrics", health.metrics),
        Route("/schema/messages.json", messages().__call__),
        Route("/api/catalogue", catalogue(parts).__call__),
        Route("/api/guest", me.guest, methods=["POST"]),
        Route("/api/me", me.whole, methods=["GET", "DELETE"]),
        Route("/api/me/export", me.export),
        Route("/api/me/consent", me.wishes, methods=["GET", "PUT"]),
        Route("/api/staff/visits", staff.visits),
        Route("/api/staff/visits/{visit}", staff.visit),
        Route("/api/staff/visits/{visit}/take", staff.take, methods=["POST"]),
        Route("/api/staff/visits/{visit}/say", staff.say, methods=["POST"]),
        Route("/api/staff/visits/{visit}/back", staff.back, methods=["POST"]),
        Route("/api/staff/away", staff.away, methods=["POST"]),
    ]
