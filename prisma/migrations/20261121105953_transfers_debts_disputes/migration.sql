-- CreateEnum
CREATE TYPE "lot_dispute" AS ENUM ('OPEN', 'WON', 'LOST');

-- CreateEnum
CREATE TYPE "late_policy" AS ENUM ('OWE', 'WRITE_OFF');

-- CreateEnum
CREATE TYPE "late_outcome" AS ENUM ('PAID', 'OWED', 'WRITTEN_OFF');

-- AlterEnum
ALTER TYPE "burn_down_criterion" ADD VALUE 'COST';

-- AlterEnum
ALTER TYPE "journal_entry_type" ADD VALUE 'MOVE_OUT';
ALTER TYPE "journal_entry_type" ADD VALUE 'MOVE_IN';
ALTER TYPE "journal_entry_type" ADD VALUE 'MOVE_BACK';
ALTER TYPE "journal_entry_type" ADD VALUE 'OWE';
ALTER TYPE "journal_entry_type" ADD VALUE 'REPAY';
ALTER TYPE "journal_entry_type" ADD VALUE 'WRITE_OFF';
ALTER TYPE "journal_entry_type" ADD VALUE 'CHARGE_BACK';

-- DropIndex
DROP INDEX "wallet_organization_id_credit_type_key";

-- AlterTable: what there was so far was never moved, and forfeited what came back after its expiry.
ALTER TABLE "credit_lot" ADD COLUMN     "cost_amount" BIGINT,
ADD COLUMN     "cost_credits" BIGINT,
ADD COLUMN     "currency" TEXT,
ADD COLUMN     "dispute" "lot_dispute",
ADD COLUMN     "grace_seconds" INTEGER DEFAULT 0,
ADD COLUMN     "moved" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "origin_lot_id" UUID;
ALTER TABLE "credit_lot" ALTER COLUMN "grace_seconds" DROP DEFAULT,
ALTER COLUMN "moved" DROP DEFAULT;

-- AlterTable
ALTER TABLE "hold" ADD COLUMN     "late" "late_outcome";

-- AlterTable: every wallet so far is a pool.
ALTER TABLE "wallet" ADD COLUMN     "holder_id" UUID,
ADD COLUMN     "late_policy" "late_policy" NOT NULL DEFAULT 'OWE',
ADD COLUMN     "moved" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "owed" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "written_off" BIGINT NOT NULL DEFAULT 0;
UPDATE "wallet" SET "holder_id" = "organization_id";
ALTER TABLE "wallet" ALTER COLUMN "holder_id" SET NOT NULL,
ALTER COLUMN "late_policy" DROP DEFAULT,
ALTER COLUMN "moved" DROP DEFAULT,
ALTER COLUMN "owed" DROP DEFAULT,
ALTER COLUMN "written_off" DROP DEFAULT;

-- CreateIndex
CREATE INDEX "credit_lot_split_off" ON "credit_lot"("organization_id", "origin_lot_id") WHERE (origin_lot_id IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "wallet_organization_id_holder_id_credit_type_key" ON "wallet"("organization_id", "holder_id", "credit_type");

-- What Prisma's schema can't say.

-- Invariant 1 again, with the new bucket; and the other bounds of what is new.
ALTER TABLE wallet DROP CONSTRAINT wallet_balanced, ADD CONSTRAINT wallet_balanced CHECK (
  granted = available + locked + frozen + spent + expired + moved + revoked
  AND least(available, locked, frozen, spent, expired, moved, revoked, owed, written_off) >= 0
);
ALTER TABLE credit_lot DROP CONSTRAINT credit_lot_balanced, ADD CONSTRAINT credit_lot_balanced CHECK (
  granted = available + locked + frozen + spent + expired + moved + revoked
  AND least(available, locked, frozen, spent, expired, moved, revoked) >= 0
  AND open = (available > 0 OR locked > 0 OR frozen > 0)
  AND CASE WHEN lock IS NULL AND dispute IS DISTINCT FROM 'OPEN' THEN locked = 0 ELSE available = 0 END
);
ALTER TABLE credit_lot ADD CONSTRAINT credit_lot_cost CHECK (
  num_nulls(cost_amount, cost_credits, currency) IN (0, 3) AND cost_amount >= 0 AND cost_credits > 0
);
