-- AlterTable
ALTER TABLE "price_rule" ADD COLUMN     "http_provider" TEXT;

-- CreateTable
CREATE TABLE "http_provider" (
    "name" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),

    CONSTRAINT "http_provider_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "upstream_job" (
    "organization_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "given_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "upstream_id" TEXT,
    "answer" JSONB,
    "failures" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "upstream_job_pkey" PRIMARY KEY ("organization_id","task_id")
);

-- CreateIndex
CREATE INDEX "upstream_job_waiting" ON "upstream_job"("provider", "organization_id", "task_id") WHERE (given_at IS NULL AND ended_at IS NULL);

-- CreateIndex
CREATE INDEX "upstream_job_at_work" ON "upstream_job"("provider") WHERE (given_at IS NOT NULL AND ended_at IS NULL);
