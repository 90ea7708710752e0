// The wallet or the person that a row is about.

/** By its ids in Holdfast. */
export interface Holder {
  readonly organizationId: string
  /** The organization's own id for its pool, else a member's. */
  readonly holderId: string
}
