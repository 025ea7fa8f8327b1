/** On which channel customers come back: a sentence, the matrix from × to, net switching, and what it all rests on. */
import { Skeleton, Text, UnstyledButton } from '@mantine/core'
import { mostReturnDays } from '../../../shared/channel-returns.ts'
import type { ChannelReturns, ReturnCell, ReturnRow } from '../../../shared/channel-returns.ts'
import type { Channel } from '../../../shared/model.ts'
import { channelNames, channelNamesInText, formatCount, formatDayRange, formatShare } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import type { ScreenProps } from '../../screen-props.ts'
import '../../components/table.css'

/** Below this, a share is said as "16 of 20". */
const smallSampleBelow = 20

export function ReturnsSection({ filters, onOpenConversations }: ScreenProps) {
  const { selection, hours } = filters
  const state = useApi('kpis.channelReturns', { selection })
  const open = (channel: Channel): void =>
    onOpenConversations(
      { selection: { ...selection, channels: [channel] }, kpi: 'channel-return-rate', show: 'counted', hours },
      `Returns to this channel: first conversations by ${channelNamesInText[channel]}`,
    )
  return (
    <section aria-labelledby="returns">
      <div className="pl-section-head">
        <h2 id="returns">Where customers come back</h2>
      </div>
      {state.status === 'failed' && <ErrorPanel error={state.error} onRetry={state.reload} />}
      {!state.value && state.status === 'loading' && <Skeleton height={160} radius="lg" />}
      {state.value && (
        <div className="pl-card pl-returns">
          <p>{state.value.message}</p>
          {state.value.rows.length > 0 && state.value.status === 'ok' && <Matrix returns={state.value} onOpen={open} />}
          <Switching returns={state.value} />
          <Basis returns={state.value} />
        </div>
      )}
    </section>
  )
}

interface MatrixProps {
  readonly returns: ChannelReturns
  readonly onOpen: (channel: Channel) => void
}

function Matrix({ returns, onOpen }: MatrixProps) {
  const { channels, rows, cells } = returns
  return (
    <div className="pl-table-scroll">
      <table className="pl-table" aria-label="From the first to the next channel">
        <thead>
          <tr>
            <th scope="col">First conversation</th>
            {channels.map((to) => (
              <th key={to} scope="col" className="pl-number">
                Next: {channelNames[to]}
              </th>
            ))}
            <th scope="col" className="pl-number">
              Came back
            </th>
            <th scope="col" className="pl-number">
              Did not
            </th>
            <th scope="col" className="pl-number">
              Too little data
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.from}>
              <th scope="row">{channelNames[row.from]}</th>
              {channels.map((to) => (
                <td key={to} className="pl-number">
                  <Cell cell={cells.find((cell) => cell.from === row.from && cell.to === to)} row={row} />
                </td>
              ))}
              <td className="pl-number">
                <UnstyledButton
                  className="pl-link"
                  aria-label={`${channelNames[row.from]}: ${formatCount(row.returned)} came back. Show the conversations`}
                  onClick={() => onOpen(row.from)}
                >
                  {formatCount(row.returned)}
                </UnstyledButton>
              </td>
              <td className="pl-number">{formatCount(row.didNotReturn)}</td>
              <td className="pl-number">{formatCount(row.tooLittleFollowUp)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell, row }: { readonly cell: ReturnCell | undefined; readonly row: ReturnRow }) {
  if (cell === undefined || cell.share === null || cell.interval === null) return <span className="pl-note">–</span>
  const { count, share, interval } = cell
  if (row.returned < smallSampleBelow) return <>{`${formatCount(count)} of ${formatCount(row.returned)}`}</>
  return (
    <>
      <div>
        {formatShare(share)} <span className="pl-note">({formatCount(count)})</span>
      </div>
      <div className="pl-note">
        {formatShare(interval.low)} to {formatShare(interval.high)}
      </div>
    </>
  )
}

function Switching({ returns: { switching } }: { readonly returns: ChannelReturns }) {
  if (switching.length === 0) return null
  return (
    <ul aria-label="Net switching">
      {switching.map(({ from, to, net, there, back, isClear }) => (
        <li key={`${from} ${to}`}>
          {channelNames[from]} to {channelNames[to]}: net {formatCount(net)} ({formatCount(there)} there,{' '}
          {formatCount(back)} back){isClear ? '' : ', which may be chance'}
        </li>
      ))}
    </ul>
  )
}

/** What the numbers rest on, or what is missing for them. */
function Basis({ returns: { coverage, window, followUp, linking } }: { readonly returns: ChannelReturns }) {
  return (
    <Text c="dimmed" size="xs">
      {window === null
        ? `On no day do the data of all channels reach ${mostReturnDays} days ahead. `
        : `First conversations of ${formatDayRange(window.from, window.to)} have ${mostReturnDays} days of data on every channel: ${formatCount(followUp.enough)} customers; ${formatCount(followUp.tooLittle)} had too little. `}
      {coverage.length > 0 &&
        `Data: ${coverage.map((one) => `${channelNames[one.channel]} ${formatDayRange(one.from, one.to)}`).join('; ')}. `}
      Customers known by number only: {formatCount(linking.numberOnly)}, by e-mail only:{' '}
      {formatCount(linking.emailOnly)}, by both: {formatCount(linking.linked)}, by neither:{' '}
      {formatCount(linking.otherOnly)}; on several channels: {formatCount(linking.onSeveralChannels)}.
    </Text>
  )
}
