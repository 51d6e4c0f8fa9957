import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { freeTcp, freeUdp, network } from './ports.ts'

const ROOT = path.join(import.meta.dirname, '../..')
/** Where a product's simulators listen, counted from its own port. */
const SIMULATORS = [10, 11, 12, 13]

export type Product = {
  readonly url: string
  readonly setup: string
  readonly home: string
  /** Where the switch speaks SIP, as host:port; empty without voice. */
  readonly sip: string
  stop(): Promise<void>
}

/** Settings of a switch that disturbs no other on this machine, and where it speaks SIP. */
async function switchSettings() {
  const address = `${network()}.10`
  return {
    sip: `${address}:5060`,
    env: {
      SWITCH_ADDRESS: address,
      SWITCH_LINK_PORT: String(await freeTcp()),
      SWITCH_MEDIA_CONTROL_PORT: String(await freeUdp()),
      SWITCH_VOICEMAIL_PORT: String(await freeUdp()),
    },
  }
}

export type ProductOptions = {
  /** Puts things into the product's folder before it starts. */
  readonly prepare?: (home: string) => void
  /** Starts the SIP switch too, as `npm start -- --voice` does. */
  readonly voice?: boolean
  /** Fills a business first, as `npm start -- --demo` does. */
  readonly demo?: boolean
}

/** Starts the whole product as `npm start` does, in a folder of its own. */
export async function startProduct({ prepare, voice = false, demo = false }: ProductOptions = {}): Promise<Product> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'lc-e2e-'))
  prepare?.(home)
  const port = await freeTcp(SIMULATORS)
  const telephony = voice ? await switchSettings() : undefined
  const env = { ...process.env, LINECARD_HOME: home, PORT: String(port), SIM_PACE: 'immediate', ...telephony?.env }
  const child = spawn(process.execPath, ['scripts/start.mjs', ...(voice ? ['--voice'] : []), ...(demo ? ['--demo'] : [])], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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
    sip: telephony?.sip ?? '',
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(home, { recursive: true, force: true })
    },
  }
}
