// The automatic top-up: what is on, and switching it on and off.

import type { AnswerOf } from '@holdfast/client'
import { EndAutoTopUp, SetAutoTopUp } from '@holdfast/client/operations'
import { Alert, Button, NumberInput, Select, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useCreditType } from '../app/creditType.tsx'
import { useAct } from '../data/useAct.ts'
import type { Shop } from '../generated/credits.ts'
import { Card } from '../parts/Card.tsx'
import { formatMoney, formatNumber, minorUnits } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import type { Pack } from './packs.ts'

type ShopData = NonNullable<AnswerOf<typeof Shop>>

export function AutoTopUps({ shop, packs }: { shop: ShopData; packs: readonly Pack[] }) {
  const text = texts.credits.topUp
  const { creditType } = useCreditType()
  const end = useAct(EndAutoTopUp)
  const current = shop.autoTopUps?.find((each) => each.creditType === creditType)
  const method = shop.savedPaymentMethods?.[0]
  async function switchOff() {
    if (await end.run({ creditType })) notifications.show({ message: text.autoIsOff })
  }
  if (!current)
    return (
      <Card title={text.auto}>
        <Text size="sm" className="quiet" mb="md">
          {method ? text.autoText : `${text.autoText} ${text.needsSaved}`}
        </Text>
        {method ? <Form packs={packs} provider={method.provider} creditType={creditType} /> : null}
      </Card>
    )
  return (
    <Card title={text.auto}>
      <Stack gap={6}>
        <Text size="sm">{text.autoOn(formatNumber(current.below), current.creditType)}</Text>
        <Text size="sm" className="quiet">
          {text.autoMonth(formatMoney(current.bought), formatMoney(current.monthlyMax))}
        </Text>
        {current.isPaying ? <Text size="sm">{text.autoPaying}</Text> : null}
        {current.failures > 0 ? <Alert color="red">{text.autoPaused(current.failures)}</Alert> : null}
        {end.problem ? <Alert color="red">{end.problem}</Alert> : null}
        <Button variant="default" onClick={switchOff} loading={end.isRunning} mt="xs">
          {text.autoEnd}
        </Button>
      </Stack>
    </Card>
  )
}

interface FormProps {
  readonly packs: readonly Pack[]
  readonly provider: ShopData['paymentProviders'][number]
  readonly creditType: string | null
}

function Form({ packs, provider, creditType }: FormProps) {
  const text = texts.credits.topUp
  const set = useAct(SetAutoTopUp)
  const fitting = packs.filter(({ credits }) => credits.some((each) => each.creditType === creditType))
  const [packId, setPackId] = useState(fitting[0]?.id ?? '')
  const [below, setBelow] = useState<number | string>(100)
  const [most, setMost] = useState<number | string>('')
  const pack = fitting.find(({ id }) => id === packId)
  async function save(event: FormEvent) {
    event.preventDefault()
    if (!pack) return
    const { currency } = pack.price
    const monthlyMax = { currency, amount: minorUnits(Number(most), currency) }
    const saved = await set.run({ packId, provider, creditType, below: Number(below), monthlyMax })
    if (saved) notifications.show({ message: text.autoIsOn, color: 'teal' })
  }
  return (
    <form onSubmit={save}>
      <Stack gap="sm">
        <NumberInput label={text.below} value={below} onChange={setBelow} min={1} allowDecimal={false} />
        <Select
          label={text.pack}
          data={fitting.map(({ id, title }) => ({ value: id, label: title }))}
          value={packId}
          onChange={(id) => setPackId(id ?? '')}
          allowDeselect={false}
        />
        <NumberInput
          label={text.monthlyMax}
          value={most}
          onChange={setMost}
          min={0}
          decimalScale={2}
          suffix={pack ? ` ${pack.price.currency}` : ''}
        />
        {set.problem ? <Alert color="red">{set.problem}</Alert> : null}
        <Button type="submit" loading={set.isRunning} disabled={most === '' || below === ''}>
          {text.autoSet}
        </Button>
      </Stack>
    </form>
  )
}
