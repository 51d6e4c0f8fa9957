import type { Context } from '../../platform/context.ts'
import * as carriers from './carrier-store.ts'
import * as interconnects from './interconnect-store.ts'

/** What ids are called on screens: a carrier's name, an interconnect's short code. There are hundreds of them at most. */
export async function namesOf(context: Context): Promise<(id: string | null) => string | null> {
  const known = new Map<string, string>()
  for (const carrier of await carriers.all(context)) known.set(carrier.id, carrier.name)
  for (const interconnect of await interconnects.all(context)) known.set(interconnect.id, interconnect.shortCode)
  return (id) => (id === null ? null : (known.get(id) ?? null))
}
