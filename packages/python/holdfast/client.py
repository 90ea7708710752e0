"""The client: sends operations and follows live streams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from types import TracebackType
from typing import Literal, Optional

import httpx

from .live import Live
from .send import address_of, send
from .values import In, Operation, Out


class Holdfast:
    """A client of Holdfast for one caller. Use it as `async with Holdfast(url, api_key=...) as holdfast:`."""

    def __init__(
        self,
        url: str,
        *,
        api_key: Optional[str] = None,
        token: Optional[str] = None,
        organization_id: Optional[str] = None,
        live: Optional[Literal["socket", "events"]] = None,
        retry_for: float = 30.0,
        timeout: float = 15.0,
    ):
        """`url` is the address of Holdfast, with or without /graphql at its end.

        `live` is how streams come; None: by one WebSocket, and by server-sent events if none opens. Times are seconds.
        """
        credentials = {
            **({"x-api-key": api_key} if api_key else {}),
            **({"authorization": f"Bearer {token}"} if token else {}),
            **({"x-organization": organization_id} if organization_id else {}),
        }
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
        self._http = httpx.AsyncClient(base_url=address_of(url), headers=credentials, timeout=timeout, limits=limits)
        self._live = Live(self._http, credentials, live, retry_for)
        self._retry_for = retry_for

    async def __aenter__(self) -> "Holdfast":
        return self

    async def __aexit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._live.close()
        await self._http.aclose()

    async def query(self, operation: Operation[In, Out], variables: In) -> Out:
        """Reads. Sends the query again after errors that pass."""
        value = await send(self._http, "query", operation.field, None, operation.text, variables.json(), self._retry_for)
        return operation.of(value)

    async def mutate(self, operation: Operation[In, Out], input: In) -> Out:
        """Changes something. The answer is the success or a refusal, which has changed nothing.

        Without an idempotency key in the input the client makes one: the mutation has its effect once, however often it is sent.
        """
        variables = {"input": input.json()}
        value = await send(
            self._http, "mutation", operation.field, operation.keys, operation.text, variables, self._retry_for
        )
        return operation.of(value)

    async def watch(self, operation: Operation[In, Out], variables: In) -> AsyncIterator[Out]:
        """Follows a live stream. After a cut it goes on from where it was: nothing is missed, nothing comes twice."""
        async with aclosing(self._live.watch(operation.field, operation.text, variables.json())) as values:  # type: ignore[type-var]
            async for value in values:
                yield operation.of(value)
