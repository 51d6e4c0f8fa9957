import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import { followEvents } from './event-stream.ts'

const Notice = z.object({ type: z.string(), subjectId: z.string() })

/** Which queries an event of a noun makes stale; a noun not listed touches the queries of its own plural. */
const TOUCHES: Readonly<Record<string, readonly string[]>> = {
  message: ['messages', 'threads', 'wallets', 'entries', 'overview'],
  order: ['orders', 'numbers', 'wallets', 'entries', 'overview'],
  order_item: ['orders', 'numbers', 'services'],
  payment: ['payments', 'wallets', 'entries', 'overview'],
  entry: ['wallets', 'entries', 'ledger'],
  hold: ['wallets', 'orders'],
  wallet: ['wallets', 'entries', 'ledger'],
  number: ['numbers', 'threads', 'orders', 'services'],
  subscription: ['numbers', 'subscriptions', 'services', 'package-subscriptions', 'esims'],
  esim: ['esims', 'services', 'esim-suppliers'],
  esim_bundle: ['esims', 'services'],
  esim_plan: ['esim-plans', 'esim-store'],
  data_pool: ['esim-suppliers'],
  instance: ['instances', 'services'],
  device: ['devices'],
  call: ['calls', 'overview'],
  call_rule: ['numbers'],
  trunk_call: ['cdrs', 'carriers'],
  voicemail: ['voicemails', 'calls'],
  allowance: ['allowances', 'package-subscriptions', 'services', 'esims'],
  ticket: ['tickets', 'looking'],
  notification: ['notifications'],
  kyc_case: ['verifications', 'orders', 'numbers'],
  kyc_document: ['verifications'],
  alert: ['alerts', 'status'],
  package_subscription: ['package-subscriptions', 'packages', 'allowances', 'services'],
  account: ['accounts', 'overview'],
  user: ['me', 'users', 'accounts'],
  session: ['sessions'],
  api_key: ['api-keys'],
  provider: ['providers', 'esim-suppliers'],
  tenant: ['tenants', 'site'],
}

const queriesOf = (type: string): readonly string[] => {
  const noun = type.split('.')[0] ?? type
  return TOUCHES[noun.replaceAll('-', '_')] ?? [`${noun}s`]
}

const GATHER_MS = 150

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

type LiveState = 'live' | 'reconnecting'

/** Follows the server's events while mounted and refreshes what they touch; after a gap everything is read again. */
export function useLive(): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('live')
  useEffect(() => {
    const leaving = new AbortController()
    let interrupted = false
    const onOpen = () => {
      if (interrupted) void client.invalidateQueries()
      interrupted = false
      setState('live')
    }
    const onBreak = () => {
      interrupted = true
      setState('reconnecting')
    }
    void followEvents('/api/v1/live', { onOpen, onBreak, onData: gatherer(client) }, leaving.signal)
    return () => leaving.abort()
  }, [client])
  return state
}
