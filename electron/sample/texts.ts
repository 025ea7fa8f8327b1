/** What people write. Short sentences with slots; none of them is nothing but an opt-out or opt-in word. */
import type { Random } from './random.ts'
import type { TeamName } from './staff.ts'

interface Topic {
  readonly team: TeamName
  readonly weight: number
  readonly openings: readonly string[]
}

const topics: readonly Topic[] = [
  {
    team: 'Repairs Desk',
    weight: 10,
    openings: [
      'Hi, my kitchen faucet keeps dripping. Could someone come {when}?',
      'The faucet in our upstairs bath leaks again, same one as in {month}. Can you send somebody?',
      'Good morning! How soon could a plumber look at a running toilet at {address}?',
    ],
  },
  {
    team: 'Repairs Desk',
    weight: 8,
    openings: [
      'I need a quote for replacing {count} windows at {address}.',
      'Do you also repair cedar fences? About {count} panels came down in the wind.',
      'Can you give me a rough price for repainting a porch, about {count}0 sq ft?',
      'Hello, we are looking at a new deck railing, "farmhouse style". Is that something you do?',
    ],
  },
  {
    team: 'Repairs Desk',
    weight: 9,
    openings: [
      'I have an appointment {when} but something came up. Can we move it?',
      'Is the technician still coming {when}? Nobody has called yet.',
      'Which time window did you book for {address}? I lost the card, sorry 😅',
      'Could {agent} come a bit earlier {when}?',
    ],
  },
  {
    team: 'Repairs Desk',
    weight: 6,
    openings: [
      'Our gutters are overflowing on the north side. When is your next free slot?',
      'The back door lock is stuck, the key turns but nothing happens.',
      'Hola, ¿alguien habla español? Tengo una fuga pequeña en la cocina.',
      'Bonjour! The réparation of our stairs looks great, but one step squeaks. Could you check?',
    ],
  },
  {
    team: 'Billing & Warranty',
    weight: 8,
    openings: [
      'I was charged twice for invoice {invoice}. Can you check?',
      'Invoice {invoice} says ${amount}, the quote was lower. What happened?',
      'Could I get a copy of invoice {invoice} for my landlord, please?',
      'Do you take cards for invoice {invoice}, or check only?',
    ],
  },
  {
    team: 'Billing & Warranty',
    weight: 5,
    openings: [
      'Is the water heater you installed in {month} still under warranty?',
      'The grout you did in {month} is cracking; is that covered?',
      'My warranty card has the wrong address, it should be {address}.',
      'How do I transfer the warranty to the new owner of {address}?',
    ],
  },
  {
    team: 'Emergency Line',
    weight: 5,
    openings: [
      'URGENT: water coming through the ceiling at {address}!!',
      'No hot water since last night and there is a baby in the house. Please help',
      'The basement is flooding, where do I shut the water off?',
      'Smell of gas near the stove?? I opened the windows. What now',
      'Half of the house has no power, breakers look fine',
    ],
  },
]

const customerExtras = [
  'It is getting worse by the way',
  'I can send a photo if that helps 📷',
  'Address is {address}',
  'Best to reach me after {hour}',
  'Sorry, typo: I meant {when}',
  '…and the dog is friendly, promise 🐕',
]
/** What customers go on to ask, each with answers that fit. */
const exchanges: readonly { readonly question: string; readonly answers: readonly string[] }[] = [
  {
    question: 'That works for me. What will it cost roughly?',
    answers: [
      'A rough estimate is ${amount}, parts included. The final price comes after a look on site.',
      'About ${amount}. The first half hour is free.',
    ],
  },
  {
    question: '{When} would be better, is that possible?',
    answers: [
      'Done! Your new appointment is {when} at {hour}.',
      'Yes, I have moved you. See you {when}, {hour} to {later}.',
      'Sorry, that day is full. The next free slot is {when} at {hour}.',
    ],
  },
  {
    question: 'How long will it take?',
    answers: ['It usually takes about {count} hours.', 'Plan for half a day, to be on the safe side.'],
  },
  {
    question: 'Does somebody have to be home?',
    answers: ['Only for the first ten minutes, to let the crew in.', 'Not if the crew can get in; a key box is fine.'],
  },
  {
    question: 'Ok, and do I need to clear the room before?',
    answers: ['No, just move what is fragile. The crew covers the rest.', 'A path of about three feet is enough.'],
  },
  {
    question: 'The code for the gate is {code}#',
    answers: ['Thanks, I have made a note for the crew.', 'Got it, that stays between us and the crew.'],
  },
  {
    question: 'Can you text me when the technician is on the way?',
    answers: ['Of course, you get a text about 30 minutes before.', 'Sure, I have switched that on for you.'],
  },
  {
    question: 'Hmm, ${amount} is more than I expected; is there a cheaper option?',
    answers: [
      'We can reuse the fittings, that brings it down by a third.',
      'Let me ask the technician. I think we can take 10% off.',
    ],
  },
  {
    question: 'I sent a photo, did it arrive?',
    answers: [
      'Got it, thank you. That is a worn part, a quick fix.',
      'Yes! That looks worse than it is; no need to worry.',
    ],
  },
  {
    question: 'Is that including parts, labor, and tax?',
    answers: ['Yes, everything included.', 'Parts and labor yes; tax comes on top.'],
  },
  {
    question: 'My neighbor said "they never do Sundays", is that true?',
    answers: [
      'Only emergencies on Sundays, and then at no extra charge.',
      'We do, for emergencies; everything else Monday to Saturday.',
    ],
  },
  {
    question: 'One more thing: the shut-off valve is behind the dryer.\nYou may need a small wrench.',
    answers: ['Good to know! I have added it to the job sheet.', 'Thanks, the crew brings one.'],
  },
  {
    question: '+1 on the earlier slot if you have one',
    answers: [
      'You are on the waiting list; I write as soon as one opens.',
      'Somebody just canceled: {when} at {hour}. Shall I book it?',
    ],
  },
  {
    question: 'Who is coming this time? We were very happy with the last crew :)',
    answers: ['I have put you down for the same crew.', 'The same two as before, they asked for it 😊'],
  },
  {
    question: 'And how do I pay? Card, check… café gift cards?',
    answers: [
      'Card or check, whatever is easier. The gift card we drink ourselves ☕',
      'You get a link with the invoice, card or bank transfer.',
    ],
  },
]
const customerChasers = [
  'Hello? Anybody there?',
  'Still waiting for an answer…',
  'Did you get my message?',
  'Never mind, I will try somebody else if I do not hear back {when}.',
]
const customerCourtesies = [
  'Thanks!',
  'Thank you!',
  'Thank you 🙏',
  'ok thanks',
  'Perfect, thanks!',
  '👍',
  'Great, thank you!',
]

const agentRepairs = [
  'Hi {name}, {agent} here. Happy to help! Could you tell me the address?',
  'Hello {name}, thanks for reaching out. Let me check the schedule, one moment.',
  'Hi {name}! Let me see… would {when} between {hour} and {later} work?',
  'Hi {name}, thanks for writing. I can send a technician {when}.',
  'Hello {name}, {agent} from Harbour & Pine. I have your file open, let me look into it.',
]
const agentBilling = [
  'Hi {name}, {agent} from billing. I have it in front of me, one moment please.',
  'Thanks {name}, let me check that with the job sheet.',
  'Hello {name}, sorry about that! I will put it right today and e-mail you the new copy.',
  'Hi {name}, good question. Yes, that is covered; I have opened a claim for you.',
]
const agentUrgent = [
  'Hi {name}, please shut the main valve off first (usually near the meter). A technician can be there by {hour}.',
  'On it, {name}. Stay out of the room please; {agent} is calling the on-call crew now.',
  'Hi {name}, please keep away from it until the crew is there. They are about {count}0 minutes out.',
]
const agentExtras = [
  'Is there anything else I can do for you?',
  'I have put that into your file.',
  'And you can always text us here, day or night.',
  'P.S. The job number is {invoice}.',
]
const agentEndings = [
  'You are welcome!',
  'Any time, {name}. Have a good day!',
  'Glad to help 😊',
  'You are welcome, see you {when}.',
]
const handOvers = [
  'Handing over to {team}: customer asks about invoice {invoice}.',
  'Customer called before about the same thing, please have a look ({team}).',
  'Needs a price from {team}; told them somebody gets back today.',
]
const plainNotes = [
  'Regular customer, job {invoice} last {month}.',
  'Gate code is {code}, do not share.',
  'Parts on order; call supplier {when}.',
]

const campaigns = [
  'Hi {name}, Harbour & Pine here: gutter cleaning is 15% off until the end of the month. Reply to book. Reply STOP to opt out.',
  'Storm season is coming, {name}! Book a free roof check with Harbour & Pine. Reply STOP to opt out.',
  'Hi {name}, it is time for the yearly water heater check. Shall we come by? Harbour & Pine. Reply STOP to opt out.',
  '{name}, bring a neighbor and both save $25 on the next repair. Harbour & Pine Home Repairs. Reply STOP to opt out.',
]
const campaignAnswers = [
  'Yes please, can you come {when}?',
  'Is that also for {address}?',
  'Sounds good, what would it cost?',
  'How long is the offer valid?',
]
const stopWords = ['STOP', 'STOP', 'STOP', 'Stop', 'stop', 'Stop.', 'UNSUBSCRIBE', 'STOPALL', 'QUIT']
const stopWishes = ['please stop texting me', 'Take me off your list please, I sold the house.']

const days = ['today', 'tomorrow', 'on Monday', 'on Tuesday', 'on Thursday', 'on Friday', 'this week', 'next week']
const capitalDays = ['Tomorrow', 'Monday', 'Wednesday', 'Thursday morning', 'Next week']
const months = ['January', 'February', 'March', 'October', 'November', 'December']
const streets = [
  'Harbor St',
  'Pine Ave',
  'Lighthouse Rd',
  'Chestnut St',
  'Mill Pond Ln',
  'Elm Ct',
  'Spruce Way',
  'Wharf Row',
]

export interface Names {
  readonly customer: string
  readonly agent: string
  readonly team: string
}

const lines = {
  customerExtra: customerExtras,
  customerChaser: customerChasers,
  customerCourtesy: customerCourtesies,
  agentRepairs,
  agentBilling,
  agentUrgent,
  agentExtra: agentExtras,
  agentEnding: agentEndings,
  handOver: handOvers,
  note: plainNotes,
  campaign: campaigns,
  campaignAnswer: campaignAnswers,
  stopWord: stopWords,
  stopWish: stopWishes,
} as const satisfies Record<string, readonly string[]>
export type LineKind = keyof typeof lines

export const chatGreeting = 'Hi! You are chatting with Harbour & Pine. Somebody will be with you in a moment.'
export const chatClosedNotice =
  'Hi! Nobody is at the desk right now. Leave your question here and we answer when we open.'
export const stopWishReply = 'Of course, you are off the list now. Sorry for the bother.'
export const surveyComments = [
  'Quick and friendly',
  'Had to ask twice, then it went fast',
  'Très bien, merci !',
  'Texting is so much easier than calling 👌',
  'Nobody answered for hours',
  'Good work, "as promised"',
]

export function pickTopic(random: Random): { readonly team: TeamName; readonly opening: string } {
  const topic = topics[random.weighted(topics.map((one) => one.weight))] ?? topics[0]
  if (topic === undefined) throw new RangeError('no topics')
  return { team: topic.team, opening: random.pick(topic.openings) }
}

export function writeLine(random: Random, kind: LineKind, names: Names): string {
  return fillSlots(random, random.pick(lines[kind]), names)
}

/** @param used positions of the exchanges that this conversation has had; the new one is added. */
export function pickExchange(
  random: Random,
  used: Set<number>,
): { readonly question: string; readonly answer: string } {
  const open = exchanges.map((_, position) => position).filter((position) => !used.has(position))
  const position = random.pick(open.length > 0 ? open : [...used])
  used.add(position)
  const exchange = exchanges[position]
  if (exchange === undefined) throw new RangeError(`no exchange ${position}`)
  return { question: exchange.question, answer: random.pick(exchange.answers) }
}

export function fillSlots(random: Random, template: string, names: Names): string {
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    switch (slot) {
      case 'name':
        return names.customer.split(' ')[0] ?? names.customer
      case 'agent':
        return names.agent.split(' ')[0] ?? names.agent
      case 'team':
        return names.team
      case 'when':
        return random.pick(days)
      case 'When':
        return random.pick(capitalDays)
      case 'month':
        return random.pick(months)
      case 'address':
        return `${random.between(2, 480)} ${random.pick(streets)}`
      case 'hour':
        return `${random.between(8, 11)} am`
      case 'later':
        return `${random.between(1, 5)} pm`
      case 'count':
        return String(random.between(2, 9))
      case 'code':
        return String(random.between(1000, 9999))
      case 'invoice':
        return `HP-${random.between(20_000, 69_999)}`
      case 'amount':
        return `${random.between(60, 1900)}.${random.pick(['00', '50', '95'])}`
      default:
        throw new RangeError(`unknown slot ${slot}`)
    }
  })
}

/** An e-mail around the sentence: blank lines, greeting, name. */
export function asMail(text: string, from: string): string {
  return `${text}\n\nBest regards,\n${from}`
}
