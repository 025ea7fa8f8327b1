// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ReportsScreen } from '../../../renderer/features/reports/reports-screen.tsx'
import { noFilters } from '../../../renderer/filters.ts'
import { AppError } from '../../../shared/errors.ts'
import { fakeWorkspace } from '../fake/names.ts'
import type { FakeBridge } from '../fake-bridge.ts'
import { inputsOf, mount } from '../mount.tsx'

const show = (prepare?: (fake: FakeBridge) => void): FakeBridge =>
  mount(
    <ReportsScreen workspace={fakeWorkspace} filters={noFilters} onFilters={vi.fn()} onOpenConversations={vi.fn()} />,
    prepare,
  )

describe('reports', () => {
  it('previews the answer and what the file will hold', async () => {
    show()
    const preview = await screen.findByRole('region', { name: 'Preview of the report' })
    await waitFor(() => expect(preview.textContent).toContain('SMS gets a first human reply'))
    expect(preview.textContent).toContain('SMS against web chat')
    expect(preview.textContent).toContain('Customer names, numbers and texts are left out.')
  })

  it('writes what was chosen, says where it is, and shows it', async () => {
    const fake = show()
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Teams and agents by name' }))
    await userEvent.click(screen.getByRole('radio', { name: 'CSV' }))
    await userEvent.click(screen.getByRole('button', { name: 'Export report' }))
    expect(await screen.findByText(/review\.csv \(48 kB\)/)).toBeDefined()
    expect(inputsOf(fake, 'files.chooseReport')).toEqual([{ format: 'csv' }])
    expect(inputsOf(fake, 'reports.write')).toEqual([
      {
        request: {
          subject: { channels: ['sms'] },
          baseline: { channels: ['web_chat'] },
          hours: 'calendar',
          withAgents: true,
          withCustomers: false,
        },
        format: 'csv',
        fileId: 'report-1',
      },
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Show it' }))
    expect(inputsOf(fake, 'files.showReport')).toEqual([{ fileId: 'report-1' }])
  })

  it('writes nothing when the dialog is cancelled', async () => {
    const fake = show((each) => each.answer('files.chooseReport', () => null))
    await userEvent.click(await screen.findByRole('button', { name: 'Export report' }))
    await waitFor(() => expect(inputsOf(fake, 'files.chooseReport')).toHaveLength(1))
    expect(inputsOf(fake, 'reports.write')).toEqual([])
  })

  it('says what happened, what was kept and what to do when writing fails', async () => {
    show((fake) =>
      fake.answer('reports.write', () => {
        throw new AppError('file-unwritable', 'The folder may not be written to.')
      }),
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Export report' }))
    const panel = await screen.findByRole('alert')
    expect(panel.textContent).toContain('The folder may not be written to.')
    expect(panel.textContent).toContain('An existing file of that name is unchanged.')
  })

  it('has no business hours without opening hours', async () => {
    show()
    expect(await screen.findByRole('radio', { name: 'Business hours' })).toHaveProperty('disabled', true)
  })
})
