import { guestIds } from '../../src/providers/compute-simulated/state.ts'
import type { Town } from './town.ts'
import type { World } from './world.ts'

/** Each query answers the rows that break the law; none is the good answer (product §2.4, and what one would expect of all lines together). */
const LAWS: Readonly<Record<string, string>> = {
  'Every journal sums to zero in every currency': `select journal, currency, sum(amount)::text as left from (
      select coalesce(journal_id, id) as journal, currency, amount_micros as amount, credit_account_id as account from entry
      union all select coalesce(journal_id, id), currency, -amount_micros, debit_account_id from entry) side
    group by journal, currency having sum(amount) <> 0`,
  'All accounts and wallets together come to zero': `select currency from (
      select currency, balance_micros as amount from wallet
      union all select currency, amount_micros from entry where not exists (select from wallet w where w.id = credit_account_id)
      union all select currency, -amount_micros from entry where not exists (select from wallet w where w.id = debit_account_id)) side
    group by currency having sum(amount) <> 0`,
  'No hold is left open without its order, call, text or server': `select h.id, h.description from hold h where h.status = 'active'
    and not exists (select from order_item i where i.hold_id = h.id and i.status in ('inProgress', 'held'))
    and not exists (select from charging_session s where s.id = h.id and s.status = 'open')
    and not exists (select from message m where m.hold_id = h.id and m.status in ('queued', 'sending'))
    and not exists (select from instance i where i.unit_hold_id = h.id and i.lifecycle in ('pending', 'provisioning', 'active'))`,
  'A completed order item was captured once, for its price': `select i.id, i.kind from order_item i where i.status = 'completed' and i.hold_id is not null
    and (select count(*) from entry e where e.hold_id = i.hold_id and e.amount_micros = i.price_micros and e.kind = i.entry_kind) <> 1`,
  'An order item that came to nothing was not captured and holds nothing': `select i.id, i.kind from order_item i
    where i.status in ('failed', 'cancelled') and exists (select from hold h where h.id = i.hold_id and h.status in ('active', 'captured'))`,
  'An order ends as its items did': `select o.id, o.status from "order" o where o.status in ('completed', 'failed', 'cancelled')
    and exists (select from order_item i where i.order_id = o.id and i.status in ('inProgress', 'held'))`,
  'Nothing was paid back twice, or more than was paid': `select r.journal_id from entry r left join entry p on p.id = r.journal_id where r.kind = 'refund'
    group by r.journal_id having count(*) > 1 or sum(r.amount_micros) > coalesce(max(p.amount_micros), 0)`,
  'An order item is marked as paid back when it was, and only then': `select i.id from order_item i where i.price_micros > 0 and (i.refunded_at is not null) <>
    exists (select from entry r where r.kind = 'refund' and r.subject_type = 'order' and r.subject_id = i.order_id::text)`,
  'A period of a subscription is charged once': `select subject_id, trace ->> 'periodStart' as period from entry
    where subject_type = 'subscription' group by 1, 2 having count(*) > 1`,
  'A subscription stands where its charges brought it': `select s.id from subscription s where (select max((e.trace ->> 'periodEnd')::timestamptz)
    from entry e where e.subject_type = 'subscription' and e.subject_id = s.id::text) <> s.period_end`,
  'A carrier’s call that was answered is sold once and bought once, and its margin is the difference': `select c.id, c.sell_micros, c.buy_micros, c.margin_micros from call_cdr c
    where c.margin_micros <> c.sell_micros - c.buy_micros
      or c.sell_micros <> coalesce((select sum(e.amount_micros) from entry e where e.kind = 'wholesale' and e.subject_id = c.id::text), 0)
      or c.buy_micros <> coalesce((select sum(e.amount_micros) from entry e where e.kind = 'cost' and e.subject_id = c.id::text), 0)
      or (select count(*) from entry e where e.subject_id = c.id::text) > 2
      or c.buy_micros <> coalesce((select sum(a.cost_micros) from attempt_cdr a where a.call_id = c.id), 0)`,
  'A carrier’s call has one record': `select t.id from trunk_call t where t.status <> 'written' and t.status <> 'refused'
      or (select count(*) from call_cdr c where c.id = t.id) <> 1`,
  'A customer’s call is over, settled, and costs what its use says': `select c.id, c.status from call c
    left join usage_record u on u.id = c.id where c.status in ('initiated', 'ringing', 'answered')
      or c.charged and (c.settled_at is null or coalesce(c.price_micros, 0) <> coalesce(u.amount_micros, 0) or c.billed_seconds <> u.quantity)`,
  'A text that was sent is paid once, and one that was not is free': `select m.id, m.status from message m where m.direction = 'outbound'
    and (select coalesce(sum(case when e.kind = 'refund' then -1 else 1 end), 0) from entry e
      where e.subject_type = 'message' and e.subject_id = m.id::text and e.wallet_id is not null)
    <> case when m.captured and m.status <> 'failed' and m.hold_id is not null then 1 else 0 end`,
  'What was granted of an allowance is used, set aside or left, and its users are among the uses': `select b.id from allowance_bucket b
    where b.granted - b.used - b.reserved < 0 or b.used <> coalesce((select sum((s ->> 'quantity')::bigint)
      from usage_record u cross join lateral jsonb_array_elements(u.splits) s where (s ->> 'bucketId')::uuid = b.id), 0)`,
  'A server’s hours follow each other without gap or overlap': `select instance_id, unit_start from (
      select instance_id, unit_start, lag(ended_at) over (partition by instance_id order by unit_start) as before from instance_usage) u
    where unit_start < before`,
  'A server’s hour is paid once and is among the uses': `select u.id from instance_usage u left join usage_record r on r.id = u.id
    left join entry e on e.id = r.entry_id where r.id is null or u.amount_micros <> r.amount_micros or u.amount_micros <> coalesce(e.amount_micros, 0)`,
  'What servers were paid is what their hours came to': `select a.id from account a where
    coalesce((select sum(u.amount_micros) from instance_usage u where u.account_id = a.id), 0)
    <> coalesce((select sum(e.amount_micros) from entry e where e.account_id = a.id and e.kind = 'instance_usage'), 0)`,
  'What a plan has used is the sum of its sessions': `select b.id from esim_bundle b where b.used_bytes <> coalesce(
    (select sum(s.bytes) from esim_usage_session s where s.bundle_id = b.id), 0)`,
  'A plan that was paid back was never used, and one that was not is not marked so': `select b.id from esim_bundle b join order_item i on i.id = b.order_item_id
    where (b.status = 'refunded') <> (i.refunded_at is not null) or b.status = 'refunded' and b.used_bytes > 0`,
  'A payment is credited once when it is completed, and never otherwise': `select p.id, p.status from payment p where
    (select count(*) from entry e where e.subject_type = 'payment' and e.subject_id = p.id::text and e.amount_micros = p.amount_micros)
    <> case when p.status = 'completed' then 1 else 0 end`,
  'No account has more than one primary number, and every number one holder': `select e164 from number
    where status not in ('failed', 'purged', 'released') group by e164 having count(*) > 1
    union all select account_id::text from number where is_primary and status = 'active' group by account_id having count(*) > 1`,
  'No job has given up and no event is stuck': `select job as what, max(error) as why from job_run where state = 'failed' group by job union all select handler, max(last_error) from delivery where state <> 'done' group by handler`,
}

/** The laws over all lines that are broken, each with some rows that break it. */
export async function brokenLineLaws(world: World): Promise<readonly { law: string; rows: readonly unknown[] }[]> {
  const broken: { law: string; rows: readonly unknown[] }[] = []
  for (const [law, query] of Object.entries(LAWS)) {
    const rows = await world.query(`select * from (${query}) breach limit 5`)
    if (rows.length > 0) broken.push({ law, rows })
  }
  return broken
}

type Books = { readonly what: string; readonly bought: readonly string[]; readonly ours: readonly string[] }

/** What each vendor sold us beside what we think we have; both are the same when nothing was bought twice, lost or forgotten. */
export async function vendorBooks({ world, home }: Town): Promise<readonly Books[]> {
  const { twilio, telna, esimAccess, stripe } = world.vendors
  const column = async (query: string) => (await world.query<{ name: string }>(query)).map(({ name }) => name).toSorted()
  const esims = (vendor: string) => column(`select iccid as name from esim where vendor = '${vendor}'`)
  const sent = [...twilio.state.messages.values()].filter(({ direction }) => direction === 'outbound-api')
  const orders = [...telna.state.orders.values()]
  const cards = [...esimAccess.state.esims.values()]
  const paid = [...stripe.state.sessions.values()].filter((session) => session.payment_status === 'paid')
  return [
    {
      what: 'numbers held',
      bought: [...twilio.state.numbers.values()].map(({ phoneNumber }) => phoneNumber).toSorted(),
      ours: await column(`select e164 as name from number where status in ('active', 'suspended')`),
    },
    {
      what: 'numbers bought, those given back too',
      bought: twilio.state.purchases.map(({ phoneNumber }) => phoneNumber).toSorted(),
      ours: await column(`select e164 as name from number where status <> 'failed'`),
    },
    {
      what: 'texts',
      bought: sent.map(({ body }) => body).toSorted(),
      ours: await column(`select body as name from message where direction = 'outbound' and captured`),
    },
    { what: 'eSIMs of Telna', bought: orders.map(({ iccid }) => iccid).toSorted(), ours: await esims('telna') },
    { what: 'eSIMs of eSIM Access', bought: cards.map(({ iccid }) => iccid).toSorted(), ours: await esims('esimaccess') },
    {
      what: 'servers',
      bought: guestIds(home).toSorted(),
      ours: await column(`select id::text as name from instance where lifecycle in ('active', 'trashed')`),
    },
    {
      what: 'payments',
      bought: paid.map(({ id }) => id).toSorted(),
      ours: await column(`select gateway_reference as name from payment where status = 'completed'`),
    },
  ]
}
