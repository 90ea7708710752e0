// Signing in with a platform key. The key is sent once, for a cookie that scripts can't read, and is kept nowhere in the page.

import { Alert, Button, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { Logo } from '../parts/Logo.tsx'
import { operator } from '../texts/operator.ts'

export function SignInPage() {
  const t = operator.signIn
  const [search] = useSearchParams()
  const [key, setKey] = useState('')
  const [isRunning, setIsRunning] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    document.title = `${operator.signIn.title} · Holdfast`
  }, [])
  async function submit(event: FormEvent) {
    event.preventDefault()
    setIsRunning(true)
    const failure = await begin(key.trim())
    setIsRunning(false)
    setProblem(failure)
    if (failure === null) location.replace(nextOf(search.get('next')))
  }
  return (
    <main className="operator-sign-in">
      <Stack gap="lg">
        <Logo />
        <div>
          <Title order={1}>{t.title}</Title>
          <Text size="sm" className="quiet" mt={4}>
            {t.text}
          </Text>
        </div>
        <form onSubmit={submit}>
          <Stack>
            <PasswordInput
              label={t.key}
              description={t.keyHint}
              value={key}
              onChange={({ currentTarget }) => setKey(currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t.show }}
              autoComplete="off"
              spellCheck={false}
              autoFocus
              required
            />
            {problem ? (
              <Alert color="red" variant="light" role="alert">
                {problem}
              </Alert>
            ) : null}
            <Button type="submit" loading={isRunning} disabled={key.trim() === ''}>
              {t.action}
            </Button>
          </Stack>
        </form>
        <a className="link small" href="/auth">
          {t.asPerson}
        </a>
      </Stack>
    </main>
  )
}

/** Begins the session. Returns why it did not begin; null if it did. */
async function begin(key: string): Promise<string | null> {
  try {
    const response = await fetch('/auth/operator', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    })
    if (response.ok) return null
    return (await messageOf(response)) ?? operator.signIn.failed
  } catch {
    return operator.signIn.noAnswer
  }
}

/** The sentence of an answer that refuses; null if it has none. */
async function messageOf(response: Response): Promise<string | null> {
  const body: unknown = await response.json().catch(() => null)
  const { message, errors } = (body ?? {}) as { message?: string; errors?: readonly { message?: string }[] }
  return errors?.[0]?.message ?? message ?? null
}

/** Where to go on: an address of the operator's pages, and no other. */
function nextOf(next: string | null): string {
  if (next?.startsWith('/console/operator/')) return next
  return `/console/operator${next?.startsWith('/') && !next.startsWith('//') ? next : '/organizations'}`
}
