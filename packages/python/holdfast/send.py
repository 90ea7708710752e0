"""Sends operations over HTTP until they are answered: again, if the effect can't happen twice."""

from __future__ import annotations

import asyncio
import random
import re
import time
import uuid
from typing import Any, Optional

import httpx

from .errors import OPEN, PASSING, HoldfastError, error_of_answer, no_answer

FIRST_SECONDS = 0.25
LONGEST_SECONDS = 10.0


def pause_seconds(attempt: int, at_least: Optional[float]) -> float:
    """The pause doubles, is drawn at random so that many clients don't come at once, and is at least what Holdfast said."""
    full = min(FIRST_SECONDS * 2.0 ** min(attempt, 10), LONGEST_SECONDS)
    return max(at_least or 0.0, full * random.uniform(0.5, 1.0))


def address_of(url: str) -> str:
    """The address of Holdfast without the path of its API, which `url` may have. Raises ValueError if it is no address."""
    if not re.match("https?://[^/]", url):
        raise ValueError(f"url must be the address of Holdfast, such as https://billing.example.com, not {url!r}")
    return re.sub("(/graphql)?/*$", "", url)


def api_of(http: httpx.AsyncClient) -> str:
    """The address of the API."""
    return f"{str(http.base_url).rstrip('/')}/graphql"


async def send(
    http: httpx.AsyncClient, kind: str, field: str, keys: Optional[str], text: str, variables: dict[str, Any], retry_for: float
) -> Any:
    """Returns the value of the root field. Raises HoldfastError."""
    if keys is not None:
        variables = {**variables, "input": _with_keys(variables["input"], keys)}
    is_repeatable = kind == "query" or keys is not None
    until = time.monotonic() + retry_for
    attempt = 0
    while True:
        try:
            return await _attempt(http, field, text, variables)
        except HoldfastError as error:
            wait = pause_seconds(attempt, error.retry_after)
            may_repeat = error.code in PASSING or (error.code in OPEN and is_repeatable)
            if not may_repeat or time.monotonic() + wait > until:
                raise
        await asyncio.sleep(wait)
        attempt += 1


def body_of(response: httpx.Response) -> dict[str, Any]:
    """What an answer says; empty if it is not a JSON object."""
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


async def _attempt(http: httpx.AsyncClient, field: str, text: str, variables: dict[str, Any]) -> Any:
    try:
        response = await http.post("/graphql", json={"query": text, "variables": variables})
    except httpx.HTTPError as error:
        raise no_answer(f"{api_of(http)} did not answer.") from error
    body = body_of(response)
    faults = body.get("errors")
    data = body.get("data")
    if not faults and data is not None and field in data:
        return data[field]
    if not faults:
        raise error_of_answer(str(response.url), response.status_code, body)
    extensions = dict(faults[0].get("extensions") or {})
    after = response.headers.get("retry-after", "")
    # A proxy, too, may say when to come back.
    if after.isdigit():
        extensions.setdefault("retryAfterMs", int(after) * 1000)
    raise HoldfastError.of({**faults[0], "extensions": extensions})


def _with_keys(value: dict[str, Any], keys: str) -> dict[str, Any]:
    """Gives the input, or each entry of its list, a key if it has none. A metering is known by its number, too."""
    if keys != "":
        return {**value, keys: [_with_key(each) for each in value[keys]]}
    return _with_key(value)


def _with_key(entry: dict[str, Any]) -> dict[str, Any]:
    if entry.get("idempotencyKey") is not None or entry.get("sequence") is not None:
        return entry
    return {**entry, "idempotencyKey": str(uuid.uuid4())}
