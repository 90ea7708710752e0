"""Live streams: one WebSocket for all of a client, or server-sent events if none opens. After a cut each goes on from where it was."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Literal, Optional

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Subprotocol

from .errors import OPEN, PASSING, HoldfastError, error_of_answer, no_answer
from .resume import memory_of
from .send import api_of, body_of, pause_seconds, send

PASSES = PASSING | OPEN | {"TOO_MANY_STREAMS"}
# Holdfast sends a comment every 12 seconds: a stream that is silent for longer is dead.
SILENCE_SECONDS = 30.0
ACK_SECONDS = 10.0
NO_EVENT = "query ($organizationId: ID) { events(after: 9007199254740991, first: 1, organizationId: $organizationId) { newestNumber } }"
NEWEST_ALERT = "query ($organizationId: ID) { newestAlertId(organizationId: $organizationId) }"

Message = dict[str, Any]


class Socket:
    """A connection with its streams by their ids. A cut ends all of them."""

    def __init__(self, connection: ClientConnection):
        self._connection = connection
        self._ids = itertools.count()
        self._streams: dict[str, asyncio.Queue[Message | HoldfastError | None]] = {}
        self._reading = asyncio.create_task(self._read())
        self.is_open = True

    @staticmethod
    async def open(url: str, credentials: dict[str, str]) -> "Socket":
        protocol = Subprotocol("graphql-transport-ws")
        # Its pings find a dead connection within 15 seconds.
        connection = await connect(
            url, subprotocols=[protocol], ping_interval=10, ping_timeout=5, max_size=None, open_timeout=ACK_SECONDS
        )
        try:
            await connection.send(json.dumps({"type": "connection_init", "payload": credentials}))
            await asyncio.wait_for(connection.recv(), ACK_SECONDS)
        except BaseException:
            await connection.close()
            raise
        return Socket(connection)

    async def _read(self) -> None:
        error = no_answer("The live connection was closed.")
        try:
            async for text in self._connection:
                message = json.loads(text)
                if message["type"] == "ping":
                    await self._connection.send('{"type":"pong"}')
                stream = self._streams.get(message.get("id", ""))
                if stream is None:
                    continue
                if message["type"] == "next":
                    stream.put_nowait(message["payload"])
                elif message["type"] == "error":
                    stream.put_nowait(HoldfastError.of(message["payload"][0]))
                elif message["type"] == "complete":
                    stream.put_nowait(None)
        except ConnectionClosed as closed:
            error = error_of(closed)
        self.is_open = False
        if self._connection.close_code in (4401, 4403):
            error = HoldfastError(self._connection.close_reason or "The credentials were refused.", {"code": "UNAUTHENTICATED"})
        for stream in self._streams.values():
            stream.put_nowait(error)

    async def stream(self, text: str, variables: Message) -> AsyncIterator[Message]:
        name = str(next(self._ids))
        queue: asyncio.Queue[Message | HoldfastError | None] = asyncio.Queue()
        self._streams[name] = queue
        try:
            payload = {"query": text, "variables": variables}
            await self._connection.send(json.dumps({"id": name, "type": "subscribe", "payload": payload}))
            while (message := await queue.get()) is not None:
                if isinstance(message, HoldfastError):
                    raise message
                yield message
        finally:
            del self._streams[name]
            if self.is_open:
                try:
                    await self._connection.send(json.dumps({"id": name, "type": "complete"}))
                except ConnectionClosed:
                    pass

    async def close(self) -> None:
        await self._connection.close()
        await self._reading


def error_of(closed: ConnectionClosed) -> HoldfastError:
    if closed.rcvd is not None and closed.rcvd.code in (4401, 4403):
        return HoldfastError(closed.rcvd.reason or "The credentials were refused.", {"code": "UNAUTHENTICATED"})
    return no_answer("The live connection was closed.")


class Live:
    def __init__(
        self, http: httpx.AsyncClient, credentials: dict[str, str], live: Optional[Literal["socket", "events"]], retry_for: float
    ):
        self._http = http
        self._credentials = credentials
        self._live = live
        self._retry_for = retry_for
        self._socket: Optional[Socket] = None
        self._opening = asyncio.Lock()
        self._was_open = False

    async def close(self) -> None:
        if self._socket:
            await self._socket.close()

    async def watch(self, field: str, text: str, variables: Message) -> AsyncIterator[Message]:
        after = variables.get("after")
        if after is None:
            after = await self._beginning(field, {"organizationId": variables.get("organizationId")})
        memory = memory_of(field, after)
        attempt = 0
        while True:
            start = memory.after()
            own = {**variables, "after": after if start is None else start} if (start or after) is not None else variables
            try:
                async with aclosing(self._connect(text, own)) as messages:  # type: ignore[type-var]
                    async for message in messages:
                        value = (message.get("data") or {}).get(field)
                        if value is None:
                            faults = message.get("errors")
                            raise HoldfastError.of(faults[0]) if faults else no_answer("A message was empty.")
                        attempt = 0
                        if memory.take(value):
                            yield value
                wait = pause_seconds(attempt, None)
            except HoldfastError as error:
                if error.code not in PASSES:
                    raise
                wait = pause_seconds(attempt, error.retry_after)
            await asyncio.sleep(wait)
            attempt += 1

    async def _beginning(self, field: str, scope: Message) -> Any:
        """The newest event, for a stream that names no `after`: a cut before its first message loses none."""
        if field == "alertRaised":
            return await send(self._http, "query", "newestAlertId", None, NEWEST_ALERT, scope, self._retry_for)
        if field != "events":
            return None
        try:
            await send(self._http, "query", "events", None, NO_EVENT, scope, self._retry_for)
        except HoldfastError as error:
            if error.code != "EVENTS_UNKNOWN":
                raise
            return error.extensions.get("newest")
        return None

    async def _connect(self, text: str, variables: Message) -> AsyncIterator[Message]:
        socket = None if self._live == "events" else await self._open()
        stream = socket.stream(text, variables) if socket else self._events(text, variables)
        try:
            async with aclosing(stream) as messages:  # type: ignore[type-var]
                async for message in messages:
                    if not socket and not self._was_open and self._live is None:
                        # No socket opens, and events come: so it stays.
                        self._live = "events"
                    yield message
        except (ConnectionClosed, httpx.HTTPError) as error:
            raise no_answer("The live stream was cut.") from error

    async def _open(self) -> Optional[Socket]:
        """The connection, made if there is none; None if none can be made, and events may be had instead."""
        async with self._opening:
            if self._socket and self._socket.is_open:
                return self._socket
            url = api_of(self._http).replace("http", "ws", 1)
            try:
                self._socket = await Socket.open(url, self._credentials)
            except ConnectionClosed as closed:
                raise error_of(closed) from closed
            except (OSError, InvalidHandshake, asyncio.TimeoutError) as error:
                if self._live == "socket" or self._was_open:
                    raise no_answer("No live connection could be made.") from error
                return None
            self._was_open = True
            return self._socket

    async def _events(self, text: str, variables: Message) -> AsyncIterator[Message]:
        timeout = httpx.Timeout(15.0, read=SILENCE_SECONDS)
        body = {"query": text, "variables": variables}
        headers = {"accept": "text/event-stream"}
        async with self._http.stream("POST", "/graphql", json=body, headers=headers, timeout=timeout) as response:
            if not response.headers.get("content-type", "").startswith("text/event-stream"):
                await response.aread()
                answer = body_of(response)
                faults = answer.get("errors")
                raise HoldfastError.of(faults[0]) if faults else error_of_answer(str(response.url), response.status_code, answer)
            async for line in response.aiter_lines():
                if line == "event: complete":
                    return
                if line.startswith("data: ") and len(line) > 6:
                    yield json.loads(line[6:])
