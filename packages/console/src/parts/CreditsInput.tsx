// An input of a number of credits.

import { NumberInput, type NumberInputProps } from '@mantine/core'

export interface CreditsInputProps extends Omit<NumberInputProps, 'value' | 'onChange'> {
  /** Null: nothing is written. */
  readonly value: number | null
  readonly onChange: (credits: number | null) => void
}

export function CreditsInput({ value, onChange, ...rest }: CreditsInputProps) {
  return (
    <NumberInput
      min={1}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      value={value ?? ''}
      onChange={(written) => onChange(typeof written === 'number' ? written : null)}
      {...rest}
    />
  )
}
