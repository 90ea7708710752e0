// The pages of tasks, by their paths.

import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { List } from './List.tsx'

const TaskPage = lazy(() => import('./TaskPage.tsx'))

export default function Tasks() {
  return (
    <Routes>
      <Route index element={<List />} />
      <Route path=":taskId" element={<TaskPage />} />
    </Routes>
  )
}
