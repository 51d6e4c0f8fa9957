import { LiveFeed } from '../platform/live.ts'
import { setupLink } from '../spine/access/index.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { lines, modules } from './modules.ts'
import { runPart } from './part.ts'
import { createServices } from './services.ts'

runPart(async () => {
  const config = readConfig(process.env)
  const services = createServices('api', config, lines)
  const live = new LiveFeed(config.DATABASE_URL, services.log)
  const app = await createApp({ services, modules, live })
  await live.start()
  await app.listen({ host: config.HOST, port: config.PORT })
  const setup = await setupLink(services)
  return {
    ...(setup && { ready: { setup } }),
    async stop() {
      await live.close()
      await app.close()
      await services.stop()
    },
  }
})
