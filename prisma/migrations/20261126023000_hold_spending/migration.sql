-- AlterTable
ALTER TABLE "budget_usage" ADD COLUMN     "taken_over" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "hold" ADD COLUMN     "api_key_id" UUID,
ADD COLUMN     "counts_at" TIMESTAMPTZ(3),
ADD COLUMN     "member_id" UUID,
ADD COLUMN     "model" TEXT,
ADD COLUMN     "operation" TEXT,
ADD COLUMN     "owed" BIGINT NOT NULL DEFAULT 0;

-- What wallets came to owe for holds is in the journal.
UPDATE "hold" h SET "owed" = j."owed"
FROM (
  SELECT "organization_id", "hold_id", sum("credits") AS "owed" FROM "journal_entry"
  WHERE "type" = 'OWE' AND "hold_id" IS NOT NULL AND "lot_id" IS NULL GROUP BY "organization_id", "hold_id"
) AS j
WHERE h."organization_id" = j."organization_id" AND h."id" = j."hold_id";

-- Whose spending the holds are that a budget made from now on may count: those that are open, and those of the longest
-- period, a month, by the organization's own clock. A task's hold has all that from its task, which was made at the same
-- instant; of a hold of its own the wallet says whose it is. What is not known stays null, and is not counted: the key that
-- was used, and what a hold of its own was for.
UPDATE "hold" h
SET "member_id" = nullif(w."holder_id", w."organization_id")
FROM "wallet" w, "organization" o
WHERE h."task_id" IS NULL AND w."organization_id" = h."organization_id" AND w."id" = h."wallet_id"
  AND w."holder_id" <> w."organization_id" AND o."id" = h."organization_id"
  AND (h."ended_at" IS NULL OR h."ended_at" > coalesce(o."clock_at", now()) - interval '32 days');
UPDATE "hold" h
SET "member_id" = t."member_id", "model" = t."model", "operation" = t."operation",
  "counts_at" = CASE WHEN h."late" = 'PAID' AND h."status" = 'SPENT' THEN t."created_at" END
FROM "task" t, "organization" o
WHERE t."organization_id" = h."organization_id" AND t."id" = h."task_id" AND o."id" = h."organization_id"
  AND (h."ended_at" IS NULL OR h."ended_at" > coalesce(o."clock_at", now()) - interval '32 days');

-- CreateIndex
CREATE INDEX "hold_spent" ON "hold"("organization_id", "ended_at") WHERE (spent > 0);

-- CreateIndex
CREATE INDEX "hold_owed" ON "hold"("organization_id", "ended_at") WHERE (owed > 0);
