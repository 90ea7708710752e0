// A page that shows every part, for developers: `npm run dev -w packages/react`, with HOLDFAST_URL and HOLDFAST_KEY.

/// <reference types="vite/client" />

import { createHoldfast } from '@holdfast/client'
import { type ReactNode, StrictMode, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import {
  CreditMeter,
  HoldfastProvider,
  MemberLimits,
  QuoteButton,
  TaskProgress,
  TopUp,
  useHoldfast,
  useQuote,
  useUsage,
} from '../src/index.ts'
import '../src/holdfast.css'
import './page.css'

const DAY_MS = 86_400_000
const client = createHoldfast({ url: location.origin })
const song = { model: 'suno', operation: 'music' }

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section>
      <h2>{name}</h2>
      {children}
    </section>
  )
}

function UsageOfToday() {
  const { credits } = useHoldfast()
  const day = Math.floor(Date.now() / DAY_MS) * DAY_MS
  const of = useMemo(() => ({ from: new Date(day).toISOString(), to: new Date(day + DAY_MS).toISOString() }), [day])
  const { data, error } = useUsage(of)
  const quote = useQuote(song).data
  const price = quote?.__typename === 'Quote' ? credits(quote.credits) : '…'
  return (
    <p className="holdfast-part" id="usage">
      {error ? error.message : `Used today: ${data ? credits(data.usage.total.used) : '…'}. A song costs ${price}.`}
    </p>
  )
}

function Page() {
  const [taskId, setTaskId] = useState<string | null>(null)
  return (
    <main>
      <h1>The parts of @holdfast/react</h1>
      <div className="parts">
        <Part name="<CreditMeter>">
          <CreditMeter creditType="music" />
        </Part>
        <Part name="<QuoteButton>">
          <QuoteButton submission={song} onSubmitted={({ id }) => setTaskId(id)}>
            Make a song
          </QuoteButton>
        </Part>
        <Part name="<TaskProgress>">
          {taskId ? (
            <TaskProgress taskId={taskId} />
          ) : (
            <p className="holdfast-part">Make a song: its task shows here.</p>
          )}
        </Part>
        <Part name="useUsage, useQuote">
          <UsageOfToday />
        </Part>
        <Part name="<TopUp>">
          <TopUp provider="MANUAL" />
        </Part>
        <Part name="<MemberLimits>">
          <MemberLimits creditType="music" />
        </Part>
      </div>
    </main>
  )
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <HoldfastProvider client={client}>
        <Page />
      </HoldfastProvider>
    </StrictMode>,
  )
}
