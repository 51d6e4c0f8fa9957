import { definePort } from '../../platform/ports.ts'

/** A harmless call that proves the credentials: the vendor's own account, a balance. */
export interface Connection {
  test(): Promise<{ readonly ok: boolean; readonly message: string }>
}

export const connectionPort = definePort<Connection>('providers.connection')
