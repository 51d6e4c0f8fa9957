import type { AdapterSettings } from '../../platform/ports.ts'
import type { Connection } from '../../spine/providers/port.ts'
import { telnaClient } from './client.ts'
import { Products } from './wire.ts'

/** Reads the products we may order: harmless, and only the right key may. */
export function telnaConnection(settings: AdapterSettings): Connection {
  return {
    async test() {
      const answer = await telnaClient(settings)('GET', '/v1/ordering/products?count=1&offset=0')
      const products = answer.kind === 'ok' ? Products.safeParse(answer.value) : undefined
      if (products?.success) return { ok: true, message: `Connected; ${products.data.total} products can be ordered.` }
      return { ok: false, message: answer.kind === 'ok' ? 'The answer cannot be understood.' : answer.reason }
    },
  }
}
