-- CreateEnum
CREATE TYPE "plan_interval" AS ENUM ('MONTH', 'YEAR');

-- CreateEnum
CREATE TYPE "upgrade_policy" AS ENUM ('NET_OF_USED', 'CARRY_OVER_FIRST_CYCLE');

-- CreateEnum
CREATE TYPE "subscription_status" AS ENUM ('ACTIVE', 'PAST_DUE', 'LAPSED', 'CANCELED');

-- AlterEnum
ALTER TYPE "lot_lock" ADD VALUE 'SUBSCRIPTION';

-- AlterTable
ALTER TABLE "credit_lot" ADD COLUMN     "requires_subscription" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "credit_lot" ALTER COLUMN "requires_subscription" DROP DEFAULT;

-- AlterTable
ALTER TABLE "price_book" ADD COLUMN     "facades" TEXT[];

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "edition" BIGINT NOT NULL,
    "catalogue" TEXT,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "amount" BIGINT,
    "currency" TEXT,
    "interval" "plan_interval" NOT NULL,
    "credits" JSONB NOT NULL,
    "rollover_max" BIGINT,
    "upgrade_policy" "upgrade_policy" NOT NULL,
    "extra_purchases" BOOLEAN NOT NULL,
    "models" TEXT[],
    "operations" TEXT[],
    "asset_kinds" TEXT[],
    "seats" INTEGER,
    "retired" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lot_policy" (
    "id" UUID NOT NULL,
    "edition" BIGINT NOT NULL,
    "kind" "lot_kind" NOT NULL,
    "priority" INTEGER NOT NULL,
    "expires_after_months" INTEGER,
    "requires_subscription" BOOLEAN NOT NULL,
    "grace_seconds" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lot_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "status" "subscription_status" NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "cycle" INTEGER NOT NULL,
    "cycle_start" TIMESTAMPTZ(3) NOT NULL,
    "cycle_end" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "cancel_at_period_end" BOOLEAN NOT NULL,
    "next_plan_id" UUID,
    "allowances" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "plan_edition_idx" ON "plan"("edition");

-- CreateIndex
CREATE INDEX "lot_policy_edition_idx" ON "lot_policy"("edition");

-- CreateIndex
CREATE INDEX "subscription_due" ON "subscription"("cycle_end") WHERE (status = 'ACTIVE' OR status = 'PAST_DUE');

-- CreateIndex
CREATE UNIQUE INDEX "subscription_live" ON "subscription"("organization_id") WHERE ("ended_at" IS NULL);

-- What Prisma's schema can't say.

UPDATE price_book SET facades = '{}';

ALTER TABLE plan ADD CONSTRAINT plan_bounds CHECK (amount >= 0 AND num_nulls(amount, currency) IN (0, 2) AND rollover_max >= 0 AND seats > 0);
ALTER TABLE lot_policy ADD CONSTRAINT lot_policy_bounds CHECK (expires_after_months > 0 AND grace_seconds >= 0);
ALTER TABLE subscription ADD CONSTRAINT subscription_cycle CHECK (
  cycle > 0 AND cycle_start < cycle_end AND cycle_end <= period_end
  AND (status = 'CANCELED') = (ended_at IS NOT NULL)
);
CREATE FUNCTION refuse_book_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is in the book is never edited' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER plan_immutable BEFORE UPDATE OR DELETE ON plan FOR EACH ROW EXECUTE FUNCTION refuse_book_change();
CREATE TRIGGER lot_policy_immutable BEFORE UPDATE OR DELETE ON lot_policy
  FOR EACH ROW EXECUTE FUNCTION refuse_book_change();
