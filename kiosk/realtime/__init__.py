"""Snapshots over Socket.IO, and which device was heard of when."""
