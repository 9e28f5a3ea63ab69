"""The list of speakers and the floor.

A list comes from a draw, is typed by hand, or fills itself as people ask at a tablet; several may be prepared, and the
meeting turns from one to another. The chair gives the floor to one
at a time; points of order go first, who is absent is passed over and may come back, who came late speaks last by the
chair's ruling. The clock is the moments at which it was started, stopped and changed: every screen counts from them, so
that two of them agree and go on while the network is away. What each had, used and overran is kept for all to see.
"""
