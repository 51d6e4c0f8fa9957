import { Table } from '@mantine/core'
import * as z from 'zod/mini'
import { statusWords } from '../../../ui/status-badge.tsx'

const Price = z.object({ perMinute: z.optional(z.string()), steps: z.optional(z.string()), code: z.optional(z.string()) })
const Candidate = z.object({
  service: z.string(),
  carrier: z.string(),
  price: z.nullable(Price),
  expectedCost: z.nullable(z.string()),
  excluded: z.nullable(z.string()),
})
const Trace = z.object({
  sell: z.optional(Price),
  routing: z.optional(z.object({ plan: z.string(), candidates: z.array(Candidate) })),
})

/** What the screens show of a decision's trace; nothing where it has another shape. */
export function readTrace(trace: unknown): z.infer<typeof Trace> {
  const read = z.safeParse(Trace, trace)
  return read.success ? read.data : {}
}

/** Every supplier that was looked at, in the order of trying, and why the others were left out. */
export function Candidates({ trace }: { readonly trace: unknown }) {
  const { routing } = readTrace(trace)
  if (!routing) return null
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table aria-label="Candidates">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Supplier</Table.Th>
            <Table.Th scope="col">A minute</Table.Th>
            <Table.Th scope="col">Expected</Table.Th>
            <Table.Th scope="col">Fate</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {routing.candidates.map((candidate, at) => (
            <Table.Tr key={candidate.service}>
              <Table.Td>
                {candidate.service} {candidate.carrier}
              </Table.Td>
              <Table.Td className="lc-figures">
                {candidate.price?.perMinute ?? '–'} {candidate.price?.steps}
              </Table.Td>
              <Table.Td className="lc-figures">{candidate.expectedCost ?? '–'}</Table.Td>
              <Table.Td>{candidate.excluded ? statusWords(candidate.excluded) : `${at + 1}.`}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
