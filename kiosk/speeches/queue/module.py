"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.speeches.queue import commands, projections
from kiosk.speeches.queue.routes import routes
from kiosk.speeches.queue.sentences import SENTENCES
from kiosk.store.registry import CHAIR, Module

MODULE = Module(
    name="speeches.queue",
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
    routes=routes,
)
