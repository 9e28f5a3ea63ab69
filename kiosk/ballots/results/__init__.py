"""What follows from a count: signatures, declaration, ties, corrections, and the round's record."""
