import { Drawer, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Entry } from '../../../api/types.ts'
import { entryQuery } from '../../../api/wallet.ts'
import { KeyValues } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { TraceView } from '../../../ui/trace.tsx'
import { When } from '../../../ui/when.tsx'

/** “Why?”: how the amount of an entry came about, down to rule, rate and rounding. */
export function EntryWhyDrawer({ entry, onClose }: { readonly entry: Entry | undefined; readonly onClose: () => void }) {
  return (
    <Drawer opened={entry !== undefined} onClose={onClose} title="Why this amount?" size="md">
      {entry && <Why entry={entry} />}
    </Drawer>
  )
}

function Why({ entry }: { readonly entry: Entry }) {
  const { data, error, refetch } = useQuery(entryQuery(entry.id))
  return (
    <Stack>
      <div>
        <Text fw={600}>{entry.description}</Text>
        <Text fz="1.375rem" fw={650} component="div">
          <Money value={entry.amount} signed />
        </Text>
      </div>
      <KeyValues
        facts={[
          { label: 'When', value: <When at={entry.occurredAt} show="time" /> },
          { label: 'Balance before', value: entry.before && <Money value={entry.before} /> },
          { label: 'Balance after', value: entry.after && <Money value={entry.after} /> },
          { label: 'Entry', value: `No. ${entry.seq}` },
        ]}
      />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton height={140} />}
      {data && <TraceView trace={data.trace} />}
      {data && data.postings.length > 0 && (
        <>
          <Title order={3}>In the books</Title>
          <KeyValues
            facts={data.postings.map((posting) => ({
              label: `${posting.debit} to ${posting.credit}`,
              value: <Money value={posting.amount} />,
            }))}
          />
        </>
      )}
    </Stack>
  )
}
