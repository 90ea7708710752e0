-- CreateTable
CREATE UNLOGGED TABLE "request_rate" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" BIGINT,

    CONSTRAINT "request_rate_pkey" PRIMARY KEY ("key")
);
