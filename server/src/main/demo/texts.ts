import { pick } from './dice.ts'

type Some = {
  readonly day: string
  readonly hour: number
  readonly minute: string
  readonly few: number
  readonly number: number
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const
const WAYS: readonly [(some: Some) => string, ...((some: Some) => string)[]] = [
  ({ day, hour, minute }) => `Your appointment is confirmed for ${day} at ${hour}:${minute}.`,
  ({ hour }) => `Your parcel is out for delivery today between ${hour}:00 and ${hour + 2}:00.`,
  ({ number }) => `Thanks for your order ${number}! We will let you know when it ships.`,
  ({ number, day }) => `Reminder: invoice ${number} is due on ${day}.`,
  ({ few, day, hour, minute }) => `Your table for ${few} is booked for ${day}. See you at ${hour}:${minute}!`,
  () => 'Wir haben Ihre Nachricht erhalten und melden uns heute noch. Schöne Grüße',
  ({ number }) => `Your code is ${number}. It is valid for ten minutes.`,
  ({ few }) => `We are running ${few * 5} minutes late, sorry! See you soon.`,
  ({ hour }) => `Your car is ready. You can pick it up until ${hour + 4}:00.`,
  ({ day }) => `Can you call me back on ${day} when you have a minute?`,
  ({ day, hour, minute, few }) => `Class on ${day} at ${hour}:${minute} has ${few} places left. Reply YES to book one.`,
]

/** What a customer writes. */
export const textOf = (roll: () => number): string =>
  pick(
    WAYS,
    roll,
  )({
    day: pick(DAYS, roll),
    hour: 9 + Math.floor(roll() * 9),
    minute: pick(['00', '15', '30', '45'], roll),
    few: 2 + Math.floor(roll() * 5),
    number: 100_100 + Math.floor(roll() * 800_000),
  })

export const ANSWERS = [
  'Thanks, see you then!',
  'Great, thank you.',
  'YES',
  'Can we move it to Thursday?',
  'On my way.',
  'Who is this?',
] as const
