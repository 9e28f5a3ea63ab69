"""Two blind teams enter the papers, recounts included."""
