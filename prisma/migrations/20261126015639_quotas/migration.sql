-- AlterTable
ALTER TABLE "task" ADD COLUMN     "forgotten_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "kept" (
    "organization_id" UUID NOT NULL,
    "tasks" BIGINT NOT NULL DEFAULT 0,
    "task_bytes" BIGINT NOT NULL DEFAULT 0,
    "file_bytes" BIGINT NOT NULL DEFAULT 0,
    "tasks_max" BIGINT,
    "task_bytes_max" BIGINT,
    "file_bytes_max" BIGINT,
    "quotes_max" BIGINT,

    CONSTRAINT "kept_pkey" PRIMARY KEY ("organization_id")
);

-- CreateIndex
CREATE INDEX "quote_over" ON "quote"("expires_at");

-- CreateIndex
CREATE INDEX "task_forgettable" ON "task"("ended_at") WHERE (forgotten_at IS NULL AND (status = 'FAILED' OR status = 'CANCELED' OR status = 'TIMED_OUT'));

-- What is there already counts.
INSERT INTO "kept" ("organization_id", "tasks", "task_bytes", "file_bytes")
SELECT organization_id, count(*),
  sum(octet_length(input::text) + coalesce(octet_length(result::text), 0)),
  coalesce(sum((
    SELECT sum((file ->> 'bytes')::numeric)
    FROM jsonb_array_elements(CASE WHEN jsonb_typeof(result -> 'files') = 'array' THEN result -> 'files' END) AS file
    WHERE jsonb_typeof(file -> 'bytes') = 'number'
  ))::bigint, 0)
FROM "task"
GROUP BY organization_id;
