import { sql } from 'kysely'
import { later, minutes } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import { errors } from './errors.ts'
import { parseE164, RESERVATION_MINUTES, type ReservationId } from './number.ts'
import type { NumberType } from './port.ts'
import * as store from './store.ts'

/** A number kept for one account for ten minutes, so that a checkout in progress does not lose it to another customer of ours. */
export type Reservation = {
  readonly id: ReservationId
  readonly accountId: AccountId
  readonly e164: string
  readonly country: string
  readonly type: NumberType
  readonly until: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    number_reservation: {
      id: ReservationId
      tenant_id: TenantId
      account_id: AccountId
      e164: string
      country: string
      type: NumberType
      until: Date
    }
  }
}

/** Reserves a number or renews one's own reservation. Throws 422 `notE164` and 409 `taken`. */
export async function reserveNumber(
  context: Context,
  accountId: AccountId,
  wish: { e164: string; country: string; type: NumberType },
): Promise<Reservation> {
  const parsed = parseE164(wish.e164)
  if (!parsed) throw errors.notE164({ detail: `${wish.e164} is not a telephone number in E.164 form.` })
  return inTx(context, async (tx) => {
    await sql`select drop_stale_reservation(${wish.e164}, ${tx.now()})`.execute(tx.db)
    if (!(await store.isFreeFor(tx, wish.e164, accountId)))
      throw errors.taken({ detail: `${parsed.display} was just taken. Choose another number.`, e164: wish.e164 })
    const until = later(tx.now(), minutes(RESERVATION_MINUTES))
    await sql`insert into number_reservation (id, tenant_id, account_id, e164, country, type, until)
      values (${newId()}, ${tx.tenantId}, ${accountId}, ${wish.e164}, ${wish.country}, ${wish.type}, ${until})
      on conflict (e164) do update set until = excluded.until where number_reservation.account_id = excluded.account_id`.execute(tx.db)
    const kept = await tx.db
      .selectFrom('number_reservation')
      .selectAll()
      .where('e164', '=', wish.e164)
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    if (!kept) throw errors.taken({ detail: `${parsed.display} was just taken. Choose another number.`, e164: wish.e164 })
    return fromRow(kept)
  })
}

const fromRow = (row: {
  id: ReservationId
  account_id: AccountId
  e164: string
  country: string
  type: NumberType
  until: Date
}): Reservation => ({
  id: row.id,
  accountId: row.account_id,
  e164: row.e164,
  country: row.country,
  type: row.type,
  until: row.until,
})

/** The reservation while it runs. Throws 409 `reservationExpired`. */
export async function useReservation(context: Context | Tx, id: ReservationId): Promise<Reservation> {
  const row = await context.db
    .selectFrom('number_reservation')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .where('id', '=', id)
    .where('until', '>', context.now())
    .executeTakeFirst()
  if (!row) throw errors.reservationExpired({ detail: 'The reservation has run out. Reserve the number again.' })
  return fromRow(row)
}

/** Ends the reservation of a number that was ordered. */
export async function endReservation(tx: Tx, e164: string): Promise<void> {
  await tx.db.deleteFrom('number_reservation').where('tenant_id', '=', tx.tenantId).where('e164', '=', e164).execute()
}
