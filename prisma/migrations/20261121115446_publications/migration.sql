-- CreateTable
CREATE TABLE "publication" (
    "number" BIGINT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "heads" INTEGER NOT NULL,
    "root" BYTEA NOT NULL,
    "previous" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "published_head" (
    "organization_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "head" BYTEA NOT NULL,
    "number" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "published_head_pkey" PRIMARY KEY ("organization_id","wallet_id","sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "published_head_number_position_key" ON "published_head"("number", "position");
