// What can be done with a payment: confirm what has arrived, accept it as it is, give money back, or end it.

import { Button, NumberInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CancelPayment, ConfirmManualPayment, RefundPayment, SettlePayment } from '../generated/payments.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { formatMoney, minorUnits } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import type { Payment } from './types.ts'

type Act = 'confirm' | 'settle' | 'refund' | 'cancel'

/** Returns what the state of a payment allows; Holdfast decides when it is done. */
function actsOf({ status, provider, problem, received, refunded }: Payment): readonly Act[] {
  const isOpen = status === 'OPEN' || status === 'PARTIALLY_PAID' || status === 'PROCESSING'
  const byHand = provider === 'MANUAL' || (provider === 'OXAPAY' && problem === 'UNDERPAID')
  return [
    ...(byHand && (isOpen || problem) ? (['confirm'] as const) : []),
    ...(problem && problem !== 'REFUND_WAITS' ? (['settle'] as const) : []),
    ...(received.amount > refunded.amount ? (['refund'] as const) : []),
    ...(status === 'OPEN' ? (['cancel'] as const) : []),
  ]
}

export function PaymentActs({ payment }: { payment: Payment }) {
  const t = operator.payments.acts
  const has = useHasScope()
  const [act, setAct] = useState<Act | null>(null)
  const close = () => setAct(null)
  if (!has('GRANT')) return null
  return (
    <>
      {actsOf(payment)
        .filter((each) => each !== 'cancel' || has('ORGANIZATIONS'))
        .map((each, i) => (
          <Button key={each} variant={i === 0 && payment.problem ? 'filled' : 'default'} onClick={() => setAct(each)}>
            {t[each].menu}
          </Button>
        ))}
      {act === 'confirm' ? <ConfirmDialogOf payment={payment} onClose={close} /> : null}
      {act === 'refund' ? <RefundDialog payment={payment} onClose={close} /> : null}
      {act === 'settle' ? (
        <ConfirmDialog
          operation={SettlePayment}
          inputOf={(reason) => ({ paymentId: payment.id, reason })}
          {...{ title: t.settle.title, action: t.settle.action, done: t.settle.done, onClose: close }}
          text={t.settle.text(formatMoney(payment.received), formatMoney(payment.due))}
          reasonLabel={operator.reason}
        />
      ) : null}
      {act === 'cancel' ? (
        <ConfirmDialog
          operation={CancelPayment}
          inputOf={() => ({ paymentId: payment.id })}
          {...{ title: t.cancel.title, action: t.cancel.action, text: t.cancel.text, done: t.cancel.done }}
          isDanger
          onClose={close}
        />
      ) : null}
    </>
  )
}

interface DialogProps {
  readonly payment: Payment
  readonly onClose: () => void
}

function ConfirmDialogOf({ payment: { id, due, received }, onClose }: DialogProps) {
  const t = operator.payments.acts.confirm
  const { currency } = due
  const [amount, setAmount] = useState<number | null>(majorUnits(due))
  const [reference, setReference] = useState('')
  const total = { amount: minorUnits(amount ?? 0, currency), currency }
  return (
    <ConfirmDialog
      operation={ConfirmManualPayment}
      inputOf={() => ({ paymentId: id, received: total, ...(reference.trim() ? { reference: reference.trim() } : {}) })}
      {...{ title: t.title, action: t.action, text: t.text(formatMoney(received)), done: t.done, onClose }}
      needs={{ [t.received(currency)]: amount !== null }}
    >
      <MoneyInput label={t.received(currency)} value={amount} onChange={setAmount} />
      <TextInput
        label={t.reference}
        value={reference}
        onChange={({ currentTarget }) => setReference(currentTarget.value)}
        maxLength={255}
      />
    </ConfirmDialog>
  )
}

function RefundDialog({ payment: { id, received, refunded }, onClose }: DialogProps) {
  const t = operator.payments.acts.refund
  const { currency } = received
  const left = { amount: received.amount - refunded.amount, currency }
  const [amount, setAmount] = useState<number | null>(null)
  const money = amount === null ? null : { amount: minorUnits(amount, currency), currency }
  return (
    <ConfirmDialog
      operation={RefundPayment}
      inputOf={(reason) => ({ paymentId: id, reason, ...(money ? { money } : {}) })}
      {...{ title: t.title, action: t.action, text: t.text, done: t.done, onClose }}
      reasonLabel={operator.reason}
      needs={{ [t.amount(currency)]: money === null || (money.amount > 0 && money.amount <= left.amount) }}
      isDanger
    >
      <MoneyInput label={t.amount(currency)} description={t.hint} value={amount} onChange={setAmount} />
      <Text size="sm" className="number">
        {texts.common.of(formatMoney(money ?? left), formatMoney(left))}
      </Text>
    </ConfirmDialog>
  )
}

interface MoneyInputProps {
  readonly label: string
  readonly description?: string
  readonly value: number | null
  readonly onChange: (amount: number | null) => void
}

function MoneyInput({ value, onChange, ...rest }: MoneyInputProps) {
  return (
    <NumberInput
      {...rest}
      value={value ?? ''}
      onChange={(written) => onChange(typeof written === 'number' ? written : null)}
      min={0}
      decimalScale={2}
      thousandSeparator=","
      data-autofocus
    />
  )
}

/** The amount as people type it: 1250 cents are 12.5. */
function majorUnits({ amount, currency }: { amount: number; currency: string }): number {
  return amount / minorUnits(1, currency)
}
