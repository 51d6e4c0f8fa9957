/** Numbers that look random and are the same in every demonstration (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

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
  const business = index % 3 === 0
  const name = business ? `${last} ${TRADES[index % TRADES.length]}` : `${first} ${last}`
  return { name, email: `${first}.${last}.${index}@example.com`.toLowerCase(), kind: business ? 'business' : 'individual' }
}

export const TEXTS = [
  'Your appointment is confirmed for tomorrow at 10:00.',
  'Your parcel is out for delivery today between 14:00 and 16:00.',
  'Thanks for your order! We will let you know when it ships.',
  'Reminder: your invoice is due on Friday.',
  'Your table for four is booked. See you at eight!',
  'Wir haben Ihre Nachricht erhalten und melden uns heute noch. Schöne Grüße',
  'Your code is 482 913. It is valid for ten minutes.',
] as const
