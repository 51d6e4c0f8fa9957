/** What is known of a backup without opening it. */
export type KeptBackup = { readonly id: string; readonly startedAt: Date; readonly firstWal: string; readonly lastWal: string }

export const DAILY_KEPT = 30
export const MONTHLY_KEPT = 12

const dayOf = ({ startedAt }: Pick<KeptBackup, 'startedAt'>): string => startedAt.toISOString().slice(0, 10)
const monthOf = ({ startedAt }: Pick<KeptBackup, 'startedAt'>): string => startedAt.toISOString().slice(0, 7)

const newestFirst = <Backup extends Pick<KeptBackup, 'startedAt'>>(backups: readonly Backup[]): readonly Backup[] =>
  backups.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())

/** One of each group, the one that comes first. */
const firstOfEach = <Backup>(backups: readonly Backup[], groupOf: (backup: Backup) => string): readonly Backup[] => {
  const seen = new Set<string>()
  return backups.filter((backup) => !seen.has(groupOf(backup)) && seen.add(groupOf(backup)))
}

const dailyOf = <Backup extends Pick<KeptBackup, 'startedAt'>>(backups: readonly Backup[]): readonly Backup[] =>
  firstOfEach(newestFirst(backups), dayOf).slice(0, DAILY_KEPT)

/** The newest of each of the last 30 days that have one, and besides them the first of each of 12 earlier months (W41). Newest first. */
export function backupsToKeep<Backup extends Pick<KeptBackup, 'id' | 'startedAt'>>(backups: readonly Backup[]): readonly Backup[] {
  const daily = dailyOf(backups)
  const isDaily = new Set(daily.map(({ id }) => id))
  const earlier = newestFirst(backups)
    .toReversed()
    .filter(({ id }) => !isDaily.has(id))
  const monthly = newestFirst(firstOfEach(earlier, monthOf)).slice(0, MONTHLY_KEPT)
  return newestFirst([...daily, ...monthly])
}

/** A segment's place in the log: its name without the time line, so that names sort. */
const placeOf = (wal: string): string => wal.slice(8, 24)

/**
 * Which files of the log are still needed: everything since the oldest daily backup, so that any instant since can be reached, and of earlier
 * backups only what makes each whole.
 */
export function walToKeep(files: readonly string[], kept: readonly KeptBackup[]): readonly string[] {
  const oldest = dailyOf(kept).at(-1)
  return files.filter((file) => {
    const place = placeOf(file)
    if (oldest && place >= placeOf(oldest.firstWal)) return true
    return kept.some(({ firstWal, lastWal }) => place >= placeOf(firstWal) && place <= placeOf(lastWal))
  })
}
