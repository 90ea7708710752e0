"""Holds for servers that do the work themselves: freeze, work, spend what it took; or meter while it goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Optional

from .client import Holdfast
from .errors import OPEN, HoldfastError, Refused
from .operations import (
    CLOSE_HOLD,
    FREEZE_CREDITS,
    METER,
    OPEN_HOLD,
    RELEASE_CREDITS,
    SPEND_CREDITS,
    CloseHoldInput,
    CloseHoldResult,
    FreezeCreditsInput,
    FreezeCreditsSuccess,
    Hold,
    MeterInput,
    MeterResult,
    MeterSuccess,
    OpenHoldInput,
    OpenHoldSuccess,
    ReleaseCreditsInput,
    ReleaseCreditsSuccess,
    SpendCreditsInput,
    SpendCreditsSuccess,
)


class Work:
    """What a piece of work has frozen. `spend` says what it took; without it all is spent."""

    def __init__(self, hold: Hold):
        self.hold = hold
        self.credits: Optional[int] = None

    def spend(self, credits: int) -> None:
        self.credits = credits


@asynccontextmanager
async def holding(holdfast: Holdfast, input: FreezeCreditsInput) -> AsyncIterator[Work]:
    """Freezes credits for the block and spends them at its end; releases them if the block raises. Raises Refused."""
    frozen = await holdfast.mutate(FREEZE_CREDITS, input)
    if not isinstance(frozen, FreezeCreditsSuccess):
        raise Refused(frozen)
    work = Work(frozen.hold)
    try:
        yield work
    except BaseException:
        await holdfast.mutate(RELEASE_CREDITS, ReleaseCreditsInput(hold_id=frozen.hold.id))
        raise
    if work.credits == 0:
        released = await holdfast.mutate(RELEASE_CREDITS, ReleaseCreditsInput(hold_id=frozen.hold.id))
        if not isinstance(released, ReleaseCreditsSuccess):
            raise Refused(released)
        return
    spent = await holdfast.mutate(SPEND_CREDITS, SpendCreditsInput(hold_id=frozen.hold.id, credits=work.credits))
    if not isinstance(spent, SpendCreditsSuccess):
        raise Refused(spent)


class Metering:
    """A metered hold while the work goes on. Each event has a number, so it is counted once, however often it is sent."""

    def __init__(self, holdfast: Holdfast, opened: OpenHoldSuccess):
        self.hold = opened.hold
        self._holdfast = holdfast
        self._sequence = opened.meter.sequence
        # Numbers whose events were not counted.
        self._free: list[int] = []

    @staticmethod
    async def open(holdfast: Holdfast, input: OpenHoldInput) -> "Metering":
        """Raises Refused."""
        opened = await holdfast.mutate(OPEN_HOLD, input)
        if not isinstance(opened, OpenHoldSuccess):
            raise Refused(opened)
        return Metering(holdfast, opened)

    async def meter(self, units: float) -> MeterResult:
        """Counts units. The answer says how many more are paid for; MeterStoppedError: these were not counted, stop."""
        if self._free:
            sequence = self._free.pop()
        else:
            self._sequence += 1
            sequence = self._sequence
        try:
            answer = await self._holdfast.mutate(METER, MeterInput(hold_id=self.hold.id, units=units, sequence=sequence))
        except HoldfastError as error:
            # An event that may have been counted keeps its number.
            if error.code not in OPEN:
                self._free.append(sequence)
            raise
        if not isinstance(answer, MeterSuccess):
            self._free.append(sequence)
        return answer

    async def close(self) -> CloseHoldResult:
        """Ends the hold: what was metered is spent, and the rest is given back."""
        return await self._holdfast.mutate(CLOSE_HOLD, CloseHoldInput(hold_id=self.hold.id))
