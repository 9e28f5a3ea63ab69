"""A round from its preparation to the return of the papers, and votes by hands."""
