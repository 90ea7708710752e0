-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "inviter_id" UUID;
