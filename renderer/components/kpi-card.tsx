/**
 * One KPI: name and "?", headline value, what it rests on, trend with baseline and target, one sentence of state. Every
 * state fills the same places, so that a card never changes its height.
 */
import { Button, Skeleton, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { errorCatalogue } from '../../shared/errors.ts'
import type { AppError } from '../../shared/errors.ts'
import { isVolume, kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiId, KpiResult, MeasuredKpi } from '../../shared/kpi.ts'
import { formatCount, formatKpiValue } from '../../shared/units.ts'
import { Definition } from './definition.tsx'
import { headlineText, historyText, isSmallSample, noteParts, waitingText } from './kpi-text.ts'
import { MeaningIcon } from './meaning.tsx'
import type { Tone } from './meaning.tsx'
import { Sparkline } from './sparkline.tsx'
import './kpi-card.css'

export type KpiCardState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: AppError; readonly retry: () => void }
  | { readonly status: 'ok'; readonly result: KpiResult }

export interface KpiTrend {
  readonly values: readonly (number | null)[]
  readonly isLastComplete: boolean
  /** Such as `weeks`. */
  readonly periodName: string
}

interface KpiCardProps {
  readonly kpi: KpiId
  readonly state: KpiCardState
  /** Null while it is on its way. */
  readonly trend: KpiTrend | 'failed' | null
  readonly baseline: number | null
  readonly target: number | null
  /** The judgement, if there is one. */
  readonly verdict: { readonly tone: Tone; readonly sentence: string } | null
  /** The cases themselves, where n is below the gate of a median. */
  readonly values?: readonly number[] | undefined
  readonly onOpen: (show: 'counted' | 'unanswered') => void
}

export function KpiCard(props: KpiCardProps) {
  const { title } = kpiCatalogue[props.kpi]
  const { state } = props
  const result = state.status === 'ok' ? state.result : null
  return (
    <section className="pl-card pl-kpi" aria-label={title} aria-busy={state.status === 'loading'}>
      <header className="pl-kpi-head">
        <h3 className="pl-kpi-name">{title}</h3>
        <Definition kpi={props.kpi} />
        {result?.status === 'ok' && isSmallSample(result) && <span className="pl-tag">small sample</span>}
      </header>
      <CardBody {...props} />
    </section>
  )
}

function CardBody(props: KpiCardProps) {
  const { kpi, state } = props
  if (state.status === 'loading') return <LoadingBody />
  if (state.status === 'failed') {
    const { title, next } = errorCatalogue[state.error.code]
    return (
      <QuietBody tone="worse" word={title} text={`${state.error.message} ${next}`}>
        <Button size="compact-xs" variant="default" onClick={state.retry}>
          Try again
        </Button>
      </QuietBody>
    )
  }
  const { result } = state
  switch (result.status) {
    case 'ok':
      return <MeasuredBody {...props} result={result} />
    case 'no-data':
      return (
        <QuietBody tone="none" word="No data" text={result.message}>
          <WhyButton result={result} onOpen={props.onOpen} />
        </QuietBody>
      )
    case 'not-measurable':
      return (
        <QuietBody tone="not-measurable" word="Not measurable" text={result.message}>
          {result.missing.length > 0 ? `Missing: ${result.missing.join(', ')}.` : `Needs ${kpiCatalogue[kpi].needs}.`}{' '}
          <WhyButton result={result} onOpen={props.onOpen} />
        </QuietBody>
      )
    case 'failed':
      return (
        <QuietBody tone="worse" word="Could not be computed" text="The other figures are not affected.">
          Try again; if it happens again, send us the log file. ({result.code})
        </QuietBody>
      )
  }
}

/** To the cases that do not count, where there are any. */
function WhyButton({ result, onOpen }: { readonly result: KpiResult } & Pick<KpiCardProps, 'onOpen'>) {
  const count = Object.values(result.ledger.excluded).reduce((sum, one) => sum + one, 0)
  if (count === 0) return null
  return (
    <UnstyledButton
      className="pl-link"
      aria-label={`${kpiCatalogue[result.id].title}: show why nothing counts`}
      onClick={() => onOpen('counted')}
    >
      {formatCount(count)} not counted
    </UnstyledButton>
  )
}

function MeasuredBody(props: KpiCardProps & { readonly result: MeasuredKpi }) {
  const { kpi, result, trend, baseline, target, verdict, values, onOpen } = props
  const { before, after } = noteParts(result)
  const { unit } = result
  const waiting = waitingText(result)
  const history = historyText(result)
  const unanswered = result.unanswered ?? 0
  const title = kpiCatalogue[kpi].title
  return (
    <>
      <UnstyledButton
        className="pl-kpi-value pl-value"
        onClick={() => onOpen('counted')}
        aria-label={`${title}: ${headlineText(result, values)}. Show the conversations`}
      >
        <ValueWithUnits text={headlineText(result, values)} />
      </UnstyledButton>
      <div className="pl-kpi-notes pl-note">
        <p>
          {before.join(' · ')}
          {unanswered > 0 && (
            <>
              {' · '}
              <UnstyledButton className="pl-link" onClick={() => onOpen('unanswered')}>
                {formatCount(unanswered)} unanswered
              </UnstyledButton>
            </>
          )}
          {after.map((part) => ` · ${part}`).join('')}
        </p>
        {waiting && <p>{waiting}</p>}
        {history && <p>{history}</p>}
      </div>
      {trend === null || trend === 'failed' ? (
        <p className="pl-spark pl-note">{trend === 'failed' && 'The trend could not be computed.'}</p>
      ) : (
        <Sparkline
          values={trend.values}
          baseline={baseline}
          target={target}
          isLog={unit === 'seconds'}
          isLastComplete={trend.isLastComplete}
          label={`${title} over ${trend.values.length} ${trend.periodName}`}
        />
      )}
      <p className="pl-kpi-levels pl-note">
        {baseline !== null && <span className="pl-level-baseline">Baseline {formatKpiValue(unit, baseline)}</span>}
        {target !== null && <span className="pl-level-target">Target {formatKpiValue(unit, target)}</span>}
      </p>
      <p className={`pl-kpi-state pl-meaning-${verdict?.tone ?? 'none'}`}>
        {verdict && verdict.tone !== 'none' && <MeaningIcon tone={verdict.tone} />}
        <span>
          {verdict?.sentence ??
            (kpiCatalogue[kpi].better === 'neutral'
              ? isVolume(kpi)
                ? 'A volume: neither good nor bad.'
                : 'Neither more nor less is better.'
              : 'No baseline to judge it by yet.')}
        </span>
      </p>
    </>
  )
}

/** Units small and quiet beside their numbers. */
export function ValueWithUnits({ text }: { readonly text: string }) {
  const parts = text.split(/([<>−]?[\d][\d.,:]*)/).filter((part) => part !== '')
  return (
    <>
      {parts.map((part, index) =>
        /\d/.test(part) ? (
          part
        ) : (
          <span key={parts.slice(0, index + 1).join('')} className="pl-unit">
            {part}
          </span>
        ),
      )}
    </>
  )
}

interface QuietBodyProps {
  readonly tone: Tone
  readonly word: string
  readonly text: string
  readonly children?: ReactNode
}

/** No number: what is the matter, and what to do, in the place of number and trend. */
function QuietBody({ tone, word, text, children }: QuietBodyProps) {
  return (
    <>
      <p className={`pl-kpi-value pl-kpi-word pl-meaning-${tone}`}>
        <MeaningIcon tone={tone} />
        {word}
      </p>
      <p className="pl-kpi-reason" title={text}>
        {text}
      </p>
      <div className="pl-kpi-next pl-note">{children}</div>
    </>
  )
}

function LoadingBody() {
  return (
    <>
      <Skeleton className="pl-kpi-value" height={28} width="55%" />
      <Skeleton height={12} width="80%" mt={8} mb={22} />
      <Skeleton height={56} />
      <Skeleton height={14} width="70%" mt={36} />
    </>
  )
}
