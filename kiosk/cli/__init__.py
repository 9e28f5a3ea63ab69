"""The command `kiosk`."""
