-- What may have been taken, and has no id yet, was submitted once or more often: once is what may be assumed.
ALTER TABLE "upstream_job" ADD COLUMN "submissions" INTEGER NOT NULL DEFAULT 0;
UPDATE "upstream_job" SET "submissions" = 1 WHERE "submitted_at" IS NOT NULL;
ALTER TABLE "upstream_job" DROP COLUMN "submitted_at";
