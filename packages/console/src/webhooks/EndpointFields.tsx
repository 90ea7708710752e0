// The fields of a webhook: its URL, and the events that it is told.

import { Checkbox, Stack, TextInput } from '@mantine/core'
import type { Needs } from '../parts/needs.tsx'
import { texts } from '../texts/index.ts'
import { EVENTS, eventText } from './eventsText.ts'
import type { WebhookEvent } from './types.ts'

export interface Choice {
  readonly url: string
  readonly events: readonly WebhookEvent[]
}

/** What a choice still needs. */
export const neededOf = ({ url, events }: Choice): Needs => ({
  [texts.webhooks.url]: url.trim() !== '',
  [texts.webhooks.whichEvents]: events.length > 0,
})

interface EndpointFieldsProps {
  readonly choice: Choice
  readonly setChoice: (choice: Choice) => void
  /** What is wrong with the URL. */
  readonly urlIssue: string | undefined
}

export function EndpointFields({ choice, setChoice, urlIssue }: EndpointFieldsProps) {
  return (
    <>
      <TextInput
        label={texts.webhooks.url}
        description={texts.webhooks.urlHint}
        type="url"
        error={urlIssue}
        value={choice.url}
        onChange={({ currentTarget }) => setChoice({ ...choice, url: currentTarget.value })}
        maxLength={2_000}
        autoComplete="off"
        data-autofocus
      />
      <Checkbox.Group
        label={texts.webhooks.whichEvents}
        value={[...choice.events]}
        onChange={(events) => setChoice({ ...choice, events: EVENTS.filter((event) => events.includes(event)) })}
      >
        <Stack gap="xs" mt={6}>
          {EVENTS.map((event) => (
            <Checkbox key={event} value={event} label={eventText(event)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </>
  )
}
