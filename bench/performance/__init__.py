"""Measurements beside a naive reference."""
