-- CreateEnum
CREATE TYPE "budget_period" AS ENUM ('DAY', 'WEEK', 'MONTH', 'TOTAL');

-- AlterTable
ALTER TABLE "hold" ADD COLUMN     "usages" UUID[] DEFAULT '{}';
ALTER TABLE "hold" ALTER COLUMN "usages" DROP DEFAULT;

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "members_use_pool" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC';
ALTER TABLE "organization" ALTER COLUMN "members_use_pool" DROP DEFAULT,
ALTER COLUMN "time_zone" DROP DEFAULT;

-- CreateTable
CREATE TABLE "budget" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID,
    "credit_type" TEXT NOT NULL,
    "model" TEXT,
    "operation" TEXT,
    "period" "budget_period" NOT NULL,
    "credits" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "budget_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "budget_usage" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "budget_id" UUID NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3),
    "frozen" BIGINT NOT NULL,
    "spent" BIGINT NOT NULL,

    CONSTRAINT "budget_usage_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "budget_usage_organization_id_budget_id_period_start_key" ON "budget_usage"("organization_id", "budget_id", "period_start");

-- What Prisma's schema can't say.

ALTER TABLE budget_usage ADD CONSTRAINT budget_usage_positive CHECK (least(frozen, spent) >= 0);
-- Counted again with every freeze and settlement: off the indexes.
ALTER TABLE budget_usage SET (fillfactor = 50);
