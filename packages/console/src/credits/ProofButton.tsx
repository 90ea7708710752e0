// Checks the proof of a journal entry in the browser: it computes every hash itself and believes no answer.

import { checkProof } from '@holdfast/client/proof'
import { ActionIcon, Popover, Text, Tooltip } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useConnection } from '../data/connection.tsx'
import { Proof } from '../generated/credits.ts'
import { formatMoment, formatNumber } from '../parts/format.ts'
import { texts } from '../texts/index.ts'

type Found = 'NONE' | 'NOT_YET' | 'WRONG' | { readonly number: number; readonly publishedAt: string }

export function ProofButton({ entryId, number, credits }: { entryId: string; number: number; credits: number }) {
  const { journal } = texts.credits
  const { holdfast } = useConnection()
  const [found, setFound] = useState<Found>('NONE')
  const [problem, setProblem] = useState<string | null>(null)
  const [isChecking, setIsChecking] = useState(false)
  const [isOpen, setIsOpen] = useState(false)

  async function check() {
    setIsOpen(true)
    setIsChecking(true)
    setProblem(null)
    try {
      const node = await holdfast.query(Proof, { id: entryId })
      const proof = node && 'proof' in node ? node.proof : null
      const proved = proof && (await checkProof(proof))
      const isShown = proved && proved.entry.sequence === number && proved.entry.credits === credits
      setFound(!proof ? 'NOT_YET' : isShown ? proved.checkpoint : 'WRONG')
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setIsChecking(false)
    }
  }

  return (
    <Popover width={300} withArrow position="left" opened={isOpen} onDismiss={() => setIsOpen(false)}>
      <Popover.Target>
        <Tooltip label={journal.prove} disabled={isOpen}>
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={check}
            loading={isChecking}
            aria-label={`${journal.prove}: ${journal.entry(formatNumber(number))}`}
          >
            <IconShieldCheck size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs" role="status" c={found === 'WRONG' || problem ? 'red' : undefined}>
          {problem ?? textOf(isChecking ? 'NONE' : found)}
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}

function textOf(found: Found): string {
  const { journal } = texts.credits
  if (found === 'NONE') return journal.proving
  if (found === 'NOT_YET') return journal.notYet
  if (found === 'WRONG') return journal.wrong
  return journal.proved(found.number, formatMoment(found.publishedAt))
}
