import { createHmac } from 'node:crypto'
import pg from 'pg'

const ROLE = 'linecard_switch'
const TIMEOUT_MS = 1_500

/** Every switch of an installation signs in with the same password, which nobody has to keep. */
const passwordFrom = (masterKey: string) => createHmac('sha256', masterKey).update('linecard switch database').digest('base64url')

/**
 * Lets the switch's role sign in and answers what libpq needs in its environment for that. Its commits do not wait for the disk: an event may
 * be lost with the machine, never with the process, and a call that waits for a disk is a failed call.
 */
export async function openSwitchDatabase(databaseUrl: string, masterKey: string): Promise<{ url: string; env: Record<string, string> }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const password = passwordFrom(masterKey)
    await client.query(`alter role ${ROLE} login password ${client.escapeLiteral(password)}`)
    const sslMode = /[?&]sslmode=([a-z-]+)/.exec(databaseUrl)?.[1]
    return {
      url: `postgres:///${client.database ?? 'postgres'}`,
      env: {
        PGHOST: client.host,
        PGPORT: String(client.port),
        PGUSER: ROLE,
        PGPASSWORD: password,
        PGAPPNAME: 'linecard switch',
        PGOPTIONS: `-c search_path=switch -c synchronous_commit=off -c statement_timeout=${TIMEOUT_MS} -c lock_timeout=${TIMEOUT_MS}`,
        ...(sslMode && { PGSSLMODE: sslMode }),
      },
    }
  } finally {
    await client.end()
  }
}
