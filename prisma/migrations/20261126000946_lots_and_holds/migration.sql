-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "journal_entry_type" ADD VALUE 'DEBT_OUT';
ALTER TYPE "journal_entry_type" ADD VALUE 'DEBT_IN';

-- AlterTable
ALTER TABLE "credit_lot" ADD COLUMN     "grace_from" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "hold_line" ADD COLUMN     "frozen_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "subscription" ADD COLUMN     "carry_limit" JSONB;

-- CreateIndex
CREATE INDEX "wallet_owing" ON "wallet"("organization_id") WHERE (owed > 0);
