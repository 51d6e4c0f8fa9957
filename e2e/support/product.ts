import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '../..')

export type Product = { readonly url: string; readonly setup: string; readonly home: string; stop(): Promise<void> }

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Starts the whole product as `npm start` does, in a folder of its own that `prepare` may have filled. */
export async function startProduct(prepare?: (home: string) => void): Promise<Product> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'lc-e2e-'))
  prepare?.(home)
  const port = await freePort()
  const env = { ...process.env, LINECARD_HOME: home, PORT: String(port), SIM_PACE: 'immediate' }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const setup = await new Promise<string>((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const link = /Set up your business at (\S+)/.exec(said)?.[1]
      if (link) resolve(link)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', (code) => reject(new Error(`The product ended with ${code}: ${said}`)))
  })
  return {
    url: `http://localhost:${port}`,
    setup,
    home,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(home, { recursive: true, force: true })
    },
  }
}
