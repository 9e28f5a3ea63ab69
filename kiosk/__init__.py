"""Kiosk: running a meeting in a hall. Importing it loads nothing; `kiosk.app` puts the parts together."""

__version__ = "0.1.0"
