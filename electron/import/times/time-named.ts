/** Times with the names of days and months in English, German, French, Spanish and Portuguese. */
import { clock, finishClock, parts, timeOfDay } from './time-parts.ts'
import type { TimeParts } from './time-parts.ts'

// Full names and the usual abbreviations, folded: without accents, in lower case.
const monthNames = [
  'jan january januar janner janvier janv enero ene janeiro',
  'feb february februar feber fevrier fevr fev febrero fevereiro',
  'mar march marz mrz maerz mars marzo marco',
  'apr april avril avr abril abr',
  'may mai mayo maio',
  'jun june juni juin junio junho',
  'jul july juli juillet juil julio julho',
  'aug august aout aou agosto ago',
  'sep sept september septembre septiembre setiembre set setembro',
  'oct october oktober okt octobre octubre outubro out',
  'nov november novembre noviembre novembro',
  'dec december dezember dez decembre diciembre dic dezembro',
]
const months = new Map(monthNames.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)))

const weekdays = new Set(
  (
    'mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday ' +
    'mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag ' +
    'lun lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche ' +
    'lunes mar martes mie miercoles jue jueves vie viernes sab sabado dom domingo ' +
    'seg segunda segundafeira ter terca tercafeira qua quarta quartafeira qui quinta quintafeira sex sexta sextafeira'
  ).split(' '),
)

const fold = (word: string): string => {
  const lower = word.toLowerCase()
  return /^[a-z]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(/[^a-z]/g, '')
}

const monthOf = (name: string | undefined): number => months.get(fold(name ?? '')) ?? 0

const leadingWeekday = /^([\p{Letter}-]{2,13})\.?,?\s+(?:den\s+)?/u

/** What follows the name of a day: `Fri, 24 May 2019` becomes `24 May 2019`. The text itself where no day leads it. */
export function withoutWeekday(text: string): string {
  const match = leadingWeekday.exec(text)
  return match !== null && weekdays.has(fold(match[1] ?? '')) ? text.slice(match[0].length) : text
}

const dayMonthYear = new RegExp(
  String.raw`^(\d{1,2})(?:\.|er|º|st|nd|rd|th)?[\s-]?\s*(?:(?:de|of)\s+)?([\p{Letter}]{3,10})\.?,?[\s-]\s*(?:del?\s+)?(\d{4}|\d{2}(?=[\s,]|$))${timeOfDay}`,
  'iu',
)
const monthDayYear = new RegExp(
  String.raw`^([\p{Letter}]{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})${timeOfDay}`,
  'iu',
)
/** The C library's form, which Twitter also uses: `Oct 31 22:10:47 +0000 2017` after the day's name. */
const ctime = new RegExp(String.raw`^([a-z]{3})\s+(\d{1,2})\s${clock}\s?([+-]\d{4}|UTC|GMT)?\s(\d{4})$`, 'i')

/**
 * `24 May 2019 17:44:46 +0000` (RFC 2822 after its day's name), `Apr 21, 2012 4:10:17 PM`, `2. März 2026 um 10:11 Uhr`,
 * `9 févr. 2013 à 13:01:38`, `2 de marzo de 2026, 10:11`. Expects no name of a day.
 */
export function readNamedMonth(text: string): TimeParts | null {
  const dayFirst = dayMonthYear.exec(text)
  if (dayFirst !== null) {
    parts.hasTimeOfDay = dayFirst[4] !== undefined
    const year = dayFirst[3]?.length === 2 ? 2000 + Number(dayFirst[3]) : Number(dayFirst[3])
    return finishClock(text, dayFirst[0].length, year, monthOf(dayFirst[2]), Number(dayFirst[1]), dayFirst.slice(4))
  }
  const monthFirst = monthDayYear.exec(text)
  if (monthFirst !== null) {
    parts.hasTimeOfDay = monthFirst[4] !== undefined
    const [whole, month, day, year] = monthFirst
    return finishClock(text, whole.length, Number(year), monthOf(month), Number(day), monthFirst.slice(4))
  }
  const twitter = ctime.exec(text)
  if (twitter === null) return null
  const zone = twitter[8] ?? ''
  return finishClock(zone, 0, Number(twitter[9]), monthOf(twitter[1]), Number(twitter[2]), twitter.slice(3, 8))
}
