"""How a round of ballots is judged, as pure rules."""
