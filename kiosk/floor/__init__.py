"""The list of speakers and the floor.

A list comes from a draw, is typed by hand, or fills itself as people ask at a tablet; several may be prepared, and the
meeting turns from one to another. The chair gives the floor to one
at a time; points of order go first, who is absent is passed over and may come back, who came late speaks last by the
chair's ruling. The clock is the moments at which it was started, stopped and changed: every screen counts from them, so
that two of them agree and go on while the network is away. What each had, used and overran is kept for all to see.
"""

from __future__ import annotations

from kiosk.floor import commands, projections, views
from kiosk.floor.routes import routes
from kiosk.floor.sentences import SENTENCES
from kiosk.slices import CHAIR, Slice

SLICE = Slice(
    name="floor",
    commands={
        "make_list": commands.make_list,
        "turn_to_list": commands.turn_to_list,
        "close_list": commands.close_list,
        "reopen_list": commands.reopen_list,
        "ask_to_speak": commands.ask_to_speak,
        "add_late_speaker": commands.add_late_speaker,
        "mark_speaker": commands.mark_speaker,
        "name_reader": commands.name_reader,
        "give_floor": commands.give_floor,
        "pause_clock": commands.pause_clock,
        "resume_clock": commands.resume_clock,
        "add_seconds": commands.add_seconds,
        "end_speech": commands.end_speech,
        "ring_bell": commands.ring_bell,
    },
    roles={
        CHAIR: (
            "make_list",
            "turn_to_list",
            "close_list",
            "reopen_list",
            "add_late_speaker",
            "mark_speaker",
            "name_reader",
            "give_floor",
            "pause_clock",
            "resume_clock",
            "add_seconds",
            "end_speech",
            "ring_bell",
        ),
        ("chair", "operator", "secretary", "speaker", "stand"): ("ask_to_speak",),
    },
    projections={
        "speaker_list_made": projections.speaker_list_made,
        "speaker_list_turned_to": projections.speaker_list_turned_to,
        "speaker_list_closed": projections.speaker_list_closed,
        "speaker_list_reopened": projections.speaker_list_reopened,
        "speaker_listed": projections.speaker_listed,
        "speaker_marked": projections.speaker_marked,
        "reader_named": projections.reader_named,
        "floor_given": projections.floor_given,
        "clock_paused": projections.clock_paused,
        "clock_resumed": projections.clock_resumed,
        "time_added": projections.time_added,
        "speech_ended": projections.speech_ended,
        "bell_rung": projections.bell_rung,
    },
    sentences=SENTENCES,
    views=(views.SPEAKER,),
    panels=(views.SPEECHES,),
    routes=routes,
)
