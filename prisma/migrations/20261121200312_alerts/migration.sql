-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "alert_kind" ADD VALUE 'BALANCE_LOW';
ALTER TYPE "alert_kind" ADD VALUE 'LOT_EXPIRING';

-- AlterTable
ALTER TABLE "alert" ADD COLUMN     "credits" BIGINT,
ADD COLUMN     "lot_id" UUID,
ADD COLUMN     "wallet_id" UUID;

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "expiry_alert_days" SMALLINT;

-- CreateTable
CREATE TABLE "balance_threshold" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "holder_id" UUID NOT NULL,
    "credit_type" TEXT NOT NULL,
    "credits" BIGINT,
    "percent" SMALLINT,
    "is_below" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "balance_threshold_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "alert_of_lot" ON "alert"("organization_id", "lot_id") WHERE (lot_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "organization_expiry_alerts" ON "organization"("id") WHERE (expiry_alert_days IS NOT NULL);
