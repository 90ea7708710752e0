-- CreateEnum
CREATE TYPE "organization_mode" AS ENUM ('LIVE', 'SANDBOX');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('OWNER', 'ADMIN', 'BILLING', 'MEMBER', 'VIEWER');

-- CreateEnum
CREATE TYPE "task_status" AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'TIMED_OUT');

-- CreateEnum
CREATE TYPE "lot_kind" AS ENUM ('SUBSCRIPTION', 'EXTRA', 'TOP_UP', 'PROMO', 'ADJUSTMENT', 'ALLOCATION');

-- CreateEnum
CREATE TYPE "lot_lock" AS ENUM ('SCHEDULED', 'MANUAL');

-- CreateEnum
CREATE TYPE "burn_down_criterion" AS ENUM ('PRIORITY', 'KIND', 'EXPIRY', 'AGE');

-- CreateEnum
CREATE TYPE "hold_status" AS ENUM ('OPEN', 'SPENT', 'RELEASED', 'TIMED_OUT');

-- CreateEnum
CREATE TYPE "journal_entry_type" AS ENUM ('GRANT', 'LOCK', 'UNLOCK', 'FREEZE', 'SPEND', 'RELEASE', 'EXPIRE', 'REVOKE');

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mode" "organization_mode" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "operator_key" (
    "id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_rule" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "credit_type" TEXT NOT NULL,
    "credits" BIGINT NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID,
    "price_rule_id" UUID NOT NULL,
    "hold_id" UUID,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "credits" BIGINT NOT NULL,
    "status" "task_status" NOT NULL,
    "progress" SMALLINT NOT NULL,
    "result" JSONB,
    "failure_reason" TEXT,
    "sequence" INTEGER NOT NULL,
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "wallet" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "credit_type" TEXT NOT NULL,
    "granted" BIGINT NOT NULL,
    "available" BIGINT NOT NULL,
    "locked" BIGINT NOT NULL,
    "frozen" BIGINT NOT NULL,
    "spent" BIGINT NOT NULL,
    "expired" BIGINT NOT NULL,
    "revoked" BIGINT NOT NULL,
    "burn_down" "burn_down_criterion"[],
    "overspend" BOOLEAN NOT NULL,
    "sequence" BIGINT NOT NULL,
    "head" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "credit_lot" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "kind" "lot_kind" NOT NULL,
    "granted" BIGINT NOT NULL,
    "available" BIGINT NOT NULL,
    "locked" BIGINT NOT NULL,
    "frozen" BIGINT NOT NULL,
    "spent" BIGINT NOT NULL,
    "expired" BIGINT NOT NULL,
    "revoked" BIGINT NOT NULL,
    "priority" INTEGER NOT NULL,
    "lock" "lot_lock",
    "usable_from" TIMESTAMPTZ(3),
    "models" TEXT[],
    "operations" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "source" TEXT,
    "open" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_lot_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "hold" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "task_id" UUID,
    "status" "hold_status" NOT NULL,
    "credits" BIGINT NOT NULL,
    "spent" BIGINT NOT NULL,
    "released" BIGINT NOT NULL,
    "description" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "hold_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "hold_line" (
    "organization_id" UUID NOT NULL,
    "hold_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "lot_id" UUID NOT NULL,
    "credits" BIGINT NOT NULL,

    CONSTRAINT "hold_line_pkey" PRIMARY KEY ("organization_id","hold_id","position")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "organization_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "type" "journal_entry_type" NOT NULL,
    "credits" BIGINT NOT NULL,
    "available" BIGINT NOT NULL,
    "locked" BIGINT NOT NULL,
    "frozen" BIGINT NOT NULL,
    "lot_id" UUID,
    "hold_id" UUID,
    "task_id" UUID,
    "reason" TEXT,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("organization_id","wallet_id","sequence")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "result_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("organization_id","key")
);

-- CreateTable
CREATE TABLE "lane" (
    "id" UUID NOT NULL,
    "batch" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "operator_key_hash_key" ON "operator_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "price_rule_model_operation_effective_from_key" ON "price_rule"("model", "operation", "effective_from");

-- CreateIndex
CREATE INDEX "task_due" ON "task"("deadline_at") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "wallet_organization_id_credit_type_key" ON "wallet"("organization_id", "credit_type");

-- CreateIndex
CREATE INDEX "credit_lot_open" ON "credit_lot"("organization_id", "wallet_id") WHERE ("open" = true);

-- CreateIndex
CREATE INDEX "credit_lot_expiring" ON "credit_lot"("expires_at") WHERE ("open" = true);

-- CreateIndex
CREATE INDEX "credit_lot_scheduled" ON "credit_lot"("usable_from") WHERE ("lock" = 'SCHEDULED');

-- CreateIndex
CREATE INDEX "hold_open" ON "hold"("organization_id", "wallet_id") WHERE ("status" = 'OPEN');

-- CreateIndex
CREATE INDEX "hold_expiring" ON "hold"("expires_at") WHERE (status = 'OPEN' AND task_id IS NULL);

-- What Prisma's schema can't say.

-- Invariant 1 as a last wall behind the ledger's rules: nothing unbalanced can be stored, by whomever.
ALTER TABLE wallet ADD CONSTRAINT wallet_balanced CHECK (
  granted = available + locked + frozen + spent + expired + revoked
  AND least(available, locked, frozen, spent, expired, revoked) >= 0
);
ALTER TABLE credit_lot ADD CONSTRAINT credit_lot_balanced CHECK (
  granted = available + locked + frozen + spent + expired + revoked
  AND least(available, locked, frozen, spent, expired, revoked) >= 0
  AND open = (available > 0 OR locked > 0 OR frozen > 0)
  AND CASE WHEN lock IS NULL THEN locked = 0 ELSE available = 0 END
);
ALTER TABLE hold ADD CONSTRAINT hold_settled CHECK (
  credits > 0 AND spent >= 0 AND released >= 0
  AND CASE WHEN status = 'OPEN' THEN spent < credits AND released = 0 ELSE spent + released = credits END
);
ALTER TABLE hold_line ADD CONSTRAINT hold_line_positive CHECK (credits > 0);
ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_positive CHECK (
  credits > 0 AND least(available, locked, frozen) >= 0
);

-- Invariant 5: journal entries are only ever added. Costs nothing on insert.
CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'journal entries are immutable' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_entry_immutable BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_journal_change();
CREATE TRIGGER journal_entry_kept BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();

-- Keys are compared byte by byte, whatever the database's own collation: it is what they mean, and the quickest.
ALTER TABLE idempotency_key ALTER COLUMN key TYPE text COLLATE "C";

-- Rows that change often leave room on their page, so that their updates stay heap-only and off the indexes.
ALTER TABLE wallet SET (fillfactor = 50);
ALTER TABLE credit_lot SET (fillfactor = 50);
ALTER TABLE hold SET (fillfactor = 80);
ALTER TABLE task SET (fillfactor = 70);
