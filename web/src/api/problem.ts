type FieldError = { readonly path: string; readonly message: string }

type ProblemBody = { readonly [fact: string]: unknown }

/** A refusal of the API (RFC 9457): `code` to branch on, `detail` to show, `facts` with what the problem is about. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly facts: ProblemBody
  readonly errors: readonly FieldError[]
  readonly requestId: string | undefined

  constructor(status: number, body: ProblemBody, requestId: string | undefined) {
    const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise)
    super(text(body['detail'], `The server answered ${status}.`))
    this.name = 'Problem'
    this.status = status
    this.code = text(body['code'], 'unknown')
    this.title = text(body['title'], 'Something went wrong')
    this.detail = this.message
    this.facts = body
    this.errors = Array.isArray(body['errors']) ? (body['errors'] as FieldError[]) : []
    this.requestId = requestId ?? (typeof body['requestId'] === 'string' ? body['requestId'] : undefined)
  }
}

/** Reads a refused reply; a body that is not a problem document (a proxy's page) still becomes a Problem. */
export function problemOf(response: Response, body: unknown): Problem {
  const facts = typeof body === 'object' && body !== null ? (body as ProblemBody) : {}
  return new Problem(response.status, facts, response.headers.get('x-request-id') ?? undefined)
}

/** The request never reached the server, so nothing happened and it may be sent again. */
export const unreachable = (): Problem =>
  new Problem(
    0,
    { code: 'network.unreachable', title: 'No connection', detail: 'We could not reach the server. Check your connection and try again.' },
    undefined,
  )

export const isProblem = (error: unknown, code?: string): error is Problem =>
  error instanceof Problem && (code === undefined || error.code === code)
