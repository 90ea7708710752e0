// Tries a façade as a vendor's client would call it: with the key of an organization, at a path that only reads.

import { Alert, Button, Group, PasswordInput, Select, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { operator } from '../texts/operator.ts'
import type { Facade } from './types.ts'

interface Answer {
  readonly status: number
  readonly ms: number
  readonly body: string
}

export function TryFacade({ facade }: { readonly facade: Facade }) {
  const t = operator.facades
  const paths = pathsOf(facade)
  const [path, setPath] = useState(paths[0] ?? null)
  const [key, setKey] = useState('')
  const [isRunning, setIsRunning] = useState(false)
  const [answer, setAnswer] = useState<Answer | 'none' | null>(null)
  if (paths.length === 0) return null
  async function send(event: FormEvent) {
    event.preventDefault()
    if (!path) return
    setIsRunning(true)
    setAnswer(await ask(path, key.trim(), facade.definition.key as KeyPlace))
    setIsRunning(false)
  }
  return (
    <Card title={t.test}>
      <Text size="sm" className="quiet" mb="sm">
        {facade.isOn ? t.testText : t.testOff}
      </Text>
      {facade.isOn ? (
        <form onSubmit={send}>
          <Group align="flex-end" gap="sm">
            <Select
              label={t.testPath}
              data={paths}
              value={path}
              onChange={setPath}
              allowDeselect={false}
              w={{ base: '100%', sm: 320 }}
            />
            <PasswordInput
              label={t.testKey}
              value={key}
              onChange={({ currentTarget }) => setKey(currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': operator.signIn.show }}
              autoComplete="off"
              w={{ base: '100%', sm: 320 }}
            />
            <Button type="submit" variant="default" loading={isRunning} disabled={key.trim() === ''}>
              {t.testAction}
            </Button>
          </Group>
        </form>
      ) : null}
      {answer ? <Shown answer={answer} /> : null}
    </Card>
  )
}

function Shown({ answer }: { readonly answer: Answer | 'none' }) {
  const t = operator.facades
  if (answer === 'none')
    return (
      <Alert color="red" variant="light" role="alert" mt="md">
        {t.noAnswer}
      </Alert>
    )
  const isGood = answer.status < 400
  return (
    <Stack gap={6} mt="md" role="status">
      <Text size="sm" fw={600} className={isGood ? 'good' : 'bad'}>
        {t.answered(answer.status, formatNumber(answer.ms))}
      </Text>
      <pre className="answer">{answer.body}</pre>
    </Stack>
  )
}

/** The paths that only read and need no id. */
const pathsOf = ({ endpoints }: Facade): string[] =>
  endpoints
    .filter(
      ({ kind, method, path }) => (kind === 'BALANCE' || kind === 'USAGE') && method === 'GET' && !path.includes('{'),
    )
    .map(({ path }) => path)

/** Where the vendor's clients send their key. */
type KeyPlace =
  | { readonly in: 'BEARER' }
  | { readonly in: 'HEADER'; readonly name: string }
  | { readonly in: 'QUERY'; readonly name: string }

async function ask(path: string, key: string, place: KeyPlace): Promise<Answer | 'none'> {
  const url = place.in === 'QUERY' ? `${path}?${new URLSearchParams({ [place.name]: key })}` : path
  const headers: Record<string, string> =
    place.in === 'BEARER' ? { authorization: `Bearer ${key}` } : place.in === 'HEADER' ? { [place.name]: key } : {}
  const beganMs = performance.now()
  try {
    const response = await fetch(url, { headers, credentials: 'omit' })
    const body = readable(await response.text())
    return { status: response.status, ms: Math.round(performance.now() - beganMs), body }
  } catch {
    return 'none'
  }
}

/** JSON with line breaks; any other text as it is. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
