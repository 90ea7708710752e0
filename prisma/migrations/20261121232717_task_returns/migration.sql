-- AlterTable
ALTER TABLE "task_lease" ADD COLUMN     "claimable_at" TIMESTAMPTZ(3),
ADD COLUMN     "reason" TEXT;
