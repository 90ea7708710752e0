'use client'

// @holdfast/react: hooks and parts that show credits and tasks live. holdfast.css makes the parts look finished.

export { CreditMeter, type CreditMeterProps } from './CreditMeter.tsx'
export { formatCredits, formatMoney } from './format.ts'
export {
  type BalanceOf,
  type Submission,
  type UsageOf,
  useBalance,
  useCanSubmit,
  useQuote,
  useTask,
  useUsage,
} from './hooks.ts'
export { type Known, useLive } from './live.ts'
export { MemberLimits, type MemberLimitsProps } from './MemberLimits.tsx'
export { HoldfastProvider, type HoldfastProviderProps, useHoldfast } from './provider.tsx'
export { QuoteButton, type QuoteButtonProps } from './QuoteButton.tsx'
export { TaskProgress } from './TaskProgress.tsx'
export { TopUp, type TopUpProps } from './TopUp.tsx'
export { TEXTS, type Texts } from './texts.ts'
