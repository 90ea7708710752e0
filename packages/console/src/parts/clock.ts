// The time of the organization: that of a sandbox may have been moved ahead of everybody's.

let aheadMs = 0

/** Takes the organization's time as it is now. */
export function setNow(at: string): void {
  aheadMs = Date.parse(at) - Date.now()
}

export const nowMs = (): number => Date.now() + aheadMs
