// Sets a list of own prices of a customer, after a look at what would change.

import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { DocumentField } from '../operator/DocumentField.tsx'
import type { Rule } from '../operatorPrices/priceText.ts'
import { Card } from '../parts/Card.tsx'
import { Status } from '../parts/Status.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { type Listed, listOf, subjectOf } from './contractList.ts'
import { useSetContracts } from './useSetContracts.ts'

interface ContractListProps {
  readonly id: string
  readonly contracts: readonly Rule[]
  readonly forAll: ReadonlyMap<string, Rule>
  readonly onClose: () => void
}

export function ContractList({ id, contracts, forAll, onClose }: ContractListProps) {
  const t = operator.contracts
  const [text, setText] = useState('')
  const [isWhole, setIsWhole] = useState(false)
  const [mistake, setMistake] = useState<string | null>(null)
  const [listed, setListed] = useState<readonly Listed[] | null>(null)
  const change = (to: string) => {
    setText(to)
    setMistake(null)
    setListed(null)
  }
  function look() {
    const found = listOf(text, { contracts, forAll })
    if (typeof found === 'string') setMistake(found)
    else setListed(found)
  }
  const named = new Set(listed?.map(({ subject }) => subject))
  const ended = listed && isWhole ? contracts.filter((rule) => !named.has(subjectOf(rule))) : []
  return (
    <Card title={t.listTitle}>
      <Stack gap="md">
        <DocumentField
          label={t.paste}
          description={t.pasteHint}
          value={text}
          onChange={change}
          error={mistake}
          minRows={6}
        />
        <Checkbox
          label={t.whole}
          description={t.wholeHint}
          checked={isWhole}
          onChange={({ currentTarget }) => setIsWhole(currentTarget.checked)}
        />
        {listed ? (
          <Review id={id} listed={listed} ended={ended} onClose={onClose} />
        ) : (
          <Group gap="xs">
            <Button onClick={look} disabled={text.trim() === ''}>
              {operator.load.look}
            </Button>
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  )
}

interface ReviewProps {
  readonly id: string
  readonly listed: readonly Listed[]
  /** The own prices that the list does not have, and that are ended. */
  readonly ended: readonly Rule[]
  readonly onClose: () => void
}

function Review({ id, listed, ended, onClose }: ReviewProps) {
  const t = operator.contracts
  const changes = listed.filter(({ kind }) => kind !== 'SAME')
  const set = useSetContracts(id)
  const count = changes.length + ended.length
  async function run() {
    if (!(await set.run(changes, ended))) return
    notifications.show({ message: t.set(count), color: 'teal' })
    onClose()
  }
  return (
    <>
      <Text size="sm" fw={600} role="status">
        {count === 0 ? operator.load.nothingChanges : operator.load.changes(String(count))}
      </Text>
      <ul className="rows card">
        {changes.map(({ subject, kind, from, to }) => (
          <Change key={subject} subject={subject} kind={kind} from={from} to={to} problem={set.problems.get(subject)} />
        ))}
        {ended.map((rule) => {
          const subject = subjectOf(rule)
          return <Change key={subject} subject={subject} kind="ENDED" problem={set.problems.get(subject)} />
        })}
      </ul>
      <Group gap="xs">
        {count > 0 ? (
          <Button onClick={run} loading={set.isRunning}>
            {t.setAction}
          </Button>
        ) : null}
        <Button variant="default" onClick={onClose}>
          {texts.common.cancel}
        </Button>
      </Group>
    </>
  )
}

interface ChangeProps {
  readonly subject: string
  readonly kind: Listed['kind'] | 'ENDED'
  readonly from?: string
  readonly to?: string
  /** Why it was refused; absent: it was not. */
  readonly problem: string | undefined
}

const TONES = { ADDED: 'ENABLED', CHANGED: 'OPEN', ENDED: 'DISABLED', SAME: 'OFF' } as const

function Change({ subject, kind, from, to, problem }: ChangeProps) {
  return (
    <li>
      <div>
        <Text size="sm" fw={500}>
          {subject}
        </Text>
        {to ? (
          <Text size="sm">
            <span className="quiet">{from} →</span> {to}
          </Text>
        ) : null}
        {problem ? (
          <Alert color="red" variant="light" role="alert" mt={6} p="xs">
            {problem}
          </Alert>
        ) : null}
      </div>
      <Status status={TONES[kind]} text={operator.contracts.kinds[kind]} />
    </li>
  )
}
