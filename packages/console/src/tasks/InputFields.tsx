// The input of a new task, as fields or as JSON.

import { JsonInput, NumberInput, SegmentedControl, Select, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { texts } from '../texts/index.ts'
import { type Field, valueAt, withValue } from './fields.ts'

type Input = Readonly<Record<string, unknown>>

interface InputFieldsProps {
  readonly fields: readonly Field[]
  readonly input: Input
  readonly onChange: (input: Input) => void
}

export function InputFields({ fields, input, onChange }: InputFieldsProps) {
  const t = texts.tasks.new
  const [isJson, setJson] = useState(false)
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t.how}
        data={[
          { value: 'fields', label: t.fields },
          { value: 'json', label: t.json },
        ]}
        value={isJson ? 'json' : 'fields'}
        onChange={(value) => setJson(value === 'json')}
        style={{ alignSelf: 'flex-start' }}
      />
      {isJson ? (
        <Json input={input} onChange={onChange} />
      ) : (
        fields.map((field) => (
          <OneField
            key={field.name}
            field={field}
            value={valueAt(input, field.name)}
            onChange={(value) => onChange(withValue(input, field.name, value))}
          />
        ))
      )}
    </Stack>
  )
}

function Json({ input, onChange }: Pick<InputFieldsProps, 'input' | 'onChange'>) {
  const [typed, setTyped] = useState(() => JSON.stringify(input, null, 2))
  const [isWrong, setWrong] = useState(false)
  function change(text: string) {
    setTyped(text)
    const read = objectOf(text)
    setWrong(read === null)
    if (read) onChange(read)
  }
  return (
    <JsonInput
      label={texts.tasks.new.input}
      value={typed}
      onChange={change}
      error={isWrong ? texts.tasks.new.notJson : null}
      formatOnBlur
      autosize
      minRows={6}
    />
  )
}

function objectOf(text: string): Input | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : null
  } catch {
    return null
  }
}

interface OneFieldProps {
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function OneField({ field, value, onChange }: OneFieldProps) {
  const { name, kind, isRequired, choices, min, max, maxLength } = field
  const label = texts.tasks.new.labels[name] ?? name
  if (kind === 'choice')
    return (
      <Select
        label={label}
        withAsterisk={isRequired}
        data={[...choices.keys()]}
        value={value === undefined ? null : String(value)}
        onChange={(chosen) => onChange(chosen === null ? undefined : choices.get(chosen))}
        clearable
      />
    )
  if (kind === 'number')
    return (
      <NumberInput
        label={label}
        withAsterisk={isRequired}
        value={typeof value === 'number' ? value : ''}
        onChange={onChange}
        {...(min === undefined ? {} : { min })}
        {...(max === undefined ? {} : { max })}
      />
    )
  return (
    <Textarea
      label={label}
      withAsterisk={isRequired}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      {...(maxLength === undefined ? {} : { maxLength })}
      autosize
      minRows={name === 'prompt' ? 3 : 1}
    />
  )
}
