-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "tasks_at_once" INTEGER;
