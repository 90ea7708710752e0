-- CreateEnum
CREATE TYPE "price_unit" AS ENUM ('CALL', 'SECOND', 'OUTPUT');

-- CreateEnum
CREATE TYPE "price_state" AS ENUM ('ACTIVE', 'DEPRECATED', 'UNAVAILABLE');

-- DropIndex
DROP INDEX "price_rule_model_operation_effective_from_key";

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "clock_at" TIMESTAMPTZ(3),
ADD COLUMN     "maintenance" TEXT;

-- AlterTable: every price so far is everybody's, per call, and of the book's first edition.
ALTER TABLE "price_rule" ADD COLUMN     "asset_kind" TEXT,
ADD COLUMN     "catalogue" TEXT,
ADD COLUMN     "conditions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "edition" BIGINT NOT NULL DEFAULT 1,
ADD COLUMN     "effective_until" TIMESTAMPTZ(3),
ADD COLUMN     "input_limits" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "notice" TEXT,
ADD COLUMN     "organization_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
ADD COLUMN     "outputs" SMALLINT NOT NULL DEFAULT 1,
ADD COLUMN     "quality" SMALLINT,
ADD COLUMN     "state" "price_state" NOT NULL DEFAULT 'ACTIVE',
ADD COLUMN     "unit" "price_unit" NOT NULL DEFAULT 'CALL',
ADD COLUMN     "unit_field" TEXT,
ADD COLUMN     "variant" TEXT NOT NULL DEFAULT 'standard';
ALTER TABLE "price_rule" ALTER COLUMN "conditions" DROP DEFAULT,
ALTER COLUMN "edition" DROP DEFAULT,
ALTER COLUMN "input_limits" DROP DEFAULT,
ALTER COLUMN "organization_id" DROP DEFAULT,
ALTER COLUMN "outputs" DROP DEFAULT,
ALTER COLUMN "state" DROP DEFAULT,
ALTER COLUMN "unit" DROP DEFAULT,
ALTER COLUMN "variant" DROP DEFAULT;

-- CreateTable
CREATE TABLE "price_book" (
    "id" SMALLINT NOT NULL,
    "edition" BIGINT NOT NULL,
    "maintenance" TEXT,

    CONSTRAINT "price_book_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quote" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID,
    "price_rule_ids" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quote_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "price_rule_edition_idx" ON "price_rule"("edition");

-- CreateIndex
CREATE UNIQUE INDEX "price_rule_organization_id_model_operation_variant_effectiv_key" ON "price_rule"("organization_id", "model", "operation", "variant", "effective_from");

-- What Prisma's schema can't say.

-- The book has one row, and rules are never edited: a newer one takes over.
INSERT INTO price_book (id, edition) VALUES (1, 1);
ALTER TABLE price_book ADD CONSTRAINT price_book_single CHECK (id = 1);
ALTER TABLE price_rule ADD CONSTRAINT price_rule_bounds CHECK (
  credits >= 0 AND outputs > 0 AND (effective_until IS NULL OR effective_until > effective_from)
);
CREATE FUNCTION refuse_price_rule_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'price rules are never edited' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER price_rule_immutable BEFORE UPDATE OR DELETE ON price_rule
  FOR EACH ROW EXECUTE FUNCTION refuse_price_rule_change();
