-- DropIndex
DROP INDEX "webhook_delivery_organization_id_endpoint_id_id_idx";

-- CreateIndex
CREATE INDEX "webhook_delivery_organization_id_endpoint_id_created_at_idx" ON "webhook_delivery"("organization_id", "endpoint_id", "created_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_over" ON "webhook_delivery"("ended_at") WHERE ("ended_at" IS NOT NULL);
