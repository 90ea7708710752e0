// How each part shows that it loads, that it failed, and that the connection is lost.

import type { ReactNode } from 'react'
import type { Known } from './live.ts'
import { useHoldfast } from './provider.tsx'

export function Shown<Data>({ known, children }: { known: Known<Data>; children: (data: Data) => ReactNode }) {
  const { texts } = useHoldfast()
  if (known.data === undefined && !known.error) return <p className="holdfast-note">{texts.loading}</p>
  return (
    <>
      {known.data === undefined ? null : children(known.data)}
      {known.error ? (
        <p className="holdfast-error" role="alert">
          {known.error.message}
        </p>
      ) : null}
      <p className="holdfast-note" role="status" hidden={known.isLive}>
        {known.isLive ? '' : texts.connecting}
      </p>
    </>
  )
}
