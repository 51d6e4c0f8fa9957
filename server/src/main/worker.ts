import { startWorker } from '../platform/worker.ts'
import { readConfig } from './config.ts'
import { lines, modules } from './modules.ts'
import { runPart } from './part.ts'
import { createServices } from './services.ts'

runPart(async () => {
  const config = readConfig(process.env)
  const services = createServices('worker', config, lines)
  const worker = await startWorker(services, config.DATABASE_URL, modules, config.WORKER_CONCURRENCY)
  return {
    async stop() {
      await worker.stop()
      await services.stop()
    },
  }
})
