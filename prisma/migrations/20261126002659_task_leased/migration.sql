-- AlterTable
ALTER TABLE "task" ADD COLUMN     "is_leased" BOOLEAN NOT NULL DEFAULT false;
UPDATE "task" t SET "is_leased" = true
FROM "task_lease" l WHERE l."organization_id" = t."organization_id" AND l."task_id" = t."id";
