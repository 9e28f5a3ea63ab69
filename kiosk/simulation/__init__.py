"""A rehearsal: a whole meeting with invented people, through the real paths.

`kiosk demo` makes a file, imports an invented roll as `kiosk import` does, pairs a console, a hall screen and four
desks, serves it on this machine only, and lets people arrive at the desks over HTTP. The person at the keyboard is
the chair. Nothing of it can be taken for a record: the meeting says that it is a rehearsal, on every page.
"""
