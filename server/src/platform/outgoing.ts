import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { RequestInit, Response } from 'undici'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** Finds every address of a name. */
type Resolve = (
  name: string,
  options: LookupAllOptions,
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

type Fetch = (url: string, init?: Omit<RequestInit, 'dispatcher'>) => Promise<Response>

/** Which addresses may be connected to, and what to do about a host that leads elsewhere. */
type Limit = { readonly allows: (address: string) => boolean; readonly advice: string }

/**
 * A fetch that judges the address of each connection, also of those a redirect asks for. The look-up that is judged is the one the connection uses,
 * so a name cannot lead elsewhere in between. Rejects with a TypeError whose cause has the code `EPRIVATE` before anything is sent.
 */
export function fetchWithin({ allows, advice }: Limit, resolve: Resolve = lookup): Fetch {
  // The address stays out of the sentence: names of our own network are nobody's to look up.
  const refusal = (host: string) =>
    Object.assign(new Error(`${host} leads to an address that is not allowed. ${advice}`), { code: 'EPRIVATE' })

  const judged: LookupFunction = (name, options, answer) =>
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) return answer(error ?? refusal(name), [])
      // One of them is enough to refuse all: which one is connected to is decided by who answers first.
      if (!addresses.every(({ address }) => allows(address))) return answer(refusal(name), [])
      return options.all ? answer(null, addresses) : answer(null, first.address, first.family)
    })

  /** Loaded when somebody first goes out, which no start needs to wait for. */
  const open = async () => {
    const { Agent, buildConnector, fetch } = await import('undici')
    const connect = buildConnector({ lookup: judged })
    const dispatcher = new Agent({
      connect: (options, done) => {
        // An address in place of a name is never looked up.
        if (isIP(options.hostname) === 0 || allows(options.hostname)) connect(options, done)
        else process.nextTick(done, refusal(options.hostname), null)
      },
    })
    return { fetch, dispatcher }
  }
  let opened: ReturnType<typeof open> | undefined
  return async (url, init) => {
    opened ??= open()
    const { fetch, dispatcher } = await opened
    return fetch(url, { ...init, dispatcher })
  }
}

/** A fetch for addresses that people typed: only to public hosts, so that nobody can aim this server at its own network. Fails with `EPRIVATE`. */
export const outgoing = fetchWithin({ allows: isPublicAddress, advice: 'Enter the public address of the vendor.' })

/** A fetch for our own simulators, and for nothing that is not on this machine. Fails with `EPRIVATE`. */
export const loopback = fetchWithin({ allows: isLoopbackAddress, advice: 'Simulators run on this machine only.' })
