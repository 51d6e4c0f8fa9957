/** The families of RFC 9457 problems a module may declare; anything else is a bug and becomes a 500. */
export type ErrorStatus = 401 | 402 | 403 | 404 | 409 | 422 | 429 | 503

export type ErrorDeclaration = { readonly status: ErrorStatus; readonly title: string }

/** Facts for the reader; `detail` is a sentence that says what happened and what to do. */
export type ErrorFacts = { readonly detail: string; readonly [fact: string]: unknown }

export class DomainError extends Error {
  readonly code: string
  readonly status: ErrorStatus
  readonly title: string
  readonly facts: ErrorFacts

  constructor(code: string, declaration: ErrorDeclaration, facts: ErrorFacts) {
    super(`${code}: ${facts.detail}`)
    this.name = 'DomainError'
    this.code = code
    this.status = declaration.status
    this.title = declaration.title
    this.facts = facts
  }
}

export type ErrorFactory = ((facts: ErrorFacts) => DomainError) & {
  readonly code: string
  readonly status: ErrorStatus
  readonly title: string
}

const catalogue = new Map<string, ErrorFactory>()

/** Declares the error codes of a module once; each becomes a factory, a problem document and a page at /problems/<code>. */
export function defineErrors<const D extends Record<string, ErrorDeclaration>>(
  module: string,
  declarations: D,
): { readonly [K in keyof D]: ErrorFactory } {
  const factories = Object.entries(declarations).map(([name, declaration]) => {
    const code = `${module}.${name}`
    const factory: ErrorFactory = Object.assign((facts: ErrorFacts) => new DomainError(code, declaration, facts), {
      code,
      status: declaration.status,
      title: declaration.title,
    })
    catalogue.set(code, factory)
    return [name, factory] as const
  })
  return Object.fromEntries(factories) as { readonly [K in keyof D]: ErrorFactory }
}

/** Every error code known to this process, for the problem pages and the reference. */
export const errorCatalogue = (): readonly ErrorFactory[] => [...catalogue.values()].sort((a, b) => a.code.localeCompare(b.code))

export const requestErrors = defineErrors('request', {
  invalid: { status: 422, title: 'The request is not valid' },
  notSignedIn: { status: 401, title: 'Sign in first' },
  secondFactor: { status: 401, title: 'The second factor is missing' },
  forbidden: { status: 403, title: 'Not permitted' },
  foreignOrigin: { status: 403, title: 'Request from another site' },
  notFound: { status: 404, title: 'Nothing is here' },
  keyRequired: { status: 422, title: 'Idempotency-Key required' },
  keyReused: { status: 422, title: 'Idempotency-Key used for another request' },
  keyInFlight: { status: 409, title: 'The same request is still running' },
  tooManyRequests: { status: 429, title: 'Too many requests' },
  invalidTransition: { status: 409, title: 'Not possible in this state' },
  busy: { status: 503, title: 'Too busy, try again' },
})

export type Transitions<State extends string> = { readonly [S in State]: readonly State[] }

/** Throws 409 `invalid_transition` unless the table allows `from` → `to`. */
export function assertTransition<State extends string>(noun: string, table: Transitions<State>, from: State, to: State): void {
  if (!table[from].includes(to)) {
    throw requestErrors.invalidTransition({
      detail: `This ${noun} is ${from} and cannot become ${to}.`,
      reason: 'invalid_transition',
      from,
      to,
    })
  }
}
