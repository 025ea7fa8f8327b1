/** Results must not depend on the machine's zone, and a suite that runs in whatever zone there is could not tell. */
export default function requireFixedZone(): void {
  const zone = process.env['TZ']
  if (zone === undefined || zone === '') {
    throw new Error('Set TZ before running the tests; "npm test" runs them in two zones.')
  }
}
