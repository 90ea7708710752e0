"""What operations are made of: inputs, and values that are absent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Literal, Optional, TypeVar


class Unset(Enum):
    """A field that is not sent, which is not the same as null."""

    UNSET = "UNSET"


UNSET = Unset.UNSET


class Input:
    """An input or the variables of an operation. Its names are those of Python; `json` has those of the API."""

    __slots__ = ()

    @staticmethod
    def names() -> dict[str, str]:
        raise NotImplementedError

    def json(self) -> dict[str, Any]:
        pairs = ((api, getattr(self, name)) for name, api in self.names().items())
        return {api: _json(value) for api, value in pairs if value is not UNSET}


def _json(value: Any) -> Any:
    if isinstance(value, Input):
        return value.json()
    if isinstance(value, list):
        return [_json(each) for each in value]
    return value


In = TypeVar("In", bound=Input)
Out = TypeVar("Out", covariant=True)


@dataclass(frozen=True)
class Operation(Generic[In, Out]):
    """A GraphQL document with one root field, whose value is the answer."""

    kind: Literal["query", "mutation", "subscription"]
    field: str
    keys: Optional[str]
    """Where the idempotency key belongs: "" in the input itself, otherwise in each entry of this list. None: it has none."""
    of: Callable[[Any], Out]
    text: str
