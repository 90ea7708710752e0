// A field for a document as JSON.

import { Textarea, type TextareaProps } from '@mantine/core'

interface DocumentFieldProps extends Omit<TextareaProps, 'onChange'> {
  readonly onChange: (text: string) => void
}

export function DocumentField({ onChange, ...others }: DocumentFieldProps) {
  return (
    <Textarea
      className="document"
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      autosize
      minRows={8}
      maxRows={20}
      spellCheck={false}
      {...others}
    />
  )
}
