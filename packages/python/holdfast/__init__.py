"""The client of Holdfast, the credit ledger and billing API: typed operations, live streams, holds, a worker."""

from .client import Holdfast
from .errors import HoldfastError, Refused
from .values import UNSET, Input, Operation, Unset

__all__ = ["UNSET", "Holdfast", "HoldfastError", "Input", "Operation", "Refused", "Unset"]
