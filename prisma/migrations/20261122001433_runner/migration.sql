-- CreateEnum
CREATE TYPE "runner" AS ENUM ('SANDBOX', 'WORKERS');

-- AlterTable
ALTER TABLE "price_rule" ADD COLUMN     "runner" "runner";
