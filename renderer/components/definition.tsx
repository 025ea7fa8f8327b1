/** The quiet "?" beside a KPI: what it is, how it is counted, what it needs. */
import { Popover, Text, UnstyledButton } from '@mantine/core'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiId } from '../../shared/kpi.ts'
import './definition.css'

const betterWords = {
  lower: 'Lower is better.',
  higher: 'Higher is better.',
  neutral: 'Neither more nor less is better.',
}

/** KPIs that have a namesake on the screens of Zendesk, Intercom and Chatwoot. */
const countedOtherwise: ReadonlySet<KpiId> = new Set(['first-response-time', 'response-time', 'resolution-time'])

export function Definition({ kpi }: { readonly kpi: KpiId }) {
  const { title, meaning, better, countedUnit, needs, kind } = kpiCatalogue[kpi]
  return (
    <Popover width={320} position="bottom-start" withArrow>
      <Popover.Target>
        <UnstyledButton className="pl-definition" aria-label={`What is ${title}?`}>
          ?
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text fw={600}>{title}</Text>
        <Text mt={4}>{meaning}</Text>
        <Text mt={8} c="dimmed" size="xs">
          {betterWords[better]} n counts {countedUnit}.{' '}
          {kind === 'duration' && 'The headline is the median: the middle value, half are lower and half are higher. '}
          Needs {needs}.
          {countedOtherwise.has(kpi) && ' Help desks count this otherwise: Compare shows how theirs follows.'}
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}
