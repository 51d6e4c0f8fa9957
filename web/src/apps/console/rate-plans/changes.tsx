import { Box, Button, Group, Table, Text } from '@mantine/core'
import type { ImportReport, PlanDraft, RateChange } from '../../../api/rate-plans.ts'
import { Notice } from '../../../ui/notice.tsx'
import { StatusBadge, statusWords, type Tone } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { codeWords, Margin, stepsOf } from './rates.tsx'

const TONES: Readonly<Record<string, Tone>> = {
  new: 'good',
  increase: 'warn',
  decrease: 'good',
  unchanged: 'calm',
  closed: 'calm',
  blocked: 'bad',
  invalid: 'bad',
  withdrawn: 'warn',
}

/** How many rows of each kind a sheet has; kinds without rows are left out. */
export function ChangeCounts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const shown = Object.entries(counts).filter(([, count]) => count > 0)
  return (
    <Group gap="xs" role="group" aria-label="Changes by kind">
      {shown.length === 0 && <Text c="dimmed">No rows.</Text>}
      {shown.map(([kind, count]) => (
        <StatusBadge
          key={kind}
          status={kind}
          tone={TONES[kind] ?? 'calm'}
          label={`${count.toLocaleString('en')} ${statusWords(kind).toLowerCase()}`}
        />
      ))}
    </Group>
  )
}

const priceOf = (row: RateChange['row'] | null) => (row === null ? '–' : row.status === 'open' ? row.rate : statusWords(row.status))

/** The first rows of every kind of change: what a code costs now and what it would. */
export function ChangeTable({ changes, onUndo }: { readonly changes: readonly RateChange[]; readonly onUndo?: (code: string) => void }) {
  if (changes.length === 0) return null
  const lines = changes.some(({ line }) => line > 0)
  return (
    <Box style={{ overflowX: 'auto' }}>
      <Table aria-label="Changes" miw={520}>
        <Table.Thead>
          <Table.Tr>
            {lines && <Table.Th ta="right">Line</Table.Th>}
            <Table.Th>Code</Table.Th>
            <Table.Th>Change</Table.Th>
            <Table.Th ta="right">Now</Table.Th>
            <Table.Th ta="right">Then</Table.Th>
            <Table.Th ta="right">Steps</Table.Th>
            <Table.Th>From</Table.Th>
            {onUndo && <Table.Th aria-label="Actions" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ line, change, row, before, validFrom }) => (
            <Table.Tr key={`${line} ${row.code} ${validFrom}`} className="lc-figures">
              {lines && <Table.Td ta="right">{line || '–'}</Table.Td>}
              <Table.Td>
                {codeWords(row.code)}
                {row.name && (
                  <Text span size="sm" c="dimmed">
                    {` ${row.name}`}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <StatusBadge status={change} tone={TONES[change] ?? 'calm'} />
              </Table.Td>
              <Table.Td ta="right">{priceOf(before)}</Table.Td>
              <Table.Td ta="right">{priceOf(row)}</Table.Td>
              <Table.Td ta="right">{row.status === 'open' ? stepsOf(row) : '–'}</Table.Td>
              <Table.Td>{validFrom ? <When at={validFrom} show="date" /> : 'With the version'}</Table.Td>
              {onUndo && (
                <Table.Td ta="right">
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    onClick={() => onUndo(row.code)}
                    aria-label={`Take back the change of ${codeWords(row.code)}`}
                  >
                    Take back
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  )
}

/** Prices that leave too little over the cheapest supplier. */
export function ThinMargins({ margins, blocked }: { readonly margins: PlanDraft['margins']; readonly blocked: boolean }) {
  if (margins.thin === 0) return null
  return (
    <Notice
      tone={blocked ? 'bad' : 'warn'}
      title={`${margins.thin.toLocaleString('en')} ${margins.thin === 1 ? 'price leaves' : 'prices leave'} less than the least margin`}
    >
      {margins.examples.slice(0, 5).map(({ code, sell, cost, marginPercent }) => (
        <Text key={code} size="sm" className="lc-figures">
          {codeWords(code)}: {sell} with a cost of {cost}
          {marginPercent !== null && (
            <>
              , <Margin percent={marginPercent} />
            </>
          )}
        </Text>
      ))}
      {blocked && <Text size="sm">This plan refuses them: correct them before you commit.</Text>}
    </Notice>
  )
}

/** Rows that could not be taken, with their lines and reasons. */
export function InvalidRows({ report }: { readonly report: ImportReport }) {
  if (report.invalid.length === 0) return null
  return (
    <Notice
      tone="bad"
      title={`${(report.counts['invalid'] ?? 0).toLocaleString('en')} ${report.counts['invalid'] === 1 ? 'row' : 'rows'} cannot be taken`}
    >
      <Box component="ul" m={0} ps="md" mah={180} style={{ overflowY: 'auto' }} tabIndex={0} aria-label="Rows that cannot be taken">
        {report.invalid.map(({ line, reason, text }) => (
          <Text component="li" size="sm" key={`${line} ${text}`} style={{ overflowWrap: 'anywhere' }}>
            Line {line}: {reason}{' '}
            <Text span c="dimmed" size="sm">
              {text}
            </Text>
          </Text>
        ))}
      </Box>
    </Notice>
  )
}
