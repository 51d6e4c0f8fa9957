/** A port names what a module needs from any vendor; adapters are registered for it in main/providers.ts. */
export type Port<Adapter> = { readonly name: string; readonly _adapter?: Adapter }

export const definePort = <Adapter>(name: string): Port<Adapter> => ({ name })

/** What an adapter gets: the provider row's settings with its credentials opened. */
export type AdapterSettings = {
  readonly providerId: string
  readonly settings: Readonly<Record<string, string>>
  readonly webhookBase: string
  /** Whether `baseUrl` is our own simulator's, as only configuration can say; whatever else there is may have been typed, so its address is judged. */
  readonly simulated?: boolean
}

export type AdapterFactory<Adapter> = (settings: AdapterSettings) => Adapter

/** Which vendor adapters exist for which port; filled once by composition. */
export class Adapters {
  readonly #factories = new Map<string, AdapterFactory<unknown>>()

  provide<Adapter>(port: Port<Adapter>, vendor: string, factory: AdapterFactory<Adapter>): void {
    this.#factories.set(`${port.name}/${vendor}`, factory)
  }

  /** Throws when composition has no such adapter: a programming error, not an input error. */
  open<Adapter>(port: Port<Adapter>, vendor: string, settings: AdapterSettings): Adapter {
    const factory = this.#factories.get(`${port.name}/${vendor}`)
    if (!factory) throw new Error(`No adapter of ${vendor} for the port ${port.name}.`)
    return factory(settings) as Adapter
  }

  /** Vendors that have an adapter for the port. */
  vendorsOf(port: Port<unknown>): readonly string[] {
    const prefix = `${port.name}/`
    return [...this.#factories.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
  }
}

/** What every provider call answers; an answer nobody understands is `pending`, never success or failure. */
export type Outcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'pending'; readonly reference: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly code?: string }
