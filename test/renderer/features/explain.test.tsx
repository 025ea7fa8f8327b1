// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { KpiCard } from '../../../renderer/components/kpi-card.tsx'
import { ConversationsPanel } from '../../../renderer/features/conversations/conversations-panel.tsx'
import { ReturnsSection } from '../../../renderer/features/dashboard/returns-section.tsx'
import { LinksSection } from '../../../renderer/features/settings/links-section.tsx'
import { OptOutsSection } from '../../../renderer/features/settings/opt-outs-section.tsx'
import { noFilters } from '../../../renderer/filters.ts'
import { listCases } from '../fake/conversations.ts'
import { fakeWorkspace } from '../fake/names.ts'
import { inputsOf, mount } from '../mount.tsx'

const query = { selection: {}, kpi: 'first-response-time', show: 'counted', hours: 'calendar' } as const

function openPanel() {
  return mount(<ConversationsPanel query={query} title="First response time" zone="UTC" onClose={vi.fn()} />)
}

describe('the panel behind a number', () => {
  it('says what is counted and what not, and lists the cases of either', async () => {
    const fake = openPanel()
    const explained = await screen.findByRole('region', { name: 'What is counted' })
    expect(explained.textContent).toContain('From the first customer message of a conversation')
    await userEvent.click(
      within(explained).getByRole('button', { name: /not counted: no human reply until the end of the data$/ }),
    )
    const cases = await screen.findByRole('region', { name: 'Cases' })
    await waitFor(() => expect(within(cases).getAllByRole('row')).toHaveLength(2))
    expect(within(cases).getAllByRole('row')[1]?.textContent).toContain('no human reply until the end of the data')
    expect(inputsOf(fake, 'kpis.cases').at(-1)).toEqual({
      kpi: 'first-response-time',
      selection: {},
      hours: 'calendar',
      weekdayHour: undefined,
      limit: 200,
      reason: 'unanswered',
    })
    // From a case to its conversation.
    await userEvent.click(within(cases).getByRole('button', { name: /^Conversation with / }))
    expect(await screen.findByRole('heading', { name: 'What was measured' })).toBeDefined()
  })

  it('goes on with more cases', async () => {
    const more = { conversation: null, contact: 'the last one', channel: null, team: null, agent: null, at: null }
    const fake = mount(
      <ConversationsPanel query={query} title="First response time" zone="UTC" onClose={vi.fn()} />,
      ({ answer }) =>
        answer('kpis.cases', (input) => {
          const page = listCases(input)
          if (input.after === undefined) return { ...page, total: page.rows.length + 1, next: page.rows.length }
          return { ...page, rows: [{ ...more, value: null, reason: 'undated' }], next: null }
        }),
    )
    await userEvent.click(await screen.findByRole('button', { name: /counted: answered conversations$/ }))
    await userEvent.click(await screen.findByRole('button', { name: 'Show more' }))
    expect(await screen.findByText('the last one')).toBeDefined()
    expect(inputsOf(fake, 'kpis.cases').at(-1)).toMatchObject({ reason: 'counted', after: 2 })
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('shows what every KPI makes of a conversation, also those that count nothing of it', async () => {
    openPanel()
    const [first] = await screen.findAllByRole('button', { name: /^Conversation with / })
    if (first === undefined) throw new Error('no conversation')
    await userEvent.click(first)
    const title = await screen.findByRole('heading', { name: 'What was measured' })
    const section = title.closest('section')
    expect(section?.textContent).toContain('1 min 34 s')
    expect(section?.textContent).toContain('Customer satisfactionyes')
    expect(section?.textContent).toContain('Not counted. No NPS answer belongs to it.')
  })

  it('says who else the customer is, and takes the word of the user', async () => {
    const fake = openPanel()
    const [first] = await screen.findAllByRole('button', { name: /^Conversation with / })
    if (first === undefined) throw new Error('no conversation')
    await userEvent.click(first)
    const section = await screen.findByRole('region', { name: 'Same customer' })
    expect(section.textContent).toContain('Same customer as kim@example.com, as you said')
    await userEvent.type(within(section).getByRole('textbox', { name: 'Same customer as' }), 'lou@example.com')
    await userEvent.click(within(section).getByRole('button', { name: 'Link' }))
    await waitFor(() => expect(inputsOf(fake, 'contacts.link')).toHaveLength(1))
    expect(inputsOf(fake, 'contacts.link')[0]).toMatchObject({ other: 'lou@example.com' })
    await userEvent.click(within(section).getByRole('button', { name: /is not the same customer as kim@example.com$/ }))
    await waitFor(() => expect(inputsOf(fake, 'contacts.unlink')).toHaveLength(1))
  })
})

describe('a card without a value', () => {
  it('leads to the cases that do not count', async () => {
    const onOpen = vi.fn()
    mount(
      <KpiCard
        kpi="resolution-time"
        state={{
          status: 'ok',
          result: {
            id: 'resolution-time',
            group: {},
            unit: 'seconds',
            better: 'lower',
            status: 'not-measurable',
            reason: 'no-close',
            message: 'No closing times.',
            missing: [],
            ledger: { counted: 0, excluded: { 'no-close': 12 } },
          },
        }}
        {...{ trend: null, baseline: null, target: null, verdict: null, onOpen }}
      />,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Resolution time: show why nothing counts' }))
    expect(onOpen).toHaveBeenCalledWith('counted')
  })
})

describe('where customers come back', () => {
  it('is a sentence, a table and what it rests on', async () => {
    const onOpenConversations = vi.fn()
    mount(
      <ReturnsSection workspace={fakeWorkspace} filters={noFilters} onFilters={vi.fn()} {...{ onOpenConversations }} />,
    )
    const table = await screen.findByRole('table', { name: 'From the first to the next channel' })
    const [, sms] = within(table).getAllByRole('row')
    expect(sms?.textContent).toMatch(/^SMS75.%.\(45\)62.8.% to 84.2.%25.%.\(15\)/)
    const section = screen.getByRole('region', { name: 'Where customers come back' })
    expect(section.textContent).toContain('45 (75 %) came back by SMS.')
    expect(section.textContent).toContain('Email to SMS: net 13 (28 there, 15 back), which may be chance')
    expect(section.textContent).toContain('320 customers; 31 had too little.')
    expect(section.textContent).toContain('Customers known by number only: 210, by e-mail only: 150, by both: 90')
    await userEvent.click(within(table).getByRole('button', { name: /^SMS: 60 came back/ }))
    expect(onOpenConversations.mock.lastCall?.[0]).toMatchObject({
      kpi: 'channel-return-rate',
      selection: { channels: ['sms'] },
    })
  })
})

describe('possible opt-outs', () => {
  it('are judged by the user', async () => {
    const fake = mount(<OptOutsSection zone="UTC" />)
    const list = await screen.findByRole('region', { name: 'Possible opt-outs' })
    expect(list.textContent).toContain('answers our own message: “Reply CANCEL to cancel your visit”')
    const [choice] = within(list).getAllByRole('radio', { name: 'Opt-out' })
    if (choice === undefined) throw new Error('no choice')
    await userEvent.click(choice)
    await waitFor(() => expect(inputsOf(fake, 'optOuts.decide')).toEqual([{ id: 901, isOptOut: true }]))
    expect(await screen.findByText('1 waiting, 1 confirmed, 0 dismissed')).toBeDefined()
  })
})

describe('links made by hand', () => {
  it('are listed beside the addresses that several people share', async () => {
    const fake = mount(<LinksSection />)
    const list = await screen.findByRole('list', { name: 'Links made by hand' })
    expect(list.textContent).toContain('+14155550101 is the same customer as kim@example.com')
    expect(screen.getByText(/^\+14155550188: Kim/)).toBeDefined()
    await userEvent.click(within(list).getByRole('button', { name: /^Take back/ }))
    await waitFor(() =>
      expect(inputsOf(fake, 'contacts.unlink')).toEqual([{ address: '+14155550101', other: 'kim@example.com' }]),
    )
  })
})
