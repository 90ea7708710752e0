// The events of a webhook in plain words.

import { texts } from '../texts/index.ts'
import type { WebhookEvent } from './types.ts'

const SHOWN = 3

/** Every event, in the order that people choose from. */
const EVENT_TEXTS: Readonly<Record<WebhookEvent, string>> = texts.webhooks.events
export const EVENTS = Object.keys(EVENT_TEXTS) as readonly WebhookEvent[]

/** A message without an event is a test. */
export const eventText = (event: WebhookEvent | null | undefined): string =>
  event ? EVENT_TEXTS[event] : texts.webhooks.test

/** The first few of them, and how many more there are. */
export function eventsText(events: readonly WebhookEvent[]): string {
  const ordered = EVENTS.filter((event) => events.includes(event)).map(eventText)
  const more = ordered.length - SHOWN
  return more > 1 ? `${ordered.slice(0, SHOWN).join(', ')} ${texts.webhooks.andMore(more)}` : ordered.join(', ')
}
