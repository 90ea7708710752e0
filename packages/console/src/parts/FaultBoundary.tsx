// Keeps an error of one page from taking the frame around it with it.

import { Component, type ReactNode } from 'react'
import { Fault } from './Fault.tsx'

interface State {
  readonly error: Error | null
}

export class FaultBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (error) return <Fault error={error} again={() => this.setState({ error: null })} />
    return this.props.children
  }
}
