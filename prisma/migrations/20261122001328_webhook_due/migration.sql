-- AlterTable
ALTER TABLE "webhook_delivery" ADD COLUMN     "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery"("organization_id", "endpoint_id", "due_at") WHERE ("ended_at" IS NULL);
