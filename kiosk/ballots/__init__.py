"""Ballot papers, their count, and a result that shows its arithmetic."""
