import { tenantHeader } from './place.ts'
import { refreshSession } from './session-refresh.ts'

const REOPEN_MS = 2_000

type Follower = { readonly onOpen: () => void; readonly onData: (text: string) => void; readonly onBreak: () => void }

/** The data of complete events in `text`, and the beginning of one that is still to come. */
function split(text: string): { readonly data: readonly string[]; readonly rest: string } {
  const blocks = text.split('\n\n')
  const rest = blocks.pop() ?? ''
  const data = blocks.flatMap((block) => block.split('\n').filter((line) => line.startsWith('data: ')))
  return { data: data.map((line) => line.slice('data: '.length)), rest }
}

async function follow(address: string, follower: Follower, signal: AbortSignal): Promise<void> {
  const response = await fetch(address, { headers: { accept: 'text/event-stream', ...tenantHeader }, signal })
  if (response.status === 401) await refreshSession(Date.now())
  if (!response.ok || !response.body) return
  follower.onOpen()
  let unread = ''
  // The browser's EventSource cannot say whose pages are open, and each brand has a session of its own.
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const { data, rest } = split(unread + part.value)
    unread = rest
    for (const text of data) follower.onData(text)
  }
}

const pause = (milliseconds: number) => new Promise<void>((resume) => setTimeout(resume, milliseconds))

/** Follows a stream of server-sent events, opening it again whenever it breaks, until `signal` ends it. */
export async function followEvents(address: string, follower: Follower, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // Whatever broke it, the answer is the same: open it again.
    await follow(address, follower, signal).catch(() => undefined)
    if (signal.aborted) return
    follower.onBreak()
    await pause(REOPEN_MS)
  }
}
