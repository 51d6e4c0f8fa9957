import { amountOf, micros } from '../../platform/money.ts'
import type { AdapterSettings } from '../../platform/ports.ts'
import type { Connection } from '../../spine/providers/port.ts'
import { esimAccessClient } from './client.ts'
import { Balance, microsOf } from './wire.ts'

/** Reads our balance there: harmless, and only the right keys may. */
export function esimAccessConnection(settings: AdapterSettings): Connection {
  return {
    async test() {
      const answer = await esimAccessClient(settings)('/balance/query', {})
      const balance = answer.kind === 'ok' ? Balance.safeParse(answer.value) : undefined
      if (balance?.success)
        return { ok: true, message: `Connected; the balance is ${amountOf(micros('USD', microsOf(balance.data.balance)))} USD.` }
      return { ok: false, message: answer.kind === 'ok' ? 'The answer cannot be understood.' : answer.reason }
    },
  }
}
