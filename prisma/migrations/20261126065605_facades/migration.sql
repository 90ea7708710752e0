-- AlterTable
ALTER TABLE "task" ADD COLUMN     "callback" JSONB;

-- AlterTable
ALTER TABLE "webhook_delivery" ADD COLUMN     "signing" JSONB;

-- CreateTable
CREATE TABLE "facade" (
    "name" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    "definition" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "facade_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "facade_version_idx" ON "facade"("version");
