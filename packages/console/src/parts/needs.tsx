// What a form still needs: its button says so when it is pressed too early, and leads to the first field that is not right yet.

import { Alert } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { texts } from '../texts/index.ts'

/** The fields that have to be right before a form can be sent, by their labels, and whether each is. */
export type Needs = Readonly<Record<string, boolean>>

interface Checked {
  /** Returns whether the form can be sent. If not, the note shows from now on, and the first such field has the focus. */
  readonly isMet: (form: HTMLFormElement) => boolean
  /** The fields that are not right; null: the form can be sent, or nobody has tried to. */
  readonly note: ReactNode
}

export function useNeeds(needs: Needs = {}): Checked {
  const [isTried, setIsTried] = useState(false)
  const missing = Object.keys(needs).filter((label) => !needs[label])
  return {
    isMet(form) {
      const [first] = missing
      setIsTried(first !== undefined)
      if (first !== undefined) fieldOf(form, first)?.focus()
      return first === undefined
    },
    note:
      isTried && missing.length > 0 ? (
        <Alert color="yellow" variant="light" role="alert">
          {texts.common.toComplete(missing.join(', '))}
        </Alert>
      ) : null,
  }
}

/** The field with this label; undefined for a group of fields, whose label belongs to none of them. */
function fieldOf(form: HTMLFormElement, label: string): HTMLElement | undefined {
  const named = [...form.querySelectorAll('label')].find(
    ({ textContent }) => textContent?.replace(/\s*\*$/, '') === label,
  )
  return named?.control ?? undefined
}
