/** Time zones and countries to choose from, as the platform knows them. */

/** Codes that have a name but no telephone numbers of their own: unions and pseudo-locales. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

export interface PlaceOption {
  readonly value: string
  readonly label: string
}

let countries: PlaceOption[] | undefined

/** Every country by its English name. The platform lists no regions, but it knows which of all letter pairs has a name. */
export function countryOptions(): PlaceOption[] {
  if (countries) return countries
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  countries = letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((value) => {
      const label = notCountries.has(value) ? undefined : names.of(value)
      return label === undefined ? [] : [{ value, label }]
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'en'))
  return countries
}

/** Every zone, with the given one in front if the platform does not list it (older spellings and `UTC`). */
export function zoneOptions(current: string): PlaceOption[] {
  const zones = Intl.supportedValuesOf('timeZone')
  const all = ['UTC', ...zones.filter((zone) => zone !== 'UTC')]
  return (all.includes(current) ? all : [current, ...all]).map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }))
}

/** The machine's zone and, from the language of the system, its country: proposals for a new workspace. */
export function machinePlace(): { readonly zone: string; readonly country: string } {
  const region = new Intl.Locale(navigator.language).maximize().region
  return {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    country: region && /^[A-Z]{2}$/.test(region) ? region : 'US',
  }
}
