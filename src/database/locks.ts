// All advisory locks that Holdfast takes in its database, so that no two share a number.

export const LOCKS = {
  /** Held by the lane that runs a batch on the only cell, or on cell 0, for its session: `laneLock`. */
  lane: 4_701_346_712_900n,
  /** Held by the process that decides for all on the only cell, or on cell 0, for its relay's session: `homeLock`. */
  home: 4_701_346_712_914n,
  /** Shared by the processes that serve a database of several cells, for their relays' sessions: src/home/homes.ts. */
  processes: 4_701_346_712_915n,
  /** Held by a process that migrates, for its session. */
  migration: 4_701_346_712_901n,
  /** Held while tasks are given to workers or providers, until the end of the transaction. */
  claim: 4_701_346_712_902n,
  /** Held by a process that puts the jobs of a cluster's cells into the queue, for its session. */
  jobOutbox: 4_701_346_712_916n,
  /** Held while a checkpoint is published, until the end of the transaction. */
  checkpoint: 4_701_346_712_903n,
  /** Held by a process that creates partitions, for its session. */
  partitions: 4_701_346_712_904n,
  /** Held while platform keys are counted and one is added, until the end of the transaction. */
  platformKeys: 4_701_346_712_906n,
  /** Held while the usage of batches is added up, until the end of the transaction. */
  usage: 4_701_346_712_907n,
  /** Held while credit packs are counted and one is added or replaced, until the end of the transaction. */
  creditPacks: 4_701_346_712_908n,
  /** Held while simulations are counted and one is added, or given its turn, until the end of the transaction. */
  simulations: 4_701_346_712_909n,
  /** Held while exports are counted and one is added, or given its turn, until the end of the transaction. */
  exports: 4_701_346_712_912n,
  /** Held while the platform's billing details are replaced, until the end of the transaction. */
  sellerDetails: 4_701_346_712_910n,
  /** Held while revenue is added up, until the end of the transaction. */
  revenue: 4_701_346_712_911n,
  /** Held while domains of issuers are verified, until the end of the transaction. */
  issuerDomains: 4_701_346_712_913n,
  /** Held by tests that copy a template: PostgreSQL refuses two copies of one template at a time. */
  templateCopy: 4_701_346_712_905n,
} as const

/** The first of two keys; the second is a hash of a queue's id. Held by the queue's process, for its session. */
export const QUEUE_LOCKS = 470_134_673

/** The locks of the lanes and of the homes of further cells follow those of cell 0, far from all others. */
const CELLS_FROM = 1_000_000n

/** Held by the lane that runs a batch on a cell, for its session. */
export function laneLock(cell: number): bigint {
  return cell === 0 ? LOCKS.lane : LOCKS.lane + CELLS_FROM + BigInt(cell)
}

/** Held by the process that decides for all on a cell, for its relay's session: src/home. */
export function homeLock(cell: number): bigint {
  return cell === 0 ? LOCKS.home : LOCKS.home + 2n * CELLS_FROM + BigInt(cell)
}
