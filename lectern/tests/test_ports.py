"""Ports: free ones are found, taken ones are passed over, and names keep theirs."""

import socket
from pathlib import Path

from lectern.ports import PortBook, is_free, is_listening, next_free


def test_a_port_somebody_listens_on_is_not_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert (is_free(port), is_listening(port)) == (False, True)
    assert (is_free(port), is_listening(port)) == (True, False)


def test_the_next_free_port_is_the_wanted_one_or_a_later_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        assert next_free(taken) > taken
    assert next_free(taken) == taken


def test_names_have_different_ports_and_keep_them(tmp_path: Path) -> None:
    book = PortBook(tmp_path / "ports.json")
    first = [book.port("amqp"), book.port("redis")]
    assert len(set(first)) == 2
    again = PortBook(tmp_path / "ports.json")
    assert [again.port("amqp"), again.port("redis")] == first


def test_a_port_that_was_taken_meanwhile_is_given_up(tmp_path: Path) -> None:
    port = PortBook(tmp_path / "ports.json").port("amqp")
    with socket.create_server(("127.0.0.1", port)):
        assert PortBook(tmp_path / "ports.json").port("amqp") != port
