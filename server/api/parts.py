"""What the API needs of the rest of the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assets_pipeline.catalogue import Catalogue
from server.limits import GUESTS, KEYS_TRIED, STAFF, PerKey
from server.metrics import Metrics
from server.staff.desk import Desk
from server.store.front import ReadLog, Store
from server.tokens import Tokens
from sessions.messages.common import Purpose


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Passed in by the composition root."""

    version: str
    catalogue: Catalogue
    store: Store
    tokens: Tokens
    now: Callable[[], float]
    """Seconds since 1970."""
    read_log: ReadLog
    """A stored visit -> what its shopper may read of it."""
    end_visits: Callable[[str], None]
    """Ends the live visits of a subject, whose data are about to be erased."""
    consented: Callable[[str, tuple[Purpose, ...]], None]
    """Tells the live visits of a subject what is consented to now."""
    packs: Callable[[], object]
    """Model packs, fall-backs in use and licence flags, for JSON."""
    models: Callable[[], Mapping[str, str]]
    """Version of the model by kind of Job."""
    unready: Callable[[], str]
    """Why no visits can be taken now; empty when they can."""
    retention_days: int
    metrics: Metrics | None = None
    """None: `/metrics` is not there."""
    guests: PerKey[str] = field(default_factory=lambda: PerKey(GUESTS))
    """How many guest tokens one address may have."""
    desk: Desk | None = None
    """None: this shop has no staff."""
    staff_key: str = ""
    staff: PerKey[str] = field(default_factory=lambda: PerKey(STAFF))
    """How often the staff at one address may ask."""
    keys_tried: PerKey[str] = field(default_factory=lambda: PerKey(KEYS_TRIED))
    """How many wrong keys one address may try."""
