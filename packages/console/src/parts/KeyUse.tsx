// What the tables of keys say of each key: when it was used last and when it ends, and the addresses that it is limited to.

import { Table, Text } from '@mantine/core'
import { texts } from '../texts/index.ts'
import { When } from './When.tsx'

interface KeyUseProps {
  /** Null: it was never used. */
  readonly lastUsedAt: string | null
  /** Null: it does not end. */
  readonly expiresAt: string | null
}

/** A cell of the last use and the end. */
export function KeyUse({ lastUsedAt, expiresAt }: KeyUseProps) {
  return (
    <Table.Td className="quiet">
      {lastUsedAt ? <When at={lastUsedAt} /> : texts.settings.neverUsed}
      <Text size="xs">
        {expiresAt ? (
          <>
            {texts.settings.keyEndsAt} <When at={expiresAt} />
          </>
        ) : (
          texts.settings.neverEnds
        )}
      </Text>
    </Table.Td>
  )
}

/** The addresses that a key is limited to; nothing if it is not. */
export function OnlyFrom({ addresses }: { readonly addresses: readonly string[] }) {
  if (addresses.length === 0) return null
  return (
    <Text size="xs" className="quiet">
      {texts.settings.onlyFrom(addresses.join(', '))}
    </Text>
  )
}
