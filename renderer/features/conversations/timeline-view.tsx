/** One conversation: what was said, and beside it every stretch of time that a KPI counted, and why. */
import { Skeleton, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { ConversationQuery } from '../../../shared/api.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import type { Timeline, TimelineInterval, TimelineMessage, ZoneName } from '../../../shared/model.ts'
import { useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { formatMomentDay, formatTime } from '../../format.ts'
import { channelNames, formatCaseValue, formatDuration, formatInstant } from '../../../shared/units.ts'
import { SameCustomer } from './same-customer.tsx'
import './timeline-view.css'

interface TimelineViewProps {
  readonly id: number
  readonly zone: ZoneName
  /** Where the reader comes from: what lies outside of it is said to. */
  readonly within?: Pick<ConversationQuery, 'selection' | 'hours'> | undefined
}

export function TimelineView({ id, zone, within }: TimelineViewProps) {
  const timeline = useApi('conversations.timeline', {
    id,
    ...(within ? { selection: within.selection, hours: within.hours } : {}),
  })
  if (timeline.status === 'failed') return <ErrorPanel error={timeline.error} onRetry={timeline.reload} />
  if (!timeline.value) return <Skeleton height={400} />
  return <TimelineBody timeline={timeline.value} zone={zone} onChanged={timeline.reload} />
}

interface TimelineBodyProps {
  readonly timeline: Timeline
  readonly zone: ZoneName
  readonly onChanged: () => void
}

function TimelineBody({ timeline, zone, onChanged }: TimelineBodyProps) {
  const { conversation, messages, intervals, sameCustomer } = timeline
  const { channel, team, agent, source, openedAt, closedAt } = conversation
  const facts = [
    ['Channel', channelNames[channel]],
    ['Agent', agent ?? 'not known'],
    ['Team', team ?? 'not known'],
    ['Source', source],
    ['Opened', formatInstant(openedAt, zone)],
    ['Closed', closedAt === null ? 'not in the data' : formatInstant(closedAt, zone)],
  ] as const
  return (
    <div className="pl-timeline">
      <dl className="pl-timeline-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="pl-note">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {conversation.contact !== '' && (
        <SameCustomer contact={conversation.contact} others={sameCustomer} onChanged={onChanged} />
      )}
      <section className="pl-timeline-talk" aria-label="Messages">
        {messages.map((message, index) => {
          const day = formatMomentDay(message.at, zone)
          const previous = messages[index - 1]
          const isNewDay = !previous || formatMomentDay(previous.at, zone) !== day
          return (
            <Fragment key={message.id}>
              {isNewDay && <p className="pl-talk-day pl-note">{day}</p>}
              <Message message={message} zone={zone} />
            </Fragment>
          )
        })}
      </section>
      <section className="pl-timeline-intervals" aria-labelledby="intervals-title">
        <Title order={3} id="intervals-title">
          What was measured
        </Title>
        {intervals.map((interval) => (
          <Interval key={`${interval.kpi} ${interval.from} ${interval.why}`} interval={interval} zone={zone} />
        ))}
      </section>
    </div>
  )
}

const authorKinds = { customer: 'customer', agent: 'agent', bot: 'bot', system: 'system' } as const
const eventTexts = { closed: 'Closed', reopened: 'Reopened' } as const

function Message({ message, zone }: { readonly message: TimelineMessage; readonly zone: ZoneName }) {
  const { at, direction, author, authorKind, kind, event, automatic, failed, text } = message
  const time = formatTime(at, zone)
  if (kind === 'event')
    return (
      <p className="pl-talk-event pl-note">
        {event ? eventTexts[event] : (text ?? 'Event')}
        {author && authorKind !== 'system' ? ` by ${author}` : ''} · {time}
      </p>
    )
  const marks = [
    ...(kind === 'note' ? ['private note, no reply'] : []),
    ...(authorKind === 'bot' ? [authorKinds.bot] : []),
    ...(automatic ? ['automatic, no reply'] : []),
    ...(failed ? ['not delivered, no reply'] : []),
  ]
  return (
    <article
      className="pl-talk-message"
      title={message.why}
      data-direction={direction}
      data-quiet={kind === 'note' || automatic || failed || authorKind === 'bot' || undefined}
    >
      <header className="pl-note">
        <strong>{author || (authorKind === 'unknown' ? 'Author not known yet' : authorKinds[authorKind])}</strong> ·{' '}
        {time}
        {marks.length > 0 && ` · ${marks.join(' · ')}`}
      </header>
      <p className="pl-talk-text">{text ?? <em className="pl-note">The import kept no text.</em>}</p>
      {message.why.includes('opt-out') && <p className="pl-note">{message.why}</p>}
    </article>
  )
}

/** Times as long as they took; everything else by what the KPI makes of it. */
function valueText(kpi: string, seconds: number | null, value: number | null): string {
  if (isKpi(kpi) && value !== null) return formatCaseValue(kpiCatalogue[kpi].kind, kpiCatalogue[kpi].unit, value)
  return seconds === null ? '' : formatDuration(seconds)
}

const isKpi = (id: string): id is KpiId => Object.hasOwn(kpiCatalogue, id)

function Interval({ interval, zone }: { readonly interval: TimelineInterval; readonly zone: ZoneName }) {
  const { kpi, from, to, seconds, value, counted, why } = interval
  return (
    <article className="pl-measured" data-counted={counted}>
      <header>
        <Text size="sm" fw={600}>
          {isKpi(kpi) ? kpiCatalogue[kpi].title : kpi}
        </Text>
        <Text size="lg" fw={600} className={counted ? '' : 'pl-quiet'}>
          {valueText(kpi, seconds, value)}
        </Text>
      </header>
      {(seconds !== null || to === null) && (
        <p className="pl-note">
          {formatTime(from, zone)} – {to === null ? 'end of the data' : formatTime(to, zone)}
        </p>
      )}
      <p className="pl-measured-why">{why}</p>
      <p className="pl-measured-state pl-note">
        {counted ? <IconCircleCheck aria-hidden size={14} /> : <IconCircleDashed aria-hidden size={14} />}
        {counted ? 'Counted' : 'Not counted'}
      </p>
    </article>
  )
}
