// The status of a task, a payment or a request as a word with a color.

const TONES: Readonly<Record<string, string>> = {
  RUNNING: 'active',
  PROCESSING: 'active',
  SUCCEEDED: 'good',
  PAID: 'good',
  ACTIVE: 'good',
  GRANTED: 'good',
  DELIVERED: 'good',
  ENABLED: 'good',
  OPEN: 'warn',
  PENDING: 'warn',
  PARTIALLY_PAID: 'warn',
  PAST_DUE: 'warn',
  PAUSED: 'warn',
  FAILED: 'bad',
  TIMED_OUT: 'bad',
  DISPUTED: 'bad',
  DENIED: 'bad',
  DISABLED: 'bad',
  SUSPENDED: 'bad',
}

/** A status without a tone of its own is grey. */
export function Status({ status, text }: { readonly status: string; readonly text: string }) {
  return <span className={`status status-${TONES[status] ?? 'neutral'}`}>{text}</span>
}
