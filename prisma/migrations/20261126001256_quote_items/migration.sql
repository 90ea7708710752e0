-- A quote of before doesn't say how many tasks it was for, nor by which edition it was decided. It binds for a day at most.
DELETE FROM "quote";

-- AlterTable
ALTER TABLE "quote" DROP COLUMN "price_rule_ids",
ADD COLUMN     "edition" BIGINT NOT NULL;

-- CreateTable
CREATE TABLE "quote_item" (
    "organization_id" UUID NOT NULL,
    "quote_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "price_rule_id" UUID NOT NULL,
    "units" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "quote_item_pkey" PRIMARY KEY ("organization_id","quote_id","position")
);
