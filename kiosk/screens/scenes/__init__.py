"""What each scene of the hall screen shows: one file a scene, and the queries that it names."""
