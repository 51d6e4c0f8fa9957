import autocannon from 'autocannon'
import type { Measure } from './rounds.ts'

export type Load = {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  /** Made anew for every request, so that no two are the same. */
  readonly body?: () => { readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  readonly seconds: number
  readonly connections?: number
}

/** Closed-loop load over keep-alive connections without pipelining. Throws when anything but 2xx came back: a wrong answer is no speed. */
export async function load(options: Load): Promise<Measure> {
  const { url, method = 'GET', headers = {}, body, seconds, connections = 64 } = options
  const result = await autocannon({
    url,
    method,
    connections,
    duration: seconds,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && {
      requests: [
        {
          setupRequest: (request) => {
            const made = body()
            return { ...request, body: made.body, headers: { ...request.headers, ...made.headers } }
          },
        },
      ],
    }),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not 2xx and ${result.errors} requests failed.`)
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}
