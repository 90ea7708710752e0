-- AlterTable
ALTER TABLE "task" ADD COLUMN     "webhook_url" TEXT;

-- AlterTable
ALTER TABLE "webhook_delivery" ADD COLUMN     "task_id" UUID,
ADD COLUMN     "url" TEXT,
ALTER COLUMN "endpoint_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "task_webhook_secret" (
    "organization_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "old_secret" TEXT,
    "old_secret_until" TIMESTAMPTZ(3),

    CONSTRAINT "task_webhook_secret_pkey" PRIMARY KEY ("organization_id")
);

-- CreateIndex
CREATE INDEX "webhook_delivery_of_task" ON "webhook_delivery"("organization_id", "task_id") WHERE (task_id IS NOT NULL);

-- Events are told apart: who heard of alerts, which were all of budgets, hears of those; renewals have their own.
UPDATE "webhook_endpoint" SET "events" = array_replace("events", 'alert.raised', 'budget.reached');
UPDATE "webhook_endpoint" SET "events" = "events" || 'subscription.renewed'::text
WHERE 'subscription.changed' = ANY ("events");
UPDATE "organization" SET "webhook_events" = array_replace("webhook_events", 'alert.raised', 'budget.reached');
UPDATE "organization" SET "webhook_events" = "webhook_events" || 'subscription.renewed'::text
WHERE 'subscription.changed' = ANY ("webhook_events");
