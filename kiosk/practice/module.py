"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.practice.routes import routes
from kiosk.store.registry import Module

MODULE = Module(name="practice", routes=routes)
