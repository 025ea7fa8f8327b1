import { expect, test } from 'vitest'
import { displayFolder } from '../../electron/display-folder.ts'

test.each([
  ['/home/jane/a.plumbline', '~'],
  ['/home/jane/clients/acme/a.plumbline', '~/clients/acme'],
  ['/home/janet/a.plumbline', '/home/janet'],
  ['/home/jane/..clients/a.plumbline', '~/..clients'],
  ['/media/stick/a.plumbline', '/media/stick'],
  ['/home/jane/documents/reviews/2026/quarter-3/clients/acme/review/a.plumbline', '~/…/acme/review'],
])('%s is shown in %s', (file, shown) => {
  expect(displayFolder(file, '/home/jane')).toBe(shown)
})
