# Written by tools/writePython.ts.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Union

from .values import UNSET, Input, Operation, Unset


@dataclass(frozen=True, slots=True)
class AllocationRule:
    created_at: str
    credit_type: str
    credits: int
    ended_at: str | None
    id: str
    last_cycle_start: str | None
    reclaim: bool

    @staticmethod
    def of(value: Any) -> "AllocationRule":
        return AllocationRule(
            created_at=value["createdAt"],
            credit_type=value["creditType"],
            credits=value["credits"],
            ended_at=value["endedAt"],
            id=value["id"],
            last_cycle_start=value["lastCycleStart"],
            reclaim=value["reclaim"],
        )


ErrorCode = Literal[
    "ALREADY_MEMBER",
    "BUDGET_EXCEEDED",
    "CLOCK_BACKWARDS",
    "CREDITS_OUT_OF_BOUNDS",
    "CREDIT_REQUEST_OPEN",
    "CREDIT_TYPE_REQUIRED",
    "DISPUTE_STATE",
    "DOMAIN_NOT_VERIFIED",
    "EFFECTIVE_FROM_PAST",
    "ENDED",
    "EXPIRY_PASSED",
    "EXTERNAL_ID_TAKEN",
    "HOLD_METERED",
    "HOLD_NOT_METERED",
    "HOLD_NOT_OPEN",
    "HOLD_OF_TASK",
    "HOLD_OPEN",
    "IDEMPOTENCY_CONFLICT",
    "INPUT_LIMIT",
    "INSUFFICIENT_CREDITS",
    "INVALID_INPUT",
    "INVITATION_ADDRESS",
    "INVITATION_ENDED",
    "KEY_REPLACED",
    "LAST_OWNER",
    "LEASE_LOST",
    "LIMITED_KEY",
    "LIMIT_REACHED",
    "LOT_LOCKED",
    "LOT_NOT_LOCKED",
    "LOT_STATE",
    "MAINTENANCE",
    "MAX_CREDITS_EXCEEDED",
    "METER_SEQUENCE",
    "METER_STOPPED",
    "NOTHING_OWED",
    "NOT_AN_UPGRADE",
    "NOT_ENTITLED",
    "NOT_FOUND",
    "NOT_SANDBOX",
    "NOT_SELF_SERVICE",
    "NO_PRICE",
    "OPERATION_UNAVAILABLE",
    "ORGANIZATION_SUSPENDED",
    "OWNERS_ONLY",
    "PAYMENT_STATE",
    "PLAN_LIMIT",
    "PRICE_RULE_EXISTS",
    "PROVIDER_FAILED",
    "PURCHASE_NOT_ALLOWED",
    "QUOTA_EXCEEDED",
    "QUOTE_EXPIRED",
    "QUOTE_MISMATCH",
    "QUOTE_TAKEN",
    "REFUND_ALLOWANCE",
    "REFUND_EXCEEDS_LOT",
    "REFUND_EXCEEDS_SPENT",
    "RUN_CREDIT_TYPE",
    "RUN_EXCEEDED",
    "SCOPE_NOT_ALLOWED",
    "SEATS_EXCEEDED",
    "SIGN_IN_REQUIREMENT",
    "SPEND_EXCEEDS_HOLD",
    "SUBSCRIPTION_EXISTS",
    "SUBSCRIPTION_STATE",
    "TASK_STATE",
    "TRIAL_USED",
]


@dataclass(frozen=True, slots=True)
class AlreadyMemberError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "AlreadyMemberError":
        return AlreadyMemberError(
            code=value["code"],
            message=value["message"],
        )


KeyScope = Literal[
    "ADMIN",
    "HOLD",
    "READ",
    "SETTLE",
    "SUBMIT",
]


@dataclass(frozen=True, slots=True)
class ApiKey:
    allowed_addresses: list[str]
    created_at: str
    expires_at: str | None
    external_id: str | None
    id: str
    last_used_at: str | None
    metadata: dict[str, Any]
    name: str
    prefix: str
    revoked_at: str | None
    scopes: list[KeyScope]

    @staticmethod
    def of(value: Any) -> "ApiKey":
        return ApiKey(
            allowed_addresses=value["allowedAddresses"],
            created_at=value["createdAt"],
            expires_at=value["expiresAt"],
            external_id=value["externalId"],
            id=value["id"],
            last_used_at=value["lastUsedAt"],
            metadata=value["metadata"],
            name=value["name"],
            prefix=value["prefix"],
            revoked_at=value["revokedAt"],
            scopes=value["scopes"],
        )


@dataclass(frozen=True, slots=True)
class BalanceThreshold:
    created_at: str
    credit_type: str
    credits: int | None
    ended_at: str | None
    id: str
    is_below: bool
    percent: int | None

    @staticmethod
    def of(value: Any) -> "BalanceThreshold":
        return BalanceThreshold(
            created_at=value["createdAt"],
            credit_type=value["creditType"],
            credits=value["credits"],
            ended_at=value["endedAt"],
            id=value["id"],
            is_below=value["isBelow"],
            percent=value["percent"],
        )


@dataclass(frozen=True, slots=True)
class BindingQuote:
    created_at: str
    expires_at: str
    id: str

    @staticmethod
    def of(value: Any) -> "BindingQuote":
        return BindingQuote(
            created_at=value["createdAt"],
            expires_at=value["expiresAt"],
            id=value["id"],
        )


@dataclass(frozen=True, slots=True)
class BudgetUsage:
    frozen: int
    period_end: str | None
    period_start: str
    spent: int

    @staticmethod
    def of(value: Any) -> "BudgetUsage":
        return BudgetUsage(
            frozen=value["frozen"],
            period_end=value["periodEnd"],
            period_start=value["periodStart"],
            spent=value["spent"],
        )


@dataclass(frozen=True, slots=True)
class BudgetExceededError:
    code: ErrorCode
    message: str
    remaining: int
    required: int
    usage: BudgetUsage

    @staticmethod
    def of(value: Any) -> "BudgetExceededError":
        return BudgetExceededError(
            code=value["code"],
            message=value["message"],
            remaining=value["remaining"],
            required=value["required"],
            usage=BudgetUsage.of(value["usage"]),
        )


BudgetEnforcement = Literal[
    "HARD",
    "SOFT",
]


BudgetPeriod = Literal[
    "DAY",
    "MONTH",
    "TOTAL",
    "WEEK",
]


@dataclass(frozen=True, slots=True)
class BudgetRaise:
    credits: int
    until: str

    @staticmethod
    def of(value: Any) -> "BudgetRaise":
        return BudgetRaise(
            credits=value["credits"],
            until=value["until"],
        )


@dataclass(frozen=True, slots=True)
class Budget:
    api_key: str | None
    created_at: str
    credit_type: str
    ended_at: str | None
    enforcement: BudgetEnforcement
    id: str
    limit: int
    model: str | None
    operation: str | None
    period: BudgetPeriod
    raises: list[BudgetRaise]
    tag: str | None
    thresholds: list[int]
    usage: BudgetUsage

    @staticmethod
    def of(value: Any) -> "Budget":
        return Budget(
            api_key=value["apiKey"],
            created_at=value["createdAt"],
            credit_type=value["creditType"],
            ended_at=value["endedAt"],
            enforcement=value["enforcement"],
            id=value["id"],
            limit=value["limit"],
            model=value["model"],
            operation=value["operation"],
            period=value["period"],
            raises=[BudgetRaise.of(each) for each in value["raises"]],
            tag=value["tag"],
            thresholds=value["thresholds"],
            usage=BudgetUsage.of(value["usage"]),
        )


@dataclass(frozen=True, slots=True)
class ClockBackwardsError:
    code: ErrorCode
    message: str
    now: str

    @staticmethod
    def of(value: Any) -> "ClockBackwardsError":
        return ClockBackwardsError(
            code=value["code"],
            message=value["message"],
            now=value["now"],
        )


LotDisputeState = Literal[
    "LOST",
    "OPEN",
    "WON",
]


LotExpiryPolicy = Literal[
    "FORFEIT",
    "GRACE",
    "HONOUR",
]


LotKind = Literal[
    "ADJUSTMENT",
    "ALLOCATION",
    "EXTRA",
    "PROMO",
    "SUBSCRIPTION",
    "TOP_UP",
]


LotLockReason = Literal[
    "MANUAL",
    "SCHEDULED",
    "SUBSCRIPTION",
]


@dataclass(frozen=True, slots=True)
class Money:
    amount: int
    currency: str

    @staticmethod
    def of(value: Any) -> "Money":
        return Money(
            amount=value["amount"],
            currency=value["currency"],
        )


@dataclass(frozen=True, slots=True)
class CreditLot:
    available: int
    created_at: str
    dispute: LotDisputeState | None
    expired: int
    expires_at: str | None
    external_id: str | None
    falls_back_at: str | None
    frozen: int
    grace_seconds: int | None
    granted: int
    held_past_expiry: LotExpiryPolicy
    id: str
    kind: LotKind
    lock: LotLockReason | None
    locked: int
    metadata: dict[str, Any]
    models: list[str]
    moved: int
    operations: list[str]
    paid: Money | None
    priority: int
    recognized: Money | None
    requires_subscription: bool
    revoked: int
    source: str | None
    spent: int
    usable_from: str | None

    @staticmethod
    def of(value: Any) -> "CreditLot":
        return CreditLot(
            available=value["available"],
            created_at=value["createdAt"],
            dispute=value["dispute"],
            expired=value["expired"],
            expires_at=value["expiresAt"],
            external_id=value["externalId"],
            falls_back_at=value["fallsBackAt"],
            frozen=value["frozen"],
            grace_seconds=value["graceSeconds"],
            granted=value["granted"],
            held_past_expiry=value["heldPastExpiry"],
            id=value["id"],
            kind=value["kind"],
            lock=value["lock"],
            locked=value["locked"],
            metadata=value["metadata"],
            models=value["models"],
            moved=value["moved"],
            operations=value["operations"],
            paid=None if value["paid"] is None else Money.of(value["paid"]),
            priority=value["priority"],
            recognized=None if value["recognized"] is None else Money.of(value["recognized"]),
            requires_subscription=value["requiresSubscription"],
            revoked=value["revoked"],
            source=value["source"],
            spent=value["spent"],
            usable_from=value["usableFrom"],
        )


@dataclass(frozen=True, slots=True)
class PurchasedCredits:
    bonus: int
    credit_type: str
    credits: int

    @staticmethod
    def of(value: Any) -> "PurchasedCredits":
        return PurchasedCredits(
            bonus=value["bonus"],
            credit_type=value["creditType"],
            credits=value["credits"],
        )


@dataclass(frozen=True, slots=True)
class CreditPack:
    created_at: str
    credits: list[PurchasedCredits]
    ended_at: str | None
    external_id: str | None
    id: str
    kind: LotKind
    name: str
    price: Money
    title: str
    version: int

    @staticmethod
    def of(value: Any) -> "CreditPack":
        return CreditPack(
            created_at=value["createdAt"],
            credits=[PurchasedCredits.of(each) for each in value["credits"]],
            ended_at=value["endedAt"],
            external_id=value["externalId"],
            id=value["id"],
            kind=value["kind"],
            name=value["name"],
            price=Money.of(value["price"]),
            title=value["title"],
            version=value["version"],
        )


CreditGrantForm = Literal[
    "ALLOCATION",
    "BUDGET_RAISE",
]


CreditRequestStatus = Literal[
    "APPROVED",
    "DECLINED",
    "EXPIRED",
    "OPEN",
    "WITHDRAWN",
]


@dataclass(frozen=True, slots=True)
class CreditRequest:
    created_at: str
    credit_type: str
    credits: int
    decided_at: str | None
    expires_at: str
    fell_back_at: str | None
    form: CreditGrantForm | None
    granted: int | None
    id: str
    note: str | None
    reason: str
    status: CreditRequestStatus
    submission: dict[str, Any] | None
    took_back: int | None
    until: str | None

    @staticmethod
    def of(value: Any) -> "CreditRequest":
        return CreditRequest(
            created_at=value["createdAt"],
            credit_type=value["creditType"],
            credits=value["credits"],
            decided_at=value["decidedAt"],
            expires_at=value["expiresAt"],
            fell_back_at=value["fellBackAt"],
            form=value["form"],
            granted=value["granted"],
            id=value["id"],
            note=value["note"],
            reason=value["reason"],
            status=value["status"],
            submission=value["submission"],
            took_back=value["tookBack"],
            until=value["until"],
        )


@dataclass(frozen=True, slots=True)
class CreditRequestOpenError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "CreditRequestOpenError":
        return CreditRequestOpenError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class CreditTypeRequiredError:
    code: ErrorCode
    credit_types: list[str]
    message: str

    @staticmethod
    def of(value: Any) -> "CreditTypeRequiredError":
        return CreditTypeRequiredError(
            code=value["code"],
            credit_types=value["creditTypes"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class CreditsOutOfBoundsError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "CreditsOutOfBoundsError":
        return CreditsOutOfBoundsError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class DisputeStateError:
    code: ErrorCode
    dispute: LotDisputeState | None
    message: str

    @staticmethod
    def of(value: Any) -> "DisputeStateError":
        return DisputeStateError(
            code=value["code"],
            dispute=value["dispute"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class DomainNotVerifiedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "DomainNotVerifiedError":
        return DomainNotVerifiedError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class EffectiveFromPastError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "EffectiveFromPastError":
        return EffectiveFromPastError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class EndedError:
    code: ErrorCode
    ended_at: str | None
    message: str

    @staticmethod
    def of(value: Any) -> "EndedError":
        return EndedError(
            code=value["code"],
            ended_at=value["endedAt"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class ExpiryPassedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "ExpiryPassedError":
        return ExpiryPassedError(
            code=value["code"],
            message=value["message"],
        )


ExportFormat = Literal[
    "CSV",
    "NDJSON",
    "PARQUET",
]


ExportKind = Literal[
    "JOURNAL",
    "PAYMENTS",
    "REVENUE",
    "TASKS",
    "USAGE",
]


@dataclass(frozen=True, slots=True)
class ExportLink:
    expires_at: str
    url: str

    @staticmethod
    def of(value: Any) -> "ExportLink":
        return ExportLink(
            expires_at=value["expiresAt"],
            url=value["url"],
        )


ExportStatus = Literal[
    "CANCELED",
    "FAILED",
    "QUEUED",
    "RUNNING",
    "SUCCEEDED",
]


@dataclass(frozen=True, slots=True)
class Export:
    bytes: int | None
    created_at: str
    ended_at: str | None
    expires_at: str | None
    failure: str | None
    format: ExportFormat
    from_: str | None
    id: str
    kind: ExportKind
    link: ExportLink | None
    rows: int
    rows_total: int | None
    sequence: int
    sha256: str | None
    started_at: str | None
    status: ExportStatus
    until: str | None

    @staticmethod
    def of(value: Any) -> "Export":
        return Export(
            bytes=value["bytes"],
            created_at=value["createdAt"],
            ended_at=value["endedAt"],
            expires_at=value["expiresAt"],
            failure=value["failure"],
            format=value["format"],
            from_=value["from"],
            id=value["id"],
            kind=value["kind"],
            link=None if value["link"] is None else ExportLink.of(value["link"]),
            rows=value["rows"],
            rows_total=value["rowsTotal"],
            sequence=value["sequence"],
            sha256=value["sha256"],
            started_at=value["startedAt"],
            status=value["status"],
            until=value["until"],
        )


@dataclass(frozen=True, slots=True)
class Node:
    id: str

    @staticmethod
    def of(value: Any) -> "Node":
        return Node(
            id=value["id"],
        )


@dataclass(frozen=True, slots=True)
class ExternalIdTakenError:
    code: ErrorCode
    message: str
    taken_by: Node | None

    @staticmethod
    def of(value: Any) -> "ExternalIdTakenError":
        return ExternalIdTakenError(
            code=value["code"],
            message=value["message"],
            taken_by=None if value["takenBy"] is None else Node.of(value["takenBy"]),
        )


HoldLateOutcome = Literal[
    "OWED",
    "PAID",
    "WRITTEN_OFF",
]


HoldStatus = Literal[
    "OPEN",
    "RELEASED",
    "SPENT",
    "TIMED_OUT",
]


@dataclass(frozen=True, slots=True)
class Hold:
    created_at: str
    credits: int
    description: str | None
    ended_at: str | None
    expires_at: str
    external_id: str | None
    id: str
    late: HoldLateOutcome | None
    metadata: dict[str, Any]
    model: str | None
    operation: str | None
    refunded: int
    released: int
    spent: int
    status: HoldStatus
    tags: list[str]

    @staticmethod
    def of(value: Any) -> "Hold":
        return Hold(
            created_at=value["createdAt"],
            credits=value["credits"],
            description=value["description"],
            ended_at=value["endedAt"],
            expires_at=value["expiresAt"],
            external_id=value["externalId"],
            id=value["id"],
            late=value["late"],
            metadata=value["metadata"],
            model=value["model"],
            operation=value["operation"],
            refunded=value["refunded"],
            released=value["released"],
            spent=value["spent"],
            status=value["status"],
            tags=value["tags"],
        )


@dataclass(frozen=True, slots=True)
class HoldMeteredError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "HoldMeteredError":
        return HoldMeteredError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class HoldNotMeteredError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "HoldNotMeteredError":
        return HoldNotMeteredError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class HoldNotOpenError:
    code: ErrorCode
    message: str
    status: HoldStatus

    @staticmethod
    def of(value: Any) -> "HoldNotOpenError":
        return HoldNotOpenError(
            code=value["code"],
            message=value["message"],
            status=value["status"],
        )


@dataclass(frozen=True, slots=True)
class HoldOfTaskError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "HoldOfTaskError":
        return HoldOfTaskError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class HoldOpenError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "HoldOpenError":
        return HoldOpenError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class IdempotencyConflictError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "IdempotencyConflictError":
        return IdempotencyConflictError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class InputLimitError:
    code: ErrorCode
    field: str
    input_limit: str
    message: str

    @staticmethod
    def of(value: Any) -> "InputLimitError":
        return InputLimitError(
            code=value["code"],
            field=value["field"],
            input_limit=value["inputLimit"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class CreditSource:
    available: int
    is_pool: bool

    @staticmethod
    def of(value: Any) -> "CreditSource":
        return CreditSource(
            available=value["available"],
            is_pool=value["isPool"],
        )


@dataclass(frozen=True, slots=True)
class InsufficientCreditsError:
    available: int
    code: ErrorCode
    message: str
    required: int
    shortfall: int
    sources: list[CreditSource]

    @staticmethod
    def of(value: Any) -> "InsufficientCreditsError":
        return InsufficientCreditsError(
            available=value["available"],
            code=value["code"],
            message=value["message"],
            required=value["required"],
            shortfall=value["shortfall"],
            sources=[CreditSource.of(each) for each in value["sources"]],
        )


@dataclass(frozen=True, slots=True)
class InvalidInputIssue:
    message: str
    path: str

    @staticmethod
    def of(value: Any) -> "InvalidInputIssue":
        return InvalidInputIssue(
            message=value["message"],
            path=value["path"],
        )


@dataclass(frozen=True, slots=True)
class InvalidInputError:
    code: ErrorCode
    issues: list[InvalidInputIssue]
    message: str

    @staticmethod
    def of(value: Any) -> "InvalidInputError":
        return InvalidInputError(
            code=value["code"],
            issues=[InvalidInputIssue.of(each) for each in value["issues"]],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class InvitationAddressError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "InvitationAddressError":
        return InvitationAddressError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class InvitationEndedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "InvitationEndedError":
        return InvitationEndedError(
            code=value["code"],
            message=value["message"],
        )


MemberRole = Literal[
    "ADMIN",
    "BILLING",
    "MEMBER",
    "OWNER",
    "VIEWER",
]


@dataclass(frozen=True, slots=True)
class Invitation:
    accepted_at: str | None
    created_at: str
    declined_at: str | None
    email: str | None
    expires_at: str
    id: str
    revoked_at: str | None
    role: MemberRole

    @staticmethod
    def of(value: Any) -> "Invitation":
        return Invitation(
            accepted_at=value["acceptedAt"],
            created_at=value["createdAt"],
            declined_at=value["declinedAt"],
            email=value["email"],
            expires_at=value["expiresAt"],
            id=value["id"],
            revoked_at=value["revokedAt"],
            role=value["role"],
        )


@dataclass(frozen=True, slots=True)
class KeyReplacedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "KeyReplacedError":
        return KeyReplacedError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class LastOwnerError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "LastOwnerError":
        return LastOwnerError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class LeaseLostError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "LeaseLostError":
        return LeaseLostError(
            code=value["code"],
            message=value["message"],
        )


LimitName = Literal[
    "ALLOCATION_RULES",
    "API_KEYS",
    "API_KEYS_OF_LINEAGE",
    "BALANCE_THRESHOLDS",
    "BALANCE_THRESHOLDS_OF_WALLET",
    "BUDGETS",
    "BUDGETS_OF_SUBJECT",
    "BUDGETS_OF_TAG",
    "CONTRACT_PRICE_RULES",
    "CREDIT_PACKS",
    "CREDIT_REQUESTS_OF_MEMBER",
    "CREDIT_TYPES",
    "EXPORTS",
    "FACADES",
    "HOLD_LINES",
    "INVITATIONS",
    "INVITATION_MAILS",
    "LOTS_OF_WALLET",
    "MEMBERS",
    "OPEN_EXPORTS",
    "OPEN_HOLDS_OF_NEW_BUDGET",
    "OPEN_PAYMENTS",
    "OPEN_SIMULATIONS",
    "PLATFORM_KEYS",
    "PLATFORM_WEBHOOK_ENDPOINTS",
    "QUOTES",
    "RAISES_OF_BUDGET",
    "RUN_DEPTH",
    "WAITING_TASKS",
    "WEBHOOK_ENDPOINTS",
]


@dataclass(frozen=True, slots=True)
class LimitReachedError:
    code: ErrorCode
    limit: LimitName
    max: int
    message: str

    @staticmethod
    def of(value: Any) -> "LimitReachedError":
        return LimitReachedError(
            code=value["code"],
            limit=value["limit"],
            max=value["max"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class LimitedKeyError:
    allowed_addresses: list[str]
    code: ErrorCode
    expires_at: str | None
    message: str

    @staticmethod
    def of(value: Any) -> "LimitedKeyError":
        return LimitedKeyError(
            allowed_addresses=value["allowedAddresses"],
            code=value["code"],
            expires_at=value["expiresAt"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class LotLockedError:
    code: ErrorCode
    lock: LotLockReason
    message: str

    @staticmethod
    def of(value: Any) -> "LotLockedError":
        return LotLockedError(
            code=value["code"],
            lock=value["lock"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class LotNotLockedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "LotNotLockedError":
        return LotNotLockedError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class LotStateError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "LotStateError":
        return LotStateError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class MaintenanceError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "MaintenanceError":
        return MaintenanceError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class MaxCreditsExceededError:
    code: ErrorCode
    credit_type: str
    credits: int
    max_credits: int
    message: str

    @staticmethod
    def of(value: Any) -> "MaxCreditsExceededError":
        return MaxCreditsExceededError(
            code=value["code"],
            credit_type=value["creditType"],
            credits=value["credits"],
            max_credits=value["maxCredits"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class Member:
    created_at: str
    external_id: str | None
    has_second_factor: bool | None
    id: str
    metadata: dict[str, Any]
    name: str
    removed_at: str | None
    role: MemberRole
    subject: str | None

    @staticmethod
    def of(value: Any) -> "Member":
        return Member(
            created_at=value["createdAt"],
            external_id=value["externalId"],
            has_second_factor=value["hasSecondFactor"],
            id=value["id"],
            metadata=value["metadata"],
            name=value["name"],
            removed_at=value["removedAt"],
            role=value["role"],
            subject=value["subject"],
        )


@dataclass(frozen=True, slots=True)
class MeterSequenceError:
    code: ErrorCode
    expected: int
    message: str

    @staticmethod
    def of(value: Any) -> "MeterSequenceError":
        return MeterSequenceError(
            code=value["code"],
            expected=value["expected"],
            message=value["message"],
        )


MeterStop = Literal[
    "BUDGET",
    "CREDITS",
    "LINES",
    "MAXIMUM",
    "RUN",
]


@dataclass(frozen=True, slots=True)
class MeterStoppedError:
    code: ErrorCode
    message: str
    remaining_units: float
    stop_at: float
    stopped_by: MeterStop

    @staticmethod
    def of(value: Any) -> "MeterStoppedError":
        return MeterStoppedError(
            code=value["code"],
            message=value["message"],
            remaining_units=value["remainingUnits"],
            stop_at=value["stopAt"],
            stopped_by=value["stoppedBy"],
        )


@dataclass(frozen=True, slots=True)
class NoPriceError:
    code: ErrorCode
    message: str
    model: str
    operation: str

    @staticmethod
    def of(value: Any) -> "NoPriceError":
        return NoPriceError(
            code=value["code"],
            message=value["message"],
            model=value["model"],
            operation=value["operation"],
        )


@dataclass(frozen=True, slots=True)
class NotAnUpgradeError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "NotAnUpgradeError":
        return NotAnUpgradeError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class NotEntitledError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "NotEntitledError":
        return NotEntitledError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class NotFoundError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "NotFoundError":
        return NotFoundError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class NotSandboxError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "NotSandboxError":
        return NotSandboxError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class NotSelfServiceError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "NotSelfServiceError":
        return NotSelfServiceError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class NothingOwedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "NothingOwedError":
        return NothingOwedError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class OperationUnavailableError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "OperationUnavailableError":
        return OperationUnavailableError(
            code=value["code"],
            message=value["message"],
        )


OrganizationMode = Literal[
    "LIVE",
    "SANDBOX",
]


PaymentProvider = Literal[
    "MANUAL",
    "OXAPAY",
    "SANDBOX",
    "STRIPE",
]


@dataclass(frozen=True, slots=True)
class RefundAllowance:
    credit_type: str
    left: int
    monthly_max: int
    refunded: int
    renews_at: str

    @staticmethod
    def of(value: Any) -> "RefundAllowance":
        return RefundAllowance(
            credit_type=value["creditType"],
            left=value["left"],
            monthly_max=value["monthlyMax"],
            refunded=value["refunded"],
            renews_at=value["renewsAt"],
        )


SignInRequirement = Literal[
    "ISSUER",
    "NONE",
    "TWO_FACTOR",
]


OrganizationStatus = Literal[
    "ACTIVE",
    "CLOSED",
    "CLOSING",
    "SUSPENDED",
]


@dataclass(frozen=True, slots=True)
class Organization:
    approval_above: int | None
    approval_seconds: int
    created_at: str
    expiry_alert_days: int | None
    external_id: str | None
    id: str
    maintenance: str | None
    members_use_pool: bool
    metadata: dict[str, Any]
    mode: OrganizationMode
    name: str
    now: str
    own_maintenance: str | None
    payment_providers: list[PaymentProvider]
    refund_allowances: list[RefundAllowance]
    sign_in_requirement: SignInRequirement
    status: OrganizationStatus
    status_reason: str | None
    tasks_at_once: int | None
    time_zone: str

    @staticmethod
    def of(value: Any) -> "Organization":
        return Organization(
            approval_above=value["approvalAbove"],
            approval_seconds=value["approvalSeconds"],
            created_at=value["createdAt"],
            expiry_alert_days=value["expiryAlertDays"],
            external_id=value["externalId"],
            id=value["id"],
            maintenance=value["maintenance"],
            members_use_pool=value["membersUsePool"],
            metadata=value["metadata"],
            mode=value["mode"],
            name=value["name"],
            now=value["now"],
            own_maintenance=value["ownMaintenance"],
            payment_providers=value["paymentProviders"],
            refund_allowances=[RefundAllowance.of(each) for each in value["refundAllowances"]],
            sign_in_requirement=value["signInRequirement"],
            status=value["status"],
            status_reason=value["statusReason"],
            tasks_at_once=value["tasksAtOnce"],
            time_zone=value["timeZone"],
        )


@dataclass(frozen=True, slots=True)
class OrganizationSuspendedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "OrganizationSuspendedError":
        return OrganizationSuspendedError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class OwnersOnlyError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "OwnersOnlyError":
        return OwnersOnlyError(
            code=value["code"],
            message=value["message"],
        )


PaymentProblem = Literal[
    "NOT_GRANTED",
    "OTHER_CURRENCY",
    "OVERPAID",
    "PROVIDER_DIFFERS",
    "REFUND_WAITS",
    "UNDERPAID",
]


PaymentStatus = Literal[
    "CANCELED",
    "DISPUTED",
    "EXPIRED",
    "FAILED",
    "OPEN",
    "PAID",
    "PARTIALLY_PAID",
    "PROCESSING",
    "REFUNDED",
]


PaymentTrigger = Literal[
    "PURCHASE",
    "RENEWAL",
    "TOP_UP",
]


@dataclass(frozen=True, slots=True)
class Payment:
    attempts: int
    checkout_url: str | None
    created_at: str
    credits: list[PurchasedCredits]
    dispute: LotDisputeState | None
    due: Money
    expires_at: str | None
    failure: str | None
    id: str
    is_moved_in: bool
    next_attempt_at: str | None
    price: Money
    problem: PaymentProblem | None
    problem_text: str | None
    provider: PaymentProvider
    quantity: int
    received: Money
    reference: str | None
    refunded: Money
    sequence: int
    settled: Money
    settled_at: str | None
    status: PaymentStatus
    tax: Money
    title: str
    transfer_reference: str | None
    trigger: PaymentTrigger

    @staticmethod
    def of(value: Any) -> "Payment":
        return Payment(
            attempts=value["attempts"],
            checkout_url=value["checkoutUrl"],
            created_at=value["createdAt"],
            credits=[PurchasedCredits.of(each) for each in value["credits"]],
            dispute=value["dispute"],
            due=Money.of(value["due"]),
            expires_at=value["expiresAt"],
            failure=value["failure"],
            id=value["id"],
            is_moved_in=value["isMovedIn"],
            next_attempt_at=value["nextAttemptAt"],
            price=Money.of(value["price"]),
            problem=value["problem"],
            problem_text=value["problemText"],
            provider=value["provider"],
            quantity=value["quantity"],
            received=Money.of(value["received"]),
            reference=value["reference"],
            refunded=Money.of(value["refunded"]),
            sequence=value["sequence"],
            settled=Money.of(value["settled"]),
            settled_at=value["settledAt"],
            status=value["status"],
            tax=Money.of(value["tax"]),
            title=value["title"],
            transfer_reference=value["transferReference"],
            trigger=value["trigger"],
        )


@dataclass(frozen=True, slots=True)
class PaymentStateError:
    code: ErrorCode
    message: str
    status: PaymentStatus

    @staticmethod
    def of(value: Any) -> "PaymentStateError":
        return PaymentStateError(
            code=value["code"],
            message=value["message"],
            status=value["status"],
        )


PlanLimitKind = Literal[
    "CONCURRENT_TASKS",
    "TASKS_PER_MINUTE",
]


@dataclass(frozen=True, slots=True)
class PlanLimitError:
    code: ErrorCode
    plan_limit: PlanLimitKind
    max: int
    message: str

    @staticmethod
    def of(value: Any) -> "PlanLimitError":
        return PlanLimitError(
            code=value["code"],
            plan_limit=value["planLimit"],
            max=value["max"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class PlanCredits:
    credit_type: str
    credits: int

    @staticmethod
    def of(value: Any) -> "PlanCredits":
        return PlanCredits(
            credit_type=value["creditType"],
            credits=value["credits"],
        )


@dataclass(frozen=True, slots=True)
class SeatsExceededError:
    code: ErrorCode
    members: int
    message: str
    seats: int

    @staticmethod
    def of(value: Any) -> "SeatsExceededError":
        return SeatsExceededError(
            code=value["code"],
            members=value["members"],
            message=value["message"],
            seats=value["seats"],
        )


SubscriptionStatus = Literal[
    "ACTIVE",
    "CANCELED",
    "INCOMPLETE",
    "LAPSED",
    "PAST_DUE",
    "PAUSED",
    "TRIALING",
]


@dataclass(frozen=True, slots=True)
class PlanSubscription:
    anchor_at: str
    awaited: list[PlanCredits]
    cancel_at_period_end: bool
    created_at: str
    ended_at: str | None
    external_id: str | None
    id: str
    metadata: dict[str, Any]
    next_plan_blocked_by: SeatsExceededError | None
    paid_until: str | None
    paused_at: str | None
    payment_due_at: str | None
    period_end: str
    renews_at: str | None
    resumes_at: str | None
    status: SubscriptionStatus
    time_zone: str
    trial_ends_at: str | None

    @staticmethod
    def of(value: Any) -> "PlanSubscription":
        return PlanSubscription(
            anchor_at=value["anchorAt"],
            awaited=[PlanCredits.of(each) for each in value["awaited"]],
            cancel_at_period_end=value["cancelAtPeriodEnd"],
            created_at=value["createdAt"],
            ended_at=value["endedAt"],
            external_id=value["externalId"],
            id=value["id"],
            metadata=value["metadata"],
            next_plan_blocked_by=None if value["nextPlanBlockedBy"] is None else SeatsExceededError.of(value["nextPlanBlockedBy"]),
            paid_until=value["paidUntil"],
            paused_at=value["pausedAt"],
            payment_due_at=value["paymentDueAt"],
            period_end=value["periodEnd"],
            renews_at=value["renewsAt"],
            resumes_at=value["resumesAt"],
            status=value["status"],
            time_zone=value["timeZone"],
            trial_ends_at=value["trialEndsAt"],
        )


PlatformScope = Literal[
    "CATALOGUE",
    "GRANT",
    "KEYS",
    "ORGANIZATIONS",
    "READ",
    "SETTLE",
    "SUBMIT",
]


@dataclass(frozen=True, slots=True)
class PlatformKey:
    allowed_addresses: list[str]
    created_at: str
    created_by: str | None
    expires_at: str | None
    id: str
    last_used_at: str | None
    name: str
    prefix: str
    revoked_at: str | None
    revoked_by: str | None
    scopes: list[PlatformScope]

    @staticmethod
    def of(value: Any) -> "PlatformKey":
        return PlatformKey(
            allowed_addresses=value["allowedAddresses"],
            created_at=value["createdAt"],
            created_by=value["createdBy"],
            expires_at=value["expiresAt"],
            id=value["id"],
            last_used_at=value["lastUsedAt"],
            name=value["name"],
            prefix=value["prefix"],
            revoked_at=value["revokedAt"],
            revoked_by=value["revokedBy"],
            scopes=value["scopes"],
        )


@dataclass(frozen=True, slots=True)
class PriceRuleExistsError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "PriceRuleExistsError":
        return PriceRuleExistsError(
            code=value["code"],
            message=value["message"],
        )


PriceRunner = Literal[
    "SANDBOX",
    "WORKERS",
]


PriceState = Literal[
    "ACTIVE",
    "DEPRECATED",
    "UNAVAILABLE",
]


PriceUnit = Literal[
    "CALL",
    "CHARACTER",
    "FIELD",
    "MEGAPIXEL",
    "MINUTE",
    "OUTPUT",
    "SECOND",
    "TOKEN",
]


@dataclass(frozen=True, slots=True)
class PriceRule:
    asset_kind: str | None
    assumed: list[str] | None
    comparable_as: str
    created_at: str
    credit_type: str
    credits: int
    effective_from: str
    effective_until: str | None
    fixed: int
    http_provider: str | None
    id: str
    is_contract: bool
    model: str
    notice: str | None
    operation: str
    outputs: int
    per: int
    provider: str
    quality: int | None
    runner: PriceRunner | None
    state: PriceState
    unit: PriceUnit
    unit_field: str | None
    variant: str

    @staticmethod
    def of(value: Any) -> "PriceRule":
        return PriceRule(
            asset_kind=value["assetKind"],
            assumed=value["assumed"],
            comparable_as=value["comparableAs"],
            created_at=value["createdAt"],
            credit_type=value["creditType"],
            credits=value["credits"],
            effective_from=value["effectiveFrom"],
            effective_until=value["effectiveUntil"],
            fixed=value["fixed"],
            http_provider=value["httpProvider"],
            id=value["id"],
            is_contract=value["isContract"],
            model=value["model"],
            notice=value["notice"],
            operation=value["operation"],
            outputs=value["outputs"],
            per=value["per"],
            provider=value["provider"],
            quality=value["quality"],
            runner=value["runner"],
            state=value["state"],
            unit=value["unit"],
            unit_field=value["unitField"],
            variant=value["variant"],
        )


@dataclass(frozen=True, slots=True)
class ProviderFailedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "ProviderFailedError":
        return ProviderFailedError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class PurchaseNotAllowedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "PurchaseNotAllowedError":
        return PurchaseNotAllowedError(
            code=value["code"],
            message=value["message"],
        )


QuotaName = Literal[
    "FILE_BYTES",
    "QUOTES",
    "TASKS",
    "TASK_BYTES",
]


@dataclass(frozen=True, slots=True)
class QuotaExceededError:
    code: ErrorCode
    quota_max: int
    message: str
    quota: QuotaName
    used: int

    @staticmethod
    def of(value: Any) -> "QuotaExceededError":
        return QuotaExceededError(
            code=value["code"],
            quota_max=value["quotaMax"],
            message=value["message"],
            quota=value["quota"],
            used=value["used"],
        )


@dataclass(frozen=True, slots=True)
class QuoteExpiredError:
    code: ErrorCode
    expired_at: str
    message: str

    @staticmethod
    def of(value: Any) -> "QuoteExpiredError":
        return QuoteExpiredError(
            code=value["code"],
            expired_at=value["expiredAt"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class QuoteMismatchError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "QuoteMismatchError":
        return QuoteMismatchError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class QuoteTakenError:
    code: ErrorCode
    count: int
    message: str

    @staticmethod
    def of(value: Any) -> "QuoteTakenError":
        return QuoteTakenError(
            code=value["code"],
            count=value["count"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class RefundAllowanceError:
    code: ErrorCode
    credit_type: str
    left: int
    message: str

    @staticmethod
    def of(value: Any) -> "RefundAllowanceError":
        return RefundAllowanceError(
            code=value["code"],
            credit_type=value["creditType"],
            left=value["left"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class RefundExceedsLotError:
    code: ErrorCode
    frozen: int
    message: str
    refundable: int
    requested: int

    @staticmethod
    def of(value: Any) -> "RefundExceedsLotError":
        return RefundExceedsLotError(
            code=value["code"],
            frozen=value["frozen"],
            message=value["message"],
            refundable=value["refundable"],
            requested=value["requested"],
        )


@dataclass(frozen=True, slots=True)
class RefundExceedsSpentError:
    code: ErrorCode
    message: str
    refundable: int
    requested: int | None

    @staticmethod
    def of(value: Any) -> "RefundExceedsSpentError":
        return RefundExceedsSpentError(
            code=value["code"],
            message=value["message"],
            refundable=value["refundable"],
            requested=value["requested"],
        )


@dataclass(frozen=True, slots=True)
class RunCreditTypeError:
    code: ErrorCode
    credit_type: str
    message: str

    @staticmethod
    def of(value: Any) -> "RunCreditTypeError":
        return RunCreditTypeError(
            code=value["code"],
            credit_type=value["creditType"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class RunExceededError:
    code: ErrorCode
    message: str
    remaining: int
    required: int

    @staticmethod
    def of(value: Any) -> "RunExceededError":
        return RunExceededError(
            code=value["code"],
            message=value["message"],
            remaining=value["remaining"],
            required=value["required"],
        )


RunStatus = Literal[
    "CLOSED",
    "EXPIRED",
    "OPEN",
]


@dataclass(frozen=True, slots=True)
class Run:
    closed_at: str | None
    created_at: str
    credit_type: str
    expires_at: str | None
    frozen: int
    id: str
    limit: int
    name: str
    remaining: int
    sequence: int
    status: RunStatus
    used: int

    @staticmethod
    def of(value: Any) -> "Run":
        return Run(
            closed_at=value["closedAt"],
            created_at=value["createdAt"],
            credit_type=value["creditType"],
            expires_at=value["expiresAt"],
            frozen=value["frozen"],
            id=value["id"],
            limit=value["limit"],
            name=value["name"],
            remaining=value["remaining"],
            sequence=value["sequence"],
            status=value["status"],
            used=value["used"],
        )


@dataclass(frozen=True, slots=True)
class ScopeNotAllowedError:
    code: ErrorCode
    message: str
    scopes: list[KeyScope]

    @staticmethod
    def of(value: Any) -> "ScopeNotAllowedError":
        return ScopeNotAllowedError(
            code=value["code"],
            message=value["message"],
            scopes=value["scopes"],
        )


@dataclass(frozen=True, slots=True)
class SignInRequirementError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "SignInRequirementError":
        return SignInRequirementError(
            code=value["code"],
            message=value["message"],
        )


SimulationStatus = Literal[
    "CANCELED",
    "FAILED",
    "QUEUED",
    "RUNNING",
    "SUCCEEDED",
]


@dataclass(frozen=True, slots=True)
class Simulation:
    created_at: str
    created_by: str
    document: dict[str, Any]
    ended_at: str | None
    failure: str | None
    from_: str
    id: str
    name: str
    sequence: int
    started_at: str | None
    status: SimulationStatus
    tasks: int
    tasks_total: int | None
    until: str

    @staticmethod
    def of(value: Any) -> "Simulation":
        return Simulation(
            created_at=value["createdAt"],
            created_by=value["createdBy"],
            document=value["document"],
            ended_at=value["endedAt"],
            failure=value["failure"],
            from_=value["from"],
            id=value["id"],
            name=value["name"],
            sequence=value["sequence"],
            started_at=value["startedAt"],
            status=value["status"],
            tasks=value["tasks"],
            tasks_total=value["tasksTotal"],
            until=value["until"],
        )


@dataclass(frozen=True, slots=True)
class SpendExceedsHoldError:
    code: ErrorCode
    frozen: int
    message: str
    requested: int

    @staticmethod
    def of(value: Any) -> "SpendExceedsHoldError":
        return SpendExceedsHoldError(
            code=value["code"],
            frozen=value["frozen"],
            message=value["message"],
            requested=value["requested"],
        )


@dataclass(frozen=True, slots=True)
class SubscriptionExistsError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "SubscriptionExistsError":
        return SubscriptionExistsError(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class SubscriptionStateError:
    allowed: list[SubscriptionStatus]
    code: ErrorCode
    message: str
    status: SubscriptionStatus

    @staticmethod
    def of(value: Any) -> "SubscriptionStateError":
        return SubscriptionStateError(
            allowed=value["allowed"],
            code=value["code"],
            message=value["message"],
            status=value["status"],
        )


TaskApproval = Literal[
    "APPROVED",
    "DECLINED",
    "LAPSED",
    "PENDING",
]


@dataclass(frozen=True, slots=True)
class TaskFile:
    bytes: int
    content_type: str
    expires_at: str
    name: str
    url: str

    @staticmethod
    def of(value: Any) -> "TaskFile":
        return TaskFile(
            bytes=value["bytes"],
            content_type=value["contentType"],
            expires_at=value["expiresAt"],
            name=value["name"],
            url=value["url"],
        )


TaskStatus = Literal[
    "CANCELED",
    "FAILED",
    "QUEUED",
    "RUNNING",
    "SUCCEEDED",
    "TIMED_OUT",
]


@dataclass(frozen=True, slots=True)
class ExactMoney:
    amount: str
    currency: str

    @staticmethod
    def of(value: Any) -> "ExactMoney":
        return ExactMoney(
            amount=value["amount"],
            currency=value["currency"],
        )


@dataclass(frozen=True, slots=True)
class Task:
    approval: TaskApproval | None
    created_at: str
    credits: int
    deadline_at: str
    ended_at: str | None
    external_id: str | None
    failure_reason: str | None
    files: list[TaskFile]
    forgotten_at: str | None
    id: str
    input: dict[str, Any]
    metadata: dict[str, Any]
    model: str
    operation: str
    progress: int
    provider: str
    refunded_credits: int
    result: dict[str, Any] | None
    sequence: int
    started_at: str | None
    status: TaskStatus
    tags: list[str]
    upstream_cost: ExactMoney | None
    webhook_url: str | None

    @staticmethod
    def of(value: Any) -> "Task":
        return Task(
            approval=value["approval"],
            created_at=value["createdAt"],
            credits=value["credits"],
            deadline_at=value["deadlineAt"],
            ended_at=value["endedAt"],
            external_id=value["externalId"],
            failure_reason=value["failureReason"],
            files=[TaskFile.of(each) for each in value["files"]],
            forgotten_at=value["forgottenAt"],
            id=value["id"],
            input=value["input"],
            metadata=value["metadata"],
            model=value["model"],
            operation=value["operation"],
            progress=value["progress"],
            provider=value["provider"],
            refunded_credits=value["refundedCredits"],
            result=value["result"],
            sequence=value["sequence"],
            started_at=value["startedAt"],
            status=value["status"],
            tags=value["tags"],
            upstream_cost=None if value["upstreamCost"] is None else ExactMoney.of(value["upstreamCost"]),
            webhook_url=value["webhookUrl"],
        )


@dataclass(frozen=True, slots=True)
class TaskStateError:
    allowed: list[TaskStatus]
    code: ErrorCode
    message: str
    status: TaskStatus

    @staticmethod
    def of(value: Any) -> "TaskStateError":
        return TaskStateError(
            allowed=value["allowed"],
            code=value["code"],
            message=value["message"],
            status=value["status"],
        )


@dataclass(frozen=True, slots=True)
class TrialUsedError:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "TrialUsedError":
        return TrialUsedError(
            code=value["code"],
            message=value["message"],
        )


BurnDownCriterion = Literal[
    "AGE",
    "COST",
    "EXPIRY",
    "KIND",
    "PRIORITY",
]


WalletLatePolicy = Literal[
    "OWE",
    "WRITE_OFF",
]


@dataclass(frozen=True, slots=True)
class Wallet:
    available: int
    burn_down: list[BurnDownCriterion]
    created_at: str
    credit_type: str
    expired: int
    frozen: int
    granted: int
    id: str
    late_policy: WalletLatePolicy
    locked: int
    moved: int
    overspend: bool
    owed: int
    revoked: int
    sequence: int
    spent: int
    total: int
    written_off: int

    @staticmethod
    def of(value: Any) -> "Wallet":
        return Wallet(
            available=value["available"],
            burn_down=value["burnDown"],
            created_at=value["createdAt"],
            credit_type=value["creditType"],
            expired=value["expired"],
            frozen=value["frozen"],
            granted=value["granted"],
            id=value["id"],
            late_policy=value["latePolicy"],
            locked=value["locked"],
            moved=value["moved"],
            overspend=value["overspend"],
            owed=value["owed"],
            revoked=value["revoked"],
            sequence=value["sequence"],
            spent=value["spent"],
            total=value["total"],
            written_off=value["writtenOff"],
        )


WebhookEvent = Literal[
    "BALANCE_LOW",
    "BUDGET_REACHED",
    "CREDITS_PURCHASED",
    "CREDITS_REFUNDED",
    "CREDITS_REQUESTED",
    "CREDIT_REQUEST_ENDED",
    "LOT_EXPIRING",
    "PAYMENT_DISPUTED",
    "PAYMENT_FAILED",
    "PAYMENT_REFUNDED",
    "PAYMENT_UPDATED",
    "SUBSCRIPTION_CHANGED",
    "SUBSCRIPTION_RENEWED",
    "TASK_APPROVAL_NEEDED",
    "TASK_ENDED",
    "TOP_UP_STOPPED",
    "WEBHOOK_DISABLED",
]


WebhookDeliveryStatus = Literal[
    "FAILED",
    "PENDING",
    "SUCCEEDED",
]


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    attempts: int
    body: str
    created_at: str
    ended_at: str | None
    error: str | None
    event: WebhookEvent | None
    id: str
    message_id: str
    response_status: int | None
    status: WebhookDeliveryStatus
    url: str

    @staticmethod
    def of(value: Any) -> "WebhookDelivery":
        return WebhookDelivery(
            attempts=value["attempts"],
            body=value["body"],
            created_at=value["createdAt"],
            ended_at=value["endedAt"],
            error=value["error"],
            event=value["event"],
            id=value["id"],
            message_id=value["messageId"],
            response_status=value["responseStatus"],
            status=value["status"],
            url=value["url"],
        )


WebhookEndpointState = Literal[
    "DISABLED",
    "ENABLED",
    "PAUSED",
]


@dataclass(frozen=True, slots=True)
class WebhookEndpoint:
    created_at: str
    delivered_at: str | None
    events: list[WebhookEvent]
    id: str
    is_of_platform: bool
    state: WebhookEndpointState
    state_reason: str | None
    url: str
    waiting_deliveries: int

    @staticmethod
    def of(value: Any) -> "WebhookEndpoint":
        return WebhookEndpoint(
            created_at=value["createdAt"],
            delivered_at=value["deliveredAt"],
            events=value["events"],
            id=value["id"],
            is_of_platform=value["isOfPlatform"],
            state=value["state"],
            state_reason=value["stateReason"],
            url=value["url"],
            waiting_deliveries=value["waitingDeliveries"],
        )


SubmitBlock = Literal[
    "BUDGET_EXCEEDED",
    "ENDED",
    "EXPIRY_PASSED",
    "INPUT_LIMIT",
    "INSUFFICIENT_CREDITS",
    "INVALID_INPUT",
    "LIMIT_REACHED",
    "MAINTENANCE",
    "MAX_CREDITS_EXCEEDED",
    "NOT_ENTITLED",
    "NOT_FOUND",
    "NO_PRICE",
    "OPERATION_UNAVAILABLE",
    "ORGANIZATION_SUSPENDED",
    "PLAN_LIMIT",
    "QUOTA_EXCEEDED",
    "QUOTE_EXPIRED",
    "QUOTE_MISMATCH",
    "QUOTE_TAKEN",
    "RUN_CREDIT_TYPE",
    "RUN_EXCEEDED",
]


@dataclass(frozen=True, slots=True)
class CreditAmount:
    credit_type: str
    credits: int

    @staticmethod
    def of(value: Any) -> "CreditAmount":
        return CreditAmount(
            credit_type=value["creditType"],
            credits=value["credits"],
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    code: ErrorCode
    message: str

    @staticmethod
    def of(value: Any) -> "Refusal":
        return Refusal(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class SubmitPermission:
    allowed: bool
    at: str
    blocked_by: list[SubmitBlock]
    costs: list[CreditAmount]
    credit_type: str | None
    credits: int | None
    expected_credits: int | None
    is_maximum: bool
    needs_approval: bool
    refusals: list[Refusal]
    until: str | None

    @staticmethod
    def of(value: Any) -> "SubmitPermission":
        return SubmitPermission(
            allowed=value["allowed"],
            at=value["at"],
            blocked_by=value["blockedBy"],
            costs=[CreditAmount.of(each) for each in value["costs"]],
            credit_type=value["creditType"],
            credits=value["credits"],
            expected_credits=value["expectedCredits"],
            is_maximum=value["isMaximum"],
            needs_approval=value["needsApproval"],
            refusals=[Refusal.of(each) for each in value["refusals"]],
            until=value["until"],
        )


@dataclass(frozen=True, slots=True)
class MemberOfWalletOfBalanceChangeWalletMember:
    id: str
    name: str

    @staticmethod
    def of(value: Any) -> "MemberOfWalletOfBalanceChangeWalletMember":
        return MemberOfWalletOfBalanceChangeWalletMember(
            id=value["id"],
            name=value["name"],
        )


@dataclass(frozen=True, slots=True)
class WalletOfBalanceChangeWallet:
    id: str
    credit_type: str
    locked: int
    owed: int
    spent: int
    member: MemberOfWalletOfBalanceChangeWalletMember | None

    @staticmethod
    def of(value: Any) -> "WalletOfBalanceChangeWallet":
        return WalletOfBalanceChangeWallet(
            id=value["id"],
            credit_type=value["creditType"],
            locked=value["locked"],
            owed=value["owed"],
            spent=value["spent"],
            member=None if value["member"] is None else MemberOfWalletOfBalanceChangeWalletMember.of(value["member"]),
        )


@dataclass(frozen=True, slots=True)
class BalanceChange:
    available: int
    frozen: int
    sequence: int
    total: int
    wallet: WalletOfBalanceChangeWallet

    @staticmethod
    def of(value: Any) -> "BalanceChange":
        return BalanceChange(
            available=value["available"],
            frozen=value["frozen"],
            sequence=value["sequence"],
            total=value["total"],
            wallet=WalletOfBalanceChangeWallet.of(value["wallet"]),
        )


@dataclass(frozen=True, slots=True)
class UsageSums:
    average_seconds: float | None
    canceled: int
    failed: int
    owed: int
    refunded: int
    spent: int
    succeeded: int
    tasks: int
    timed_out: int
    used: int
    written_off: int

    @staticmethod
    def of(value: Any) -> "UsageSums":
        return UsageSums(
            average_seconds=value["averageSeconds"],
            canceled=value["canceled"],
            failed=value["failed"],
            owed=value["owed"],
            refunded=value["refunded"],
            spent=value["spent"],
            succeeded=value["succeeded"],
            tasks=value["tasks"],
            timed_out=value["timedOut"],
            used=value["used"],
            written_off=value["writtenOff"],
        )


AuditActorKind = Literal[
    "API_KEY",
    "MEMBER",
    "OPERATOR",
    "PERSON",
    "SYSTEM",
]


FeedEventKind = Literal[
    "ALLOCATION_RULE_ACT",
    "API_KEY_ACT",
    "BALANCE_LOW",
    "BALANCE_THRESHOLD_ACT",
    "BUDGET_ACT",
    "BUDGET_REACHED",
    "CATALOGUE_ACT",
    "CHARGE_BACK",
    "CREDITS_PURCHASED",
    "CREDITS_REFUNDED",
    "CREDITS_REQUESTED",
    "CREDIT_PACK_ACT",
    "CREDIT_REQUEST_ACT",
    "CREDIT_REQUEST_ENDED",
    "DEBT_IN",
    "DEBT_OUT",
    "EXPIRE",
    "FACADE_ACT",
    "FREEZE",
    "GRANT",
    "HOLD_ACT",
    "INVITATION_ACT",
    "LABELS_CHANGED",
    "LOCK",
    "LOT_ACT",
    "LOT_EXPIRING",
    "MEMBER_ACT",
    "MOVE_BACK",
    "MOVE_IN",
    "MOVE_OUT",
    "ORGANIZATION_ACT",
    "OTHER_ACT",
    "OWE",
    "PAYMENT_ACT",
    "PAYMENT_DISPUTED",
    "PAYMENT_FAILED",
    "PAYMENT_REFUNDED",
    "PAYMENT_UPDATED",
    "PLATFORM_KEY_ACT",
    "PRICE_RULE_ACT",
    "PROVIDER_ACT",
    "REFUND",
    "RELEASE",
    "REPAY",
    "REVOKE",
    "SPEND",
    "SUBSCRIPTION_ACT",
    "SUBSCRIPTION_CHANGED",
    "SUBSCRIPTION_RENEWED",
    "TASK_ACT",
    "TASK_APPROVAL_NEEDED",
    "TASK_ENDED",
    "TASK_REFUNDED",
    "TASK_SUBMITTED",
    "TASK_UPDATED",
    "TOP_UP_STOPPED",
    "UNLOCK",
    "WALLET_ACT",
    "WEBHOOK_ACT",
    "WEBHOOK_DISABLED",
    "WRITE_OFF",
]


@dataclass(frozen=True, slots=True)
class FeedEvent:
    actor_id: str | None
    actor_kind: AuditActorKind
    actor_name: str
    at: str
    data: dict[str, Any]
    kind: FeedEventKind
    number: int
    organization_id: str | None
    subject_id: str
    subject_type: str

    @staticmethod
    def of(value: Any) -> "FeedEvent":
        return FeedEvent(
            actor_id=value["actorId"],
            actor_kind=value["actorKind"],
            actor_name=value["actorName"],
            at=value["at"],
            data=value["data"],
            kind=value["kind"],
            number=value["number"],
            organization_id=value["organizationId"],
            subject_id=value["subjectId"],
            subject_type=value["subjectType"],
        )


@dataclass(frozen=True, slots=True)
class AcceptInvitationSuccess:
    member: Member | None
    organization: Organization | None

    @staticmethod
    def of(value: Any) -> "AcceptInvitationSuccess":
        return AcceptInvitationSuccess(
            member=None if value["member"] is None else Member.of(value["member"]),
            organization=None if value["organization"] is None else Organization.of(value["organization"]),
        )


AcceptInvitationResult = Union[AcceptInvitationSuccess, AlreadyMemberError, EndedError, ExternalIdTakenError, InvitationAddressError, InvitationEndedError, LimitReachedError, NotFoundError, SeatsExceededError, SignInRequirementError]
_AcceptInvitationResult: dict[str, Any] = {
    "AcceptInvitationSuccess": AcceptInvitationSuccess.of,
    "AlreadyMemberError": AlreadyMemberError.of,
    "EndedError": EndedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "InvitationAddressError": InvitationAddressError.of,
    "InvitationEndedError": InvitationEndedError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "SeatsExceededError": SeatsExceededError.of,
    "SignInRequirementError": SignInRequirementError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptInvitationInput(Input):
    invitation_secret: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"invitation_secret": "invitationSecret"}


@dataclass(frozen=True, slots=True)
class AddMemberSuccess:
    created: bool
    member: Member | None

    @staticmethod
    def of(value: Any) -> "AddMemberSuccess":
        return AddMemberSuccess(
            created=value["created"],
            member=None if value["member"] is None else Member.of(value["member"]),
        )


AddMemberResult = Union[AddMemberSuccess, AlreadyMemberError, EndedError, ExternalIdTakenError, InvalidInputError, LastOwnerError, LimitReachedError, NotFoundError, OwnersOnlyError, SeatsExceededError]
_AddMemberResult: dict[str, Any] = {
    "AddMemberSuccess": AddMemberSuccess.of,
    "AlreadyMemberError": AlreadyMemberError.of,
    "EndedError": EndedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "InvalidInputError": InvalidInputError.of,
    "LastOwnerError": LastOwnerError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
    "SeatsExceededError": SeatsExceededError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMemberInput(Input):
    name: str
    organization_id: str
    role: MemberRole
    external_id: Union[str | None, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    subject: Union[str | None, Unset] = UNSET
    upsert: Union[bool, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"name": "name", "organization_id": "organizationId", "role": "role", "external_id": "externalId", "metadata": "metadata", "subject": "subject", "upsert": "upsert"}


@dataclass(frozen=True, slots=True)
class AdjustCreditsSuccess:
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "AdjustCreditsSuccess":
        return AdjustCreditsSuccess(
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


AdjustCreditsResult = Union[AdjustCreditsSuccess, CreditTypeRequiredError, CreditsOutOfBoundsError, EndedError, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, LimitReachedError, NotFoundError]
_AdjustCreditsResult: dict[str, Any] = {
    "AdjustCreditsSuccess": AdjustCreditsSuccess.of,
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustCreditsInput(Input):
    organization_id: str
    reason: str
    add: Union[int | None, Unset] = UNSET
    credit_type: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    remove: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "reason": "reason", "add": "add", "credit_type": "creditType", "idempotency_key": "idempotencyKey", "member_id": "memberId", "remove": "remove"}


@dataclass(frozen=True, slots=True)
class AdvanceClockSuccess:
    instants: int
    now: str
    organization: Organization

    @staticmethod
    def of(value: Any) -> "AdvanceClockSuccess":
        return AdvanceClockSuccess(
            instants=value["instants"],
            now=value["now"],
            organization=Organization.of(value["organization"]),
        )


AdvanceClockResult = Union[AdvanceClockSuccess, ClockBackwardsError, EndedError, InvalidInputError, NotFoundError, NotSandboxError]
_AdvanceClockResult: dict[str, Any] = {
    "AdvanceClockSuccess": AdvanceClockSuccess.of,
    "ClockBackwardsError": ClockBackwardsError.of,
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "NotSandboxError": NotSandboxError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceClockInput(Input):
    organization_id: str
    to: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "to": "to"}


@dataclass(frozen=True, slots=True)
class CreditAllocation:
    credits: int
    member: Member | None

    @staticmethod
    def of(value: Any) -> "CreditAllocation":
        return CreditAllocation(
            credits=value["credits"],
            member=None if value["member"] is None else Member.of(value["member"]),
        )


@dataclass(frozen=True, slots=True)
class AllocateCreditsSuccess:
    allocated: list[CreditAllocation]
    replayed: bool

    @staticmethod
    def of(value: Any) -> "AllocateCreditsSuccess":
        return AllocateCreditsSuccess(
            allocated=[CreditAllocation.of(each) for each in value["allocated"]],
            replayed=value["replayed"],
        )


AllocateCreditsResult = Union[AllocateCreditsSuccess, CreditTypeRequiredError, CreditsOutOfBoundsError, EndedError, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, LimitReachedError, NotFoundError]
_AllocateCreditsResult: dict[str, Any] = {
    "AllocateCreditsSuccess": AllocateCreditsSuccess.of,
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationInput(Input):
    credits: int
    member_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "member_id": "memberId"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateCreditsInput(Input):
    allocations: list[AllocationInput]
    credit_type: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    reason: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"allocations": "allocations", "credit_type": "creditType", "idempotency_key": "idempotencyKey", "organization_id": "organizationId", "reason": "reason"}


@dataclass(frozen=True, slots=True)
class AllocateEquallySuccess:
    allocated: list[CreditAllocation]
    replayed: bool

    @staticmethod
    def of(value: Any) -> "AllocateEquallySuccess":
        return AllocateEquallySuccess(
            allocated=[CreditAllocation.of(each) for each in value["allocated"]],
            replayed=value["replayed"],
        )


AllocateEquallyResult = Union[AllocateEquallySuccess, CreditTypeRequiredError, CreditsOutOfBoundsError, EndedError, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, LimitReachedError, NotFoundError]
_AllocateEquallyResult: dict[str, Any] = {
    "AllocateEquallySuccess": AllocateEquallySuccess.of,
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateEquallyInput(Input):
    credits: int
    credit_type: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    member_ids: Union[list[str] | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    reason: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "credit_type": "creditType", "idempotency_key": "idempotencyKey", "member_ids": "memberIds", "organization_id": "organizationId", "reason": "reason"}


@dataclass(frozen=True, slots=True)
class ApproveTaskSuccess:
    replayed: bool
    task: Task

    @staticmethod
    def of(value: Any) -> "ApproveTaskSuccess":
        return ApproveTaskSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
        )


ApproveTaskResult = Union[ApproveTaskSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, OrganizationSuspendedError, TaskStateError]
_ApproveTaskResult: dict[str, Any] = {
    "ApproveTaskSuccess": ApproveTaskSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "OrganizationSuspendedError": OrganizationSuspendedError.of,
    "TaskStateError": TaskStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveTaskInput(Input):
    task_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"task_id": "taskId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class CancelExportSuccess:
    export: Export

    @staticmethod
    def of(value: Any) -> "CancelExportSuccess":
        return CancelExportSuccess(
            export=Export.of(value["export"]),
        )


CancelExportResult = Union[CancelExportSuccess, EndedError, NotFoundError]
_CancelExportResult: dict[str, Any] = {
    "CancelExportSuccess": CancelExportSuccess.of,
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelExportInput(Input):
    export_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"export_id": "exportId"}


@dataclass(frozen=True, slots=True)
class CancelPaymentSuccess:
    payment: Payment
    replayed: bool

    @staticmethod
    def of(value: Any) -> "CancelPaymentSuccess":
        return CancelPaymentSuccess(
            payment=Payment.of(value["payment"]),
            replayed=value["replayed"],
        )


CancelPaymentResult = Union[CancelPaymentSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, PaymentStateError, ProviderFailedError]
_CancelPaymentResult: dict[str, Any] = {
    "CancelPaymentSuccess": CancelPaymentSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "PaymentStateError": PaymentStateError.of,
    "ProviderFailedError": ProviderFailedError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPaymentInput(Input):
    payment_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"payment_id": "paymentId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class CancelSimulationSuccess:
    simulation: Simulation

    @staticmethod
    def of(value: Any) -> "CancelSimulationSuccess":
        return CancelSimulationSuccess(
            simulation=Simulation.of(value["simulation"]),
        )


CancelSimulationResult = Union[CancelSimulationSuccess, EndedError, NotFoundError]
_CancelSimulationResult: dict[str, Any] = {
    "CancelSimulationSuccess": CancelSimulationSuccess.of,
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSimulationInput(Input):
    simulation_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"simulation_id": "simulationId"}


@dataclass(frozen=True, slots=True)
class CancelSubscriptionSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "CancelSubscriptionSuccess":
        return CancelSubscriptionSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


CancelSubscriptionResult = Union[CancelSubscriptionSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, NotSelfServiceError, SubscriptionStateError]
_CancelSubscriptionResult: dict[str, Any] = {
    "CancelSubscriptionSuccess": CancelSubscriptionSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "NotSelfServiceError": NotSelfServiceError.of,
    "SubscriptionStateError": SubscriptionStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSubscriptionInput(Input):
    organization_id: str
    at_period_end: Union[bool, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "at_period_end": "atPeriodEnd", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class CancelTaskSuccess:
    replayed: bool
    task: Task

    @staticmethod
    def of(value: Any) -> "CancelTaskSuccess":
        return CancelTaskSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
        )


CancelTaskResult = Union[CancelTaskSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, TaskStateError]
_CancelTaskResult: dict[str, Any] = {
    "CancelTaskSuccess": CancelTaskSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "TaskStateError": TaskStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTaskInput(Input):
    task_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"task_id": "taskId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class TaskLease:
    attempt: int
    lease_id: str
    until: str
    worker: str | None

    @staticmethod
    def of(value: Any) -> "TaskLease":
        return TaskLease(
            attempt=value["attempt"],
            lease_id=value["leaseId"],
            until=value["until"],
            worker=value["worker"],
        )


@dataclass(frozen=True, slots=True)
class ClaimedTask:
    lease: TaskLease
    task: Task

    @staticmethod
    def of(value: Any) -> "ClaimedTask":
        return ClaimedTask(
            lease=TaskLease.of(value["lease"]),
            task=Task.of(value["task"]),
        )


@dataclass(frozen=True, slots=True)
class ClaimTasksSuccess:
    claimed: list[ClaimedTask]

    @staticmethod
    def of(value: Any) -> "ClaimTasksSuccess":
        return ClaimTasksSuccess(
            claimed=[ClaimedTask.of(each) for each in value["claimed"]],
        )


ClaimTasksResult = Union[ClaimTasksSuccess, InvalidInputError]
_ClaimTasksResult: dict[str, Any] = {
    "ClaimTasksSuccess": ClaimTasksSuccess.of,
    "InvalidInputError": InvalidInputError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTasksInput(Input):
    lease_seconds: Union[int, Unset] = UNSET
    limit: Union[int, Unset] = UNSET
    models: Union[list[str] | None, Unset] = UNSET
    worker: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"lease_seconds": "leaseSeconds", "limit": "limit", "models": "models", "worker": "worker"}


@dataclass(frozen=True, slots=True)
class CloseDisputeSuccess:
    charged_back: int
    loss: Money | None
    lot: CreditLot
    replayed: bool
    revoked: int
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "CloseDisputeSuccess":
        return CloseDisputeSuccess(
            charged_back=value["chargedBack"],
            loss=None if value["loss"] is None else Money.of(value["loss"]),
            lot=CreditLot.of(value["lot"]),
            replayed=value["replayed"],
            revoked=value["revoked"],
            wallet=Wallet.of(value["wallet"]),
        )


CloseDisputeResult = Union[CloseDisputeSuccess, DisputeStateError, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError]
_CloseDisputeResult: dict[str, Any] = {
    "CloseDisputeSuccess": CloseDisputeSuccess.of,
    "DisputeStateError": DisputeStateError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
}


DisputeOutcome = Literal[
    "LOST",
    "WON",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDisputeInput(Input):
    lot_id: str
    outcome: DisputeOutcome
    reason: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"lot_id": "lotId", "outcome": "outcome", "reason": "reason", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class CloseHoldSuccess:
    hold: Hold
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "CloseHoldSuccess":
        return CloseHoldSuccess(
            hold=Hold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


CloseHoldResult = Union[CloseHoldSuccess, EndedError, HoldNotOpenError, HoldOfTaskError, IdempotencyConflictError, InvalidInputError, NotFoundError]
_CloseHoldResult: dict[str, Any] = {
    "CloseHoldSuccess": CloseHoldSuccess.of,
    "EndedError": EndedError.of,
    "HoldNotOpenError": HoldNotOpenError.of,
    "HoldOfTaskError": HoldOfTaskError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseHoldInput(Input):
    hold_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"hold_id": "holdId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class CloseOrganizationSuccess:
    organization: Organization | None
    replayed: bool

    @staticmethod
    def of(value: Any) -> "CloseOrganizationSuccess":
        return CloseOrganizationSuccess(
            organization=None if value["organization"] is None else Organization.of(value["organization"]),
            replayed=value["replayed"],
        )


CloseOrganizationResult = Union[CloseOrganizationSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError]
_CloseOrganizationResult: dict[str, Any] = {
    "CloseOrganizationSuccess": CloseOrganizationSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseOrganizationInput(Input):
    reason: str
    idempotency_key: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"reason": "reason", "idempotency_key": "idempotencyKey", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class CloseRunSuccess:
    replayed: bool
    run: Run

    @staticmethod
    def of(value: Any) -> "CloseRunSuccess":
        return CloseRunSuccess(
            replayed=value["replayed"],
            run=Run.of(value["run"]),
        )


CloseRunResult = Union[CloseRunSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError]
_CloseRunResult: dict[str, Any] = {
    "CloseRunSuccess": CloseRunSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRunInput(Input):
    run_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"run_id": "runId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class CompleteTaskSuccess:
    replayed: bool
    task: Task

    @staticmethod
    def of(value: Any) -> "CompleteTaskSuccess":
        return CompleteTaskSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
        )


CompleteTaskResult = Union[BudgetExceededError, CompleteTaskSuccess, EndedError, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, LeaseLostError, NotFoundError, RunExceededError, SpendExceedsHoldError, TaskStateError]
_CompleteTaskResult: dict[str, Any] = {
    "BudgetExceededError": BudgetExceededError.of,
    "CompleteTaskSuccess": CompleteTaskSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LeaseLostError": LeaseLostError.of,
    "NotFoundError": NotFoundError.of,
    "RunExceededError": RunExceededError.of,
    "SpendExceedsHoldError": SpendExceedsHoldError.of,
    "TaskStateError": TaskStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditAmountInput(Input):
    credit_type: str
    credits: int

    @staticmethod
    def names() -> dict[str, str]:
        return {"credit_type": "creditType", "credits": "credits"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactMoneyInput(Input):
    amount: str
    currency: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"amount": "amount", "currency": "currency"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTaskInput(Input):
    task_id: str
    costs: Union[list[CreditAmountInput] | None, Unset] = UNSET
    credits: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    lease_id: Union[str | None, Unset] = UNSET
    result: Union[dict[str, Any] | None, Unset] = UNSET
    upstream_cost: Union[ExactMoneyInput | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"task_id": "taskId", "costs": "costs", "credits": "credits", "idempotency_key": "idempotencyKey", "lease_id": "leaseId", "result": "result", "upstream_cost": "upstreamCost"}


@dataclass(frozen=True, slots=True)
class TaskOfCompleteTaskSuccessOfCompleteTasksSuccessResultsTask:
    credits: int
    id: str
    sequence: int
    status: TaskStatus

    @staticmethod
    def of(value: Any) -> "TaskOfCompleteTaskSuccessOfCompleteTasksSuccessResultsTask":
        return TaskOfCompleteTaskSuccessOfCompleteTasksSuccessResultsTask(
            credits=value["credits"],
            id=value["id"],
            sequence=value["sequence"],
            status=value["status"],
        )


@dataclass(frozen=True, slots=True)
class CompleteTaskSuccessOfCompleteTasksSuccessResults:
    replayed: bool
    task: TaskOfCompleteTaskSuccessOfCompleteTasksSuccessResultsTask

    @staticmethod
    def of(value: Any) -> "CompleteTaskSuccessOfCompleteTasksSuccessResults":
        return CompleteTaskSuccessOfCompleteTasksSuccessResults(
            replayed=value["replayed"],
            task=TaskOfCompleteTaskSuccessOfCompleteTasksSuccessResultsTask.of(value["task"]),
        )


CompleteTaskResultOfCompleteTasksSuccessResults = Union[Refusal, CompleteTaskSuccessOfCompleteTasksSuccessResults]
_CompleteTaskResultOfCompleteTasksSuccessResults: dict[str, Any] = {
    "BudgetExceededError": Refusal.of,
    "CompleteTaskSuccess": CompleteTaskSuccessOfCompleteTasksSuccessResults.of,
    "EndedError": Refusal.of,
    "IdempotencyConflictError": Refusal.of,
    "InsufficientCreditsError": Refusal.of,
    "InvalidInputError": Refusal.of,
    "LeaseLostError": Refusal.of,
    "NotFoundError": Refusal.of,
    "RunExceededError": Refusal.of,
    "SpendExceedsHoldError": Refusal.of,
    "TaskStateError": Refusal.of,
}


@dataclass(frozen=True, slots=True)
class CompleteTasksSuccess:
    results: list[CompleteTaskResultOfCompleteTasksSuccessResults]

    @staticmethod
    def of(value: Any) -> "CompleteTasksSuccess":
        return CompleteTasksSuccess(
            results=[_CompleteTaskResultOfCompleteTasksSuccessResults[each["__typename"]](each) for each in value["results"]],
        )


CompleteTasksResult = Union[CompleteTasksSuccess, InvalidInputError]
_CompleteTasksResult: dict[str, Any] = {
    "CompleteTasksSuccess": CompleteTasksSuccess.of,
    "InvalidInputError": InvalidInputError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTasksInput(Input):
    tasks: list[CompleteTaskInput]

    @staticmethod
    def names() -> dict[str, str]:
        return {"tasks": "tasks"}


@dataclass(frozen=True, slots=True)
class ConfirmManualPaymentSuccess:
    payment: Payment
    replayed: bool

    @staticmethod
    def of(value: Any) -> "ConfirmManualPaymentSuccess":
        return ConfirmManualPaymentSuccess(
            payment=Payment.of(value["payment"]),
            replayed=value["replayed"],
        )


ConfirmManualPaymentResult = Union[ConfirmManualPaymentSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, PaymentStateError, ProviderFailedError]
_ConfirmManualPaymentResult: dict[str, Any] = {
    "ConfirmManualPaymentSuccess": ConfirmManualPaymentSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "PaymentStateError": PaymentStateError.of,
    "ProviderFailedError": ProviderFailedError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyInput(Input):
    amount: int
    currency: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"amount": "amount", "currency": "currency"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmManualPaymentInput(Input):
    payment_id: str
    received: MoneyInput
    idempotency_key: Union[str | None, Unset] = UNSET
    reference: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"payment_id": "paymentId", "received": "received", "idempotency_key": "idempotencyKey", "reference": "reference"}


@dataclass(frozen=True, slots=True)
class CreateApiKeySuccess:
    api_key: ApiKey
    secret: str

    @staticmethod
    def of(value: Any) -> "CreateApiKeySuccess":
        return CreateApiKeySuccess(
            api_key=ApiKey.of(value["apiKey"]),
            secret=value["secret"],
        )


CreateApiKeyResult = Union[CreateApiKeySuccess, EndedError, ExternalIdTakenError, InvalidInputError, LimitReachedError, LimitedKeyError, NotFoundError, ScopeNotAllowedError]
_CreateApiKeyResult: dict[str, Any] = {
    "CreateApiKeySuccess": CreateApiKeySuccess.of,
    "EndedError": EndedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "LimitedKeyError": LimitedKeyError.of,
    "NotFoundError": NotFoundError.of,
    "ScopeNotAllowedError": ScopeNotAllowedError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateApiKeyInput(Input):
    name: str
    scopes: list[KeyScope]
    allowed_addresses: Union[list[str], Unset] = UNSET
    expires_at: Union[str | None, Unset] = UNSET
    external_id: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    of_organization: Union[bool, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"name": "name", "scopes": "scopes", "allowed_addresses": "allowedAddresses", "expires_at": "expiresAt", "external_id": "externalId", "member_id": "memberId", "metadata": "metadata", "of_organization": "ofOrganization", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class CreateBalanceThresholdSuccess:
    balance_threshold: BalanceThreshold
    replayed: bool

    @staticmethod
    def of(value: Any) -> "CreateBalanceThresholdSuccess":
        return CreateBalanceThresholdSuccess(
            balance_threshold=BalanceThreshold.of(value["balanceThreshold"]),
            replayed=value["replayed"],
        )


CreateBalanceThresholdResult = Union[CreateBalanceThresholdSuccess, CreditTypeRequiredError, EndedError, IdempotencyConflictError, InvalidInputError, LimitReachedError, NotFoundError]
_CreateBalanceThresholdResult: dict[str, Any] = {
    "CreateBalanceThresholdSuccess": CreateBalanceThresholdSuccess.of,
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateBalanceThresholdInput(Input):
    credit_type: Union[str | None, Unset] = UNSET
    credits: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    percent: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credit_type": "creditType", "credits": "credits", "idempotency_key": "idempotencyKey", "member_id": "memberId", "organization_id": "organizationId", "percent": "percent"}


PriceSettleBy = Literal[
    "OUTPUTS",
    "RESULT",
    "SECONDS",
]


PriceTiering = Literal[
    "GRADUATED",
    "VOLUME",
]


@dataclass(frozen=True, slots=True)
class PriceTier:
    credits: int
    fixed: int
    per: int
    up_to: int

    @staticmethod
    def of(value: Any) -> "PriceTier":
        return PriceTier(
            credits=value["credits"],
            fixed=value["fixed"],
            per=value["per"],
            up_to=value["upTo"],
        )


@dataclass(frozen=True, slots=True)
class PricePart:
    credit_type: str
    credits: int
    default_units: float | None
    per: int
    settle_by: PriceSettleBy | None
    settle_field: str | None
    step: int
    tiering: PriceTiering | None
    tiers: list[PriceTier]
    unit: PriceUnit
    unit_field: str | None

    @staticmethod
    def of(value: Any) -> "PricePart":
        return PricePart(
            credit_type=value["creditType"],
            credits=value["credits"],
            default_units=value["defaultUnits"],
            per=value["per"],
            settle_by=value["settleBy"],
            settle_field=value["settleField"],
            step=value["step"],
            tiering=value["tiering"],
            tiers=[PriceTier.of(each) for each in value["tiers"]],
            unit=value["unit"],
            unit_field=value["unitField"],
        )


@dataclass(frozen=True, slots=True)
class TaskPricePart:
    part: PricePart
    units: float | None
    units_max: float | None

    @staticmethod
    def of(value: Any) -> "TaskPricePart":
        return TaskPricePart(
            part=PricePart.of(value["part"]),
            units=value["units"],
            units_max=value["unitsMax"],
        )


TaskWarningCode = Literal[
    "DEPRECATED",
]


@dataclass(frozen=True, slots=True)
class TaskWarning:
    code: TaskWarningCode
    message: str

    @staticmethod
    def of(value: Any) -> "TaskWarning":
        return TaskWarning(
            code=value["code"],
            message=value["message"],
        )


@dataclass(frozen=True, slots=True)
class TaskPrice:
    costs: list[CreditAmount]
    credits: int
    is_maximum: bool
    parts: list[TaskPricePart]
    price_rule: PriceRule
    units: int
    warnings: list[TaskWarning]

    @staticmethod
    def of(value: Any) -> "TaskPrice":
        return TaskPrice(
            costs=[CreditAmount.of(each) for each in value["costs"]],
            credits=value["credits"],
            is_maximum=value["isMaximum"],
            parts=[TaskPricePart.of(each) for each in value["parts"]],
            price_rule=PriceRule.of(value["priceRule"]),
            units=value["units"],
            warnings=[TaskWarning.of(each) for each in value["warnings"]],
        )


@dataclass(frozen=True, slots=True)
class QuotedTasks:
    alternatives: list[TaskPrice]
    count: int
    model: str
    operation: str
    payable: int
    price: TaskPrice | None
    refusal: Refusal | None

    @staticmethod
    def of(value: Any) -> "QuotedTasks":
        return QuotedTasks(
            alternatives=[TaskPrice.of(each) for each in value["alternatives"]],
            count=value["count"],
            model=value["model"],
            operation=value["operation"],
            payable=value["payable"],
            price=None if value["price"] is None else TaskPrice.of(value["price"]),
            refusal=None if value["refusal"] is None else Refusal.of(value["refusal"]),
        )


@dataclass(frozen=True, slots=True)
class QuoteLine:
    credits: int
    lot: CreditLot

    @staticmethod
    def of(value: Any) -> "QuoteLine":
        return QuoteLine(
            credits=value["credits"],
            lot=CreditLot.of(value["lot"]),
        )


@dataclass(frozen=True, slots=True)
class QuoteTotal:
    available: int
    credit_type: str
    credits: int
    lines: list[QuoteLine]
    shortfall: int

    @staticmethod
    def of(value: Any) -> "QuoteTotal":
        return QuoteTotal(
            available=value["available"],
            credit_type=value["creditType"],
            credits=value["credits"],
            lines=[QuoteLine.of(each) for each in value["lines"]],
            shortfall=value["shortfall"],
        )


@dataclass(frozen=True, slots=True)
class TasksQuote:
    items: list[QuotedTasks]
    totals: list[QuoteTotal]

    @staticmethod
    def of(value: Any) -> "TasksQuote":
        return TasksQuote(
            items=[QuotedTasks.of(each) for each in value["items"]],
            totals=[QuoteTotal.of(each) for each in value["totals"]],
        )


@dataclass(frozen=True, slots=True)
class CreateBindingQuoteSuccess:
    binding_quote: BindingQuote
    quote: TasksQuote

    @staticmethod
    def of(value: Any) -> "CreateBindingQuoteSuccess":
        return CreateBindingQuoteSuccess(
            binding_quote=BindingQuote.of(value["bindingQuote"]),
            quote=TasksQuote.of(value["quote"]),
        )


CreateBindingQuoteResult = Union[CreateBindingQuoteSuccess, EndedError, InputLimitError, InvalidInputError, LimitReachedError, MaxCreditsExceededError, NoPriceError, NotFoundError, OperationUnavailableError, QuotaExceededError]
_CreateBindingQuoteResult: dict[str, Any] = {
    "CreateBindingQuoteSuccess": CreateBindingQuoteSuccess.of,
    "EndedError": EndedError.of,
    "InputLimitError": InputLimitError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "MaxCreditsExceededError": MaxCreditsExceededError.of,
    "NoPriceError": NoPriceError.of,
    "NotFoundError": NotFoundError.of,
    "OperationUnavailableError": OperationUnavailableError.of,
    "QuotaExceededError": QuotaExceededError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteItemInput(Input):
    model: str
    operation: str
    count: Union[int, Unset] = UNSET
    input: Union[dict[str, Any] | None, Unset] = UNSET
    max_costs: Union[list[CreditAmountInput] | None, Unset] = UNSET
    max_credits: Union[int | None, Unset] = UNSET
    tags: Union[list[str] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"model": "model", "operation": "operation", "count": "count", "input": "input", "max_costs": "maxCosts", "max_credits": "maxCredits", "tags": "tags"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateBindingQuoteInput(Input):
    items: list[QuoteItemInput]
    member_id: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    valid_for_seconds: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"items": "items", "member_id": "memberId", "organization_id": "organizationId", "valid_for_seconds": "validForSeconds"}


@dataclass(frozen=True, slots=True)
class CreateBudgetSuccess:
    budget: Budget
    replayed: bool

    @staticmethod
    def of(value: Any) -> "CreateBudgetSuccess":
        return CreateBudgetSuccess(
            budget=Budget.of(value["budget"]),
            replayed=value["replayed"],
        )


CreateBudgetResult = Union[CreateBudgetSuccess, CreditTypeRequiredError, EndedError, IdempotencyConflictError, InvalidInputError, LimitReachedError, NotFoundError, OwnersOnlyError]
_CreateBudgetResult: dict[str, Any] = {
    "CreateBudgetSuccess": CreateBudgetSuccess.of,
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateBudgetInput(Input):
    limit: int
    period: BudgetPeriod
    api_key_id: Union[str | None, Unset] = UNSET
    credit_type: Union[str | None, Unset] = UNSET
    enforcement: Union[BudgetEnforcement, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    model: Union[str | None, Unset] = UNSET
    operation: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    tag: Union[str | None, Unset] = UNSET
    thresholds: Union[list[int], Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"limit": "limit", "period": "period", "api_key_id": "apiKeyId", "credit_type": "creditType", "enforcement": "enforcement", "idempotency_key": "idempotencyKey", "member_id": "memberId", "model": "model", "operation": "operation", "organization_id": "organizationId", "tag": "tag", "thresholds": "thresholds"}


@dataclass(frozen=True, slots=True)
class CreateCreditPackSuccess:
    credit_pack: CreditPack

    @staticmethod
    def of(value: Any) -> "CreateCreditPackSuccess":
        return CreateCreditPackSuccess(
            credit_pack=CreditPack.of(value["creditPack"]),
        )


CreateCreditPackResult = Union[CreateCreditPackSuccess, InvalidInputError, LimitReachedError]
_CreateCreditPackResult: dict[str, Any] = {
    "CreateCreditPackSuccess": CreateCreditPackSuccess.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchasedCreditsInput(Input):
    credit_type: str
    credits: int
    bonus: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credit_type": "creditType", "credits": "credits", "bonus": "bonus"}


CreditPackKind = Literal[
    "EXTRA",
    "TOP_UP",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeStepInput(Input):
    amount: int
    quantity: int

    @staticmethod
    def names() -> dict[str, str]:
        return {"amount": "amount", "quantity": "quantity"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCreditPackInput(Input):
    credits: list[PurchasedCreditsInput]
    name: str
    price: MoneyInput
    title: str
    external_id: Union[str | None, Unset] = UNSET
    kind: Union[CreditPackKind, Unset] = UNSET
    volume_steps: Union[list[VolumeStepInput] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "name": "name", "price": "price", "title": "title", "external_id": "externalId", "kind": "kind", "volume_steps": "volumeSteps"}


@dataclass(frozen=True, slots=True)
class CreateInvitationSuccess:
    invitation: Invitation
    mailed: bool
    secret: str
    url: str | None

    @staticmethod
    def of(value: Any) -> "CreateInvitationSuccess":
        return CreateInvitationSuccess(
            invitation=Invitation.of(value["invitation"]),
            mailed=value["mailed"],
            secret=value["secret"],
            url=value["url"],
        )


CreateInvitationResult = Union[CreateInvitationSuccess, EndedError, ExternalIdTakenError, InvalidInputError, LimitReachedError, LimitedKeyError, NotFoundError, OwnersOnlyError, SeatsExceededError]
_CreateInvitationResult: dict[str, Any] = {
    "CreateInvitationSuccess": CreateInvitationSuccess.of,
    "EndedError": EndedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "LimitedKeyError": LimitedKeyError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
    "SeatsExceededError": SeatsExceededError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateInvitationInput(Input):
    role: MemberRole
    email: Union[str | None, Unset] = UNSET
    external_id: Union[str | None, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    valid_days: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"role": "role", "email": "email", "external_id": "externalId", "metadata": "metadata", "organization_id": "organizationId", "valid_days": "validDays"}


@dataclass(frozen=True, slots=True)
class NewMemberKey:
    member: Member
    secret: str | None

    @staticmethod
    def of(value: Any) -> "NewMemberKey":
        return NewMemberKey(
            member=Member.of(value["member"]),
            secret=value["secret"],
        )


@dataclass(frozen=True, slots=True)
class CreateOrganizationSuccess:
    created: bool
    keys: list[NewMemberKey]
    organization: Organization
    replayed: bool

    @staticmethod
    def of(value: Any) -> "CreateOrganizationSuccess":
        return CreateOrganizationSuccess(
            created=value["created"],
            keys=[NewMemberKey.of(each) for each in value["keys"]],
            organization=Organization.of(value["organization"]),
            replayed=value["replayed"],
        )


CreateOrganizationResult = Union[CreateOrganizationSuccess, EndedError, ExternalIdTakenError, IdempotencyConflictError, InvalidInputError, NotFoundError]
_CreateOrganizationResult: dict[str, Any] = {
    "CreateOrganizationSuccess": CreateOrganizationSuccess.of,
    "EndedError": EndedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMemberInput(Input):
    name: str
    role: MemberRole
    external_id: Union[str | None, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    subject: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"name": "name", "role": "role", "external_id": "externalId", "metadata": "metadata", "subject": "subject"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateOrganizationInput(Input):
    name: str
    credit_types: Union[list[str], Unset] = UNSET
    external_id: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    members: Union[list[NewMemberInput], Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    mode: Union[OrganizationMode, Unset] = UNSET
    upsert: Union[bool, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"name": "name", "credit_types": "creditTypes", "external_id": "externalId", "idempotency_key": "idempotencyKey", "members": "members", "metadata": "metadata", "mode": "mode", "upsert": "upsert"}


@dataclass(frozen=True, slots=True)
class CreatePlatformKeySuccess:
    platform_key: PlatformKey
    secret: str

    @staticmethod
    def of(value: Any) -> "CreatePlatformKeySuccess":
        return CreatePlatformKeySuccess(
            platform_key=PlatformKey.of(value["platformKey"]),
            secret=value["secret"],
        )


CreatePlatformKeyResult = Union[CreatePlatformKeySuccess, EndedError, InvalidInputError, LimitReachedError, LimitedKeyError, NotFoundError]
_CreatePlatformKeyResult: dict[str, Any] = {
    "CreatePlatformKeySuccess": CreatePlatformKeySuccess.of,
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "LimitedKeyError": LimitedKeyError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePlatformKeyInput(Input):
    name: str
    scopes: list[PlatformScope]
    allowed_addresses: Union[list[str], Unset] = UNSET
    expires_at: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"name": "name", "scopes": "scopes", "allowed_addresses": "allowedAddresses", "expires_at": "expiresAt"}


@dataclass(frozen=True, slots=True)
class CreatePlatformWebhookEndpointSuccess:
    secret: str
    webhook_endpoint: WebhookEndpoint

    @staticmethod
    def of(value: Any) -> "CreatePlatformWebhookEndpointSuccess":
        return CreatePlatformWebhookEndpointSuccess(
            secret=value["secret"],
            webhook_endpoint=WebhookEndpoint.of(value["webhookEndpoint"]),
        )


CreatePlatformWebhookEndpointResult = Union[CreatePlatformWebhookEndpointSuccess, EndedError, InvalidInputError, LimitReachedError, NotFoundError]
_CreatePlatformWebhookEndpointResult: dict[str, Any] = {
    "CreatePlatformWebhookEndpointSuccess": CreatePlatformWebhookEndpointSuccess.of,
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePlatformWebhookEndpointInput(Input):
    url: str
    events: Union[list[WebhookEvent] | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"url": "url", "events": "events", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class CreatePriceRuleSuccess:
    price_rule: PriceRule
    replayed: bool

    @staticmethod
    def of(value: Any) -> "CreatePriceRuleSuccess":
        return CreatePriceRuleSuccess(
            price_rule=PriceRule.of(value["priceRule"]),
            replayed=value["replayed"],
        )


CreatePriceRuleResult = Union[CreatePriceRuleSuccess, EffectiveFromPastError, EndedError, IdempotencyConflictError, InvalidInputError, LimitReachedError, NotFoundError, PriceRuleExistsError]
_CreatePriceRuleResult: dict[str, Any] = {
    "CreatePriceRuleSuccess": CreatePriceRuleSuccess.of,
    "EffectiveFromPastError": EffectiveFromPastError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "PriceRuleExistsError": PriceRuleExistsError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputConstraintInput(Input):
    field: str
    below: Union[float | None, Unset] = UNSET
    max: Union[float | None, Unset] = UNSET
    max_length: Union[int | None, Unset] = UNSET
    min: Union[float | None, Unset] = UNSET
    one_of: Union[list[str] | None, Unset] = UNSET
    one_of_booleans: Union[list[bool] | None, Unset] = UNSET
    one_of_numbers: Union[list[float] | None, Unset] = UNSET
    required: Union[bool | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"field": "field", "below": "below", "max": "max", "max_length": "maxLength", "min": "min", "one_of": "oneOf", "one_of_booleans": "oneOfBooleans", "one_of_numbers": "oneOfNumbers", "required": "required"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTierInput(Input):
    credits: int
    up_to: int
    fixed: Union[int | None, Unset] = UNSET
    per: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "up_to": "upTo", "fixed": "fixed", "per": "per"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePartInput(Input):
    credits: int
    credit_type: Union[str | None, Unset] = UNSET
    default_units: Union[float | None, Unset] = UNSET
    per: Union[int | None, Unset] = UNSET
    settle_by: Union[PriceSettleBy | None, Unset] = UNSET
    settle_field: Union[str | None, Unset] = UNSET
    step: Union[int | None, Unset] = UNSET
    tiering: Union[PriceTiering | None, Unset] = UNSET
    tiers: Union[list[PriceTierInput] | None, Unset] = UNSET
    unit: Union[PriceUnit, Unset] = UNSET
    unit_field: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "credit_type": "creditType", "default_units": "defaultUnits", "per": "per", "settle_by": "settleBy", "settle_field": "settleField", "step": "step", "tiering": "tiering", "tiers": "tiers", "unit": "unit", "unit_field": "unitField"}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpstreamPriceInput(Input):
    amount: str
    currency: str
    default_units: Union[float | None, Unset] = UNSET
    per: Union[int | None, Unset] = UNSET
    settle_by: Union[PriceSettleBy | None, Unset] = UNSET
    settle_field: Union[str | None, Unset] = UNSET
    unit: Union[PriceUnit, Unset] = UNSET
    unit_field: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"amount": "amount", "currency": "currency", "default_units": "defaultUnits", "per": "per", "settle_by": "settleBy", "settle_field": "settleField", "unit": "unit", "unit_field": "unitField"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePriceRuleInput(Input):
    credit_type: str
    credits: int
    model: str
    operation: str
    provider: str
    asset_kind: Union[str | None, Unset] = UNSET
    comparable_as: Union[str | None, Unset] = UNSET
    conditions: Union[list[InputConstraintInput], Unset] = UNSET
    default_units: Union[float | None, Unset] = UNSET
    effective_from: Union[str | None, Unset] = UNSET
    effective_until: Union[str | None, Unset] = UNSET
    fixed: Union[int | None, Unset] = UNSET
    http_provider: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    input_limits: Union[list[InputConstraintInput], Unset] = UNSET
    notice: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    outputs: Union[int, Unset] = UNSET
    parts: Union[list[PricePartInput] | None, Unset] = UNSET
    per: Union[int | None, Unset] = UNSET
    quality: Union[int | None, Unset] = UNSET
    runner: Union[PriceRunner | None, Unset] = UNSET
    settle_by: Union[PriceSettleBy | None, Unset] = UNSET
    settle_field: Union[str | None, Unset] = UNSET
    state: Union[PriceState, Unset] = UNSET
    step: Union[int | None, Unset] = UNSET
    tiering: Union[PriceTiering | None, Unset] = UNSET
    tiers: Union[list[PriceTierInput] | None, Unset] = UNSET
    unit: Union[PriceUnit, Unset] = UNSET
    unit_field: Union[str | None, Unset] = UNSET
    upstream_cost: Union[UpstreamPriceInput | None, Unset] = UNSET
    variant: Union[str, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credit_type": "creditType", "credits": "credits", "model": "model", "operation": "operation", "provider": "provider", "asset_kind": "assetKind", "comparable_as": "comparableAs", "conditions": "conditions", "default_units": "defaultUnits", "effective_from": "effectiveFrom", "effective_until": "effectiveUntil", "fixed": "fixed", "http_provider": "httpProvider", "idempotency_key": "idempotencyKey", "input_limits": "inputLimits", "notice": "notice", "organization_id": "organizationId", "outputs": "outputs", "parts": "parts", "per": "per", "quality": "quality", "runner": "runner", "settle_by": "settleBy", "settle_field": "settleField", "state": "state", "step": "step", "tiering": "tiering", "tiers": "tiers", "unit": "unit", "unit_field": "unitField", "upstream_cost": "upstreamCost", "variant": "variant"}


@dataclass(frozen=True, slots=True)
class TaskUpload:
    expires_at: str
    url: str

    @staticmethod
    def of(value: Any) -> "TaskUpload":
        return TaskUpload(
            expires_at=value["expiresAt"],
            url=value["url"],
        )


@dataclass(frozen=True, slots=True)
class CreateTaskUploadSuccess:
    upload: TaskUpload

    @staticmethod
    def of(value: Any) -> "CreateTaskUploadSuccess":
        return CreateTaskUploadSuccess(
            upload=TaskUpload.of(value["upload"]),
        )


CreateTaskUploadResult = Union[CreateTaskUploadSuccess, InvalidInputError, LeaseLostError]
_CreateTaskUploadResult: dict[str, Any] = {
    "CreateTaskUploadSuccess": CreateTaskUploadSuccess.of,
    "InvalidInputError": InvalidInputError.of,
    "LeaseLostError": LeaseLostError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTaskUploadInput(Input):
    lease_id: str
    name: str
    task_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"lease_id": "leaseId", "name": "name", "task_id": "taskId"}


@dataclass(frozen=True, slots=True)
class CreateWebhookEndpointSuccess:
    secret: str
    webhook_endpoint: WebhookEndpoint

    @staticmethod
    def of(value: Any) -> "CreateWebhookEndpointSuccess":
        return CreateWebhookEndpointSuccess(
            secret=value["secret"],
            webhook_endpoint=WebhookEndpoint.of(value["webhookEndpoint"]),
        )


CreateWebhookEndpointResult = Union[CreateWebhookEndpointSuccess, EndedError, InvalidInputError, LimitReachedError, NotFoundError]
_CreateWebhookEndpointResult: dict[str, Any] = {
    "CreateWebhookEndpointSuccess": CreateWebhookEndpointSuccess.of,
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateWebhookEndpointInput(Input):
    events: list[WebhookEvent]
    url: str
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"events": "events", "url": "url", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class DecideCreditRequestSuccess:
    credit_request: CreditRequest
    refusal: Refusal | None
    replayed: bool
    task: Task | None

    @staticmethod
    def of(value: Any) -> "DecideCreditRequestSuccess":
        return DecideCreditRequestSuccess(
            credit_request=CreditRequest.of(value["creditRequest"]),
            refusal=None if value["refusal"] is None else Refusal.of(value["refusal"]),
            replayed=value["replayed"],
            task=None if value["task"] is None else Task.of(value["task"]),
        )


DecideCreditRequestResult = Union[CreditsOutOfBoundsError, DecideCreditRequestSuccess, EndedError, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, LimitReachedError, NotFoundError, OrganizationSuspendedError]
_DecideCreditRequestResult: dict[str, Any] = {
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "DecideCreditRequestSuccess": DecideCreditRequestSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "OrganizationSuspendedError": OrganizationSuspendedError.of,
}


CreditRequestDecision = Literal[
    "APPROVE",
    "DECLINE",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCreditRequestInput(Input):
    credit_request_id: str
    decision: CreditRequestDecision
    as_: Union[CreditGrantForm | None, Unset] = UNSET
    budget_id: Union[str | None, Unset] = UNSET
    credits: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    note: Union[str | None, Unset] = UNSET
    until: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credit_request_id": "creditRequestId", "decision": "decision", "as_": "as", "budget_id": "budgetId", "credits": "credits", "idempotency_key": "idempotencyKey", "note": "note", "until": "until"}


@dataclass(frozen=True, slots=True)
class DeclineInvitationSuccess:
    invitation_id: str

    @staticmethod
    def of(value: Any) -> "DeclineInvitationSuccess":
        return DeclineInvitationSuccess(
            invitation_id=value["invitationId"],
        )


DeclineInvitationResult = Union[DeclineInvitationSuccess, EndedError, InvitationEndedError, NotFoundError]
_DeclineInvitationResult: dict[str, Any] = {
    "DeclineInvitationSuccess": DeclineInvitationSuccess.of,
    "EndedError": EndedError.of,
    "InvitationEndedError": InvitationEndedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineInvitationInput(Input):
    invitation_secret: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"invitation_secret": "invitationSecret"}


@dataclass(frozen=True, slots=True)
class DeclineTaskSuccess:
    replayed: bool
    task: Task

    @staticmethod
    def of(value: Any) -> "DeclineTaskSuccess":
        return DeclineTaskSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
        )


DeclineTaskResult = Union[DeclineTaskSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, TaskStateError]
_DeclineTaskResult: dict[str, Any] = {
    "DeclineTaskSuccess": DeclineTaskSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "TaskStateError": TaskStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineTaskInput(Input):
    reason: str
    task_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"reason": "reason", "task_id": "taskId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class DowngradeSubscriptionSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "DowngradeSubscriptionSuccess":
        return DowngradeSubscriptionSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


DowngradeSubscriptionResult = Union[DowngradeSubscriptionSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, NotSelfServiceError, SeatsExceededError, SubscriptionStateError]
_DowngradeSubscriptionResult: dict[str, Any] = {
    "DowngradeSubscriptionSuccess": DowngradeSubscriptionSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "NotSelfServiceError": NotSelfServiceError.of,
    "SeatsExceededError": SeatsExceededError.of,
    "SubscriptionStateError": SubscriptionStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DowngradeSubscriptionInput(Input):
    organization_id: str
    plan: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "plan": "plan", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class EndAllocationRuleSuccess:
    allocation_rule: AllocationRule

    @staticmethod
    def of(value: Any) -> "EndAllocationRuleSuccess":
        return EndAllocationRuleSuccess(
            allocation_rule=AllocationRule.of(value["allocationRule"]),
        )


EndAllocationRuleResult = Union[EndAllocationRuleSuccess, EndedError, NotFoundError]
_EndAllocationRuleResult: dict[str, Any] = {
    "EndAllocationRuleSuccess": EndAllocationRuleSuccess.of,
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAllocationRuleInput(Input):
    allocation_rule_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"allocation_rule_id": "allocationRuleId"}


@dataclass(frozen=True, slots=True)
class AutoTopUp:
    below: int
    bought: Money
    credit_type: str
    failures: int
    is_paying: bool
    monthly_max: Money
    next_at: str | None
    pack: str
    provider: PaymentProvider
    quantity: int

    @staticmethod
    def of(value: Any) -> "AutoTopUp":
        return AutoTopUp(
            below=value["below"],
            bought=Money.of(value["bought"]),
            credit_type=value["creditType"],
            failures=value["failures"],
            is_paying=value["isPaying"],
            monthly_max=Money.of(value["monthlyMax"]),
            next_at=value["nextAt"],
            pack=value["pack"],
            provider=value["provider"],
            quantity=value["quantity"],
        )


@dataclass(frozen=True, slots=True)
class EndAutoTopUpSuccess:
    auto_top_up: AutoTopUp | None
    replayed: bool

    @staticmethod
    def of(value: Any) -> "EndAutoTopUpSuccess":
        return EndAutoTopUpSuccess(
            auto_top_up=None if value["autoTopUp"] is None else AutoTopUp.of(value["autoTopUp"]),
            replayed=value["replayed"],
        )


EndAutoTopUpResult = Union[CreditTypeRequiredError, EndAutoTopUpSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError]
_EndAutoTopUpResult: dict[str, Any] = {
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "EndAutoTopUpSuccess": EndAutoTopUpSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAutoTopUpInput(Input):
    credit_type: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credit_type": "creditType", "idempotency_key": "idempotencyKey", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class EndBalanceThresholdSuccess:
    balance_threshold: BalanceThreshold
    replayed: bool

    @staticmethod
    def of(value: Any) -> "EndBalanceThresholdSuccess":
        return EndBalanceThresholdSuccess(
            balance_threshold=BalanceThreshold.of(value["balanceThreshold"]),
            replayed=value["replayed"],
        )


EndBalanceThresholdResult = Union[EndBalanceThresholdSuccess, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError]
_EndBalanceThresholdResult: dict[str, Any] = {
    "EndBalanceThresholdSuccess": EndBalanceThresholdSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndBalanceThresholdInput(Input):
    balance_threshold_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"balance_threshold_id": "balanceThresholdId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class EndBudgetSuccess:
    budget: Budget
    replayed: bool

    @staticmethod
    def of(value: Any) -> "EndBudgetSuccess":
        return EndBudgetSuccess(
            budget=Budget.of(value["budget"]),
            replayed=value["replayed"],
        )


EndBudgetResult = Union[EndBudgetSuccess, EndedError, IdempotencyConflictError, InvalidInputError, LimitedKeyError, NotFoundError, OwnersOnlyError]
_EndBudgetResult: dict[str, Any] = {
    "EndBudgetSuccess": EndBudgetSuccess.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitedKeyError": LimitedKeyError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndBudgetInput(Input):
    budget_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"budget_id": "budgetId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class EndContractPriceSuccess:
    price_rule: PriceRule | None

    @staticmethod
    def of(value: Any) -> "EndContractPriceSuccess":
        return EndContractPriceSuccess(
            price_rule=None if value["priceRule"] is None else PriceRule.of(value["priceRule"]),
        )


EndContractPriceResult = Union[EndContractPriceSuccess, EndedError, InvalidInputError, NotFoundError]
_EndContractPriceResult: dict[str, Any] = {
    "EndContractPriceSuccess": EndContractPriceSuccess.of,
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndContractPriceInput(Input):
    price_rule_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"price_rule_id": "priceRuleId"}


@dataclass(frozen=True, slots=True)
class EndCreditPackSuccess:
    credit_pack: CreditPack

    @staticmethod
    def of(value: Any) -> "EndCreditPackSuccess":
        return EndCreditPackSuccess(
            credit_pack=CreditPack.of(value["creditPack"]),
        )


EndCreditPackResult = Union[EndCreditPackSuccess, EndedError, NotFoundError]
_EndCreditPackResult: dict[str, Any] = {
    "EndCreditPackSuccess": EndCreditPackSuccess.of,
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCreditPackInput(Input):
    pack_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"pack_id": "packId"}


@dataclass(frozen=True, slots=True)
class EndWebhookEndpointSuccess:
    webhook_endpoint: WebhookEndpoint

    @staticmethod
    def of(value: Any) -> "EndWebhookEndpointSuccess":
        return EndWebhookEndpointSuccess(
            webhook_endpoint=WebhookEndpoint.of(value["webhookEndpoint"]),
        )


EndWebhookEndpointResult = Union[EndWebhookEndpointSuccess, EndedError, NotFoundError]
_EndWebhookEndpointResult: dict[str, Any] = {
    "EndWebhookEndpointSuccess": EndWebhookEndpointSuccess.of,
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndWebhookEndpointInput(Input):
    webhook_endpoint_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"webhook_endpoint_id": "webhookEndpointId"}


@dataclass(frozen=True, slots=True)
class EraseMemberSuccess:
    member: Member | None

    @staticmethod
    def of(value: Any) -> "EraseMemberSuccess":
        return EraseMemberSuccess(
            member=None if value["member"] is None else Member.of(value["member"]),
        )


EraseMemberResult = Union[EndedError, EraseMemberSuccess, InvalidInputError, NotFoundError, OwnersOnlyError]
_EraseMemberResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "EraseMemberSuccess": EraseMemberSuccess.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseMemberInput(Input):
    member_id: str
    reason: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"member_id": "memberId", "reason": "reason"}


@dataclass(frozen=True, slots=True)
class ExtendHoldSuccess:
    hold: Hold
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "ExtendHoldSuccess":
        return ExtendHoldSuccess(
            hold=Hold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


ExtendHoldResult = Union[EndedError, ExpiryPassedError, ExtendHoldSuccess, HoldMeteredError, HoldNotOpenError, HoldOfTaskError, IdempotencyConflictError, InvalidInputError, NotFoundError]
_ExtendHoldResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "ExpiryPassedError": ExpiryPassedError.of,
    "ExtendHoldSuccess": ExtendHoldSuccess.of,
    "HoldMeteredError": HoldMeteredError.of,
    "HoldNotOpenError": HoldNotOpenError.of,
    "HoldOfTaskError": HoldOfTaskError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendHoldInput(Input):
    expires_at: str
    hold_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"expires_at": "expiresAt", "hold_id": "holdId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class ExtendLeaseSuccess:
    lease: TaskLease

    @staticmethod
    def of(value: Any) -> "ExtendLeaseSuccess":
        return ExtendLeaseSuccess(
            lease=TaskLease.of(value["lease"]),
        )


ExtendLeaseResult = Union[ExtendLeaseSuccess, InvalidInputError, LeaseLostError]
_ExtendLeaseResult: dict[str, Any] = {
    "ExtendLeaseSuccess": ExtendLeaseSuccess.of,
    "InvalidInputError": InvalidInputError.of,
    "LeaseLostError": LeaseLostError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendLeaseInput(Input):
    lease_id: str
    task_id: str
    lease_seconds: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"lease_id": "leaseId", "task_id": "taskId", "lease_seconds": "leaseSeconds"}


@dataclass(frozen=True, slots=True)
class FailTaskSuccess:
    replayed: bool
    task: Task

    @staticmethod
    def of(value: Any) -> "FailTaskSuccess":
        return FailTaskSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
        )


FailTaskResult = Union[EndedError, FailTaskSuccess, IdempotencyConflictError, InvalidInputError, LeaseLostError, NotFoundError, TaskStateError]
_FailTaskResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "FailTaskSuccess": FailTaskSuccess.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LeaseLostError": LeaseLostError.of,
    "NotFoundError": NotFoundError.of,
    "TaskStateError": TaskStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FailTaskInput(Input):
    reason: str
    task_id: str
    idempotency_key: Union[str | None, Unset] = UNSET
    lease_id: Union[str | None, Unset] = UNSET
    upstream_cost: Union[ExactMoneyInput | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"reason": "reason", "task_id": "taskId", "idempotency_key": "idempotencyKey", "lease_id": "leaseId", "upstream_cost": "upstreamCost"}


@dataclass(frozen=True, slots=True)
class FailTaskSuccessOfFailTasksSuccessResults:
    replayed: bool
    task: TaskOfCompleteTaskSuccessOfCompleteTasksSuccessResultsTask

    @staticmethod
    def of(value: Any) -> "FailTaskSuccessOfFailTasksSuccessResults":
        return FailTaskSuccessOfFailTasksSuccessResults(
            replayed=value["replayed"],
            task=TaskOfCompleteTaskSuccessOfCompleteTasksSuccessResultsTask.of(value["task"]),
        )


FailTaskResultOfFailTasksSuccessResults = Union[Refusal, FailTaskSuccessOfFailTasksSuccessResults]
_FailTaskResultOfFailTasksSuccessResults: dict[str, Any] = {
    "EndedError": Refusal.of,
    "FailTaskSuccess": FailTaskSuccessOfFailTasksSuccessResults.of,
    "IdempotencyConflictError": Refusal.of,
    "InvalidInputError": Refusal.of,
    "LeaseLostError": Refusal.of,
    "NotFoundError": Refusal.of,
    "TaskStateError": Refusal.of,
}


@dataclass(frozen=True, slots=True)
class FailTasksSuccess:
    results: list[FailTaskResultOfFailTasksSuccessResults]

    @staticmethod
    def of(value: Any) -> "FailTasksSuccess":
        return FailTasksSuccess(
            results=[_FailTaskResultOfFailTasksSuccessResults[each["__typename"]](each) for each in value["results"]],
        )


FailTasksResult = Union[FailTasksSuccess, InvalidInputError]
_FailTasksResult: dict[str, Any] = {
    "FailTasksSuccess": FailTasksSuccess.of,
    "InvalidInputError": InvalidInputError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FailTasksInput(Input):
    tasks: list[FailTaskInput]

    @staticmethod
    def names() -> dict[str, str]:
        return {"tasks": "tasks"}


@dataclass(frozen=True, slots=True)
class FreezeCreditsSuccess:
    hold: Hold
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "FreezeCreditsSuccess":
        return FreezeCreditsSuccess(
            hold=Hold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


FreezeCreditsResult = Union[BudgetExceededError, CreditTypeRequiredError, EndedError, ExpiryPassedError, ExternalIdTakenError, FreezeCreditsSuccess, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, NotFoundError, OrganizationSuspendedError, PlanLimitError, RunCreditTypeError, RunExceededError]
_FreezeCreditsResult: dict[str, Any] = {
    "BudgetExceededError": BudgetExceededError.of,
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "EndedError": EndedError.of,
    "ExpiryPassedError": ExpiryPassedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "FreezeCreditsSuccess": FreezeCreditsSuccess.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "OrganizationSuspendedError": OrganizationSuspendedError.of,
    "PlanLimitError": PlanLimitError.of,
    "RunCreditTypeError": RunCreditTypeError.of,
    "RunExceededError": RunExceededError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeInput(Input):
    model: str
    operation: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"model": "model", "operation": "operation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeCreditsInput(Input):
    credits: int
    organization_id: str
    credit_type: Union[str | None, Unset] = UNSET
    description: Union[str | None, Unset] = UNSET
    expires_at: Union[str | None, Unset] = UNSET
    external_id: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    purpose: Union[PurposeInput | None, Unset] = UNSET
    run_id: Union[str | None, Unset] = UNSET
    tags: Union[list[str] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "organization_id": "organizationId", "credit_type": "creditType", "description": "description", "expires_at": "expiresAt", "external_id": "externalId", "idempotency_key": "idempotencyKey", "member_id": "memberId", "metadata": "metadata", "purpose": "purpose", "run_id": "runId", "tags": "tags"}


@dataclass(frozen=True, slots=True)
class HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold:
    credits: int
    id: str
    released: int
    spent: int
    status: HoldStatus

    @staticmethod
    def of(value: Any) -> "HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold":
        return HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold(
            credits=value["credits"],
            id=value["id"],
            released=value["released"],
            spent=value["spent"],
            status=value["status"],
        )


@dataclass(frozen=True, slots=True)
class WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet:
    available: int
    frozen: int
    id: str
    sequence: int
    spent: int

    @staticmethod
    def of(value: Any) -> "WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet":
        return WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet(
            available=value["available"],
            frozen=value["frozen"],
            id=value["id"],
            sequence=value["sequence"],
            spent=value["spent"],
        )


@dataclass(frozen=True, slots=True)
class FreezeCreditsSuccessOfFreezeHoldsSuccessResults:
    hold: HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold
    replayed: bool
    wallet: WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet

    @staticmethod
    def of(value: Any) -> "FreezeCreditsSuccessOfFreezeHoldsSuccessResults":
        return FreezeCreditsSuccessOfFreezeHoldsSuccessResults(
            hold=HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet.of(value["wallet"]),
        )


FreezeCreditsResultOfFreezeHoldsSuccessResults = Union[Refusal, FreezeCreditsSuccessOfFreezeHoldsSuccessResults]
_FreezeCreditsResultOfFreezeHoldsSuccessResults: dict[str, Any] = {
    "BudgetExceededError": Refusal.of,
    "CreditTypeRequiredError": Refusal.of,
    "EndedError": Refusal.of,
    "ExpiryPassedError": Refusal.of,
    "ExternalIdTakenError": Refusal.of,
    "FreezeCreditsSuccess": FreezeCreditsSuccessOfFreezeHoldsSuccessResults.of,
    "IdempotencyConflictError": Refusal.of,
    "InsufficientCreditsError": Refusal.of,
    "InvalidInputError": Refusal.of,
    "NotFoundError": Refusal.of,
    "OrganizationSuspendedError": Refusal.of,
    "PlanLimitError": Refusal.of,
    "RunCreditTypeError": Refusal.of,
    "RunExceededError": Refusal.of,
}


@dataclass(frozen=True, slots=True)
class FreezeHoldsSuccess:
    results: list[FreezeCreditsResultOfFreezeHoldsSuccessResults]

    @staticmethod
    def of(value: Any) -> "FreezeHoldsSuccess":
        return FreezeHoldsSuccess(
            results=[_FreezeCreditsResultOfFreezeHoldsSuccessResults[each["__typename"]](each) for each in value["results"]],
        )


FreezeHoldsResult = Union[FreezeHoldsSuccess, InvalidInputError]
_FreezeHoldsResult: dict[str, Any] = {
    "FreezeHoldsSuccess": FreezeHoldsSuccess.of,
    "InvalidInputError": InvalidInputError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeHoldsInput(Input):
    holds: list[FreezeCreditsInput]

    @staticmethod
    def names() -> dict[str, str]:
        return {"holds": "holds"}


@dataclass(frozen=True, slots=True)
class GrantCreditsSuccess:
    lot: CreditLot
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "GrantCreditsSuccess":
        return GrantCreditsSuccess(
            lot=CreditLot.of(value["lot"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


GrantCreditsResult = Union[CreditTypeRequiredError, CreditsOutOfBoundsError, EndedError, ExpiryPassedError, ExternalIdTakenError, GrantCreditsSuccess, IdempotencyConflictError, InvalidInputError, LimitReachedError, NotFoundError, PurchaseNotAllowedError]
_GrantCreditsResult: dict[str, Any] = {
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "ExpiryPassedError": ExpiryPassedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "GrantCreditsSuccess": GrantCreditsSuccess.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "PurchaseNotAllowedError": PurchaseNotAllowedError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantCreditsInput(Input):
    credits: int
    organization_id: str
    credit_type: Union[str | None, Unset] = UNSET
    expires_at: Union[str | None, Unset] = UNSET
    external_id: Union[str | None, Unset] = UNSET
    grace_seconds: Union[int | None, Unset] = UNSET
    held_past_expiry: Union[LotExpiryPolicy | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    kind: Union[LotKind, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    models: Union[list[str] | None, Unset] = UNSET
    operations: Union[list[str] | None, Unset] = UNSET
    paid: Union[MoneyInput | None, Unset] = UNSET
    priority: Union[int | None, Unset] = UNSET
    requires_subscription: Union[bool | None, Unset] = UNSET
    source: Union[str | None, Unset] = UNSET
    usable_from: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "organization_id": "organizationId", "credit_type": "creditType", "expires_at": "expiresAt", "external_id": "externalId", "grace_seconds": "graceSeconds", "held_past_expiry": "heldPastExpiry", "idempotency_key": "idempotencyKey", "kind": "kind", "metadata": "metadata", "models": "models", "operations": "operations", "paid": "paid", "priority": "priority", "requires_subscription": "requiresSubscription", "source": "source", "usable_from": "usableFrom"}


@dataclass(frozen=True, slots=True)
class GrowHoldSuccess:
    hold: Hold
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "GrowHoldSuccess":
        return GrowHoldSuccess(
            hold=Hold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


GrowHoldResult = Union[BudgetExceededError, EndedError, GrowHoldSuccess, HoldMeteredError, HoldNotOpenError, HoldOfTaskError, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, LimitReachedError, NotFoundError, RunExceededError]
_GrowHoldResult: dict[str, Any] = {
    "BudgetExceededError": BudgetExceededError.of,
    "EndedError": EndedError.of,
    "GrowHoldSuccess": GrowHoldSuccess.of,
    "HoldMeteredError": HoldMeteredError.of,
    "HoldNotOpenError": HoldNotOpenError.of,
    "HoldOfTaskError": HoldOfTaskError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "RunExceededError": RunExceededError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowHoldInput(Input):
    credits: int
    hold_id: str
    idempotency_key: Union[str | None, Unset] = UNSET
    purpose: Union[PurposeInput | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "hold_id": "holdId", "idempotency_key": "idempotencyKey", "purpose": "purpose"}


@dataclass(frozen=True, slots=True)
class LinkMemberSuccess:
    member: Member | None

    @staticmethod
    def of(value: Any) -> "LinkMemberSuccess":
        return LinkMemberSuccess(
            member=None if value["member"] is None else Member.of(value["member"]),
        )


LinkMemberResult = Union[AlreadyMemberError, EndedError, InvalidInputError, LinkMemberSuccess, NotFoundError]
_LinkMemberResult: dict[str, Any] = {
    "AlreadyMemberError": AlreadyMemberError.of,
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LinkMemberSuccess": LinkMemberSuccess.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMemberInput(Input):
    member_id: str
    subject: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"member_id": "memberId", "subject": "subject"}


@dataclass(frozen=True, slots=True)
class AssumedValues:
    fields: list[str]
    subject: str

    @staticmethod
    def of(value: Any) -> "AssumedValues":
        return AssumedValues(
            fields=value["fields"],
            subject=value["subject"],
        )


@dataclass(frozen=True, slots=True)
class CatalogueDifference:
    field: str
    from_: str | None
    to: str | None

    @staticmethod
    def of(value: Any) -> "CatalogueDifference":
        return CatalogueDifference(
            field=value["field"],
            from_=value["from"],
            to=value["to"],
        )


CatalogueChangeKind = Literal[
    "ADDED",
    "CHANGED",
    "WITHDRAWN",
]


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    differences: list[CatalogueDifference]
    kind: CatalogueChangeKind
    subject: str

    @staticmethod
    def of(value: Any) -> "CatalogueChange":
        return CatalogueChange(
            differences=[CatalogueDifference.of(each) for each in value["differences"]],
            kind=value["kind"],
            subject=value["subject"],
        )


@dataclass(frozen=True, slots=True)
class LoadCatalogueSuccess:
    assumed: list[AssumedValues]
    changes: list[CatalogueChange]
    dry_run: bool
    name: str
    sources: list[str]

    @staticmethod
    def of(value: Any) -> "LoadCatalogueSuccess":
        return LoadCatalogueSuccess(
            assumed=[AssumedValues.of(each) for each in value["assumed"]],
            changes=[CatalogueChange.of(each) for each in value["changes"]],
            dry_run=value["dryRun"],
            name=value["name"],
            sources=value["sources"],
        )


LoadCatalogueResult = Union[EndedError, InvalidInputError, LoadCatalogueSuccess, NotFoundError]
_LoadCatalogueResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LoadCatalogueSuccess": LoadCatalogueSuccess.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueSourceInput(Input):
    document: Union[dict[str, Any] | None, Unset] = UNSET
    name: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"document": "document", "name": "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadCatalogueInput(Input):
    source: CatalogueSourceInput
    dry_run: Union[bool, Unset] = UNSET
    max_change_percent: Union[int | None, Unset] = UNSET
    take_over: Union[bool, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"source": "source", "dry_run": "dryRun", "max_change_percent": "maxChangePercent", "take_over": "takeOver"}


@dataclass(frozen=True, slots=True)
class LockLotSuccess:
    lot: CreditLot
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "LockLotSuccess":
        return LockLotSuccess(
            lot=CreditLot.of(value["lot"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


LockLotResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, LockLotSuccess, LotLockedError, LotStateError, NotFoundError]
_LockLotResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LockLotSuccess": LockLotSuccess.of,
    "LotLockedError": LotLockedError.of,
    "LotStateError": LotStateError.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LockLotInput(Input):
    lot_id: str
    reason: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"lot_id": "lotId", "reason": "reason", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class MarkSubscriptionPaidSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "MarkSubscriptionPaidSuccess":
        return MarkSubscriptionPaidSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


MarkSubscriptionPaidResult = Union[CreditsOutOfBoundsError, EndedError, IdempotencyConflictError, InvalidInputError, MarkSubscriptionPaidSuccess, NotFoundError, SubscriptionStateError]
_MarkSubscriptionPaidResult: dict[str, Any] = {
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "MarkSubscriptionPaidSuccess": MarkSubscriptionPaidSuccess.of,
    "NotFoundError": NotFoundError.of,
    "SubscriptionStateError": SubscriptionStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSubscriptionPaidInput(Input):
    organization_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class MarkSubscriptionPastDueSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "MarkSubscriptionPastDueSuccess":
        return MarkSubscriptionPastDueSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


MarkSubscriptionPastDueResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, MarkSubscriptionPastDueSuccess, NotFoundError, SubscriptionStateError]
_MarkSubscriptionPastDueResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "MarkSubscriptionPastDueSuccess": MarkSubscriptionPastDueSuccess.of,
    "NotFoundError": NotFoundError.of,
    "SubscriptionStateError": SubscriptionStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSubscriptionPastDueInput(Input):
    organization_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class Meter:
    credits: int
    max_credits: int
    remaining_units: float
    sequence: int
    stop_at: float | None
    stopped_by: MeterStop | None
    units: float

    @staticmethod
    def of(value: Any) -> "Meter":
        return Meter(
            credits=value["credits"],
            max_credits=value["maxCredits"],
            remaining_units=value["remainingUnits"],
            sequence=value["sequence"],
            stop_at=value["stopAt"],
            stopped_by=value["stoppedBy"],
            units=value["units"],
        )


@dataclass(frozen=True, slots=True)
class MeterSuccess:
    hold: Hold
    meter: Meter
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "MeterSuccess":
        return MeterSuccess(
            hold=Hold.of(value["hold"]),
            meter=Meter.of(value["meter"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


MeterResult = Union[EndedError, HoldNotMeteredError, HoldNotOpenError, HoldOfTaskError, IdempotencyConflictError, InvalidInputError, LeaseLostError, MeterSequenceError, MeterStoppedError, MeterSuccess, NotFoundError]
_MeterResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "HoldNotMeteredError": HoldNotMeteredError.of,
    "HoldNotOpenError": HoldNotOpenError.of,
    "HoldOfTaskError": HoldOfTaskError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LeaseLostError": LeaseLostError.of,
    "MeterSequenceError": MeterSequenceError.of,
    "MeterStoppedError": MeterStoppedError.of,
    "MeterSuccess": MeterSuccess.of,
    "NotFoundError": NotFoundError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterInput(Input):
    units: float
    hold_id: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    lease_id: Union[str | None, Unset] = UNSET
    sequence: Union[int | None, Unset] = UNSET
    task_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"units": "units", "hold_id": "holdId", "idempotency_key": "idempotencyKey", "lease_id": "leaseId", "sequence": "sequence", "task_id": "taskId"}


@dataclass(frozen=True, slots=True)
class MeterOfMeterSuccessOfMeterHoldsSuccessResultsMeter:
    credits: int
    remaining_units: float
    sequence: int
    stop_at: float | None
    stopped_by: MeterStop | None
    units: float

    @staticmethod
    def of(value: Any) -> "MeterOfMeterSuccessOfMeterHoldsSuccessResultsMeter":
        return MeterOfMeterSuccessOfMeterHoldsSuccessResultsMeter(
            credits=value["credits"],
            remaining_units=value["remainingUnits"],
            sequence=value["sequence"],
            stop_at=value["stopAt"],
            stopped_by=value["stoppedBy"],
            units=value["units"],
        )


@dataclass(frozen=True, slots=True)
class MeterSuccessOfMeterHoldsSuccessResults:
    hold: HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold
    meter: MeterOfMeterSuccessOfMeterHoldsSuccessResultsMeter
    replayed: bool
    wallet: WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet

    @staticmethod
    def of(value: Any) -> "MeterSuccessOfMeterHoldsSuccessResults":
        return MeterSuccessOfMeterHoldsSuccessResults(
            hold=HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold.of(value["hold"]),
            meter=MeterOfMeterSuccessOfMeterHoldsSuccessResultsMeter.of(value["meter"]),
            replayed=value["replayed"],
            wallet=WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet.of(value["wallet"]),
        )


MeterResultOfMeterHoldsSuccessResults = Union[Refusal, MeterSuccessOfMeterHoldsSuccessResults]
_MeterResultOfMeterHoldsSuccessResults: dict[str, Any] = {
    "EndedError": Refusal.of,
    "HoldNotMeteredError": Refusal.of,
    "HoldNotOpenError": Refusal.of,
    "HoldOfTaskError": Refusal.of,
    "IdempotencyConflictError": Refusal.of,
    "InvalidInputError": Refusal.of,
    "LeaseLostError": Refusal.of,
    "MeterSequenceError": Refusal.of,
    "MeterStoppedError": Refusal.of,
    "MeterSuccess": MeterSuccessOfMeterHoldsSuccessResults.of,
    "NotFoundError": Refusal.of,
}


@dataclass(frozen=True, slots=True)
class MeterHoldsSuccess:
    results: list[MeterResultOfMeterHoldsSuccessResults]

    @staticmethod
    def of(value: Any) -> "MeterHoldsSuccess":
        return MeterHoldsSuccess(
            results=[_MeterResultOfMeterHoldsSuccessResults[each["__typename"]](each) for each in value["results"]],
        )


MeterHoldsResult = Union[InvalidInputError, MeterHoldsSuccess]
_MeterHoldsResult: dict[str, Any] = {
    "InvalidInputError": InvalidInputError.of,
    "MeterHoldsSuccess": MeterHoldsSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterHoldsInput(Input):
    holds: list[MeterInput]

    @staticmethod
    def names() -> dict[str, str]:
        return {"holds": "holds"}


@dataclass(frozen=True, slots=True)
class OpenDisputeSuccess:
    charged_back: int
    loss: Money | None
    lot: CreditLot
    replayed: bool
    revoked: int
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "OpenDisputeSuccess":
        return OpenDisputeSuccess(
            charged_back=value["chargedBack"],
            loss=None if value["loss"] is None else Money.of(value["loss"]),
            lot=CreditLot.of(value["lot"]),
            replayed=value["replayed"],
            revoked=value["revoked"],
            wallet=Wallet.of(value["wallet"]),
        )


OpenDisputeResult = Union[DisputeStateError, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, OpenDisputeSuccess]
_OpenDisputeResult: dict[str, Any] = {
    "DisputeStateError": DisputeStateError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "OpenDisputeSuccess": OpenDisputeSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDisputeInput(Input):
    lot_id: str
    reason: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"lot_id": "lotId", "reason": "reason", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class OpenHoldSuccess:
    hold: Hold
    meter: Meter
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "OpenHoldSuccess":
        return OpenHoldSuccess(
            hold=Hold.of(value["hold"]),
            meter=Meter.of(value["meter"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


OpenHoldResult = Union[BudgetExceededError, EndedError, ExpiryPassedError, ExternalIdTakenError, IdempotencyConflictError, InputLimitError, InsufficientCreditsError, InvalidInputError, MaintenanceError, NoPriceError, NotEntitledError, NotFoundError, OpenHoldSuccess, OperationUnavailableError, OrganizationSuspendedError, PlanLimitError, RunCreditTypeError, RunExceededError]
_OpenHoldResult: dict[str, Any] = {
    "BudgetExceededError": BudgetExceededError.of,
    "EndedError": EndedError.of,
    "ExpiryPassedError": ExpiryPassedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InputLimitError": InputLimitError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "MaintenanceError": MaintenanceError.of,
    "NoPriceError": NoPriceError.of,
    "NotEntitledError": NotEntitledError.of,
    "NotFoundError": NotFoundError.of,
    "OpenHoldSuccess": OpenHoldSuccess.of,
    "OperationUnavailableError": OperationUnavailableError.of,
    "OrganizationSuspendedError": OrganizationSuspendedError.of,
    "PlanLimitError": PlanLimitError.of,
    "RunCreditTypeError": RunCreditTypeError.of,
    "RunExceededError": RunExceededError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHoldInput(Input):
    max_credits: int
    model: str
    operation: str
    credits: Union[int | None, Unset] = UNSET
    description: Union[str | None, Unset] = UNSET
    external_id: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    input: Union[dict[str, Any] | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    run_id: Union[str | None, Unset] = UNSET
    silence_seconds: Union[int, Unset] = UNSET
    tags: Union[list[str] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"max_credits": "maxCredits", "model": "model", "operation": "operation", "credits": "credits", "description": "description", "external_id": "externalId", "idempotency_key": "idempotencyKey", "input": "input", "member_id": "memberId", "metadata": "metadata", "organization_id": "organizationId", "run_id": "runId", "silence_seconds": "silenceSeconds", "tags": "tags"}


@dataclass(frozen=True, slots=True)
class OpenRunSuccess:
    replayed: bool
    run: Run

    @staticmethod
    def of(value: Any) -> "OpenRunSuccess":
        return OpenRunSuccess(
            replayed=value["replayed"],
            run=Run.of(value["run"]),
        )


OpenRunResult = Union[CreditTypeRequiredError, EndedError, IdempotencyConflictError, InvalidInputError, LimitReachedError, NotFoundError, OpenRunSuccess, RunCreditTypeError]
_OpenRunResult: dict[str, Any] = {
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "OpenRunSuccess": OpenRunSuccess.of,
    "RunCreditTypeError": RunCreditTypeError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRunInput(Input):
    limit: int
    name: str
    credit_type: Union[str | None, Unset] = UNSET
    expires_at: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    parent_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"limit": "limit", "name": "name", "credit_type": "creditType", "expires_at": "expiresAt", "idempotency_key": "idempotencyKey", "member_id": "memberId", "organization_id": "organizationId", "parent_id": "parentId"}


@dataclass(frozen=True, slots=True)
class PauseSubscriptionSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "PauseSubscriptionSuccess":
        return PauseSubscriptionSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


PauseSubscriptionResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, PauseSubscriptionSuccess, SubscriptionStateError]
_PauseSubscriptionResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "PauseSubscriptionSuccess": PauseSubscriptionSuccess.of,
    "SubscriptionStateError": SubscriptionStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseSubscriptionInput(Input):
    organization_id: str
    idempotency_key: Union[str | None, Unset] = UNSET
    resumes_at: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "idempotency_key": "idempotencyKey", "resumes_at": "resumesAt"}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    hash: str
    heads: int
    number: int
    previous: str
    published_at: str
    root: str

    @staticmethod
    def of(value: Any) -> "Checkpoint":
        return Checkpoint(
            hash=value["hash"],
            heads=value["heads"],
            number=value["number"],
            previous=value["previous"],
            published_at=value["publishedAt"],
            root=value["root"],
        )


@dataclass(frozen=True, slots=True)
class PublishCheckpointSuccess:
    checkpoint: Checkpoint | None

    @staticmethod
    def of(value: Any) -> "PublishCheckpointSuccess":
        return PublishCheckpointSuccess(
            checkpoint=None if value["checkpoint"] is None else Checkpoint.of(value["checkpoint"]),
        )


PublishCheckpointResult = Union[InvalidInputError, PublishCheckpointSuccess]
_PublishCheckpointResult: dict[str, Any] = {
    "InvalidInputError": InvalidInputError.of,
    "PublishCheckpointSuccess": PublishCheckpointSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCheckpointInput(Input):
    after: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"after": "after"}


@dataclass(frozen=True, slots=True)
class ReactivateSubscriptionSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "ReactivateSubscriptionSuccess":
        return ReactivateSubscriptionSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


ReactivateSubscriptionResult = Union[CreditsOutOfBoundsError, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, ReactivateSubscriptionSuccess, SeatsExceededError, SubscriptionStateError]
_ReactivateSubscriptionResult: dict[str, Any] = {
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "ReactivateSubscriptionSuccess": ReactivateSubscriptionSuccess.of,
    "SeatsExceededError": SeatsExceededError.of,
    "SubscriptionStateError": SubscriptionStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactivateSubscriptionInput(Input):
    organization_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class ReclaimCreditsSuccess:
    allocated: list[CreditAllocation]
    replayed: bool

    @staticmethod
    def of(value: Any) -> "ReclaimCreditsSuccess":
        return ReclaimCreditsSuccess(
            allocated=[CreditAllocation.of(each) for each in value["allocated"]],
            replayed=value["replayed"],
        )


ReclaimCreditsResult = Union[CreditTypeRequiredError, CreditsOutOfBoundsError, EndedError, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, LimitReachedError, NotFoundError, ReclaimCreditsSuccess]
_ReclaimCreditsResult: dict[str, Any] = {
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "ReclaimCreditsSuccess": ReclaimCreditsSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReclaimCreditsInput(Input):
    credit_type: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    member_ids: Union[list[str] | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    reason: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credit_type": "creditType", "idempotency_key": "idempotencyKey", "member_ids": "memberIds", "organization_id": "organizationId", "reason": "reason"}


@dataclass(frozen=True, slots=True)
class RecordUpstreamCostSuccess:
    replayed: bool
    task: Task

    @staticmethod
    def of(value: Any) -> "RecordUpstreamCostSuccess":
        return RecordUpstreamCostSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
        )


RecordUpstreamCostResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, RecordUpstreamCostSuccess]
_RecordUpstreamCostResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "RecordUpstreamCostSuccess": RecordUpstreamCostSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUpstreamCostInput(Input):
    task_id: str
    upstream_cost: ExactMoneyInput
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"task_id": "taskId", "upstream_cost": "upstreamCost", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class RedeliverWebhookSuccess:
    delivery: WebhookDelivery

    @staticmethod
    def of(value: Any) -> "RedeliverWebhookSuccess":
        return RedeliverWebhookSuccess(
            delivery=WebhookDelivery.of(value["delivery"]),
        )


RedeliverWebhookResult = Union[EndedError, NotFoundError, RedeliverWebhookSuccess]
_RedeliverWebhookResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
    "RedeliverWebhookSuccess": RedeliverWebhookSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RedeliverWebhookInput(Input):
    delivery_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"delivery_id": "deliveryId"}


@dataclass(frozen=True, slots=True)
class RefundHoldSuccess:
    hold: Hold
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "RefundHoldSuccess":
        return RefundHoldSuccess(
            hold=Hold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


RefundHoldResult = Union[CreditsOutOfBoundsError, EndedError, HoldOfTaskError, HoldOpenError, IdempotencyConflictError, InvalidInputError, NotFoundError, RefundExceedsSpentError, RefundHoldSuccess]
_RefundHoldResult: dict[str, Any] = {
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "HoldOfTaskError": HoldOfTaskError.of,
    "HoldOpenError": HoldOpenError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "RefundExceedsSpentError": RefundExceedsSpentError.of,
    "RefundHoldSuccess": RefundHoldSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundHoldInput(Input):
    hold_id: str
    reason: str
    credits: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"hold_id": "holdId", "reason": "reason", "credits": "credits", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class RefundLotSuccess:
    charged_back: int
    lot: CreditLot
    money: Money | None
    replayed: bool
    revoked: int
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "RefundLotSuccess":
        return RefundLotSuccess(
            charged_back=value["chargedBack"],
            lot=CreditLot.of(value["lot"]),
            money=None if value["money"] is None else Money.of(value["money"]),
            replayed=value["replayed"],
            revoked=value["revoked"],
            wallet=Wallet.of(value["wallet"]),
        )


RefundLotResult = Union[DisputeStateError, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, RefundExceedsLotError, RefundLotSuccess]
_RefundLotResult: dict[str, Any] = {
    "DisputeStateError": DisputeStateError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "RefundExceedsLotError": RefundExceedsLotError.of,
    "RefundLotSuccess": RefundLotSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLotInput(Input):
    lot_id: str
    reason: str
    credits: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    money: Union[MoneyInput | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"lot_id": "lotId", "reason": "reason", "credits": "credits", "idempotency_key": "idempotencyKey", "money": "money"}


@dataclass(frozen=True, slots=True)
class RefundPaymentSuccess:
    payment: Payment
    replayed: bool

    @staticmethod
    def of(value: Any) -> "RefundPaymentSuccess":
        return RefundPaymentSuccess(
            payment=Payment.of(value["payment"]),
            replayed=value["replayed"],
        )


RefundPaymentResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, PaymentStateError, ProviderFailedError, RefundPaymentSuccess]
_RefundPaymentResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "PaymentStateError": PaymentStateError.of,
    "ProviderFailedError": ProviderFailedError.of,
    "RefundPaymentSuccess": RefundPaymentSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPaymentInput(Input):
    payment_id: str
    reason: str
    credits: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    money: Union[MoneyInput | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"payment_id": "paymentId", "reason": "reason", "credits": "credits", "idempotency_key": "idempotencyKey", "money": "money"}


@dataclass(frozen=True, slots=True)
class RefundTaskSuccess:
    replayed: bool
    task: Task

    @staticmethod
    def of(value: Any) -> "RefundTaskSuccess":
        return RefundTaskSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
        )


RefundTaskResult = Union[CreditsOutOfBoundsError, EndedError, HoldOpenError, IdempotencyConflictError, InvalidInputError, NotFoundError, RefundAllowanceError, RefundExceedsSpentError, RefundTaskSuccess]
_RefundTaskResult: dict[str, Any] = {
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "HoldOpenError": HoldOpenError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "RefundAllowanceError": RefundAllowanceError.of,
    "RefundExceedsSpentError": RefundExceedsSpentError.of,
    "RefundTaskSuccess": RefundTaskSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundTaskInput(Input):
    reason: str
    task_id: str
    credit_type: Union[str | None, Unset] = UNSET
    credits: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"reason": "reason", "task_id": "taskId", "credit_type": "creditType", "credits": "credits", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class ReleaseCreditsSuccess:
    hold: Hold
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "ReleaseCreditsSuccess":
        return ReleaseCreditsSuccess(
            hold=Hold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


ReleaseCreditsResult = Union[EndedError, HoldMeteredError, HoldNotOpenError, HoldOfTaskError, IdempotencyConflictError, InvalidInputError, NotFoundError, ReleaseCreditsSuccess]
_ReleaseCreditsResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "HoldMeteredError": HoldMeteredError.of,
    "HoldNotOpenError": HoldNotOpenError.of,
    "HoldOfTaskError": HoldOfTaskError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "ReleaseCreditsSuccess": ReleaseCreditsSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCreditsInput(Input):
    hold_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"hold_id": "holdId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class ReleaseCreditsSuccessOfReleaseHoldsSuccessResults:
    hold: HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold
    replayed: bool
    wallet: WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet

    @staticmethod
    def of(value: Any) -> "ReleaseCreditsSuccessOfReleaseHoldsSuccessResults":
        return ReleaseCreditsSuccessOfReleaseHoldsSuccessResults(
            hold=HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet.of(value["wallet"]),
        )


ReleaseCreditsResultOfReleaseHoldsSuccessResults = Union[Refusal, ReleaseCreditsSuccessOfReleaseHoldsSuccessResults]
_ReleaseCreditsResultOfReleaseHoldsSuccessResults: dict[str, Any] = {
    "EndedError": Refusal.of,
    "HoldMeteredError": Refusal.of,
    "HoldNotOpenError": Refusal.of,
    "HoldOfTaskError": Refusal.of,
    "IdempotencyConflictError": Refusal.of,
    "InvalidInputError": Refusal.of,
    "NotFoundError": Refusal.of,
    "ReleaseCreditsSuccess": ReleaseCreditsSuccessOfReleaseHoldsSuccessResults.of,
}


@dataclass(frozen=True, slots=True)
class ReleaseHoldsSuccess:
    results: list[ReleaseCreditsResultOfReleaseHoldsSuccessResults]

    @staticmethod
    def of(value: Any) -> "ReleaseHoldsSuccess":
        return ReleaseHoldsSuccess(
            results=[_ReleaseCreditsResultOfReleaseHoldsSuccessResults[each["__typename"]](each) for each in value["results"]],
        )


ReleaseHoldsResult = Union[InvalidInputError, ReleaseHoldsSuccess]
_ReleaseHoldsResult: dict[str, Any] = {
    "InvalidInputError": InvalidInputError.of,
    "ReleaseHoldsSuccess": ReleaseHoldsSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHoldsInput(Input):
    holds: list[ReleaseCreditsInput]

    @staticmethod
    def names() -> dict[str, str]:
        return {"holds": "holds"}


@dataclass(frozen=True, slots=True)
class FacadeDifference:
    from_: str | None
    path: str
    to: str | None

    @staticmethod
    def of(value: Any) -> "FacadeDifference":
        return FacadeDifference(
            from_=value["from"],
            path=value["path"],
            to=value["to"],
        )


FacadeEndpointKind = Literal[
    "BALANCE",
    "SUBMIT",
    "TASK",
    "USAGE",
]


@dataclass(frozen=True, slots=True)
class FacadeEndpoint:
    answered_by: str | None
    kind: FacadeEndpointKind
    method: str
    path: str
    unpriced: str | None

    @staticmethod
    def of(value: Any) -> "FacadeEndpoint":
        return FacadeEndpoint(
            answered_by=value["answeredBy"],
            kind=value["kind"],
            method=value["method"],
            path=value["path"],
            unpriced=value["unpriced"],
        )


@dataclass(frozen=True, slots=True)
class Facade:
    definition: dict[str, Any]
    description: str
    endpoints: list[FacadeEndpoint]
    is_on: bool
    is_own: bool
    name: str

    @staticmethod
    def of(value: Any) -> "Facade":
        return Facade(
            definition=value["definition"],
            description=value["description"],
            endpoints=[FacadeEndpoint.of(each) for each in value["endpoints"]],
            is_on=value["isOn"],
            is_own=value["isOwn"],
            name=value["name"],
        )


@dataclass(frozen=True, slots=True)
class RemoveFacadeSuccess:
    changes: list[FacadeDifference]
    dry_run: bool
    facade: Facade | None

    @staticmethod
    def of(value: Any) -> "RemoveFacadeSuccess":
        return RemoveFacadeSuccess(
            changes=[FacadeDifference.of(each) for each in value["changes"]],
            dry_run=value["dryRun"],
            facade=None if value["facade"] is None else Facade.of(value["facade"]),
        )


RemoveFacadeResult = Union[EndedError, NotFoundError, RemoveFacadeSuccess]
_RemoveFacadeResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
    "RemoveFacadeSuccess": RemoveFacadeSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFacadeInput(Input):
    name: str
    dry_run: Union[bool, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"name": "name", "dry_run": "dryRun"}


@dataclass(frozen=True, slots=True)
class RemoveMemberSuccess:
    member: Member | None

    @staticmethod
    def of(value: Any) -> "RemoveMemberSuccess":
        return RemoveMemberSuccess(
            member=None if value["member"] is None else Member.of(value["member"]),
        )


RemoveMemberResult = Union[EndedError, InvalidInputError, LastOwnerError, NotFoundError, OwnersOnlyError, RemoveMemberSuccess]
_RemoveMemberResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LastOwnerError": LastOwnerError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
    "RemoveMemberSuccess": RemoveMemberSuccess.of,
}


OpenTasksPolicy = Literal[
    "CANCEL",
    "FINISH",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMemberInput(Input):
    member_id: str
    open_tasks: Union[OpenTasksPolicy, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"member_id": "memberId", "open_tasks": "openTasks"}


@dataclass(frozen=True, slots=True)
class RemoveOrganizationIssuerSuccess:
    organization: Organization

    @staticmethod
    def of(value: Any) -> "RemoveOrganizationIssuerSuccess":
        return RemoveOrganizationIssuerSuccess(
            organization=Organization.of(value["organization"]),
        )


RemoveOrganizationIssuerResult = Union[EndedError, NotFoundError, RemoveOrganizationIssuerSuccess, SignInRequirementError]
_RemoveOrganizationIssuerResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
    "RemoveOrganizationIssuerSuccess": RemoveOrganizationIssuerSuccess.of,
    "SignInRequirementError": SignInRequirementError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveOrganizationIssuerInput(Input):
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class RemovePaymentMethodSuccess:
    provider: PaymentProvider

    @staticmethod
    def of(value: Any) -> "RemovePaymentMethodSuccess":
        return RemovePaymentMethodSuccess(
            provider=value["provider"],
        )


RemovePaymentMethodResult = Union[EndedError, InvalidInputError, NotFoundError, ProviderFailedError, RemovePaymentMethodSuccess]
_RemovePaymentMethodResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "ProviderFailedError": ProviderFailedError.of,
    "RemovePaymentMethodSuccess": RemovePaymentMethodSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePaymentMethodInput(Input):
    provider: PaymentProvider
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"provider": "provider", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class RemoveSecondFactorSuccess:
    subject: str

    @staticmethod
    def of(value: Any) -> "RemoveSecondFactorSuccess":
        return RemoveSecondFactorSuccess(
            subject=value["subject"],
        )


RemoveSecondFactorResult = Union[EndedError, InvalidInputError, NotFoundError, RemoveSecondFactorSuccess]
_RemoveSecondFactorResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "RemoveSecondFactorSuccess": RemoveSecondFactorSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSecondFactorInput(Input):
    reason: str
    subject: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"reason": "reason", "subject": "subject"}


@dataclass(frozen=True, slots=True)
class ReportTaskProgressSuccess:
    replayed: bool
    task: Task

    @staticmethod
    def of(value: Any) -> "ReportTaskProgressSuccess":
        return ReportTaskProgressSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
        )


ReportTaskProgressResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, LeaseLostError, NotFoundError, ReportTaskProgressSuccess, TaskStateError]
_ReportTaskProgressResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LeaseLostError": LeaseLostError.of,
    "NotFoundError": NotFoundError.of,
    "ReportTaskProgressSuccess": ReportTaskProgressSuccess.of,
    "TaskStateError": TaskStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTaskProgressInput(Input):
    progress: int
    task_id: str
    idempotency_key: Union[str | None, Unset] = UNSET
    lease_id: Union[str | None, Unset] = UNSET
    result: Union[dict[str, Any] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"progress": "progress", "task_id": "taskId", "idempotency_key": "idempotencyKey", "lease_id": "leaseId", "result": "result"}


@dataclass(frozen=True, slots=True)
class RequestCreditsSuccess:
    credit_request: CreditRequest
    replayed: bool

    @staticmethod
    def of(value: Any) -> "RequestCreditsSuccess":
        return RequestCreditsSuccess(
            credit_request=CreditRequest.of(value["creditRequest"]),
            replayed=value["replayed"],
        )


RequestCreditsResult = Union[CreditRequestOpenError, CreditTypeRequiredError, EndedError, IdempotencyConflictError, InputLimitError, InvalidInputError, LimitReachedError, MaxCreditsExceededError, NoPriceError, NotFoundError, OperationUnavailableError, RequestCreditsSuccess, RunCreditTypeError]
_RequestCreditsResult: dict[str, Any] = {
    "CreditRequestOpenError": CreditRequestOpenError.of,
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InputLimitError": InputLimitError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "MaxCreditsExceededError": MaxCreditsExceededError.of,
    "NoPriceError": NoPriceError.of,
    "NotFoundError": NotFoundError.of,
    "OperationUnavailableError": OperationUnavailableError.of,
    "RequestCreditsSuccess": RequestCreditsSuccess.of,
    "RunCreditTypeError": RunCreditTypeError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedTaskInput(Input):
    model: str
    operation: str
    input: Union[dict[str, Any] | None, Unset] = UNSET
    max_costs: Union[list[CreditAmountInput] | None, Unset] = UNSET
    max_credits: Union[int | None, Unset] = UNSET
    run_id: Union[str | None, Unset] = UNSET
    tags: Union[list[str] | None, Unset] = UNSET
    timeout_seconds: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"model": "model", "operation": "operation", "input": "input", "max_costs": "maxCosts", "max_credits": "maxCredits", "run_id": "runId", "tags": "tags", "timeout_seconds": "timeoutSeconds"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCreditsInput(Input):
    credits: int
    reason: str
    credit_type: Union[str | None, Unset] = UNSET
    expires_in_seconds: Union[int, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    task: Union[RequestedTaskInput | None, Unset] = UNSET
    task_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "reason": "reason", "credit_type": "creditType", "expires_in_seconds": "expiresInSeconds", "idempotency_key": "idempotencyKey", "member_id": "memberId", "organization_id": "organizationId", "task": "task", "task_id": "taskId"}


@dataclass(frozen=True, slots=True)
class ResumeOrganizationSuccess:
    organization: Organization | None
    replayed: bool

    @staticmethod
    def of(value: Any) -> "ResumeOrganizationSuccess":
        return ResumeOrganizationSuccess(
            organization=None if value["organization"] is None else Organization.of(value["organization"]),
            replayed=value["replayed"],
        )


ResumeOrganizationResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, ResumeOrganizationSuccess]
_ResumeOrganizationResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "ResumeOrganizationSuccess": ResumeOrganizationSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeOrganizationInput(Input):
    organization_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class ResumeSubscriptionSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "ResumeSubscriptionSuccess":
        return ResumeSubscriptionSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


ResumeSubscriptionResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, ResumeSubscriptionSuccess, SubscriptionStateError]
_ResumeSubscriptionResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "ResumeSubscriptionSuccess": ResumeSubscriptionSuccess.of,
    "SubscriptionStateError": SubscriptionStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSubscriptionInput(Input):
    organization_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class ReturnTaskSuccess:
    task: Task
    will_be_retried: bool

    @staticmethod
    def of(value: Any) -> "ReturnTaskSuccess":
        return ReturnTaskSuccess(
            task=Task.of(value["task"]),
            will_be_retried=value["willBeRetried"],
        )


ReturnTaskResult = Union[EndedError, InvalidInputError, LeaseLostError, NotFoundError, ReturnTaskSuccess]
_ReturnTaskResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LeaseLostError": LeaseLostError.of,
    "NotFoundError": NotFoundError.of,
    "ReturnTaskSuccess": ReturnTaskSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTaskInput(Input):
    lease_id: str
    task_id: str
    reason: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"lease_id": "leaseId", "task_id": "taskId", "reason": "reason"}


@dataclass(frozen=True, slots=True)
class RevokeApiKeySuccess:
    api_key: ApiKey

    @staticmethod
    def of(value: Any) -> "RevokeApiKeySuccess":
        return RevokeApiKeySuccess(
            api_key=ApiKey.of(value["apiKey"]),
        )


RevokeApiKeyResult = Union[EndedError, NotFoundError, OwnersOnlyError, RevokeApiKeySuccess]
_RevokeApiKeyResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
    "RevokeApiKeySuccess": RevokeApiKeySuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeApiKeyInput(Input):
    api_key_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"api_key_id": "apiKeyId"}


@dataclass(frozen=True, slots=True)
class RevokeInvitationSuccess:
    invitation: Invitation

    @staticmethod
    def of(value: Any) -> "RevokeInvitationSuccess":
        return RevokeInvitationSuccess(
            invitation=Invitation.of(value["invitation"]),
        )


RevokeInvitationResult = Union[EndedError, InvitationEndedError, NotFoundError, RevokeInvitationSuccess]
_RevokeInvitationResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvitationEndedError": InvitationEndedError.of,
    "NotFoundError": NotFoundError.of,
    "RevokeInvitationSuccess": RevokeInvitationSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeInvitationInput(Input):
    invitation_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"invitation_id": "invitationId"}


@dataclass(frozen=True, slots=True)
class RevokePlatformKeySuccess:
    platform_key: PlatformKey

    @staticmethod
    def of(value: Any) -> "RevokePlatformKeySuccess":
        return RevokePlatformKeySuccess(
            platform_key=PlatformKey.of(value["platformKey"]),
        )


RevokePlatformKeyResult = Union[EndedError, NotFoundError, RevokePlatformKeySuccess]
_RevokePlatformKeyResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
    "RevokePlatformKeySuccess": RevokePlatformKeySuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokePlatformKeyInput(Input):
    platform_key_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"platform_key_id": "platformKeyId"}


@dataclass(frozen=True, slots=True)
class RotateApiKeySuccess:
    api_key: ApiKey
    secret: str

    @staticmethod
    def of(value: Any) -> "RotateApiKeySuccess":
        return RotateApiKeySuccess(
            api_key=ApiKey.of(value["apiKey"]),
            secret=value["secret"],
        )


RotateApiKeyResult = Union[EndedError, InvalidInputError, KeyReplacedError, LimitReachedError, LimitedKeyError, NotFoundError, OwnersOnlyError, RotateApiKeySuccess, ScopeNotAllowedError]
_RotateApiKeyResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "KeyReplacedError": KeyReplacedError.of,
    "LimitReachedError": LimitReachedError.of,
    "LimitedKeyError": LimitedKeyError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
    "RotateApiKeySuccess": RotateApiKeySuccess.of,
    "ScopeNotAllowedError": ScopeNotAllowedError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RotateApiKeyInput(Input):
    api_key_id: str
    overlap_seconds: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"api_key_id": "apiKeyId", "overlap_seconds": "overlapSeconds"}


@dataclass(frozen=True, slots=True)
class RotatePlatformKeySuccess:
    platform_key: PlatformKey
    secret: str

    @staticmethod
    def of(value: Any) -> "RotatePlatformKeySuccess":
        return RotatePlatformKeySuccess(
            platform_key=PlatformKey.of(value["platformKey"]),
            secret=value["secret"],
        )


RotatePlatformKeyResult = Union[EndedError, InvalidInputError, KeyReplacedError, LimitReachedError, LimitedKeyError, NotFoundError, RotatePlatformKeySuccess]
_RotatePlatformKeyResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "KeyReplacedError": KeyReplacedError.of,
    "LimitReachedError": LimitReachedError.of,
    "LimitedKeyError": LimitedKeyError.of,
    "NotFoundError": NotFoundError.of,
    "RotatePlatformKeySuccess": RotatePlatformKeySuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RotatePlatformKeyInput(Input):
    platform_key_id: str
    overlap_seconds: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"platform_key_id": "platformKeyId", "overlap_seconds": "overlapSeconds"}


@dataclass(frozen=True, slots=True)
class RotateTaskWebhookSecretSuccess:
    secret: str

    @staticmethod
    def of(value: Any) -> "RotateTaskWebhookSecretSuccess":
        return RotateTaskWebhookSecretSuccess(
            secret=value["secret"],
        )


RotateTaskWebhookSecretResult = Union[EndedError, InvalidInputError, NotFoundError, RotateTaskWebhookSecretSuccess]
_RotateTaskWebhookSecretResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "RotateTaskWebhookSecretSuccess": RotateTaskWebhookSecretSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RotateTaskWebhookSecretInput(Input):
    organization_id: Union[str | None, Unset] = UNSET
    overlap_seconds: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "overlap_seconds": "overlapSeconds"}


@dataclass(frozen=True, slots=True)
class RotateWebhookSecretSuccess:
    secret: str
    webhook_endpoint: WebhookEndpoint

    @staticmethod
    def of(value: Any) -> "RotateWebhookSecretSuccess":
        return RotateWebhookSecretSuccess(
            secret=value["secret"],
            webhook_endpoint=WebhookEndpoint.of(value["webhookEndpoint"]),
        )


RotateWebhookSecretResult = Union[EndedError, InvalidInputError, NotFoundError, RotateWebhookSecretSuccess]
_RotateWebhookSecretResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "RotateWebhookSecretSuccess": RotateWebhookSecretSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RotateWebhookSecretInput(Input):
    webhook_endpoint_id: str
    overlap_seconds: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"webhook_endpoint_id": "webhookEndpointId", "overlap_seconds": "overlapSeconds"}


@dataclass(frozen=True, slots=True)
class SetAllocationRuleSuccess:
    allocation_rule: AllocationRule

    @staticmethod
    def of(value: Any) -> "SetAllocationRuleSuccess":
        return SetAllocationRuleSuccess(
            allocation_rule=AllocationRule.of(value["allocationRule"]),
        )


SetAllocationRuleResult = Union[CreditTypeRequiredError, EndedError, InvalidInputError, LimitReachedError, NotFoundError, SetAllocationRuleSuccess]
_SetAllocationRuleResult: dict[str, Any] = {
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "SetAllocationRuleSuccess": SetAllocationRuleSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAllocationRuleInput(Input):
    credits: int
    credit_type: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    reclaim: Union[bool, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "credit_type": "creditType", "organization_id": "organizationId", "reclaim": "reclaim"}


@dataclass(frozen=True, slots=True)
class SetAutoTopUpSuccess:
    auto_top_up: AutoTopUp | None
    replayed: bool

    @staticmethod
    def of(value: Any) -> "SetAutoTopUpSuccess":
        return SetAutoTopUpSuccess(
            auto_top_up=None if value["autoTopUp"] is None else AutoTopUp.of(value["autoTopUp"]),
            replayed=value["replayed"],
        )


SetAutoTopUpResult = Union[CreditTypeRequiredError, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, SetAutoTopUpSuccess]
_SetAutoTopUpResult: dict[str, Any] = {
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetAutoTopUpSuccess": SetAutoTopUpSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAutoTopUpInput(Input):
    below: int
    monthly_max: MoneyInput
    pack_id: str
    provider: PaymentProvider
    credit_type: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    quantity: Union[int, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"below": "below", "monthly_max": "monthlyMax", "pack_id": "packId", "provider": "provider", "credit_type": "creditType", "idempotency_key": "idempotencyKey", "organization_id": "organizationId", "quantity": "quantity"}


@dataclass(frozen=True, slots=True)
class BillingDetails:
    address: str
    bank_account: str | None
    created_at: str
    email: str | None
    name: str
    tax_id: str | None

    @staticmethod
    def of(value: Any) -> "BillingDetails":
        return BillingDetails(
            address=value["address"],
            bank_account=value["bankAccount"],
            created_at=value["createdAt"],
            email=value["email"],
            name=value["name"],
            tax_id=value["taxId"],
        )


@dataclass(frozen=True, slots=True)
class SetBillingDetailsSuccess:
    billing_details: BillingDetails

    @staticmethod
    def of(value: Any) -> "SetBillingDetailsSuccess":
        return SetBillingDetailsSuccess(
            billing_details=BillingDetails.of(value["billingDetails"]),
        )


SetBillingDetailsResult = Union[EndedError, InvalidInputError, NotFoundError, SetBillingDetailsSuccess]
_SetBillingDetailsResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetBillingDetailsSuccess": SetBillingDetailsSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBillingDetailsInput(Input):
    address: str
    name: str
    email: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    tax_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"address": "address", "name": "name", "email": "email", "organization_id": "organizationId", "tax_id": "taxId"}


@dataclass(frozen=True, slots=True)
class SetConcurrencyLimitSuccess:
    organization: Organization

    @staticmethod
    def of(value: Any) -> "SetConcurrencyLimitSuccess":
        return SetConcurrencyLimitSuccess(
            organization=Organization.of(value["organization"]),
        )


SetConcurrencyLimitResult = Union[EndedError, InvalidInputError, NotFoundError, SetConcurrencyLimitSuccess]
_SetConcurrencyLimitResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetConcurrencyLimitSuccess": SetConcurrencyLimitSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetConcurrencyLimitInput(Input):
    organization_id: str
    tasks_at_once: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "tasks_at_once": "tasksAtOnce"}


@dataclass(frozen=True, slots=True)
class SetExpiryAlertSuccess:
    organization: Organization
    replayed: bool

    @staticmethod
    def of(value: Any) -> "SetExpiryAlertSuccess":
        return SetExpiryAlertSuccess(
            organization=Organization.of(value["organization"]),
            replayed=value["replayed"],
        )


SetExpiryAlertResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, SetExpiryAlertSuccess]
_SetExpiryAlertResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetExpiryAlertSuccess": SetExpiryAlertSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetExpiryAlertInput(Input):
    days: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"days": "days", "idempotency_key": "idempotencyKey", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class SetFacadeSuccess:
    changes: list[FacadeDifference]
    dry_run: bool
    facade: Facade | None

    @staticmethod
    def of(value: Any) -> "SetFacadeSuccess":
        return SetFacadeSuccess(
            changes=[FacadeDifference.of(each) for each in value["changes"]],
            dry_run=value["dryRun"],
            facade=None if value["facade"] is None else Facade.of(value["facade"]),
        )


SetFacadeResult = Union[EndedError, InvalidInputError, LimitReachedError, NotFoundError, SetFacadeSuccess]
_SetFacadeResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "SetFacadeSuccess": SetFacadeSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FacadeSourceInput(Input):
    document: Union[dict[str, Any] | None, Unset] = UNSET
    name: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"document": "document", "name": "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFacadeInput(Input):
    source: FacadeSourceInput
    dry_run: Union[bool, Unset] = UNSET
    is_on: Union[bool, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"source": "source", "dry_run": "dryRun", "is_on": "isOn"}


@dataclass(frozen=True, slots=True)
class HttpProviderLoad:
    at_work: int
    waiting: int

    @staticmethod
    def of(value: Any) -> "HttpProviderLoad":
        return HttpProviderLoad(
            at_work=value["atWork"],
            waiting=value["waiting"],
        )


@dataclass(frozen=True, slots=True)
class HttpProvider:
    definition: dict[str, Any]
    last_error: str | None
    last_error_at: str | None
    load: HttpProviderLoad
    missing_secrets: list[str]
    name: str
    updated_at: str

    @staticmethod
    def of(value: Any) -> "HttpProvider":
        return HttpProvider(
            definition=value["definition"],
            last_error=value["lastError"],
            last_error_at=value["lastErrorAt"],
            load=HttpProviderLoad.of(value["load"]),
            missing_secrets=value["missingSecrets"],
            name=value["name"],
            updated_at=value["updatedAt"],
        )


@dataclass(frozen=True, slots=True)
class SetHttpProviderSuccess:
    http_provider: HttpProvider

    @staticmethod
    def of(value: Any) -> "SetHttpProviderSuccess":
        return SetHttpProviderSuccess(
            http_provider=HttpProvider.of(value["httpProvider"]),
        )


SetHttpProviderResult = Union[EndedError, InvalidInputError, NotFoundError, SetHttpProviderSuccess]
_SetHttpProviderResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetHttpProviderSuccess": SetHttpProviderSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpProviderSourceInput(Input):
    document: Union[dict[str, Any] | None, Unset] = UNSET
    name: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"document": "document", "name": "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHttpProviderInput(Input):
    source: HttpProviderSourceInput
    base_url: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"source": "source", "base_url": "baseUrl"}


MailKind = Literal[
    "APPROVAL_NEEDED",
    "BALANCE_LOW",
    "BUDGET",
    "CREDITS_EXPIRING",
    "CREDITS_REQUESTED",
    "EMAIL_VERIFICATION",
    "ENDPOINT_DISABLED",
    "INVITATION",
    "NEW_DEVICE",
    "PASSWORD_RESET",
    "PAYMENT_FAILED",
    "RECEIPT",
    "RENEWAL",
    "SECOND_FACTOR",
    "SIMULATION_ENDED",
    "STATEMENT",
    "TOP_UP_STOPPED",
]


@dataclass(frozen=True, slots=True)
class MailPreference:
    kind: MailKind
    wanted: bool

    @staticmethod
    def of(value: Any) -> "MailPreference":
        return MailPreference(
            kind=value["kind"],
            wanted=value["wanted"],
        )


@dataclass(frozen=True, slots=True)
class SetMailPreferenceSuccess:
    mail_preference: MailPreference

    @staticmethod
    def of(value: Any) -> "SetMailPreferenceSuccess":
        return SetMailPreferenceSuccess(
            mail_preference=MailPreference.of(value["mailPreference"]),
        )


SetMailPreferenceResult = Union[EndedError, InvalidInputError, NotFoundError, SetMailPreferenceSuccess]
_SetMailPreferenceResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetMailPreferenceSuccess": SetMailPreferenceSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMailPreferenceInput(Input):
    kind: MailKind
    wanted: bool

    @staticmethod
    def names() -> dict[str, str]:
        return {"kind": "kind", "wanted": "wanted"}


@dataclass(frozen=True, slots=True)
class SetMaintenanceSuccess:
    reason: str | None

    @staticmethod
    def of(value: Any) -> "SetMaintenanceSuccess":
        return SetMaintenanceSuccess(
            reason=value["reason"],
        )


SetMaintenanceResult = Union[EndedError, InvalidInputError, NotFoundError, SetMaintenanceSuccess]
_SetMaintenanceResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetMaintenanceSuccess": SetMaintenanceSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMaintenanceInput(Input):
    organization_id: Union[str | None, Unset] = UNSET
    reason: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "reason": "reason"}


@dataclass(frozen=True, slots=True)
class IssuerDomain:
    domain: str
    record_name: str
    record_text: str
    verified_at: str | None

    @staticmethod
    def of(value: Any) -> "IssuerDomain":
        return IssuerDomain(
            domain=value["domain"],
            record_name=value["recordName"],
            record_text=value["recordText"],
            verified_at=value["verifiedAt"],
        )


@dataclass(frozen=True, slots=True)
class OrganizationIssuer:
    client_id: str
    domains: list[IssuerDomain]
    issuer: str
    join_role: MemberRole | None
    redirect_url: str | None
    updated_at: str

    @staticmethod
    def of(value: Any) -> "OrganizationIssuer":
        return OrganizationIssuer(
            client_id=value["clientId"],
            domains=[IssuerDomain.of(each) for each in value["domains"]],
            issuer=value["issuer"],
            join_role=value["joinRole"],
            redirect_url=value["redirectUrl"],
            updated_at=value["updatedAt"],
        )


@dataclass(frozen=True, slots=True)
class SetOrganizationIssuerSuccess:
    organization_issuer: OrganizationIssuer

    @staticmethod
    def of(value: Any) -> "SetOrganizationIssuerSuccess":
        return SetOrganizationIssuerSuccess(
            organization_issuer=OrganizationIssuer.of(value["organizationIssuer"]),
        )


SetOrganizationIssuerResult = Union[EndedError, InvalidInputError, NotFoundError, SetOrganizationIssuerSuccess]
_SetOrganizationIssuerResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetOrganizationIssuerSuccess": SetOrganizationIssuerSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOrganizationIssuerInput(Input):
    client_id: str
    domains: list[str]
    issuer: str
    client_secret: Union[str | None, Unset] = UNSET
    join_role: Union[MemberRole | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"client_id": "clientId", "domains": "domains", "issuer": "issuer", "client_secret": "clientSecret", "join_role": "joinRole", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class SetQuotasSuccess:
    organization: Organization
    replayed: bool

    @staticmethod
    def of(value: Any) -> "SetQuotasSuccess":
        return SetQuotasSuccess(
            organization=Organization.of(value["organization"]),
            replayed=value["replayed"],
        )


SetQuotasResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, SetQuotasSuccess]
_SetQuotasResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetQuotasSuccess": SetQuotasSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQuotasInput(Input):
    organization_id: str
    file_bytes: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    quotes: Union[int | None, Unset] = UNSET
    task_bytes: Union[int | None, Unset] = UNSET
    tasks: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "file_bytes": "fileBytes", "idempotency_key": "idempotencyKey", "quotes": "quotes", "task_bytes": "taskBytes", "tasks": "tasks"}


@dataclass(frozen=True, slots=True)
class SetRefundAllowanceSuccess:
    organization: Organization
    replayed: bool

    @staticmethod
    def of(value: Any) -> "SetRefundAllowanceSuccess":
        return SetRefundAllowanceSuccess(
            organization=Organization.of(value["organization"]),
            replayed=value["replayed"],
        )


SetRefundAllowanceResult = Union[CreditTypeRequiredError, EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, SetRefundAllowanceSuccess]
_SetRefundAllowanceResult: dict[str, Any] = {
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetRefundAllowanceSuccess": SetRefundAllowanceSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRefundAllowanceInput(Input):
    organization_id: str
    credit_type: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    monthly_max: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "credit_type": "creditType", "idempotency_key": "idempotencyKey", "monthly_max": "monthlyMax"}


@dataclass(frozen=True, slots=True)
class SetSellerDetailsSuccess:
    billing_details: BillingDetails

    @staticmethod
    def of(value: Any) -> "SetSellerDetailsSuccess":
        return SetSellerDetailsSuccess(
            billing_details=BillingDetails.of(value["billingDetails"]),
        )


SetSellerDetailsResult = Union[InvalidInputError, SetSellerDetailsSuccess]
_SetSellerDetailsResult: dict[str, Any] = {
    "InvalidInputError": InvalidInputError.of,
    "SetSellerDetailsSuccess": SetSellerDetailsSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSellerDetailsInput(Input):
    address: str
    name: str
    bank_account: Union[str | None, Unset] = UNSET
    email: Union[str | None, Unset] = UNSET
    tax_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"address": "address", "name": "name", "bank_account": "bankAccount", "email": "email", "tax_id": "taxId"}


@dataclass(frozen=True, slots=True)
class SetSignInRequirementSuccess:
    organization: Organization

    @staticmethod
    def of(value: Any) -> "SetSignInRequirementSuccess":
        return SetSignInRequirementSuccess(
            organization=Organization.of(value["organization"]),
        )


SetSignInRequirementResult = Union[EndedError, NotFoundError, SetSignInRequirementSuccess, SignInRequirementError]
_SetSignInRequirementResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
    "SetSignInRequirementSuccess": SetSignInRequirementSuccess.of,
    "SignInRequirementError": SignInRequirementError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSignInRequirementInput(Input):
    requirement: SignInRequirement
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"requirement": "requirement", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class SetSpendingPolicySuccess:
    organization: Organization
    replayed: bool

    @staticmethod
    def of(value: Any) -> "SetSpendingPolicySuccess":
        return SetSpendingPolicySuccess(
            organization=Organization.of(value["organization"]),
            replayed=value["replayed"],
        )


SetSpendingPolicyResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, SetSpendingPolicySuccess]
_SetSpendingPolicyResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetSpendingPolicySuccess": SetSpendingPolicySuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpendingPolicyInput(Input):
    approval_above: Union[int | None, Unset] = UNSET
    approval_seconds: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    members_use_pool: Union[bool | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    time_zone: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"approval_above": "approvalAbove", "approval_seconds": "approvalSeconds", "idempotency_key": "idempotencyKey", "members_use_pool": "membersUsePool", "organization_id": "organizationId", "time_zone": "timeZone"}


@dataclass(frozen=True, slots=True)
class SetWalletPolicySuccess:
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "SetWalletPolicySuccess":
        return SetWalletPolicySuccess(
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


SetWalletPolicyResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, SetWalletPolicySuccess]
_SetWalletPolicyResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SetWalletPolicySuccess": SetWalletPolicySuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWalletPolicyInput(Input):
    wallet_id: str
    burn_down: Union[list[BurnDownCriterion] | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    late_policy: Union[WalletLatePolicy | None, Unset] = UNSET
    overspend: Union[bool | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"wallet_id": "walletId", "burn_down": "burnDown", "idempotency_key": "idempotencyKey", "late_policy": "latePolicy", "overspend": "overspend"}


@dataclass(frozen=True, slots=True)
class SettleDebtSuccess:
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "SettleDebtSuccess":
        return SettleDebtSuccess(
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


SettleDebtResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, NothingOwedError, SettleDebtSuccess]
_SettleDebtResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "NothingOwedError": NothingOwedError.of,
    "SettleDebtSuccess": SettleDebtSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDebtInput(Input):
    reason: str
    wallet_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"reason": "reason", "wallet_id": "walletId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class SettlePaymentSuccess:
    payment: Payment
    replayed: bool

    @staticmethod
    def of(value: Any) -> "SettlePaymentSuccess":
        return SettlePaymentSuccess(
            payment=Payment.of(value["payment"]),
            replayed=value["replayed"],
        )


SettlePaymentResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, PaymentStateError, ProviderFailedError, SettlePaymentSuccess]
_SettlePaymentResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "PaymentStateError": PaymentStateError.of,
    "ProviderFailedError": ProviderFailedError.of,
    "SettlePaymentSuccess": SettlePaymentSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePaymentInput(Input):
    payment_id: str
    reason: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"payment_id": "paymentId", "reason": "reason", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class SimulateCatalogueSuccess:
    replayed: bool
    simulation: Simulation

    @staticmethod
    def of(value: Any) -> "SimulateCatalogueSuccess":
        return SimulateCatalogueSuccess(
            replayed=value["replayed"],
            simulation=Simulation.of(value["simulation"]),
        )


SimulateCatalogueResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, LimitReachedError, NotFoundError, SimulateCatalogueSuccess]
_SimulateCatalogueResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "SimulateCatalogueSuccess": SimulateCatalogueSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulateCatalogueInput(Input):
    from_: str
    source: CatalogueSourceInput
    until: str
    idempotency_key: Union[str | None, Unset] = UNSET
    mail_to: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"from_": "from", "source": "source", "until": "until", "idempotency_key": "idempotencyKey", "mail_to": "mailTo"}


@dataclass(frozen=True, slots=True)
class SpendCreditsSuccess:
    hold: Hold
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "SpendCreditsSuccess":
        return SpendCreditsSuccess(
            hold=Hold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


SpendCreditsResult = Union[BudgetExceededError, EndedError, HoldMeteredError, HoldNotOpenError, HoldOfTaskError, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, LimitReachedError, NotFoundError, RunExceededError, SpendCreditsSuccess, SpendExceedsHoldError]
_SpendCreditsResult: dict[str, Any] = {
    "BudgetExceededError": BudgetExceededError.of,
    "EndedError": EndedError.of,
    "HoldMeteredError": HoldMeteredError.of,
    "HoldNotOpenError": HoldNotOpenError.of,
    "HoldOfTaskError": HoldOfTaskError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "RunExceededError": RunExceededError.of,
    "SpendCreditsSuccess": SpendCreditsSuccess.of,
    "SpendExceedsHoldError": SpendExceedsHoldError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendCreditsInput(Input):
    hold_id: str
    credits: Union[int | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    keep_open: Union[bool, Unset] = UNSET
    purpose: Union[PurposeInput | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"hold_id": "holdId", "credits": "credits", "idempotency_key": "idempotencyKey", "keep_open": "keepOpen", "purpose": "purpose"}


@dataclass(frozen=True, slots=True)
class SpendCreditsSuccessOfSpendHoldsSuccessResults:
    hold: HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold
    replayed: bool
    wallet: WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet

    @staticmethod
    def of(value: Any) -> "SpendCreditsSuccessOfSpendHoldsSuccessResults":
        return SpendCreditsSuccessOfSpendHoldsSuccessResults(
            hold=HoldOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsHold.of(value["hold"]),
            replayed=value["replayed"],
            wallet=WalletOfFreezeCreditsSuccessOfFreezeHoldsSuccessResultsWallet.of(value["wallet"]),
        )


SpendCreditsResultOfSpendHoldsSuccessResults = Union[Refusal, SpendCreditsSuccessOfSpendHoldsSuccessResults]
_SpendCreditsResultOfSpendHoldsSuccessResults: dict[str, Any] = {
    "BudgetExceededError": Refusal.of,
    "EndedError": Refusal.of,
    "HoldMeteredError": Refusal.of,
    "HoldNotOpenError": Refusal.of,
    "HoldOfTaskError": Refusal.of,
    "IdempotencyConflictError": Refusal.of,
    "InsufficientCreditsError": Refusal.of,
    "InvalidInputError": Refusal.of,
    "LimitReachedError": Refusal.of,
    "NotFoundError": Refusal.of,
    "RunExceededError": Refusal.of,
    "SpendCreditsSuccess": SpendCreditsSuccessOfSpendHoldsSuccessResults.of,
    "SpendExceedsHoldError": Refusal.of,
}


@dataclass(frozen=True, slots=True)
class SpendHoldsSuccess:
    results: list[SpendCreditsResultOfSpendHoldsSuccessResults]

    @staticmethod
    def of(value: Any) -> "SpendHoldsSuccess":
        return SpendHoldsSuccess(
            results=[_SpendCreditsResultOfSpendHoldsSuccessResults[each["__typename"]](each) for each in value["results"]],
        )


SpendHoldsResult = Union[InvalidInputError, SpendHoldsSuccess]
_SpendHoldsResult: dict[str, Any] = {
    "InvalidInputError": InvalidInputError.of,
    "SpendHoldsSuccess": SpendHoldsSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendHoldsInput(Input):
    holds: list[SpendCreditsInput]

    @staticmethod
    def names() -> dict[str, str]:
        return {"holds": "holds"}


@dataclass(frozen=True, slots=True)
class StartExportSuccess:
    export: Export

    @staticmethod
    def of(value: Any) -> "StartExportSuccess":
        return StartExportSuccess(
            export=Export.of(value["export"]),
        )


StartExportResult = Union[EndedError, InvalidInputError, LimitReachedError, NotFoundError, StartExportSuccess]
_StartExportResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "StartExportSuccess": StartExportSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StartExportInput(Input):
    format: ExportFormat
    kind: ExportKind
    from_: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    until: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"format": "format", "kind": "kind", "from_": "from", "organization_id": "organizationId", "until": "until"}


@dataclass(frozen=True, slots=True)
class StartPurchaseSuccess:
    payment: Payment
    replayed: bool

    @staticmethod
    def of(value: Any) -> "StartPurchaseSuccess":
        return StartPurchaseSuccess(
            payment=Payment.of(value["payment"]),
            replayed=value["replayed"],
        )


StartPurchaseResult = Union[CreditsOutOfBoundsError, EndedError, IdempotencyConflictError, InvalidInputError, LimitReachedError, NotFoundError, NotSelfServiceError, PurchaseNotAllowedError, SeatsExceededError, StartPurchaseSuccess, SubscriptionStateError]
_StartPurchaseResult: dict[str, Any] = {
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "NotSelfServiceError": NotSelfServiceError.of,
    "PurchaseNotAllowedError": PurchaseNotAllowedError.of,
    "SeatsExceededError": SeatsExceededError.of,
    "StartPurchaseSuccess": StartPurchaseSuccess.of,
    "SubscriptionStateError": SubscriptionStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomPurchaseInput(Input):
    credits: list[PurchasedCreditsInput]
    price: MoneyInput
    title: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "price": "price", "title": "title"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPurchaseInput(Input):
    provider: PaymentProvider
    custom: Union[CustomPurchaseInput | None, Unset] = UNSET
    expires_at: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    pack_id: Union[str | None, Unset] = UNSET
    plan: Union[str | None, Unset] = UNSET
    quantity: Union[int, Unset] = UNSET
    return_url: Union[str | None, Unset] = UNSET
    save_method: Union[bool, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"provider": "provider", "custom": "custom", "expires_at": "expiresAt", "idempotency_key": "idempotencyKey", "organization_id": "organizationId", "pack_id": "packId", "plan": "plan", "quantity": "quantity", "return_url": "returnUrl", "save_method": "saveMethod"}


@dataclass(frozen=True, slots=True)
class StartSubscriptionSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "StartSubscriptionSuccess":
        return StartSubscriptionSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


StartSubscriptionResult = Union[CreditsOutOfBoundsError, EndedError, ExternalIdTakenError, IdempotencyConflictError, InvalidInputError, NotFoundError, SeatsExceededError, StartSubscriptionSuccess, SubscriptionExistsError, TrialUsedError]
_StartSubscriptionResult: dict[str, Any] = {
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SeatsExceededError": SeatsExceededError.of,
    "StartSubscriptionSuccess": StartSubscriptionSuccess.of,
    "SubscriptionExistsError": SubscriptionExistsError.of,
    "TrialUsedError": TrialUsedError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSubscriptionInput(Input):
    organization_id: str
    plan: str
    external_id: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    starts_at: Union[str | None, Unset] = UNSET
    trial: Union[bool, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "plan": "plan", "external_id": "externalId", "idempotency_key": "idempotencyKey", "metadata": "metadata", "starts_at": "startsAt", "trial": "trial"}


@dataclass(frozen=True, slots=True)
class StartTaskSuccess:
    replayed: bool
    task: Task

    @staticmethod
    def of(value: Any) -> "StartTaskSuccess":
        return StartTaskSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
        )


StartTaskResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, StartTaskSuccess, TaskStateError]
_StartTaskResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "StartTaskSuccess": StartTaskSuccess.of,
    "TaskStateError": TaskStateError.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTaskInput(Input):
    task_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"task_id": "taskId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class SubmitTaskSuccess:
    replayed: bool
    task: Task
    warnings: list[TaskWarning]

    @staticmethod
    def of(value: Any) -> "SubmitTaskSuccess":
        return SubmitTaskSuccess(
            replayed=value["replayed"],
            task=Task.of(value["task"]),
            warnings=[TaskWarning.of(each) for each in value["warnings"]],
        )


SubmitTaskResult = Union[BudgetExceededError, EndedError, ExpiryPassedError, ExternalIdTakenError, IdempotencyConflictError, InputLimitError, InsufficientCreditsError, InvalidInputError, LimitReachedError, MaintenanceError, MaxCreditsExceededError, NoPriceError, NotEntitledError, NotFoundError, OperationUnavailableError, OrganizationSuspendedError, PlanLimitError, QuotaExceededError, QuoteExpiredError, QuoteMismatchError, QuoteTakenError, RunCreditTypeError, RunExceededError, SubmitTaskSuccess]
_SubmitTaskResult: dict[str, Any] = {
    "BudgetExceededError": BudgetExceededError.of,
    "EndedError": EndedError.of,
    "ExpiryPassedError": ExpiryPassedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InputLimitError": InputLimitError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "MaintenanceError": MaintenanceError.of,
    "MaxCreditsExceededError": MaxCreditsExceededError.of,
    "NoPriceError": NoPriceError.of,
    "NotEntitledError": NotEntitledError.of,
    "NotFoundError": NotFoundError.of,
    "OperationUnavailableError": OperationUnavailableError.of,
    "OrganizationSuspendedError": OrganizationSuspendedError.of,
    "PlanLimitError": PlanLimitError.of,
    "QuotaExceededError": QuotaExceededError.of,
    "QuoteExpiredError": QuoteExpiredError.of,
    "QuoteMismatchError": QuoteMismatchError.of,
    "QuoteTakenError": QuoteTakenError.of,
    "RunCreditTypeError": RunCreditTypeError.of,
    "RunExceededError": RunExceededError.of,
    "SubmitTaskSuccess": SubmitTaskSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitTaskInput(Input):
    model: str
    operation: str
    binding_quote_id: Union[str | None, Unset] = UNSET
    external_id: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    input: Union[dict[str, Any] | None, Unset] = UNSET
    max_costs: Union[list[CreditAmountInput] | None, Unset] = UNSET
    max_credits: Union[int | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    run_id: Union[str | None, Unset] = UNSET
    tags: Union[list[str] | None, Unset] = UNSET
    timeout_seconds: Union[int, Unset] = UNSET
    webhook_url: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"model": "model", "operation": "operation", "binding_quote_id": "bindingQuoteId", "external_id": "externalId", "idempotency_key": "idempotencyKey", "input": "input", "max_costs": "maxCosts", "max_credits": "maxCredits", "member_id": "memberId", "metadata": "metadata", "organization_id": "organizationId", "run_id": "runId", "tags": "tags", "timeout_seconds": "timeoutSeconds", "webhook_url": "webhookUrl"}


@dataclass(frozen=True, slots=True)
class SubmitTaskSuccessOfSubmitTasksSuccessResults:
    replayed: bool
    task: TaskOfCompleteTaskSuccessOfCompleteTasksSuccessResultsTask

    @staticmethod
    def of(value: Any) -> "SubmitTaskSuccessOfSubmitTasksSuccessResults":
        return SubmitTaskSuccessOfSubmitTasksSuccessResults(
            replayed=value["replayed"],
            task=TaskOfCompleteTaskSuccessOfCompleteTasksSuccessResultsTask.of(value["task"]),
        )


SubmitTaskResultOfSubmitTasksSuccessResults = Union[Refusal, SubmitTaskSuccessOfSubmitTasksSuccessResults]
_SubmitTaskResultOfSubmitTasksSuccessResults: dict[str, Any] = {
    "BudgetExceededError": Refusal.of,
    "EndedError": Refusal.of,
    "ExpiryPassedError": Refusal.of,
    "ExternalIdTakenError": Refusal.of,
    "IdempotencyConflictError": Refusal.of,
    "InputLimitError": Refusal.of,
    "InsufficientCreditsError": Refusal.of,
    "InvalidInputError": Refusal.of,
    "LimitReachedError": Refusal.of,
    "MaintenanceError": Refusal.of,
    "MaxCreditsExceededError": Refusal.of,
    "NoPriceError": Refusal.of,
    "NotEntitledError": Refusal.of,
    "NotFoundError": Refusal.of,
    "OperationUnavailableError": Refusal.of,
    "OrganizationSuspendedError": Refusal.of,
    "PlanLimitError": Refusal.of,
    "QuotaExceededError": Refusal.of,
    "QuoteExpiredError": Refusal.of,
    "QuoteMismatchError": Refusal.of,
    "QuoteTakenError": Refusal.of,
    "RunCreditTypeError": Refusal.of,
    "RunExceededError": Refusal.of,
    "SubmitTaskSuccess": SubmitTaskSuccessOfSubmitTasksSuccessResults.of,
}


@dataclass(frozen=True, slots=True)
class SubmitTasksSuccess:
    results: list[SubmitTaskResultOfSubmitTasksSuccessResults]

    @staticmethod
    def of(value: Any) -> "SubmitTasksSuccess":
        return SubmitTasksSuccess(
            results=[_SubmitTaskResultOfSubmitTasksSuccessResults[each["__typename"]](each) for each in value["results"]],
        )


SubmitTasksResult = Union[InvalidInputError, SubmitTasksSuccess]
_SubmitTasksResult: dict[str, Any] = {
    "InvalidInputError": InvalidInputError.of,
    "SubmitTasksSuccess": SubmitTasksSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitTasksInput(Input):
    tasks: list[SubmitTaskInput]

    @staticmethod
    def names() -> dict[str, str]:
        return {"tasks": "tasks"}


@dataclass(frozen=True, slots=True)
class SuspendOrganizationSuccess:
    organization: Organization | None
    replayed: bool

    @staticmethod
    def of(value: Any) -> "SuspendOrganizationSuccess":
        return SuspendOrganizationSuccess(
            organization=None if value["organization"] is None else Organization.of(value["organization"]),
            replayed=value["replayed"],
        )


SuspendOrganizationResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, SuspendOrganizationSuccess]
_SuspendOrganizationResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "SuspendOrganizationSuccess": SuspendOrganizationSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendOrganizationInput(Input):
    organization_id: str
    reason: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "reason": "reason", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class TestWebhookEndpointSuccess:
    delivery: WebhookDelivery

    @staticmethod
    def of(value: Any) -> "TestWebhookEndpointSuccess":
        return TestWebhookEndpointSuccess(
            delivery=WebhookDelivery.of(value["delivery"]),
        )


TestWebhookEndpointResult = Union[EndedError, NotFoundError, TestWebhookEndpointSuccess]
_TestWebhookEndpointResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
    "TestWebhookEndpointSuccess": TestWebhookEndpointSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TestWebhookEndpointInput(Input):
    webhook_endpoint_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"webhook_endpoint_id": "webhookEndpointId"}


@dataclass(frozen=True, slots=True)
class TransferCreditsSuccess:
    from_: Wallet
    replayed: bool
    to: Wallet

    @staticmethod
    def of(value: Any) -> "TransferCreditsSuccess":
        return TransferCreditsSuccess(
            from_=Wallet.of(value["from"]),
            replayed=value["replayed"],
            to=Wallet.of(value["to"]),
        )


TransferCreditsResult = Union[CreditTypeRequiredError, CreditsOutOfBoundsError, EndedError, IdempotencyConflictError, InsufficientCreditsError, InvalidInputError, LimitReachedError, NotFoundError, TransferCreditsSuccess]
_TransferCreditsResult: dict[str, Any] = {
    "CreditTypeRequiredError": CreditTypeRequiredError.of,
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InsufficientCreditsError": InsufficientCreditsError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitReachedError": LimitReachedError.of,
    "NotFoundError": NotFoundError.of,
    "TransferCreditsSuccess": TransferCreditsSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferCreditsInput(Input):
    credits: int
    credit_type: Union[str | None, Unset] = UNSET
    from_member_id: Union[str | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    reason: Union[str | None, Unset] = UNSET
    to_member_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credits": "credits", "credit_type": "creditType", "from_member_id": "fromMemberId", "idempotency_key": "idempotencyKey", "organization_id": "organizationId", "reason": "reason", "to_member_id": "toMemberId"}


@dataclass(frozen=True, slots=True)
class UndoSubscriptionChangeSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "UndoSubscriptionChangeSuccess":
        return UndoSubscriptionChangeSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


UndoSubscriptionChangeResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, NotSelfServiceError, SubscriptionStateError, UndoSubscriptionChangeSuccess]
_UndoSubscriptionChangeResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "NotSelfServiceError": NotSelfServiceError.of,
    "SubscriptionStateError": SubscriptionStateError.of,
    "UndoSubscriptionChangeSuccess": UndoSubscriptionChangeSuccess.of,
}


PlannedSubscriptionChange = Literal[
    "CANCELLATION",
    "DOWNGRADE",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoSubscriptionChangeInput(Input):
    change: PlannedSubscriptionChange
    organization_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"change": "change", "organization_id": "organizationId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class UnlockLotSuccess:
    lot: CreditLot
    replayed: bool
    wallet: Wallet

    @staticmethod
    def of(value: Any) -> "UnlockLotSuccess":
        return UnlockLotSuccess(
            lot=CreditLot.of(value["lot"]),
            replayed=value["replayed"],
            wallet=Wallet.of(value["wallet"]),
        )


UnlockLotResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, LotLockedError, LotNotLockedError, LotStateError, NotFoundError, UnlockLotSuccess]
_UnlockLotResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LotLockedError": LotLockedError.of,
    "LotNotLockedError": LotNotLockedError.of,
    "LotStateError": LotStateError.of,
    "NotFoundError": NotFoundError.of,
    "UnlockLotSuccess": UnlockLotSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockLotInput(Input):
    lot_id: str
    reason: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"lot_id": "lotId", "reason": "reason", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class UpdateBudgetSuccess:
    budget: Budget
    replayed: bool

    @staticmethod
    def of(value: Any) -> "UpdateBudgetSuccess":
        return UpdateBudgetSuccess(
            budget=Budget.of(value["budget"]),
            replayed=value["replayed"],
        )


UpdateBudgetResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, LimitedKeyError, NotFoundError, OwnersOnlyError, UpdateBudgetSuccess]
_UpdateBudgetResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "LimitedKeyError": LimitedKeyError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
    "UpdateBudgetSuccess": UpdateBudgetSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateBudgetInput(Input):
    budget_id: str
    enforcement: Union[BudgetEnforcement | None, Unset] = UNSET
    idempotency_key: Union[str | None, Unset] = UNSET
    limit: Union[int | None, Unset] = UNSET
    thresholds: Union[list[int] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"budget_id": "budgetId", "enforcement": "enforcement", "idempotency_key": "idempotencyKey", "limit": "limit", "thresholds": "thresholds"}


@dataclass(frozen=True, slots=True)
class UpdateCreditPackSuccess:
    credit_pack: CreditPack

    @staticmethod
    def of(value: Any) -> "UpdateCreditPackSuccess":
        return UpdateCreditPackSuccess(
            credit_pack=CreditPack.of(value["creditPack"]),
        )


UpdateCreditPackResult = Union[EndedError, InvalidInputError, NotFoundError, UpdateCreditPackSuccess]
_UpdateCreditPackResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "UpdateCreditPackSuccess": UpdateCreditPackSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateCreditPackInput(Input):
    pack_id: str
    credits: Union[list[PurchasedCreditsInput] | None, Unset] = UNSET
    external_id: Union[str | None, Unset] = UNSET
    kind: Union[CreditPackKind | None, Unset] = UNSET
    price: Union[MoneyInput | None, Unset] = UNSET
    title: Union[str | None, Unset] = UNSET
    volume_steps: Union[list[VolumeStepInput] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"pack_id": "packId", "credits": "credits", "external_id": "externalId", "kind": "kind", "price": "price", "title": "title", "volume_steps": "volumeSteps"}


@dataclass(frozen=True, slots=True)
class UpdateLabelsSuccess:
    external_id: str | None
    metadata: dict[str, Any]
    subject: Node | None

    @staticmethod
    def of(value: Any) -> "UpdateLabelsSuccess":
        return UpdateLabelsSuccess(
            external_id=value["externalId"],
            metadata=value["metadata"],
            subject=None if value["subject"] is None else Node.of(value["subject"]),
        )


UpdateLabelsResult = Union[EndedError, ExternalIdTakenError, InvalidInputError, NotFoundError, UpdateLabelsSuccess]
_UpdateLabelsResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "ExternalIdTakenError": ExternalIdTakenError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "UpdateLabelsSuccess": UpdateLabelsSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateLabelsInput(Input):
    subject_id: str
    external_id: Union[str | None, Unset] = UNSET
    metadata: Union[dict[str, Any] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"subject_id": "subjectId", "external_id": "externalId", "metadata": "metadata"}


@dataclass(frozen=True, slots=True)
class UpdateMemberRoleSuccess:
    member: Member | None

    @staticmethod
    def of(value: Any) -> "UpdateMemberRoleSuccess":
        return UpdateMemberRoleSuccess(
            member=None if value["member"] is None else Member.of(value["member"]),
        )


UpdateMemberRoleResult = Union[EndedError, InvalidInputError, LastOwnerError, LimitedKeyError, NotFoundError, OwnersOnlyError, UpdateMemberRoleSuccess]
_UpdateMemberRoleResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "LastOwnerError": LastOwnerError.of,
    "LimitedKeyError": LimitedKeyError.of,
    "NotFoundError": NotFoundError.of,
    "OwnersOnlyError": OwnersOnlyError.of,
    "UpdateMemberRoleSuccess": UpdateMemberRoleSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateMemberRoleInput(Input):
    member_id: str
    role: MemberRole

    @staticmethod
    def names() -> dict[str, str]:
        return {"member_id": "memberId", "role": "role"}


@dataclass(frozen=True, slots=True)
class UpdateOrganizationSuccess:
    organization: Organization | None
    replayed: bool

    @staticmethod
    def of(value: Any) -> "UpdateOrganizationSuccess":
        return UpdateOrganizationSuccess(
            organization=None if value["organization"] is None else Organization.of(value["organization"]),
            replayed=value["replayed"],
        )


UpdateOrganizationResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, UpdateOrganizationSuccess]
_UpdateOrganizationResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "UpdateOrganizationSuccess": UpdateOrganizationSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOrganizationInput(Input):
    name: str
    idempotency_key: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"name": "name", "idempotency_key": "idempotencyKey", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class UpdateRunSuccess:
    replayed: bool
    run: Run

    @staticmethod
    def of(value: Any) -> "UpdateRunSuccess":
        return UpdateRunSuccess(
            replayed=value["replayed"],
            run=Run.of(value["run"]),
        )


UpdateRunResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, UpdateRunSuccess]
_UpdateRunResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "UpdateRunSuccess": UpdateRunSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRunInput(Input):
    limit: int
    run_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"limit": "limit", "run_id": "runId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class UpdateWebhookEndpointSuccess:
    webhook_endpoint: WebhookEndpoint

    @staticmethod
    def of(value: Any) -> "UpdateWebhookEndpointSuccess":
        return UpdateWebhookEndpointSuccess(
            webhook_endpoint=WebhookEndpoint.of(value["webhookEndpoint"]),
        )


UpdateWebhookEndpointResult = Union[EndedError, InvalidInputError, NotFoundError, UpdateWebhookEndpointSuccess]
_UpdateWebhookEndpointResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "UpdateWebhookEndpointSuccess": UpdateWebhookEndpointSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateWebhookEndpointInput(Input):
    webhook_endpoint_id: str
    discard_missed: Union[bool, Unset] = UNSET
    events: Union[list[WebhookEvent] | None, Unset] = UNSET
    is_paused: Union[bool | None, Unset] = UNSET
    url: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"webhook_endpoint_id": "webhookEndpointId", "discard_missed": "discardMissed", "events": "events", "is_paused": "isPaused", "url": "url"}


@dataclass(frozen=True, slots=True)
class UpgradeSubscriptionSuccess:
    replayed: bool
    subscription: PlanSubscription

    @staticmethod
    def of(value: Any) -> "UpgradeSubscriptionSuccess":
        return UpgradeSubscriptionSuccess(
            replayed=value["replayed"],
            subscription=PlanSubscription.of(value["subscription"]),
        )


UpgradeSubscriptionResult = Union[CreditsOutOfBoundsError, EndedError, IdempotencyConflictError, InvalidInputError, NotAnUpgradeError, NotFoundError, NotSelfServiceError, SeatsExceededError, SubscriptionStateError, UpgradeSubscriptionSuccess]
_UpgradeSubscriptionResult: dict[str, Any] = {
    "CreditsOutOfBoundsError": CreditsOutOfBoundsError.of,
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotAnUpgradeError": NotAnUpgradeError.of,
    "NotFoundError": NotFoundError.of,
    "NotSelfServiceError": NotSelfServiceError.of,
    "SeatsExceededError": SeatsExceededError.of,
    "SubscriptionStateError": SubscriptionStateError.of,
    "UpgradeSubscriptionSuccess": UpgradeSubscriptionSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeSubscriptionInput(Input):
    organization_id: str
    plan: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "plan": "plan", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class VerifyIssuerDomainSuccess:
    organization_issuer: OrganizationIssuer

    @staticmethod
    def of(value: Any) -> "VerifyIssuerDomainSuccess":
        return VerifyIssuerDomainSuccess(
            organization_issuer=OrganizationIssuer.of(value["organizationIssuer"]),
        )


VerifyIssuerDomainResult = Union[DomainNotVerifiedError, EndedError, NotFoundError, VerifyIssuerDomainSuccess]
_VerifyIssuerDomainResult: dict[str, Any] = {
    "DomainNotVerifiedError": DomainNotVerifiedError.of,
    "EndedError": EndedError.of,
    "NotFoundError": NotFoundError.of,
    "VerifyIssuerDomainSuccess": VerifyIssuerDomainSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyIssuerDomainInput(Input):
    domain: str
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"domain": "domain", "organization_id": "organizationId"}


@dataclass(frozen=True, slots=True)
class WithdrawCreditRequestSuccess:
    credit_request: CreditRequest
    replayed: bool

    @staticmethod
    def of(value: Any) -> "WithdrawCreditRequestSuccess":
        return WithdrawCreditRequestSuccess(
            credit_request=CreditRequest.of(value["creditRequest"]),
            replayed=value["replayed"],
        )


WithdrawCreditRequestResult = Union[EndedError, IdempotencyConflictError, InvalidInputError, NotFoundError, WithdrawCreditRequestSuccess]
_WithdrawCreditRequestResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "IdempotencyConflictError": IdempotencyConflictError.of,
    "InvalidInputError": InvalidInputError.of,
    "NotFoundError": NotFoundError.of,
    "WithdrawCreditRequestSuccess": WithdrawCreditRequestSuccess.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCreditRequestInput(Input):
    credit_request_id: str
    idempotency_key: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"credit_request_id": "creditRequestId", "idempotency_key": "idempotencyKey"}


@dataclass(frozen=True, slots=True)
class Viewer:
    is_operator: bool
    scopes: list[KeyScope]
    member: Member | None
    organization: Organization | None

    @staticmethod
    def of(value: Any) -> "Viewer":
        return Viewer(
            is_operator=value["isOperator"],
            scopes=value["scopes"],
            member=None if value["member"] is None else Member.of(value["member"]),
            organization=None if value["organization"] is None else Organization.of(value["organization"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewerVariables(Input):
    pass

    @staticmethod
    def names() -> dict[str, str]:
        return {}


@dataclass(frozen=True, slots=True)
class OrganizationOfOrganization:
    approval_above: int | None
    approval_seconds: int
    created_at: str
    expiry_alert_days: int | None
    external_id: str | None
    id: str
    maintenance: str | None
    members_use_pool: bool
    metadata: dict[str, Any]
    mode: OrganizationMode
    name: str
    now: str
    own_maintenance: str | None
    payment_providers: list[PaymentProvider]
    refund_allowances: list[RefundAllowance]
    sign_in_requirement: SignInRequirement
    status: OrganizationStatus
    status_reason: str | None
    tasks_at_once: int | None
    time_zone: str
    wallets: list[Wallet]

    @staticmethod
    def of(value: Any) -> "OrganizationOfOrganization":
        return OrganizationOfOrganization(
            approval_above=value["approvalAbove"],
            approval_seconds=value["approvalSeconds"],
            created_at=value["createdAt"],
            expiry_alert_days=value["expiryAlertDays"],
            external_id=value["externalId"],
            id=value["id"],
            maintenance=value["maintenance"],
            members_use_pool=value["membersUsePool"],
            metadata=value["metadata"],
            mode=value["mode"],
            name=value["name"],
            now=value["now"],
            own_maintenance=value["ownMaintenance"],
            payment_providers=value["paymentProviders"],
            refund_allowances=[RefundAllowance.of(each) for each in value["refundAllowances"]],
            sign_in_requirement=value["signInRequirement"],
            status=value["status"],
            status_reason=value["statusReason"],
            tasks_at_once=value["tasksAtOnce"],
            time_zone=value["timeZone"],
            wallets=[Wallet.of(each) for each in value["wallets"]],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationVariables(Input):
    id: Union[str | None, Unset] = UNSET
    external_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"id": "id", "external_id": "externalId"}


@dataclass(frozen=True, slots=True)
class OrganizationOfWallet:
    id: str
    wallet: Wallet | None

    @staticmethod
    def of(value: Any) -> "OrganizationOfWallet":
        return OrganizationOfWallet(
            id=value["id"],
            wallet=None if value["wallet"] is None else Wallet.of(value["wallet"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletVariables(Input):
    organization_id: Union[str | None, Unset] = UNSET
    credit_type: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "credit_type": "creditType"}


@dataclass(frozen=True, slots=True)
class MemberOfMemberEdgeNode:
    created_at: str
    external_id: str | None
    has_second_factor: bool | None
    id: str
    metadata: dict[str, Any]
    name: str
    removed_at: str | None
    role: MemberRole
    subject: str | None
    wallet: Wallet | None

    @staticmethod
    def of(value: Any) -> "MemberOfMemberEdgeNode":
        return MemberOfMemberEdgeNode(
            created_at=value["createdAt"],
            external_id=value["externalId"],
            has_second_factor=value["hasSecondFactor"],
            id=value["id"],
            metadata=value["metadata"],
            name=value["name"],
            removed_at=value["removedAt"],
            role=value["role"],
            subject=value["subject"],
            wallet=None if value["wallet"] is None else Wallet.of(value["wallet"]),
        )


@dataclass(frozen=True, slots=True)
class MemberEdge:
    cursor: str
    node: MemberOfMemberEdgeNode | None

    @staticmethod
    def of(value: Any) -> "MemberEdge":
        return MemberEdge(
            cursor=value["cursor"],
            node=None if value["node"] is None else MemberOfMemberEdgeNode.of(value["node"]),
        )


@dataclass(frozen=True, slots=True)
class PageInfo:
    has_next_page: bool
    end_cursor: str | None

    @staticmethod
    def of(value: Any) -> "PageInfo":
        return PageInfo(
            has_next_page=value["hasNextPage"],
            end_cursor=value["endCursor"],
        )


@dataclass(frozen=True, slots=True)
class MemberConnection:
    edges: list[MemberEdge]
    page_info: PageInfo

    @staticmethod
    def of(value: Any) -> "MemberConnection":
        return MemberConnection(
            edges=[MemberEdge.of(each) for each in value["edges"]],
            page_info=PageInfo.of(value["pageInfo"]),
        )


@dataclass(frozen=True, slots=True)
class OrganizationOfMembers:
    id: str
    members: MemberConnection

    @staticmethod
    def of(value: Any) -> "OrganizationOfMembers":
        return OrganizationOfMembers(
            id=value["id"],
            members=MemberConnection.of(value["members"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersVariables(Input):
    organization_id: Union[str | None, Unset] = UNSET
    credit_type: Union[str | None, Unset] = UNSET
    first: Union[int | None, Unset] = UNSET
    after: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "credit_type": "creditType", "first": "first", "after": "after"}


@dataclass(frozen=True, slots=True)
class BudgetOfBudgetEdgeNode:
    api_key: str | None
    created_at: str
    credit_type: str
    ended_at: str | None
    enforcement: BudgetEnforcement
    id: str
    limit: int
    model: str | None
    operation: str | None
    period: BudgetPeriod
    raises: list[BudgetRaise]
    tag: str | None
    thresholds: list[int]
    usage: BudgetUsage
    member: MemberOfWalletOfBalanceChangeWalletMember | None

    @staticmethod
    def of(value: Any) -> "BudgetOfBudgetEdgeNode":
        return BudgetOfBudgetEdgeNode(
            api_key=value["apiKey"],
            created_at=value["createdAt"],
            credit_type=value["creditType"],
            ended_at=value["endedAt"],
            enforcement=value["enforcement"],
            id=value["id"],
            limit=value["limit"],
            model=value["model"],
            operation=value["operation"],
            period=value["period"],
            raises=[BudgetRaise.of(each) for each in value["raises"]],
            tag=value["tag"],
            thresholds=value["thresholds"],
            usage=BudgetUsage.of(value["usage"]),
            member=None if value["member"] is None else MemberOfWalletOfBalanceChangeWalletMember.of(value["member"]),
        )


@dataclass(frozen=True, slots=True)
class BudgetEdge:
    cursor: str
    node: BudgetOfBudgetEdgeNode | None

    @staticmethod
    def of(value: Any) -> "BudgetEdge":
        return BudgetEdge(
            cursor=value["cursor"],
            node=None if value["node"] is None else BudgetOfBudgetEdgeNode.of(value["node"]),
        )


@dataclass(frozen=True, slots=True)
class BudgetConnection:
    edges: list[BudgetEdge]
    page_info: PageInfo

    @staticmethod
    def of(value: Any) -> "BudgetConnection":
        return BudgetConnection(
            edges=[BudgetEdge.of(each) for each in value["edges"]],
            page_info=PageInfo.of(value["pageInfo"]),
        )


@dataclass(frozen=True, slots=True)
class OrganizationOfBudgets:
    id: str
    budgets: BudgetConnection

    @staticmethod
    def of(value: Any) -> "OrganizationOfBudgets":
        return OrganizationOfBudgets(
            id=value["id"],
            budgets=BudgetConnection.of(value["budgets"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetsVariables(Input):
    organization_id: Union[str | None, Unset] = UNSET
    first: Union[int | None, Unset] = UNSET
    after: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "first": "first", "after": "after"}


NodeOfTask = Union[Task]
_NodeOfTask: dict[str, Any] = {
    "Task": Task.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskVariables(Input):
    id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"id": "id"}


@dataclass(frozen=True, slots=True)
class TaskEdge:
    cursor: str
    node: Task | None

    @staticmethod
    def of(value: Any) -> "TaskEdge":
        return TaskEdge(
            cursor=value["cursor"],
            node=None if value["node"] is None else Task.of(value["node"]),
        )


@dataclass(frozen=True, slots=True)
class TaskConnection:
    edges: list[TaskEdge]
    page_info: PageInfo

    @staticmethod
    def of(value: Any) -> "TaskConnection":
        return TaskConnection(
            edges=[TaskEdge.of(each) for each in value["edges"]],
            page_info=PageInfo.of(value["pageInfo"]),
        )


@dataclass(frozen=True, slots=True)
class OrganizationOfTasks:
    id: str
    tasks: TaskConnection

    @staticmethod
    def of(value: Any) -> "OrganizationOfTasks":
        return OrganizationOfTasks(
            id=value["id"],
            tasks=TaskConnection.of(value["tasks"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter(Input):
    external_id: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    model: Union[str | None, Unset] = UNSET
    operation: Union[str | None, Unset] = UNSET
    provider: Union[str | None, Unset] = UNSET
    statuses: Union[list[TaskStatus] | None, Unset] = UNSET
    submitted_from: Union[str | None, Unset] = UNSET
    submitted_until: Union[str | None, Unset] = UNSET
    tag: Union[str | None, Unset] = UNSET
    text: Union[str | None, Unset] = UNSET
    waiting_for_approval: Union[bool | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"external_id": "externalId", "member_id": "memberId", "model": "model", "operation": "operation", "provider": "provider", "statuses": "statuses", "submitted_from": "submittedFrom", "submitted_until": "submittedUntil", "tag": "tag", "text": "text", "waiting_for_approval": "waitingForApproval"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksVariables(Input):
    organization_id: Union[str | None, Unset] = UNSET
    filter: Union[TaskFilter | None, Unset] = UNSET
    first: Union[int | None, Unset] = UNSET
    after: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "filter": "filter", "first": "first", "after": "after"}


@dataclass(frozen=True, slots=True)
class Quote:
    available: int
    credits: int
    is_maximum: bool
    shortfall: int
    units: int
    costs: list[CreditAmount]
    warnings: list[TaskWarning]
    blocked_by: BudgetExceededError | None
    not_entitled: NotEntitledError | None

    @staticmethod
    def of(value: Any) -> "Quote":
        return Quote(
            available=value["available"],
            credits=value["credits"],
            is_maximum=value["isMaximum"],
            shortfall=value["shortfall"],
            units=value["units"],
            costs=[CreditAmount.of(each) for each in value["costs"]],
            warnings=[TaskWarning.of(each) for each in value["warnings"]],
            blocked_by=None if value["blockedBy"] is None else BudgetExceededError.of(value["blockedBy"]),
            not_entitled=None if value["notEntitled"] is None else NotEntitledError.of(value["notEntitled"]),
        )


QuoteResult = Union[EndedError, InputLimitError, InvalidInputError, MaxCreditsExceededError, NoPriceError, NotFoundError, OperationUnavailableError, Quote]
_QuoteResult: dict[str, Any] = {
    "EndedError": EndedError.of,
    "InputLimitError": InputLimitError.of,
    "InvalidInputError": InvalidInputError.of,
    "MaxCreditsExceededError": MaxCreditsExceededError.of,
    "NoPriceError": NoPriceError.of,
    "NotFoundError": NotFoundError.of,
    "OperationUnavailableError": OperationUnavailableError.of,
    "Quote": Quote.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteVariables(Input):
    model: str
    operation: str
    input: Union[dict[str, Any] | None, Unset] = UNSET
    max_credits: Union[int | None, Unset] = UNSET
    max_costs: Union[list[CreditAmountInput] | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    tags: Union[list[str] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"model": "model", "operation": "operation", "input": "input", "max_credits": "maxCredits", "max_costs": "maxCosts", "member_id": "memberId", "organization_id": "organizationId", "tags": "tags"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CanSubmitVariables(Input):
    model: str
    operation: str
    input: Union[dict[str, Any] | None, Unset] = UNSET
    max_credits: Union[int | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    run_id: Union[str | None, Unset] = UNSET
    tags: Union[list[str] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"model": "model", "operation": "operation", "input": "input", "max_credits": "maxCredits", "member_id": "memberId", "organization_id": "organizationId", "run_id": "runId", "tags": "tags"}


@dataclass(frozen=True, slots=True)
class ApiKeyOfUsageGroupApiKey:
    id: str
    name: str

    @staticmethod
    def of(value: Any) -> "ApiKeyOfUsageGroupApiKey":
        return ApiKeyOfUsageGroupApiKey(
            id=value["id"],
            name=value["name"],
        )


@dataclass(frozen=True, slots=True)
class UsageGroup:
    from_: str | None
    to: str | None
    credit_type: str | None
    model: str | None
    operation: str | None
    tag: str | None
    member: MemberOfWalletOfBalanceChangeWalletMember | None
    api_key: ApiKeyOfUsageGroupApiKey | None
    sums: UsageSums
    previous: UsageSums | None

    @staticmethod
    def of(value: Any) -> "UsageGroup":
        return UsageGroup(
            from_=value["from"],
            to=value["to"],
            credit_type=value["creditType"],
            model=value["model"],
            operation=value["operation"],
            tag=value["tag"],
            member=None if value["member"] is None else MemberOfWalletOfBalanceChangeWalletMember.of(value["member"]),
            api_key=None if value["apiKey"] is None else ApiKeyOfUsageGroupApiKey.of(value["apiKey"]),
            sums=UsageSums.of(value["sums"]),
            previous=None if value["previous"] is None else UsageSums.of(value["previous"]),
        )


@dataclass(frozen=True, slots=True)
class UsageReport:
    from_: str
    to: str
    time_zone: str
    is_complete: bool
    total: UsageSums
    previous_total: UsageSums | None
    groups: list[UsageGroup]

    @staticmethod
    def of(value: Any) -> "UsageReport":
        return UsageReport(
            from_=value["from"],
            to=value["to"],
            time_zone=value["timeZone"],
            is_complete=value["isComplete"],
            total=UsageSums.of(value["total"]),
            previous_total=None if value["previousTotal"] is None else UsageSums.of(value["previousTotal"]),
            groups=[UsageGroup.of(each) for each in value["groups"]],
        )


@dataclass(frozen=True, slots=True)
class OrganizationOfUsage:
    id: str
    usage: UsageReport

    @staticmethod
    def of(value: Any) -> "OrganizationOfUsage":
        return OrganizationOfUsage(
            id=value["id"],
            usage=UsageReport.of(value["usage"]),
        )


UsageDimension = Literal[
    "API_KEY",
    "CREDIT_TYPE",
    "DAY",
    "HOUR",
    "MEMBER",
    "MODEL",
    "MONTH",
    "OPERATION",
    "TAG",
    "WEEK",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageFilter(Input):
    api_key_id: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    model: Union[str | None, Unset] = UNSET
    operation: Union[str | None, Unset] = UNSET
    tag: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"api_key_id": "apiKeyId", "member_id": "memberId", "model": "model", "operation": "operation", "tag": "tag"}


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageVariables(Input):
    from_: str
    to: str
    organization_id: Union[str | None, Unset] = UNSET
    by: Union[list[UsageDimension], Unset] = UNSET
    credit_type: Union[str | None, Unset] = UNSET
    filter: Union[UsageFilter | None, Unset] = UNSET
    compare_to_previous: Union[bool, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"from_": "from", "to": "to", "organization_id": "organizationId", "by": "by", "credit_type": "creditType", "filter": "filter", "compare_to_previous": "compareToPrevious"}


PlanInterval = Literal[
    "MONTH",
    "YEAR",
]


@dataclass(frozen=True, slots=True)
class Plan:
    name: str
    title: str
    interval: PlanInterval
    seats: int | None
    concurrent_tasks: int | None
    self_service: bool
    price: Money | None
    credits: list[PlanCredits]

    @staticmethod
    def of(value: Any) -> "Plan":
        return Plan(
            name=value["name"],
            title=value["title"],
            interval=value["interval"],
            seats=value["seats"],
            concurrent_tasks=value["concurrentTasks"],
            self_service=value["selfService"],
            price=None if value["price"] is None else Money.of(value["price"]),
            credits=[PlanCredits.of(each) for each in value["credits"]],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansVariables(Input):
    pass

    @staticmethod
    def names() -> dict[str, str]:
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditPacksVariables(Input):
    pass

    @staticmethod
    def names() -> dict[str, str]:
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentVariables(Input):
    id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"id": "id"}


NodeOfHold = Union[Hold]
_NodeOfHold: dict[str, Any] = {
    "Hold": Hold.of,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldVariables(Input):
    id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"id": "id"}


@dataclass(frozen=True, slots=True)
class FeedPage:
    events: list[FeedEvent]
    last_number: int
    newest_number: int

    @staticmethod
    def of(value: Any) -> "FeedPage":
        return FeedPage(
            events=[FeedEvent.of(each) for each in value["events"]],
            last_number=value["lastNumber"],
            newest_number=value["newestNumber"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsVariables(Input):
    after: int
    first: Union[int | None, Unset] = UNSET
    kinds: Union[list[FeedEventKind] | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"after": "after", "first": "first", "kinds": "kinds", "organization_id": "organizationId"}


JournalEntryType = Literal[
    "CHARGE_BACK",
    "DEBT_IN",
    "DEBT_OUT",
    "EXPIRE",
    "FREEZE",
    "GRANT",
    "LOCK",
    "MOVE_BACK",
    "MOVE_IN",
    "MOVE_OUT",
    "OWE",
    "REFUND",
    "RELEASE",
    "REPAY",
    "REVOKE",
    "SPEND",
    "UNLOCK",
    "WRITE_OFF",
]


@dataclass(frozen=True, slots=True)
class JournalEntry:
    id: str
    type: JournalEntryType
    credits: int
    reason: str | None
    created_at: str

    @staticmethod
    def of(value: Any) -> "JournalEntry":
        return JournalEntry(
            id=value["id"],
            type=value["type"],
            credits=value["credits"],
            reason=value["reason"],
            created_at=value["createdAt"],
        )


@dataclass(frozen=True, slots=True)
class BalanceChangeOfBalanceChanged:
    available: int
    frozen: int
    sequence: int
    total: int
    wallet: WalletOfBalanceChangeWallet
    entry: JournalEntry | None

    @staticmethod
    def of(value: Any) -> "BalanceChangeOfBalanceChanged":
        return BalanceChangeOfBalanceChanged(
            available=value["available"],
            frozen=value["frozen"],
            sequence=value["sequence"],
            total=value["total"],
            wallet=WalletOfBalanceChangeWallet.of(value["wallet"]),
            entry=None if value["entry"] is None else JournalEntry.of(value["entry"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceChangedVariables(Input):
    organization_id: Union[str | None, Unset] = UNSET
    credit_type: Union[str | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    after: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "credit_type": "creditType", "member_id": "memberId", "after": "after"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletSequence(Input):
    sequence: int
    wallet_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"sequence": "sequence", "wallet_id": "walletId"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletsChangedVariables(Input):
    organization_id: Union[str | None, Unset] = UNSET
    after: Union[list[WalletSequence] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "after": "after"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskUpdatedVariables(Input):
    task_id: str
    after: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"task_id": "taskId", "after": "after"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSequence(Input):
    sequence: int
    task_id: str

    @staticmethod
    def names() -> dict[str, str]:
        return {"sequence": "sequence", "task_id": "taskId"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksUpdatedVariables(Input):
    organization_id: Union[str | None, Unset] = UNSET
    after: Union[list[TaskSequence] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "after": "after"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunUpdatedVariables(Input):
    run_id: str
    after: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"run_id": "runId", "after": "after"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentUpdatedVariables(Input):
    payment_id: str
    after: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"payment_id": "paymentId", "after": "after"}


AlertKind = Literal[
    "BALANCE_LOW",
    "BUDGET_THRESHOLD",
    "CREDITS_REQUESTED",
    "LOT_EXPIRING",
    "PAYMENT_FAILED",
    "TOP_UP_STOPPED",
    "WEBHOOK_DISABLED",
]


@dataclass(frozen=True, slots=True)
class Alert:
    id: str
    kind: AlertKind
    message: str
    credits: int | None
    threshold: int | None
    created_at: str

    @staticmethod
    def of(value: Any) -> "Alert":
        return Alert(
            id=value["id"],
            kind=value["kind"],
            message=value["message"],
            credits=value["credits"],
            threshold=value["threshold"],
            created_at=value["createdAt"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRaisedVariables(Input):
    organization_id: Union[str | None, Unset] = UNSET
    after: Union[str | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "after": "after"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitPermissionVariables(Input):
    model: str
    operation: str
    input: Union[dict[str, Any] | None, Unset] = UNSET
    max_credits: Union[int | None, Unset] = UNSET
    member_id: Union[str | None, Unset] = UNSET
    organization_id: Union[str | None, Unset] = UNSET
    run_id: Union[str | None, Unset] = UNSET
    tags: Union[list[str] | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"model": "model", "operation": "operation", "input": "input", "max_credits": "maxCredits", "member_id": "memberId", "organization_id": "organizationId", "run_id": "runId", "tags": "tags"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEventsVariables(Input):
    organization_id: Union[str | None, Unset] = UNSET
    kinds: Union[list[FeedEventKind] | None, Unset] = UNSET
    after: Union[int | None, Unset] = UNSET

    @staticmethod
    def names() -> dict[str, str]:
        return {"organization_id": "organizationId", "kinds": "kinds", "after": "after"}


ACCEPT_INVITATION: Operation[AcceptInvitationInput, AcceptInvitationResult] = Operation(
    kind="mutation",
    field="acceptInvitation",
    keys=None,
    of=lambda value: _AcceptInvitationResult[value["__typename"]](value),
    text="mutation AcceptInvitation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { ... on AcceptInvitationSuccess { member { ...MemberFields } organization { ...OrganizationFields } } ... on AlreadyMemberError { ...AlreadyMemberErrorFields } ... on EndedError { ...EndedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on InvitationAddressError { ...InvitationAddressErrorFields } ... on InvitationEndedError { ...InvitationEndedErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SeatsExceededError { ...SeatsExceededErrorFields } ... on SignInRequirementError { ...SignInRequirementErrorFields } __typename } } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone } fragment AlreadyMemberErrorFields on AlreadyMemberError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment InvitationAddressErrorFields on InvitationAddressError { code message } fragment InvitationEndedErrorFields on InvitationEndedError { code message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment SeatsExceededErrorFields on SeatsExceededError { code members message seats } fragment SignInRequirementErrorFields on SignInRequirementError { code message }",
)


ADD_MEMBER: Operation[AddMemberInput, AddMemberResult] = Operation(
    kind="mutation",
    field="addMember",
    keys=None,
    of=lambda value: _AddMemberResult[value["__typename"]](value),
    text="mutation AddMember($input: AddMemberInput!) { addMember(input: $input) { ... on AddMemberSuccess { created member { ...MemberFields } } ... on AlreadyMemberError { ...AlreadyMemberErrorFields } ... on EndedError { ...EndedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LastOwnerError { ...LastOwnerErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } ... on SeatsExceededError { ...SeatsExceededErrorFields } __typename } } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject } fragment AlreadyMemberErrorFields on AlreadyMemberError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LastOwnerErrorFields on LastOwnerError { code message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message } fragment SeatsExceededErrorFields on SeatsExceededError { code members message seats }",
)


ADJUST_CREDITS: Operation[AdjustCreditsInput, AdjustCreditsResult] = Operation(
    kind="mutation",
    field="adjustCredits",
    keys="",
    of=lambda value: _AdjustCreditsResult[value["__typename"]](value),
    text="mutation AdjustCredits($input: AdjustCreditsInput!) { adjustCredits(input: $input) { ... on AdjustCreditsSuccess { replayed wallet { ...WalletFields } } ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


ADVANCE_CLOCK: Operation[AdvanceClockInput, AdvanceClockResult] = Operation(
    kind="mutation",
    field="advanceClock",
    keys=None,
    of=lambda value: _AdvanceClockResult[value["__typename"]](value),
    text="mutation AdvanceClock($input: AdvanceClockInput!) { advanceClock(input: $input) { ... on AdvanceClockSuccess { instants now organization { ...OrganizationFields } } ... on ClockBackwardsError { ...ClockBackwardsErrorFields } ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on NotSandboxError { ...NotSandboxErrorFields } __typename } } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone } fragment ClockBackwardsErrorFields on ClockBackwardsError { code message now } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment NotSandboxErrorFields on NotSandboxError { code message }",
)


ALLOCATE_CREDITS: Operation[AllocateCreditsInput, AllocateCreditsResult] = Operation(
    kind="mutation",
    field="allocateCredits",
    keys="",
    of=lambda value: _AllocateCreditsResult[value["__typename"]](value),
    text="mutation AllocateCredits($input: AllocateCreditsInput!) { allocateCredits(input: $input) { ... on AllocateCreditsSuccess { allocated { credits member { ...MemberFields } } replayed } ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


ALLOCATE_EQUALLY: Operation[AllocateEquallyInput, AllocateEquallyResult] = Operation(
    kind="mutation",
    field="allocateEqually",
    keys="",
    of=lambda value: _AllocateEquallyResult[value["__typename"]](value),
    text="mutation AllocateEqually($input: AllocateEquallyInput!) { allocateEqually(input: $input) { ... on AllocateEquallySuccess { allocated { credits member { ...MemberFields } } replayed } ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


APPROVE_TASK: Operation[ApproveTaskInput, ApproveTaskResult] = Operation(
    kind="mutation",
    field="approveTask",
    keys="",
    of=lambda value: _ApproveTaskResult[value["__typename"]](value),
    text="mutation ApproveTask($input: ApproveTaskInput!) { approveTask(input: $input) { ... on ApproveTaskSuccess { replayed task { ...TaskFields } } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OrganizationSuspendedError { ...OrganizationSuspendedErrorFields } ... on TaskStateError { ...TaskStateErrorFields } __typename } } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationSuspendedErrorFields on OrganizationSuspendedError { code message } fragment TaskStateErrorFields on TaskStateError { allowed code message status }",
)


CANCEL_EXPORT: Operation[CancelExportInput, CancelExportResult] = Operation(
    kind="mutation",
    field="cancelExport",
    keys=None,
    of=lambda value: _CancelExportResult[value["__typename"]](value),
    text="mutation CancelExport($input: CancelExportInput!) { cancelExport(input: $input) { ... on CancelExportSuccess { export { ...ExportFields } } ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment ExportFields on Export { bytes createdAt endedAt expiresAt failure format from id kind link { expiresAt url } rows rowsTotal sequence sha256 startedAt status until } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


CANCEL_PAYMENT: Operation[CancelPaymentInput, CancelPaymentResult] = Operation(
    kind="mutation",
    field="cancelPayment",
    keys="",
    of=lambda value: _CancelPaymentResult[value["__typename"]](value),
    text="mutation CancelPayment($input: CancelPaymentInput!) { cancelPayment(input: $input) { ... on CancelPaymentSuccess { payment { ...PaymentFields } replayed } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on PaymentStateError { ...PaymentStateErrorFields } ... on ProviderFailedError { ...ProviderFailedErrorFields } __typename } } fragment PaymentFields on Payment { attempts checkoutUrl createdAt credits { bonus creditType credits } dispute due { amount currency } expiresAt failure id isMovedIn nextAttemptAt price { amount currency } problem problemText provider quantity received { amount currency } reference refunded { amount currency } sequence settled { amount currency } settledAt status tax { amount currency } title transferReference trigger } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PaymentStateErrorFields on PaymentStateError { code message status } fragment ProviderFailedErrorFields on ProviderFailedError { code message }",
)


CANCEL_SIMULATION: Operation[CancelSimulationInput, CancelSimulationResult] = Operation(
    kind="mutation",
    field="cancelSimulation",
    keys=None,
    of=lambda value: _CancelSimulationResult[value["__typename"]](value),
    text="mutation CancelSimulation($input: CancelSimulationInput!) { cancelSimulation(input: $input) { ... on CancelSimulationSuccess { simulation { ...SimulationFields } } ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment SimulationFields on Simulation { createdAt createdBy document endedAt failure from id name sequence startedAt status tasks tasksTotal until } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


CANCEL_SUBSCRIPTION: Operation[CancelSubscriptionInput, CancelSubscriptionResult] = Operation(
    kind="mutation",
    field="cancelSubscription",
    keys="",
    of=lambda value: _CancelSubscriptionResult[value["__typename"]](value),
    text="mutation CancelSubscription($input: CancelSubscriptionInput!) { cancelSubscription(input: $input) { ... on CancelSubscriptionSuccess { replayed subscription { ...PlanSubscriptionFields } } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on NotSelfServiceError { ...NotSelfServiceErrorFields } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } __typename } } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment NotSelfServiceErrorFields on NotSelfServiceError { code message } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status }",
)


CANCEL_TASK: Operation[CancelTaskInput, CancelTaskResult] = Operation(
    kind="mutation",
    field="cancelTask",
    keys="",
    of=lambda value: _CancelTaskResult[value["__typename"]](value),
    text="mutation CancelTask($input: CancelTaskInput!) { cancelTask(input: $input) { ... on CancelTaskSuccess { replayed task { ...TaskFields } } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on TaskStateError { ...TaskStateErrorFields } __typename } } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment TaskStateErrorFields on TaskStateError { allowed code message status }",
)


CLAIM_TASKS: Operation[ClaimTasksInput, ClaimTasksResult] = Operation(
    kind="mutation",
    field="claimTasks",
    keys=None,
    of=lambda value: _ClaimTasksResult[value["__typename"]](value),
    text="mutation ClaimTasks($input: ClaimTasksInput!) { claimTasks(input: $input) { ... on ClaimTasksSuccess { claimed { lease { attempt leaseId until worker } task { ...TaskFields } } } ... on InvalidInputError { ...InvalidInputErrorFields } __typename } } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


CLOSE_DISPUTE: Operation[CloseDisputeInput, CloseDisputeResult] = Operation(
    kind="mutation",
    field="closeDispute",
    keys="",
    of=lambda value: _CloseDisputeResult[value["__typename"]](value),
    text="mutation CloseDispute($input: CloseDisputeInput!) { closeDispute(input: $input) { ... on CloseDisputeSuccess { chargedBack loss { amount currency } lot { ...CreditLotFields } replayed revoked wallet { ...WalletFields } } ... on DisputeStateError { ...DisputeStateErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment CreditLotFields on CreditLot { available createdAt dispute expired expiresAt externalId fallsBackAt frozen graceSeconds granted heldPastExpiry id kind lock locked metadata models moved operations paid { amount currency } priority recognized { amount currency } requiresSubscription revoked source spent usableFrom } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment DisputeStateErrorFields on DisputeStateError { code dispute message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


CLOSE_HOLD: Operation[CloseHoldInput, CloseHoldResult] = Operation(
    kind="mutation",
    field="closeHold",
    keys="",
    of=lambda value: _CloseHoldResult[value["__typename"]](value),
    text="mutation CloseHold($input: CloseHoldInput!) { closeHold(input: $input) { ... on CloseHoldSuccess { hold { ...HoldFields } replayed wallet { ...WalletFields } } ... on EndedError { ...EndedErrorFields } ... on HoldNotOpenError { ...HoldNotOpenErrorFields } ... on HoldOfTaskError { ...HoldOfTaskErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment EndedErrorFields on EndedError { code endedAt message } fragment HoldNotOpenErrorFields on HoldNotOpenError { code message status } fragment HoldOfTaskErrorFields on HoldOfTaskError { code message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


CLOSE_ORGANIZATION: Operation[CloseOrganizationInput, CloseOrganizationResult] = Operation(
    kind="mutation",
    field="closeOrganization",
    keys="",
    of=lambda value: _CloseOrganizationResult[value["__typename"]](value),
    text="mutation CloseOrganization($input: CloseOrganizationInput!) { closeOrganization(input: $input) { ... on CloseOrganizationSuccess { organization { ...OrganizationFields } replayed } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


CLOSE_RUN: Operation[CloseRunInput, CloseRunResult] = Operation(
    kind="mutation",
    field="closeRun",
    keys="",
    of=lambda value: _CloseRunResult[value["__typename"]](value),
    text="mutation CloseRun($input: CloseRunInput!) { closeRun(input: $input) { ... on CloseRunSuccess { replayed run { ...RunFields } } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment RunFields on Run { closedAt createdAt creditType expiresAt frozen id limit name remaining sequence status used } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


COMPLETE_TASK: Operation[CompleteTaskInput, CompleteTaskResult] = Operation(
    kind="mutation",
    field="completeTask",
    keys="",
    of=lambda value: _CompleteTaskResult[value["__typename"]](value),
    text="mutation CompleteTask($input: CompleteTaskInput!) { completeTask(input: $input) { ... on BudgetExceededError { ...BudgetExceededErrorFields } ... on CompleteTaskSuccess { replayed task { ...TaskFields } } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LeaseLostError { ...LeaseLostErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RunExceededError { ...RunExceededErrorFields } ... on SpendExceedsHoldError { ...SpendExceedsHoldErrorFields } ... on TaskStateError { ...TaskStateErrorFields } __typename } } fragment BudgetExceededErrorFields on BudgetExceededError { code message remaining required usage { frozen periodEnd periodStart spent } } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LeaseLostErrorFields on LeaseLostError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment RunExceededErrorFields on RunExceededError { code message remaining required } fragment SpendExceedsHoldErrorFields on SpendExceedsHoldError { code frozen message requested } fragment TaskStateErrorFields on TaskStateError { allowed code message status }",
)


COMPLETE_TASKS: Operation[CompleteTasksInput, CompleteTasksResult] = Operation(
    kind="mutation",
    field="completeTasks",
    keys="tasks",
    of=lambda value: _CompleteTasksResult[value["__typename"]](value),
    text="mutation CompleteTasks($input: CompleteTasksInput!) { completeTasks(input: $input) { ... on CompleteTasksSuccess { results { ... on CompleteTaskSuccess { replayed task { credits id sequence status } } ... on Error { code message } __typename } } ... on InvalidInputError { ...InvalidInputErrorFields } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


CONFIRM_MANUAL_PAYMENT: Operation[ConfirmManualPaymentInput, ConfirmManualPaymentResult] = Operation(
    kind="mutation",
    field="confirmManualPayment",
    keys="",
    of=lambda value: _ConfirmManualPaymentResult[value["__typename"]](value),
    text="mutation ConfirmManualPayment($input: ConfirmManualPaymentInput!) { confirmManualPayment(input: $input) { ... on ConfirmManualPaymentSuccess { payment { ...PaymentFields } replayed } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on PaymentStateError { ...PaymentStateErrorFields } ... on ProviderFailedError { ...ProviderFailedErrorFields } __typename } } fragment PaymentFields on Payment { attempts checkoutUrl createdAt credits { bonus creditType credits } dispute due { amount currency } expiresAt failure id isMovedIn nextAttemptAt price { amount currency } problem problemText provider quantity received { amount currency } reference refunded { amount currency } sequence settled { amount currency } settledAt status tax { amount currency } title transferReference trigger } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PaymentStateErrorFields on PaymentStateError { code message status } fragment ProviderFailedErrorFields on ProviderFailedError { code message }",
)


CREATE_API_KEY: Operation[CreateApiKeyInput, CreateApiKeyResult] = Operation(
    kind="mutation",
    field="createApiKey",
    keys=None,
    of=lambda value: _CreateApiKeyResult[value["__typename"]](value),
    text="mutation CreateApiKey($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { apiKey { ...ApiKeyFields } secret } ... on EndedError { ...EndedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on LimitedKeyError { ...LimitedKeyErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on ScopeNotAllowedError { ...ScopeNotAllowedErrorFields } __typename } } fragment ApiKeyFields on ApiKey { allowedAddresses createdAt expiresAt externalId id lastUsedAt metadata name prefix revokedAt scopes } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment LimitedKeyErrorFields on LimitedKeyError { allowedAddresses code expiresAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment ScopeNotAllowedErrorFields on ScopeNotAllowedError { code message scopes }",
)


CREATE_BALANCE_THRESHOLD: Operation[CreateBalanceThresholdInput, CreateBalanceThresholdResult] = Operation(
    kind="mutation",
    field="createBalanceThreshold",
    keys="",
    of=lambda value: _CreateBalanceThresholdResult[value["__typename"]](value),
    text="mutation CreateBalanceThreshold($input: CreateBalanceThresholdInput!) { createBalanceThreshold(input: $input) { ... on CreateBalanceThresholdSuccess { balanceThreshold { ...BalanceThresholdFields } replayed } ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment BalanceThresholdFields on BalanceThreshold { createdAt creditType credits endedAt id isBelow percent } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


CREATE_BINDING_QUOTE: Operation[CreateBindingQuoteInput, CreateBindingQuoteResult] = Operation(
    kind="mutation",
    field="createBindingQuote",
    keys=None,
    of=lambda value: _CreateBindingQuoteResult[value["__typename"]](value),
    text="mutation CreateBindingQuote($input: CreateBindingQuoteInput!) { createBindingQuote(input: $input) { ... on CreateBindingQuoteSuccess { bindingQuote { ...BindingQuoteFields } quote { items { alternatives { costs { creditType credits } credits isMaximum parts { part { creditType credits defaultUnits per settleBy settleField step tiering tiers { credits fixed per upTo } unit unitField } units unitsMax } priceRule { ...PriceRuleFields } units warnings { code message } } count model operation payable price { costs { creditType credits } credits isMaximum parts { part { creditType credits defaultUnits per settleBy settleField step tiering tiers { credits fixed per upTo } unit unitField } units unitsMax } priceRule { ...PriceRuleFields } units warnings { code message } } refusal { __typename code message } } totals { available creditType credits lines { credits lot { ...CreditLotFields } } shortfall } } } ... on EndedError { ...EndedErrorFields } ... on InputLimitError { ...InputLimitErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on MaxCreditsExceededError { ...MaxCreditsExceededErrorFields } ... on NoPriceError { ...NoPriceErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OperationUnavailableError { ...OperationUnavailableErrorFields } ... on QuotaExceededError { ...QuotaExceededErrorFields } __typename } } fragment BindingQuoteFields on BindingQuote { createdAt expiresAt id } fragment PriceRuleFields on PriceRule { assetKind assumed comparableAs createdAt creditType credits effectiveFrom effectiveUntil fixed httpProvider id isContract model notice operation outputs per provider quality runner state unit unitField variant } fragment CreditLotFields on CreditLot { available createdAt dispute expired expiresAt externalId fallsBackAt frozen graceSeconds granted heldPastExpiry id kind lock locked metadata models moved operations paid { amount currency } priority recognized { amount currency } requiresSubscription revoked source spent usableFrom } fragment EndedErrorFields on EndedError { code endedAt message } fragment InputLimitErrorFields on InputLimitError { code field inputLimit: limit message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment MaxCreditsExceededErrorFields on MaxCreditsExceededError { code creditType credits maxCredits message } fragment NoPriceErrorFields on NoPriceError { code message model operation } fragment NotFoundErrorFields on NotFoundError { code message } fragment OperationUnavailableErrorFields on OperationUnavailableError { code message } fragment QuotaExceededErrorFields on QuotaExceededError { code quotaMax: max message quota used }",
)


CREATE_BUDGET: Operation[CreateBudgetInput, CreateBudgetResult] = Operation(
    kind="mutation",
    field="createBudget",
    keys="",
    of=lambda value: _CreateBudgetResult[value["__typename"]](value),
    text="mutation CreateBudget($input: CreateBudgetInput!) { createBudget(input: $input) { ... on CreateBudgetSuccess { budget { ...BudgetFields } replayed } ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } __typename } } fragment BudgetFields on Budget { apiKey createdAt creditType endedAt enforcement id limit model operation period raises { credits until } tag thresholds usage { frozen periodEnd periodStart spent } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message }",
)


CREATE_CREDIT_PACK: Operation[CreateCreditPackInput, CreateCreditPackResult] = Operation(
    kind="mutation",
    field="createCreditPack",
    keys=None,
    of=lambda value: _CreateCreditPackResult[value["__typename"]](value),
    text="mutation CreateCreditPack($input: CreateCreditPackInput!) { createCreditPack(input: $input) { ... on CreateCreditPackSuccess { creditPack { ...CreditPackFields } } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } __typename } } fragment CreditPackFields on CreditPack { createdAt credits { bonus creditType credits } endedAt externalId id kind name price { amount currency } title version } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message }",
)


CREATE_INVITATION: Operation[CreateInvitationInput, CreateInvitationResult] = Operation(
    kind="mutation",
    field="createInvitation",
    keys=None,
    of=lambda value: _CreateInvitationResult[value["__typename"]](value),
    text="mutation CreateInvitation($input: CreateInvitationInput!) { createInvitation(input: $input) { ... on CreateInvitationSuccess { invitation { ...InvitationFields } mailed secret url } ... on EndedError { ...EndedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on LimitedKeyError { ...LimitedKeyErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } ... on SeatsExceededError { ...SeatsExceededErrorFields } __typename } } fragment InvitationFields on Invitation { acceptedAt createdAt declinedAt email expiresAt id revokedAt role } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment LimitedKeyErrorFields on LimitedKeyError { allowedAddresses code expiresAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message } fragment SeatsExceededErrorFields on SeatsExceededError { code members message seats }",
)


CREATE_ORGANIZATION: Operation[CreateOrganizationInput, CreateOrganizationResult] = Operation(
    kind="mutation",
    field="createOrganization",
    keys="",
    of=lambda value: _CreateOrganizationResult[value["__typename"]](value),
    text="mutation CreateOrganization($input: CreateOrganizationInput!) { createOrganization(input: $input) { ... on CreateOrganizationSuccess { created keys { member { ...MemberFields } secret } organization { ...OrganizationFields } replayed } ... on EndedError { ...EndedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


CREATE_PLATFORM_KEY: Operation[CreatePlatformKeyInput, CreatePlatformKeyResult] = Operation(
    kind="mutation",
    field="createPlatformKey",
    keys=None,
    of=lambda value: _CreatePlatformKeyResult[value["__typename"]](value),
    text="mutation CreatePlatformKey($input: CreatePlatformKeyInput!) { createPlatformKey(input: $input) { ... on CreatePlatformKeySuccess { platformKey { ...PlatformKeyFields } secret } ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on LimitedKeyError { ...LimitedKeyErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment PlatformKeyFields on PlatformKey { allowedAddresses createdAt createdBy expiresAt id lastUsedAt name prefix revokedAt revokedBy scopes } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment LimitedKeyErrorFields on LimitedKeyError { allowedAddresses code expiresAt message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


CREATE_PLATFORM_WEBHOOK_ENDPOINT: Operation[CreatePlatformWebhookEndpointInput, CreatePlatformWebhookEndpointResult] = Operation(
    kind="mutation",
    field="createPlatformWebhookEndpoint",
    keys=None,
    of=lambda value: _CreatePlatformWebhookEndpointResult[value["__typename"]](value),
    text="mutation CreatePlatformWebhookEndpoint($input: CreatePlatformWebhookEndpointInput!) { createPlatformWebhookEndpoint(input: $input) { ... on CreatePlatformWebhookEndpointSuccess { secret webhookEndpoint { ...WebhookEndpointFields } } ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment WebhookEndpointFields on WebhookEndpoint { createdAt deliveredAt events id isOfPlatform state stateReason url waitingDeliveries } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


CREATE_PRICE_RULE: Operation[CreatePriceRuleInput, CreatePriceRuleResult] = Operation(
    kind="mutation",
    field="createPriceRule",
    keys="",
    of=lambda value: _CreatePriceRuleResult[value["__typename"]](value),
    text="mutation CreatePriceRule($input: CreatePriceRuleInput!) { createPriceRule(input: $input) { ... on CreatePriceRuleSuccess { priceRule { ...PriceRuleFields } replayed } ... on EffectiveFromPastError { ...EffectiveFromPastErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on PriceRuleExistsError { ...PriceRuleExistsErrorFields } __typename } } fragment PriceRuleFields on PriceRule { assetKind assumed comparableAs createdAt creditType credits effectiveFrom effectiveUntil fixed httpProvider id isContract model notice operation outputs per provider quality runner state unit unitField variant } fragment EffectiveFromPastErrorFields on EffectiveFromPastError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PriceRuleExistsErrorFields on PriceRuleExistsError { code message }",
)


CREATE_TASK_UPLOAD: Operation[CreateTaskUploadInput, CreateTaskUploadResult] = Operation(
    kind="mutation",
    field="createTaskUpload",
    keys=None,
    of=lambda value: _CreateTaskUploadResult[value["__typename"]](value),
    text="mutation CreateTaskUpload($input: CreateTaskUploadInput!) { createTaskUpload(input: $input) { ... on CreateTaskUploadSuccess { upload { expiresAt url } } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LeaseLostError { ...LeaseLostErrorFields } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LeaseLostErrorFields on LeaseLostError { code message }",
)


CREATE_WEBHOOK_ENDPOINT: Operation[CreateWebhookEndpointInput, CreateWebhookEndpointResult] = Operation(
    kind="mutation",
    field="createWebhookEndpoint",
    keys=None,
    of=lambda value: _CreateWebhookEndpointResult[value["__typename"]](value),
    text="mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { ... on CreateWebhookEndpointSuccess { secret webhookEndpoint { ...WebhookEndpointFields } } ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment WebhookEndpointFields on WebhookEndpoint { createdAt deliveredAt events id isOfPlatform state stateReason url waitingDeliveries } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


DECIDE_CREDIT_REQUEST: Operation[DecideCreditRequestInput, DecideCreditRequestResult] = Operation(
    kind="mutation",
    field="decideCreditRequest",
    keys="",
    of=lambda value: _DecideCreditRequestResult[value["__typename"]](value),
    text="mutation DecideCreditRequest($input: DecideCreditRequestInput!) { decideCreditRequest(input: $input) { ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on DecideCreditRequestSuccess { creditRequest { ...CreditRequestFields } refusal { __typename code message } replayed task { ...TaskFields } } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OrganizationSuspendedError { ...OrganizationSuspendedErrorFields } __typename } } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment CreditRequestFields on CreditRequest { createdAt creditType credits decidedAt expiresAt fellBackAt form granted id note reason status submission tookBack until } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationSuspendedErrorFields on OrganizationSuspendedError { code message }",
)


DECLINE_INVITATION: Operation[DeclineInvitationInput, DeclineInvitationResult] = Operation(
    kind="mutation",
    field="declineInvitation",
    keys=None,
    of=lambda value: _DeclineInvitationResult[value["__typename"]](value),
    text="mutation DeclineInvitation($input: DeclineInvitationInput!) { declineInvitation(input: $input) { ... on DeclineInvitationSuccess { invitationId } ... on EndedError { ...EndedErrorFields } ... on InvitationEndedError { ...InvitationEndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvitationEndedErrorFields on InvitationEndedError { code message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


DECLINE_TASK: Operation[DeclineTaskInput, DeclineTaskResult] = Operation(
    kind="mutation",
    field="declineTask",
    keys="",
    of=lambda value: _DeclineTaskResult[value["__typename"]](value),
    text="mutation DeclineTask($input: DeclineTaskInput!) { declineTask(input: $input) { ... on DeclineTaskSuccess { replayed task { ...TaskFields } } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on TaskStateError { ...TaskStateErrorFields } __typename } } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment TaskStateErrorFields on TaskStateError { allowed code message status }",
)


DOWNGRADE_SUBSCRIPTION: Operation[DowngradeSubscriptionInput, DowngradeSubscriptionResult] = Operation(
    kind="mutation",
    field="downgradeSubscription",
    keys="",
    of=lambda value: _DowngradeSubscriptionResult[value["__typename"]](value),
    text="mutation DowngradeSubscription($input: DowngradeSubscriptionInput!) { downgradeSubscription(input: $input) { ... on DowngradeSubscriptionSuccess { replayed subscription { ...PlanSubscriptionFields } } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on NotSelfServiceError { ...NotSelfServiceErrorFields } ... on SeatsExceededError { ...SeatsExceededErrorFields } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } __typename } } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment NotSelfServiceErrorFields on NotSelfServiceError { code message } fragment SeatsExceededErrorFields on SeatsExceededError { code members message seats } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status }",
)


END_ALLOCATION_RULE: Operation[EndAllocationRuleInput, EndAllocationRuleResult] = Operation(
    kind="mutation",
    field="endAllocationRule",
    keys=None,
    of=lambda value: _EndAllocationRuleResult[value["__typename"]](value),
    text="mutation EndAllocationRule($input: EndAllocationRuleInput!) { endAllocationRule(input: $input) { ... on EndAllocationRuleSuccess { allocationRule { ...AllocationRuleFields } } ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment AllocationRuleFields on AllocationRule { createdAt creditType credits endedAt id lastCycleStart reclaim } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


END_AUTO_TOP_UP: Operation[EndAutoTopUpInput, EndAutoTopUpResult] = Operation(
    kind="mutation",
    field="endAutoTopUp",
    keys="",
    of=lambda value: _EndAutoTopUpResult[value["__typename"]](value),
    text="mutation EndAutoTopUp($input: EndAutoTopUpInput!) { endAutoTopUp(input: $input) { ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on EndAutoTopUpSuccess { autoTopUp { below bought { amount currency } creditType failures isPaying monthlyMax { amount currency } nextAt pack provider quantity } replayed } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


END_BALANCE_THRESHOLD: Operation[EndBalanceThresholdInput, EndBalanceThresholdResult] = Operation(
    kind="mutation",
    field="endBalanceThreshold",
    keys="",
    of=lambda value: _EndBalanceThresholdResult[value["__typename"]](value),
    text="mutation EndBalanceThreshold($input: EndBalanceThresholdInput!) { endBalanceThreshold(input: $input) { ... on EndBalanceThresholdSuccess { balanceThreshold { ...BalanceThresholdFields } replayed } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment BalanceThresholdFields on BalanceThreshold { createdAt creditType credits endedAt id isBelow percent } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


END_BUDGET: Operation[EndBudgetInput, EndBudgetResult] = Operation(
    kind="mutation",
    field="endBudget",
    keys="",
    of=lambda value: _EndBudgetResult[value["__typename"]](value),
    text="mutation EndBudget($input: EndBudgetInput!) { endBudget(input: $input) { ... on EndBudgetSuccess { budget { ...BudgetFields } replayed } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitedKeyError { ...LimitedKeyErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } __typename } } fragment BudgetFields on Budget { apiKey createdAt creditType endedAt enforcement id limit model operation period raises { credits until } tag thresholds usage { frozen periodEnd periodStart spent } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitedKeyErrorFields on LimitedKeyError { allowedAddresses code expiresAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message }",
)


END_CONTRACT_PRICE: Operation[EndContractPriceInput, EndContractPriceResult] = Operation(
    kind="mutation",
    field="endContractPrice",
    keys=None,
    of=lambda value: _EndContractPriceResult[value["__typename"]](value),
    text="mutation EndContractPrice($input: EndContractPriceInput!) { endContractPrice(input: $input) { ... on EndContractPriceSuccess { priceRule { ...PriceRuleFields } } ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment PriceRuleFields on PriceRule { assetKind assumed comparableAs createdAt creditType credits effectiveFrom effectiveUntil fixed httpProvider id isContract model notice operation outputs per provider quality runner state unit unitField variant } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


END_CREDIT_PACK: Operation[EndCreditPackInput, EndCreditPackResult] = Operation(
    kind="mutation",
    field="endCreditPack",
    keys=None,
    of=lambda value: _EndCreditPackResult[value["__typename"]](value),
    text="mutation EndCreditPack($input: EndCreditPackInput!) { endCreditPack(input: $input) { ... on EndCreditPackSuccess { creditPack { ...CreditPackFields } } ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment CreditPackFields on CreditPack { createdAt credits { bonus creditType credits } endedAt externalId id kind name price { amount currency } title version } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


END_WEBHOOK_ENDPOINT: Operation[EndWebhookEndpointInput, EndWebhookEndpointResult] = Operation(
    kind="mutation",
    field="endWebhookEndpoint",
    keys=None,
    of=lambda value: _EndWebhookEndpointResult[value["__typename"]](value),
    text="mutation EndWebhookEndpoint($input: EndWebhookEndpointInput!) { endWebhookEndpoint(input: $input) { ... on EndWebhookEndpointSuccess { webhookEndpoint { ...WebhookEndpointFields } } ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment WebhookEndpointFields on WebhookEndpoint { createdAt deliveredAt events id isOfPlatform state stateReason url waitingDeliveries } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


ERASE_MEMBER: Operation[EraseMemberInput, EraseMemberResult] = Operation(
    kind="mutation",
    field="eraseMember",
    keys=None,
    of=lambda value: _EraseMemberResult[value["__typename"]](value),
    text="mutation EraseMember($input: EraseMemberInput!) { eraseMember(input: $input) { ... on EndedError { ...EndedErrorFields } ... on EraseMemberSuccess { member { ...MemberFields } } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message }",
)


EXTEND_HOLD: Operation[ExtendHoldInput, ExtendHoldResult] = Operation(
    kind="mutation",
    field="extendHold",
    keys="",
    of=lambda value: _ExtendHoldResult[value["__typename"]](value),
    text="mutation ExtendHold($input: ExtendHoldInput!) { extendHold(input: $input) { ... on EndedError { ...EndedErrorFields } ... on ExpiryPassedError { ...ExpiryPassedErrorFields } ... on ExtendHoldSuccess { hold { ...HoldFields } replayed wallet { ...WalletFields } } ... on HoldMeteredError { ...HoldMeteredErrorFields } ... on HoldNotOpenError { ...HoldNotOpenErrorFields } ... on HoldOfTaskError { ...HoldOfTaskErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExpiryPassedErrorFields on ExpiryPassedError { code message } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment HoldMeteredErrorFields on HoldMeteredError { code message } fragment HoldNotOpenErrorFields on HoldNotOpenError { code message status } fragment HoldOfTaskErrorFields on HoldOfTaskError { code message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


EXTEND_LEASE: Operation[ExtendLeaseInput, ExtendLeaseResult] = Operation(
    kind="mutation",
    field="extendLease",
    keys=None,
    of=lambda value: _ExtendLeaseResult[value["__typename"]](value),
    text="mutation ExtendLease($input: ExtendLeaseInput!) { extendLease(input: $input) { ... on ExtendLeaseSuccess { lease { attempt leaseId until worker } } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LeaseLostError { ...LeaseLostErrorFields } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LeaseLostErrorFields on LeaseLostError { code message }",
)


FAIL_TASK: Operation[FailTaskInput, FailTaskResult] = Operation(
    kind="mutation",
    field="failTask",
    keys="",
    of=lambda value: _FailTaskResult[value["__typename"]](value),
    text="mutation FailTask($input: FailTaskInput!) { failTask(input: $input) { ... on EndedError { ...EndedErrorFields } ... on FailTaskSuccess { replayed task { ...TaskFields } } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LeaseLostError { ...LeaseLostErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on TaskStateError { ...TaskStateErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LeaseLostErrorFields on LeaseLostError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment TaskStateErrorFields on TaskStateError { allowed code message status }",
)


FAIL_TASKS: Operation[FailTasksInput, FailTasksResult] = Operation(
    kind="mutation",
    field="failTasks",
    keys="tasks",
    of=lambda value: _FailTasksResult[value["__typename"]](value),
    text="mutation FailTasks($input: FailTasksInput!) { failTasks(input: $input) { ... on FailTasksSuccess { results { ... on FailTaskSuccess { replayed task { credits id sequence status } } ... on Error { code message } __typename } } ... on InvalidInputError { ...InvalidInputErrorFields } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


FREEZE_CREDITS: Operation[FreezeCreditsInput, FreezeCreditsResult] = Operation(
    kind="mutation",
    field="freezeCredits",
    keys="",
    of=lambda value: _FreezeCreditsResult[value["__typename"]](value),
    text="mutation FreezeCredits($input: FreezeCreditsInput!) { freezeCredits(input: $input) { ... on BudgetExceededError { ...BudgetExceededErrorFields } ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on EndedError { ...EndedErrorFields } ... on ExpiryPassedError { ...ExpiryPassedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on FreezeCreditsSuccess { hold { ...HoldFields } replayed wallet { ...WalletFields } } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OrganizationSuspendedError { ...OrganizationSuspendedErrorFields } ... on PlanLimitError { ...PlanLimitErrorFields } ... on RunCreditTypeError { ...RunCreditTypeErrorFields } ... on RunExceededError { ...RunExceededErrorFields } __typename } } fragment BudgetExceededErrorFields on BudgetExceededError { code message remaining required usage { frozen periodEnd periodStart spent } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExpiryPassedErrorFields on ExpiryPassedError { code message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationSuspendedErrorFields on OrganizationSuspendedError { code message } fragment PlanLimitErrorFields on PlanLimitError { code planLimit: limit max message } fragment RunCreditTypeErrorFields on RunCreditTypeError { code creditType message } fragment RunExceededErrorFields on RunExceededError { code message remaining required }",
)


FREEZE_HOLDS: Operation[FreezeHoldsInput, FreezeHoldsResult] = Operation(
    kind="mutation",
    field="freezeHolds",
    keys="holds",
    of=lambda value: _FreezeHoldsResult[value["__typename"]](value),
    text="mutation FreezeHolds($input: FreezeHoldsInput!) { freezeHolds(input: $input) { ... on FreezeHoldsSuccess { results { ... on FreezeCreditsSuccess { hold { credits id released spent status } replayed wallet { available frozen id sequence spent } } ... on Error { code message } __typename } } ... on InvalidInputError { ...InvalidInputErrorFields } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


GRANT_CREDITS: Operation[GrantCreditsInput, GrantCreditsResult] = Operation(
    kind="mutation",
    field="grantCredits",
    keys="",
    of=lambda value: _GrantCreditsResult[value["__typename"]](value),
    text="mutation GrantCredits($input: GrantCreditsInput!) { grantCredits(input: $input) { ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on ExpiryPassedError { ...ExpiryPassedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on GrantCreditsSuccess { lot { ...CreditLotFields } replayed wallet { ...WalletFields } } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on PurchaseNotAllowedError { ...PurchaseNotAllowedErrorFields } __typename } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExpiryPassedErrorFields on ExpiryPassedError { code message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment CreditLotFields on CreditLot { available createdAt dispute expired expiresAt externalId fallsBackAt frozen graceSeconds granted heldPastExpiry id kind lock locked metadata models moved operations paid { amount currency } priority recognized { amount currency } requiresSubscription revoked source spent usableFrom } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PurchaseNotAllowedErrorFields on PurchaseNotAllowedError { code message }",
)


GROW_HOLD: Operation[GrowHoldInput, GrowHoldResult] = Operation(
    kind="mutation",
    field="growHold",
    keys="",
    of=lambda value: _GrowHoldResult[value["__typename"]](value),
    text="mutation GrowHold($input: GrowHoldInput!) { growHold(input: $input) { ... on BudgetExceededError { ...BudgetExceededErrorFields } ... on EndedError { ...EndedErrorFields } ... on GrowHoldSuccess { hold { ...HoldFields } replayed wallet { ...WalletFields } } ... on HoldMeteredError { ...HoldMeteredErrorFields } ... on HoldNotOpenError { ...HoldNotOpenErrorFields } ... on HoldOfTaskError { ...HoldOfTaskErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RunExceededError { ...RunExceededErrorFields } __typename } } fragment BudgetExceededErrorFields on BudgetExceededError { code message remaining required usage { frozen periodEnd periodStart spent } } fragment EndedErrorFields on EndedError { code endedAt message } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment HoldMeteredErrorFields on HoldMeteredError { code message } fragment HoldNotOpenErrorFields on HoldNotOpenError { code message status } fragment HoldOfTaskErrorFields on HoldOfTaskError { code message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment RunExceededErrorFields on RunExceededError { code message remaining required }",
)


LINK_MEMBER: Operation[LinkMemberInput, LinkMemberResult] = Operation(
    kind="mutation",
    field="linkMember",
    keys=None,
    of=lambda value: _LinkMemberResult[value["__typename"]](value),
    text="mutation LinkMember($input: LinkMemberInput!) { linkMember(input: $input) { ... on AlreadyMemberError { ...AlreadyMemberErrorFields } ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LinkMemberSuccess { member { ...MemberFields } } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment AlreadyMemberErrorFields on AlreadyMemberError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject } fragment NotFoundErrorFields on NotFoundError { code message }",
)


LOAD_CATALOGUE: Operation[LoadCatalogueInput, LoadCatalogueResult] = Operation(
    kind="mutation",
    field="loadCatalogue",
    keys=None,
    of=lambda value: _LoadCatalogueResult[value["__typename"]](value),
    text="mutation LoadCatalogue($input: LoadCatalogueInput!) { loadCatalogue(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LoadCatalogueSuccess { assumed { fields subject } changes { differences { field from to } kind subject } dryRun name sources } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


LOCK_LOT: Operation[LockLotInput, LockLotResult] = Operation(
    kind="mutation",
    field="lockLot",
    keys="",
    of=lambda value: _LockLotResult[value["__typename"]](value),
    text="mutation LockLot($input: LockLotInput!) { lockLot(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LockLotSuccess { lot { ...CreditLotFields } replayed wallet { ...WalletFields } } ... on LotLockedError { ...LotLockedErrorFields } ... on LotStateError { ...LotStateErrorFields } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment CreditLotFields on CreditLot { available createdAt dispute expired expiresAt externalId fallsBackAt frozen graceSeconds granted heldPastExpiry id kind lock locked metadata models moved operations paid { amount currency } priority recognized { amount currency } requiresSubscription revoked source spent usableFrom } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment LotLockedErrorFields on LotLockedError { code lock message } fragment LotStateErrorFields on LotStateError { code message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


MARK_SUBSCRIPTION_PAID: Operation[MarkSubscriptionPaidInput, MarkSubscriptionPaidResult] = Operation(
    kind="mutation",
    field="markSubscriptionPaid",
    keys="",
    of=lambda value: _MarkSubscriptionPaidResult[value["__typename"]](value),
    text="mutation MarkSubscriptionPaid($input: MarkSubscriptionPaidInput!) { markSubscriptionPaid(input: $input) { ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on MarkSubscriptionPaidSuccess { replayed subscription { ...PlanSubscriptionFields } } ... on NotFoundError { ...NotFoundErrorFields } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } __typename } } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt } fragment NotFoundErrorFields on NotFoundError { code message } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status }",
)


MARK_SUBSCRIPTION_PAST_DUE: Operation[MarkSubscriptionPastDueInput, MarkSubscriptionPastDueResult] = Operation(
    kind="mutation",
    field="markSubscriptionPastDue",
    keys="",
    of=lambda value: _MarkSubscriptionPastDueResult[value["__typename"]](value),
    text="mutation MarkSubscriptionPastDue($input: MarkSubscriptionPastDueInput!) { markSubscriptionPastDue(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on MarkSubscriptionPastDueSuccess { replayed subscription { ...PlanSubscriptionFields } } ... on NotFoundError { ...NotFoundErrorFields } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt } fragment NotFoundErrorFields on NotFoundError { code message } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status }",
)


METER: Operation[MeterInput, MeterResult] = Operation(
    kind="mutation",
    field="meter",
    keys="",
    of=lambda value: _MeterResult[value["__typename"]](value),
    text="mutation Meter($input: MeterInput!) { meter(input: $input) { ... on EndedError { ...EndedErrorFields } ... on HoldNotMeteredError { ...HoldNotMeteredErrorFields } ... on HoldNotOpenError { ...HoldNotOpenErrorFields } ... on HoldOfTaskError { ...HoldOfTaskErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LeaseLostError { ...LeaseLostErrorFields } ... on MeterSequenceError { ...MeterSequenceErrorFields } ... on MeterStoppedError { ...MeterStoppedErrorFields } ... on MeterSuccess { hold { ...HoldFields } meter { credits maxCredits remainingUnits sequence stopAt stoppedBy units } replayed wallet { ...WalletFields } } ... on NotFoundError { ...NotFoundErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment HoldNotMeteredErrorFields on HoldNotMeteredError { code message } fragment HoldNotOpenErrorFields on HoldNotOpenError { code message status } fragment HoldOfTaskErrorFields on HoldOfTaskError { code message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LeaseLostErrorFields on LeaseLostError { code message } fragment MeterSequenceErrorFields on MeterSequenceError { code expected message } fragment MeterStoppedErrorFields on MeterStoppedError { code message remainingUnits stopAt stoppedBy } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment NotFoundErrorFields on NotFoundError { code message }",
)


METER_HOLDS: Operation[MeterHoldsInput, MeterHoldsResult] = Operation(
    kind="mutation",
    field="meterHolds",
    keys="holds",
    of=lambda value: _MeterHoldsResult[value["__typename"]](value),
    text="mutation MeterHolds($input: MeterHoldsInput!) { meterHolds(input: $input) { ... on InvalidInputError { ...InvalidInputErrorFields } ... on MeterHoldsSuccess { results { ... on MeterSuccess { hold { credits id released spent status } meter { credits remainingUnits sequence stopAt stoppedBy units } replayed wallet { available frozen id sequence spent } } ... on Error { code message } __typename } } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


OPEN_DISPUTE: Operation[OpenDisputeInput, OpenDisputeResult] = Operation(
    kind="mutation",
    field="openDispute",
    keys="",
    of=lambda value: _OpenDisputeResult[value["__typename"]](value),
    text="mutation OpenDispute($input: OpenDisputeInput!) { openDispute(input: $input) { ... on DisputeStateError { ...DisputeStateErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OpenDisputeSuccess { chargedBack loss { amount currency } lot { ...CreditLotFields } replayed revoked wallet { ...WalletFields } } __typename } } fragment DisputeStateErrorFields on DisputeStateError { code dispute message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment CreditLotFields on CreditLot { available createdAt dispute expired expiresAt externalId fallsBackAt frozen graceSeconds granted heldPastExpiry id kind lock locked metadata models moved operations paid { amount currency } priority recognized { amount currency } requiresSubscription revoked source spent usableFrom } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


OPEN_HOLD: Operation[OpenHoldInput, OpenHoldResult] = Operation(
    kind="mutation",
    field="openHold",
    keys="",
    of=lambda value: _OpenHoldResult[value["__typename"]](value),
    text="mutation OpenHold($input: OpenHoldInput!) { openHold(input: $input) { ... on BudgetExceededError { ...BudgetExceededErrorFields } ... on EndedError { ...EndedErrorFields } ... on ExpiryPassedError { ...ExpiryPassedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InputLimitError { ...InputLimitErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on MaintenanceError { ...MaintenanceErrorFields } ... on NoPriceError { ...NoPriceErrorFields } ... on NotEntitledError { ...NotEntitledErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OpenHoldSuccess { hold { ...HoldFields } meter { credits maxCredits remainingUnits sequence stopAt stoppedBy units } replayed wallet { ...WalletFields } } ... on OperationUnavailableError { ...OperationUnavailableErrorFields } ... on OrganizationSuspendedError { ...OrganizationSuspendedErrorFields } ... on PlanLimitError { ...PlanLimitErrorFields } ... on RunCreditTypeError { ...RunCreditTypeErrorFields } ... on RunExceededError { ...RunExceededErrorFields } __typename } } fragment BudgetExceededErrorFields on BudgetExceededError { code message remaining required usage { frozen periodEnd periodStart spent } } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExpiryPassedErrorFields on ExpiryPassedError { code message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InputLimitErrorFields on InputLimitError { code field inputLimit: limit message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment MaintenanceErrorFields on MaintenanceError { code message } fragment NoPriceErrorFields on NoPriceError { code message model operation } fragment NotEntitledErrorFields on NotEntitledError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment OperationUnavailableErrorFields on OperationUnavailableError { code message } fragment OrganizationSuspendedErrorFields on OrganizationSuspendedError { code message } fragment PlanLimitErrorFields on PlanLimitError { code planLimit: limit max message } fragment RunCreditTypeErrorFields on RunCreditTypeError { code creditType message } fragment RunExceededErrorFields on RunExceededError { code message remaining required }",
)


OPEN_RUN: Operation[OpenRunInput, OpenRunResult] = Operation(
    kind="mutation",
    field="openRun",
    keys="",
    of=lambda value: _OpenRunResult[value["__typename"]](value),
    text="mutation OpenRun($input: OpenRunInput!) { openRun(input: $input) { ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OpenRunSuccess { replayed run { ...RunFields } } ... on RunCreditTypeError { ...RunCreditTypeErrorFields } __typename } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment RunFields on Run { closedAt createdAt creditType expiresAt frozen id limit name remaining sequence status used } fragment RunCreditTypeErrorFields on RunCreditTypeError { code creditType message }",
)


PAUSE_SUBSCRIPTION: Operation[PauseSubscriptionInput, PauseSubscriptionResult] = Operation(
    kind="mutation",
    field="pauseSubscription",
    keys="",
    of=lambda value: _PauseSubscriptionResult[value["__typename"]](value),
    text="mutation PauseSubscription($input: PauseSubscriptionInput!) { pauseSubscription(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on PauseSubscriptionSuccess { replayed subscription { ...PlanSubscriptionFields } } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status }",
)


PUBLISH_CHECKPOINT: Operation[PublishCheckpointInput, PublishCheckpointResult] = Operation(
    kind="mutation",
    field="publishCheckpoint",
    keys=None,
    of=lambda value: _PublishCheckpointResult[value["__typename"]](value),
    text="mutation PublishCheckpoint($input: PublishCheckpointInput!) { publishCheckpoint(input: $input) { ... on InvalidInputError { ...InvalidInputErrorFields } ... on PublishCheckpointSuccess { checkpoint { hash heads number previous publishedAt root } } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


REACTIVATE_SUBSCRIPTION: Operation[ReactivateSubscriptionInput, ReactivateSubscriptionResult] = Operation(
    kind="mutation",
    field="reactivateSubscription",
    keys="",
    of=lambda value: _ReactivateSubscriptionResult[value["__typename"]](value),
    text="mutation ReactivateSubscription($input: ReactivateSubscriptionInput!) { reactivateSubscription(input: $input) { ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on ReactivateSubscriptionSuccess { replayed subscription { ...PlanSubscriptionFields } } ... on SeatsExceededError { ...SeatsExceededErrorFields } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } __typename } } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt } fragment SeatsExceededErrorFields on SeatsExceededError { code members message seats } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status }",
)


RECLAIM_CREDITS: Operation[ReclaimCreditsInput, ReclaimCreditsResult] = Operation(
    kind="mutation",
    field="reclaimCredits",
    keys="",
    of=lambda value: _ReclaimCreditsResult[value["__typename"]](value),
    text="mutation ReclaimCredits($input: ReclaimCreditsInput!) { reclaimCredits(input: $input) { ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on ReclaimCreditsSuccess { allocated { credits member { ...MemberFields } } replayed } __typename } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject }",
)


RECORD_UPSTREAM_COST: Operation[RecordUpstreamCostInput, RecordUpstreamCostResult] = Operation(
    kind="mutation",
    field="recordUpstreamCost",
    keys="",
    of=lambda value: _RecordUpstreamCostResult[value["__typename"]](value),
    text="mutation RecordUpstreamCost($input: RecordUpstreamCostInput!) { recordUpstreamCost(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RecordUpstreamCostSuccess { replayed task { ...TaskFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl }",
)


REDELIVER_WEBHOOK: Operation[RedeliverWebhookInput, RedeliverWebhookResult] = Operation(
    kind="mutation",
    field="redeliverWebhook",
    keys=None,
    of=lambda value: _RedeliverWebhookResult[value["__typename"]](value),
    text="mutation RedeliverWebhook($input: RedeliverWebhookInput!) { redeliverWebhook(input: $input) { ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RedeliverWebhookSuccess { delivery { ...WebhookDeliveryFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment WebhookDeliveryFields on WebhookDelivery { attempts body createdAt endedAt error event id messageId responseStatus status url }",
)


REFUND_HOLD: Operation[RefundHoldInput, RefundHoldResult] = Operation(
    kind="mutation",
    field="refundHold",
    keys="",
    of=lambda value: _RefundHoldResult[value["__typename"]](value),
    text="mutation RefundHold($input: RefundHoldInput!) { refundHold(input: $input) { ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on HoldOfTaskError { ...HoldOfTaskErrorFields } ... on HoldOpenError { ...HoldOpenErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RefundExceedsSpentError { ...RefundExceedsSpentErrorFields } ... on RefundHoldSuccess { hold { ...HoldFields } replayed wallet { ...WalletFields } } __typename } } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment HoldOfTaskErrorFields on HoldOfTaskError { code message } fragment HoldOpenErrorFields on HoldOpenError { code message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment RefundExceedsSpentErrorFields on RefundExceedsSpentError { code message refundable requested } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


REFUND_LOT: Operation[RefundLotInput, RefundLotResult] = Operation(
    kind="mutation",
    field="refundLot",
    keys="",
    of=lambda value: _RefundLotResult[value["__typename"]](value),
    text="mutation RefundLot($input: RefundLotInput!) { refundLot(input: $input) { ... on DisputeStateError { ...DisputeStateErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RefundExceedsLotError { ...RefundExceedsLotErrorFields } ... on RefundLotSuccess { chargedBack lot { ...CreditLotFields } money { amount currency } replayed revoked wallet { ...WalletFields } } __typename } } fragment DisputeStateErrorFields on DisputeStateError { code dispute message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment RefundExceedsLotErrorFields on RefundExceedsLotError { code frozen message refundable requested } fragment CreditLotFields on CreditLot { available createdAt dispute expired expiresAt externalId fallsBackAt frozen graceSeconds granted heldPastExpiry id kind lock locked metadata models moved operations paid { amount currency } priority recognized { amount currency } requiresSubscription revoked source spent usableFrom } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


REFUND_PAYMENT: Operation[RefundPaymentInput, RefundPaymentResult] = Operation(
    kind="mutation",
    field="refundPayment",
    keys="",
    of=lambda value: _RefundPaymentResult[value["__typename"]](value),
    text="mutation RefundPayment($input: RefundPaymentInput!) { refundPayment(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on PaymentStateError { ...PaymentStateErrorFields } ... on ProviderFailedError { ...ProviderFailedErrorFields } ... on RefundPaymentSuccess { payment { ...PaymentFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PaymentStateErrorFields on PaymentStateError { code message status } fragment ProviderFailedErrorFields on ProviderFailedError { code message } fragment PaymentFields on Payment { attempts checkoutUrl createdAt credits { bonus creditType credits } dispute due { amount currency } expiresAt failure id isMovedIn nextAttemptAt price { amount currency } problem problemText provider quantity received { amount currency } reference refunded { amount currency } sequence settled { amount currency } settledAt status tax { amount currency } title transferReference trigger }",
)


REFUND_TASK: Operation[RefundTaskInput, RefundTaskResult] = Operation(
    kind="mutation",
    field="refundTask",
    keys="",
    of=lambda value: _RefundTaskResult[value["__typename"]](value),
    text="mutation RefundTask($input: RefundTaskInput!) { refundTask(input: $input) { ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on HoldOpenError { ...HoldOpenErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RefundAllowanceError { ...RefundAllowanceErrorFields } ... on RefundExceedsSpentError { ...RefundExceedsSpentErrorFields } ... on RefundTaskSuccess { replayed task { ...TaskFields } } __typename } } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment HoldOpenErrorFields on HoldOpenError { code message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment RefundAllowanceErrorFields on RefundAllowanceError { code creditType left message } fragment RefundExceedsSpentErrorFields on RefundExceedsSpentError { code message refundable requested } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl }",
)


RELEASE_CREDITS: Operation[ReleaseCreditsInput, ReleaseCreditsResult] = Operation(
    kind="mutation",
    field="releaseCredits",
    keys="",
    of=lambda value: _ReleaseCreditsResult[value["__typename"]](value),
    text="mutation ReleaseCredits($input: ReleaseCreditsInput!) { releaseCredits(input: $input) { ... on EndedError { ...EndedErrorFields } ... on HoldMeteredError { ...HoldMeteredErrorFields } ... on HoldNotOpenError { ...HoldNotOpenErrorFields } ... on HoldOfTaskError { ...HoldOfTaskErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on ReleaseCreditsSuccess { hold { ...HoldFields } replayed wallet { ...WalletFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment HoldMeteredErrorFields on HoldMeteredError { code message } fragment HoldNotOpenErrorFields on HoldNotOpenError { code message status } fragment HoldOfTaskErrorFields on HoldOfTaskError { code message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


RELEASE_HOLDS: Operation[ReleaseHoldsInput, ReleaseHoldsResult] = Operation(
    kind="mutation",
    field="releaseHolds",
    keys="holds",
    of=lambda value: _ReleaseHoldsResult[value["__typename"]](value),
    text="mutation ReleaseHolds($input: ReleaseHoldsInput!) { releaseHolds(input: $input) { ... on InvalidInputError { ...InvalidInputErrorFields } ... on ReleaseHoldsSuccess { results { ... on ReleaseCreditsSuccess { hold { credits id released spent status } replayed wallet { available frozen id sequence spent } } ... on Error { code message } __typename } } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


REMOVE_FACADE: Operation[RemoveFacadeInput, RemoveFacadeResult] = Operation(
    kind="mutation",
    field="removeFacade",
    keys=None,
    of=lambda value: _RemoveFacadeResult[value["__typename"]](value),
    text="mutation RemoveFacade($input: RemoveFacadeInput!) { removeFacade(input: $input) { ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RemoveFacadeSuccess { changes { from path to } dryRun facade { definition description endpoints { answeredBy kind method path unpriced } isOn isOwn name } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


REMOVE_MEMBER: Operation[RemoveMemberInput, RemoveMemberResult] = Operation(
    kind="mutation",
    field="removeMember",
    keys=None,
    of=lambda value: _RemoveMemberResult[value["__typename"]](value),
    text="mutation RemoveMember($input: RemoveMemberInput!) { removeMember(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LastOwnerError { ...LastOwnerErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } ... on RemoveMemberSuccess { member { ...MemberFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LastOwnerErrorFields on LastOwnerError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject }",
)


REMOVE_ORGANIZATION_ISSUER: Operation[RemoveOrganizationIssuerInput, RemoveOrganizationIssuerResult] = Operation(
    kind="mutation",
    field="removeOrganizationIssuer",
    keys=None,
    of=lambda value: _RemoveOrganizationIssuerResult[value["__typename"]](value),
    text="mutation RemoveOrganizationIssuer($input: RemoveOrganizationIssuerInput!) { removeOrganizationIssuer(input: $input) { ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RemoveOrganizationIssuerSuccess { organization { ...OrganizationFields } } ... on SignInRequirementError { ...SignInRequirementErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone } fragment SignInRequirementErrorFields on SignInRequirementError { code message }",
)


REMOVE_PAYMENT_METHOD: Operation[RemovePaymentMethodInput, RemovePaymentMethodResult] = Operation(
    kind="mutation",
    field="removePaymentMethod",
    keys=None,
    of=lambda value: _RemovePaymentMethodResult[value["__typename"]](value),
    text="mutation RemovePaymentMethod($input: RemovePaymentMethodInput!) { removePaymentMethod(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on ProviderFailedError { ...ProviderFailedErrorFields } ... on RemovePaymentMethodSuccess { provider } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment ProviderFailedErrorFields on ProviderFailedError { code message }",
)


REMOVE_SECOND_FACTOR: Operation[RemoveSecondFactorInput, RemoveSecondFactorResult] = Operation(
    kind="mutation",
    field="removeSecondFactor",
    keys=None,
    of=lambda value: _RemoveSecondFactorResult[value["__typename"]](value),
    text="mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RemoveSecondFactorSuccess { subject } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


REPORT_TASK_PROGRESS: Operation[ReportTaskProgressInput, ReportTaskProgressResult] = Operation(
    kind="mutation",
    field="reportTaskProgress",
    keys="",
    of=lambda value: _ReportTaskProgressResult[value["__typename"]](value),
    text="mutation ReportTaskProgress($input: ReportTaskProgressInput!) { reportTaskProgress(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LeaseLostError { ...LeaseLostErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on ReportTaskProgressSuccess { replayed task { ...TaskFields } } ... on TaskStateError { ...TaskStateErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LeaseLostErrorFields on LeaseLostError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl } fragment TaskStateErrorFields on TaskStateError { allowed code message status }",
)


REQUEST_CREDITS: Operation[RequestCreditsInput, RequestCreditsResult] = Operation(
    kind="mutation",
    field="requestCredits",
    keys="",
    of=lambda value: _RequestCreditsResult[value["__typename"]](value),
    text="mutation RequestCredits($input: RequestCreditsInput!) { requestCredits(input: $input) { ... on CreditRequestOpenError { ...CreditRequestOpenErrorFields } ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InputLimitError { ...InputLimitErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on MaxCreditsExceededError { ...MaxCreditsExceededErrorFields } ... on NoPriceError { ...NoPriceErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OperationUnavailableError { ...OperationUnavailableErrorFields } ... on RequestCreditsSuccess { creditRequest { ...CreditRequestFields } replayed } ... on RunCreditTypeError { ...RunCreditTypeErrorFields } __typename } } fragment CreditRequestOpenErrorFields on CreditRequestOpenError { code message } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InputLimitErrorFields on InputLimitError { code field inputLimit: limit message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment MaxCreditsExceededErrorFields on MaxCreditsExceededError { code creditType credits maxCredits message } fragment NoPriceErrorFields on NoPriceError { code message model operation } fragment NotFoundErrorFields on NotFoundError { code message } fragment OperationUnavailableErrorFields on OperationUnavailableError { code message } fragment CreditRequestFields on CreditRequest { createdAt creditType credits decidedAt expiresAt fellBackAt form granted id note reason status submission tookBack until } fragment RunCreditTypeErrorFields on RunCreditTypeError { code creditType message }",
)


RESUME_ORGANIZATION: Operation[ResumeOrganizationInput, ResumeOrganizationResult] = Operation(
    kind="mutation",
    field="resumeOrganization",
    keys="",
    of=lambda value: _ResumeOrganizationResult[value["__typename"]](value),
    text="mutation ResumeOrganization($input: ResumeOrganizationInput!) { resumeOrganization(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on ResumeOrganizationSuccess { organization { ...OrganizationFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone }",
)


RESUME_SUBSCRIPTION: Operation[ResumeSubscriptionInput, ResumeSubscriptionResult] = Operation(
    kind="mutation",
    field="resumeSubscription",
    keys="",
    of=lambda value: _ResumeSubscriptionResult[value["__typename"]](value),
    text="mutation ResumeSubscription($input: ResumeSubscriptionInput!) { resumeSubscription(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on ResumeSubscriptionSuccess { replayed subscription { ...PlanSubscriptionFields } } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status }",
)


RETURN_TASK: Operation[ReturnTaskInput, ReturnTaskResult] = Operation(
    kind="mutation",
    field="returnTask",
    keys=None,
    of=lambda value: _ReturnTaskResult[value["__typename"]](value),
    text="mutation ReturnTask($input: ReturnTaskInput!) { returnTask(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LeaseLostError { ...LeaseLostErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on ReturnTaskSuccess { task { ...TaskFields } willBeRetried } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LeaseLostErrorFields on LeaseLostError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl }",
)


REVOKE_API_KEY: Operation[RevokeApiKeyInput, RevokeApiKeyResult] = Operation(
    kind="mutation",
    field="revokeApiKey",
    keys=None,
    of=lambda value: _RevokeApiKeyResult[value["__typename"]](value),
    text="mutation RevokeApiKey($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } ... on RevokeApiKeySuccess { apiKey { ...ApiKeyFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message } fragment ApiKeyFields on ApiKey { allowedAddresses createdAt expiresAt externalId id lastUsedAt metadata name prefix revokedAt scopes }",
)


REVOKE_INVITATION: Operation[RevokeInvitationInput, RevokeInvitationResult] = Operation(
    kind="mutation",
    field="revokeInvitation",
    keys=None,
    of=lambda value: _RevokeInvitationResult[value["__typename"]](value),
    text="mutation RevokeInvitation($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvitationEndedError { ...InvitationEndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RevokeInvitationSuccess { invitation { ...InvitationFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvitationEndedErrorFields on InvitationEndedError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment InvitationFields on Invitation { acceptedAt createdAt declinedAt email expiresAt id revokedAt role }",
)


REVOKE_PLATFORM_KEY: Operation[RevokePlatformKeyInput, RevokePlatformKeyResult] = Operation(
    kind="mutation",
    field="revokePlatformKey",
    keys=None,
    of=lambda value: _RevokePlatformKeyResult[value["__typename"]](value),
    text="mutation RevokePlatformKey($input: RevokePlatformKeyInput!) { revokePlatformKey(input: $input) { ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RevokePlatformKeySuccess { platformKey { ...PlatformKeyFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PlatformKeyFields on PlatformKey { allowedAddresses createdAt createdBy expiresAt id lastUsedAt name prefix revokedAt revokedBy scopes }",
)


ROTATE_API_KEY: Operation[RotateApiKeyInput, RotateApiKeyResult] = Operation(
    kind="mutation",
    field="rotateApiKey",
    keys=None,
    of=lambda value: _RotateApiKeyResult[value["__typename"]](value),
    text="mutation RotateApiKey($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on KeyReplacedError { ...KeyReplacedErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on LimitedKeyError { ...LimitedKeyErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } ... on RotateApiKeySuccess { apiKey { ...ApiKeyFields } secret } ... on ScopeNotAllowedError { ...ScopeNotAllowedErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment KeyReplacedErrorFields on KeyReplacedError { code message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment LimitedKeyErrorFields on LimitedKeyError { allowedAddresses code expiresAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message } fragment ApiKeyFields on ApiKey { allowedAddresses createdAt expiresAt externalId id lastUsedAt metadata name prefix revokedAt scopes } fragment ScopeNotAllowedErrorFields on ScopeNotAllowedError { code message scopes }",
)


ROTATE_PLATFORM_KEY: Operation[RotatePlatformKeyInput, RotatePlatformKeyResult] = Operation(
    kind="mutation",
    field="rotatePlatformKey",
    keys=None,
    of=lambda value: _RotatePlatformKeyResult[value["__typename"]](value),
    text="mutation RotatePlatformKey($input: RotatePlatformKeyInput!) { rotatePlatformKey(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on KeyReplacedError { ...KeyReplacedErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on LimitedKeyError { ...LimitedKeyErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RotatePlatformKeySuccess { platformKey { ...PlatformKeyFields } secret } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment KeyReplacedErrorFields on KeyReplacedError { code message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment LimitedKeyErrorFields on LimitedKeyError { allowedAddresses code expiresAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PlatformKeyFields on PlatformKey { allowedAddresses createdAt createdBy expiresAt id lastUsedAt name prefix revokedAt revokedBy scopes }",
)


ROTATE_TASK_WEBHOOK_SECRET: Operation[RotateTaskWebhookSecretInput, RotateTaskWebhookSecretResult] = Operation(
    kind="mutation",
    field="rotateTaskWebhookSecret",
    keys=None,
    of=lambda value: _RotateTaskWebhookSecretResult[value["__typename"]](value),
    text="mutation RotateTaskWebhookSecret($input: RotateTaskWebhookSecretInput!) { rotateTaskWebhookSecret(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RotateTaskWebhookSecretSuccess { secret } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


ROTATE_WEBHOOK_SECRET: Operation[RotateWebhookSecretInput, RotateWebhookSecretResult] = Operation(
    kind="mutation",
    field="rotateWebhookSecret",
    keys=None,
    of=lambda value: _RotateWebhookSecretResult[value["__typename"]](value),
    text="mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RotateWebhookSecretSuccess { secret webhookEndpoint { ...WebhookEndpointFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment WebhookEndpointFields on WebhookEndpoint { createdAt deliveredAt events id isOfPlatform state stateReason url waitingDeliveries }",
)


SET_ALLOCATION_RULE: Operation[SetAllocationRuleInput, SetAllocationRuleResult] = Operation(
    kind="mutation",
    field="setAllocationRule",
    keys=None,
    of=lambda value: _SetAllocationRuleResult[value["__typename"]](value),
    text="mutation SetAllocationRule($input: SetAllocationRuleInput!) { setAllocationRule(input: $input) { ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetAllocationRuleSuccess { allocationRule { ...AllocationRuleFields } } __typename } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment AllocationRuleFields on AllocationRule { createdAt creditType credits endedAt id lastCycleStart reclaim }",
)


SET_AUTO_TOP_UP: Operation[SetAutoTopUpInput, SetAutoTopUpResult] = Operation(
    kind="mutation",
    field="setAutoTopUp",
    keys="",
    of=lambda value: _SetAutoTopUpResult[value["__typename"]](value),
    text="mutation SetAutoTopUp($input: SetAutoTopUpInput!) { setAutoTopUp(input: $input) { ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetAutoTopUpSuccess { autoTopUp { below bought { amount currency } creditType failures isPaying monthlyMax { amount currency } nextAt pack provider quantity } replayed } __typename } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


SET_BILLING_DETAILS: Operation[SetBillingDetailsInput, SetBillingDetailsResult] = Operation(
    kind="mutation",
    field="setBillingDetails",
    keys=None,
    of=lambda value: _SetBillingDetailsResult[value["__typename"]](value),
    text="mutation SetBillingDetails($input: SetBillingDetailsInput!) { setBillingDetails(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetBillingDetailsSuccess { billingDetails { address bankAccount createdAt email name taxId } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


SET_CONCURRENCY_LIMIT: Operation[SetConcurrencyLimitInput, SetConcurrencyLimitResult] = Operation(
    kind="mutation",
    field="setConcurrencyLimit",
    keys=None,
    of=lambda value: _SetConcurrencyLimitResult[value["__typename"]](value),
    text="mutation SetConcurrencyLimit($input: SetConcurrencyLimitInput!) { setConcurrencyLimit(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetConcurrencyLimitSuccess { organization { ...OrganizationFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone }",
)


SET_EXPIRY_ALERT: Operation[SetExpiryAlertInput, SetExpiryAlertResult] = Operation(
    kind="mutation",
    field="setExpiryAlert",
    keys="",
    of=lambda value: _SetExpiryAlertResult[value["__typename"]](value),
    text="mutation SetExpiryAlert($input: SetExpiryAlertInput!) { setExpiryAlert(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetExpiryAlertSuccess { organization { ...OrganizationFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone }",
)


SET_FACADE: Operation[SetFacadeInput, SetFacadeResult] = Operation(
    kind="mutation",
    field="setFacade",
    keys=None,
    of=lambda value: _SetFacadeResult[value["__typename"]](value),
    text="mutation SetFacade($input: SetFacadeInput!) { setFacade(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetFacadeSuccess { changes { from path to } dryRun facade { definition description endpoints { answeredBy kind method path unpriced } isOn isOwn name } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


SET_HTTP_PROVIDER: Operation[SetHttpProviderInput, SetHttpProviderResult] = Operation(
    kind="mutation",
    field="setHttpProvider",
    keys=None,
    of=lambda value: _SetHttpProviderResult[value["__typename"]](value),
    text="mutation SetHttpProvider($input: SetHttpProviderInput!) { setHttpProvider(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetHttpProviderSuccess { httpProvider { definition lastError lastErrorAt load { atWork waiting } missingSecrets name updatedAt } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


SET_MAIL_PREFERENCE: Operation[SetMailPreferenceInput, SetMailPreferenceResult] = Operation(
    kind="mutation",
    field="setMailPreference",
    keys=None,
    of=lambda value: _SetMailPreferenceResult[value["__typename"]](value),
    text="mutation SetMailPreference($input: SetMailPreferenceInput!) { setMailPreference(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetMailPreferenceSuccess { mailPreference { kind wanted } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


SET_MAINTENANCE: Operation[SetMaintenanceInput, SetMaintenanceResult] = Operation(
    kind="mutation",
    field="setMaintenance",
    keys=None,
    of=lambda value: _SetMaintenanceResult[value["__typename"]](value),
    text="mutation SetMaintenance($input: SetMaintenanceInput!) { setMaintenance(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetMaintenanceSuccess { reason } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


SET_ORGANIZATION_ISSUER: Operation[SetOrganizationIssuerInput, SetOrganizationIssuerResult] = Operation(
    kind="mutation",
    field="setOrganizationIssuer",
    keys=None,
    of=lambda value: _SetOrganizationIssuerResult[value["__typename"]](value),
    text="mutation SetOrganizationIssuer($input: SetOrganizationIssuerInput!) { setOrganizationIssuer(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetOrganizationIssuerSuccess { organizationIssuer { clientId domains { domain recordName recordText verifiedAt } issuer joinRole redirectUrl updatedAt } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


SET_QUOTAS: Operation[SetQuotasInput, SetQuotasResult] = Operation(
    kind="mutation",
    field="setQuotas",
    keys="",
    of=lambda value: _SetQuotasResult[value["__typename"]](value),
    text="mutation SetQuotas($input: SetQuotasInput!) { setQuotas(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetQuotasSuccess { organization { ...OrganizationFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone }",
)


SET_REFUND_ALLOWANCE: Operation[SetRefundAllowanceInput, SetRefundAllowanceResult] = Operation(
    kind="mutation",
    field="setRefundAllowance",
    keys="",
    of=lambda value: _SetRefundAllowanceResult[value["__typename"]](value),
    text="mutation SetRefundAllowance($input: SetRefundAllowanceInput!) { setRefundAllowance(input: $input) { ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetRefundAllowanceSuccess { organization { ...OrganizationFields } replayed } __typename } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone }",
)


SET_SELLER_DETAILS: Operation[SetSellerDetailsInput, SetSellerDetailsResult] = Operation(
    kind="mutation",
    field="setSellerDetails",
    keys=None,
    of=lambda value: _SetSellerDetailsResult[value["__typename"]](value),
    text="mutation SetSellerDetails($input: SetSellerDetailsInput!) { setSellerDetails(input: $input) { ... on InvalidInputError { ...InvalidInputErrorFields } ... on SetSellerDetailsSuccess { billingDetails { address bankAccount createdAt email name taxId } } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


SET_SIGN_IN_REQUIREMENT: Operation[SetSignInRequirementInput, SetSignInRequirementResult] = Operation(
    kind="mutation",
    field="setSignInRequirement",
    keys=None,
    of=lambda value: _SetSignInRequirementResult[value["__typename"]](value),
    text="mutation SetSignInRequirement($input: SetSignInRequirementInput!) { setSignInRequirement(input: $input) { ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetSignInRequirementSuccess { organization { ...OrganizationFields } } ... on SignInRequirementError { ...SignInRequirementErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone } fragment SignInRequirementErrorFields on SignInRequirementError { code message }",
)


SET_SPENDING_POLICY: Operation[SetSpendingPolicyInput, SetSpendingPolicyResult] = Operation(
    kind="mutation",
    field="setSpendingPolicy",
    keys="",
    of=lambda value: _SetSpendingPolicyResult[value["__typename"]](value),
    text="mutation SetSpendingPolicy($input: SetSpendingPolicyInput!) { setSpendingPolicy(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetSpendingPolicySuccess { organization { ...OrganizationFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone }",
)


SET_WALLET_POLICY: Operation[SetWalletPolicyInput, SetWalletPolicyResult] = Operation(
    kind="mutation",
    field="setWalletPolicy",
    keys="",
    of=lambda value: _SetWalletPolicyResult[value["__typename"]](value),
    text="mutation SetWalletPolicy($input: SetWalletPolicyInput!) { setWalletPolicy(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SetWalletPolicySuccess { replayed wallet { ...WalletFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


SETTLE_DEBT: Operation[SettleDebtInput, SettleDebtResult] = Operation(
    kind="mutation",
    field="settleDebt",
    keys="",
    of=lambda value: _SettleDebtResult[value["__typename"]](value),
    text="mutation SettleDebt($input: SettleDebtInput!) { settleDebt(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on NothingOwedError { ...NothingOwedErrorFields } ... on SettleDebtSuccess { replayed wallet { ...WalletFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment NothingOwedErrorFields on NothingOwedError { code message } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


SETTLE_PAYMENT: Operation[SettlePaymentInput, SettlePaymentResult] = Operation(
    kind="mutation",
    field="settlePayment",
    keys="",
    of=lambda value: _SettlePaymentResult[value["__typename"]](value),
    text="mutation SettlePayment($input: SettlePaymentInput!) { settlePayment(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on PaymentStateError { ...PaymentStateErrorFields } ... on ProviderFailedError { ...ProviderFailedErrorFields } ... on SettlePaymentSuccess { payment { ...PaymentFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment PaymentStateErrorFields on PaymentStateError { code message status } fragment ProviderFailedErrorFields on ProviderFailedError { code message } fragment PaymentFields on Payment { attempts checkoutUrl createdAt credits { bonus creditType credits } dispute due { amount currency } expiresAt failure id isMovedIn nextAttemptAt price { amount currency } problem problemText provider quantity received { amount currency } reference refunded { amount currency } sequence settled { amount currency } settledAt status tax { amount currency } title transferReference trigger }",
)


SIMULATE_CATALOGUE: Operation[SimulateCatalogueInput, SimulateCatalogueResult] = Operation(
    kind="mutation",
    field="simulateCatalogue",
    keys="",
    of=lambda value: _SimulateCatalogueResult[value["__typename"]](value),
    text="mutation SimulateCatalogue($input: SimulateCatalogueInput!) { simulateCatalogue(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SimulateCatalogueSuccess { replayed simulation { ...SimulationFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment SimulationFields on Simulation { createdAt createdBy document endedAt failure from id name sequence startedAt status tasks tasksTotal until }",
)


SPEND_CREDITS: Operation[SpendCreditsInput, SpendCreditsResult] = Operation(
    kind="mutation",
    field="spendCredits",
    keys="",
    of=lambda value: _SpendCreditsResult[value["__typename"]](value),
    text="mutation SpendCredits($input: SpendCreditsInput!) { spendCredits(input: $input) { ... on BudgetExceededError { ...BudgetExceededErrorFields } ... on EndedError { ...EndedErrorFields } ... on HoldMeteredError { ...HoldMeteredErrorFields } ... on HoldNotOpenError { ...HoldNotOpenErrorFields } ... on HoldOfTaskError { ...HoldOfTaskErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on RunExceededError { ...RunExceededErrorFields } ... on SpendCreditsSuccess { hold { ...HoldFields } replayed wallet { ...WalletFields } } ... on SpendExceedsHoldError { ...SpendExceedsHoldErrorFields } __typename } } fragment BudgetExceededErrorFields on BudgetExceededError { code message remaining required usage { frozen periodEnd periodStart spent } } fragment EndedErrorFields on EndedError { code endedAt message } fragment HoldMeteredErrorFields on HoldMeteredError { code message } fragment HoldNotOpenErrorFields on HoldNotOpenError { code message status } fragment HoldOfTaskErrorFields on HoldOfTaskError { code message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment RunExceededErrorFields on RunExceededError { code message remaining required } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff } fragment SpendExceedsHoldErrorFields on SpendExceedsHoldError { code frozen message requested }",
)


SPEND_HOLDS: Operation[SpendHoldsInput, SpendHoldsResult] = Operation(
    kind="mutation",
    field="spendHolds",
    keys="holds",
    of=lambda value: _SpendHoldsResult[value["__typename"]](value),
    text="mutation SpendHolds($input: SpendHoldsInput!) { spendHolds(input: $input) { ... on InvalidInputError { ...InvalidInputErrorFields } ... on SpendHoldsSuccess { results { ... on SpendCreditsSuccess { hold { credits id released spent status } replayed wallet { available frozen id sequence spent } } ... on Error { code message } __typename } } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


START_EXPORT: Operation[StartExportInput, StartExportResult] = Operation(
    kind="mutation",
    field="startExport",
    keys=None,
    of=lambda value: _StartExportResult[value["__typename"]](value),
    text="mutation StartExport($input: StartExportInput!) { startExport(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on StartExportSuccess { export { ...ExportFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment ExportFields on Export { bytes createdAt endedAt expiresAt failure format from id kind link { expiresAt url } rows rowsTotal sequence sha256 startedAt status until }",
)


START_PURCHASE: Operation[StartPurchaseInput, StartPurchaseResult] = Operation(
    kind="mutation",
    field="startPurchase",
    keys="",
    of=lambda value: _StartPurchaseResult[value["__typename"]](value),
    text="mutation StartPurchase($input: StartPurchaseInput!) { startPurchase(input: $input) { ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on NotSelfServiceError { ...NotSelfServiceErrorFields } ... on PurchaseNotAllowedError { ...PurchaseNotAllowedErrorFields } ... on SeatsExceededError { ...SeatsExceededErrorFields } ... on StartPurchaseSuccess { payment { ...PaymentFields } replayed } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } __typename } } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment NotSelfServiceErrorFields on NotSelfServiceError { code message } fragment PurchaseNotAllowedErrorFields on PurchaseNotAllowedError { code message } fragment SeatsExceededErrorFields on SeatsExceededError { code members message seats } fragment PaymentFields on Payment { attempts checkoutUrl createdAt credits { bonus creditType credits } dispute due { amount currency } expiresAt failure id isMovedIn nextAttemptAt price { amount currency } problem problemText provider quantity received { amount currency } reference refunded { amount currency } sequence settled { amount currency } settledAt status tax { amount currency } title transferReference trigger } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status }",
)


START_SUBSCRIPTION: Operation[StartSubscriptionInput, StartSubscriptionResult] = Operation(
    kind="mutation",
    field="startSubscription",
    keys="",
    of=lambda value: _StartSubscriptionResult[value["__typename"]](value),
    text="mutation StartSubscription($input: StartSubscriptionInput!) { startSubscription(input: $input) { ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SeatsExceededError { ...SeatsExceededErrorFields } ... on StartSubscriptionSuccess { replayed subscription { ...PlanSubscriptionFields } } ... on SubscriptionExistsError { ...SubscriptionExistsErrorFields } ... on TrialUsedError { ...TrialUsedErrorFields } __typename } } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment SeatsExceededErrorFields on SeatsExceededError { code members message seats } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt } fragment SubscriptionExistsErrorFields on SubscriptionExistsError { code message } fragment TrialUsedErrorFields on TrialUsedError { code message }",
)


START_TASK: Operation[StartTaskInput, StartTaskResult] = Operation(
    kind="mutation",
    field="startTask",
    keys="",
    of=lambda value: _StartTaskResult[value["__typename"]](value),
    text="mutation StartTask($input: StartTaskInput!) { startTask(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on StartTaskSuccess { replayed task { ...TaskFields } } ... on TaskStateError { ...TaskStateErrorFields } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl } fragment TaskStateErrorFields on TaskStateError { allowed code message status }",
)


SUBMIT_TASK: Operation[SubmitTaskInput, SubmitTaskResult] = Operation(
    kind="mutation",
    field="submitTask",
    keys="",
    of=lambda value: _SubmitTaskResult[value["__typename"]](value),
    text="mutation SubmitTask($input: SubmitTaskInput!) { submitTask(input: $input) { ... on BudgetExceededError { ...BudgetExceededErrorFields } ... on EndedError { ...EndedErrorFields } ... on ExpiryPassedError { ...ExpiryPassedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InputLimitError { ...InputLimitErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on MaintenanceError { ...MaintenanceErrorFields } ... on MaxCreditsExceededError { ...MaxCreditsExceededErrorFields } ... on NoPriceError { ...NoPriceErrorFields } ... on NotEntitledError { ...NotEntitledErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OperationUnavailableError { ...OperationUnavailableErrorFields } ... on OrganizationSuspendedError { ...OrganizationSuspendedErrorFields } ... on PlanLimitError { ...PlanLimitErrorFields } ... on QuotaExceededError { ...QuotaExceededErrorFields } ... on QuoteExpiredError { ...QuoteExpiredErrorFields } ... on QuoteMismatchError { ...QuoteMismatchErrorFields } ... on QuoteTakenError { ...QuoteTakenErrorFields } ... on RunCreditTypeError { ...RunCreditTypeErrorFields } ... on RunExceededError { ...RunExceededErrorFields } ... on SubmitTaskSuccess { replayed task { ...TaskFields } warnings { code message } } __typename } } fragment BudgetExceededErrorFields on BudgetExceededError { code message remaining required usage { frozen periodEnd periodStart spent } } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExpiryPassedErrorFields on ExpiryPassedError { code message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InputLimitErrorFields on InputLimitError { code field inputLimit: limit message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment MaintenanceErrorFields on MaintenanceError { code message } fragment MaxCreditsExceededErrorFields on MaxCreditsExceededError { code creditType credits maxCredits message } fragment NoPriceErrorFields on NoPriceError { code message model operation } fragment NotEntitledErrorFields on NotEntitledError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OperationUnavailableErrorFields on OperationUnavailableError { code message } fragment OrganizationSuspendedErrorFields on OrganizationSuspendedError { code message } fragment PlanLimitErrorFields on PlanLimitError { code planLimit: limit max message } fragment QuotaExceededErrorFields on QuotaExceededError { code quotaMax: max message quota used } fragment QuoteExpiredErrorFields on QuoteExpiredError { code expiredAt message } fragment QuoteMismatchErrorFields on QuoteMismatchError { code message } fragment QuoteTakenErrorFields on QuoteTakenError { code count message } fragment RunCreditTypeErrorFields on RunCreditTypeError { code creditType message } fragment RunExceededErrorFields on RunExceededError { code message remaining required } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl }",
)


SUBMIT_TASKS: Operation[SubmitTasksInput, SubmitTasksResult] = Operation(
    kind="mutation",
    field="submitTasks",
    keys="tasks",
    of=lambda value: _SubmitTasksResult[value["__typename"]](value),
    text="mutation SubmitTasks($input: SubmitTasksInput!) { submitTasks(input: $input) { ... on InvalidInputError { ...InvalidInputErrorFields } ... on SubmitTasksSuccess { results { ... on SubmitTaskSuccess { replayed task { credits id sequence status } } ... on Error { code message } __typename } } __typename } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message }",
)


SUSPEND_ORGANIZATION: Operation[SuspendOrganizationInput, SuspendOrganizationResult] = Operation(
    kind="mutation",
    field="suspendOrganization",
    keys="",
    of=lambda value: _SuspendOrganizationResult[value["__typename"]](value),
    text="mutation SuspendOrganization($input: SuspendOrganizationInput!) { suspendOrganization(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on SuspendOrganizationSuccess { organization { ...OrganizationFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone }",
)


TEST_WEBHOOK_ENDPOINT: Operation[TestWebhookEndpointInput, TestWebhookEndpointResult] = Operation(
    kind="mutation",
    field="testWebhookEndpoint",
    keys=None,
    of=lambda value: _TestWebhookEndpointResult[value["__typename"]](value),
    text="mutation TestWebhookEndpoint($input: TestWebhookEndpointInput!) { testWebhookEndpoint(input: $input) { ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on TestWebhookEndpointSuccess { delivery { ...WebhookDeliveryFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment WebhookDeliveryFields on WebhookDelivery { attempts body createdAt endedAt error event id messageId responseStatus status url }",
)


TRANSFER_CREDITS: Operation[TransferCreditsInput, TransferCreditsResult] = Operation(
    kind="mutation",
    field="transferCredits",
    keys="",
    of=lambda value: _TransferCreditsResult[value["__typename"]](value),
    text="mutation TransferCredits($input: TransferCreditsInput!) { transferCredits(input: $input) { ... on CreditTypeRequiredError { ...CreditTypeRequiredErrorFields } ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InsufficientCreditsError { ...InsufficientCreditsErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitReachedError { ...LimitReachedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on TransferCreditsSuccess { from { ...WalletFields } replayed to { ...WalletFields } } __typename } } fragment CreditTypeRequiredErrorFields on CreditTypeRequiredError { code creditTypes message } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InsufficientCreditsErrorFields on InsufficientCreditsError { available code message required shortfall sources { available isPool } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitReachedErrorFields on LimitReachedError { code limit max message } fragment NotFoundErrorFields on NotFoundError { code message } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


UNDO_SUBSCRIPTION_CHANGE: Operation[UndoSubscriptionChangeInput, UndoSubscriptionChangeResult] = Operation(
    kind="mutation",
    field="undoSubscriptionChange",
    keys="",
    of=lambda value: _UndoSubscriptionChangeResult[value["__typename"]](value),
    text="mutation UndoSubscriptionChange($input: UndoSubscriptionChangeInput!) { undoSubscriptionChange(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on NotSelfServiceError { ...NotSelfServiceErrorFields } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } ... on UndoSubscriptionChangeSuccess { replayed subscription { ...PlanSubscriptionFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment NotSelfServiceErrorFields on NotSelfServiceError { code message } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt }",
)


UNLOCK_LOT: Operation[UnlockLotInput, UnlockLotResult] = Operation(
    kind="mutation",
    field="unlockLot",
    keys="",
    of=lambda value: _UnlockLotResult[value["__typename"]](value),
    text="mutation UnlockLot($input: UnlockLotInput!) { unlockLot(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LotLockedError { ...LotLockedErrorFields } ... on LotNotLockedError { ...LotNotLockedErrorFields } ... on LotStateError { ...LotStateErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on UnlockLotSuccess { lot { ...CreditLotFields } replayed wallet { ...WalletFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LotLockedErrorFields on LotLockedError { code lock message } fragment LotNotLockedErrorFields on LotNotLockedError { code message } fragment LotStateErrorFields on LotStateError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment CreditLotFields on CreditLot { available createdAt dispute expired expiresAt externalId fallsBackAt frozen graceSeconds granted heldPastExpiry id kind lock locked metadata models moved operations paid { amount currency } priority recognized { amount currency } requiresSubscription revoked source spent usableFrom } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


UPDATE_BUDGET: Operation[UpdateBudgetInput, UpdateBudgetResult] = Operation(
    kind="mutation",
    field="updateBudget",
    keys="",
    of=lambda value: _UpdateBudgetResult[value["__typename"]](value),
    text="mutation UpdateBudget($input: UpdateBudgetInput!) { updateBudget(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LimitedKeyError { ...LimitedKeyErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } ... on UpdateBudgetSuccess { budget { ...BudgetFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LimitedKeyErrorFields on LimitedKeyError { allowedAddresses code expiresAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message } fragment BudgetFields on Budget { apiKey createdAt creditType endedAt enforcement id limit model operation period raises { credits until } tag thresholds usage { frozen periodEnd periodStart spent } }",
)


UPDATE_CREDIT_PACK: Operation[UpdateCreditPackInput, UpdateCreditPackResult] = Operation(
    kind="mutation",
    field="updateCreditPack",
    keys=None,
    of=lambda value: _UpdateCreditPackResult[value["__typename"]](value),
    text="mutation UpdateCreditPack($input: UpdateCreditPackInput!) { updateCreditPack(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on UpdateCreditPackSuccess { creditPack { ...CreditPackFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment CreditPackFields on CreditPack { createdAt credits { bonus creditType credits } endedAt externalId id kind name price { amount currency } title version }",
)


UPDATE_LABELS: Operation[UpdateLabelsInput, UpdateLabelsResult] = Operation(
    kind="mutation",
    field="updateLabels",
    keys=None,
    of=lambda value: _UpdateLabelsResult[value["__typename"]](value),
    text="mutation UpdateLabels($input: UpdateLabelsInput!) { updateLabels(input: $input) { ... on EndedError { ...EndedErrorFields } ... on ExternalIdTakenError { ...ExternalIdTakenErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on UpdateLabelsSuccess { externalId metadata subject { id } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment ExternalIdTakenErrorFields on ExternalIdTakenError { code message takenBy { id } } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


UPDATE_MEMBER_ROLE: Operation[UpdateMemberRoleInput, UpdateMemberRoleResult] = Operation(
    kind="mutation",
    field="updateMemberRole",
    keys=None,
    of=lambda value: _UpdateMemberRoleResult[value["__typename"]](value),
    text="mutation UpdateMemberRole($input: UpdateMemberRoleInput!) { updateMemberRole(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on LastOwnerError { ...LastOwnerErrorFields } ... on LimitedKeyError { ...LimitedKeyErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OwnersOnlyError { ...OwnersOnlyErrorFields } ... on UpdateMemberRoleSuccess { member { ...MemberFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment LastOwnerErrorFields on LastOwnerError { code message } fragment LimitedKeyErrorFields on LimitedKeyError { allowedAddresses code expiresAt message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OwnersOnlyErrorFields on OwnersOnlyError { code message } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject }",
)


UPDATE_ORGANIZATION: Operation[UpdateOrganizationInput, UpdateOrganizationResult] = Operation(
    kind="mutation",
    field="updateOrganization",
    keys="",
    of=lambda value: _UpdateOrganizationResult[value["__typename"]](value),
    text="mutation UpdateOrganization($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on UpdateOrganizationSuccess { organization { ...OrganizationFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone }",
)


UPDATE_RUN: Operation[UpdateRunInput, UpdateRunResult] = Operation(
    kind="mutation",
    field="updateRun",
    keys="",
    of=lambda value: _UpdateRunResult[value["__typename"]](value),
    text="mutation UpdateRun($input: UpdateRunInput!) { updateRun(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on UpdateRunSuccess { replayed run { ...RunFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment RunFields on Run { closedAt createdAt creditType expiresAt frozen id limit name remaining sequence status used }",
)


UPDATE_WEBHOOK_ENDPOINT: Operation[UpdateWebhookEndpointInput, UpdateWebhookEndpointResult] = Operation(
    kind="mutation",
    field="updateWebhookEndpoint",
    keys=None,
    of=lambda value: _UpdateWebhookEndpointResult[value["__typename"]](value),
    text="mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) { ... on EndedError { ...EndedErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on UpdateWebhookEndpointSuccess { webhookEndpoint { ...WebhookEndpointFields } } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment WebhookEndpointFields on WebhookEndpoint { createdAt deliveredAt events id isOfPlatform state stateReason url waitingDeliveries }",
)


UPGRADE_SUBSCRIPTION: Operation[UpgradeSubscriptionInput, UpgradeSubscriptionResult] = Operation(
    kind="mutation",
    field="upgradeSubscription",
    keys="",
    of=lambda value: _UpgradeSubscriptionResult[value["__typename"]](value),
    text="mutation UpgradeSubscription($input: UpgradeSubscriptionInput!) { upgradeSubscription(input: $input) { ... on CreditsOutOfBoundsError { ...CreditsOutOfBoundsErrorFields } ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotAnUpgradeError { ...NotAnUpgradeErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on NotSelfServiceError { ...NotSelfServiceErrorFields } ... on SeatsExceededError { ...SeatsExceededErrorFields } ... on SubscriptionStateError { ...SubscriptionStateErrorFields } ... on UpgradeSubscriptionSuccess { replayed subscription { ...PlanSubscriptionFields } } __typename } } fragment CreditsOutOfBoundsErrorFields on CreditsOutOfBoundsError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotAnUpgradeErrorFields on NotAnUpgradeError { code message } fragment NotFoundErrorFields on NotFoundError { code message } fragment NotSelfServiceErrorFields on NotSelfServiceError { code message } fragment SeatsExceededErrorFields on SeatsExceededError { code members message seats } fragment SubscriptionStateErrorFields on SubscriptionStateError { allowed code message status } fragment PlanSubscriptionFields on PlanSubscription { anchorAt awaited { creditType credits } cancelAtPeriodEnd createdAt endedAt externalId id metadata nextPlanBlockedBy { code members message seats } paidUntil pausedAt paymentDueAt periodEnd renewsAt resumesAt status timeZone trialEndsAt }",
)


VERIFY_ISSUER_DOMAIN: Operation[VerifyIssuerDomainInput, VerifyIssuerDomainResult] = Operation(
    kind="mutation",
    field="verifyIssuerDomain",
    keys=None,
    of=lambda value: _VerifyIssuerDomainResult[value["__typename"]](value),
    text="mutation VerifyIssuerDomain($input: VerifyIssuerDomainInput!) { verifyIssuerDomain(input: $input) { ... on DomainNotVerifiedError { ...DomainNotVerifiedErrorFields } ... on EndedError { ...EndedErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on VerifyIssuerDomainSuccess { organizationIssuer { clientId domains { domain recordName recordText verifiedAt } issuer joinRole redirectUrl updatedAt } } __typename } } fragment DomainNotVerifiedErrorFields on DomainNotVerifiedError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment NotFoundErrorFields on NotFoundError { code message }",
)


WITHDRAW_CREDIT_REQUEST: Operation[WithdrawCreditRequestInput, WithdrawCreditRequestResult] = Operation(
    kind="mutation",
    field="withdrawCreditRequest",
    keys="",
    of=lambda value: _WithdrawCreditRequestResult[value["__typename"]](value),
    text="mutation WithdrawCreditRequest($input: WithdrawCreditRequestInput!) { withdrawCreditRequest(input: $input) { ... on EndedError { ...EndedErrorFields } ... on IdempotencyConflictError { ...IdempotencyConflictErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on WithdrawCreditRequestSuccess { creditRequest { ...CreditRequestFields } replayed } __typename } } fragment EndedErrorFields on EndedError { code endedAt message } fragment IdempotencyConflictErrorFields on IdempotencyConflictError { code message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment NotFoundErrorFields on NotFoundError { code message } fragment CreditRequestFields on CreditRequest { createdAt creditType credits decidedAt expiresAt fellBackAt form granted id note reason status submission tookBack until }",
)


VIEWER: Operation[ViewerVariables, Viewer | None] = Operation(
    kind="query",
    field="viewer",
    keys=None,
    of=lambda value: None if value is None else Viewer.of(value),
    text="query Viewer { viewer { isOperator scopes member { ...MemberFields } organization { ...OrganizationFields } } } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone }",
)


ORGANIZATION: Operation[OrganizationVariables, OrganizationOfOrganization | None] = Operation(
    kind="query",
    field="organization",
    keys=None,
    of=lambda value: None if value is None else OrganizationOfOrganization.of(value),
    text="query Organization($id: ID, $externalId: String) { organization(id: $id, externalId: $externalId) { ...OrganizationFields wallets { ...WalletFields } } } fragment OrganizationFields on Organization { approvalAbove approvalSeconds createdAt expiryAlertDays externalId id maintenance membersUsePool metadata mode name now ownMaintenance paymentProviders refundAllowances { creditType left monthlyMax refunded renewsAt } signInRequirement status statusReason tasksAtOnce timeZone } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


WALLET: Operation[WalletVariables, OrganizationOfWallet | None] = Operation(
    kind="query",
    field="organization",
    keys=None,
    of=lambda value: None if value is None else OrganizationOfWallet.of(value),
    text="query Wallet($organizationId: ID, $creditType: String) { organization(id: $organizationId) { id wallet(creditType: $creditType) { ...WalletFields } } } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


MEMBERS: Operation[MembersVariables, OrganizationOfMembers | None] = Operation(
    kind="query",
    field="organization",
    keys=None,
    of=lambda value: None if value is None else OrganizationOfMembers.of(value),
    text="query Members($organizationId: ID, $creditType: String, $first: Int, $after: String) { organization(id: $organizationId) { id members(first: $first, after: $after) { edges { cursor node { ...MemberFields wallet(creditType: $creditType) { ...WalletFields } } } pageInfo { hasNextPage endCursor } } } } fragment MemberFields on Member { createdAt externalId hasSecondFactor id metadata name removedAt role subject } fragment WalletFields on Wallet { available burnDown createdAt creditType expired frozen granted id latePolicy locked moved overspend owed revoked sequence spent total writtenOff }",
)


BUDGETS: Operation[BudgetsVariables, OrganizationOfBudgets | None] = Operation(
    kind="query",
    field="organization",
    keys=None,
    of=lambda value: None if value is None else OrganizationOfBudgets.of(value),
    text="query Budgets($organizationId: ID, $first: Int, $after: String) { organization(id: $organizationId) { id budgets(first: $first, after: $after) { edges { cursor node { ...BudgetFields member { id name } } } pageInfo { hasNextPage endCursor } } } } fragment BudgetFields on Budget { apiKey createdAt creditType endedAt enforcement id limit model operation period raises { credits until } tag thresholds usage { frozen periodEnd periodStart spent } }",
)


TASK: Operation[TaskVariables, NodeOfTask | None] = Operation(
    kind="query",
    field="node",
    keys=None,
    of=lambda value: None if value is None else _NodeOfTask[value["__typename"]](value),
    text="query Task($id: ID!) { node(id: $id) { ... on Task { ...TaskFields } __typename } } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl }",
)


TASKS: Operation[TasksVariables, OrganizationOfTasks | None] = Operation(
    kind="query",
    field="organization",
    keys=None,
    of=lambda value: None if value is None else OrganizationOfTasks.of(value),
    text="query Tasks($organizationId: ID, $filter: TaskFilter, $first: Int, $after: String) { organization(id: $organizationId) { id tasks(filter: $filter, first: $first, after: $after) { edges { cursor node { ...TaskFields } } pageInfo { hasNextPage endCursor } } } } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl }",
)


QUOTE: Operation[QuoteVariables, QuoteResult | None] = Operation(
    kind="query",
    field="quote",
    keys=None,
    of=lambda value: None if value is None else _QuoteResult[value["__typename"]](value),
    text="query Quote($model: String!, $operation: String!, $input: JSONObject, $maxCredits: Credits, $maxCosts: [CreditAmountInput!], $memberId: ID, $organizationId: ID, $tags: [String!]) { quote( model: $model operation: $operation input: $input maxCredits: $maxCredits maxCosts: $maxCosts memberId: $memberId organizationId: $organizationId tags: $tags ) { ... on Quote { available credits isMaximum shortfall units costs { creditType credits } warnings { code message } blockedBy { ...BudgetExceededErrorFields } notEntitled { ...NotEntitledErrorFields } } ... on EndedError { ...EndedErrorFields } ... on InputLimitError { ...InputLimitErrorFields } ... on InvalidInputError { ...InvalidInputErrorFields } ... on MaxCreditsExceededError { ...MaxCreditsExceededErrorFields } ... on NoPriceError { ...NoPriceErrorFields } ... on NotFoundError { ...NotFoundErrorFields } ... on OperationUnavailableError { ...OperationUnavailableErrorFields } __typename } } fragment BudgetExceededErrorFields on BudgetExceededError { code message remaining required usage { frozen periodEnd periodStart spent } } fragment NotEntitledErrorFields on NotEntitledError { code message } fragment EndedErrorFields on EndedError { code endedAt message } fragment InputLimitErrorFields on InputLimitError { code field inputLimit: limit message } fragment InvalidInputErrorFields on InvalidInputError { code issues { message path } message } fragment MaxCreditsExceededErrorFields on MaxCreditsExceededError { code creditType credits maxCredits message } fragment NoPriceErrorFields on NoPriceError { code message model operation } fragment NotFoundErrorFields on NotFoundError { code message } fragment OperationUnavailableErrorFields on OperationUnavailableError { code message }",
)


CAN_SUBMIT: Operation[CanSubmitVariables, SubmitPermission] = Operation(
    kind="query",
    field="canSubmit",
    keys=None,
    of=lambda value: SubmitPermission.of(value),
    text="query CanSubmit($model: String!, $operation: String!, $input: JSONObject, $maxCredits: Credits, $memberId: ID, $organizationId: ID, $runId: ID, $tags: [String!]) { canSubmit( model: $model operation: $operation input: $input maxCredits: $maxCredits memberId: $memberId organizationId: $organizationId runId: $runId tags: $tags ) { ...SubmitPermissionFields } } fragment SubmitPermissionFields on SubmitPermission { allowed at blockedBy costs { creditType credits } creditType credits expectedCredits isMaximum needsApproval refusals { __typename code message } until }",
)


USAGE: Operation[UsageVariables, OrganizationOfUsage | None] = Operation(
    kind="query",
    field="organization",
    keys=None,
    of=lambda value: None if value is None else OrganizationOfUsage.of(value),
    text="query Usage($organizationId: ID, $from: DateTime!, $to: DateTime!, $by: [UsageDimension!]! = [], $creditType: String, $filter: UsageFilter, $compareToPrevious: Boolean! = false) { organization(id: $organizationId) { id usage( from: $from to: $to by: $by creditType: $creditType filter: $filter compareToPrevious: $compareToPrevious ) { from to timeZone isComplete total { ...UsageSumsFields } previousTotal { ...UsageSumsFields } groups { from to creditType model operation tag member { id name } apiKey { id name } sums { ...UsageSumsFields } previous { ...UsageSumsFields } } } } } fragment UsageSumsFields on UsageSums { averageSeconds canceled failed owed refunded spent succeeded tasks timedOut used writtenOff }",
)


PLANS: Operation[PlansVariables, list[Plan]] = Operation(
    kind="query",
    field="plans",
    keys=None,
    of=lambda value: [Plan.of(each) for each in value],
    text="query Plans { plans { name title interval seats concurrentTasks selfService price { amount currency } credits { creditType credits } } }",
)


CREDIT_PACKS: Operation[CreditPacksVariables, list[CreditPack] | None] = Operation(
    kind="query",
    field="creditPacks",
    keys=None,
    of=lambda value: None if value is None else [CreditPack.of(each) for each in value],
    text="query CreditPacks { creditPacks { ...CreditPackFields } } fragment CreditPackFields on CreditPack { createdAt credits { bonus creditType credits } endedAt externalId id kind name price { amount currency } title version }",
)


PAYMENT: Operation[PaymentVariables, Payment | None] = Operation(
    kind="query",
    field="payment",
    keys=None,
    of=lambda value: None if value is None else Payment.of(value),
    text="query Payment($id: ID!) { payment(id: $id) { ...PaymentFields } } fragment PaymentFields on Payment { attempts checkoutUrl createdAt credits { bonus creditType credits } dispute due { amount currency } expiresAt failure id isMovedIn nextAttemptAt price { amount currency } problem problemText provider quantity received { amount currency } reference refunded { amount currency } sequence settled { amount currency } settledAt status tax { amount currency } title transferReference trigger }",
)


HOLD: Operation[HoldVariables, NodeOfHold | None] = Operation(
    kind="query",
    field="node",
    keys=None,
    of=lambda value: None if value is None else _NodeOfHold[value["__typename"]](value),
    text="query Hold($id: ID!) { node(id: $id) { ... on Hold { ...HoldFields } __typename } } fragment HoldFields on Hold { createdAt credits description endedAt expiresAt externalId id late metadata model operation refunded released spent status tags }",
)


EVENTS: Operation[EventsVariables, FeedPage] = Operation(
    kind="query",
    field="events",
    keys=None,
    of=lambda value: FeedPage.of(value),
    text="query Events($after: SafeInt!, $first: Int, $kinds: [FeedEventKind!], $organizationId: ID) { events( after: $after first: $first kinds: $kinds organizationId: $organizationId ) { events { ...FeedEventFields } lastNumber newestNumber } } fragment FeedEventFields on FeedEvent { actorId actorKind actorName at data kind number organizationId subjectId subjectType }",
)


BALANCE_CHANGED: Operation[BalanceChangedVariables, BalanceChangeOfBalanceChanged] = Operation(
    kind="subscription",
    field="balanceChanged",
    keys=None,
    of=lambda value: BalanceChangeOfBalanceChanged.of(value),
    text="subscription BalanceChanged($organizationId: ID, $creditType: String, $memberId: ID, $after: SafeInt) { balanceChanged( organizationId: $organizationId creditType: $creditType memberId: $memberId after: $after ) { ...BalanceChangeFields entry { id type credits reason createdAt } } } fragment BalanceChangeFields on BalanceChange { available frozen sequence total wallet { id creditType locked owed spent member { id name } } }",
)


WALLETS_CHANGED: Operation[WalletsChangedVariables, BalanceChange] = Operation(
    kind="subscription",
    field="walletsChanged",
    keys=None,
    of=lambda value: BalanceChange.of(value),
    text="subscription WalletsChanged($organizationId: ID, $after: [WalletSequence!]) { walletsChanged(organizationId: $organizationId, after: $after) { ...BalanceChangeFields } } fragment BalanceChangeFields on BalanceChange { available frozen sequence total wallet { id creditType locked owed spent member { id name } } }",
)


TASK_UPDATED: Operation[TaskUpdatedVariables, Task] = Operation(
    kind="subscription",
    field="taskUpdated",
    keys=None,
    of=lambda value: Task.of(value),
    text="subscription TaskUpdated($taskId: ID!, $after: Int) { taskUpdated(taskId: $taskId, after: $after) { ...TaskFields } } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl }",
)


TASKS_UPDATED: Operation[TasksUpdatedVariables, Task] = Operation(
    kind="subscription",
    field="tasksUpdated",
    keys=None,
    of=lambda value: Task.of(value),
    text="subscription TasksUpdated($organizationId: ID, $after: [TaskSequence!]) { tasksUpdated(organizationId: $organizationId, after: $after) { ...TaskFields } } fragment TaskFields on Task { approval createdAt credits deadlineAt endedAt externalId failureReason files { bytes contentType expiresAt name url } forgottenAt id input metadata model operation progress provider refundedCredits result sequence startedAt status tags upstreamCost { amount currency } webhookUrl }",
)


RUN_UPDATED: Operation[RunUpdatedVariables, Run] = Operation(
    kind="subscription",
    field="runUpdated",
    keys=None,
    of=lambda value: Run.of(value),
    text="subscription RunUpdated($runId: ID!, $after: SafeInt) { runUpdated(runId: $runId, after: $after) { ...RunFields } } fragment RunFields on Run { closedAt createdAt creditType expiresAt frozen id limit name remaining sequence status used }",
)


PAYMENT_UPDATED: Operation[PaymentUpdatedVariables, Payment] = Operation(
    kind="subscription",
    field="paymentUpdated",
    keys=None,
    of=lambda value: Payment.of(value),
    text="subscription PaymentUpdated($paymentId: ID!, $after: SafeInt) { paymentUpdated(paymentId: $paymentId, after: $after) { ...PaymentFields } } fragment PaymentFields on Payment { attempts checkoutUrl createdAt credits { bonus creditType credits } dispute due { amount currency } expiresAt failure id isMovedIn nextAttemptAt price { amount currency } problem problemText provider quantity received { amount currency } reference refunded { amount currency } sequence settled { amount currency } settledAt status tax { amount currency } title transferReference trigger }",
)


ALERT_RAISED: Operation[AlertRaisedVariables, Alert] = Operation(
    kind="subscription",
    field="alertRaised",
    keys=None,
    of=lambda value: Alert.of(value),
    text="subscription AlertRaised($organizationId: ID, $after: ID) { alertRaised(organizationId: $organizationId, after: $after) { id kind message credits threshold createdAt } }",
)


SUBMIT_PERMISSION: Operation[SubmitPermissionVariables, SubmitPermission] = Operation(
    kind="subscription",
    field="canSubmit",
    keys=None,
    of=lambda value: SubmitPermission.of(value),
    text="subscription SubmitPermission($model: String!, $operation: String!, $input: JSONObject, $maxCredits: Credits, $memberId: ID, $organizationId: ID, $runId: ID, $tags: [String!]) { canSubmit( model: $model operation: $operation input: $input maxCredits: $maxCredits memberId: $memberId organizationId: $organizationId runId: $runId tags: $tags ) { ...SubmitPermissionFields } } fragment SubmitPermissionFields on SubmitPermission { allowed at blockedBy costs { creditType credits } creditType credits expectedCredits isMaximum needsApproval refusals { __typename code message } until }",
)


FEED_EVENTS: Operation[FeedEventsVariables, FeedEvent] = Operation(
    kind="subscription",
    field="events",
    keys=None,
    of=lambda value: FeedEvent.of(value),
    text="subscription FeedEvents($organizationId: ID, $kinds: [FeedEventKind!], $after: SafeInt) { events(organizationId: $organizationId, kinds: $kinds, after: $after) { ...FeedEventFields } } fragment FeedEventFields on FeedEvent { actorId actorKind actorName at data kind number organizationId subjectId subjectType }",
)
