"""Long checks: kills, full disks, hostile requests, rounds by chance."""
