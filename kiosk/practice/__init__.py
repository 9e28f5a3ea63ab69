"""Practice for the volunteers at the desks, on their own tablets: nothing of it is recorded.

A sheet of practice badges, the same in every meeting, shows each verdict once. The page reads them with the desk's own
camera, scanner and field and answers by itself: it sends nothing, and a real badge is told to be none of these.
"""
