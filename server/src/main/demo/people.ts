import { pick } from './dice.ts'

const FIRST = [
  'Ada',
  'Ben',
  'Chiara',
  'Dmitri',
  'Elif',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Keiko',
  'Liam',
  'Mara',
  'Noor',
  'Oskar',
  'Priya',
  'Quentin',
  'Rosa',
  'Sven',
  'Tara',
]
const LAST = [
  'Abel',
  'Brandt',
  'Costa',
  'Dahl',
  'Evans',
  'Fischer',
  'Garcia',
  'Hansen',
  'Ito',
  'Jansen',
  'Kaya',
  'Lopez',
  'Moreau',
  'Novak',
  'Okafor',
  'Petrov',
  'Rossi',
  'Silva',
  'Tanaka',
  'Weber',
]
const TRADES = ['Bakery', 'Dental Care', 'Logistics', 'Travel', 'Studio', 'Legal', 'Garage', 'Florists', 'Fitness', 'Realty']

export type Person = { readonly name: string; readonly email: string; readonly kind: 'individual' | 'business' }

/** One made-up customer; every third is a business. */
export function person(index: number): Person {
  const first = FIRST[index % FIRST.length] ?? 'Ada'
  const last = LAST[Math.floor(index / FIRST.length + index * 7) % LAST.length] ?? 'Abel'
  if (index % 3 > 0) return { name: `${first} ${last}`, email: `${first}.${last}@example.com`.toLowerCase(), kind: 'individual' }
  const name = `${last} ${TRADES[index % TRADES.length]}`
  return { name, email: `${first}@${name.replaceAll(' ', '-')}.example`.toLowerCase(), kind: 'business' }
}

const AREAS = ['212', '312', '415', '503', '617', '702', '206', '416'] as const

/** Whom one customer calls and writes to: numbers for fiction, and now and then one that the simulated carrier cannot reach. */
export function circle(roll: () => number): readonly [string, ...string[]] {
  const somebody = () => `+1${pick(AREAS, roll)}55501${Math.floor(10 + roll() * 90)}`
  const nobody = () => `+1${pick(AREAS, roll)}555000${pick(['3', '7', '8'], roll)}`
  const others = Array.from({ length: 2 + Math.floor(roll() * 4) }, somebody)
  return [somebody(), ...others, ...(roll() < 0.2 ? [nobody()] : [])]
}
