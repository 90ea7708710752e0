-- AlterEnum
ALTER TYPE "alert_kind" ADD VALUE 'WEBHOOK_DISABLED';

-- AlterTable
ALTER TABLE "alert" ADD COLUMN     "endpoint_id" UUID;

-- AlterTable
ALTER TABLE "webhook_endpoint" ADD COLUMN     "failing_since" TIMESTAMPTZ(3),
ADD COLUMN     "retry_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "webhook_endpoint_waiting" ON "webhook_endpoint"("organization_id", "id") WHERE (state <> 'ENABLED'::webhook_state AND ended_at IS NULL);
