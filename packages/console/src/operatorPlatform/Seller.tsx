// Who issues the receipts: the platform's name and address, with what a receipt will say, and the receipts that were issued last.

import { Alert, Skeleton, Table, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconReceipt } from '@tabler/icons-react'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { LatestReceipts, SellerDetails, SetSellerDetails } from '../generated/seller.ts'
import type { SellerDetailsQuery } from '../generated/types.ts'
import { Form } from '../operator/Form.tsx'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatMoney } from '../parts/format.ts'
import { issueAt, issuesOf } from '../parts/issuesOf.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import { ReceiptPreview } from './ReceiptPreview.tsx'
import type { SellerDraft } from './types.ts'

type Known = SellerDetailsQuery['sellerDetails']

export function Seller() {
  const { data, error, isLoading, again } = useData(SellerDetails, {})
  if (error && data === undefined) return <Fault error={error} again={again} />
  if (isLoading && data === undefined) return <Skeleton h={420} radius="lg" />
  return (
    <>
      <Details known={data ?? null} />
      <Receipts />
    </>
  )
}

function Details({ known }: { readonly known: Known }) {
  const [changed, setChanged] = useState<Partial<SellerDraft>>({})
  const written = {
    ...{ name: known?.name ?? '', address: known?.address ?? '' },
    ...{ taxId: known?.taxId ?? '', email: known?.email ?? '', bankAccount: known?.bankAccount ?? '' },
    ...changed,
  }
  const t = operator.seller
  return (
    <>
      {known ? null : (
        <Alert color="yellow" variant="light" title={t.none}>
          {t.noneText}
        </Alert>
      )}
      <div className="grid">
        <div className="half column">
          <SellerForm written={written} change={setChanged} />
        </div>
        <div className="half column">
          <Card title={t.preview}>
            <ReceiptPreview seller={written} />
          </Card>
        </div>
      </div>
    </>
  )
}

interface SellerFormProps {
  readonly written: SellerDraft
  readonly change: (change: (last: Partial<SellerDraft>) => Partial<SellerDraft>) => void
}

function SellerForm({ written, change }: SellerFormProps) {
  const t = operator.seller
  const has = useHasScope()
  const set = useAct(SetSellerDetails)
  const isReadOnly = !has('CATALOGUE')
  const field = (name: keyof SellerDraft) => ({
    label: t.fields[name],
    value: written[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      change((last) => ({ ...last, [name]: value })),
    error: issueAt(set.refusal, name),
    readOnly: isReadOnly,
  })
  async function save() {
    const done = await set.run({
      ...{ name: written.name.trim(), address: written.address.trim() },
      ...{ taxId: written.taxId.trim() || null, email: written.email.trim() || null },
      bankAccount: written.bankAccount.trim() || null,
    })
    if (!done) return
    change(() => ({}))
    notifications.show({ message: t.saved, color: 'teal' })
  }
  return (
    <Form
      title={t.title}
      needs={{ [t.fields.name]: written.name.trim() !== '', [t.fields.address]: written.address.trim() !== '' }}
      problem={issuesOf(set.refusal).length > 0 ? null : set.problem}
      {...{ save, isReadOnly, isRunning: set.isRunning }}
    >
      <Text size="sm" className="quiet">
        {t.text}
      </Text>
      <TextInput {...field('name')} maxLength={200} required />
      <Textarea {...field('address')} maxLength={500} autosize minRows={3} required />
      <TextInput {...field('taxId')} maxLength={50} />
      <TextInput {...field('email')} maxLength={255} type="email" />
      <Textarea {...field('bankAccount')} description={t.bankAccountHint} maxLength={500} autosize minRows={2} />
    </Form>
  )
}

function Receipts() {
  const t = operator.seller
  const { data, error, again } = useData(LatestReceipts, {}, { on: ['payments'] })
  const rows = data?.edges.flatMap(({ node }) => (node ? [node] : []))
  return (
    <Card title={t.receipts} padded={false}>
      <Rows
        pages={{ rows, error, again }}
        columns={[{ text: t.number }, { text: t.for }, { text: t.total, end: true }, { text: t.issued }]}
        empty={<Notice icon={IconReceipt} title={t.noReceipts} text={t.noReceiptsText} />}
      >
        {({ id, number, kind, title, organizationName, total, issuedAt, links }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <a className="link" href={links?.page} target="_blank" rel="noreferrer">
                {number}
              </a>
              <Text size="xs" className="quiet">
                {kind === 'RECEIPT' ? texts.credits.payment.receipt : texts.credits.payment.creditNote}
              </Text>
            </Table.Td>
            <Table.Td>
              {organizationName}
              <Text size="xs" className="quiet">
                {title}
              </Text>
            </Table.Td>
            <Table.Td ta="right" className="number" data-phone="beside">
              {formatMoney(total)}
            </Table.Td>
            <Table.Td className="quiet">
              <When at={issuedAt} />
            </Table.Td>
          </Table.Tr>
        )}
      </Rows>
    </Card>
  )
}
