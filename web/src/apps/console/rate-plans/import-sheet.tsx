import { Button, FileInput, Group, Modal, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ImportChoice, type ImportReport, importRates, type RatePlan } from '../../../api/rate-plans.ts'
import { KeyValues } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { statusWords } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { ChangeCounts, ChangeTable, InvalidRows, ThinMargins } from './changes.tsx'

type Choice = Required<Pick<ImportChoice, 'mode' | 'decimal' | 'dateFormat' | 'pastDates' | 'invalidRows'>>

const FIRST: Choice = { mode: 'partial', decimal: 'point', dateFormat: 'iso', pastDates: 'refuse', invalidRows: 'refuse' }

type ImportSheetProps = { readonly plan: RatePlan; readonly opened: boolean; readonly onClose: () => void; readonly onKept: () => void }

/** A supplier's or our own price list as CSV: first what it would do, then kept as the draft. */
export function ImportSheet({ plan, opened, onClose, onKept }: ImportSheetProps) {
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [choice, setChoice] = useState(FIRST)
  const send = useMutation({
    mutationFn: async ({ dryRun }: { dryRun: 'true' | 'false' }) => {
      if (!file) throw new Error('There is no file to send.')
      return importRates(plan.id, file, { ...choice, dryRun, fileName: file.name.slice(0, 200) })
    },
    onSuccess: async ({ draft }) => {
      if (!draft) return
      told('The sheet is the draft now. Commit it when it is right.')
      await client.invalidateQueries({ queryKey: ['rate-plans'] })
      close()
      onKept()
    },
  })
  const close = () => {
    send.reset()
    setFile(null)
    onClose()
  }
  const change = (part: Partial<Choice>) => {
    send.reset()
    setChoice({ ...choice, ...part })
  }
  const report = send.data
  const running = send.isPending ? send.variables.dryRun : undefined
  const keepable = report !== undefined && report.rows > 0 && (choice.invalidRows === 'skip' || report.counts['invalid'] === 0)
  return (
    <Modal opened={opened} onClose={close} title="Import a sheet" size="xl">
      <Stack>
        <FileInput
          label="Rate sheet"
          description="CSV in UTF-8, at most 128 MB. Codes, lists and ranges; the columns are found by their names."
          placeholder="Choose a file"
          accept=".csv,.txt,text/csv,text/plain"
          value={file}
          onChange={(chosen) => {
            send.reset()
            setFile(chosen)
          }}
        />
        <Choices choice={choice} onChange={change} />
        <ProblemAlert error={send.error} />
        {report && <Report report={report} plan={plan} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            variant={report ? 'default' : 'filled'}
            disabled={!file}
            loading={running === 'true'}
            onClick={() => send.mutate({ dryRun: 'true' })}
          >
            Try it
          </Button>
          {report && (
            <Button disabled={!keepable} loading={running === 'false'} onClick={() => send.mutate({ dryRun: 'false' })}>
              Keep as draft
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

function Choices({ choice, onChange }: { readonly choice: Choice; readonly onChange: (part: Partial<Choice>) => void }) {
  const select = <Key extends keyof Choice>(key: Key, label: string, words: Readonly<Record<Choice[Key], string>>) => (
    <NativeSelect
      label={label}
      value={choice[key]}
      onChange={(event) => onChange({ [key]: event.currentTarget.value as Choice[Key] } as Partial<Choice>)}
      data={Object.entries<string>(words).map(([value, text]) => ({ value, label: text }))}
    />
  )
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      {select('mode', 'Codes it does not list', { partial: 'Stay as they are', full: 'Are closed (A–Z list)' })}
      {select('decimal', 'Decimal sign', { point: 'Point: 0.0123', comma: 'Comma: 0,0123' })}
      {select('dateFormat', 'Dates', { iso: '2026-12-31', dmy: '31.12.2026', mdy: '12/31/2026' })}
      {select('pastDates', 'Dates in the past', { refuse: 'Refuse the row', with_sheet: 'Start with the version' })}
      {select('invalidRows', 'Rows that cannot be taken', { refuse: 'Stop the import', skip: 'Are left out' })}
    </SimpleGrid>
  )
}

const DELIMITERS: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }

function Report({ report, plan }: { readonly report: ImportReport; readonly plan: RatePlan }) {
  const marks = [
    `${DELIMITERS[report.delimiter] ?? report.delimiter} between columns`,
    report.bom && 'byte order mark',
    report.crlf && 'Windows line ends',
  ]
  return (
    <Stack gap="sm" role="region" aria-label="What the sheet would do">
      <KeyValues
        facts={[
          { label: 'Read', value: `${report.lines.toLocaleString('en')} lines, ${report.rows.toLocaleString('en')} prices` },
          { label: 'File', value: `${marks.filter(Boolean).join(', ')}; header in line ${report.headerLine}` },
          {
            label: 'Columns',
            value: report.columns
              .map(({ header, field }) => `${header || '(empty)'} → ${field === '-' ? 'ignored' : statusWords(field).toLowerCase()}`)
              .join(', '),
          },
        ]}
      />
      <ChangeCounts counts={report.counts} />
      <InvalidRows report={report} />
      <ThinMargins margins={report.margins} blocked={plan.marginEnforcement === 'block'} />
      <ChangeTable changes={report.changes} />
      {report.changes.length > 0 && (
        <Text size="sm" c="dimmed">
          The first 25 rows of every kind are shown.
        </Text>
      )}
    </Stack>
  )
}
