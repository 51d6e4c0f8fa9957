import { Adapters } from '../platform/ports.ts'

/** Every vendor's adapters, one line each. */
export function adapters(): Adapters {
  const registry = new Adapters()
  return registry
}
