"""Who finds room at the server: silence leaves first, a whole hall may share one address."""

from __future__ import annotations

from kiosk.server.connection_limits import PATIENCE_SECONDS, STALLED_SECONDS, UNFINISHED_OF_ADDRESS, ConnectionLimiter


class Door:
    """A crowd with a clock in the test's hand; remembers who was sent off."""

    def __init__(self, most: int) -> None:
        self.now = 0.0
        self.gone: list[tuple[str, int]] = []
        self.idle: set[tuple[str, int]] = set()
        self.crowd = ConnectionLimiter(most, lambda: self.now)

    def arrive(self, port: int, host: str = "10.0.0.1", *, asks: bool = False) -> bool:
        address = (host, port)
        came = self.crowd.arrive(address, lambda: self.gone.append(address), lambda: address in self.idle)
        if came and asks:
            self.crowd.asked(address)
        return came


def test_a_hall_behind_one_address_comes_in_at_once() -> None:
    door = Door(4_000)
    assert all(door.arrive(port) for port in range(2_000))
    assert not door.gone


def test_who_says_nothing_leaves_for_the_next_of_the_same_address() -> None:
    door = Door(4_000)
    for port in range(UNFINISHED_OF_ADDRESS):
        door.arrive(port)
    door.now = PATIENCE_SECONDS
    assert door.arrive(9_000) and door.gone == [("10.0.0.1", 0)]
    assert door.arrive(1, "10.0.0.2") and len(door.gone) == 1, "another address has nothing to do with it"


def test_when_there_is_no_room_silence_and_then_idleness_makes_it() -> None:
    door = Door(3)
    door.arrive(1, asks=True)
    door.arrive(2, asks=True)
    door.arrive(3)
    door.now = PATIENCE_SECONDS
    assert door.arrive(4, asks=True) and door.gone == [("10.0.0.1", 3)]
    assert not door.arrive(5) and door.crowd.turned_away == 1
    door.idle.add(("10.0.0.1", 2))
    assert door.arrive(6) and door.gone[-1] == ("10.0.0.1", 2)
    assert len(door.crowd) == 3


def test_a_request_that_is_never_whole_is_given_up() -> None:
    door = Door(100)
    door.arrive(1)
    door.arrive(2, asks=True)
    door.now = STALLED_SECONDS
    door.arrive(3)
    assert door.gone == [("10.0.0.1", 1)]


def test_the_last_tenth_is_for_paired_devices() -> None:
    door = Door(100)
    for port in range(89):
        door.arrive(port, asks=True)
    assert not door.crowd.crowded
    door.arrive(89)
    assert door.crowd.crowded
    door.crowd.leave(("10.0.0.1", 89))
    assert not door.crowd.crowded


def test_who_left_is_forgotten() -> None:
    door = Door(10)
    for port in range(1_000):
        door.arrive(port, asks=port % 2 == 0)
        door.crowd.leave(("10.0.0.1", port))
        door.crowd.leave(("10.0.0.1", port))
    assert len(door.crowd) == 0 and not door.crowd._of_address
