"""The question queue.

A question comes in five ways, all equal: at a microphone, on a slip, through a volunteer, at a shared tablet, from a
phone. The chair approves, merges, dismisses with a reason; every step can be taken back, and its asker sees what became
of it. One question is on the screen at a time; when it goes to all, who answers first moves on in the order of the
draw, and a board shows that nobody got more. Anonymous questions are anonymous in the file: nothing in it leads to who
asked; limits and mutes live in memory. Votes are kept under pseudonyms, one for each badge, and a merge counts each
person once.
"""
