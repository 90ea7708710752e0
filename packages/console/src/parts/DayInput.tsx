// A field for a day, "2026-11-21", as the browser's own language writes it: the one date field of all pages.

import { TextInput, type TextInputProps } from '@mantine/core'

interface DayInputProps extends Omit<TextInputProps, 'type' | 'value' | 'onChange'> {
  /** Empty: no day. */
  readonly value: string
  readonly onChange: (day: string) => void
}

export const DayInput = ({ onChange, ...props }: DayInputProps) => (
  <TextInput {...props} type="date" onChange={({ currentTarget }) => onChange(currentTarget.value)} />
)
