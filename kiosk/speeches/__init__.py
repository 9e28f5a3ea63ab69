"""The speaking order: drawn (`draw`), and worked through on the floor (`queue`)."""
