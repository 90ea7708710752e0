-- CreateEnum
CREATE TYPE "alert_kind" AS ENUM ('BUDGET_THRESHOLD');

-- CreateEnum
CREATE TYPE "approval" AS ENUM ('PENDING', 'APPROVED', 'DECLINED', 'LAPSED');

-- AlterTable
ALTER TABLE "budget" ADD COLUMN     "api_key_id" UUID,
ADD COLUMN     "hard" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "thresholds" SMALLINT[] DEFAULT ARRAY[]::SMALLINT[];

-- AlterTable
ALTER TABLE "budget_usage" ADD COLUMN     "alerted" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "approval_seconds" INTEGER NOT NULL DEFAULT 86400;

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "approval" "approval",
ADD COLUMN     "timeout_seconds" INTEGER NOT NULL DEFAULT 600;

-- CreateTable
CREATE TABLE "alert" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "alert_kind" NOT NULL,
    "budget_id" UUID,
    "threshold" SMALLINT,
    "message" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "allocation_rule" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "credit_type" TEXT NOT NULL,
    "credits" BIGINT NOT NULL,
    "reclaim" BOOLEAN NOT NULL,
    "last_cycle_start" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "allocation_rule_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "allocation_rule_live" ON "allocation_rule"("organization_id") WHERE ("ended_at" IS NULL);

-- What Prisma's schema can't say.

ALTER TABLE budget ALTER COLUMN thresholds SET NOT NULL;
ALTER TABLE allocation_rule ADD CONSTRAINT allocation_rule_bounds CHECK (credits > 0);
