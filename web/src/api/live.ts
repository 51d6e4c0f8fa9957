import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import { refreshSession } from './session-refresh.ts'

const Notice = z.object({ type: z.string(), subjectId: z.string() })

/** Which queries an event of a noun makes stale; a noun not listed touches the queries of its own plural. */
const TOUCHES: Readonly<Record<string, readonly string[]>> = {
  message: ['messages', 'threads', 'overview'],
  order: ['orders', 'numbers', 'wallets', 'entries', 'overview'],
  order_item: ['orders', 'numbers'],
  payment: ['payments', 'wallets', 'entries', 'overview'],
  entry: ['wallets', 'entries', 'ledger'],
  hold: ['wallets', 'orders'],
  wallet: ['wallets', 'entries', 'ledger'],
  number: ['numbers', 'threads', 'orders'],
  subscription: ['numbers', 'subscriptions'],
  account: ['accounts', 'overview'],
  user: ['me', 'users', 'accounts'],
  session: ['sessions'],
  api_key: ['api-keys'],
  provider: ['providers'],
  tenant: ['tenants', 'site'],
}

const queriesOf = (type: string): readonly string[] => {
  const noun = type.split('.')[0] ?? type
  return TOUCHES[noun.replaceAll('-', '_')] ?? [`${noun}s`]
}

const GATHER_MS = 150
const REOPEN_MS = 4_000

/** Gathers what a burst of events touches, so that a hundred of them ask each list once. */
function gatherer(client: QueryClient) {
  const touched = new Set<string>()
  const flush = () => {
    for (const key of touched) void client.invalidateQueries({ queryKey: [key] })
    touched.clear()
  }
  return (text: string) => {
    const notice = Notice.safeParse(JSON.parse(text))
    if (!notice.success) return
    if (touched.size === 0) setTimeout(flush, GATHER_MS)
    for (const key of [...queriesOf(notice.data.type), 'audit']) touched.add(key)
  }
}

export type LiveState = 'live' | 'reconnecting'

/** Follows the server's events while mounted and refreshes what they touch; after a gap everything is read again. */
export function useLive(): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('live')
  useEffect(() => {
    const gather = gatherer(client)
    let source: EventSource | undefined
    let reopening: ReturnType<typeof setTimeout> | undefined
    let interrupted = false
    const open = () => {
      source = new EventSource('/api/v1/live')
      source.onmessage = (event) => gather(String(event.data))
      source.onopen = () => {
        if (interrupted) void client.invalidateQueries()
        interrupted = false
        setState('live')
      }
      source.onerror = () => {
        interrupted = true
        setState('reconnecting')
        if (source?.readyState !== EventSource.CLOSED) return
        // The browser gives up for good on a 401, which is what an expired session answers.
        reopening = setTimeout(() => void refreshSession(Date.now() - REOPEN_MS).finally(open), REOPEN_MS)
      }
    }
    open()
    return () => {
      clearTimeout(reopening)
      source?.close()
    }
  }, [client])
  return state
}
