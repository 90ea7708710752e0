-- CreateIndex
CREATE INDEX "task_waiting" ON "task"("organization_id", "id") WHERE (approval IS NOT NULL AND ended_at IS NULL);

-- CreateIndex
CREATE INDEX "task_of_member" ON "task"("organization_id", "member_id", "id");
