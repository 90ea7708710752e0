// The balance of a wallet by kinds of lots: its part of the API.

import { builder } from '../graphql/builder.ts'
import { balancesByKind, type KindBalance } from './kinds.ts'
import { LotKindEnum } from './lots.schema.ts'
import { WalletNode } from './wallet.schema.ts'

const KindBalanceType = builder.objectRef<KindBalance>('LotKindBalance').implement({
  description:
    'The credits of all lots of one kind in a wallet. granted = available + locked + frozen + spent + expired + moved + revoked.',
  fields: (t) => ({
    kind: t.expose('kind', { type: LotKindEnum, description: 'The kind of the lots.' }),
    granted: t.expose('granted', { type: 'Credits', description: 'Credits that came in, ever.' }),
    available: t.expose('available', { type: 'Credits', description: 'Of those, credits that can be frozen now.' }),
    locked: t.expose('locked', { type: 'Credits', description: 'Of those, credits that may not be used at present.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'Of those, credits in open holds.' }),
    spent: t.expose('spent', { type: 'Credits', description: 'Of those, credits spent.' }),
    expired: t.expose('expired', { type: 'Credits', description: 'Of those, credits that expired unspent.' }),
    moved: t.expose('moved', { type: 'Credits', description: 'Of those, credits that went to other wallets.' }),
    revoked: t.expose('revoked', { type: 'Credits', description: 'Of those, credits that were taken out again.' }),
  }),
})

builder.prismaObjectField(WalletNode, 'balancesByKind', (t) =>
  t.field({
    type: [KindBalanceType],
    description:
      'The credits of the wallet by kinds of lots, at one moment: one item for each kind of its lots, including used-up ones. They add up to the wallet.',
    resolve: (wallet, _args, { app }) => balancesByKind(app, wallet),
  }),
)
