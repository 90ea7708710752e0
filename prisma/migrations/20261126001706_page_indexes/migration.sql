-- DropIndex
DROP INDEX "credit_lot_open";

-- DropIndex
DROP INDEX "hold_open";

-- CreateIndex
CREATE INDEX "credit_lot_open" ON "credit_lot"("organization_id", "wallet_id", "id") WHERE ("open" = true);

-- CreateIndex
CREATE INDEX "credit_lot_of_wallet" ON "credit_lot"("organization_id", "wallet_id", "id");

-- CreateIndex
CREATE INDEX "hold_open" ON "hold"("organization_id", "wallet_id", "id") WHERE ("ended_at" IS NULL);
