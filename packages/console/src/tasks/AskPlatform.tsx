// Asking the platform to give the credits of a task back, where the admins may not: what to write, and whom to.

import { Anchor, Button, CopyButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { useData } from '../data/useData.ts'
import { PlatformContact } from '../generated/credits.ts'
import { formatMoment } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import type { Details } from './types.ts'
import { priceText, titleOf } from './words.ts'

export function AskPlatform({ task }: { readonly task: Details }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Anchor component="button" size="xs" ta="left" maw={260} onClick={() => setOpen(true)}>
        {texts.tasks.ask.open}
      </Anchor>
      {isOpen ? <AskDialog task={task} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function AskDialog({ task, onClose }: { readonly task: Details; readonly onClose: () => void }) {
  const t = texts.tasks.ask
  const { data: session } = useSession()
  const { data } = useData(PlatformContact, {})
  const seller = data?.seller
  const { id, operation, model, createdAt, receipt } = task
  const paid = (receipt?.costs ?? []).map(({ creditType, charged, refunded }) => ({
    creditType,
    credits: charged - refunded,
  }))
  const [letter, setLetter] = useState(
    t.letter({
      ...{ title: titleOf(task), what: texts.overview.task(operation, model), taskId: id },
      ...{ organization: session?.organization?.name ?? '', submitted: formatMoment(createdAt) },
      ...{ credits: priceText(paid, 0), receipt: receipt?.links?.page ?? null },
    }),
  )
  return (
    <Modal opened onClose={onClose} title={t.title}>
      <Stack>
        <Text size="sm">{t.text}</Text>
        <Textarea
          label={t.message}
          value={letter}
          onChange={({ currentTarget }) => setLetter(currentTarget.value)}
          autosize
          minRows={6}
          maxRows={14}
          data-autofocus
        />
        <Text size="sm">
          {t.to}{' '}
          {seller?.email ? (
            <>
              {seller.name}, <Anchor href={`mailto:${seller.email}`}>{seller.email}</Anchor>
            </>
          ) : (
            t.unknown
          )}
        </Text>
        <Group justify="flex-end">
          <CopyButton value={letter}>
            {({ copied, copy }) => (
              <Button variant={seller?.email ? 'default' : 'filled'} onClick={copy}>
                {copied ? texts.common.copied : t.copy}
              </Button>
            )}
          </CopyButton>
          {seller?.email ? (
            <Button
              component="a"
              href={`mailto:${seller.email}?subject=${encodeURIComponent(t.subject(id))}&body=${encodeURIComponent(letter)}`}
            >
              {t.mail}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  )
}
