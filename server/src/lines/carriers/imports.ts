import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { type Context, createContext, inTx, type Tx } from '../../platform/context.ts'
import type { CopyRows } from '../../platform/copy-rows.ts'
import { publish } from '../../platform/events.ts'
import { derivedId, newId, newIds } from '../../platform/ids.ts'
import { declareJob, enqueue, performJob } from '../../platform/jobs.ts'
import { type Money, micros } from '../../platform/money.ts'
import { type EntryId, openWallet, post } from '../../spine/ledger/index.ts'
import { type Carrier, type Side, vendorOf } from './carrier.ts'
import { addSpend } from './credit-store.ts'
import { errors } from './errors.ts'
import { importFinished, importStarted } from './events.ts'
import { type Layout, linesFrom, readHeader, readRow } from './import-file.ts'
import { cdrRows, encode, type Pairing, Pairings, type RatedRow } from './import-rate.ts'
import * as store from './import-store.ts'

const ROWS_A_CHUNK = 20_000
const LINES_A_BREATH = 500n
const LONGEST_RAW = 500

const takeIn = declareJob('carriers.import-cdrs', z.object({ importId: store.CdrImportId }))

export type NewImport = { readonly source: string; readonly fileName: string; readonly bytes: Uint8Array }

/** Keeps a file of another switch's call records and takes it in behind the scenes; `source` tells two switches' call ids apart. */
export async function startImport(context: Context, { source, fileName, bytes }: NewImport): Promise<store.CdrImport> {
  const objectKey = await context.services.objects.put(bytes)
  const id = newId<store.CdrImportId>()
  return inTx(context, async (tx) => {
    await store.insert(tx, { id, source, objectKey, fileName, sizeBytes: BigInt(bytes.length) })
    await enqueue(tx, takeIn, { importId: id }, { key: `cdr-import:${id}`, queue: `cdr-import:${tx.tenantId}` })
    await publish(tx, importStarted, { cdrImportId: id, source })
    return findImport(tx, id)
  })
}

export async function findImport(context: Context | Tx, id: store.CdrImportId): Promise<store.CdrImport> {
  const file = await store.find(context, id)
  if (!file) throw errors.importNotFound({ detail: 'No import with this id.' })
  return file
}

/**
 * Takes a file in, piece by piece: each piece's records, rejects and postings are one transaction with how far it came, so a crash goes on where the
 * last piece ended and nothing is charged twice.
 */
export async function takeInFile(context: Context, id: store.CdrImportId): Promise<void> {
  const file = await findImport(context, id)
  if (file.status === 'done' || file.status === 'failed') return
  const bytes = Buffer.from(await context.services.objects.get(file.objectKey))
  const first = linesFrom(bytes, 0, 1)
  const layout = readHeader(first.lines[0] ?? '')
  if (typeof layout === 'string') return finish(context, id, layout)
  const pairings = await Pairings.open(context, file.source)
  const reading = { file, bytes, layout, pairings }
  const start = { byte: Math.max(Number(file.nextByte), first.next), line: file.nextLine, chunk: file.chunk }
  let piece = await readNew(context, reading, start)
  while (piece.lines > 0) {
    // The next piece is read, rated and looked up while PostgreSQL takes this one.
    const [taken, next] = await Promise.all([takePiece(context, id, piece), readNew(context, reading, piece.next)])
    // Another worker goes on with this file.
    if (!taken) return
    // What was taken just now could not be looked up yet.
    leaveOut(next, piece.rows.keys())
    piece = next
  }
  await finish(context, id, null)
}

async function finish(context: Context, id: store.CdrImportId, error: string | null): Promise<void> {
  await inTx(context, async (tx) => {
    const file = await store.lock(tx, id)
    if (!file || file.finishedAt) return
    await store.save(tx, { ...file, status: error ? 'failed' : 'done', error, finishedAt: tx.now() })
    const counts = { rows: file.rowsTaken.toString(), rejected: file.rowsRejected.toString() }
    await publish(tx, importFinished, { cdrImportId: id, source: file.source, ...counts })
  })
}

type Reading = { readonly file: store.CdrImport; readonly bytes: Buffer; readonly layout: Layout; readonly pairings: Pairings }
type Place = { readonly byte: number; readonly line: bigint; readonly chunk: number }
type Piece = Gathered & { readonly at: Place; readonly next: Place; readonly lines: number }

type Gathered = {
  readonly copy: CopyRows
  readonly rows: Map<string, RatedRow>
  readonly rejects: store.Reject[]
  duplicates: number
  earliest: number
  latest: number
}

/** Reads one piece without the calls that are recorded already. */
async function readNew(context: Context, reading: Reading, at: Place): Promise<Piece> {
  const piece = await readPiece(reading, at)
  if (piece.rows.size > 0) {
    const period = { from: new Date(piece.earliest), to: new Date(piece.latest) }
    leaveOut(piece, await store.recorded(context, reading.file.source, [...piece.rows.keys()], period))
  }
  return piece
}

function leaveOut(piece: Piece, externalIds: Iterable<string>): void {
  for (const externalId of externalIds) if (piece.rows.delete(externalId)) piece.duplicates += 1
}

/** Reads and rates the lines of one piece; the same call id twice counts once. */
async function readPiece({ bytes, layout, pairings }: Reading, at: Place): Promise<Piece> {
  const gathered: Gathered = { copy: cdrRows(), rows: new Map(), rejects: [], duplicates: 0, earliest: Number.POSITIVE_INFINITY, latest: 0 }
  const days = new Map<string, number>()
  const { lines, next } = linesFrom(bytes, at.byte, ROWS_A_CHUNK)
  const ids = newIds(lines.length)
  let line = at.line
  for (const raw of lines) {
    line += 1n
    // The rows of the piece before are being sent meanwhile.
    if (line % LINES_A_BREATH === 0n) await setImmediate()
    const reject = (reason: string) => gathered.rejects.push({ line, reason, raw: raw.slice(0, LONGEST_RAW) })
    const row = readRow(raw, layout, days)
    if (typeof row === 'string') {
      reject(row)
      continue
    }
    const found = pairings.of(row)
    const pairing = found instanceof Promise ? await found : found
    if (typeof pairing === 'string') {
      reject(pairing)
      continue
    }
    if (gathered.rows.has(row.externalId)) {
      gathered.duplicates += 1
      continue
    }
    const rated = encode(row, pairing, ids[Number(line - at.line) - 1] ?? newId(), gathered.copy)
    if (typeof rated === 'string') {
      reject(rated)
      continue
    }
    gathered.earliest = Math.min(gathered.earliest, row.startedAt)
    gathered.latest = Math.max(gathered.latest, row.startedAt)
    gathered.rows.set(row.externalId, rated)
  }
  return { ...gathered, at, lines: lines.length, next: { byte: next, line, chunk: at.chunk + 1 } }
}

/** Takes one piece in; answers false when another worker was faster, whose piece counts. */
async function takePiece(context: Context, id: store.CdrImportId, piece: Piece): Promise<boolean> {
  return inTx(context, async (tx) => {
    const file = await store.lock(tx, id)
    if (file?.chunk !== piece.at.chunk || file.finishedAt) return false
    const taken = [...piece.rows.values()]
    await store.copyRecords(
      tx,
      piece.copy,
      taken.map((row) => row.place),
    )
    await store.addRejects(tx, id, piece.rejects)
    await bill(tx, file, totalsOf(taken))
    const sum = (side: 'sold' | 'bought') => taken.reduce((total, row) => total + row[side], 0n)
    await store.save(tx, {
      ...file,
      status: 'running',
      nextByte: BigInt(piece.next.byte),
      nextLine: piece.next.line,
      chunk: piece.next.chunk,
      rowsTaken: file.rowsTaken + BigInt(taken.length),
      rowsDuplicate: file.rowsDuplicate + BigInt(piece.duplicates),
      rowsRejected: file.rowsRejected + BigInt(piece.rejects.length),
      soldMicros: file.soldMicros + sum('sold'),
      boughtMicros: file.boughtMicros + sum('bought'),
    })
    return true
  })
}

type Total = { readonly carrier: Carrier; readonly side: Side; readonly currency: string; units: bigint; calls: number }

/** What the rows come to by carrier and side. */
function totalsOf(rows: readonly RatedRow[]): readonly Total[] {
  const byPairing = new Map<Pairing, { sold: bigint; bought: bigint; calls: number }>()
  for (const { pairing, sold, bought } of rows) {
    const known = byPairing.get(pairing)
    if (!known) byPairing.set(pairing, { sold, bought, calls: 1 })
    else {
      known.sold += sold
      known.bought += bought
      known.calls += 1
    }
  }
  const totals = new Map<string, Total>()
  const add = (carrier: Carrier, side: Side, currency: string, units: bigint, calls: number) => {
    const key = `${carrier.id}/${side}`
    const known = totals.get(key) ?? { carrier, side, currency, units: 0n, calls: 0 }
    totals.set(key, { ...known, units: known.units + units, calls: known.calls + calls })
  }
  for (const [{ customer, supplier, sell }, { sold, bought, calls }] of byPairing) {
    const { currency } = sell.snapshot.terms
    add(customer, 'customer', currency, sold, calls)
    if (supplier) add(supplier, 'supplier', currency, bought, calls)
  }
  return [...totals.values()].filter(({ units }) => units > 0n)
}

/** One posting a wallet and piece, never one a call: what came of the piece is charged, whatever the balance, and what it cost is booked. */
async function bill(tx: Tx, file: store.CdrImport, totals: readonly Total[]): Promise<void> {
  for (const { carrier, side, currency, units, calls } of totals) {
    const amount: Money = micros(currency, units)
    const facts = {
      id: derivedId<EntryId>('cdr import', file.id, String(file.chunk), carrier.id, side),
      amount,
      description: `${calls} calls of ${file.fileName}, piece ${file.chunk + 1}`,
      subject: { type: 'cdr_import', id: file.id },
    }
    if (side === 'customer') {
      const wallet = await openWallet(tx, { accountId: carrier.accountId, currency })
      await post(tx, [{ ...facts, op: 'charge', kind: 'wholesale', walletId: wallet.id, to: 'revenue:wholesale', force: true }])
    } else {
      const vendor = vendorOf(carrier)
      await post(tx, [{ ...facts, op: 'transfer', kind: 'cost', from: `cost:${vendor}`, to: `payable:${vendor}` }])
    }
    await addSpend(tx, carrier, side, amount, calls)
  }
}

export const importJob = performJob(takeIn, async (context, { importId }) => {
  await takeInFile(createContext(context.services, { tenantId: context.tenantId, requestId: context.requestId }), importId)
})

export { list as listImports, rejectsOf } from './import-store.ts'
