"""Errors of requests. A refusal is no error: it is an answer, with a class of its own."""

from __future__ import annotations

from typing import Any, Optional

# Errors that have changed nothing, and that pass.
PASSING = {"OVERLOADED", "RATE_LIMITED"}
# Errors that pass, and that leave open whether the request had its effect.
OPEN = {"NO_ANSWER", "UNAVAILABLE", "INTERNAL_SERVER_ERROR"}


class HoldfastError(Exception):
    """A request that was not answered as asked. `code` is NO_ANSWER if no answer came from Holdfast."""

    def __init__(self, message: str, extensions: dict[str, Any]):
        super().__init__(message)
        self.extensions = extensions
        self.code: str = extensions.get("code") or "INTERNAL_SERVER_ERROR"
        self.retry_after: Optional[float] = None
        if isinstance(extensions.get("retryAfterMs"), (int, float)):
            self.retry_after = extensions["retryAfterMs"] / 1000

    @staticmethod
    def of(fault: dict[str, Any]) -> "HoldfastError":
        return HoldfastError(fault.get("message", "The request failed."), fault.get("extensions") or {})


def no_answer(message: str) -> HoldfastError:
    return HoldfastError(message, {"code": "NO_ANSWER"})


def error_of_answer(address: str, status: int, body: dict[str, Any]) -> HoldfastError:
    """Of an answer whose body is not of GraphQL. On its other paths Holdfast answers with a code and a message."""
    code, message = body.get("code"), body.get("message")
    is_of_holdfast = isinstance(code, str) and (status < 500 or code in PASSING or code in OPEN)
    if is_of_holdfast and isinstance(message, str):
        return HoldfastError(f"{address} answered: {message}", body)
    return no_answer(f"{address} answered with HTTP {status}, and not as Holdfast does.")


class Refused(Exception):
    """A request that goes with other work was refused, and would be refused again."""

    def __init__(self, refusal: Any):
        super().__init__(refusal.message)
        self.code: str = refusal.code
        self.refusal = refusal
