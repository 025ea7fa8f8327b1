/** How a target follows from the baseline. */
import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { kpiCatalogue, rangeOf } from '../../../shared/kpi.ts'
import type { TargetRule } from '../../../shared/goals.ts'
import type { KpiId, KpiUnit } from '../../../shared/kpi.ts'

interface TargetRuleFieldsProps {
  readonly kpi: KpiId
  /** Null while a number is missing. */
  readonly rule: TargetRule | null
  readonly onRule: (rule: TargetRule | null) => void
}

const kinds = ['match', 'beat', 'best-quarter', 'value'] as const
type RuleKind = TargetRule['kind']
const isKind = (text: string | null): text is RuleKind => kinds.some((kind) => kind === text)
const kindWords = {
  match: 'Match it',
  beat: 'Beat it by a percentage',
  'best-quarter': 'Reach the best quarter of its weeks',
  value: 'A number of my own',
} as const satisfies Record<RuleKind, string>

const timeUnits = { s: 1, min: 60, h: 3600, d: 86_400 } as const
type TimeUnit = keyof typeof timeUnits
const timeUnitWords = { s: 'seconds', min: 'minutes', h: 'hours', d: 'days' } as const
const isTimeUnit = (text: string | null): text is TimeUnit => text !== null && text in timeUnits

const defaultPercent = 10

export function TargetRuleFields({ kpi, rule, onRule }: TargetRuleFieldsProps) {
  const { unit } = kpiCatalogue[kpi]
  const { least, most } = rangeOf(kpi)
  const [kind, setKind] = useState<RuleKind>(rule?.kind ?? 'match')
  const [percent, setPercent] = useState<number | null>(rule?.kind === 'beat' ? rule.by * 100 : defaultPercent)
  const [timeUnit, setTimeUnit] = useState<TimeUnit>('min')
  const [typed, setTyped] = useState<number | null>(rule?.kind === 'value' ? rule.value / factorOf(unit, 'min') : null)

  const tell = (next: {
    kind?: RuleKind
    percent?: number | null
    typed?: number | null
    timeUnit?: TimeUnit
  }): void => {
    const now = { kind, percent, typed, timeUnit, ...next }
    onRule(ruleOf(now.kind, now.percent, now.typed, factorOf(unit, now.timeUnit)))
  }

  return (
    <>
      <Select
        label="Target"
        allowDeselect={false}
        data={kinds.map((each) => ({ value: each, label: kindWords[each] }))}
        value={kind}
        onChange={(next) => {
          if (!isKind(next)) return
          setKind(next)
          tell({ kind: next })
        }}
      />
      {kind === 'beat' && (
        <NumberInput
          label="Better by"
          suffix=" %"
          min={1}
          max={99}
          value={percent ?? ''}
          onChange={(next) => {
            const value = typeof next === 'number' ? next : null
            setPercent(value)
            tell({ percent: value })
          }}
        />
      )}
      {kind === 'value' && (
        <div className="pl-target-typed">
          <NumberInput
            label="Value"
            min={least}
            {...(unit === 'ratio' ? { suffix: ' %', max: 100 } : Number.isFinite(most) ? { max: most } : {})}
            value={typed ?? ''}
            onChange={(next) => {
              const value = typeof next === 'number' ? next : null
              setTyped(value)
              tell({ typed: value })
            }}
          />
          {unit === 'seconds' && (
            <Select
              label="Unit"
              allowDeselect={false}
              data={Object.entries(timeUnitWords).map(([value, label]) => ({ value, label }))}
              value={timeUnit}
              onChange={(next) => {
                if (!isTimeUnit(next)) return
                setTimeUnit(next)
                tell({ timeUnit: next })
              }}
            />
          )}
        </div>
      )}
    </>
  )
}

/** Units of the KPI in one unit of the input: shares are typed as percent, durations in the chosen unit. */
function factorOf(unit: KpiUnit, timeUnit: TimeUnit): number {
  if (unit === 'seconds') return timeUnits[timeUnit]
  return unit === 'ratio' ? 0.01 : 1
}

function ruleOf(kind: RuleKind, percent: number | null, typed: number | null, factor: number): TargetRule | null {
  if (kind === 'match' || kind === 'best-quarter') return { kind }
  if (kind === 'beat') return percent !== null && percent > 0 && percent < 100 ? { kind, by: percent / 100 } : null
  return typed === null ? null : { kind, value: typed * factor }
}
