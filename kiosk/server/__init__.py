"""Listening: the asynchronous server, HTTPS, the laptop's addresses and who is connected."""
