// The saved means of payment, and removing one.

import { RemovePaymentMethod } from '@holdfast/client/operations'
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCreditCard } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '../app/may.ts'
import { useAct } from '../data/useAct.ts'
import type { BillingQuery } from '../generated/types.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { Card } from '../parts/Card.tsx'
import { texts } from '../texts/index.ts'

type Method = NonNullable<NonNullable<BillingQuery['organization']>['savedPaymentMethods']>[number]

export function Means({ methods }: { readonly methods: readonly Method[] }) {
  const text = texts.credits.means
  const may = useMay()
  const [leaving, setLeaving] = useState<Method | null>(null)
  return (
    <Card title={text.title} padded={methods.length === 0}>
      {methods.length === 0 ? (
        <Text size="sm" className="quiet">
          {text.none}
        </Text>
      ) : (
        <ul className="rows">
          {methods.map((method) => (
            <li key={method.provider}>
              <div>
                <Group gap={8} wrap="nowrap">
                  <IconCreditCard size={18} stroke={1.7} aria-hidden />
                  <Text size="sm" fw={600}>
                    {nameOf(method)}
                  </Text>
                </Group>
                <Text size="xs" className="quiet">
                  {[
                    method.expiresMonth && method.expiresYear ? text.ends(method.expiresMonth, method.expiresYear) : '',
                    method.renewsPlan ? text.renews : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </div>
              {may('chargeAutomatically') ? (
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  aria-label={`${text.remove}: ${nameOf(method)}`}
                  onClick={() => setLeaving(method)}
                >
                  {text.remove}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {leaving ? <RemoveDialog method={leaving} onClose={() => setLeaving(null)} /> : null}
    </Card>
  )
}

const nameOf = ({ label, provider }: Method) => label ?? texts.credits.topUp.providers[provider] ?? provider

function RemoveDialog({ method, onClose }: { readonly method: Method; readonly onClose: () => void }) {
  const text = texts.credits.means
  const remove = useAct(RemovePaymentMethod)
  async function run() {
    const done = await remove.run({ provider: method.provider })
    if (done) notifications.show({ message: text.removed, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={text.removeTitle(nameOf(method))}
      action={text.remove}
      isDanger
      {...{ run, onClose, isRunning: remove.isRunning, problem: remove.problem }}
    >
      <Text size="sm">{method.renewsPlan ? text.removePlan : text.removeText}</Text>
    </ActionDialog>
  )
}
