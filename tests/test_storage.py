"""Reading connections end with the threads that they belong to."""

from __future__ import annotations

import threading
from pathlib import Path

from kiosk.meeting_file import make_meeting
from kiosk.store.connections import ReadConnections


def test_a_thread_that_ended_holds_no_file_open(tmp_path: Path) -> None:
    file = tmp_path / "meeting.kiosk"
    make_meeting(file, title="Members' meeting", preset="party-grassroots")
    storage = ReadConnections(file)
    own = storage.reader()
    assert storage.reader() is own
    others = []

    def look() -> None:
        others.append(storage.reader().execute("select count(*) from entry").fetchone()[0])

    for _ in range(40):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert len(others) == 40
    assert len(storage._readers) == 1, "this thread's own"
    assert own.execute("select count(*) from entry").fetchone()[0] == others[0]
    storage.close()
