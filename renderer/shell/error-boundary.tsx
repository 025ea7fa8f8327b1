/** The net below all screens: a bug in one of them must not leave an empty window. */
import { Component } from 'react'
import type { ReactNode } from 'react'
import { toAppError } from '../api.ts'
import { FailureScreen } from './failure-screen.tsx'

interface Props {
  readonly children: ReactNode
}

interface State {
  readonly cause: unknown
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { cause: undefined }

  static getDerivedStateFromError(cause: unknown): State {
    return { cause }
  }

  override render(): ReactNode {
    if (this.state.cause === undefined) return this.props.children
    return (
      <FailureScreen
        error={toAppError(this.state.cause)}
        action="Back to Plumbline"
        onAction={() => this.setState({ cause: undefined })}
      />
    )
  }
}
