"""The hall screen: what it shows, and who switches it.

The chair makes a scene ready (a preview, not recorded) and takes it; every switch is an entry, so that what was
shown when is in the record. Left on automatic the screen follows the meeting: welcome, then attendance. The panic
key blanks to a holding card; a switch can be taken back for ten seconds. Phones see the same, smaller.
"""
