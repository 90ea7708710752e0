// The client, the language and the texts of all hooks and parts below it.

import type { Holdfast } from '@holdfast/client'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { formatCredits, formatMoney } from './format.ts'
import { TEXTS, type Texts } from './texts.ts'

interface Context {
  readonly client: Holdfast
  readonly texts: Texts
  readonly credits: (credits: number) => string
  readonly money: (money: { amount: number; currency: string }) => string
}

const HoldfastContext = createContext<Context | null>(null)

export interface HoldfastProviderProps {
  readonly client: Holdfast
  /** The language of numbers, as BCP 47; absent: that of the runtime. */
  readonly locale?: string
  /** Texts in place of the English ones. */
  readonly texts?: Partial<Texts>
  readonly children?: ReactNode
}

export function HoldfastProvider({ client, locale, texts, children }: HoldfastProviderProps) {
  const value = useMemo<Context>(
    () => ({
      client,
      texts: { ...TEXTS, ...texts },
      credits: (credits) => formatCredits(credits, locale),
      money: (money) => formatMoney(money, locale),
    }),
    [client, locale, texts],
  )
  return <HoldfastContext.Provider value={value}>{children}</HoldfastContext.Provider>
}

export function useHoldfast(): Context {
  const context = useContext(HoldfastContext)
  if (!context) throw new Error('Put a HoldfastProvider around the parts and hooks of @holdfast/react.')
  return context
}
