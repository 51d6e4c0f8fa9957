import { LRUCache } from 'lru-cache'
import type { Context } from '../../platform/context.ts'

/** A change of what is kept is seen by calls that begin this much later. */
const KEEP_MS = 5_000
const MOST = 20_000

type Entry<Value> = { readonly from: number; readonly value: Value }

/**
 * Keeps what deciding about a call reads again and again, for seconds of the product's clock and in this process only. `Value` is read by `read` when it
 * is not there; two calls at the same moment may both read.
 */
export function keeping<Ask, Value>(keyOf: (context: Context, ask: Ask) => string, read: (context: Context, ask: Ask) => Promise<Value>) {
  const caches = new WeakMap<object, LRUCache<string, Entry<Value>>>()
  return async (context: Context, ask: Ask): Promise<Value> => {
    const cache = caches.get(context.services) ?? new LRUCache<string, Entry<Value>>({ max: MOST })
    caches.set(context.services, cache)
    const key = keyOf(context, ask)
    const now = context.now().getTime()
    const known = cache.get(key)
    if (known && now >= known.from && now < known.from + KEEP_MS) return known.value
    const value = await read(context, ask)
    cache.set(key, { from: now, value })
    return value
  }
}
