/** The database server of this installation, when it is our own to look after. */
export interface EmbeddedServer {
  /** Where its files are; the write-ahead log it hands out lies in `linecard_wal` below. */
  readonly dataDir: string
  /** Where backups are kept; best on another disk. */
  readonly backupsDir: string
  /** A superuser's address of the running server. */
  readonly url: string
  /** Opens restored files as a server of its own, replaying the log that `restoreCommand` finds; for tests of backups. */
  openCopy(dir: string, restoreCommand: string): Promise<{ readonly url: string; stop(): Promise<void> }>
}

declare module '../../platform/context.ts' {
  interface Services {
    /** Absent where DATABASE_URL names somebody else's server, whose backups are its owner's. */
    readonly embedded: EmbeddedServer | undefined
  }
}
