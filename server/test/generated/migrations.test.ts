import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { migrate, migrateDown } from '../../src/main/migrations.ts'

const TABLES = `select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`

test('the schema comes up, goes down to nothing and comes up again the same', async () => {
  const base = inject('databaseUrl')
  const name = `m_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: base.replace('DATABASE', 'postgres') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = base.replace('DATABASE', name)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const up = await migrate(url)
    const { rows: first } = await client.query(TABLES)
    expect(up.length).toBeGreaterThan(10)
    await migrateDown(url)
    expect((await client.query(TABLES)).rows).toEqual([])
    expect(await migrate(url)).toEqual(up)
    expect((await client.query(TABLES)).rows).toEqual(first)
  } finally {
    await client.end()
    await admin.end()
  }
})
