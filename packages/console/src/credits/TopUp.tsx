// Buying credits: a pack, how many, how it is paid; and the automatic top-up.

import { StartPurchase } from '@holdfast/client/operations'
import { Alert, Button, Checkbox, Group, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { IconShoppingCartOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../app/may.ts'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { Packs, Shop } from '../generated/credits.ts'
import type { PaymentProvider } from '../generated/types.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatMoney } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { texts } from '../texts/index.ts'
import { AutoTopUps } from './AutoTopUps.tsx'
import { PackChoice } from './PackChoice.tsx'
import { PaymentState } from './PaymentState.tsx'
import { type Pack, priceOf } from './packs.ts'

/** Where the browser keeps the payment that it has left the console for: its provider leads back without saying which it was. */
const LEFT_FOR = 'holdfast payment'

/** The last is the quickest. */
const AT_ONCE: readonly PaymentProvider[] = ['MANUAL', 'SANDBOX', 'OXAPAY', 'STRIPE']

export function TopUp() {
  const text = texts.credits.topUp
  const may = useMay()
  const shop = useData(Shop, {}, { on: ['payments'] })
  const packs = useData(Packs, {})
  const [search] = useSearchParams()
  const [left] = useState(() => sessionStorage.getItem(LEFT_FOR))
  useEffect(() => sessionStorage.removeItem(LEFT_FOR), [])
  const back = search.get('payment') ?? left
  const error = shop.error ?? packs.error
  if (error && !(shop.data && packs.data)) return <Fault error={error} again={shop.again} />
  if (!shop.data || packs.data === undefined) return <PageSkeleton />
  // What can be paid at once comes first.
  const providers = shop.data.paymentProviders.toSorted((a, b) => AT_ONCE.indexOf(b) - AT_ONCE.indexOf(a))
  if (providers.length === 0 || !packs.data?.length)
    return (
      <Card>
        <Notice
          icon={IconShoppingCartOff}
          title={text.none}
          text={providers.length === 0 ? text.noProvider : text.noneText}
        />
      </Card>
    )
  return (
    <Stack gap="lg">
      {back ? <PaymentState paymentId={back} /> : null}
      <div className="grid">
        <div className="two-thirds">
          <Buy packs={packs.data} providers={providers} />
        </div>
        {may('chargeAutomatically') ? (
          <div className="third">
            <AutoTopUps shop={shop.data} packs={packs.data} />
          </div>
        ) : null}
      </div>
    </Stack>
  )
}

function Buy({ packs, providers }: { packs: readonly Pack[]; providers: readonly PaymentProvider[] }) {
  const text = texts.credits.topUp
  const buy = useAct(StartPurchase)
  const [, setSearch] = useSearchParams()
  const [packId, setPackId] = useState(packs[0]?.id ?? '')
  const [quantity, setQuantity] = useState(1)
  const [provider, setProvider] = useState<PaymentProvider>(providers[0] ?? 'MANUAL')
  const [saveMethod, setSaveMethod] = useState(false)
  const pack = packs.find(({ id }) => id === packId) ?? packs[0]
  if (!pack) return null
  const price = priceOf(pack, quantity)
  async function start() {
    const returnUrl = new URL(location.href)
    returnUrl.search = ''
    const canSave = provider === 'STRIPE' || provider === 'SANDBOX'
    const bought = await buy.run({
      ...{ packId: pack?.id, provider, quantity, saveMethod: canSave && saveMethod },
      returnUrl: returnUrl.href,
    })
    if (!bought || !('payment' in bought)) return
    const { id, checkoutUrl } = bought.payment
    setSearch((last) => {
      last.set('payment', id)
      return last
    })
    if (!checkoutUrl) return
    sessionStorage.setItem(LEFT_FOR, id)
    location.assign(checkoutUrl)
  }
  return (
    <Card title={text.choose}>
      <Stack gap="lg">
        <PackChoice packs={packs} packId={pack.id} quantity={quantity} onChoose={setPackId} />
        <Group align="flex-end" gap="lg">
          <NumberInput
            label={text.quantity}
            value={quantity}
            onChange={(value) => setQuantity(Math.min(10_000, Math.max(1, Number(value) || 1)))}
            min={1}
            max={10_000}
            allowDecimal={false}
            w={120}
          />
          <div>
            <Text size="xs" className="quiet">
              {text.total}
            </Text>
            <div className="stat-number">{formatMoney({ ...price, amount: price.amount * quantity })}</div>
          </div>
        </Group>
        <Radio.Group label={text.payBy} value={provider} onChange={(value) => setProvider(value as PaymentProvider)}>
          <Stack gap={8} mt={8}>
            {providers.map((name) => (
              <Radio key={name} value={name} label={text.providers[name] ?? name} />
            ))}
          </Stack>
        </Radio.Group>
        {provider === 'STRIPE' || provider === 'SANDBOX' ? (
          <Checkbox
            label={text.save}
            checked={saveMethod}
            onChange={({ currentTarget }) => setSaveMethod(currentTarget.checked)}
          />
        ) : null}
        {buy.problem ? <Alert color="red">{buy.problem}</Alert> : null}
        <Group>
          <Button onClick={start} loading={buy.isRunning} size="md">
            {provider === 'MANUAL' ? text.start : text.go}
          </Button>
          <Text size="xs" className="quiet" flex={1}>
            {provider === 'MANUAL' ? text.invoice : text.back}
          </Text>
        </Group>
      </Stack>
    </Card>
  )
}
