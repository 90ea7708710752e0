-- AlterTable
-- A key that is there already is the first of its lineage: which keys replaced which was not kept.
ALTER TABLE "api_key" ADD COLUMN     "lineage_id" UUID;
UPDATE "api_key" SET "lineage_id" = "id";
ALTER TABLE "api_key" ALTER COLUMN "lineage_id" SET NOT NULL;

-- CreateIndex
CREATE INDEX "api_key_organization_id_lineage_id_idx" ON "api_key"("organization_id", "lineage_id");
