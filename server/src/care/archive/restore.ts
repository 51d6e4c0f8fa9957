import { stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SecretBox } from '../../platform/secrets.ts'
import { isWhole, type Manifest, readArchive, readManifests, readWal } from './files.ts'

const REPLAYED = 'linecard_replay'

/** How a restored server finds the log that follows its backup; the path is seen from its data. */
export const RESTORE_COMMAND = `cp ${REPLAYED}/%f %p`

export type Restored = { readonly manifest: Manifest; readonly damaged: readonly Manifest[]; readonly segments: number }

/** The newest backup that is whole, and the newer ones that are not. */
export async function newestWhole(
  folder: string,
  wanted?: string,
): Promise<{ manifest: Manifest | undefined; damaged: readonly Manifest[] }> {
  const damaged: Manifest[] = []
  for (const manifest of await readManifests(folder)) {
    if (wanted !== undefined && manifest.id !== wanted) continue
    if (await isWhole(folder, manifest)) return { manifest, damaged }
    damaged.push(manifest)
  }
  return { manifest: undefined, damaged }
}

/**
 * Puts the newest whole backup, or the one asked for, into `target/data` with the log that followed it; a server started there with
 * RESTORE_COMMAND replays it to its end. Throws when no backup is whole.
 */
export async function restoreInto(
  secrets: SecretBox,
  folder: string,
  target: string,
  options: { readonly id?: string | undefined; readonly owner?: { readonly uid: number; readonly gid: number } | undefined } = {},
): Promise<Restored> {
  const { manifest, damaged } = await newestWhole(folder, options.id)
  if (!manifest) throw new Error(`There is no whole backup in ${folder}.`)
  const data = path.join(target, 'data')
  const owner = options.owner
  await readArchive(secrets, folder, manifest.id, data, owner)
  const segments = await readWal(secrets, folder, manifest.firstWal, path.join(data, REPLAYED), owner)
  await writeFile(path.join(data, 'recovery.signal'), '', { mode: 0o600 })
  return { manifest, damaged, segments }
}

/** Who a folder belongs to, when that is not us: root hands a database to another user. */
export async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | undefined> {
  const { uid, gid } = await stat(folder)
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : undefined
}
