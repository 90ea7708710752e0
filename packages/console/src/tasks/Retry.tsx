// Submits the same again: as a new task, for the price of now, which the button says.

import { QuoteButton } from '@holdfast/react'
import { Anchor, Button, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconRefresh } from '@tabler/icons-react'
import { Link, useNavigate } from 'react-router'
import { texts } from '../texts/index.ts'
import type { Details } from './types.ts'

export function Retry({ task }: { readonly task: Details }) {
  const t = texts.tasks.page
  const [isOpen, { open, close }] = useDisclosure(false)
  const navigate = useNavigate()
  const { model, operation, input, tags } = task
  return (
    <>
      <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={open}>
        {t.retry}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t.retry}>
        <Stack>
          <Text size="sm" className="quiet">
            {t.retryText}
          </Text>
          <QuoteButton
            submission={{ model, operation, input, ...(tags.length > 0 ? { tags: [...tags] } : {}) }}
            onSubmitted={({ id }) => {
              close()
              navigate(`../${id}`, { relative: 'path' })
            }}
          >
            {t.retryVerb}
          </QuoteButton>
          <Anchor component={Link} to={`../new?like=${task.id}`} relative="path" size="sm">
            {t.retryOther}
          </Anchor>
        </Stack>
      </Modal>
    </>
  )
}
