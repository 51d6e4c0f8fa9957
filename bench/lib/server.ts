import pg from 'pg'
import { z } from 'zod'
import { createApp } from '../../server/src/main/app.ts'
import { readConfig } from '../../server/src/main/config.ts'
import { lines, modules } from '../../server/src/main/modules.ts'
import { createServices } from '../../server/src/main/services.ts'
import { MoneyReply } from '../../server/src/platform/money.ts'

/** The product's server with bare routes beside it, which do what a route must at the least: the baselines. */
const config = readConfig(process.env)
const services = createServices('bench-server', config, lines)
const app = await createApp({ services, modules })
const pool = new pg.Pool({ connectionString: config.DATABASE_URL, max: config.DATABASE_CONNECTIONS })

const body = z.strictObject({
  walletId: z.uuid(),
  amount: z.string(),
  currency: z.string().length(3),
  kind: z.string(),
  description: z.string().max(200),
})
const reply = z.object({ id: z.uuid(), after: MoneyReply })
app.post('/bench/bare', { schema: { body, response: { 200: reply }, hide: true } as never }, async (request) => {
  const { walletId, amount, currency } = request.body as z.output<typeof body>
  return { id: walletId, after: { amount, currency } }
})
app.post('/bench/select', { schema: { body, response: { 200: reply }, hide: true } as never }, async (request) => {
  const { walletId } = request.body as z.output<typeof body>
  const { rows } = await pool.query({
    name: 'one-wallet',
    text: 'select id, balance_micros::text as balance, currency from wallet where id = $1',
    values: [walletId],
  })
  const [row] = rows as { id: string; balance: string; currency: string }[]
  if (!row) throw new Error('The wallet of the benchmark is gone.')
  return { id: row.id, after: { amount: row.balance, currency: row.currency } }
})
const money = (amount: string) => ({ amount, currency: 'USD' })
const answers: Readonly<Record<string, object>> = {
  '/charging/authorize': { sessionId: '01950000-0000-7000-8000-000000000000', grantedSeconds: 60, extendable: true },
  '/charging/extend': { sessionId: '01950000-0000-7000-8000-000000000000', grantedSeconds: 120, extendable: true },
  '/charging/settle': {
    ...{ billedSeconds: 66, allowanceSeconds: 0, flags: [], duplicate: false },
    ...{ amount: money('0.066'), cost: money('0.04') },
  },
}
for (const { path, body: asked, reply: answered } of modules.flatMap((module) => module.routes ?? [])) {
  const answer = answers[path]
  if (answer) app.post(`/bench${path}`, { schema: { body: asked, response: { 200: answered }, hide: true } as never }, async () => answer)
}
await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` })
process.on('disconnect', () => process.exit(0))
