import { Modal, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type CallDetail, callQuery } from '../../../api/voice.ts'
import { type Fact, KeyValues } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { statusWords } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { CallStatus } from './call-status.tsx'
import { durationText, isUp, partyText, reasonWords } from './call-words.ts'
import { RuleTrace } from './rule-trace.tsx'

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

/** How the price was found: the rate and the steps it is counted in. */
function priceFacts(call: CallDetail): readonly Fact[] {
  const { price, priceTrace, billedSeconds } = call
  const paid = { label: 'Price', value: price ? <Money value={price} fw={600} /> : priceTrace && isUp(call) ? 'Known at the end' : 'Free' }
  if (!priceTrace) return [paid]
  const { currency, rate, level, initialSeconds, recurringSeconds } = priceTrace
  return [
    { label: 'A minute', value: <Money value={{ currency: text(currency), amount: text(rate) }} /> },
    { label: 'Counted in', value: `${text(initialSeconds)} s, then steps of ${text(recurringSeconds)} s` },
    { label: 'Price found in', value: statusWords(text(level)) },
    { label: 'Counted time', value: durationText((billedSeconds ?? 0) * 1_000) },
    paid,
  ]
}

function factsOf(call: CallDetail): readonly Fact[] {
  const cause = [call.sipCode, call.q850 === null ? null : `Q.850 ${call.q850}`].filter(Boolean).join(' · ')
  return [
    { label: 'From', value: partyText(call.from) },
    { label: 'To', value: partyText(call.to) },
    { label: 'Status', value: <CallStatus status={call.status} /> },
    { label: 'Began', value: <When at={call.startedAt} show="time" /> },
    { label: 'Answered', value: call.answeredAt ? <When at={call.answeredAt} show="time" /> : 'Not answered' },
    { label: 'Lasted', value: durationText(call.durationMs) },
    { label: 'Ended because', value: reasonWords(call.reason) },
    ...(call.releasedBy ? [{ label: 'Ended by', value: statusWords(call.releasedBy) }] : []),
    ...(cause ? [{ label: 'Code and cause', value: <span className="lc-figures">{cause}</span> }] : []),
    ...(call.vendor ? [{ label: 'Carried by', value: statusWords(call.vendor) }] : []),
    ...priceFacts(call),
  ]
}

function Attempts({ call }: { readonly call: CallDetail }) {
  return (
    <div>
      <Title order={3} mb={4}>
        Ways tried
      </Title>
      <Table.ScrollContainer minWidth={420}>
        <Table aria-label="Ways tried">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>#</Table.Th>
              <Table.Th>Way</Table.Th>
              <Table.Th>To</Table.Th>
              <Table.Th>Outcome</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {call.attempts.map((attempt) => (
              <Table.Tr key={attempt.place}>
                <Table.Td>{attempt.place}</Table.Td>
                <Table.Td>{attempt.vendor ? statusWords(attempt.vendor) : statusWords(attempt.kind)}</Table.Td>
                <Table.Td className="lc-figures">{partyText(attempt.target)}</Table.Td>
                <Table.Td>
                  {attempt.answeredAt
                    ? 'Answered'
                    : attempt.code
                      ? `${attempt.code} ${attempt.reason ?? ''}`
                      : attempt.beganAt
                        ? 'Tried'
                        : 'Not tried'}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  )
}

function Legs({ call }: { readonly call: CallDetail }) {
  return (
    <div>
      <Title order={3} mb={4}>
        Further legs
      </Title>
      <Stack component="ul" gap={4} m={0} pl="md">
        {call.legs.map((leg) => (
          <Text component="li" size="sm" key={leg.id}>
            {leg.direction === 'outbound' ? 'Forwarded' : 'Arrived'}: {partyText(leg.from)} to {partyText(leg.to)},{' '}
            {statusWords(leg.status).toLowerCase()}, {durationText(leg.durationMs)} {leg.price && <Money value={leg.price} />}
          </Text>
        ))}
      </Stack>
    </div>
  )
}

type CallModalProps = { readonly id: string | undefined; readonly onClose: () => void; readonly children?: (call: CallDetail) => ReactNode }

/** One call: why it ended, which rules decided, which ways were tried, and what it cost and why. */
export function CallModal({ id, onClose, children }: CallModalProps) {
  const { data: call, error, refetch } = useQuery({ ...callQuery(id ?? ''), enabled: id !== undefined })
  return (
    <Modal opened={id !== undefined} onClose={onClose} title="Call" size="lg">
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!call && !error && <Skeleton height={280} role="status" aria-label="Loading" />}
      {call && (
        <Stack gap="md">
          <KeyValues facts={factsOf(call)} />
          {call.ruleTrace && call.ruleTrace.length > 0 && (
            <div>
              <Title order={3} mb={4}>
                What decided
              </Title>
              <RuleTrace trace={call.ruleTrace} />
            </div>
          )}
          {call.attempts.length > 0 && <Attempts call={call} />}
          {call.legs.length > 0 && <Legs call={call} />}
          {children?.(call)}
        </Stack>
      )}
    </Modal>
  )
}
