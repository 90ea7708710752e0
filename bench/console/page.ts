// What a page of the console notes of itself while it is measured: long tasks, shifts of its layout, how long inputs wait, and frames.

import type { Page } from 'playwright-core'

interface Noted {
  /** The end of the last task of more than 50 ms, in milliseconds since the navigation. */
  lastLongTaskEnd: number
  /** The time at which the heading of the page was there. */
  headingAt: number
  shift: number
  /** The milliseconds from an input to the next frame that shows its effect, the longest of each interaction. */
  inputs: Record<number, number>
}

/** Runs in the page, before all of its own scripts. */
function note(): void {
  const noted: Noted = { lastLongTaskEnd: 0, headingAt: 0, shift: 0, inputs: {} }
  Object.assign(globalThis, { noted })
  const observe = (type: string, take: (entry: never) => void, more: object = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as never)
    }).observe({ type, buffered: true, ...more })
  observe('longtask', ({ startTime, duration }: PerformanceEntry) => {
    noted.lastLongTaskEnd = startTime + duration
  })
  observe('layout-shift', ({ value, hadRecentInput }: { value: number; hadRecentInput: boolean }) => {
    if (!hadRecentInput) noted.shift += value
  })
  observe(
    'event',
    ({ interactionId, duration }: { interactionId: number; duration: number }) => {
      if (interactionId > 0) noted.inputs[interactionId] = Math.max(noted.inputs[interactionId] ?? 0, duration)
    },
    { durationThreshold: 16 },
  )
  const look = () => {
    if (document.querySelector('h1')) noted.headingAt = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

export const noteOn = (page: Page): Promise<void> => page.addInitScript(note).then(() => {})

export const notedBy = (page: Page): Promise<Noted> =>
  page.evaluate(() => (globalThis as unknown as { noted: Noted }).noted)

/** The bytes of the scripts that the page has loaded so far, as they were sent. */
export const scriptBytesOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => name.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  )

export interface Scrolled {
  /** The number of tasks that the list had read at the end. */
  readonly rows: number
  /** The most rows that were in the page at a time. */
  readonly rowsInPage: number
  /** The milliseconds between frames: of all, the median, 95 % and the longest. */
  readonly frames: readonly number[]
}

/** Scrolls to the end of the list again and again, until it has read all tasks or the time is up. */
export const scrollThrough = (page: Page, rowsWanted: number, mostMs: number): Promise<Scrolled> =>
  page.evaluate(
    ([wanted, most]) =>
      new Promise<Scrolled>((resolve) => {
        const begin = performance.now()
        const frames: number[] = []
        const ROW = 60
        let last = begin
        let rowsInPage = 0
        const step = (now: number) => {
          frames.push(now - last)
          last = now
          const inPage = document.querySelectorAll('.task-line').length
          rowsInPage = Math.max(rowsInPage, inPage)
          const rows = Math.floor((document.querySelector('.task-line')?.parentElement?.clientHeight ?? 0) / ROW)
          if (rows >= wanted || now - begin > most) return resolve({ rows, rowsInPage, frames })
          scrollTo({ top: document.documentElement.scrollHeight })
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    [rowsWanted, mostMs] as const,
  )
