-- CreateTable
CREATE TABLE "task_lease" (
    "organization_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "worker" TEXT,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "attempt" INTEGER NOT NULL,

    CONSTRAINT "task_lease_pkey" PRIMARY KEY ("organization_id","task_id")
);
