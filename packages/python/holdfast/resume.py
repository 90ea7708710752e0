"""What a live stream has seen, so that it goes on from there after a cut: nothing is missed, nothing comes twice."""

from __future__ import annotations

import json
from typing import Any

LISTED_MAX = 1_000
ENDED = {"SUCCEEDED", "FAILED", "CANCELED", "TIMED_OUT"}


class Last:
    """The last number or id that was seen."""

    def __init__(self, name: str, after: Any):
        self._name = name
        self._last = after

    def after(self) -> Any:
        return self._last

    def take(self, message: dict[str, Any]) -> bool:
        value = message[self._name]
        if self._last is not None and (value == self._last if isinstance(value, str) else value <= self._last):
            return False
        self._last = value
        return True


class Wallets:
    def __init__(self, after: Any):
        self._last = {each["walletId"]: each["sequence"] for each in after or []}

    def after(self) -> Any:
        if not 0 < len(self._last) <= LISTED_MAX:
            return None
        return [{"walletId": wallet, "sequence": number} for wallet, number in self._last.items()]

    def take(self, message: dict[str, Any]) -> bool:
        wallet, number = message["wallet"]["id"], message["sequence"]
        if number <= self._last.get(wallet, -1):
            return False
        self._last[wallet] = number
        return True


class Tasks:
    """Remembers the open tasks, and the newest one: `after` lists those."""

    def __init__(self, after: Any):
        self._open = {each["taskId"]: each["sequence"] for each in after or []}
        self._newest: dict[str, Any] | None = None

    def after(self) -> Any:
        listed = dict(self._open)
        if self._newest:
            listed[self._newest["id"]] = self._newest["sequence"]
        if not 0 < len(listed) <= LISTED_MAX:
            return None
        return [{"taskId": task, "sequence": number} for task, number in listed.items()]

    def take(self, message: dict[str, Any]) -> bool:
        task, number = message["id"], message["sequence"]
        newest = self._newest
        is_newest = newest is not None and newest["id"] == task
        last = newest["sequence"] if newest is not None and is_newest else self._open.get(task)
        if last is not None and number <= last:
            return False
        if newest is None or is_newest or message["createdAt"] >= newest["createdAt"]:
            self._newest = message
        if message["status"] in ENDED:
            self._open.pop(task, None)
        else:
            self._open[task] = number
        return True


class LastState:
    """A stream without numbers sends its present state again: it is left out if it is what was seen last."""

    def __init__(self) -> None:
        self._last = ""

    def after(self) -> Any:
        return None

    def take(self, message: dict[str, Any]) -> bool:
        state = json.dumps({name: value for name, value in message.items() if name != "at"})
        if state == self._last:
            return False
        self._last = state
        return True


def memory_of(field: str, after: Any) -> Last | Wallets | Tasks | LastState:
    if field in ("balanceChanged", "taskUpdated", "runUpdated", "paymentUpdated"):
        return Last("sequence", after)
    if field == "events":
        return Last("number", after)
    if field == "alertRaised":
        return Last("id", after)
    if field == "walletsChanged":
        return Wallets(after)
    if field == "tasksUpdated":
        return Tasks(after)
    return LastState()
