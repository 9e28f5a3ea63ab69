"""What devices saw of the journal, told to the laptop, and the page that compares a noted head."""

from __future__ import annotations

from flask import Blueprint

routes = Blueprint("signing", __name__)
