"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.practice.routes import routes
from kiosk.store.registry import Slice

SLICE = Slice(name="practice", routes=routes)
