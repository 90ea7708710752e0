// What the usage is by, and of which days: in the address, so that a link leads to the same.

import { Box, SegmentedControl, Select, Text } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { DayInput } from '../parts/DayInput.tsx'
import { texts } from '../texts/index.ts'
import { DIMENSIONS, type Dimension } from './groups.ts'
import { PRESETS, type Range } from './range.ts'

interface ChoicesProps {
  readonly range: Range
  readonly by: Dimension
}

export function Choices({ range, by }: ChoicesProps) {
  const [, setSearch] = useSearchParams()
  const set = (changes: Readonly<Record<string, string | null>>) =>
    setSearch(
      (last) => {
        for (const [name, value] of Object.entries(changes))
          if (value) last.set(name, value)
          else last.delete(name)
        return last
      },
      { replace: true },
    )
  const t = texts.usage
  const { preset, firstDate, lastDate } = range
  return (
    <search className="usage-choices">
      <Choice
        label={t.range}
        data={PRESETS.map((value) => ({ value, label: t.presets[value] }))}
        value={preset ?? ''}
        onChange={(value) => set({ range: value, from: null, to: null })}
      />
      <div className="usage-days">
        <Day
          label={t.from}
          value={firstDate}
          onChange={(from) => set({ range: null, from, to: later(from, lastDate) })}
        />
        <Day label={t.to} value={lastDate} onChange={(to) => set({ range: null, from: earlier(to, firstDate), to })} />
      </div>
      <Choice
        label={t.by}
        data={DIMENSIONS.map((value) => ({ value, label: t.dimensions[value] }))}
        value={by}
        onChange={(value) => set({ by: value })}
      />
    </search>
  )
}

const later = (one: string, other: string) => (one > other ? one : other)
const earlier = (one: string, other: string) => (one < other ? one : other)

interface ChoiceProps {
  readonly label: string
  readonly data: { readonly value: string; readonly label: string }[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** All of it at once where there is room. */
function Choice({ label, data, value, onChange }: ChoiceProps) {
  return (
    <>
      <Box visibleFrom="sm">
        <Text size="sm" fw={500} mb={4} aria-hidden>
          {label}
        </Text>
        <SegmentedControl aria-label={label} data={data} value={value} onChange={onChange} size="sm" />
      </Box>
      <Select
        label={label}
        placeholder={texts.usage.own}
        data={data}
        value={value || null}
        onChange={(chosen) => chosen && onChange(chosen)}
        allowDeselect={false}
        hiddenFrom="sm"
      />
    </>
  )
}

interface DayProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function Day({ label, value, onChange }: DayProps) {
  return <DayInput label={label} value={value} onChange={(day) => day && onChange(day)} />
}
