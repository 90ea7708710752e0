// The wallets of a batch, with their lots, in their state after each decision.

import type { Decision } from '../ledger/decision.ts'
import {
  burnDownOrder,
  isOpen,
  type Lot,
  poolFirst,
  type Wallet,
  type WalletPolicy,
  type WalletState,
} from '../ledger/wallet.ts'
import { TenantMap } from './tenantMap.ts'

interface OpenWallet {
  wallet: Wallet
  /** Its open lots in burn-down order, which is the map's order: a lot keeps its place when it changes. */
  lots: Map<string, Lot>
  /** The wallet's sequence in the database; null before it is inserted. */
  savedSequence: bigint | null
  hasNewPolicy: boolean
}

export class OpenWallets {
  readonly changedLots = new Map<string, Lot>()
  readonly newLots = new Set<string>()
  readonly #wallets = new TenantMap<OpenWallet>()
  /** By credit type. */
  readonly #idsByHolder = new TenantMap<Map<string, string>>()
  /** Lots without credits that can be used, now or later: those that a command reads, and those that were used up in this batch. */
  readonly #closedLots = new TenantMap<Lot>()

  add(wallet: Wallet, lots: readonly Lot[], savedSequence: bigint | null): void {
    const open = {
      wallet,
      lots: new Map(lots.toSorted(burnDownOrder(wallet)).map((lot) => [lot.id, lot])),
      savedSequence,
      hasNewPolicy: false,
    }
    const { organizationId, id, holderId, creditType } = wallet
    this.#wallets.set(organizationId, id, open)
    const ids = this.#idsByHolder.get(organizationId, holderId)
    if (ids) ids.set(creditType, id)
    else this.#idsByHolder.set(organizationId, holderId, new Map([[creditType, id]]))
  }

  addClosedLot(lot: Lot): void {
    this.#closedLots.set(lot.organizationId, lot.id, lot)
  }

  get(organizationId: string, id: string): WalletState | undefined {
    return this.#wallets.get(organizationId, id)
  }

  /** The wallet of a holder: of a member, or the pool, whose holder is the organization itself. */
  ofHolder(organizationId: string, holderId: string, creditType: string): WalletState | undefined {
    const id = this.#idsByHolder.get(organizationId, holderId)?.get(creditType)
    return id === undefined ? undefined : this.#wallets.get(organizationId, id)
  }

  /** A lot that has no usable credits left. */
  closedLot(organizationId: string, id: string): Lot | undefined {
    return this.#closedLots.get(organizationId, id)
  }

  /** The known lots of an organization that have no usable credits left. */
  closed(organizationId: string): Iterable<Lot> {
    return this.#closedLots.of(organizationId)
  }

  /** The lineage of a lot: its origin, or the lot itself if it has none, and then all lots that were split off that one, by age. */
  lineage(organizationId: string, id: string): Lot[] {
    const open = [...this.#wallets.of(organizationId)].flatMap(({ lots }) => [...lots.values()])
    const lots = [...open, ...this.#closedLots.of(organizationId)]
    const named = lots.find((lot) => lot.id === id)
    const originId = named?.originLotId ?? id
    return lots
      .filter((lot) => lot.id === originId || lot.originLotId === originId)
      .sort((a, b) => Number(a.originLotId !== null) - Number(b.originLotId !== null) || (a.id < b.id ? -1 : 1))
  }

  /** Takes over a decision's wallet and lots. */
  apply({ wallet, lots, entries }: Decision): void {
    const open = this.#mustHave(wallet)
    if (wallet.sequence !== open.wallet.sequence + BigInt(entries.length)) {
      throw new RangeError('a wallet and its journal parted')
    }
    open.wallet = wallet
    for (const lot of lots) {
      const before = open.lots.get(lot.id)
      this.changedLots.set(lot.id, lot)
      if (!before && !this.#closedLots.delete(lot.organizationId, lot.id)) this.newLots.add(lot.id)
      // A lot that is used up is not visible to later commands, as if they were in another batch.
      if (!isOpen(lot)) {
        open.lots.delete(lot.id)
        this.addClosedLot(lot)
        continue
      }
      open.lots.set(lot.id, lot)
      // Grace gives a lot another expiry.
      if (before?.expiresAt?.getTime() !== lot.expiresAt?.getTime() || !before) {
        open.lots = inOrder(open.lots, wallet)
      }
    }
  }

  /** Gives a wallet another policy. */
  setPolicy(wallet: Wallet, policy: WalletPolicy): Wallet {
    const open = this.#mustHave(wallet)
    open.wallet = { ...open.wallet, ...policy }
    open.lots = inOrder(open.lots, policy)
    open.hasNewPolicy = true
    return open.wallet
  }

  /** Wallets that changed, with the sequence they had in the database; null for those that are new there. */
  changed(): { wallet: Wallet; savedSequence: bigint | null }[] {
    return [...this.#wallets.values()].filter(
      ({ wallet, savedSequence, hasNewPolicy }) => hasNewPolicy || wallet.sequence !== (savedSequence ?? 0n),
    )
  }

  /** The known wallets of an organization, pools first. */
  of(organizationId: string): WalletState[] {
    return [...this.#wallets.of(organizationId)].sort((a, b) => poolFirst(a.wallet, b.wallet))
  }

  values(): Iterable<WalletState> {
    return this.#wallets.values()
  }

  #mustHave({ organizationId, id }: Wallet): OpenWallet {
    const open = this.#wallets.get(organizationId, id)
    if (!open) throw new RangeError(`wallet ${id} is not in this batch`)
    return open
  }
}

function inOrder(lots: ReadonlyMap<string, Lot>, policy: WalletPolicy): Map<string, Lot> {
  const order = burnDownOrder(policy)
  return new Map([...lots].sort(([, a], [, b]) => order(a, b)))
}
