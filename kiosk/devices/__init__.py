"""The devices of a meeting: tablets, screens and the laptop's own pages.

Each is paired in one role by the hash of a token that whoever will hold it has made; the file keeps that hash, and the
server makes and hands out no token. The first console is paired by the one-time address that the laptop prints at
start; further ones by a console or by `kiosk pair`. The page at `/enter/<token>` posts the token, which leaves a cookie
and leads to the role's own page. Or a tablet reads the laptop's one code, says what it is for and shows three digits, and
the console that sees the same two lets it in. A device can be renamed, moved to
another role and revoked; its next request is refused and its sockets are closed by the same act. With a PIN it locks
itself when nobody touches it, except while people arrive.
"""
