"""The client against a running Holdfast, whose address and keys are in the environment; its line can be cut by a request."""

from __future__ import annotations

import asyncio
import os
import urllib.request
from collections.abc import AsyncIterator

import pytest

from holdfast import Holdfast, HoldfastError, Refused
from holdfast.holds import Metering, holding
from holdfast.operations import (
    BALANCE_CHANGED,
    CREATE_ORGANIZATION,
    FEED_EVENTS,
    GRANT_CREDITS,
    ORGANIZATION,
    SUBMIT_TASK,
    SUBMIT_TASKS,
    TASKS_UPDATED,
    WALLET,
    WALLETS_CHANGED,
    BalanceChangedVariables,
    CreateOrganizationInput,
    CreateOrganizationSuccess,
    FeedEventsVariables,
    FreezeCreditsInput,
    GrantCreditsInput,
    GrantCreditsSuccess,
    InsufficientCreditsError,
    MeterStoppedError,
    MeterSuccess,
    NoPriceError,
    OpenHoldInput,
    OrganizationVariables,
    SubmitTaskInput,
    SubmitTasksInput,
    SubmitTasksSuccess,
    SubmitTaskSuccess,
    TasksUpdatedVariables,
    WalletsChangedVariables,
    WalletVariables,
)
from holdfast.worker import Done, Job, TaskFailed, run_worker

URL = os.environ["HOLDFAST_URL"]
KEY = os.environ["HOLDFAST_KEY"]
LINE_URL = os.environ["LINE_URL"]
NO_SOCKETS_URL = os.environ["NO_SOCKETS_URL"]


async def cut() -> None:
    await asyncio.to_thread(lambda: urllib.request.urlopen(os.environ["CUT_URL"]).read())


@pytest.fixture
async def operator() -> AsyncIterator[Holdfast]:
    async with Holdfast(URL, api_key=KEY) as client:
        yield client


class Customer:
    def __init__(self, organization_id: str, key: str):
        self.id = organization_id
        self.key = key


async def customer(operator: Holdfast, credits: int, mode: str = "LIVE") -> Customer:
    made = await operator.mutate(
        CREATE_ORGANIZATION,
        CreateOrganizationInput(
            name="Python Records",
            mode="SANDBOX" if mode == "SANDBOX" else "LIVE",
            credit_types=["music"],
        ),
    )
    assert isinstance(made, CreateOrganizationSuccess)
    if credits:
        await grant(operator, made.organization.id, credits)
    secret = made.keys[0].secret
    assert secret is not None
    return Customer(made.organization.id, secret)


async def grant(operator: Holdfast, organization_id: str, credits: int) -> None:
    answer = await operator.mutate(
        GRANT_CREDITS, GrantCreditsInput(organization_id=organization_id, credit_type="music", credits=credits)
    )
    assert isinstance(answer, GrantCreditsSuccess)


async def available(client: Holdfast) -> int:
    organization = await client.query(WALLET, WalletVariables())
    assert organization is not None and organization.wallet is not None
    return organization.wallet.available


async def test_a_refusal_is_an_answer_with_a_class_of_its_own(operator: Holdfast) -> None:
    mine = await customer(operator, 15)
    song = SubmitTaskInput(model="suno", operation="music", input={})
    async with Holdfast(URL, api_key=mine.key) as client:
        first = await client.mutate(SUBMIT_TASK, song)
        assert isinstance(first, SubmitTaskSuccess) and first.task.credits == 10 and first.task.status == "QUEUED"
        second = await client.mutate(SUBMIT_TASK, song)
        assert isinstance(second, InsufficientCreditsError) and second.shortfall == 5
        unknown = await client.mutate(SUBMIT_TASK, SubmitTaskInput(model="nothing", operation="music"))
        assert isinstance(unknown, NoPriceError) and unknown.code == "NO_PRICE"
        with pytest.raises(HoldfastError) as raised:
            await client.query(ORGANIZATION, OrganizationVariables(id="nonsense"))
        assert raised.value.code == "BAD_USER_INPUT"
        many = await client.mutate(SUBMIT_TASKS, SubmitTasksInput(tasks=[song, song]))
        assert isinstance(many, SubmitTasksSuccess) and len(many.results) == 2
    async with Holdfast(URL, api_key="wrong") as stranger:
        with pytest.raises(HoldfastError) as raised:
            await stranger.query(WALLET, WalletVariables())
        assert raised.value.code == "UNAUTHENTICATED"


async def test_the_address_may_have_the_path_of_the_api_and_a_wrong_one_is_named_at_once(operator: Holdfast) -> None:
    mine = await customer(operator, 15)
    async with Holdfast(f"{URL}/graphql/", api_key=mine.key) as client:
        assert await available(client) == 15
        async for balance in client.watch(BALANCE_CHANGED, BalanceChangedVariables()):
            assert balance.available == 15
            break
    async with Holdfast(f"{URL}/elsewhere", api_key=mine.key) as lost:
        with pytest.raises(HoldfastError, match="/elsewhere/graphql answered: .* GraphQL is at /graphql") as raised:
            await available(lost)
        assert raised.value.code == "NOT_FOUND"
        with pytest.raises(HoldfastError, match="GraphQL is at /graphql"):
            async for _ in lost.watch(BALANCE_CHANGED, BalanceChangedVariables()):
                pass
    with pytest.raises(ValueError, match="url must be the address of Holdfast, such as https://billing.example.com"):
        Holdfast("localhost:4000", api_key=mine.key)


async def test_mutations_over_a_line_that_is_cut_have_their_effect_once(operator: Holdfast) -> None:
    mine = await customer(operator, 0)
    async with Holdfast(LINE_URL, api_key=KEY) as client, Holdfast(URL, api_key=mine.key) as own:
        for _ in range(5):
            grants = [asyncio.create_task(grant(client, mine.id, 7)) for _ in range(12)]
            await asyncio.wait(grants, return_when=asyncio.FIRST_COMPLETED)
            await cut()
            await asyncio.gather(*grants)
        assert await available(own) == 420


@pytest.mark.parametrize("live", ["socket", "events"])
async def test_streams_over_a_line_that_is_cut_have_every_entry_once(operator: Holdfast, live: str) -> None:
    mine = await customer(operator, 1)
    by: dict[str, list[int]] = {"balance": [], "wallets": [], "events": []}
    async with Holdfast(LINE_URL, api_key=mine.key, live="socket" if live == "socket" else "events") as client:
        # Both streams have begun when each has its first message.
        begun = asyncio.Barrier(3)

        async def balances() -> None:
            async for change in client.watch(BALANCE_CHANGED, BalanceChangedVariables()):
                by["balance"].append(change.available)
                if change.available == 1:
                    await begun.wait()
                if change.available == 61:
                    return

        async def wallets() -> None:
            async for change in client.watch(WALLETS_CHANGED, WalletsChangedVariables()):
                by["wallets"].append(change.available)
                if change.available == 1:
                    await begun.wait()
                if change.available == 61:
                    return

        async def events() -> None:
            async for event in client.watch(FEED_EVENTS, FeedEventsVariables(after=0, kinds=["GRANT"])):
                by["events"].append(event.data["available"])
                if event.data["available"] == 61:
                    return

        reading = asyncio.gather(balances(), wallets(), events())
        await begun.wait()
        for number in range(60):
            await grant(operator, mine.id, 1)
            if number % 20 == 10:
                await cut()
        await reading
    every = list(range(1, 62))
    assert by == {"balance": every, "wallets": every, "events": every}


async def test_if_no_websocket_opens_streams_use_server_sent_events(operator: Holdfast) -> None:
    mine = await customer(operator, 1)
    async with Holdfast(NO_SOCKETS_URL, api_key=mine.key) as client:
        seen: list[int] = []
        async for change in client.watch(BALANCE_CHANGED, BalanceChangedVariables()):
            seen.append(change.available)
            if change.available == 2:
                break
            await grant(operator, mine.id, 1)
        assert seen == [1, 2]


async def test_tasks_are_seen_to_their_end_and_no_state_comes_twice(operator: Holdfast) -> None:
    mine = await customer(operator, 100, "SANDBOX")
    async with Holdfast(LINE_URL, api_key=mine.key) as client:
        for _ in range(5):
            await client.mutate(SUBMIT_TASK, SubmitTaskInput(model="suno", operation="music"))
        seen: list[tuple[str, int]] = []
        ended: set[str] = set()
        async for task in client.watch(TASKS_UPDATED, TasksUpdatedVariables()):
            seen.append((task.id, task.sequence))
            if task.status == "SUCCEEDED":
                ended.add(task.id)
                if len(ended) == 2:
                    await cut()
            if len(ended) == 5:
                break
            if len(ended) == 0 and len(seen) == 1:
                await cut()
        assert len(set(seen)) == len(seen)


async def test_holds_are_spent_released_and_metered(operator: Holdfast) -> None:
    mine = await customer(operator, 100)
    freeze = FreezeCreditsInput(organization_id=mine.id, credit_type="music", credits=30)
    async with Holdfast(URL, api_key=mine.key) as own, Holdfast(LINE_URL, api_key=KEY) as client:
        async with holding(client, freeze) as work:
            work.spend(12)
        async with holding(client, freeze) as work:
            work.spend(0)
        with pytest.raises(ZeroDivisionError):
            async with holding(client, freeze):
                raise ZeroDivisionError
        assert await available(own) == 88
        with pytest.raises(Refused) as refused:
            async with holding(client, FreezeCreditsInput(organization_id=mine.id, credit_type="music", credits=500)):
                pass
        assert refused.value.code == "INSUFFICIENT_CREDITS"
        voice = OpenHoldInput(organization_id=mine.id, model="voice", operation="speak", max_credits=30)
        call = await Metering.open(client, voice)
        for number in range(20):
            metering = asyncio.create_task(call.meter(1))
            if number % 5 == 0:
                await cut()
            assert isinstance(await metering, MeterSuccess)
        assert isinstance(await call.meter(50), MeterStoppedError)
        last = await call.meter(10)
        assert isinstance(last, MeterSuccess) and last.meter.sequence == 21 and last.meter.units == 30
        await call.close()
        assert await available(own) == 58


async def test_a_worker_completes_fails_and_returns_tasks(operator: Holdfast) -> None:
    mine = await customer(operator, 100)
    stop = asyncio.Event()
    errors: list[str] = []
    async with Holdfast(URL, api_key=mine.key) as own:
        for wanted in ("done", "failed", "returned"):
            await own.mutate(SUBMIT_TASK, SubmitTaskInput(model="suno", operation="music", input={"wanted": wanted}))

        async def work(job: Job) -> Done:
            # Other tests have left tasks, too.
            if job.task.input.get("wanted") == "failed":
                raise TaskFailed("The words are not allowed.")
            if job.task.input.get("wanted") == "returned":
                raise ValueError("The GPU is gone.")
            await job.report(50)
            return Done(result={"files": [await job.upload("song.mp3", "audio/mpeg", b"music")]}, credits=8)

        running = asyncio.create_task(
            run_worker(operator, work, concurrency=2, stop=stop, on_error=lambda error: errors.append(str(error)))
        )
        ends: dict[str, object] = {}
        async for task in own.watch(TASKS_UPDATED, TasksUpdatedVariables()):
            ends[task.input["wanted"]] = (task.status, task.failure_reason, len(task.files))
            if "SUCCEEDED" in str(ends) and "FAILED" in str(ends) and errors:
                break
        stop.set()
        await running
    assert ends["done"] == ("SUCCEEDED", None, 1)
    assert ends["failed"] == ("FAILED", "The words are not allowed.", 0)
    assert errors[0] == "The GPU is gone."
