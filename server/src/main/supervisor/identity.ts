import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, statSync } from 'node:fs'

/** Who the database server runs as; empty when that is the user who started Linecard. */
export type Identity = { readonly uid?: number; readonly gid?: number }

const NOBODY = 65_534

/** PostgreSQL refuses to run as root, so root hands it to whom the data belongs, at first to the user nobody. */
export function identityFor(data: string): Identity {
  if (process.getuid?.() !== 0) return {}
  if (!existsSync(data)) return { uid: NOBODY, gid: NOBODY }
  const { uid, gid } = statSync(data)
  return uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid, gid }
}

/** Makes a folder that only the server's user may enter. Throws one sentence when somebody else made it before. */
export function makeOwnFolder(folder: string, { uid, gid }: Identity): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
    if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  // Not followed: in a shared folder somebody could have put a link of that name.
  const found = lstatSync(folder)
  const owner = uid ?? process.getuid?.()
  if (!found.isDirectory() || (owner !== undefined && found.uid !== owner)) {
    throw new Error(`${folder} belongs to somebody else: remove it and start again.`)
  }
  chmodSync(folder, 0o700)
}
