"""Ballot papers, kits and records on paper."""
