// The pages of tasks, by their paths.

import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { List } from './List.tsx'

const NewTask = lazy(() => import('./NewTask.tsx'))
const Import = lazy(() => import('../taskImport/Import.tsx'))
const TaskPage = lazy(() => import('./TaskPage.tsx'))

export default function Tasks() {
  return (
    <Routes>
      <Route index element={<List />} />
      <Route path="new" element={<NewTask />} />
      <Route path="import" element={<Import />} />
      <Route path=":taskId" element={<TaskPage />} />
    </Routes>
  )
}
