"""A worker: claims tasks from Holdfast, does them with a given function, and reports their outcomes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Optional, Union

import httpx

from .client import Holdfast
from .errors import HoldfastError, Refused
from .operations import (
    CLAIM_TASKS,
    COMPLETE_TASK,
    CREATE_TASK_UPLOAD,
    EXTEND_LEASE,
    FAIL_TASK,
    REPORT_TASK_PROGRESS,
    RETURN_TASK,
    ClaimTasksInput,
    ClaimTasksSuccess,
    CompleteTaskInput,
    CreateTaskUploadInput,
    CreateTaskUploadSuccess,
    ExactMoneyInput,
    ExtendLeaseInput,
    ExtendLeaseSuccess,
    FailTaskInput,
    ReportTaskProgressInput,
    ReturnTaskInput,
    Task,
)
from .values import UNSET, Unset

IDLE_SECONDS = 1.0
REASON_MAX = 1_000
HEARTBEATS_PER_LEASE = 3


class TaskFailed(Exception):
    """Raise it if another attempt would fail as well: the task is FAILED, and its credits are given back.

    upstream_cost: what the task has cost the platform upstream although it failed, if that is known.
    """

    def __init__(self, *reason: object, upstream_cost: Union[ExactMoneyInput, Unset] = UNSET):
        super().__init__(*reason)
        self.upstream_cost = upstream_cost


@dataclass(frozen=True)
class Done:
    """The outcome of a task, its cost in credits if that is less than was frozen, and what it has cost upstream if that is known."""

    result: Optional[dict[str, Any]] = None
    credits: Union[int, Unset] = UNSET
    upstream_cost: Union[ExactMoneyInput, Unset] = UNSET


class Job:
    """A task that this worker has, and what it may report of it. Its work is canceled if the lease is lost."""

    def __init__(self, holdfast: Holdfast, task: Task, lease_id: str):
        self.task = task
        self.lease_id = lease_id
        self._holdfast = holdfast

    async def report(self, percent: float, result: Union[dict[str, Any], Unset] = UNSET) -> None:
        """Reports the progress, and what was made so far. An error here is no reason to stop the work."""
        try:
            await self._holdfast.mutate(
                REPORT_TASK_PROGRESS,
                ReportTaskProgressInput(task_id=self.task.id, lease_id=self.lease_id, progress=int(percent), result=result),
            )
        except HoldfastError:
            pass

    async def upload(self, name: str, content_type: str, file: bytes) -> dict[str, Any]:
        """Stores a file, and returns its entry for `files` of the result."""
        made = await self._holdfast.mutate(
            CREATE_TASK_UPLOAD, CreateTaskUploadInput(task_id=self.task.id, lease_id=self.lease_id, name=name)
        )
        if not isinstance(made, CreateTaskUploadSuccess):
            raise Refused(made)
        async with httpx.AsyncClient(timeout=300) as http:
            kept = await http.put(made.upload.url, content=file, headers={"content-type": content_type})
        kept.raise_for_status()
        entry: dict[str, Any] = kept.json()
        return entry


async def run_worker(
    holdfast: Holdfast,
    work: Callable[[Job], Awaitable[Done]],
    *,
    models: Union[list[str], Unset] = UNSET,
    concurrency: int = 1,
    name: Union[str, Unset] = UNSET,
    lease_seconds: int = 60,
    on_error: Callable[[Exception], None] = lambda error: None,
    stop: Optional[asyncio.Event] = None,
) -> None:
    """Claims and does tasks until `stop` is set; then it ends when those in progress are done."""
    stopping = stop or asyncio.Event()

    async def claim() -> Optional[Job]:
        claims = ClaimTasksInput(models=models, limit=1, lease_seconds=lease_seconds, worker=name)
        answer = await holdfast.mutate(CLAIM_TASKS, claims)
        if not isinstance(answer, ClaimTasksSuccess):
            raise Refused(answer)
        if not answer.claimed:
            return None
        [claimed] = answer.claimed
        return Job(holdfast, claimed.task, claimed.lease.lease_id)

    async def one_after_the_other() -> None:
        while not stopping.is_set():
            try:
                ends_at = time.monotonic() + lease_seconds
                job = await claim()
                if job is not None and await _do(holdfast, job, work, lease_seconds, ends_at, on_error):
                    continue
            except (HoldfastError, Refused) as error:
                on_error(error)
            try:
                await asyncio.wait_for(stopping.wait(), IDLE_SECONDS)
            except asyncio.TimeoutError:
                pass

    await asyncio.gather(*(one_after_the_other() for _ in range(concurrency)))


async def _do(
    holdfast: Holdfast,
    job: Job,
    work: Callable[[Job], Awaitable[Done]],
    lease_seconds: int,
    ends_at: float,
    on_error: Callable[[Exception], None],
) -> bool:
    """Does a task and reports its outcome. Returns False if it was returned for another worker."""
    task_id, lease_id = job.task.id, job.lease_id
    doing = asyncio.ensure_future(work(job))
    keeping = asyncio.create_task(_keep(holdfast, job, lease_seconds, ends_at, on_error))
    try:
        await asyncio.wait({doing, keeping}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
            return True
        done = doing.result()
        # With the lease as its key the report can be sent until it is answered.
        completed = await holdfast.mutate(
            COMPLETE_TASK,
            CompleteTaskInput(
                task_id=task_id,
                lease_id=lease_id,
                result=done.result,
                credits=done.credits,
                upstream_cost=done.upstream_cost,
                idempotency_key=lease_id,
            ),
        )
        code = getattr(completed, "code", None)
        if code is None or code in ("LEASE_LOST", "TASK_STATE"):
            return True
        raise Refused(completed)
    except TaskFailed as failed:
        await holdfast.mutate(
            FAIL_TASK,
            FailTaskInput(
                task_id=task_id,
                lease_id=lease_id,
                reason=_reason(failed),
                upstream_cost=failed.upstream_cost,
                idempotency_key=lease_id,
            ),
        )
        return True
    except Exception as error:
        on_error(error)
        await holdfast.mutate(RETURN_TASK, ReturnTaskInput(task_id=task_id, lease_id=lease_id, reason=_reason(error)))
        return False
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


async def _keep(
    holdfast: Holdfast, job: Job, lease_seconds: int, ends_at: float, on_error: Callable[[Exception], None]
) -> None:
    """Extends the lease. Returns when it is lost, or has ended without an answer."""
    while True:
        await asyncio.sleep(max(0.0, min(lease_seconds / HEARTBEATS_PER_LEASE, ends_at - time.monotonic())))
        sent_at = time.monotonic()
        if sent_at >= ends_at:
            return
        try:
            extend = ExtendLeaseInput(task_id=job.task.id, lease_id=job.lease_id, lease_seconds=lease_seconds)
            answer = await asyncio.wait_for(holdfast.mutate(EXTEND_LEASE, extend), ends_at - sent_at)
        except (HoldfastError, asyncio.TimeoutError) as error:
            on_error(error)
            continue
        if not isinstance(answer, ExtendLeaseSuccess):
            return
        ends_at = sent_at + lease_seconds


def _reason(error: Exception) -> str:
    return str(error).replace("\0", "")[:REASON_MAX] or "The worker gave no reason."
