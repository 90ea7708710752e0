// What an organization shows that never had credits.

import { IconCoins } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { texts } from '../texts/index.ts'
import { Notice } from './Notice.tsx'

/** `children`: what can be done about it. */
export function NoCredits({ children }: { readonly children?: ReactNode }) {
  return (
    <section className="card">
      <Notice icon={IconCoins} title={texts.overview.noWallet} text={texts.overview.noWalletText}>
        {children}
      </Notice>
    </section>
  )
}
