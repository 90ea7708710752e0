// Why a document was refused: what is wrong with it, by paths, or in one sentence.

import { Alert } from '@mantine/core'
import type { Issue } from '../parts/issuesOf.ts'

interface RefusedProps {
  readonly title: string
  /** The sentence, for a refusal that names no path. */
  readonly problem: string
  readonly issues: readonly Issue[]
}

export function Refused({ title, problem, issues }: RefusedProps) {
  return (
    <Alert color="red" variant="light" role="alert" title={title}>
      {issues.length === 0 ? (
        problem
      ) : (
        <ul className="plain">
          {issues.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
