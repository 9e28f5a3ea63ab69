"""One meeting's file: commands in, entries and tables written, backups, older forms."""
