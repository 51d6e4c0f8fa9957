import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openWorld, type World } from '../../test/support/world.ts'
import { createTenant } from '../spine/tenants/index.ts'
import { verifyChain } from './audit.ts'
import { nextCode } from './codes.ts'
import { inTx } from './context.ts'
import { DomainError } from './errors.ts'
import { defineEvent, on, publish } from './events.ts'
import { newId } from './ids.ts'
import { defineJob, enqueue } from './jobs.ts'
import { createSecretBox } from './secrets.ts'
import { throttle } from './throttle.ts'

const noted = defineEvent('note.written', 1, z.object({ noteId: z.string(), text: z.string() }))
const seen: string[] = []
let failures = 0
const failing = { times: 0 }

const modules = [
  {
    name: 'notes',
    handlers: [
      on(noted, 'notes.remember', async (_tx, event) => {
        if (failing.times > 0) {
          failing.times -= 1
          failures += 1
          throw new Error('not now')
        }
        seen.push(event.payload.text)
      }),
    ],
    jobs: [
      defineJob('notes.work', z.object({ text: z.string() }), async (_context, { text }) => {
        seen.push(`job ${text}`)
      }),
    ],
  },
]
const work = modules[0]?.jobs[0]

let world: World
beforeAll(async () => {
  world = await openWorld({ now: '2026-01-01T00:00:00Z', modules })
})
afterAll(() => world.close())

const write = (noteId: string, text: string) => inTx(world.context(), (tx) => publish(tx, noted, { noteId, text }))

describe('events', () => {
  test('a handler sees the facts of one subject in order, also when it fails in between', async () => {
    seen.length = 0
    failing.times = 1
    await write('n1', 'first')
    await write('n1', 'second')
    await write('n2', 'other')
    await world.settle()
    expect(seen).toEqual(['other'])
    await world.moveTo('2026-01-01T00:05:00Z')
    expect(seen).toEqual(['other', 'first', 'second'])
    expect(failures).toBe(1)
  })

  test('an event written in a transaction that fails was never written', async () => {
    const before = await world.query('select count(*) from event')
    const failed = inTx(world.context(), async (tx) => {
      await publish(tx, noted, { noteId: 'n3', text: 'never' })
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect(await world.query('select count(*) from event')).toEqual(before)
  })

  test('the table refuses changes, even by the owner of the database', async () => {
    await write('n4', 'for ever')
    await expect(world.query(`update event set type = 'x'`)).rejects.toThrow('append-only')
    await expect(world.query('delete from event')).rejects.toThrow('append-only')
    await expect(world.query('truncate event cascade')).rejects.toThrow('append-only')
  })

  test('an event edited behind our back is named by the verification of the chain', async () => {
    await write('n5', 'true')
    await world.settle()
    expect((await verifyChain(world.services)).intact).toBe(true)
    await world.query('alter table event disable trigger append_only')
    const rows = await world.query<{ id: string }>(
      `update event set payload = '{"noteId":"n5","text":"forged"}' where subject_id = 'n5' returning id`,
    )
    const broken = await verifyChain(world.services)
    expect(broken).toMatchObject({ intact: false, brokenAt: { eventId: rows[0]?.id } })
    await world.query(`update event set payload = '{"noteId":"n5","text":"true"}' where subject_id = 'n5'`)
    expect((await verifyChain(world.services)).intact).toBe(true)
  })
})

describe('jobs', () => {
  test('a job enqueued in a transaction that fails never runs', async () => {
    seen.length = 0
    if (!work) throw new Error('no job')
    await inTx(world.context(), async (tx) => {
      await enqueue(tx, work, { text: 'lost' })
      throw new Error('rolled back')
    }).catch((error: Error) => expect(error.message).toBe('rolled back'))
    await inTx(world.context(), (tx) => enqueue(tx, work, { text: 'kept' }))
    await world.settle()
    expect(seen).toEqual(['job kept'])
  })

  test('a job for later runs when the clock has reached its instant, not before', async () => {
    seen.length = 0
    if (!work) throw new Error('no job')
    await inTx(world.context(), (tx) => enqueue(tx, work, { text: 'later' }, { runAt: new Date('2026-01-02T00:00:00Z') }))
    await world.moveTo('2026-01-01T12:00:00Z')
    expect(seen).toEqual([])
    await world.moveTo('2026-01-02T00:00:01Z')
    expect(seen).toEqual(['job later'])
  })
})

describe('the second lock', () => {
  test('a statement that forgets the tenant sees only its own rows', async () => {
    const other = await createTenant(world.context(), { slug: 'other-lock', name: 'Other' })
    await inTx(world.context(other.id), (tx) => publish(tx, noted, { noteId: 'theirs', text: 'secret' }))
    const rows = await world
      .context()
      .db.selectFrom('event' as never)
      .selectAll()
      .where('subject_id' as never, '=', 'theirs' as never)
      .execute()
    expect(rows).toEqual([])
  })

  test('the application owns no table and cannot step outside row-level security', async () => {
    const owned = await world.query(`select tablename from pg_tables where schemaname = 'public' and tableowner = 'linecard_app'`)
    expect(owned).toEqual([])
    const rights = await world.query(`select rolsuper, rolbypassrls from pg_roles where rolname = 'linecard_app'`)
    expect(rights).toEqual([{ rolsuper: false, rolbypassrls: false }])
    const open =
      await world.query(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname = 'public' and c.relkind = 'r' and a.attname = 'tenant_id' and not c.relrowsecurity and c.relname not in ('job_run')`)
    expect(open).toEqual([])
  })

  test('every foreign key has an index that begins with it', async () => {
    const bare =
      await world.query(`select conrelid::regclass::text as "table", conname from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
      and not exists (select from pg_index i where i.indrelid = conrelid and (i.indkey::int2[])[0] = conkey[1])
      and not exists (select from pg_attribute a where a.attrelid = conrelid and a.attnum = conkey[1] and a.attname = 'tenant_id')`)
    expect(bare).toEqual([])
  })
})

describe('small things everybody relies on', () => {
  test('human codes are gapless under parallel use', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => inTx(world.context(), (tx) => nextCode(tx, 'X'))))
    expect(codes.sort()).toEqual(Array.from({ length: 20 }, (_, index) => `X-${String(index + 1).padStart(6, '0')}`))
  })

  test('the sixth attempt in a window is refused and a later one is not', async () => {
    const key = newId()
    for (let attempt = 0; attempt < 5; attempt += 1) await throttle(world.context(), key, 5, 900)
    await expect(throttle(world.context(), key, 5, 900)).rejects.toThrow(DomainError)
    await world.moveTo('2026-01-03T00:00:00Z')
    await expect(throttle(world.context(), key, 5, 900)).resolves.toBeUndefined()
  })

  test('a sealed secret opens only where it belongs, with any configured key, and not when touched', () => {
    const [first, second] = [Buffer.alloc(32, 1).toString('base64url'), Buffer.alloc(32, 2).toString('base64url')]
    const sealed = createSecretBox([first]).seal('token', 'provider/1/authToken')
    expect(createSecretBox([second, first]).open(sealed, 'provider/1/authToken')).toBe('token')
    expect(() => createSecretBox([first]).open(sealed, 'provider/2/authToken')).toThrow()
    expect(() => createSecretBox([second]).open(sealed, 'provider/1/authToken')).toThrow('not configured')
    expect(() => createSecretBox([first]).open(`${sealed.slice(0, -4)}AAAA`, 'provider/1/authToken')).toThrow()
  })
})
